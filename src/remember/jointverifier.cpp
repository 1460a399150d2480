// SPDX-License-Identifier: MIT
#include "remember/jointverifier_p.h"

#include "foundation/deadline_p.h"

#include <QtCore/qdeadlinetimer.h>

namespace QtLogin {

template<typename T, typename Ask, typename IsMiss>
void JointVerifier::askInTurn(Ask ask, IsMiss isMiss, const Answer<T> &answer, size_t index)
{
    const auto asked = ask(*m_realms.members().at(index).part);
    whenDone(asked, this, [this, ask, isMiss, answer, index](const Result<T> &result) {
        const bool isLast = index + 1 == m_realms.members().size();
        if (isLast || !isMiss(result))
            answer.finish(result);
        else
            askInTurn(ask, isMiss, answer, index + 1);
    });
}

QFuture<Result<void>> JointVerifier::issue(const NewSeries &series)
{
    const auto its = m_realms.of(series.userId);
    return its ? its->issue(series) : readyFuture<Result<void>>(Error::Kind::NotConfigured);
}

QFuture<Result<SecretPtr>> JointVerifier::issueToken(const NewSeries &series)
{
    const auto its = m_realms.of(series.userId);
    return its ? its->issueToken(series) : readyFuture<Result<SecretPtr>>(Error::Kind::NotConfigured);
}

QFuture<Result<RememberVerifier::Presented>> JointVerifier::present(const QByteArray &selector, SecretPtr verifier,
                                                                    const QByteArray &successorHash)
{
    const Answer<Presented> answer;
    askInTurn([=](RememberVerifier &part) { return part.present(selector, verifier, successorHash); },
              [](const Result<Presented> &result) { return result && result->verdict == Presented::Verdict::Unknown; }, answer);
    return answer.future();
}

QFuture<Result<RememberVerifier::Series>> JointVerifier::touch(const QByteArray &selector)
{
    const Answer<Series> answer;
    askInTurn([=](RememberVerifier &part) { return part.touch(selector); },
              [](const Result<Series> &result) { return result.failedWith(Error::Kind::Absent); }, answer);
    return answer.future();
}

QFuture<Result<void>> JointVerifier::revoke(const QByteArray &selector)
{
    QList<QFuture<Result<void>>> revoked;
    for (const auto &each : m_realms.members())
        revoked.append(each.part->revoke(selector));
    return allOf(revoked, this);
}

QFuture<Result<void>> JointVerifier::revokeAll(const QString &userId)
{
    const auto its = m_realms.of(userId);
    return its ? its->revokeAll(userId) : readyFuture(Result<void>());
}

QFuture<Result<void>> JointVerifier::revokeAllUsers()
{
    QList<QFuture<Result<void>>> revoked;
    for (const auto &each : m_realms.members())
        revoked.append(each.part->revokeAllUsers());
    return allOf(revoked, this);
}

QFuture<Result<QList<RememberVerifier::Series>>> JointVerifier::devices(const QString &userId)
{
    const auto its = m_realms.of(userId);
    return its ? its->devices(userId) : readyFuture<Result<QList<Series>>>(QList<Series>());
}

QFuture<Result<void>> JointVerifier::revokeToken(const QByteArray &selector, SecretPtr token)
{
    const Answer<void> answer;
    askInTurn([=](RememberVerifier &part) { return part.revokeToken(selector, token); },
              [](const Result<void> &result) { return result.failedWith(Error::Kind::NotConfigured); }, answer);
    return answer.future();
}

void JointVerifier::offerRenewal(Renewal renew)
{
    for (const auto &each : m_realms.members()) {
        if (each.part->makesTokens())
            each.part->offerRenewal(renew);
    }
}

void JointVerifier::flush(std::chrono::milliseconds longest)
{
    const QDeadlineTimer end(longest);
    for (const auto &each : m_realms.members())
        each.part->flush(std::chrono::milliseconds(end.remainingTime()));
}

} // namespace QtLogin
