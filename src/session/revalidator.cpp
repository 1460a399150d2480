// SPDX-License-Identifier: MIT
#include "session/revalidator_p.h"

#include "session/misuse_p.h"
#include "session/session_p.h"

namespace QtLogin {

using Token = Logout::Token;

struct Revalidator::Operation
{
    quint64 epoch = 0;
    bool again = false; // something has happened since the loader was asked
    std::vector<Answer<void>> answers = {};
};

QFuture<Result<void>> Revalidator::revalidate()
{
    if (const auto ready = m_session.isConfigured("revalidate()", true, false); !ready)
        return readyFuture(ready);
    if (!m_session.model().isIn())
        return readyFuture<Result<void>>(Misuse::noUser("LoginManager::revalidate()"));
    if (!m_session.context.examine())
        return readyFuture<Result<void>>(Error::Kind::Refused);
    if (m_session.isOver())
        return readyFuture<Result<void>>(Error::Kind::Abandoned);
    Answer<void> answer;
    const quint64 epoch = m_session.model().facts().epoch;
    if (m_operation && m_operation->epoch == epoch) {
        m_operation->answers.push_back(answer);
        return answer.future();
    }
    const auto operation = m_operation = std::make_shared<Operation>(Operation {epoch});
    operation->answers.push_back(answer);
    m_session.resume(m_session.users.load(m_session.model().answers().id),
                     [this, operation](const auto &loaded) { onUserLoaded(operation, loaded); });
    return answer.future();
}

void Revalidator::revalidateAnew()
{
    if (m_operation && m_operation->epoch == m_session.model().facts().epoch)
        m_operation->again = true;
    else if (m_session.setup.userLoader)
        (void)revalidate();
}

// A load that could not be answered is tried again an interval later.
void Revalidator::revalidateInTime()
{
    m_session.move([this](SessionModel &model) { return model.noteLoading(m_session.now()), SessionChange(); });
    if (m_session.setup.userLoader)
        (void)revalidate();
}

void Revalidator::noteUserChanged()
{
    if (m_session.model().isIn())
        (void)follow(UserSource::ask(m_session.model().user()));
}

void Revalidator::abandon()
{
    if (const auto abandoned = std::exchange(m_operation, nullptr))
        abandoned->answers.clear();
}

void Revalidator::onUserLoaded(const std::shared_ptr<Operation> &operation, const Result<UserSource::Loaded> &loaded)
{
    if (m_operation == operation)
        m_operation.reset();
    const auto isCurrent = [&] { return operation->epoch == m_session.model().facts().epoch; };
    const auto result = isCurrent() ? follow(loaded) : Result<void>(Error::Kind::Cancelled);
    if (operation->again && isCurrent())
        (void)revalidate();
    for (const auto &answer : operation->answers)
        answer.finish(result);
}

// A user who could not be loaded stays as they are.
Result<void> Revalidator::follow(const Result<UserSource::Loaded> &loaded)
{
    const SessionModel &model = m_session.model();
    if (loaded.failedWith(Error::Kind::Absent)) {
        m_session.logout.endSession(LogoutReason::UserGone, Token::Forget);
        return Error::Kind::Absent;
    }
    if (loaded.failedWith(Error::Kind::WrongCredentials)) { // the same user's login goes on with what they do
        m_session.lock(LockReason::TokenRefused);
        return loaded.error();
    }
    if (!loaded) {
        m_session.tell([error = loaded.error()](LoginManager &m) { Q_EMIT m.loaderFailed(error); });
        return loaded.error();
    }
    if (!loaded->isActive && model.isActive()) { // a user who was forced in as inactive stays
        m_session.logout.endSession(LogoutReason::UserDisabled, Token::Forget);
        return Error::Kind::Inactive;
    }
    if (loaded->answers.sessionStamp != model.stamp()) {
        m_session.logout.endSession(LogoutReason::StampChanged, Token::ForgetOwn); // another process may have a new token already
        return Error::Kind::Refused;
    }
    m_session.move([&](SessionModel &m) { return m.noteUser(loaded->user, loaded->answers, loaded->isActive, m_session.now()); });
    return {};
}

} // namespace QtLogin
