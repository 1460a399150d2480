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
    enum class Operation { Issue, Present, Touch, Revoke };

    explicit ScriptedVerifier(std::shared_ptr<Clock> clock) : m_clock(std::move(clock)) { }

    QFuture<Result<void>> issue(const NewSeries &begun) override
    {
        return run<void>(Operation::Issue, [&]() -> Result<void> {
            series.insert(begun.selector, RememberSeries::begin(begun, m_clock->wall()));
            return {};
        });
    }
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier, const QByteArray &successor) override
    {
        return run<Presented>(Operation::Present, [&]() -> Result<Presented> {
            const auto found = series.find(selector);
            if (found == series.end())
                return Presented();
            Presented presented;
            presented.verdict = found->present(*verifier, successor, m_clock->wall());
            presented.series = found->facts;
            if (presented.verdict == Presented::Verdict::Reused)
                series.erase(found);
            return presented;
        });
    }
    QFuture<Result<Series>> touch(const QByteArray &selector) override
    {
        return run<Series>(Operation::Touch, [&]() -> Result<Series> {
            const auto found = series.find(selector);
            if (found == series.end() || !found->touch(m_clock->wall()))
                return Error::Kind::Absent;
            return found->facts;
        });
    }
    QFuture<Result<void>> revoke(const QByteArray &selector) override
    {
        return run<void>(Operation::Revoke, [&]() -> Result<void> {
            series.remove(selector);
            return {};
        });
    }
    QFuture<Result<void>> revokeAll(const QString &userId) override
    {
        return run<void>(Operation::Revoke, [&]() -> Result<void> {
            series.removeIf([&](auto &entry) { return entry.value().facts.userId == userId; });
            return {};
        });
    }
    QFuture<Result<QList<Series>>> devices(const QString &) override
    {
        return readyFuture<Result<QList<Series>>>(Error::Kind::Unavailable);
    }

    // A login of the same person on another device.
    void addDevice(const QByteArray &selector, const QString &userId)
    {
        series.insert(selector, RememberSeries::begin({selector, QByteArray(32, 'x'), userId, {}, std::chrono::days(30), {},
                                                       false}, m_clock->wall()));
    }
    int count(Operation operation) const { return int(calls.count(operation)); }

    QHash<QByteArray, RememberSeries> series;
    QList<Operation> calls;
    QHash<Operation, Error::Kind> faults; // nothing is done, and this is the answer
    std::set<Operation> held; // done at once, and answered when released
    std::vector<std::function<void()>> waiting;
    void release()
    {
        held.clear();
        for (const auto &answer : std::exchange(waiting, {}))
            answer();
    }

private:
    template<typename T, typename Work>
    QFuture<Result<T>> run(Operation operation, Work work)
    {
        calls.append(operation);
        if (faults.contains(operation))
            return readyFuture<Result<T>>(faults.value(operation));
        const Result<T> result = work();
        if (!held.contains(operation))
            return readyFuture(result);
        const Answer<T> answer;
        waiting.push_back([answer, result] { answer.finish(result); });
        return answer.future();
    }

    std::shared_ptr<Clock> m_clock;
};

} // namespace QtLogin
