// SPDX-License-Identifier: MIT
#include "authenticators/credentials.h"

namespace QtLogin {

Credentials Credentials::password(const QString &userName, SecretPtr password)
{
    Credentials credentials;
    credentials.m_userName = userName;
    credentials.m_secret = std::move(password);
    return credentials;
}

Credentials Credentials::password(const QString &userName, Secret password)
{
    return Credentials::password(userName, std::move(password).share());
}

Credentials Credentials::answer(const NextStep &step, Secret answer)
{
    Credentials credentials;
    credentials.m_step = step.handle;
    credentials.m_secret = std::move(answer).share();
    return credentials;
}

Credentials Credentials::elsewhere(LoginWay way)
{
    Credentials credentials;
    credentials.m_way = way;
    return credentials;
}

const Secret &Credentials::secret() const
{
    static const Secret none;
    return m_secret ? *m_secret : none;
}

Credentials Credentials::withUserName(const QString &userName) const
{
    Credentials credentials = *this;
    credentials.m_userName = userName;
    return credentials;
}

Credentials Credentials::provingAnew() const
{
    Credentials credentials = *this;
    credentials.m_provesAnew = true;
    return credentials;
}

} // namespace QtLogin
