// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/coroutine.h"
#include "identity/user.h"
#include "network/httpclient_p.h"
#include "network/tokenserversettings.h"
#include "network/tokenset_p.h"

namespace QtLogin {

// The requests to a service with a JSON login.
class QTLOGIN_NETWORK_EXPORT TokenRequests final : public QObject, public TokenSource
{
public:
    TokenRequests(TokenServerSettings settings, std::shared_ptr<Clock> clock);
    ~TokenRequests() override;

    [[nodiscard]] const TokenServerSettings &settings() const { return m_settings; }
    QString server() const override;
    [[nodiscard]] QFuture<Result<TokenSet>> logIn(const QString &userName, const Secret &password);
    [[nodiscard]] QFuture<Result<TokenSet>> refresh(const TokenSet &tokens) override;
    // The user whose \p access token it is. WrongCredentials: the service does not take it. Absent: it does not know the
    // user any more.
    [[nodiscard]] QFuture<Result<UserPtr>> user(const SecretPtr &access);
    // After the endAll() that is under way.
    [[nodiscard]] QFuture<Result<void>> revoke(const TokenSet &tokens) override;
    // Ends all tokens of the user of \p tokens, with a newer access token where the service wants one.
    [[nodiscard]] QFuture<Result<void>> endAll(const TokenSet &tokens);

    // Ends what is under way, as Abandoned; so is everything from now on.
    void end() { m_http.reset(); }

private:
    [[nodiscard]] HttpRequest get(const QString &path) const;
    [[nodiscard]] HttpRequest post(const QString &path, SecretPtr body) const;
    static void authorize(HttpRequest &request, const SecretPtr &access);
    [[nodiscard]] QFuture<Result<HttpAnswer>> send(const HttpRequest &request);
    [[nodiscard]] QFuture<Result<HttpAnswer>> sendEnd(const QString &path, const TokenSet &tokens);
    Coroutine logIn(HttpRequest request, Answer<TokenSet> answer);
    Coroutine refresh(HttpRequest request, SecretPtr sent, Answer<TokenSet> answer);
    Coroutine user(HttpRequest request, Answer<UserPtr> answer);
    Coroutine revoke(TokenSet tokens, Answer<void> answer);
    Coroutine endAll(TokenSet tokens, Answer<void> answer);

    const TokenServerSettings m_settings;
    const std::shared_ptr<Clock> m_clock;
    int m_endings = 0; // endAll() that are under way
    std::vector<std::pair<TokenSet, Answer<void>>> m_revocations; // that wait for them
    std::unique_ptr<HttpClient> m_http; // null after end()
};

} // namespace QtLogin
