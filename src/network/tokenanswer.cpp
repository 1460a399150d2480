// SPDX-License-Identifier: MIT
#include "network/tokenanswer_p.h"

#include "foundation/strictjson_p.h"
#include "network/httperrors_p.h"
#include "network/networklog_p.h"

#include <QtCore/qjsonarray.h>

#include <algorithm>

namespace QtLogin {

static constexpr qsizetype longestSentence = 300;
static constexpr std::chrono::seconds longestLifetime = std::chrono::days(365);

QString TokenAnswer::plainText(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        // Format characters turn the direction of what follows.
        const bool hidden = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
        plain.append(hidden || c.isSpace() ? QLatin1Char(' ') : c);
    }
    plain = plain.simplified();
    if (plain.size() <= longestSentence)
        return plain;
    const bool splitsPair = plain.at(longestSentence - 2).isHighSurrogate();
    return plain.left(longestSentence - (splitsPair ? 2 : 1)) + QChar(0x2026); // an ellipsis
}

Error TokenAnswer::unexpected() const
{
    qCCritical(networkLog).noquote() << "TokenServer:" << url.host() + url.path(QUrl::FullyEncoded) << "answered" << answer.status
                                     << "with members that are not those of the settings. Compare TokenServerSettings with "
                                        "what the service says.";
    return HttpErrors::unexpected(url);
}

// The service's words in \p value, which may be a list, or an object with one of \p names. Three levels are enough.
static QString wordsIn(const QJsonValue &value, const QStringList &names, int levels = 3)
{
    if (value.isString() || levels == 0)
        return value.toString();
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QString &name : names) {
            const QString words = wordsIn(object.value(name), names, levels - 1);
            if (!words.isEmpty())
                return words;
        }
        return {};
    }
    QStringList all;
    const QJsonArray list = value.toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(list.size(), 3); ++i)
        all.append(wordsIn(list.at(i), names, levels - 1));
    return all.join(QLatin1Char(' '));
}

QString TokenAnswer::sentence() const
{
    if (answer.body->isEmpty())
        return {};
    const auto json = StrictJson::parse(answer.body->reveal());
    return json ? plainText(wordsIn(json->object, settings.sentenceFields, 4)) : QString();
}

// The error that a status of failure says.
Error TokenAnswer::error() const
{
    const auto saying = [this](Error::Kind kind) {
        const QString words = sentence();
        return Error(kind, words.isEmpty() ? Error(kind).message() : words, answer.retryAfter);
    };
    switch (answer.status) {
    case 401:
        return Error::Kind::WrongCredentials;
    case 403:
        return saying(Error::Kind::Forbidden);
    case 423:
        return saying(Error::Kind::Inactive);
    case 429:
        return saying(Error::Kind::Throttled);
    case 400:
    case 409:
    case 422:
        return saying(Error::Kind::InvalidInput);
    default:
        if (answer.status >= 500)
            return {Error::Kind::Unavailable, HttpErrors::unreachable(url).message(), answer.retryAfter};
        return unexpected();
    }
}

Result<TokenSet> TokenAnswer::tokens(Clock::Wall now) const
{
    if (!answer.isSuccess())
        return error();
    const QStringList names {settings.accessTokenField, settings.refreshTokenField};
    const auto json = StrictJson::parse(answer.body->reveal(), names);
    if (!json)
        return unexpected();
    TokenSet tokens {json->secrets.value(names.at(0)), json->secrets.value(names.at(1))};
    const auto isToken = [](const SecretPtr &token) { // what a header can carry
        const QByteArrayView text = token->reveal();
        return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    };
    if (!tokens.access || !isToken(tokens.access) || (tokens.refresh && !isToken(tokens.refresh)))
        return unexpected();
    const auto lifetime = timeIn(*json, settings.expiresInField);
    if (lifetime && *lifetime > 0) {
        tokens.accessLifetime = std::min(std::chrono::seconds(*lifetime), longestLifetime);
        tokens.accessExpiresAt = now + tokens.accessLifetime;
    }
    return tokens;
}

// A gateway has answers of its own, such as 403 for an address that it does not like. They prove nothing about a token.
bool TokenAnswer::refusesToken() const
{
    if (settings.refusingStatuses.contains(answer.status))
        return true;
    if (answer.status != 400 && answer.status != 401 && answer.status != 403)
        return false;
    const auto json = StrictJson::parse(answer.body->reveal());
    return json && settings.refusingErrors.contains(json->object.value(settings.errorField).toString());
}

Result<TokenSet> TokenAnswer::newerTokens(Clock::Wall now) const
{
    if (refusesToken())
        return Error::Kind::WrongCredentials;
    const auto newer = tokens(now);
    if (newer.failedWith(Error::Kind::WrongCredentials)) // a 401 that the settings do not take for a refusal
        return Error(Error::Kind::Unavailable, HttpErrors::unreachable(url).message(), answer.retryAfter);
    return newer;
}

// The id, which many services count, as text. Empty for what is none.
static QString idIn(const StrictJson &json, const QString &name)
{
    if (const auto number = timeIn(json, name))
        return QString::number(*number);
    return stringIn(json.object, name).value_or(QString());
}

// The strings of \p value, or nothing where it is another thing. A missing one is empty.
static std::optional<Scopes> scopesIn(const QJsonValue &value)
{
    Scopes scopes;
    if (value.isUndefined())
        return scopes;
    if (!value.isArray())
        return {};
    for (const QJsonValue &one : value.toArray()) {
        if (!one.isString())
            return {};
        scopes.insert(one.toString());
    }
    return scopes;
}

Result<UserPtr> TokenAnswer::user() const
{
    if (answer.status == 404 || answer.status == 410)
        return Error::Kind::Absent;
    if (!answer.isSuccess())
        return error();
    const auto json = StrictJson::parse(answer.body->reveal());
    if (!json)
        return unexpected();
    const QString id = idIn(*json, settings.idField);
    const auto scopes = scopesIn(json->object.value(settings.scopesField));
    const QJsonValue active = json->object.value(settings.activeField);
    if (id.isEmpty() || !scopes || !(active.isUndefined() || active.isBool()))
        return unexpected();
    const QString userName = json->object.value(settings.userNameField).toString();
    return SimpleUser::create({.id = settings.idPrefix + id,
                               .userName = userName.isEmpty() ? id : userName,
                               .displayName = json->object.value(settings.displayNameField).toString(),
                               .scopes = *scopes,
                               .active = active.toBool(true)});
}

Result<void> TokenAnswer::loggedOut() const
{
    if (answer.isSuccess())
        return {};
    return error();
}

} // namespace QtLogin
