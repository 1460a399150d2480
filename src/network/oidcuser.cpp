// SPDX-License-Identifier: MIT
#include "network/oidcuser.h"

namespace QtLogin {

// The claim as a text without blanks around it; empty where it is none.
static QString textOf(const QJsonObject &claims, const char *name)
{
    return claims.value(QLatin1String(name)).toString().trimmed();
}

static QString firstOf(const QStringList &texts)
{
    for (const QString &text : texts) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

OidcUser::OidcUser(Fields fields) : m_fields(std::move(fields)) { }

OidcUser::~OidcUser() = default;

QString OidcUser::id() const
{
    return m_fields.issuer + u'#' + m_fields.subject;
}

QString OidcUser::userName() const
{
    return firstOf({textOf(m_fields.claims, "preferred_username"), email(), m_fields.subject});
}

QString OidcUser::displayName() const
{
    const QString both = textOf(m_fields.claims, "given_name") + u' ' + textOf(m_fields.claims, "family_name");
    return firstOf({textOf(m_fields.claims, "name"), both.trimmed(), textOf(m_fields.claims, "nickname"), userName()});
}

Scopes OidcUser::scopes() const
{
    return m_fields.scopes;
}

QString OidcUser::issuer() const
{
    return m_fields.issuer;
}

QString OidcUser::subject() const
{
    return m_fields.subject;
}

QString OidcUser::email() const
{
    return textOf(m_fields.claims, "email");
}

bool OidcUser::isEmailVerified() const
{
    return !email().isEmpty() && m_fields.claims.value(QLatin1String("email_verified")).toBool();
}

QJsonObject OidcUser::claims() const
{
    return m_fields.claims;
}

const OidcUser *OidcUser::in(const UserPtr &user)
{
    return dynamic_cast<const OidcUser *>(user.get());
}

} // namespace QtLogin
