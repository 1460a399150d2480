// SPDX-License-Identifier: MIT
#include "network/loginerrors_p.h"

#include "network/idtokenrefusal_p.h"
#include "network/networklog_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qstringlist.h>

namespace QtLogin {

static constexpr qsizetype longestText = 300;

static QString sentence(const char *text)
{
    return QCoreApplication::translate("QtLogin::OidcProvider", text);
}

QString plainText(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        if (plain.size() == longestText)
            return plain + u'…';
        plain += c.isPrint() ? c : QChar(u' '); // no line break, no escape, no change of direction
    }
    return plain;
}

Error LoginErrors::untrusted()
{
    return errorOf(IdTokenRefusal::SignatureWrong); // the sentence that the user reads for each reason
}

Error LoginErrors::onlyThisDevice()
{
    return {Error::Kind::NotConfigured,
            sentence(QT_TRANSLATE_NOOP("QtLogin::OidcProvider",
                                       "You are logged out on this computer. Where else you are logged in, you can log out "
                                       "there, or on the page of the login server."))};
}

Error LoginErrors::notSetUp()
{
    return {Error::Kind::NotConfigured,
            sentence(QT_TRANSLATE_NOOP("QtLogin::OidcProvider", "This application is not set up for the login server."))};
}

static Error refused()
{
    return {Error::Kind::Refused,
            sentence(QT_TRANSLATE_NOOP("QtLogin::OidcProvider", "The login server has refused the login."))};
}

Error LoginErrors::busy(std::optional<std::chrono::seconds> retryAfter)
{
    return {Error::Kind::Unavailable,
            sentence(QT_TRANSLATE_NOOP("QtLogin::OidcProvider", "The login server is busy. Please try again later.")),
            retryAfter};
}

Error LoginErrors::tooLate()
{
    return {Error::Kind::Unavailable,
            sentence(QT_TRANSLATE_NOOP("QtLogin::OidcProvider", "The login has taken too long. Please try again."))};
}

Error LoginErrors::of(const OAuthError &error, const char *where)
{
    static const QStringList setUp {QStringLiteral("invalid_client"), QStringLiteral("unauthorized_client"),
                                    QStringLiteral("invalid_request"), QStringLiteral("invalid_scope"),
                                    QStringLiteral("unsupported_response_type"), QStringLiteral("unsupported_grant_type"),
                                    QStringLiteral("invalid_target"), QStringLiteral("invalid_redirect_uri"),
                                    QStringLiteral("request_not_supported"), QStringLiteral("request_uri_not_supported")};
    if (error.code == u"access_denied") {
        qCInfo(networkLog, "OidcProvider: the user has not allowed the login, or the server has not.");
        return Error::Kind::Cancelled;
    }
    qCCritical(networkLog).noquote().nospace() << "OidcProvider: the " << where << " of the server answers \""
                                               << plainText(error.code) << "\": " << plainText(error.description);
    if (setUp.contains(error.code))
        return notSetUp();
    if (error.code == u"temporarily_unavailable" || error.code == u"server_error")
        return busy();
    if (error.code == u"invalid_grant") // a code that has ended or was used
        return tooLate();
    return refused();
}

} // namespace QtLogin
