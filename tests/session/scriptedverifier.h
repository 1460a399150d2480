// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberseries_p.h"

#include <QtCore/qhash.h>

#include <functional>
#include <set>

namespace QtLogin {

// A verifier in memory that fails and lingers when a test says so. It outlives the application.
class ScriptedVerifier final : public RememberVerifier
{
public:
    enum class Operation { Issue, Present, Touch, Revoke, Devices };

    explicit ScriptedVerifier(std::shared_ptr<Clock> clock);
    ~ScriptedVerifier() override;

    QFuture<Result<void>> issue(const NewSeries &begun) override;
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier,
                                       const QByteArray &successor) override;
    QFuture<Result<Series>> touch(const QByteArray &selector) override;
    QFuture<Result<void>> revoke(const QByteArray &selector) override;
    QFuture<Result<void>> revokeAll(const QString &userId) override;
    QFuture<Result<void>> revokeAllUsers() override;
    QFuture<Result<QList<Series>>> devices(const QString &userId) override;

    // A login of the same person on another device.
    void addDevice(const QByteArray &selector, const QString &userId, const QString &name = {});
    int count(Operation operation) const { return int(calls.count(operation)); }

    QHash<QByteArray, RememberSeries> series;
    QList<Operation> calls;
    QHash<Operation, Error::Kind> faults; // nothing is done, and this is the answer
    std::set<Operation> held; // done at once, and answered when released
    std::vector<std::function<void()>> waiting;
    void release();

private:
    template<typename T, typename Work>
    QFuture<Result<T>> run(Operation operation, Work work);

    std::shared_ptr<Clock> m_clock;
};

} // namespace QtLogin
