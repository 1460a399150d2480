// SPDX-License-Identifier: MIT
#include "remember/issueoperation_p.h"

#include "remember/rememberlog_p.h"

#include <QtCore/qsysinfo.h>

namespace QtLogin {

static constexpr qsizetype longestToken = 60'000;

IssueOperation::IssueOperation(RememberParts &parts, const LoginToRemember &login)
    : m_parts(parts), m_login(login), m_command(parts.beginCommand())
{
    m_parts.lastIssue = m_command;
    m_record.selector = Secret::random(RememberRecord::selectorSize).reveal().toByteArray();
    m_record.verifier = Secret::random(RememberRecord::verifierSize).share();
    m_record.binding = m_parts.place().binding();
    m_record.contextId = login.contextId;
    m_record.userId = login.user->id();
    m_record.sessionStamp = login.sessionStamp;
    m_record.issuedAt = m_parts.clock().wall();
    m_record.expiresAt = m_record.issuedAt + login.lifetime;
    m_record.lifetime = login.lifetime;
}

template<typename T>
void IssueOperation::then(const QFuture<Result<T>> &answer, Step<T> step)
{
    whenDone(answer, &m_parts, [self = shared_from_this(), step](const Result<T> &result) { ((*self).*step)(result); });
}

template<typename T>
void IssueOperation::ask(const QFuture<Result<T>> &answer, Step<T> step)
{
    m_parts.ask(m_parts.inStoreTime(answer), [self = shared_from_this(), step](const Result<T> &result) { ((*self).*step)(result); });
}

QFuture<Result<void>> IssueOperation::run()
{
    if (const auto encoded = encode(); !encoded) {
        m_answer.finish(encoded);
        return m_answer.future();
    }
    m_buried = m_parts.buryAnothers(m_record.userId, m_before);
    then(m_parts.obtainInstallation(), &IssueOperation::beginSeries); // comes after that, as all that is done with files
    return m_answer.future();
}

Result<void> IssueOperation::encode()
{
    const auto encoded = m_record.encode();
    if (!encoded)
        return encoded.error();
    m_encoded = *encoded;
    return {};
}

void IssueOperation::beginSeries(const Result<Profile> &profile)
{
    if (*m_before)
        (void)m_parts.verifier()->revoke((*m_before)->selector);
    if (!m_parts.isLatest(m_command))
        return m_answer.finish(Error::Kind::Abandoned);
    if (!profile) { // could not be noted, so never be found
        leaveAnothers();
        return m_answer.finish(profile.error());
    }
    const auto verifier = m_parts.verifierOf(m_record.userId);
    const bool makesTokens = verifier->makesTokens();
    const RememberVerifier::NewSeries series {
        m_record.selector,
        makesTokens ? QByteArray() : RememberVerifier::hashOf(*m_record.verifier),
        m_record.userId,
        QSysInfo::machineHostName(),
        m_login.lifetime,
        std::min(m_login.unusedLifetime, m_login.lifetime),
        m_login.sliding,
    };
    m_series = {m_record.selector,   m_record.userId,   series.deviceName,    m_record.issuedAt,
                m_record.expiresAt, m_record.issuedAt, series.unusedLifetime};
    m_parts.held = m_record.selector; // from here on, ForgetOperation knows which one to end
    if (makesTokens)
        then(m_parts.inTime(verifier->issueToken(series)), &IssueOperation::takeToken);
    else
        then(m_parts.inTime(verifier->issue(series)), &IssueOperation::lookAtKeychain);
}

void IssueOperation::takeToken(const Result<SecretPtr> &issued)
{
    if (!issued)
        return lookAtKeychain(issued.error());
    if (!*issued || (*issued)->isEmpty() || (*issued)->size() > longestToken) {
        qCCritical(lcRemember, "RememberVerifier::issueToken() answered with a token that is empty, or over 60000 bytes.");
        return lookAtKeychain(Error::Kind::Internal);
    }
    m_record.verifier = *issued;
    lookAtKeychain(encode());
}

// Its item is not overwritten: KeepOperation, which comes after a failure, removes what is held and dead.
void IssueOperation::leaveAnothers()
{
    if (*m_before) {
        m_parts.held = (*m_before)->selector;
        m_parts.backend = (*m_before)->backend;
    }
}

bool IssueOperation::mayGoOn(const Result<void> &soFar)
{
    const bool isLatest = m_parts.isLatest(m_command);
    if (soFar && isLatest)
        return true;
    m_lock.reset();
    (void)m_parts.verifier()->revoke(m_record.selector);
    if (isLatest)
        leaveAnothers();
    m_answer.finish(isLatest ? soFar.error() : Error(Error::Kind::Abandoned));
    return false;
}

void IssueOperation::lookAtKeychain(const Result<void> &begun)
{
    if (mayGoOn(begun))
        ask(m_parts.store()->probe(), &IssueOperation::openKeychain);
}

// A person may have to unlock the keychain, which is no time to keep other processes waiting. So something else is
// written before, without the lock.
void IssueOperation::openKeychain(const Result<void> &open)
{
    if (!open.failedWith(Error::Kind::Locked))
        return takeLock(open);
    const QString key = m_parts.key() + QStringLiteral("/opening");
    const auto written = m_parts.store()->write(key, Secret::random(1).share());
    (void)m_parts.store()->remove(key);
    ask(written, &IssueOperation::takeLock);
}

void IssueOperation::takeLock(const Result<void> &opened)
{
    if (mayGoOn(opened))
        m_parts.joinLock([self = shared_from_this()](RotationLock::Held lock) { self->makeRoom(std::move(lock)); });
}

// The token of another user is about to be overwritten. One of the same user stays good: a server may have given both for
// one grant, and end both.
void IssueOperation::makeRoom(RotationLock::Held lock)
{
    m_lock = std::move(lock);
    if (!mayGoOn(m_lock ? Result<void>() : Error::Kind::TimedOut))
        return;
    if (!m_parts.makesTokens())
        return store();
    whenDone(m_parts.readTodaysRecord(), &m_parts, [self = shared_from_this()](const Result<RememberRecord> &former) {
        if (!former || former->userId == self->m_record.userId)
            return self->store();
        whenDone(self->m_parts.revocations().end(*former), &self->m_parts,
                 [self, selector = former->selector](const Result<RevocationQueue::Outcome> &ended) {
                     if (ended && *ended == RevocationQueue::Outcome::Kept)
                         self->m_kept = selector;
                     self->store();
                 });
    });
}

void IssueOperation::store()
{
    if (mayGoOn({}))
        ask(m_parts.write(m_encoded), &IssueOperation::noteStored);
}

void IssueOperation::noteStored(const Result<void> &stored)
{
    if (!mayGoOn(stored))
        return;
    m_parts.backend = m_parts.store()->backendName();
    const auto note = [login = m_login, selector = m_record.selector, expiresAt = m_record.expiresAt,
                       backend = m_parts.backend, before = m_before, kept = m_kept](Profile &profile) {
        if (profile.remembered)
            *before = profile.remembered;
        if (*before) {
            profile.noteLeftover((*before)->backend, (*before)->selector);
            profile.tombstones.removeAll((*before)->selector); // its item has been overwritten
        }
        if (!kept.isEmpty() && !profile.tombstones.contains(kept))
            profile.tombstones.append(kept);
        profile.remembered = Profile::Remembered {selector, profile.hashOf(login.user->id()),
                                                  login.keepUserName ? login.user->userName() : QString(), login.lifetime,
                                                  expiresAt, backend};
        ++profile.generation;
    };
    then(m_parts.change(note), &IssueOperation::conclude);
}

void IssueOperation::conclude(const Result<Profile> &noted)
{
    if (const auto &before = *m_before) {
        (void)m_parts.verifier()->revoke(before->selector);
        if (m_parts.isUnderSharedKey())
            (void)m_parts.removeShared({before->selector});
        if (!noted)
            (void)m_parts.former().remove(before->backend, {before->selector});
    }
    if (noted && !noted->leftovers.isEmpty()) // under the lock, which goes when they have
        whenDone(m_parts.former().removeLeftovers(), &m_parts, [lock = m_lock](const Result<void> &) {});
    m_parts.noteStored();
    if (!noted) {
        (void)m_parts.store()->remove(m_parts.key()); // the item of the login before has been overwritten
        (void)mayGoOn(noted.error());
        return;
    }
    m_lock.reset();
    if (m_parts.isLatest(m_command))
        m_parts.series = m_series;
    m_answer.finish(m_parts.isLatest(m_command) ? Result<void>() : Error::Kind::Abandoned);
}

} // namespace QtLogin
