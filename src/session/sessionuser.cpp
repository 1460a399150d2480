// SPDX-License-Identifier: MIT
// Is the user still who they were? Asking the loader, and the context in which the session began.
#include "session/sessioncore_p.h"

#include "foundation/deadline_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr auto loaderDeadline = 30s;

struct SessionCore::Revalidation
{
    quint64 epoch = 0;
    bool again = false; // something has happened since the loader was asked
    std::vector<Answer<void>> answers;
};

// Asks the loader, and does not believe everything: a user without an answer to the question is
// a fault of the loader, never "no such user".
QFuture<Result<UserPtr>> SessionCore::load(const QString &id)
{
    Answer<UserPtr> answer;
    const auto loaded = withDeadline(guarded<UserPtr>([&] { return parts.loader->load(id); }), *clock, loaderDeadline, this);
    whenDone(loaded, this, [answer, id](const Result<UserPtr> &user) {
        if (user && (!*user || (*user)->isAnonymous() || (*user)->id() != id)) {
            qCInfo(lcSession, "The user loader answered with another user than was asked for.");
            return answer.finish(Error(Error::Kind::Internal, LoginManager::tr("The account is not available.")));
        }
        answer.finish(user);
    });
    return answer.future();
}

QFuture<Result<void>> SessionCore::revalidate()
{
    const auto self = shared_from_this();
    if (const auto ready = configured(false); !ready)
        return readyFuture(ready);
    if (!isIn())
        return readyFuture<Result<void>>(Error(Error::Kind::InvalidInput, QStringLiteral("Nobody is logged in.")));
    if (!contextStillHolds())
        return readyFuture<Result<void>>(Error::Kind::Refused);
    Answer<void> answer;
    if (m_revalidation && m_revalidation->epoch == m_facts.epoch) { // one load for all who ask meanwhile
        m_revalidation->answers.push_back(answer);
        return answer.future();
    }
    const auto revalidation = m_revalidation = std::make_shared<Revalidation>();
    revalidation->epoch = m_facts.epoch;
    revalidation->answers.push_back(answer);
    whenDone(load(m_user->id()), this,
             [this, revalidation](const Result<UserPtr> &loaded) { judgeRevalidated(revalidation, loaded); });
    return answer.future();
}

// As revalidate(), and never with an answer to an earlier question.
void SessionCore::revalidateAnew()
{
    if (m_revalidation && m_revalidation->epoch == m_facts.epoch)
        m_revalidation->again = true;
    else
        (void)revalidate();
}

void SessionCore::abandonRevalidation()
{
    if (const auto abandoned = std::exchange(m_revalidation, nullptr))
        abandoned->answers.clear();
}

void SessionCore::judgeRevalidated(const std::shared_ptr<Revalidation> &revalidation, const Result<UserPtr> &loaded)
{
    const auto self = shared_from_this();
    if (m_revalidation == revalidation)
        m_revalidation.reset();
    Result<void> result;
    if (revalidation->epoch != m_facts.epoch) {
        result = Error::Kind::Cancelled;
    } else if (loaded.failedWith(Error::Kind::Absent)) {
        end(LogoutReason::UserGone, Token::Forget);
        result = Error::Kind::Absent;
    } else if (!loaded) {
        tell([error = loaded.error()](LoginManager &m) { Q_EMIT m.loaderFailed(error); });
        result = loaded.error();
    } else if (!(*loaded)->isActive() && m_user->isActive()) {
        end(LogoutReason::UserDisabled, Token::Forget);
        result = Error::Kind::Inactive;
    } else if ((*loaded)->sessionStamp() != m_stamp) {
        end(LogoutReason::StampChanged, Token::ForgetOwn); // another process may have a new one already
        result = Error::Kind::Refused;
    } else {
        changeAccess([&] { m_user = *loaded; });
    }
    if (revalidation->again && revalidation->epoch == m_facts.epoch)
        (void)revalidate();
    for (const auto &answer : revalidation->answers)
        answer.finish(result);
}

// Session protection. Nothing recorded is nothing to compare; what has been told once is not told
// again until it changes once more.
bool SessionCore::contextStillHolds()
{
    if (m_policy.protection == SessionProtection::Off || m_contextId.isEmpty())
        return true;
    const bool same = contextId() == m_contextId;
    if (same || (m_contextChanged && m_policy.protection == SessionProtection::Basic)) {
        m_contextChanged = !same;
        return true;
    }
    m_contextChanged = true;
    const auto level = m_policy.protection;
    const Scope scope(this);
    const Event event = [level](LoginManager &m) { Q_EMIT m.sessionProtected(level); };
    if (level == SessionProtection::Basic) {
        changeAccess([this] { m_facts.provedAt.reset(); }, event);
        return true;
    }
    tell(event);
    end(LogoutReason::ContextChanged, Token::Forget);
    return false;
}

} // namespace QtLogin
