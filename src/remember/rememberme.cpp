// SPDX-License-Identifier: MIT
#include "remember/rememberme_p.h"

#include "foundation/deadline_p.h"
#include "remember/keepoperation_p.h"
#include "remember/rememberlog_p.h"
#include "remember/renewoperation_p.h"

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcRemember, "qtlogin.remember", QtInfoMsg)

// How long a look takes at most that no user waits for.
static constexpr auto longestLook = 3s;

RememberMe::RememberMe(std::shared_ptr<Clock> clock, QObject *parent) : QObject(parent), m_parts(std::move(clock))
{
    connect(&m_watch, &ProfileWatch::changed, this, &RememberMe::lookElsewhere);
    connect(&m_parts, &RememberParts::keychainChanged, this, &RememberMe::keychainChanged);
    connect(&m_parts, &RememberParts::answeredLate, this, &RememberMe::answeredLate);
    connect(&m_parts, &RememberParts::stored, this, &RememberMe::stored);
    connect(&m_parts, &RememberParts::storingFailed, this, &RememberMe::storingFailed);
    connect(&m_parts, &RememberParts::revokeFailed, this, &RememberMe::revokeFailed);
}

RememberMe::~RememberMe() = default;

void RememberMe::setVerifier(std::shared_ptr<RememberVerifier> verifier)
{
    const bool isGiven = verifier != nullptr;
    m_parts.setVerifier(std::move(verifier));
    if (isGiven) {
        m_parts.verifier()->offerRenewal([self = QPointer(this)] {
            return self ? self->renewHeld() : readyFuture<Result<Presented>>(Error::Kind::Abandoned);
        });
    }
}

QFuture<Result<RememberMe::Presented>> RememberMe::renewHeld()
{
    if (m_parts.held.isEmpty())
        return readyFuture<Result<Presented>>(Error::Kind::Absent);
    const auto renewing = std::make_shared<RenewOperation>(m_parts)->run();
    whenDone(renewing, this, [this](const Result<Presented> &presented) {
        if (presented && presented->verdict == Presented::Verdict::Good)
            Q_EMIT renewed();
    });
    return renewing;
}

void RememberMe::probe()
{
    m_parts.ask(m_parts.store()->probe(), [](const Result<void> &) {});
}

QFuture<Result<RememberRecord>> RememberMe::find()
{
    Answer<RememberRecord> answer;
    whenDone(peek(), this, [this, answer, asked = m_parts.generations().notes()](const Result<Profile> &profile) {
        m_parts.series.reset();
        if (profile.failedWith(Error::Kind::Damaged))
            return findExpected(answer, {}); // it is not known what to expect
        if (!profile)
            return answer.finish(profile.error());
        m_parts.generations().noteRead(profile->generation, asked);
        m_parts.backend = profile->remembered ? profile->remembered->backend : QString();
        m_parts.hasLeftovers = !profile->leftovers.isEmpty();
        if (!profile->remembered) {
            whenDone(answer.future(), &m_parts, [this](const Result<RememberRecord> &found) {
                if (!found && m_parts.hasLeftovers)
                    removeLeftovers();
            });
            return findUnexpected(answer, profile->tombstones);
        }
        m_parts.held = profile->remembered->selector;
        m_expiresAt = profile->remembered->expiresAt;
        findExpected(answer, profile->tombstones);
    });
    return answer.future();
}

void RememberMe::findExpected(const Answer<RememberRecord> &answer, const QList<QByteArray> &tombstones)
{
    whenDone(m_parts.readRecord(), this, [this, answer, tombstones](Result<RememberRecord> record) {
        if (record && record->selector == m_parts.held)
            record->expiresAt = std::max(record->expiresAt, m_expiresAt); // touch() does not write to the keychain
        const bool hasTombstone = record && tombstones.contains(record->selector);
        const bool ended = hasTombstone || (record && m_parts.ended.contains(record->selector));
        if (!tombstones.isEmpty() && (record || record.failedWith(Error::Kind::Absent)))
            ForgetOperation::retry(m_parts, tombstones, hasTombstone);
        if (ended)
            return answer.finish(Error::Kind::Absent);
        if (record.failedWith(Error::Kind::Absent) && m_parts.isInAnotherKeychain()) {
            qCInfo(lcRemember) << "The remembered login is in" << m_parts.backend << "and the keychain is"
                               << m_parts.store()->backendName();
            return answer.finish(Error::Kind::Unavailable);
        }
        const bool mayBeAnothers = record && m_parts.isUnderSharedKey() && record->selector != m_parts.held;
        if (!mayBeAnothers)
            return answer.finish(record);
        // Other installations of the application use the same key. The verifier knows the logins of this one.
        whenDone(m_parts.ifKnown(*record, Error::Kind::Absent), this,
                 [answer](const Result<RememberRecord> &known) { answer.finish(known); });
    });
}

// There can be one all the same: where a process was killed before it could note what it had
// stored. That is worth a look, and no question to a person and no long wait.
void RememberMe::findUnexpected(const Answer<RememberRecord> &answer, const QList<QByteArray> &tombstones)
{
    auto overdue = std::make_shared<std::unique_ptr<Alarm>>(
        m_parts.clock().callAfter(longestLook, [answer] { answer.finish(Error::Kind::Absent); }));
    m_parts.ask(m_parts.store()->probe(), [this, answer, tombstones, overdue](const Result<void> &open) {
        overdue->reset();
        if (!open || answer.isFinished())
            return answer.finish(Error::Kind::Absent);
        findExpected(answer, tombstones);
    });
}

// Of logins that have ended, and could not be proved gone then.
void RememberMe::removeLeftovers()
{
    m_parts.joinLock([this](const RotationLock::Held &lock) {
        if (lock) // which goes when they have
            whenDone(m_parts.former().removeLeftovers(), &m_parts, [lock](const Result<void> &) {});
    });
}

QFuture<Result<RememberVerifier::Presented>> RememberMe::renew(const RememberRecord &found, const QByteArray &contextId)
{
    return std::make_shared<RenewOperation>(m_parts, found, contextId)->run();
}

QFuture<Result<void>> RememberMe::issue(const Login &login)
{
    m_issuingFor = login.user->id();
    m_issue = std::make_shared<IssueOperation>(m_parts, login)->run();
    return m_issue;
}

QFuture<Result<void>> RememberMe::forget(const QString &loggedOut, Scope scope)
{
    return std::make_shared<ForgetOperation>(m_parts, loggedOut, scope)->run();
}

QFuture<Result<std::chrono::seconds>> RememberMe::forgetUnless(const QString &userId)
{
    if (m_issue.isFinished() || m_issuingFor != userId)
        return std::make_shared<KeepOperation>(m_parts, userId)->run();
    // The login that is being stored is the one to keep.
    Answer<std::chrono::seconds> answer;
    whenDone(m_issue, this, [this, userId, answer, command = m_parts.latestCommand()](const Result<void> &) {
        if (!m_parts.isLatest(command))
            return answer.finish(Error::Kind::Abandoned);
        whenDone(forgetUnless(userId), this, [answer](const Result<std::chrono::seconds> &kept) { answer.finish(kept); });
    });
    return answer.future();
}

// A day is short beside every lifetime, and long beside what writing to the disk costs.
static constexpr auto betweenTouches = 24h, afterFailure = 1h;

QFuture<Result<void>> RememberMe::touch()
{
    if (m_parts.held.isEmpty())
        return readyFuture<Result<void>>(Error::Kind::Absent);
    const auto sinceUse = m_parts.series ? m_parts.clock().wall() - m_parts.series->lastUsedAt : betweenTouches;
    const bool isRecent = sinceUse >= 0s && sinceUse < betweenTouches;
    if (isRecent || m_parts.clock().sinceBoot() < m_nextTouch)
        return readyFuture(Result<void>());
    m_nextTouch = m_parts.clock().sinceBoot() + afterFailure;
    Answer<void> answer;
    const auto verifier = m_parts.series ? m_parts.verifierOf(m_parts.series->userId) : m_parts.verifier();
    whenDone(m_parts.inTime(verifier->touch(m_parts.held)), this,
             [this, answer, held = m_parts.held](const Result<RememberVerifier::Series> &touched) {
                 if (held != m_parts.held) // another login has taken its place, or none
                     return answer.finish(Error::Kind::Abandoned);
                 if (!touched)
                     return answer.finish(touched.error());
                 m_parts.series = *touched;
                 noteTouched(*touched);
                 answer.finish({});
             });
    return answer.future();
}

void RememberMe::noteTouched(const RememberVerifier::Series &series)
{
    (void)m_parts.change([series](Profile &profile) {
        if (profile.remembered && profile.remembered->selector == series.selector)
            profile.remembered->expiresAt = std::max(profile.remembered->expiresAt, series.expiresAt);
    });
}

std::optional<Clock::Wall> RememberMe::endsAt() const
{
    return m_parts.series ? std::optional(m_parts.series->endsAt()) : std::nullopt;
}

QFuture<Result<QList<RememberVerifier::Series>>> RememberMe::devices(const QString &userId)
{
    return m_parts.inTime(m_parts.verifier()->devices(userId));
}

QFuture<Result<void>> RememberMe::revoke(const QString &userId, const QByteArray &selector)
{
    Answer<void> answer;
    whenDone(devices(userId), this, [this, answer, selector](const Result<QList<RememberVerifier::Series>> &devices) {
        if (!devices)
            return answer.finish(devices.error());
        const bool isTheirs = std::any_of(devices->begin(), devices->end(), [&selector](const auto &series) {
            return series.selector == selector;
        });
        if (!isTheirs)
            return answer.finish(Error::Kind::Absent);
        whenDone(m_parts.inTime(m_parts.verifier()->revoke(selector)), this,
                 [answer](const Result<void> &revoked) { answer.finish(revoked); });
    });
    return answer.future();
}

QFuture<Result<void>> RememberMe::revokeOthers(const QString &userId)
{
    Answer<void> answer;
    whenDone(devices(userId), this, [this, answer](const Result<QList<RememberVerifier::Series>> &devices) {
        if (!devices)
            return answer.finish(devices.error());
        QList<QFuture<Result<void>>> revoked;
        for (const RememberVerifier::Series &series : *devices) {
            if (!isOwn(series.selector))
                revoked.append(m_parts.inTime(m_parts.verifier()->revoke(series.selector)));
        }
        whenDone(allOf(revoked, this), this, [answer](const Result<void> &all) { answer.finish(all); });
    });
    return answer.future();
}

QFuture<Result<void>> RememberMe::forgetEverywhere(const QString &userId, Scope scope)
{
    const auto everywhere = m_parts.inTime(m_parts.verifier()->revokeAll(userId));
    return allOf({everywhere, forget(userId, scope)}, this);
}

void RememberMe::watch(const QString &userId, Since since)
{
    m_watchedUser = userId;
    const quint64 watch = ++m_watches;
    const quint64 asked = m_parts.generations().notes();
    const auto prepared = m_parts.run([file = m_parts.profile()] { return file.prepare(); });
    whenDone(prepared, this, [this, watch, since, asked](const Result<Profile> &profile) {
        if (watch != m_watches || (!profile && !profile.failedWith(Error::Kind::Damaged)))
            return;
        const quint64 found = profile ? profile->generation : 0;
        m_watchedSince = since == Since::Now ? found : 0;
        if (!m_parts.generations().isAnyRead())
            m_parts.generations().noteRead(found, asked);
        m_watch.start(path("profile"));
        lookElsewhere(); // for what has happened before the watch began, also since the user was loaded
    });
}

void RememberMe::announceChange()
{
    (void)m_parts.change([](Profile &profile) { ++profile.generation; });
}

void RememberMe::stopWatching()
{
    m_watchedUser.clear();
    ++m_watches;
    m_watch.stop();
}

void RememberMe::lookElsewhere()
{
    whenDone(peek(), this, [this, watch = m_watches, notes = m_parts.generations().notes()](const Result<Profile> &profile) {
        if (watch != m_watches)
            return;
        if (notes == m_parts.generations().notes())
            return followElsewhere(profile);
        lookElsewhere(); // what was read may be older than what is known by now
    });
}

void RememberMe::followElsewhere(const Result<Profile> &profile)
{
    const quint64 latest = m_parts.generations().latest();
    if (!profile || profile->generation == latest)
        return;
    // A damaged file was put aside, and counting has begun anew.
    const quint64 known = profile->generation < latest ? 0 : latest;
    if (profile->generation < m_watchedSince)
        m_watchedSince = 0;
    const bool loggedOut = profile->loggedOutAt > std::max(known, m_watchedSince)
        && profile->loggedOutUser == profile->hashOf(m_watchedUser);
    m_parts.generations().noteRead(profile->generation, m_parts.generations().notes());
    Q_EMIT elsewhere(loggedOut ? Elsewhere::LoggedOut : Elsewhere::Changed, profile->lifetimeFor(m_watchedUser));
}

void RememberMe::flush(std::chrono::milliseconds longest)
{
    m_parts.flush(longest);
    // No signal can say so any more.
    if (!m_issue.isFinished() && m_parts.isLatest(m_parts.lastIssue)) {
        qCInfo(lcRemember, "The LoginManager went before the login was stored: the next start finds none. Wait for "
                           "RememberedLogin::stored() or storingFailed() before you end the application.");
    }
}

} // namespace QtLogin
