// SPDX-License-Identifier: MIT
#include "session/scriptedverifier.h"

#include <algorithm>

namespace QtLogin {

ScriptedVerifier::ScriptedVerifier(std::shared_ptr<Clock> clock) : m_clock(std::move(clock)) { }

ScriptedVerifier::~ScriptedVerifier() = default;

template<typename T, typename Work>
QFuture<Result<T>> ScriptedVerifier::run(Operation operation, Work work)
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

QFuture<Result<void>> ScriptedVerifier::issue(const NewSeries &begun)
{
    return run<void>(Operation::Issue, [&]() -> Result<void> {
        series.insert(begun.selector, RememberSeries::begin(begun, m_clock->wall()));
        return {};
    });
}

QFuture<Result<ScriptedVerifier::Presented>> ScriptedVerifier::present(const QByteArray &selector, SecretPtr verifier,
                                                                       const QByteArray &successor)
{
    return run<Presented>(Operation::Present, [&]() -> Result<Presented> {
        const auto found = series.find(selector);
        if (found == series.end())
            return Presented();
        if (makesTokens())
            return presentToken(*verifier, *found);
        Presented presented;
        presented.verdict = found->present(*verifier, successor, m_clock->wall());
        presented.series = found->facts;
        if (presented.verdict == Presented::Verdict::Reused)
            series.erase(found);
        return presented;
    });
}

QFuture<Result<SecretPtr>> ScriptedVerifier::issueToken(const NewSeries &begun)
{
    return run<SecretPtr>(Operation::Issue, [&]() -> Result<SecretPtr> {
        series.insert(begun.selector, RememberSeries::begin(begun, m_clock->wall()));
        return tokens[begun.selector] = Secret::random(tokenSize).share();
    });
}

ScriptedVerifier::Presented ScriptedVerifier::presentToken(const Secret &token, RememberSeries &presentedSeries)
{
    const QByteArray selector = presentedSeries.facts.selector;
    if (!tokens.value(selector) || !tokens.value(selector)->equals(token)) {
        ++reused;
        series.remove(selector);
        return {};
    }
    if (presentedSeries.isOver(m_clock->wall()))
        return {.verdict = Presented::Verdict::Expired};
    (void)presentedSeries.touch(m_clock->wall());
    Presented presented {Presented::Verdict::Good, presentedSeries.facts};
    if (!keepsToken)
        presented.successor = tokens[selector] = Secret::random(tokenSize).share();
    return presented;
}

QFuture<Result<void>> ScriptedVerifier::revokeToken(const QByteArray &selector, SecretPtr token)
{
    return run<void>(Operation::RevokeToken, [&]() -> Result<void> {
        if (tokens.value(selector) && tokens.value(selector)->equals(*token)) {
            tokens.remove(selector);
            endedTokens.append(selector);
        }
        return {};
    });
}

QFuture<Result<ScriptedVerifier::Series>> ScriptedVerifier::touch(const QByteArray &selector)
{
    return run<Series>(Operation::Touch, [&]() -> Result<Series> {
        const auto found = series.find(selector);
        if (found == series.end() || !found->touch(m_clock->wall()))
            return Error::Kind::Absent;
        return found->facts;
    });
}

QFuture<Result<void>> ScriptedVerifier::revoke(const QByteArray &selector)
{
    return run<void>(Operation::Revoke, [&]() -> Result<void> {
        series.remove(selector);
        return {};
    });
}

QFuture<Result<void>> ScriptedVerifier::revokeAll(const QString &userId)
{
    return run<void>(Operation::Revoke, [&]() -> Result<void> {
        series.removeIf([&](auto &entry) { return entry.value().facts.userId == userId; });
        return {};
    });
}

QFuture<Result<void>> ScriptedVerifier::revokeAllUsers()
{
    return run<void>(Operation::Revoke, [&]() -> Result<void> {
        series.clear();
        return {};
    });
}

QFuture<Result<QList<ScriptedVerifier::Series>>> ScriptedVerifier::devices(const QString &userId)
{
    return run<QList<Series>>(Operation::Devices, [&]() -> Result<QList<Series>> {
        QList<Series> living;
        for (const RememberSeries &each : std::as_const(series)) {
            if (each.facts.userId == userId && !each.isOver(m_clock->wall()))
                living.append(each.facts);
        }
        const auto isLater = [](const Series &a, const Series &b) { return a.lastUsedAt > b.lastUsedAt; };
        std::sort(living.begin(), living.end(), isLater);
        return living;
    });
}

void ScriptedVerifier::addDevice(const QByteArray &selector, const QString &userId, const QString &name)
{
    series.insert(selector, RememberSeries::begin({selector, QByteArray(32, 'x'), userId, name, std::chrono::days(30), {},
                                                   false}, m_clock->wall()));
}

void ScriptedVerifier::release()
{
    held.clear();
    for (const auto &answer : std::exchange(waiting, {}))
        answer();
}

} // namespace QtLogin
