// SPDX-License-Identifier: MIT
#include "session/logout_p.h"

#include "foundation/applicationid_p.h"
#include "foundation/deadline_p.h"
#include "session/misuse_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr auto editorDeadline = 30s;

void Logout::endSession(LogoutReason reason, Token token)
{
    if (!m_session.model().isIn())
        return;
    m_session.batch([&] {
        qCDebug(lcSession) << "The session ends:" << reason;
        const QString user = m_session.model().answers().id;
        auto forgotten = readyFuture(Result<void>());
        if (token != Token::Leave) {
            const auto scope = token == Token::ForgetOwn ? RememberMe::Scope::Own : RememberMe::Scope::Profile;
            forgotten = m_session.remembered.forget(reason == LogoutReason::Requested ? user : QString(), scope);
        }
        m_session.move([&](SessionModel &model) { return model.end(reason, m_session.makeAnonymous()); });
        if (reason == LogoutReason::UserSwitched) // the login of the other user sees to the marks
            return;
        const bool endsAll = reason == LogoutReason::Requested || token == Token::Forget;
        m_session.recorder.clear(forgotten, endsAll ? LockMark::Others::DropDead : LockMark::Others::Keep);
    });
}

void Logout::logOut()
{
    m_session.batch([&] {
        m_session.attempts.turnAway();
        m_session.restorer.stop(Error::Kind::Cancelled);
        if (m_session.model().isIn())
            return endSession(LogoutReason::Requested, Token::Forget);
        if (!isGoodApplicationId(m_session.setup.applicationId))
            return;
        m_session.recorder.clear(m_session.remembered.forget({}, RememberMe::Scope::Profile), LockMark::Others::DropDead);
        m_session.attempts.setNextStep({});
        m_session.move([](SessionModel &model) { return model.giveUp(); });
    });
}

QFuture<Result<void>> Logout::forget()
{
    if (const auto ready = m_session.isConfigured("forget()", false, false); !ready)
        return readyFuture(ready);
    QFuture<Result<void>> forgotten;
    m_session.batch([&] {
        m_session.restorer.stop(Error::Kind::Cancelled);
        forgotten = m_session.remembered.forget({}, RememberMe::Scope::Profile);
        m_session.remembered.noteEnd();
        m_session.move([](SessionModel &model) { return model.endRestore(false); });
    });
    return forgotten;
}

// A new stamp ends what runs elsewhere. Without an account editor nothing can, and the answer says so.
static QFuture<Result<void>> endSessionsElsewhere(Session &session, const QString &userId)
{
    if (session.remembered.operations().presentsFirst(userId)) // the tokens of running sessions have ended as well
        return readyFuture(Result<void>());
    const auto editor = session.setup.editorOf(userId); // which may delete the manager
    if (editor) {
        const auto changed = guarded<void>("AccountEditor::changeStamp()", [&] { return editor->changeStamp(userId); });
        return withDeadline(changed, *session.clock, editorDeadline, &session);
    }
    (void)Misuse::missing("logOutEverywhere()", "an account editor", "accountEditor");
    return readyFuture<Result<void>>(
        Error(Error::Kind::NotConfigured,
              LoginManager::tr("No device remembers you any more. Where you are logged in right now, you stay logged in "
                               "until the application there is closed.")));
}

QFuture<Result<void>> Logout::logOutEverywhere()
{
    if (!m_session.model().isIn())
        return readyFuture<Result<void>>(Misuse::noUser("LoginManager::logOutEverywhere()"));
    Answer<void> answer;
    m_session.batch([&] {
        const QString user = m_session.model().answers().id;
        const auto forgotten = m_session.remembered.forgetEverywhere(user);
        m_session.move([&](SessionModel &model) { return model.end(LogoutReason::Requested, m_session.makeAnonymous()); });
        m_session.recorder.clear(forgotten, LockMark::Others::DropDead);
        const auto ended = endSessionsElsewhere(m_session, user);
        m_session.resume(forgotten, [this, ended, answer](const Result<void> &result) {
            if (!result)
                return answer.finish(result);
            m_session.resume(ended, [answer](const Result<void> &others) { answer.finish(others); });
        });
    });
    return answer.future();
}

} // namespace QtLogin
