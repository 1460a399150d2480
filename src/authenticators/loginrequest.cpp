// SPDX-License-Identifier: MIT
#include "authenticators/loginrequest.h"

namespace QtLogin {

LoginRequest::LoginRequest(std::shared_ptr<const Parts> parts) : m_parts(std::move(parts))
{
    Q_ASSERT(m_parts && m_parts->attempt);
}

LoginRequest::~LoginRequest() = default;
LoginRequest::LoginRequest(const LoginRequest &) = default;
LoginRequest &LoginRequest::operator=(const LoginRequest &) = default;

LoginRequest::Kind LoginRequest::kind() const
{
    return m_parts->kind;
}

Requirement LoginRequest::requirement() const
{
    return m_parts->requirement;
}

QObject *LoginRequest::context() const
{
    return m_parts->context;
}

QString LoginRequest::message() const
{
    return m_parts->message;
}

UserPtr LoginRequest::fixedUser() const
{
    return m_parts->fixedUser;
}

QString LoginRequest::suggestedUserName() const
{
    return m_parts->suggestedUserName;
}

QBindable<RememberAvailability> LoginRequest::rememberAvailability() const
{
    if (!m_parts->rememberAvailability)
        return {};
    if (m_parts->lookAtKeychain)
        m_parts->lookAtKeychain();
    return QBindable<RememberAvailability>(m_parts->rememberAvailability.get());
}

QList<LoginWay> LoginRequest::ways() const
{
    return m_parts->ways;
}

QFuture<Result<void>> LoginRequest::attempt(const Credentials &credentials, const LoginOptions &options) const
{
    return m_parts->attempt(credentials, options);
}

std::optional<NextStep> LoginRequest::nextStep() const
{
    return m_parts->nextStep ? m_parts->nextStep() : std::nullopt;
}

void LoginRequest::turnAway() const
{
    if (m_parts->turnAway)
        m_parts->turnAway();
}

void LoginRequest::logOut() const
{
    if (kind() == Kind::Unlock && m_parts->logOut)
        m_parts->logOut();
}

} // namespace QtLogin
