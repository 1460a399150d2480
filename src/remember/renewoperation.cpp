// SPDX-License-Identifier: MIT
#include "remember/renewoperation_p.h"

#include <QtCore/qpointer.h>

#include <utility>

namespace QtLogin {

using Presented = RememberVerifier::Presented;

QFuture<Result<Presented>> RenewOperation::run()
{
    m_parts.acquireLock([self = shared_from_this()](RotationLock::Held lock) { self->readAgain(std::move(lock)); });
    return m_answer.future();
}

void RenewOperation::giveUp(const Error &why)
{
    m_lock.reset();
    m_answer.finish(why);
}

void RenewOperation::readAgain(RotationLock::Held lock)
{
    m_lock = std::move(lock);
    whenDone(m_parts.readRecord(), &m_parts,
             [self = shared_from_this()](const Result<RememberRecord> &now) { self->present(now); });
}

bool RenewOperation::isSame(const RememberRecord &now) const
{
    if (m_record.userId.isEmpty()) // only its series is known
        return now.selector == m_record.selector;
    return now.userId == m_record.userId && now.sessionStamp == m_record.sessionStamp;
}

void RenewOperation::present(const Result<RememberRecord> &now)
{
    if (!now)
        return giveUp(now.error());
    if (!isSame(*now) || !m_parts.isLatest(m_command))
        return giveUp(Error::Kind::Abandoned);
    m_record = *now;
    const auto verifier = m_parts.verifierOf(m_record.userId);
    const bool makesTokens = verifier->makesTokens();
    if (!m_lock && makesTokens) // which another process may be presenting
        return giveUp(Error::Kind::TimedOut);
    // Without the lock another process may be writing: the token is presented as it is, and stays so.
    if (m_lock && !makesTokens)
        m_successor = Secret::random(RememberRecord::verifierSize).share();
    const QByteArray hash = m_successor ? RememberVerifier::hashOf(*m_successor) : QByteArray();
    whenDone(m_parts.inTime(verifier->present(m_record.selector, m_record.verifier, hash)), &m_parts,
             [self = shared_from_this()](const Result<Presented> &presented) { self->onPresented(presented); });
}

// QtLogin's own token stays good until its successor is presented, so the caller need not wait for the write. A server's
// token is spent: the caller is told once its successor is stored, or cannot be.
void RenewOperation::onPresented(const Result<Presented> &presented)
{
    if (!m_parts.isLatest(m_command))
        return giveUp(Error::Kind::Abandoned);
    m_presented = presented;
    const bool isGood = presented && presented->verdict == Presented::Verdict::Good;
    if (isGood) {
        m_parts.held = m_record.selector;
        m_parts.series = presented->series;
    }
    const bool isSpent = isGood && presented->successor;
    if (isSpent)
        m_successor = presented->successor;
    if (!isGood || !m_successor)
        m_lock.reset();
    else
        prepare(presented->series.expiresAt);
    if (!isSpent)
        tell();
}

void RenewOperation::tell()
{
    if (const auto presented = std::exchange(m_presented, std::nullopt))
        m_answer.finish(*presented);
}

void RenewOperation::prepare(Clock::Wall expiresAt)
{
    m_expiresAt = expiresAt;
    if (!m_parts.isUnderSharedKey())
        return writeSuccessor();
    whenDone(m_parts.obtainInstallation(), &m_parts, [self = shared_from_this()](const Result<Profile> &obtained) {
        obtained && self->m_parts.isLatest(self->m_command) ? self->writeSuccessor()
                                                            : self->finish(obtained ? Result<void>() : obtained.error());
    });
}

void RenewOperation::writeSuccessor()
{
    RememberRecord next = m_record;
    next.verifier = m_successor;
    if (!m_contextId.isEmpty())
        next.contextId = m_contextId;
    next.expiresAt = m_expiresAt;
    const auto encoded = next.encode();
    if (!encoded)
        return finish(encoded.error());
    m_parts.ask(m_parts.inStoreTime(m_parts.write(*encoded)),
                [self = shared_from_this()](const Result<void> &written) { self->conclude(written); });
}

void RenewOperation::conclude(const Result<void> &written)
{
    if (!written)
        return finish(written);
    if (m_parts.isUnderSharedKey())
        (void)m_parts.removeShared({m_record.selector}); // taken over
    m_parts.noteStored();
    const QString now = m_parts.store()->backendName();
    const QString before = std::exchange(m_parts.backend, now);
    if (before == now)
        return m_parts.hasLeftovers ? removeLeftovers() : finish({});
    whenDone(note(now, before), &m_parts,
             [self = shared_from_this()](const Result<Profile> &noted) { self->leaveFormer(noted); });
}

QFuture<Result<Profile>> RenewOperation::note(const QString &backend, const QString &former)
{
    return m_parts.change([backend, former, record = m_record, expiresAt = m_expiresAt](Profile &profile) {
        if (profile.isNew) // it was damaged, and expects this login again
            profile.remembered = {record.selector, profile.hashOf(record.userId), {}, record.lifetime, expiresAt, {}};
        if (!profile.remembered || profile.remembered->selector != record.selector)
            return;
        profile.remembered->backend = backend;
        profile.noteLeftover(former, record.selector);
    });
}

// The item in the former keychain goes last, once the profile leads to today's: whenever this ends, the next start finds
// a token that works. What cannot be removed now is removed at the next start.
void RenewOperation::leaveFormer(const Result<Profile> &noted)
{
    const bool isNoted = noted && noted->remembered && noted->remembered->selector == m_record.selector;
    isNoted ? removeLeftovers() : finish({});
}

void RenewOperation::removeLeftovers()
{
    whenDone(m_parts.former().removeLeftovers(), &m_parts,
             [self = shared_from_this()](const Result<void> &) { self->finish({}); });
}

// A command that came meanwhile has ended this login. The caller may delete the parts.
void RenewOperation::finish(const Result<void> &written)
{
    m_lock.reset();
    if (!m_parts.isLatest(m_command)) {
        if (m_presented)
            m_presented = Error::Kind::Abandoned;
        return tell();
    }
    const QPointer<RememberParts> parts(&m_parts);
    tell();
    if (!parts)
        return;
    if (written)
        Q_EMIT parts->stored();
    else
        Q_EMIT parts->storingFailed(written.error());
}

} // namespace QtLogin
