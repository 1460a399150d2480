// SPDX-License-Identifier: MIT
#include "network/oauthtokens_p.h"

#include "foundation/strictjson_p.h"
#include "network/networklog_p.h"

#include <algorithm>

namespace QtLogin {

static const QStringList &secretNames()
{
    static const QStringList names {QStringLiteral("access_token"), QStringLiteral("refresh_token"),
                                    QStringLiteral("id_token")};
    return names;
}

static Error unreadable(const char *why)
{
    qCCritical(networkLog, "OidcProvider: the answer of the token endpoint cannot be used: %s.", why);
    return LoginErrors::untrusted();
}

// Visible ASCII (RFC 6749 §A.12): what is sent in a header later.
static bool isToken(const SecretPtr &token)
{
    const QByteArrayView text = token ? token->reveal() : QByteArrayView();
    return !text.isEmpty() && text.size() <= OAuthTokens::longestToken
        && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::optional<OAuthError> oauthErrorIn(QByteArrayView body)
{
    const auto json = StrictJson::parse(body, secretNames());
    const auto code = json ? stringIn(json->object, u"error") : std::nullopt;
    if (!code || code->isEmpty())
        return {};
    return OAuthError {*code, stringIn(json->object, u"error_description").value_or(QString())};
}

static const char *faultIn(const StrictJson &json)
{
    for (const QString &name : secretNames()) {
        if (json.object.contains(name))
            return "a token is no text";
        if (json.secrets.contains(name) && !isToken(json.secrets.value(name)))
            return "a token is empty, too long, or not of visible ASCII characters";
    }
    if (!json.secrets.contains(QStringLiteral("access_token")))
        return "it has no access_token";
    if (json.object.contains(QStringLiteral("error")))
        return "it has tokens and an error";
    if (json.object.contains(QStringLiteral("expires_in")) && !timeIn(json, u"expires_in"))
        return "its expires_in is no whole number of seconds";
    if (json.object.contains(QStringLiteral("scope")) && !stringIn(json.object, u"scope"))
        return "its scope is no text";
    return nullptr;
}

// Compared without regard to case (RFC 6749 §5.1).
static std::optional<OAuthTokens::Type> typeIn(const QJsonObject &object)
{
    const QString type = stringIn(object, u"token_type").value_or(QString());
    if (type.compare(u"Bearer", Qt::CaseInsensitive) == 0)
        return OAuthTokens::Type::Bearer;
    if (type.compare(u"DPoP", Qt::CaseInsensitive) == 0)
        return OAuthTokens::Type::DPoP;
    return {};
}

std::variant<OAuthTokens, OAuthError, Error> OAuthTokens::parse(int status, QByteArrayView body)
{
    if (status != 200) {
        if (const auto error = oauthErrorIn(body))
            return *error;
        return unreadable("its status is not 200, and it names no error");
    }
    const auto json = StrictJson::parse(body, secretNames());
    if (!json)
        return unreadable("it is no JSON that can be read");
    if (const char *fault = faultIn(*json))
        return unreadable(fault);
    const auto type = typeIn(json->object);
    if (!type)
        return unreadable("its token_type is neither Bearer nor DPoP");
    OAuthTokens answer {.accessToken = json->secrets.value(QStringLiteral("access_token")),
                        .refreshToken = json->secrets.value(QStringLiteral("refresh_token")),
                        .idToken = json->secrets.value(QStringLiteral("id_token")),
                        .type = *type};
    if (const auto seconds = timeIn(*json, u"expires_in"))
        answer.expiresIn = std::chrono::seconds(*seconds);
    if (const auto scope = stringIn(json->object, u"scope"))
        answer.scopes = scope->split(u' ', Qt::SkipEmptyParts);
    return answer;
}

} // namespace QtLogin
