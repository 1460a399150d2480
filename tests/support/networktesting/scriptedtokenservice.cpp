// SPDX-License-Identifier: MIT
#include "networktesting/scriptedtokenservice.h"

#include "foundation/strictjson_p.h"

#include <QtCore/qhash.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>

#include <optional>

namespace QtLogin {

class ScriptedTokenService::Private
{
public:
    explicit Private(const ServerCertificate &certificate) : server(certificate)
    {
        server.route("/login", [this](const ServerRequest &request) { return onLogin(request); });
        server.route("/refresh", [this](const ServerRequest &request) { return onRefresh(request); });
        server.route("/me", [this](const ServerRequest &request) { return onMe(request); });
        server.route("/logout", [this](const ServerRequest &request) { return onLogout(request); });
        server.route("/logout-all", [this](const ServerRequest &request) { return onLogoutAll(request); });
    }

    struct Access
    {
        QString id;
        int login = 0;
        std::optional<Clock::Boot> expiresAt = {};
    };
    struct Refresh
    {
        QString id;
        int login = 0;
    };

    static ServerAnswer json(const QJsonObject &object)
    {
        return ServerAnswer::json(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }

    static ServerAnswer refusal() { return ServerAnswer::json(R"({"detail":"Refused."})", 401); }

    static QString memberOf(const ServerRequest &request, QStringView name)
    {
        const auto body = StrictJson::parse(request.body);
        return body ? stringIn(body->object, name).value_or(QString()) : QString();
    }

    // The id of the person whose access token the request carries.
    std::optional<QString> bearerOf(const ServerRequest &request) const
    {
        const QByteArray header = request.header("Authorization");
        const auto found = accessTokens.constFind(header.mid(7));
        if (!header.startsWith("Bearer ") || found == accessTokens.cend())
            return {};
        if (found->expiresAt && clock->sinceBoot() >= *found->expiresAt)
            return {};
        return found->id;
    }

    const Person *personNamed(const QString &userName) const
    {
        for (const Person &person : people) {
            if (!userName.isEmpty() && person.userName == userName)
                return &person;
        }
        return nullptr;
    }

    ServerAnswer onLogin(const ServerRequest &request)
    {
        if (loginAnswer)
            return *loginAnswer;
        const Person *const person = personNamed(memberOf(request, u"username"));
        if (!person || !person->active || memberOf(request, u"password").toUtf8() != person->password)
            return refusal();
        return json(given(person->id, ++lastLogin, givesRefreshTokens));
    }

    // New tokens of the login \p login.
    QJsonObject given(const QString &id, int login, bool withRefresh)
    {
        const QString number = QLatin1StringView(marker) + QString::number(++lastToken);
        const QString access = QStringLiteral("access") + number;
        QJsonObject tokens {{QStringLiteral("access_token"), access}};
        if (withRefresh) {
            const QString refresh = QStringLiteral("refresh") + number;
            refreshTokens.insert(refresh.toLatin1(), {id, login});
            tokens.insert(QStringLiteral("refresh_token"), refresh);
        }
        Access &given = accessTokens[access.toLatin1()];
        given = {id, login};
        if (clock) {
            given.expiresAt = clock->sinceBoot() + lifetime;
            tokens.insert(QStringLiteral("expires_in"), qint64(lifetime.count()));
        }
        return tokens;
    }

    ServerAnswer onRefresh(const ServerRequest &request)
    {
        const QByteArray sent = memberOf(request, u"refresh_token").toLatin1();
        if (const auto spent = spentTokens.constFind(sent); spent != spentTokens.cend()) {
            ++reuses;
            endLogin(spent->login);
            return refusal();
        }
        const auto found = refreshTokens.constFind(sent);
        if (found == refreshTokens.cend())
            return refusal();
        const Refresh refresh = *found;
        ++renewals;
        if (rotates) {
            refreshTokens.remove(sent);
            spentTokens.insert(sent, refresh);
        }
        return json(given(refresh.id, refresh.login, rotates));
    }

    void endLogin(int login)
    {
        accessTokens.removeIf([login](const auto &token) { return token.value().login == login; });
        refreshTokens.removeIf([login](const auto &token) { return token.value().login == login; });
    }

    ServerAnswer onMe(const ServerRequest &request) const
    {
        const auto id = bearerOf(request);
        if (!id)
            return refusal();
        if (!people.contains(*id))
            return ServerAnswer::json("{}", 404);
        const Person person = people.value(*id);
        return json({{QStringLiteral("id"), person.id},
                     {QStringLiteral("username"), person.userName},
                     {QStringLiteral("name"), person.displayName},
                     {QStringLiteral("scopes"), QJsonArray::fromStringList(person.scopes)},
                     {QStringLiteral("is_active"), person.active}});
    }

    ServerAnswer onLogout(const ServerRequest &request)
    {
        if (!bearerOf(request))
            return refusal();
        refreshTokens.remove(memberOf(request, u"refresh_token").toLatin1());
        accessTokens.remove(request.header("Authorization").mid(7));
        return {.status = 204};
    }

    ServerAnswer onLogoutAll(const ServerRequest &request)
    {
        const auto id = bearerOf(request);
        if (!id)
            return refusal();
        forgetTokens(*id);
        return {.status = 204};
    }

    void forgetTokens(const QString &id)
    {
        const auto isTheirs = [&id](const auto &token) { return token.value().id == id; };
        accessTokens.removeIf(isTheirs);
        refreshTokens.removeIf(isTheirs);
    }

    QHash<QString, Person> people; // by id
    QHash<QByteArray, Access> accessTokens;
    QHash<QByteArray, Refresh> refreshTokens;
    QHash<QByteArray, Refresh> spentTokens; // that a newer one has replaced
    std::shared_ptr<Clock> clock; // null: access tokens do not end
    std::chrono::seconds lifetime {0};
    bool givesRefreshTokens = true;
    bool rotates = true;
    int renewals = 0;
    int reuses = 0;
    int lastLogin = 0;
    std::optional<ServerAnswer> loginAnswer;
    int lastToken = 0;
    HttpsServer server; // the first to go
};

ScriptedTokenService::ScriptedTokenService(const ServerCertificate &certificate)
    : d(std::make_unique<Private>(certificate))
{
}

ScriptedTokenService::~ScriptedTokenService() = default;

HttpsServer &ScriptedTokenService::server()
{
    return d->server;
}

QString ScriptedTokenService::userOf(const ServerRequest &request) const
{
    return d->bearerOf(request).value_or(QString());
}

void ScriptedTokenService::add(const Person &person)
{
    d->people.insert(person.id, person);
}

void ScriptedTokenService::remove(const QString &id)
{
    d->people.remove(id);
    d->refreshTokens.removeIf([&id](const auto &token) { return token.value().id == id; });
}

void ScriptedTokenService::answerLoginsWith(const ServerAnswer &answer)
{
    d->loginAnswer = answer;
}

void ScriptedTokenService::heal()
{
    d->loginAnswer.reset();
}

void ScriptedTokenService::expireAccessTokens()
{
    d->accessTokens.clear();
}

int ScriptedTokenService::refreshTokenCount(const QString &id) const
{
    int count = 0;
    for (const auto &refresh : std::as_const(d->refreshTokens))
        count += refresh.id == id;
    return count;
}

void ScriptedTokenService::setLifetime(std::chrono::seconds lifetime, std::shared_ptr<Clock> clock)
{
    d->lifetime = lifetime;
    d->clock = std::move(clock);
}

void ScriptedTokenService::setGivesRefreshTokens(bool gives)
{
    d->givesRefreshTokens = gives;
}

void ScriptedTokenService::setRotates(bool rotates)
{
    d->rotates = rotates;
}

void ScriptedTokenService::endLogins(const QString &id)
{
    d->forgetTokens(id);
}

int ScriptedTokenService::renewalCount() const
{
    return d->renewals;
}

int ScriptedTokenService::reuseCount() const
{
    return d->reuses;
}

} // namespace QtLogin
