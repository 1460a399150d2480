// SPDX-License-Identifier: MIT
// Going out.
#include "session/sessioncore_p.h"

#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

void SessionCore::end(LogoutReason reason, Token token, const QFuture<Result<void>> &ended)
{
    if (!isIn())
        return;
    const UserPtr user = m_user;
    auto forgotten = ended;
    const bool needsProof = reason == LogoutReason::SessionExpired && token == Token::Leave;
    if (needsProof) // a remembered user comes back only after one
        watchMark(m_mark.record(markedSession(Mark::State::Locked), LockMark::Others::Keep), true);
    if (token != Token::Leave) {
        m_hasRememberedUser = false;
        const auto whose = token == Token::ForgetOwn ? RememberMe::Whose::Own : RememberMe::Whose::Anybodys;
        forgotten = remember.forget(reason == LogoutReason::Requested ? user->id() : QString(), whose);
    }
    qCDebug(lcSession) << "The session ends:" << reason;
    become({.to = SessionState::SignedOut, .leaves = true, .event = [user, reason](LoginManager &m) {
                Q_EMIT m.loggedOut(user, reason);
            }});
    if (needsProof || reason == LogoutReason::UserSwitched) // the login of the other user sees to it
        return;
    const bool endsAll = reason == LogoutReason::Requested || token == Token::Forget;
    clearMark(forgotten, endsAll ? LockMark::Others::DropDead : LockMark::Others::Keep);
}

void SessionCore::logOut()
{
    const auto self = shared_from_this();
    const Scope scope(this);
    ++m_loginTicket;
    stopRestore(Error::Kind::Cancelled);
    if (isIn())
        return end(LogoutReason::Requested, Token::Forget);
    m_hasRememberedUser = false;
    clearMark(remember.forget(), LockMark::Others::DropDead);
    m_nextStep.reset();
    if (m_facts.state != SessionState::SignedOut)
        become({.to = SessionState::SignedOut});
}

void SessionCore::endSession(LogoutReason reason)
{
    end(reason, Token::Forget);
}

QFuture<Result<void>> SessionCore::forget()
{
    const Scope scope(this);
    stopRestore(Error::Kind::Cancelled);
    const auto forgotten = remember.forget();
    noteRemembered(0s);
    if (m_facts.state == SessionState::Restoring || m_facts.state == SessionState::RestorePending)
        become({.to = SessionState::SignedOut}); // there is nobody to wait for
    return forgotten;
}

QFuture<Result<void>> SessionCore::logOutEverywhere()
{
    const auto self = shared_from_this();
    if (!isIn())
        return readyFuture<Result<void>>(Error(Error::Kind::InvalidInput, QStringLiteral("Nobody is logged in.")));
    const auto everywhere = remember.forgetEverywhere(m_user->id());
    m_hasRememberedUser = false;
    end(LogoutReason::Requested, Token::Leave, everywhere);
    return everywhere;
}

} // namespace QtLogin
