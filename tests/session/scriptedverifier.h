// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberseries_p.h"

#include <QtCore/qhash.h>

#include <functional>
#include <set>

namespace QtLogin {

// A verifier in memory that fails and lingers when a test says so. It outlives the application. Where it makes tokens, it
// is as strict as a login server: a token is good once, and one that comes back ends its series.
class ScriptedVerifier final : public RememberVerifier
{
public:
    enum class Operation { Issue, Present, Touch, Revoke, RevokeToken, Devices };

    explicit ScriptedVerifier(std::shared_ptr<Clock> clock);
    ~ScriptedVerifier() override;

    QFuture<Result<void>> issue(const NewSeries &begun) override;
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier,
                                       const QByteArray &successor) override;
    bool makesTokens() const override { return tokenSize > 0; }
    QFuture<Result<SecretPtr>> issueToken(const NewSeries &begun) override;
    QFuture<Result<void>> revokeToken(const QByteArray &selector, SecretPtr token) override;
    void offerRenewal(Renewal renew) override { renewal = std::move(renew); }
    QFuture<Result<Series>> touch(const QByteArray &selector) override;
    QFuture<Result<void>> revoke(const QByteArray &selector) override;
    QFuture<Result<void>> revokeAll(const QString &userId) override;
    QFuture<Result<void>> revokeAllUsers() override;
    QFuture<Result<QList<Series>>> devices(const QString &userId) override;

    // A login of the same person on another device.
    void addDevice(const QByteArray &selector, const QString &userId, const QString &name = {});
    int count(Operation operation) const { return int(calls.count(operation)); }

    QHash<QByteArray, RememberSeries> series;
    qsizetype tokenSize = 0; // of those that this makes; none: QtLogin makes the tokens
    bool keepsToken = false; // a token that was presented stays good, and has no successor
    QHash<QByteArray, SecretPtr> tokens; // by series
    Renewal renewal;
    QList<QByteArray> endedTokens; // by revokeToken(), the series of those that were good
    int reused = 0; // tokens that came back, or were never good
    QList<Operation> calls;
    QHash<Operation, Error::Kind> faults; // nothing is done, and this is the answer
    std::set<Operation> held; // done at once, and answered when released
    std::vector<std::function<void()>> waiting;
    void release();

private:
    Presented presentToken(const Secret &token, RememberSeries &presentedSeries);
    template<typename T, typename Work>
    QFuture<Result<T>> run(Operation operation, Work work);

    std::shared_ptr<Clock> m_clock;
};

} // namespace QtLogin
