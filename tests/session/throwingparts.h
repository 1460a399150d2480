// SPDX-License-Identifier: MIT
#pragma once

#include "scriptedverifier.h"
#include "testing/scriptedsecretstore.h"

#include <set>
#include <stdexcept>

namespace QtLogin {


// A verifier whose calls throw, one kind of them or all.
class ThrowingVerifier final : public RememberVerifier
{
public:
    enum class Operation { Issue, Present, Touch, Revoke, RevokeAll, Devices, Flush };

    explicit ThrowingVerifier(std::shared_ptr<Clock> clock) : m_verifier(std::move(clock)) { }

    QFuture<Result<void>> issue(const NewSeries &series) override { return pass(Operation::Issue), m_verifier.issue(series); }
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier, const QByteArray &next) override
    {
        return pass(Operation::Present), m_verifier.present(selector, verifier, next);
    }
    QFuture<Result<Series>> touch(const QByteArray &selector) override
    {
        return pass(Operation::Touch), m_verifier.touch(selector);
    }
    QFuture<Result<void>> revoke(const QByteArray &selector) override
    {
        return pass(Operation::Revoke), m_verifier.revoke(selector);
    }
    QFuture<Result<void>> revokeAll(const QString &userId) override
    {
        return pass(Operation::RevokeAll), m_verifier.revokeAll(userId);
    }
    QFuture<Result<QList<Series>>> devices(const QString &) override
    {
        pass(Operation::Devices);
        QList<Series> living;
        for (const RememberSeries &series : std::as_const(m_verifier.series))
            living.append(series.facts);
        return readyFuture<Result<QList<Series>>>(living);
    }
    void flush(std::chrono::milliseconds) override { pass(Operation::Flush); }

    std::set<Operation> throwing;
    int count = 0; // of what was thrown

private:
    void pass(Operation operation)
    {
        if (!throwing.contains(operation))
            return;
        ++count;
        throw std::runtime_error("the verifier has thrown");
    }

    ScriptedVerifier m_verifier;
};

// The same for a keychain.
class ThrowingStore final : public SecretStore
{
public:
    enum class Operation { Probe, Read, Write, Remove, Name, Former };

    explicit ThrowingStore(std::shared_ptr<SecretStore> store) : m_store(std::move(store)) { }

    QFuture<Result<void>> probe() override { return pass(Operation::Probe), m_store->probe(); }
    QFuture<Result<SecretPtr>> read(const QString &key) override { return pass(Operation::Read), m_store->read(key); }
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override
    {
        return pass(Operation::Write), m_store->write(key, secret);
    }
    QFuture<Result<void>> remove(const QString &key) override { return pass(Operation::Remove), m_store->remove(key); }
    QString backendName() const override { return pass(Operation::Name), m_store->backendName(); }
    std::shared_ptr<SecretStore> former(const QString &name) override
    {
        return pass(Operation::Former), m_store->former(name);
    }

    std::set<Operation> throwing;
    mutable int count = 0;

private:
    void pass(Operation operation) const
    {
        if (!throwing.contains(operation))
            return;
        ++count;
        throw std::runtime_error("the keychain has thrown");
    }

    const std::shared_ptr<SecretStore> m_store;
};

} // namespace QtLogin
