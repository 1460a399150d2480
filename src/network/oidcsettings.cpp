// SPDX-License-Identifier: MIT
#include "network/oidcsettings.h"

#include "network/authorizationrequest_p.h"

#include <algorithm>

namespace QtLogin {

static Error refused(const QString &sentence)
{
    return Error(Error::Kind::InvalidInput, sentence);
}

// RFC 6749 §3.3: visible ASCII without quotes and backslashes.
static bool isScope(const QString &scope)
{
    return !scope.isEmpty() && std::all_of(scope.begin(), scope.end(), [](QChar c) {
        return c > u' ' && c <= u'~' && c != u'"' && c != u'\\';
    });
}

static bool isPath(const QString &path)
{
    return path.startsWith(u'/') && std::all_of(path.begin(), path.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
            || QStringView(u"-._~/").contains(c);
    });
}

static Result<void> checkIssuer(const QUrl &issuer)
{
    if (issuer.isEmpty())
        return refused(QStringLiteral("The issuer is empty."));
    if (!issuer.isValid() || issuer.host().isEmpty())
        return refused(QStringLiteral("The issuer is no whole address, such as https://id.example.org."));
    if (issuer.scheme() != u"https")
        return refused(QStringLiteral("The issuer has to begin with https://."));
    if (!issuer.userInfo().isEmpty())
        return refused(QStringLiteral("The issuer has a user name or a password in it."));
    if (issuer.hasQuery())
        return refused(QStringLiteral("The issuer has a query."));
    if (issuer.hasFragment())
        return refused(QStringLiteral("The issuer has a fragment."));
    return {};
}

Result<void> OidcSettings::check() const
{
    if (const auto checked = checkIssuer(issuer); !checked)
        return checked;
    if (clientId.isEmpty())
        return refused(QStringLiteral("The client id is empty."));
    for (const QString &scope : scopes) {
        if (!isScope(scope))
            return refused(QStringLiteral("The scope \"%1\" is empty, or has blanks or other characters that no scope has: "
                                          "each scope is an entry of its own.").arg(scope));
    }
    for (const auto &[name, value] : parameters) {
        if (name.isEmpty())
            return refused(QStringLiteral("A parameter has no name."));
        if (AuthorizationRequest::isReserved(name))
            return refused(QStringLiteral("The parameter \"%1\" is set by the login itself.").arg(name));
    }
    if (std::any_of(certificates.begin(), certificates.end(), [](const QSslCertificate &c) { return c.isNull(); }))
        return refused(QStringLiteral("A certificate is empty: its file was not found, or is not in the format that was named."));
    if (!redirectPath.isEmpty() && !isPath(redirectPath))
        return refused(QStringLiteral("The redirect path \"%1\" has to begin with a slash and be of letters, digits and "
                                      "-._~/.").arg(redirectPath));
    return {};
}

} // namespace QtLogin
