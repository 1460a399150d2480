// SPDX-License-Identifier: MIT
#pragma once

#include "network/serverlogin_p.h"

#include <QtCore/qhash.h>

#include <map>

namespace QtLogin {

// The logins of a server in this process, by user: mostly one, and for a moment two where one user follows another. It
// plays the RememberVerifier of the provider that owns it.
class QTLOGIN_NETWORK_EXPORT TokenKeeper final : public QObject
{
    Q_OBJECT
public:
    using Presented = RememberVerifier::Presented;
    using Series = RememberVerifier::Series;

    TokenKeeper(std::shared_ptr<TokenSource> issuer, std::shared_ptr<Clock> clock);
    ~TokenKeeper() override;

    // The tokens of a login that has just happened. They go with sessionEnded().
    void begin(const QString &userId, const TokenSet &tokens);
    // Null: that user has no login here. It is there until sessionEnded().
    [[nodiscard]] ServerLogin *login(const QString &userId) const;
    [[nodiscard]] bool isEmpty() const { return m_logins.empty(); }
    void sessionBegan(const QString &userId);
    void sessionEnded(const QString &userId);

    [[nodiscard]] Result<SecretPtr> issueToken(const RememberVerifier::NewSeries &series);
    [[nodiscard]] QFuture<Result<Presented>> present(const QByteArray &selector, const SecretPtr &token);
    [[nodiscard]] Result<Series> touch(const QByteArray &selector);
    void revoke(const QByteArray &selector);
    [[nodiscard]] QFuture<Result<void>> revokeToken(const QByteArray &selector, const SecretPtr &token);
    void revokeAll(const QString &userId);
    // The one of this process, as far as it is remembered.
    [[nodiscard]] QList<Series> devices(const QString &userId) const;
    void offerRenewal(RememberVerifier::Renewal renew);

Q_SIGNALS:
    // The server takes the login of \p userId no longer.
    void refused(const QString &userId);

private:
    ServerLogin &obtain(const QString &userId);
    void noteEnding(const ServerLogin &login);
    [[nodiscard]] ServerLogin *remembered(const QByteArray &selector) const;

    const std::shared_ptr<TokenSource> m_issuer;
    const std::shared_ptr<Clock> m_clock;
    std::map<QString, std::unique_ptr<ServerLogin>> m_logins;
    QHash<QByteArray, QFuture<Result<void>>> m_endings; // of the tokens of series that have ended in this process
    RememberVerifier::Renewal m_renew;
};

} // namespace QtLogin
