// SPDX-License-Identifier: MIT
#pragma once

#include "network/accesstokensource.h"
#include "network/storedtokens_p.h"

#include <QtCore/qobject.h>

#include <vector>

namespace QtLogin {

// The login of one user at a server, in this process: it hands out access tokens that are good for a while yet, and gets
// a new one once for all who ask, and once for each token that was refused.
//
// A login that is remembered gets its new tokens through the keychain, under the lock of the profile: the processes of
// the application share them. A server or a keychain that is away ends nothing; it is asked again after a while.
class QTLOGIN_NETWORK_EXPORT ServerLogin final : public QObject
{
    Q_OBJECT
public:
    using Presented = RememberVerifier::Presented;
    using Renewal = RememberVerifier::Renewal;

    // How long before its end an access token is no longer handed out, or half its life where that is shorter.
    static constexpr std::chrono::seconds ahead {60};

    ServerLogin(QString userId, std::shared_ptr<TokenSource> issuer, std::shared_ptr<Clock> clock);
    ~ServerLogin() override;

    [[nodiscard]] QString userId() const { return m_userId; }
    [[nodiscard]] bool isRefused() const { return m_isRefused; }
    // The latest ones. Both are null where there are none.
    [[nodiscard]] const TokenSet &tokens() const { return m_tokens; }
    // Its time is over, and nothing renews it: the server cannot be asked, and has not said no either.
    [[nodiscard]] bool isOver() const { return !m_tokens.refresh && m_expiresAt && !isGoodFor(std::chrono::nanoseconds(0)); }
    // Tokens of a login that has just happened, in place of those before.
    void begin(const TokenSet &tokens);
    // The session has begun, or ended. Tokens that are not remembered end with it, at the server as well.
    void setInSession(bool isIn);

    // WrongCredentials: the server takes this login no longer, or gave nothing to renew it with. Unavailable, TimedOut
    // and the like: it could not be asked.
    [[nodiscard]] QFuture<Result<AccessToken>> accessToken();
    // The server has refused the token of \p generation: one that is newer.
    [[nodiscard]] QFuture<Result<AccessToken>> accessTokenAfter(quint64 generation);
    // The server has refused a token right after it had given it.
    void refuse();

    // The part of RememberVerifier.
    [[nodiscard]] Result<SecretPtr> remember(const RememberVerifier::NewSeries &series);
    [[nodiscard]] QFuture<Result<Presented>> present(const QByteArray &selector, const SecretPtr &stored);
    [[nodiscard]] Result<RememberVerifier::Series> touch();
    // As it is remembered; null: it is not, or its time is over.
    [[nodiscard]] std::optional<RememberVerifier::Series> series() const;
    // It is not remembered any more. Its tokens end at the server with the session, or now where there is none.
    void forget();
    // The series that forget() has ended, and how the end of its tokens goes: not valid before that has begun.
    [[nodiscard]] QByteArray forgotten() const { return m_forgotten; }
    [[nodiscard]] QFuture<Result<void>> ending() const { return m_ending; }
    [[nodiscard]] QByteArray selector() const { return m_stored ? m_stored->series.selector : QByteArray(); }
    void setRenewal(Renewal renew) { m_renew = std::move(renew); }

Q_SIGNALS:
    // The server takes the login no longer: the user has to log in again.
    void refused();

private:
    [[nodiscard]] AccessToken current() const;
    [[nodiscard]] bool isGoodFor(std::chrono::nanoseconds duration) const;
    [[nodiscard]] std::chrono::nanoseconds margin() const;
    [[nodiscard]] QFuture<Result<AccessToken>> renewed();
    void startRenewal();
    [[nodiscard]] QFuture<Result<TokenSet>> askServer();
    void renewAlone();
    void onStoredRenewed(const Result<Presented> &presented);
    void onRenewed(const Result<void> &renewed);
    void take(const TokenSet &tokens);
    [[nodiscard]] bool wasSpent(const SecretPtr &refresh) const;
    [[nodiscard]] Presented good(bool hasChanged);
    void storeAgain();
    void revoke();

    const QString m_userId;
    const std::shared_ptr<TokenSource> m_issuer;
    const std::shared_ptr<Clock> m_clock;
    TokenSet m_tokens;
    std::optional<StoredTokens> m_stored; // null: not remembered
    QByteArray m_forgotten;
    QFuture<Result<void>> m_ending;
    std::vector<QByteArray> m_spent; // hashes of refresh tokens that this process has had replaced
    Renewal m_renew;
    quint64 m_generation = 0;
    std::optional<Clock::Boot> m_expiresAt; // null: the server did not say
    std::vector<Answer<AccessToken>> m_waiting; // for the renewal that is under way
    std::optional<Error> m_failure; // of the last renewal
    Clock::Boot m_retryAt {};
    int m_failures = 0;
    std::chrono::nanoseconds m_jitter;
    bool m_isInSession = false;
    bool m_isUnstored = false; // a login has brought newer tokens than those that are stored
    bool m_isRefused = false;
};

} // namespace QtLogin
