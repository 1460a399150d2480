// SPDX-License-Identifier: MIT
// How a remembered login begins, changes and ends: the part of RememberMe that writes.
#include "session/rememberme_p.h"

#include "session/sessionlog_p.h"

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

QFuture<Result<RememberVerifier::Presented>> RememberMe::renew(const RememberRecord &found, const QByteArray &contextId)
{
    auto renewal = std::make_shared<Renewal>();
    renewal->record = found;
    renewal->contextId = contextId;
    renewal->command = m_command;
    m_lock.acquire(path("rotation"), [this, renewal](RotationLock::Held lock) {
        renewal->lock = std::move(lock);
        whenDone(readRecord(), this, [this, renewal](const Result<RememberRecord> &now) {
            if (renewal->command != m_command || !now || now->userId != renewal->record.userId) {
                m_lock.release(std::move(renewal->lock));
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
            m_lock.release(std::move(renewal->lock));
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
        m_lock.release(std::move(renewal->lock));
        return;
    }
    ask(store()->write(key(), *encoded), [this, renewal](const Result<void> &written) {
        m_lock.release(std::move(renewal->lock));
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
    issue->command = ++m_command;
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
    const RememberVerifier::NewSeries series {
        record.selector,
        RememberVerifier::hashOf(*record.verifier),
        record.userId,
        QSysInfo::machineHostName(),
        login.lifetime,
        std::min(login.policy.rememberUnusedLifetime, login.lifetime),
        login.policy.slidingRemember,
    };
    m_lock.acquire(path("rotation"), [this, issue, series](RotationLock::Held lock) {
        issue->lock = std::move(lock);
        if (issue->command != m_command) {
            m_lock.release(std::move(issue->lock));
            return issue->answer.finish(Error::Kind::Abandoned);
        }
        m_held = issue->record.selector; // from here on, forget() knows whom to end
        whenDone(verifier()->issue(series), this, [this, issue](const Result<void> &issued) {
            if (issued && issue->command == m_command)
                return writeIssued(issue);
            m_lock.release(std::move(issue->lock));
            issue->answer.finish(issued ? Error(Error::Kind::Abandoned) : issued.error());
        });
    });
    return issue->answer.future();
}

void RememberMe::writeIssued(const std::shared_ptr<Issue> &issue)
{
    ask(store()->write(key(), issue->encoded), [this, issue](const Result<void> &written) {
        if (written && issue->command == m_command)
            return noteIssued(issue);
        m_lock.release(std::move(issue->lock));
        (void)verifier()->revoke(issue->record.selector); // half a login is none
        issue->answer.finish(written ? Error(Error::Kind::Abandoned) : written.error());
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
            issue->login.keepUserName ? issue->login.user->userName() : QString()};
        ++profile.generation;
    });
    whenDone(noted, this, [this, issue, before](const Result<Profile> &noted) {
        m_lock.release(std::move(issue->lock));
        if (noted)
            m_generation = noted->generation;
        else
            qCInfo(lcSession) << "The profile could not be written:" << noted.error();
        if (!before->isEmpty())
            (void)verifier()->revoke(*before);
        issue->answer.finish({});
    });
}

QFuture<Result<void>> RememberMe::forget(const QString &loggedOut)
{
    ++m_command;
    Answer<void> answer;
    const QByteArray held = std::exchange(m_held, {});
    // The verifier first, and without waiting for anything: from then on the token is worth nothing.
    const auto revoked = held.isEmpty() ? readyFuture(Result<void>()) : verifier()->revoke(held);
    const auto before = std::make_shared<QByteArray>();
    const auto buried = change([held, loggedOut, before](Profile &profile) {
        if (profile.remembered) {
            *before = profile.remembered->selector;
            profile.tombstones.append(*before);
            profile.remembered.reset();
        }
        if (!held.isEmpty() && held != *before)
            profile.tombstones.append(held);
        if (!held.isEmpty() || !before->isEmpty() || !loggedOut.isEmpty())
            ++profile.generation;
        if (!loggedOut.isEmpty()) {
            profile.loggedOutUser = profile.hashOf(loggedOut);
            profile.loggedOutAt = profile.generation;
        }
    });
    whenDone(buried, this, [this, answer, held, before, revoked](const Result<Profile> &buried) {
        if (buried)
            m_generation = buried->generation;
        const bool another = !before->isEmpty() && *before != held;
        const auto last = another ? verifier()->revoke(*before) : revoked;
        whenDone(last, this, [this, answer, held, before](const Result<void> &revoked) {
            removeItem({held, *before}, answer, revoked);
        });
    });
    return answer.future();
}

// The keychain's side of forgetting. What cannot be proved gone keeps its tombstone.
void RememberMe::removeItem(const QList<QByteArray> &selectors, const Answer<void> &answer, const Result<void> &revoked)
{
    ask(store()->remove(key()), [this, selectors, answer, revoked](const Result<void> &removed) {
        if (removed) {
            (void)change([selectors](Profile &profile) {
                profile.tombstones.removeIf([&](const QByteArray &selector) { return selectors.contains(selector); });
            });
        }
        // Either side is enough to make a token worthless.
        answer.finish(removed || revoked ? Result<void>() : removed);
    });
}

QFuture<Result<bool>> RememberMe::forgetUnless(const QString &userId)
{
    Answer<bool> answer;
    const quint64 command = m_command;
    whenDone(peek(), this, [this, answer, userId, command](const Result<Profile> &profile) {
        if (command != m_command)
            return answer.finish(Error::Kind::Abandoned);
        if (!profile)
            return answer.finish(profile.error());
        if (!profile->remembered)
            return answer.finish(false);
        if (profile->remembered->userHash == profile->hashOf(userId)) {
            m_held = profile->remembered->selector;
            return answer.finish(true);
        }
        whenDone(forget(), this, [answer](const Result<void> &forgotten) {
            answer.finish(forgotten ? Result<bool>(false) : forgotten.error());
        });
    });
    return answer.future();
}

QFuture<Result<void>> RememberMe::forgetEverywhere(const QString &userId)
{
    Answer<void> answer;
    const auto all = verifier()->revokeAll(userId);
    const auto here = forget(userId);
    whenDone(all, this, [this, answer, here](const Result<void> &all) {
        whenDone(here, this, [answer, all](const Result<void> &here) { answer.finish(all ? here : all); });
    });
    return answer.future();
}

void RememberMe::watch(const QString &userId)
{
    m_watchedUser = userId;
    const auto prepared = m_worker.run([file = ProfileFile(path("profile"))] { return file.prepare(); });
    whenDone(prepared, this, [this, userId](const Result<Profile> &profile) {
        if (m_watchedUser != userId || !profile)
            return;
        m_generation = std::max(m_generation, profile->generation);
        m_watch.start(path("profile"));
    });
}

void RememberMe::stopWatching()
{
    m_watchedUser.clear();
    m_watch.stop();
}

void RememberMe::lookElsewhere()
{
    whenDone(peek(), this, [this](const Result<Profile> &profile) {
        if (!profile || m_watchedUser.isEmpty() || profile->generation <= m_generation)
            return;
        const bool loggedOut = profile->loggedOutAt > m_generation
            && profile->loggedOutUser == profile->hashOf(m_watchedUser);
        m_generation = profile->generation;
        Q_EMIT elsewhere(loggedOut ? Elsewhere::LoggedOut : Elsewhere::Changed);
    });
}

} // namespace QtLogin
