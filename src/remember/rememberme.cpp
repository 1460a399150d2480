// SPDX-License-Identifier: MIT
#include "remember/rememberme_p.h"

#include "remember/filerememberverifier_p.h"
#include "remember/rememberlog_p.h"
#include "vault/keychainstore.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qurl.h>

#include <array>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcRemember, "qtlogin.remember", QtInfoMsg)

using namespace std::chrono_literals;

// When a person begins to wonder, and when they should not be kept any longer.
static constexpr auto slowAfter = 3s;
static constexpr auto unavailableAfter = 60s;

RememberMe::RememberMe(std::shared_ptr<Clock> clock, QObject *parent)
    : QObject(parent), m_clock(std::move(clock)), m_lock(m_worker, m_clock)
{
    connect(&m_watch, &ProfileWatch::changed, this, &RememberMe::lookElsewhere);
}

RememberMe::~RememberMe() = default;

void RememberMe::setPlace(const Place &place)
{
    m_place = place;
    m_held.clear();
    ++m_command; // what was begun for the old place must not go on in the new one
    if (m_ownVerifier)
        m_verifier.reset();
}

void RememberMe::setStore(std::shared_ptr<SecretStore> store)
{
    m_store = std::move(store);
}

void RememberMe::setVerifier(std::shared_ptr<RememberVerifier> verifier)
{
    m_verifier = std::move(verifier);
    m_ownVerifier = false;
}

std::shared_ptr<SecretStore> RememberMe::store()
{
    if (!m_store)
        m_store = std::make_shared<KeychainStore>(m_clock);
    return m_store;
}

std::shared_ptr<RememberVerifier> RememberMe::verifier()
{
    if (!m_verifier) {
        m_verifier = std::make_shared<FileRememberVerifier>(path("devices"), m_clock);
        m_ownVerifier = true;
    }
    return m_verifier;
}

// Percent-encoding keeps any profile name within its folder.
QString RememberMe::path(const char *suffix) const
{
    const auto name = QString::fromLatin1(QUrl::toPercentEncoding(m_place.profile, {}, "."));
    return m_place.folder + u'/' + name + u'.' + QLatin1StringView(suffix);
}

QString RememberMe::key() const
{
    return m_place.applicationId + u'/' + m_place.profile + QStringLiteral("/remember/1");
}

QByteArray RememberMe::binding() const
{
    return QCryptographicHash::hash(key().toUtf8(), QCryptographicHash::Blake2b_256).first(RememberRecord::bindingSize);
}

// For as long as it is held: says that the keychain is slow, and then that it cannot be had.
std::shared_ptr<void> RememberMe::watchTime()
{
    const auto say = [this](KeychainState state) { return [this, state] { Q_EMIT keychainChanged(state); }; };
    auto alarms = std::make_shared<std::array<std::unique_ptr<Alarm>, 2>>();
    alarms->at(0) = m_clock->callAfter(slowAfter, say(KeychainState::Slow));
    alarms->at(1) = m_clock->callAfter(unavailableAfter, say(KeychainState::Unavailable));
    return alarms;
}

void RememberMe::noteKeychain(const std::optional<Error> &error)
{
    if (!error) {
        Q_EMIT keychainChanged(KeychainState::Ready);
        return;
    }
    switch (error->kind()) {
    case Error::Kind::Absent:
    case Error::Kind::Damaged:
    case Error::Kind::InvalidInput:
        Q_EMIT keychainChanged(KeychainState::Ready);
        break;
    case Error::Kind::Locked:
        Q_EMIT keychainChanged(KeychainState::Locked);
        break;
    case Error::Kind::Refused:
        Q_EMIT keychainChanged(KeychainState::Refused);
        break;
    default:
        Q_EMIT keychainChanged(KeychainState::Unavailable);
        break;
    }
}

void RememberMe::probe()
{
    ask(store()->probe(), [](const Result<void> &) {});
}

QFuture<Result<Profile>> RememberMe::peek()
{
    return m_worker.run([file = ProfileFile(path("profile"))] { return file.read(); });
}

QFuture<Result<Profile>> RememberMe::change(std::function<void(Profile &)> change)
{
    return m_worker.run([file = ProfileFile(path("profile")), change = std::move(change)] { return file.update(change); });
}

// The bytes in the keychain as a record of this profile.
Result<RememberRecord> RememberMe::recognise(const Secret &bytes) const
{
    auto record = RememberRecord::decode(bytes);
    if (record && record->binding != binding())
        return Error::Kind::Absent; // of another profile: not ours, and none of our business
    return record;
}

QFuture<Result<RememberRecord>> RememberMe::readRecord()
{
    Answer<RememberRecord> answer;
    auto overdue = std::make_shared<std::unique_ptr<Alarm>>(
        m_clock->callAfter(unavailableAfter, [answer] { answer.finish(Error::Kind::TimedOut); }));
    ask(store()->read(key()), [this, answer, overdue](const Result<SecretPtr> &secret) {
        overdue->reset();
        if (answer.isFinished()) {
            Q_EMIT keychainAnsweredLate();
            return;
        }
        answer.finish(secret ? recognise(**secret) : Result<RememberRecord>(secret.error()));
    });
    return answer.future();
}

QFuture<Result<RememberRecord>> RememberMe::find()
{
    Answer<RememberRecord> answer;
    whenDone(peek(), this, [this, answer](const Result<Profile> &profile) {
        if (profile.failedWith(Error::Kind::Damaged))
            return findExpected(answer, {}); // nobody knows what to expect
        if (!profile)
            return answer.finish(profile.error());
        m_generation = profile->generation;
        if (!profile->remembered)
            return findUnexpected(answer, profile->tombstones);
        m_held = profile->remembered->selector;
        findExpected(answer, profile->tombstones);
    });
    return answer.future();
}

void RememberMe::findExpected(const Answer<RememberRecord> &answer, const QList<QByteArray> &tombstones)
{
    whenDone(readRecord(), this, [this, answer, tombstones](const Result<RememberRecord> &record) {
        const bool ended = record && tombstones.contains(record->selector);
        if (!tombstones.isEmpty() && (record || record.failedWith(Error::Kind::Absent)))
            bury(tombstones, ended);
        answer.finish(ended ? Result<RememberRecord>(Error::Kind::Absent) : record);
    });
}

// There can be one all the same: where a process was killed before it could note what it had
// stored. That is worth a look, and no question to a person and no long wait.
void RememberMe::findUnexpected(const Answer<RememberRecord> &answer, const QList<QByteArray> &tombstones)
{
    auto patience = std::make_shared<std::unique_ptr<Alarm>>(
        m_clock->callAfter(slowAfter, [answer] { answer.finish(Error::Kind::Absent); }));
    ask(store()->probe(), [this, answer, tombstones, patience](const Result<void> &open) {
        patience->reset();
        if (!open || answer.isFinished())
            return answer.finish(Error::Kind::Absent);
        findExpected(answer, tombstones);
    });
}

void RememberMe::watch(const QString &userId, Since since)
{
    m_watchedUser = userId;
    const quint64 watch = ++m_watches;
    const auto prepared = m_worker.run([file = ProfileFile(path("profile"))] { return file.prepare(); });
    whenDone(prepared, this, [this, watch, since](const Result<Profile> &profile) {
        if (watch != m_watches || (!profile && !profile.failedWith(Error::Kind::Damaged)))
            return;
        if (since == Since::Now)
            m_generation = profile ? profile->generation : 0;
        m_watch.start(path("profile"));
        lookElsewhere(); // for what has happened before the watch began
    });
}

void RememberMe::announceChange()
{
    whenDone(change([](Profile &profile) { ++profile.generation; }), this,
             [this](const Result<Profile> &changed) { noteGeneration(changed); });
}

void RememberMe::stopWatching()
{
    m_watchedUser.clear();
    ++m_watches;
    m_watch.stop();
}

void RememberMe::lookElsewhere()
{
    whenDone(peek(), this, [this, watch = m_watches, known = m_generation, writes = m_writes](const Result<Profile> &profile) {
        // A turn later, so that what this process has written before that is known to be its own.
        QMetaObject::invokeMethod(this, [=, this] {
            if (watch != m_watches)
                return;
            if (known == m_generation && writes == m_writes)
                return judgeElsewhere(profile);
            lookElsewhere(); // what was read may be older than what is known by now
        }, Qt::QueuedConnection);
    });
}

void RememberMe::judgeElsewhere(const Result<Profile> &profile)
{
    if (!profile || profile->generation == m_generation)
        return;
    // A damaged file was put aside, and counting has begun anew.
    const quint64 known = profile->generation < m_generation ? 0 : m_generation;
    const bool loggedOut = profile->loggedOutAt > known && profile->loggedOutUser == profile->hashOf(m_watchedUser);
    m_generation = profile->generation;
    Q_EMIT elsewhere(loggedOut ? Elsewhere::LoggedOut : Elsewhere::Changed, profile->lifetimeFor(m_watchedUser));
}

// What this process has done itself is no news. Where the others have done something as well since
// it looked last, it still has to look.
void RememberMe::noteGeneration(const Result<Profile> &written)
{
    ++m_writes;
    if (written && written->generation == m_generation + 1)
        m_generation = written->generation;
}

void RememberMe::flush(std::chrono::milliseconds longest)
{
    const QDeadlineTimer end(longest);
    m_worker.stop(longest);
    if (m_verifier)
        m_verifier->flush(std::chrono::milliseconds(end.remainingTime()));
}

} // namespace QtLogin
