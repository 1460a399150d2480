// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberverifier.h"
#include "vault/secretstore.h"

namespace QtLogin {

// The keychain and the verifier of an application, whose exceptions become answers: Internal.

class GuardedStore final : public SecretStore
{
public:
    explicit GuardedStore(std::shared_ptr<SecretStore> store) : m_store(std::move(store)) { }

    QFuture<Result<void>> probe() override;
    QFuture<Result<SecretPtr>> read(const QString &key) override;
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override;
    QFuture<Result<void>> remove(const QString &key) override;
    QString backendName() const override;
    std::shared_ptr<SecretStore> former(const QString &backendName) override;

private:
    const std::shared_ptr<SecretStore> m_store;
};

class GuardedVerifier final : public RememberVerifier
{
public:
    explicit GuardedVerifier(std::shared_ptr<RememberVerifier> verifier) : m_verifier(std::move(verifier)) { }

    QFuture<Result<void>> issue(const NewSeries &series) override;
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier,
                                       const QByteArray &successorHash) override;
    QFuture<Result<Series>> touch(const QByteArray &selector) override;
    QFuture<Result<void>> revoke(const QByteArray &selector) override;
    QFuture<Result<void>> revokeAll(const QString &userId) override;
    QFuture<Result<void>> revokeAllUsers() override;
    QFuture<Result<QList<Series>>> devices(const QString &userId) override;
    bool makesTokens() const override;
    QFuture<Result<SecretPtr>> issueToken(const NewSeries &series) override;
    QFuture<Result<void>> revokeToken(const QByteArray &selector, SecretPtr token) override;
    void offerRenewal(Renewal renew) override;
    void flush(std::chrono::milliseconds longest) override;

private:
    const std::shared_ptr<RememberVerifier> m_verifier;
};

} // namespace QtLogin
