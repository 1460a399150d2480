// SPDX-License-Identifier: MIT
#include "network/tokenserver.h"

#include "network/httpclient_p.h"
#include "network/jsonbody_p.h"
#include "network/tokenanswer_p.h"

#include <QtCore/qhash.h>

#include <algorithm>

namespace QtLogin {

using Tokens = TokenAnswer::Tokens;

class TokenServer::Private final : public QObject
{
public:
    Private(const TokenServerSettings &settings, std::shared_ptr<Clock> clock) : settings(settings), http(std::move(clock))
    {
        if (!settings.companyCertificates.isEmpty())
            http.setCompanyCertificates(settings.companyCertificates);
    }

    QUrl urlOf(const QString &path) const;
    HttpRequest requestOf(const QString &path, const Tokens &tokens) const;
    HttpRequest loginRequest(const QString &userName, const Secret &password) const;
    void onLoggedIn(const Tokens &tokens, const Answer<Authentication> &answer);
    QFuture<Result<UserPtr>> askUser(const Tokens &tokens);
    QFuture<Result<void>> endTokens(const QString &path, const Tokens &tokens);

    const TokenServerSettings settings;
    QHash<QString, Tokens> tokens; // by the id of their user: another one may log in before it is said to be the wrong one
    HttpClient http;
};

// No account can have such a name, or such a password, and JSON cannot say them.
static bool canBeSaid(const QString &userName, const Secret &password)
{
    return !userName.isEmpty() && userName.isValidUtf16() && password.reveal().isValidUtf8()
        && std::none_of(userName.cbegin(), userName.cend(),
                        [](QChar c) { return c.category() == QChar::Other_Control; });
}

QUrl TokenServer::Private::urlOf(const QString &path) const
{
    QUrl url = settings.baseUrl;
    QString base = url.path();
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    url.setPath(base + path);
    return url;
}

HttpRequest TokenServer::Private::requestOf(const QString &path, const Tokens &tokens) const
{
    SecretBuffer header;
    header.append("Bearer ");
    header.append(tokens.access->reveal());
    HttpRequest request {.url = urlOf(path)};
    request.secretHeaders.emplaceBack("Authorization", header.take());
    return request;
}

HttpRequest TokenServer::Private::loginRequest(const QString &userName, const Secret &password) const
{
    JsonBody body;
    body.add(settings.userNameField.toUtf8(), userName.toUtf8());
    body.add(settings.passwordField.toUtf8(), password.reveal());
    return {.url = urlOf(settings.loginPath), .method = "POST", .body = body.take(), .contentType = JsonBody::contentType};
}

// The tokens are there. Their user is known, and has proved it, once the service has said who they are.
void TokenServer::Private::onLoggedIn(const Tokens &given, const Answer<Authentication> &answer)
{
    whenDone(askUser(given), this, [this, given, answer](const Result<UserPtr> &user) {
        if (user) {
            tokens.insert((*user)->id(), given);
            return answer.finish(Authentication(Proof {.userId = (*user)->id()}));
        }
        static_cast<void>(endTokens(settings.logOutPath, given)); // nobody uses them
        const bool gone = user.failedWith(Error::Kind::Absent);
        answer.finish(gone ? Error(Error::Kind::WrongCredentials) : user.error());
    });
}

QFuture<Result<UserPtr>> TokenServer::Private::askUser(const Tokens &asking)
{
    const Answer<UserPtr> answer;
    const HttpRequest request = requestOf(settings.mePath, asking);
    whenDone(http.send(request), this, [this, url = request.url, answer](const Result<HttpAnswer> &sent) {
        answer.finish(sent ? TokenAnswer {settings, url, *sent}.user() : sent.error());
    });
    return answer.future();
}

QFuture<Result<void>> TokenServer::Private::endTokens(const QString &path, const Tokens &ending)
{
    JsonBody body;
    if (ending.refresh)
        body.add(settings.refreshTokenField.toUtf8(), ending.refresh->reveal());
    HttpRequest request = requestOf(path, ending);
    request.method = "POST";
    request.body = body.take();
    request.contentType = JsonBody::contentType;
    request.expect = HttpRequest::Expect::Anything;
    const Answer<void> answer;
    whenDone(http.send(request), this, [this, url = request.url, answer](const Result<HttpAnswer> &sent) {
        answer.finish(sent ? TokenAnswer {settings, url, *sent}.loggedOut() : sent.error());
    });
    return answer.future();
}

TokenServer::TokenServer(const TokenServerSettings &settings, std::shared_ptr<Clock> clock)
    : d(std::make_unique<Private>(settings, std::move(clock)))
{
}

TokenServer::~TokenServer() = default;

QFuture<Result<Authentication>> TokenServer::authenticate(const Credentials &credentials)
{
    if (!credentials.step().isEmpty() || !canBeSaid(credentials.userName(), credentials.secret()))
        return readyFuture<Result<Authentication>>(Error::Kind::WrongCredentials);
    const Answer<Authentication> answer;
    const HttpRequest request = d->loginRequest(credentials.userName(), credentials.secret());
    const auto future = d->http.send(request);
    whenDone(future, d.get(), [d = d.get(), url = request.url, answer](const Result<HttpAnswer> &sent) {
        if (!sent)
            return answer.finish(sent.error());
        const auto tokens = TokenAnswer {d->settings, url, *sent}.tokens();
        if (!tokens)
            return answer.finish(tokens.error());
        d->onLoggedIn(*tokens, answer);
    });
    return answer.future();
}

QFuture<Result<UserPtr>> TokenServer::load(const QString &id)
{
    if (d->tokens.isEmpty())
        return readyFuture<Result<UserPtr>>(Error::Kind::Unavailable);
    const auto known = d->tokens.constFind(id);
    if (known == d->tokens.cend())
        return readyFuture<Result<UserPtr>>(Error::Kind::Absent);
    const Answer<UserPtr> answer;
    whenDone(d->askUser(*known), d.get(), [id, answer](const Result<UserPtr> &user) {
        const bool another = user && (*user)->id() != id;
        answer.finish(another ? Result<UserPtr>(Error::Kind::Damaged) : user);
    });
    return answer.future();
}

QFuture<Result<void>> TokenServer::logOut(const QString &userId)
{
    if (!d->tokens.contains(userId))
        return readyFuture(Result<void>());
    return d->endTokens(d->settings.logOutPath, d->tokens.take(userId));
}

QFuture<Result<void>> TokenServer::logOutEverywhere(const QString &userId)
{
    if (!d->tokens.contains(userId))
        return readyFuture(Result<void>());
    return d->endTokens(d->settings.logOutAllPath, d->tokens.take(userId));
}

} // namespace QtLogin
