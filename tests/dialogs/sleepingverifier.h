// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberverifier.h"

namespace QtLogin {

// A verifier with a sentence of its own, such as that of a server.
class SleepingVerifier final : public RememberVerifier
{
public:
    explicit SleepingVerifier(std::shared_ptr<RememberVerifier> awake) : m_awake(std::move(awake)) { }
    QFuture<Result<void>> issue(const NewSeries &begun) override { return m_awake->issue(begun); }
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier, const QByteArray &next) override
    {
        return m_awake->present(selector, verifier, next);
    }
    QFuture<Result<Series>> touch(const QByteArray &selector) override { return m_awake->touch(selector); }
    QFuture<Result<void>> revoke(const QByteArray &) override
    {
        return readyFuture<Result<void>>(Error(Error::Kind::Unavailable, QStringLiteral("The server sleeps.")));
    }
    QFuture<Result<void>> revokeAll(const QString &userId) override { return m_awake->revokeAll(userId); }
    QFuture<Result<QList<Series>>> devices(const QString &userId) override { return m_awake->devices(userId); }

private:
    const std::shared_ptr<RememberVerifier> m_awake;
};

} // namespace QtLogin
