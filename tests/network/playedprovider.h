// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/authenticator.h"
#include "identity/userloader.h"
#include "network/tokenkeeper_p.h"
#include "scriptedissuer.h"

namespace QtLogin {

// A provider of logins at a server as an application uses one, with all of its roles but the network.
class PlayedProvider final : public Authenticator, public UserLoader, public RememberVerifier
{
public:
    PlayedProvider(std::shared_ptr<ScriptedIssuer> issuer, std::shared_ptr<Clock> clock)
        : issuer(std::move(issuer)), keeper(this->issuer, std::move(clock))
    {
    }

    // Every name with the password "engine".
    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override
    {
        if (!credentials.secret().equals(Secret::copyOf("engine")))
            return readyFuture<Result<Authentication>>(Error::Kind::WrongCredentials);
        keeper.begin(credentials.userName(), issuer->logIn());
        return Proof {.userId = credentials.userName()};
    }
    void sessionBegan(const QString &id) override { keeper.sessionBegan(id); }
    void sessionEnded(const QString &id) override { keeper.sessionEnded(id); }

    QFuture<Result<UserPtr>> load(const QString &id) override
    {
        Answer<UserPtr> answer;
        auto *const login = keeper.login(id);
        if (!login)
            return readyFuture<Result<UserPtr>>(Error::Kind::Unavailable);
        whenDone(login->accessToken(), &keeper, [answer, id](const Result<AccessToken> &token) {
            answer.finish(token ? Result<UserPtr>(SimpleUser::create({.id = id})) : token.error());
        });
        return answer.future();
    }

    bool makesTokens() const override { return true; }
    QFuture<Result<void>> issue(const NewSeries &) override { return readyFuture<Result<void>>(Error::Kind::NotConfigured); }
    QFuture<Result<SecretPtr>> issueToken(const NewSeries &series) override { return readyFuture(keeper.issueToken(series)); }
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr token, const QByteArray &) override
    {
        return keeper.present(selector, token);
    }
    QFuture<Result<Series>> touch(const QByteArray &selector) override { return readyFuture(keeper.touch(selector)); }
    QFuture<Result<void>> revoke(const QByteArray &selector) override
    {
        keeper.revoke(selector);
        return readyFuture(Result<void>());
    }
    QFuture<Result<void>> revokeAll(const QString &userId) override
    {
        keeper.revokeAll(userId);
        return readyFuture(Result<void>());
    }
    QFuture<Result<QList<Series>>> devices(const QString &userId) override
    {
        return readyFuture<Result<QList<Series>>>(keeper.devices(userId));
    }
    QFuture<Result<void>> revokeToken(const QByteArray &selector, SecretPtr token) override
    {
        return keeper.revokeToken(selector, token);
    }
    void offerRenewal(Renewal renew) override { keeper.offerRenewal(std::move(renew)); }

    const std::shared_ptr<ScriptedIssuer> issuer;
    TokenKeeper keeper;
};

} // namespace QtLogin
