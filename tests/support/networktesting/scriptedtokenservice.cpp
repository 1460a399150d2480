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
        server.route("/me", [this](const ServerRequest &request) { return onMe(request); });
        server.route("/logout", [this](const ServerRequest &request) { return onLogout(request); });
        server.route("/logout-all", [this](const ServerRequest &request) { return onLogoutAll(request); });
    }

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
        return *found;
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
        const QString number = QString::number(++lastToken);
        accessTokens.insert("access-" + number.toLatin1(), person->id);
        refreshTokens.insert("refresh-" + number.toLatin1(), person->id);
        return json({{QStringLiteral("access_token"), QStringLiteral("access-") + number},
                     {QStringLiteral("refresh_token"), QStringLiteral("refresh-") + number}});
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
        const auto isTheirs = [&id](const auto &token) { return token.value() == id; };
        accessTokens.removeIf(isTheirs);
        refreshTokens.removeIf(isTheirs);
    }

    QHash<QString, Person> people; // by id
    QHash<QByteArray, QString> accessTokens;
    QHash<QByteArray, QString> refreshTokens;
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

void ScriptedTokenService::add(const Person &person)
{
    d->people.insert(person.id, person);
}

void ScriptedTokenService::remove(const QString &id)
{
    d->people.remove(id);
    d->refreshTokens.removeIf([&id](const auto &token) { return token.value() == id; });
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
    for (const QString &owner : d->refreshTokens)
        count += owner == id;
    return count;
}

} // namespace QtLogin
