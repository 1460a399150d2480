// SPDX-License-Identifier: MIT
#include "remember/keepoperation_p.h"

#include "remember/forgetoperation_p.h"

#include <algorithm>

namespace QtLogin {

using std::chrono::seconds;

template<typename T>
void KeepOperation::then(const QFuture<Result<T>> &answer, void (KeepOperation::*step)(const Result<T> &))
{
    whenDone(answer, &m_parts, [self = shared_from_this(), step](const Result<T> &result) { ((*self).*step)(result); });
}

QFuture<Result<seconds>> KeepOperation::run()
{
    then(m_parts.buryAnothers(m_userId, m_anothers), &KeepOperation::onProfile);
    return m_answer.future();
}

bool KeepOperation::isOver()
{
    if (m_parts.isLatest(m_command))
        return false;
    m_answer.finish(Error::Kind::Abandoned);
    return true;
}

void KeepOperation::onProfile(const Result<Profile> &profile)
{
    if (*m_anothers && !m_parts.isLatest(m_command))
        (void)m_parts.verifier()->revoke((*m_anothers)->selector);
    if (isOver())
        return;
    if (*m_anothers) {
        m_parts.held = (*m_anothers)->selector;
        m_parts.backend = (*m_anothers)->backend;
        return endAnothers();
    }
    if (profile.failedWith(Error::Kind::Damaged))
        return then(m_parts.readRecord(), &KeepOperation::onRecord);
    if (!profile)
        return m_answer.finish(profile.error());
    if (!profile->remembered && profile->tombstones.contains(m_parts.held))
        return endAnothers();
    if (!profile->remembered || m_parts.ended.contains(profile->remembered->selector))
        return m_answer.finish(seconds(0));
    m_parts.held = profile->remembered->selector;
    m_parts.backend = profile->remembered->backend;
    m_lifetime = profile->lifetimeFor(m_userId);
    then(m_parts.inTime(m_parts.verifier()->devices(m_userId)), &KeepOperation::onSeries);
}

// A login that has expired, or was revoked from another device, is none. A login that cannot be asked about is one.
void KeepOperation::onSeries(const Result<QList<RememberVerifier::Series>> &living)
{
    if (isOver())
        return;
    const auto isHeld = [this](const RememberVerifier::Series &series) { return series.selector == m_parts.held; };
    if (!living)
        return m_answer.finish(m_lifetime);
    const auto held = std::find_if(living->begin(), living->end(), isHeld);
    if (held == living->end())
        return m_answer.finish(seconds(0));
    m_parts.series = *held;
    m_answer.finish(m_lifetime);
}

void KeepOperation::onRecord(const Result<RememberRecord> &record)
{
    if (isOver())
        return;
    if (!record || record->userId != m_userId)
        return endAnothers();
    m_parts.held = record->selector;
    m_answer.finish(record->lifetime);
}

void KeepOperation::endAnothers()
{
    const auto forget = std::make_shared<ForgetOperation>(m_parts, QString(), ForgetOperation::Scope::Profile);
    m_command = forget->command();
    then(forget->run(), &KeepOperation::conclude);
}

void KeepOperation::conclude(const Result<void> &ended)
{
    if (!isOver())
        m_answer.finish(ended ? Result<seconds>(seconds(0)) : ended.error());
}

} // namespace QtLogin
