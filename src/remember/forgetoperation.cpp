// SPDX-License-Identifier: MIT
#include "remember/forgetoperation_p.h"

#include "foundation/deadline_p.h"
#include "remember/rememberlog_p.h"

#include <QtCore/qset.h>

namespace QtLogin {

template<typename T>
void ForgetOperation::then(const QFuture<Result<T>> &answer, void (ForgetOperation::*step)(const Result<T> &))
{
    whenDone(answer, &m_parts, [self = shared_from_this(), step](const Result<T> &result) { ((*self).*step)(result); });
}

// A login that cannot be proved gone later on keeps its tombstone.
ForgetOperation::Found ForgetOperation::note(Profile &profile, const QByteArray &held, const QString &heldBackend,
                                             const QString &loggedOut, Scope scope)
{
    Found found;
    found.keepsOtherLogin = scope == Scope::Own && profile.remembered && profile.remembered->selector != held;
    if (profile.remembered && !found.keepsOtherLogin) {
        found.selector = profile.remembered->selector;
        found.backend = profile.remembered->backend;
        profile.endRemembered();
    }
    if (!held.isEmpty() && !found.keepsOtherLogin) {
        profile.noteLeftover(heldBackend, held);
        if (!profile.tombstones.contains(held))
            profile.tombstones.append(held);
    }
    found.isUnknown = profile.isNew && held.isEmpty();
    found.isChange = (!held.isEmpty() && !found.keepsOtherLogin) || !found.selector.isEmpty() || !loggedOut.isEmpty();
    if (found.isChange)
        ++profile.generation;
    if (!loggedOut.isEmpty()) {
        profile.loggedOutUser = profile.hashOf(loggedOut);
        profile.loggedOutAt = profile.generation;
    }
    return found;
}

QFuture<Result<void>> ForgetOperation::run()
{
    m_held = std::exchange(m_parts.held, {});
    m_heldBackend = std::exchange(m_parts.backend, {});
    m_parts.series.reset();
    // The verifier first, and without waiting for anything: from then on the token is worth nothing.
    m_heldRevoked = m_held.isEmpty() ? readyFuture(Result<void>()) : m_parts.inTime(m_parts.verifier()->revoke(m_held));
    const auto noted = m_parts.change([found = m_found, held = m_held, backend = m_heldBackend, loggedOut = m_loggedOut,
                                       scope = m_scope](Profile &profile) {
        *found = note(profile, held, backend, loggedOut, scope);
    });
    then(noted, &ForgetOperation::revoke);
    return m_answer.future();
}

void ForgetOperation::revoke(const Result<Profile> &noted)
{
    if (noted)
        return revokeFound();
    m_noted = noted.error();
    then(m_parts.peek(), &ForgetOperation::revokeUnnoted); // a full disk, or a read-only one, can still be read
}

void ForgetOperation::revokeUnnoted(const Result<Profile> &profile)
{
    if (profile) {
        Profile copy = *profile;
        *m_found = note(copy, m_held, m_heldBackend, m_loggedOut, m_scope);
    } else {
        m_found->isUnknown = m_held.isEmpty();
    }
    revokeFound();
}

void ForgetOperation::revokeFound()
{
    QList<QFuture<Result<void>>> revoked = {m_heldRevoked};
    if (m_found->isUnknown)
        revoked.append(readyFuture<Result<void>>(m_noted ? Error(Error::Kind::Damaged) : m_noted.error()));
    if (!m_held.isEmpty())
        m_selectors.append(m_held);
    if (!m_found->selector.isEmpty() && m_found->selector != m_held) {
        m_selectors.append(m_found->selector);
        revoked.append(m_parts.inTime(m_parts.verifier()->revoke(m_found->selector)));
    }
    m_parts.ended.append(m_selectors);
    then(allOf(revoked, &m_parts), &ForgetOperation::reachKeychain);
}

void ForgetOperation::reachKeychain(const Result<void> &revoked)
{
    m_revoked = revoked;
    if (m_found->keepsOtherLogin) // the item is that login's
        return conclude(revoked);
    m_parts.joinLock([self = shared_from_this()](RotationLock::Held lock) { self->lookForNewer(std::move(lock)); });
}

void ForgetOperation::lookForNewer(RotationLock::Held lock)
{
    m_lock = std::move(lock);
    const bool isWorthNothing = m_revoked && m_noted; // its tombstone stays
    if (m_parts.lastIssue > m_command || (!m_lock && isWorthNothing))
        return conclude(m_revoked);
    then(m_parts.peek(), &ForgetOperation::removeItem);
}

bool ForgetOperation::isNothingNoted(const Profile &profile) const
{
    return m_selectors.isEmpty() && !m_found->isUnknown && profile.leftovers.isEmpty();
}

// An item that any process has stored since stays.
void ForgetOperation::removeItem(const Result<Profile> &profile)
{
    if (profile && profile->remembered && !m_selectors.contains(profile->remembered->selector))
        return conclude(m_revoked);
    if (m_scope == Scope::Noted && profile && isNothingNoted(*profile)) {
        if (!profile->tombstones.isEmpty())
            retry(m_parts, profile->tombstones, true);
        return conclude(m_revoked);
    }
    if (m_parts.makesTokens())
        then(m_parts.inStoreTime(m_parts.store()->probe()), &ForgetOperation::endToken);
    else
        removeEnded(RevocationQueue::Outcome::Ended);
}

// A token in a keychain that only the person could open is removed all the same: nobody can use it then but a thief of
// an earlier copy.
void ForgetOperation::endToken(const Result<void> &open)
{
    if (!open)
        return removeEnded(open.error());
    whenDone(m_parts.readTodaysRecord(), &m_parts, [self = shared_from_this()](const Result<RememberRecord> &record) {
        const bool isEnding = record && (self->m_found->isUnknown || self->m_selectors.contains(record->selector));
        if (!isEnding)
            return self->removeEnded(RevocationQueue::Outcome::Ended);
        whenDone(self->m_parts.revocations().end(*record), &self->m_parts,
                 [self, selector = record->selector](const Result<RevocationQueue::Outcome> &ended) {
                     if (ended && *ended == RevocationQueue::Outcome::Kept)
                         self->m_kept = selector;
                     self->removeEnded(ended);
                 });
    });
}

void ForgetOperation::removeEnded(const Result<RevocationQueue::Outcome> &ended)
{
    if (!ended)
        qCInfo(lcRemember) << "The token of a login that has ended is removed, and its server has not heard of it:"
                           << ended.error().kind();
    if (m_parts.lastIssue > m_command) // its item takes the place of this one, or has done so already
        return conclude(m_revoked);
    then(m_parts.removeRecord(m_selectors, m_found->isUnknown), &ForgetOperation::removeFormer);
}

// Its item may be in another keychain than today's, and an older one in both.
void ForgetOperation::removeFormer(const Result<void> &removed)
{
    QList<QFuture<Result<void>>> all {readyFuture(removed)};
    if (m_noted)
        all.append(m_parts.former().removeLeftovers());
    const QSet<QString> backends = m_noted ? QSet<QString>() : QSet<QString> {m_found->backend, m_heldBackend};
    for (const QString &backend : backends)
        all.append(m_parts.former().remove(backend, m_selectors));
    then(allOf(all, &m_parts), &ForgetOperation::dropTombstones);
}

void ForgetOperation::dropTombstones(const Result<void> &removed)
{
    QList<QByteArray> gone = m_selectors;
    gone.removeAll(m_kept);
    if (removed && m_revoked && m_noted && !gone.isEmpty())
        m_parts.dropTombstones(gone);
    conclude(removed);
}

// Told is what may still be used: where neither side has ended, and where one has not and no tombstone says so.
void ForgetOperation::conclude(const Result<void> &removed)
{
    m_lock.reset();
    const bool isUnusable = removed || m_revoked;
    const bool isWhollyEnded = removed && m_revoked;
    const bool isForgotten = !m_noted && !isWhollyEnded && !m_selectors.isEmpty();
    const Error why = !removed ? removed.error() : !m_revoked ? m_revoked.error() : Error(Error::Kind::Internal);
    if (!isUnusable || isForgotten)
        Q_EMIT m_parts.revokeFailed(why);
    m_answer.finish(isUnusable ? Result<void>() : why);
}

// The tombstones of tokens that wait for their server stay.
void ForgetOperation::retry(RememberParts &parts, const QList<QByteArray> &tombstones, bool isItemThere)
{
    whenDone(parts.revocations().waiting(), &parts, [&parts, tombstones, isItemThere](const Result<QList<QByteArray>> &waiting) {
        if (!waiting)
            return;
        QList<QByteArray> ended = tombstones;
        ended.removeIf([&waiting](const QByteArray &selector) { return waiting->contains(selector); });
        if (!ended.isEmpty())
            removeAgain(parts, ended, isItemThere);
        if (!waiting->isEmpty())
            parts.revocations().workOff();
    });
}

void ForgetOperation::removeAgain(RememberParts &parts, const QList<QByteArray> &tombstones, bool isItemThere)
{
    qCDebug(lcRemember) << "Logins that have ended are being removed again:" << tombstones.size();
    QList<QFuture<Result<void>>> revoked;
    for (const QByteArray &selector : tombstones)
        revoked.append(parts.inTime(parts.verifier()->revoke(selector)));
    const std::shared_ptr<ForgetOperation> again(new ForgetOperation(parts, tombstones));
    whenDone(allOf(revoked, &parts), &parts, [again, isItemThere](const Result<void> &revoked) {
        if (isItemThere)
            return again->reachKeychain(revoked);
        if (revoked)
            again->m_parts.dropTombstones(again->m_selectors);
    });
}

} // namespace QtLogin
