// SPDX-License-Identifier: MIT
#include "remember/formerlogin_p.h"

#include "foundation/deadline_p.h"
#include "remember/rememberlog_p.h"
#include "remember/rememberparts_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

// For stores that do not keep to "within seconds".
static constexpr auto longestFormerAnswer = 10s;

// Another process may have brought it into today's keychain since the profile was read.
QFuture<Result<RememberRecord>> FormerLogin::find(const Result<RememberRecord> &now)
{
    Found answer;
    whenDone(m_parts.peek(), &m_parts, [this, now, answer](const Result<Profile> &profile) {
        if (!profile || !profile->remembered)
            return answer.finish(now);
        m_parts.backend = profile->remembered->backend;
        if (m_parts.isInAnotherKeychain())
            return look(*profile->remembered, now, answer);
        whenDone(m_parts.readTodaysRecord(), &m_parts,
                 [answer](const Result<RememberRecord> &again) { answer.finish(again); });
    });
    return answer.future();
}

void FormerLogin::look(const Profile::Remembered &expected, const Result<RememberRecord> &now, const Found &answer)
{
    const Keychain keychain = m_parts.store()->former(expected.backend);
    if (!keychain)
        return answer.finish(now);
    const Found asked;
    lookUnderKeys(keychain, expected.selector, asked);
    whenDone(asked.future(), &m_parts,
             [this, selector = expected.selector, now, answer](const Result<RememberRecord> &former) {
                 decide(selector, now, former, answer);
             });
}

// The key of this installation first, and then the one that all installations had before.
void FormerLogin::lookUnderKeys(const Keychain &keychain, const QByteArray &selector, const Found &answer)
{
    whenDone(read(keychain, m_parts.key()), &m_parts,
             [this, keychain, selector, answer](const Result<RememberRecord> &own) {
                 if (m_parts.key() == m_parts.sharedKey() || !own.failedWith(Error::Kind::Absent))
                     return answer.finish(own);
                 whenDone(read(keychain, m_parts.sharedKey()), &m_parts,
                          [this, selector, answer](const Result<RememberRecord> &shared) {
                              if (shared && shared->selector == selector)
                                  m_parts.noteUnderSharedKey();
                              answer.finish(shared);
                          });
             });
}

// Today's keychain may have an older token of the same login, from before it was the former one, and a token that has
// been replaced is taken for theft. So it counts only where the former keychain certainly has no newer one. And a login
// that the profile does not expect counts only where the verifier knows it: else the one that is expected would end.
void FormerLogin::decide(const QByteArray &selector, const Result<RememberRecord> &now,
                         const Result<RememberRecord> &former, const Found &answer)
{
    if (former && former->selector == selector)
        return answer.finish(former);
    if (!now)
        return answer.finish(now);
    const bool isExpected = now->selector == selector;
    const bool isCertain = former || former.failedWith(Error::Kind::Absent) || former.failedWith(Error::Kind::Damaged);
    if (isExpected)
        return answer.finish(isCertain ? now : Result<RememberRecord>(Error::Kind::Unavailable));
    whenDone(m_parts.ifKnown(*now, Error::Kind::Unavailable), &m_parts,
             [answer](const Result<RememberRecord> &known) { answer.finish(known); });
}

QFuture<Result<RememberRecord>> FormerLogin::read(const Keychain &keychain, const QString &key)
{
    Found answer;
    whenDone(withDeadline(keychain->read(key), m_parts.clock(), longestFormerAnswer, &m_parts), &m_parts,
             [this, keychain, answer](const Result<SecretPtr> &secret) {
                 answer.finish(secret ? m_parts.recognise(**secret) : Result<RememberRecord>(secret.error()));
             });
    return answer.future();
}

QFuture<Result<void>> FormerLogin::remove(const QString &backend, const QList<QByteArray> &selectors)
{
    if (!m_parts.isAnotherKeychain(backend))
        return readyFuture(Result<void>());
    const Keychain keychain = m_parts.store()->former(backend);
    if (!keychain)
        return readyFuture<Result<void>>(Error::Kind::Unavailable);
    const auto shared = removeShared(keychain, selectors);
    if (m_parts.key() == m_parts.sharedKey())
        return shared;
    return allOf({remove(keychain, m_parts.key()), shared}, &m_parts);
}

QFuture<Result<void>> FormerLogin::removeLeftovers()
{
    Answer<void> answer;
    whenDone(m_parts.installationKnown(), &m_parts, [this, answer](const Result<void> &known) {
        if (!known)
            return answer.finish(known);
        whenDone(m_parts.peek(), &m_parts, [this, answer](const Result<Profile> &profile) {
            if (!profile)
                return answer.finish(profile.error());
            QList<QFuture<Result<void>>> removed;
            for (const Profile::Leftover &each : profile->leftovers)
                removed.append(remove(each));
            whenDone(allOf(removed, &m_parts), &m_parts, [answer](const Result<void> &all) { answer.finish(all); });
        });
    });
    return answer.future();
}

// A leftover in today's keychain goes with its tombstone.
QFuture<Result<void>> FormerLogin::remove(const Profile::Leftover &leftover)
{
    if (!m_parts.isAnotherKeychain(leftover.backend))
        return readyFuture(Result<void>());
    const auto removed = remove(leftover.backend, {leftover.selector});
    whenDone(removed, &m_parts, [this, leftover](const Result<void> &removed) {
        if (removed)
            (void)m_parts.change([leftover](Profile &profile) { profile.leftovers.removeAll(leftover); });
        else
            qCInfo(lcRemember) << "An old token could not be removed from" << leftover.backend << removed.error();
    });
    return removed;
}

QFuture<Result<void>> FormerLogin::remove(const Keychain &keychain, const QString &key)
{
    Answer<void> answer;
    whenDone(withDeadline(keychain->remove(key), m_parts.clock(), longestFormerAnswer, &m_parts), &m_parts,
             [keychain, answer](const Result<void> &removed) { answer.finish(removed); });
    return answer.future();
}

QFuture<Result<void>> FormerLogin::removeShared(const Keychain &keychain, const QList<QByteArray> &selectors)
{
    Answer<void> answer;
    whenDone(read(keychain, m_parts.sharedKey()), &m_parts,
             [this, keychain, selectors, answer](const Result<RememberRecord> &record) {
                 if (!record && !record.failedWith(Error::Kind::Absent))
                     return answer.finish(record.error());
                 if (!record || !selectors.contains(record->selector))
                     return answer.finish({}); // there is none, or it is another installation's
                 whenDone(remove(keychain, m_parts.sharedKey()), &m_parts,
                          [answer](const Result<void> &removed) { answer.finish(removed); });
             });
    return answer.future();
}

} // namespace QtLogin
