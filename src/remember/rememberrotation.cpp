// SPDX-License-Identifier: MIT
// How a remembered login begins, changes and ends: the part of RememberMe that writes.
#include "remember/rememberme_p.h"

#include "foundation/deadline_p.h"
#include "remember/rememberlog_p.h"

#include <QtCore/qsysinfo.h>

namespace QtLogin {

using Verdict = RememberVerifier::Presented::Verdict;

struct RememberMe::Renewal
{
    RememberRecord record;
    QByteArray contextId;
    quint64 command = 0;
    RotationLock::Held lock;
    SecretPtr successor; // null where the token must stay as it is
    RememberVerifier::Series series;
    Answer<Presented> answer;
};

struct RememberMe::Issue
{
    Login login;
    RememberRecord record;
    SecretPtr encoded;
    quint64 command = 0;
    RotationLock::Held lock;
    Answer<void> answer;
};

struct RememberMe::Removal
{
    QList<QByteArray> selectors;
    quint64 command = 0;
    Result<void> revoked;
    Answer<void> answer;
    RotationLock::Held lock;
};

QFuture<Result<RememberVerifier::Presented>> RememberMe::renew(const RememberRecord &found, const QByteArray &contextId)
{
    auto renewal = std::make_shared<Renewal>();
    renewal->record = found;
    renewal->contextId = contextId;
    renewal->command = m_command;
    m_lock.acquire(path("rotation"), [this, renewal](RotationLock::Held lock) {
        renewal->lock = std::move(lock);
        whenDone(readRecord(), this, [this, renewal](const Result<RememberRecord> &now) {
            const bool same = now && now->userId == renewal->record.userId
                && now->sessionStamp == renewal->record.sessionStamp;
            if (renewal->command != m_command || !same) {
                renewal->lock.reset();
                renewal->answer.finish(now ? Error(Error::Kind::Abandoned) : now.error());
                return;
            }
            renewal->record = *now;
            present(renewal);
        });
    });
    return renewal->answer.future();
}

void RememberMe::present(const std::shared_ptr<Renewal> &renewal)
{
    // Without the lock another process may be writing: take the token as it is, and change nothing.
    if (renewal->lock)
        renewal->successor = Secret::random(RememberRecord::verifierSize).share();
    const QByteArray hash = renewal->successor ? RememberVerifier::hashOf(*renewal->successor) : QByteArray();
    const auto presented = verifier()->present(renewal->record.selector, renewal->record.verifier, hash);
    whenDone(presented, this, [this, renewal](const Result<Presented> &presented) {
        const bool good = presented && presented->verdict == Verdict::Good;
        const bool superseded = renewal->command != m_command;
        if (good && !superseded) {
            m_held = renewal->record.selector;
            renewal->series = presented->series;
        }
        if (good && !superseded && renewal->successor)
            writeSuccessor(renewal);
        else
            renewal->lock.reset();
        renewal->answer.finish(superseded ? Result<Presented>(Error::Kind::Abandoned) : presented);
    });
}

// The old token stays good until its successor is presented, so whatever happens to this write,
// the next start finds a login that works.
void RememberMe::writeSuccessor(const std::shared_ptr<Renewal> &renewal)
{
    RememberRecord next = renewal->record;
    next.verifier = renewal->successor;
    next.contextId = renewal->contextId;
    next.expiresAt = renewal->series.expiresAt;
    const auto encoded = next.encode();
    if (!encoded) {
        renewal->lock.reset();
        return;
    }
    ask(store()->write(key(), *encoded), [this, renewal](const Result<void> &written) {
        renewal->lock.reset();
        if (renewal->command != m_command)
            return;
        if (written)
            Q_EMIT stored();
        else
            Q_EMIT storingFailed(written.error());
    });
}

QFuture<Result<void>> RememberMe::issue(const Login &login)
{
    auto issue = std::make_shared<Issue>();
    issue->login = login;
    issue->command = m_lastIssue = ++m_command;
    RememberRecord &record = issue->record;
    record.selector = Secret::random(RememberRecord::selectorSize).reveal().toByteArray();
    record.verifier = Secret::random(RememberRecord::verifierSize).share();
    record.binding = binding();
    record.contextId = login.contextId;
    record.userId = login.user->id();
    record.sessionStamp = login.sessionStamp;
    record.issuedAt = m_clock->wall();
    record.expiresAt = record.issuedAt + login.lifetime;
    record.lifetime = login.lifetime;
    const auto encoded = record.encode();
    if (!encoded)
        return readyFuture<Result<void>>(encoded.error());
    issue->encoded = *encoded;
    whenDone(peek(), this, [this, issue](const Result<Profile> &profile) {
        if (profile.failedWith(Error::Kind::NewerFormat)) // could not be noted, so never be found
            return issue->answer.finish(profile.error());
        if (!isCurrent(issue))
            return issue->answer.finish(Error::Kind::Abandoned);
        beginSeries(issue);
    });
    return issue->answer.future();
}

bool RememberMe::isCurrent(const std::shared_ptr<Issue> &issue) const
{
    return issue->command == m_command;
}

void RememberMe::beginSeries(const std::shared_ptr<Issue> &issue)
{
    const Login &login = issue->login;
    const RememberVerifier::NewSeries series {
        issue->record.selector,
        RememberVerifier::hashOf(*issue->record.verifier),
        issue->record.userId,
        QSysInfo::machineHostName(),
        login.lifetime,
        std::min(login.unusedLifetime, login.lifetime),
        login.sliding,
    };
    m_held = issue->record.selector; // from here on, forget() knows whom to end
    whenDone(verifier()->issue(series), this, [this, issue](const Result<void> &issued) {
        if (!issued || !isCurrent(issue))
            return giveUp(issue, issued ? Error(Error::Kind::Abandoned) : issued.error());
        openKeychain(issue);
    });
}

// A person may have to unlock the keychain, which is no time to keep other processes waiting: so
// a locked one is written to once before, without the lock.
void RememberMe::openKeychain(const std::shared_ptr<Issue> &issue)
{
    ask(store()->probe(), [this, issue](const Result<void> &open) {
        if (!isCurrent(issue))
            return giveUp(issue, Error::Kind::Abandoned);
        if (open)
            return lockAndWrite(issue);
        if (!open.failedWith(Error::Kind::Locked))
            return giveUp(issue, open.error());
        ask(store()->write(key(), issue->encoded), [this, issue](const Result<void> &written) {
            if (!written || !isCurrent(issue))
                return giveUp(issue, written ? Error(Error::Kind::Abandoned) : written.error());
            lockAndWrite(issue);
        });
    });
}

void RememberMe::lockAndWrite(const std::shared_ptr<Issue> &issue)
{
    m_lock.acquire(path("rotation"), [this, issue](RotationLock::Held lock) {
        issue->lock = std::move(lock);
        if (!isCurrent(issue))
            return giveUp(issue, Error::Kind::Abandoned);
        writeIssued(issue);
    });
}

void RememberMe::writeIssued(const std::shared_ptr<Issue> &issue)
{
    ask(store()->write(key(), issue->encoded), [this, issue](const Result<void> &written) {
        if (!written || !isCurrent(issue))
            return giveUp(issue, written ? Error(Error::Kind::Abandoned) : written.error());
        noteIssued(issue);
    });
}

void RememberMe::noteIssued(const std::shared_ptr<Issue> &issue)
{
    const auto before = std::make_shared<QByteArray>();
    const auto noted = change([issue, before](Profile &profile) {
        if (profile.remembered)
            *before = profile.remembered->selector;
        profile.remembered = Profile::Remembered {
            issue->record.selector, profile.hashOf(issue->record.userId),
            issue->login.keepUserName ? issue->login.user->userName() : QString(), issue->login.lifetime};
        ++profile.generation;
    });
    whenDone(noted, this, [this, issue, before](const Result<Profile> &noted) {
        issue->lock.reset();
        noteGeneration(noted);
        if (!noted)
            qCInfo(lcRemember) << "The profile could not be written:" << noted.error();
        if (!before->isEmpty())
            (void)verifier()->revoke(*before);
        issue->answer.finish({});
    });
}

// Half a login is none.
void RememberMe::giveUp(const std::shared_ptr<Issue> &issue, const Error &why)
{
    issue->lock.reset();
    (void)verifier()->revoke(issue->record.selector);
    issue->answer.finish(why);
}

QFuture<Result<void>> RememberMe::forget(const QString &loggedOut, Whose whose)
{
    struct Found
    {
        QByteArray selector;
        bool othersStays = false;
        bool isNews = false;
    };
    const quint64 command = ++m_command;
    Answer<void> answer;
    const QByteArray held = std::exchange(m_held, {});
    // The verifier first, and without waiting for anything: from then on the token is worth nothing.
    const auto revoked = held.isEmpty() ? readyFuture(Result<void>()) : verifier()->revoke(held);
    const auto found = std::make_shared<Found>();
    const auto buried = change([held, loggedOut, whose, found](Profile &profile) {
        found->othersStays = whose == Whose::Own && profile.remembered && profile.remembered->selector != held;
        if (profile.remembered && !found->othersStays) {
            found->selector = profile.remembered->selector;
            profile.tombstones.append(found->selector);
            profile.remembered.reset();
        }
        if (!held.isEmpty() && !found->othersStays && !profile.tombstones.contains(held))
            profile.tombstones.append(held);
        found->isNews = (!held.isEmpty() && !found->othersStays) || !found->selector.isEmpty() || !loggedOut.isEmpty();
        if (found->isNews)
            ++profile.generation;
        if (!loggedOut.isEmpty()) {
            profile.loggedOutUser = profile.hashOf(loggedOut);
            profile.loggedOutAt = profile.generation;
        }
    });
    whenDone(buried, this, [this, answer, held, command, found, revoked](const Result<Profile> &buried) {
        if (found->isNews) // or the generation would be another's doing
            noteGeneration(buried);
        QList<QFuture<Result<void>>> ends = {revoked};
        if (!found->selector.isEmpty() && found->selector != held)
            ends.append(verifier()->revoke(found->selector));
        else if (!buried && held.isEmpty())
            ends.append(readyFuture<Result<void>>(buried.error())); // there may be one that nobody knows of
        whenDone(allOf(ends, this), this, [this, answer, held, command, found](const Result<void> &revoked) {
            if (found->othersStays)
                return answer.finish(revoked);
            removeItem({{held, found->selector}, command, revoked, answer, nullptr});
        });
    });
    return answer.future();
}

// The keychain's side of forgetting. What cannot be proved gone keeps its tombstone, and what has
// been stored since, by any process, stays.
void RememberMe::removeItem(Removal asked)
{
    const auto removal = std::make_shared<Removal>(std::move(asked));
    m_lock.join(path("rotation"), [this, removal](const RotationLock::Held &lock) {
        removal->lock = lock;
        if (m_lastIssue > removal->command || (!lock && removal->revoked)) // worth nothing; its tombstone stays
            return conclude(*removal, removal->revoked);
        whenDone(peek(), this, [this, removal](const Result<Profile> &profile) {
            if (profile && profile->remembered)
                return conclude(*removal, removal->revoked);
            ask(store()->remove(key()), [this, removal](const Result<void> &removed) {
                if (removed && removal->revoked)
                    dropTombstones(removal->selectors);
                // Either side is enough to make a token worthless.
                conclude(*removal, removed || removal->revoked ? Result<void>() : removed);
            });
        });
    });
}

void RememberMe::conclude(Removal &removal, const Result<void> &result)
{
    removal.lock.reset();
    removal.answer.finish(result);
}

void RememberMe::dropTombstones(const QList<QByteArray> &selectors)
{
    (void)change([selectors](Profile &profile) {
        profile.tombstones.removeIf([&](const QByteArray &selector) { return selectors.contains(selector); });
    });
}

// Logins that had ended before, without a proof that they are gone: once more.
void RememberMe::bury(const QList<QByteArray> &tombstones, bool itemIsThere)
{
    qCDebug(lcRemember) << "Logins that have ended are being removed again:" << tombstones.size();
    QList<QFuture<Result<void>>> revoked;
    for (const QByteArray &selector : tombstones)
        revoked.append(verifier()->revoke(selector));
    whenDone(allOf(revoked, this), this, [this, tombstones, itemIsThere, command = m_command](const Result<void> &revoked) {
        if (itemIsThere)
            return removeItem({tombstones, command, revoked, {}, nullptr});
        if (revoked)
            dropTombstones(tombstones);
    });
}

QFuture<Result<std::chrono::seconds>> RememberMe::forgetUnless(const QString &userId)
{
    Answer<std::chrono::seconds> answer;
    const quint64 command = m_command;
    // Another's login is buried where it is found, so that it ends also if this process does now.
    const auto anothers = std::make_shared<QByteArray>();
    const auto looked = m_worker.run([file = ProfileFile(path("profile")), userId, anothers] {
        const auto isAnothers = [userId](const Profile &profile) {
            return profile.remembered && profile.lifetimeFor(userId) <= std::chrono::seconds(0);
        };
        const auto profile = file.read();
        if (!profile || !isAnothers(*profile))
            return profile;
        return file.update([isAnothers, anothers](Profile &profile) {
            if (!isAnothers(profile))
                return;
            *anothers = profile.remembered->selector;
            profile.tombstones.append(*anothers);
            profile.remembered.reset();
            ++profile.generation;
        });
    });
    whenDone(looked, this, [this, answer, userId, command, anothers](const Result<Profile> &profile) {
        if (!anothers->isEmpty()) {
            noteGeneration(profile);
            if (command != m_command)
                (void)verifier()->revoke(*anothers);
            else
                m_held = *anothers;
        }
        if (command != m_command)
            return answer.finish(Error::Kind::Abandoned);
        if (!anothers->isEmpty())
            return forgetAnothers(answer);
        if (profile && !profile->remembered)
            return answer.finish(std::chrono::seconds(0));
        if (profile) {
            m_held = profile->remembered->selector;
            return answer.finish(profile->lifetimeFor(userId));
        }
        if (!profile.failedWith(Error::Kind::Damaged))
            return answer.finish(profile.error());
        whenDone(readRecord(), this, [this, answer, userId, command](const Result<RememberRecord> &record) {
            if (command != m_command)
                return answer.finish(Error::Kind::Abandoned);
            if (!record || record->userId != userId)
                return forgetAnothers(answer);
            m_held = record->selector;
            answer.finish(record->lifetime);
        });
    });
    return answer.future();
}

void RememberMe::forgetAnothers(const Answer<std::chrono::seconds> &answer)
{
    whenDone(forget(), this, [answer](const Result<void> &forgotten) {
        answer.finish(forgotten ? Result<std::chrono::seconds>(std::chrono::seconds(0)) : forgotten.error());
    });
}

QFuture<Result<void>> RememberMe::forgetEverywhere(const QString &userId)
{
    const auto everywhere = verifier()->revokeAll(userId);
    return allOf({everywhere, forget(userId)}, this);
}

} // namespace QtLogin
