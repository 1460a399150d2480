// SPDX-License-Identifier: MIT
#include "session/accessrequest_p.h"

#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using Kind = LoginRequest::Kind;

// A login may be stale again at once, or not meet a further limit; three times is enough.
static constexpr int mostRounds = 3;

AccessRequest::AccessRequest(Session &session, const Requirement &requirement, const QString &message, QObject *context)
    : m_session(session)
    , m_requirement(requirement)
    , m_message(message.isEmpty() ? requirement.message() : message)
    , m_context(context)
    , m_hasContext(context)
    , m_mark(session.model().mark(session.now()))
{
}

// A requirement makes the policy's limit shorter, and never longer.
static void noteLimit(Session &session, const Requirement &requirement)
{
    const auto longest = session.policy().freshLifetime;
    for (const Requirement &each : requirement.alternatives()) {
        const bool isLonger = longest.count() > 0 && each.needsFreshLogin() && each.within() > longest;
        if (isLonger && session.longerLimits.insert(each.within()).second)
            qCInfo(lcSession, "Requirement::freshLogin() of %lld s asks after %lld s: SessionPolicy::freshLifetime is "
                              "shorter, and holds as well. Make that one longer.",
                   static_cast<long long>(each.within().count()), static_cast<long long>(longest.count()));
    }
}

QFuture<Result<UserSnapshot>> AccessRequest::begin(Session &session, const Requirement &requirement,
                                                   const QString &message, QObject *context)
{
    session.limits.notice(); // one may have passed before its alarm has rung
    (void)session.context.examine(); // protection may lower freshness, before it is looked at
    if (const QString news =
            session.neverMet.news("LoginManager::require(), which guards call as well,", context, requirement);
        !news.isEmpty())
        qCCritical(lcSession).noquote() << news;
    noteLimit(session, requirement);
    const std::shared_ptr<AccessRequest> request(new AccessRequest(session, requirement, message, context));
    request->pursue();
    return request->m_answer.future();
}

void AccessRequest::pursue()
{
    if (m_session.isOver())
        return m_answer.finish(Error::Kind::Abandoned);
    if (!m_session.model().isCurrent(m_mark))
        return m_answer.finish(Error::Kind::Cancelled);
    const Requirement requirement = m_requirement;
    Access access = m_session.check(requirement);
    if (m_session.model().state() == SessionState::Restoring && access == Access::Allowed)
        access = Access::Pending; // the user who comes back is the one to be answered with
    switch (access) {
    case Access::Allowed:
        return allow();
    case Access::Pending:
        return m_session.resume(m_session.restorer.ended(),
                                [self = shared_from_this()](const Result<void> &) { self->pursue(); });
    case Access::LoginRequired:
        return askUser(
            Kind::LogIn, [requirement](LoginManager &m) { Q_EMIT m.unauthorized(requirement); },
            m_session.setup.deniedHandlers.unauthorized);
    case Access::FreshLoginRequired:
        return askUser(
            Kind::Reauthenticate, [requirement](LoginManager &m) { Q_EMIT m.freshLoginNeeded(requirement); },
            m_session.setup.deniedHandlers.freshLogin);
    case Access::Locked:
        return askUser(Kind::Unlock, {}, {});
    case Access::GuestOnly:
        return refuse(m_session.setup.deniedHandlers.guestOnly, Error(Error::Kind::Forbidden, whyGuestsOnly()));
    case Access::Forbidden:
        return refuse(m_session.setup.deniedHandlers.forbidden, whyForbidden());
    }
}

void AccessRequest::allow()
{
    m_answer.finish(m_session.model().answers().authenticated ? m_session.model().answers()
                                                              : UserSnapshot::of(*m_session.model().user()));
}

QString AccessRequest::whyGuestsOnly() const
{
    const QString &ofAll = m_session.setup.messages.guestOnly;
    if (!m_message.isEmpty())
        return m_message;
    return ofAll.isNull() ? LoginManager::tr("This is for people who are not logged in.") : ofAll;
}

// A requirement that no user can meet is not about this user.
Error AccessRequest::whyForbidden() const
{
    if (m_requirement.isImpossible())
        return Error(Error::Kind::Forbidden, Error(Error::Kind::NotConfigured).message());
    return Error::Kind::Forbidden;
}

void AccessRequest::refuse(const DeniedHandlers::Handler &handler, const Error &why)
{
    if (const auto handle = handler) // which may set another one
        m_session.protect([&] { handle(m_requirement); });
    m_answer.finish(why);
}

void AccessRequest::askUser(Kind kind, const Signal &signal, const DeniedHandlers::Handler &handler)
{
    if (m_hasContext && !m_context) // nobody wants it any more
        return m_answer.finish(Error::Kind::Cancelled);
    if (signal)
        m_session.tell(signal);
    if (m_session.isOver())
        return m_answer.finish(Error::Kind::Abandoned);
    if (handler) // then nothing else happens
        return refuse(handler, Error::Kind::Cancelled);
    if (m_session.check(m_requirement) == Access::Allowed) // a slot has logged the user in
        return allow();
    ++m_rounds;
    m_session.resume(m_session.prompter.ask({kind, m_requirement, m_message, m_context}),
                     [self = shared_from_this()](const Result<void> &asked) { self->onAsked(asked); });
}

void AccessRequest::onAsked(const Result<void> &asked)
{
    if (!m_session.model().isCurrent(m_mark))
        return m_answer.finish(Error::Kind::Cancelled);
    if (m_session.check(m_requirement) != Access::Allowed && (!asked || m_rounds >= mostRounds))
        return m_answer.finish(asked ? Error(Error::Kind::Cancelled) : asked.error());
    pursue();
}

} // namespace QtLogin
