// SPDX-License-Identifier: MIT
#include "network/tokenserver.h"

#include "network/tokenkeeper_p.h"
#include "network/tokenrequests_p.h"

#include <algorithm>

namespace QtLogin {

class TokenServer::Private final : public QObject
{
public:
    Private(const TokenServerSettings &settings, std::shared_ptr<Clock> clock)
        : requests(std::make_shared<TokenRequests>(settings, clock)), keeper(requests, clock)
    {
    }
    // Callers who wait for an answer may look at the other members.
    ~Private() override { requests->end(); }

    Coroutine logIn(QFuture<Result<TokenSet>> given, Answer<Authentication> answer);
    Coroutine load(QString userId, Answer<UserPtr> answer);

    const std::shared_ptr<TokenRequests> requests;
    TokenKeeper keeper;
};

// No account can have such a name, or such a password, and JSON cannot say them.
static bool canBeSaid(const QString &userName, const Secret &password)
{
    return !userName.isEmpty() && userName.isValidUtf16() && password.reveal().isValidUtf8()
        && std::none_of(userName.cbegin(), userName.cend(),
                        [](QChar c) { return c.category() == QChar::Other_Control; });
}

// The user of the tokens is known, and has proved it, once the service has said who they are.
Coroutine TokenServer::Private::logIn(QFuture<Result<TokenSet>> given, Answer<Authentication> answer)
{
    const auto tokens = co_await given;
    if (!tokens)
        co_return answer.finish(tokens.error());
    const auto user = co_await requests->user(tokens->access);
    if (user) {
        keeper.begin((*user)->id(), *tokens);
        co_return answer.finish(Authentication(Proof {.userId = (*user)->id()}));
    }
    (void)requests->revoke(*tokens); // nobody uses them
    if (user.failedWith(Error::Kind::Absent))
        co_return answer.finish(Error::Kind::WrongCredentials);
    // A service that does not take what it has just given says nothing about the password.
    answer.finish(user.failedWith(Error::Kind::WrongCredentials) ? Error(Error::Kind::Unavailable) : user.error());
}

// The login may end while the service thinks.
Coroutine TokenServer::Private::load(QString userId, Answer<UserPtr> answer)
{
    auto token = co_await keeper.login(userId)->accessToken();
    for (int attempt = 0; token; ++attempt) {
        const auto user = co_await requests->user(token->value);
        if (!user.failedWith(Error::Kind::WrongCredentials)) {
            const bool isAnother = user && (*user)->id() != userId;
            co_return answer.finish(isAnother ? Result<UserPtr>(Error::Kind::Damaged) : user);
        }
        auto *const login = keeper.login(userId);
        if (!login)
            co_return answer.finish(Error::Kind::Abandoned);
        if (attempt > 0) {
            login->refuse();
            co_return answer.finish(Error::Kind::WrongCredentials);
        }
        token = co_await login->accessTokenAfter(token->generation);
    }
    answer.finish(token.error());
}

TokenServer::TokenServer(const TokenServerSettings &settings, std::shared_ptr<Clock> clock)
    : d(std::make_unique<Private>(settings, std::move(clock)))
{
}

TokenServer::~TokenServer() = default;

QString TokenServer::idPrefix() const
{
    return d->requests->settings().idPrefix;
}

QFuture<Result<Authentication>> TokenServer::authenticate(const Credentials &credentials)
{
    if (!credentials.step().isEmpty() || !canBeSaid(credentials.userName(), credentials.secret()))
        return readyFuture<Result<Authentication>>(Error::Kind::WrongCredentials);
    const Answer<Authentication> answer;
    d->logIn(d->requests->logIn(credentials.userName(), credentials.secret()), answer);
    return answer.future();
}

void TokenServer::sessionBegan(const QString &userId)
{
    d->keeper.sessionBegan(userId);
}

void TokenServer::sessionEnded(const QString &userId)
{
    d->keeper.sessionEnded(userId);
}

QFuture<Result<UserPtr>> TokenServer::load(const QString &userId)
{
    const ServerLogin *const login = d->keeper.login(userId);
    if (!login)
        return readyFuture<Result<UserPtr>>(d->keeper.isEmpty() ? Error::Kind::Unavailable : Error::Kind::Absent);
    if (login->isOver())
        return readyFuture<Result<UserPtr>>(Error::Kind::Unavailable);
    const Answer<UserPtr> answer;
    d->load(userId, answer);
    return answer.future();
}

// --- The AccessTokenSource ----------------------------------------------------------------------

QFuture<Result<AccessToken>> TokenServer::accessToken(const QString &userId)
{
    auto *const login = d->keeper.login(userId);
    return login ? login->accessToken() : readyFuture<Result<AccessToken>>(Error::Kind::Absent);
}

QFuture<Result<AccessToken>> TokenServer::accessTokenAfter(const QString &userId, quint64 generation)
{
    auto *const login = d->keeper.login(userId);
    return login ? login->accessTokenAfter(generation) : readyFuture<Result<AccessToken>>(Error::Kind::Absent);
}

void TokenServer::refuse(const QString &userId)
{
    if (auto *const login = d->keeper.login(userId))
        login->refuse();
}

// --- The RememberVerifier -----------------------------------------------------------------------

bool TokenServer::makesTokens() const
{
    return true;
}

QFuture<Result<void>> TokenServer::issue(const NewSeries &)
{
    return readyFuture<Result<void>>(Error::Kind::NotConfigured);
}

QFuture<Result<SecretPtr>> TokenServer::issueToken(const NewSeries &series)
{
    return readyFuture(d->keeper.issueToken(series));
}

QFuture<Result<RememberVerifier::Presented>> TokenServer::present(const QByteArray &selector, SecretPtr token,
                                                                  const QByteArray &)
{
    return d->keeper.present(selector, token);
}

QFuture<Result<RememberVerifier::Series>> TokenServer::touch(const QByteArray &selector)
{
    return readyFuture(d->keeper.touch(selector));
}

QFuture<Result<void>> TokenServer::revoke(const QByteArray &selector)
{
    d->keeper.revoke(selector);
    return readyFuture(Result<void>());
}

// The service is asked with the tokens that are forgotten here.
QFuture<Result<void>> TokenServer::revokeAll(const QString &userId)
{
    auto *const login = d->keeper.login(userId);
    if (!login)
        return readyFuture(Result<void>());
    const auto ended = d->requests->endAll(login->tokens());
    d->keeper.revokeAll(userId);
    return ended;
}

QFuture<Result<QList<RememberVerifier::Series>>> TokenServer::devices(const QString &userId)
{
    return readyFuture<Result<QList<Series>>>(d->keeper.devices(userId));
}

QFuture<Result<void>> TokenServer::revokeToken(const QByteArray &selector, SecretPtr token)
{
    return d->keeper.revokeToken(selector, token);
}

void TokenServer::offerRenewal(Renewal renew)
{
    d->keeper.offerRenewal(std::move(renew));
}

} // namespace QtLogin
