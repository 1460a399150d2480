// SPDX-License-Identifier: MIT
#include "remember/rememberparts_p.h"

#include "remember/filerememberverifier_p.h"
#include "remember/guardedparts_p.h"
#include "remember/installationfile_p.h"
#include "remember/rememberlog_p.h"
#include "vault/backendname_p.h"
#include "vault/keychainstore.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qpointer.h>
#include <QtCore/qurl.h>

#include <algorithm>
#include <array>

namespace QtLogin {

using namespace std::chrono_literals;

// When a developer begins to wonder, when a person does, and when they should not be kept any longer.
static constexpr auto toldAfter = 1s;
static constexpr auto slowAfter = 3s;
static constexpr auto unavailableAfter = 60s;

// Percent-encoding keeps any profile name within its folder.
QString RememberPlace::path(const char *suffix) const
{
    const auto name = QString::fromLatin1(QUrl::toPercentEncoding(profile, {}, "."));
    return folder + u'/' + name + u'.' + QLatin1StringView(suffix);
}

QString RememberPlace::key(const QByteArray &installation) const
{
    const QString shared = applicationId + u'/' + profile + QStringLiteral("/remember/1");
    return installation.isEmpty() ? shared : shared + u'/' + QString::fromLatin1(installation.toHex());
}

QByteArray RememberPlace::binding() const
{
    return QCryptographicHash::hash(key({}).toUtf8(), QCryptographicHash::Blake2b_256).first(RememberRecord::bindingSize);
}

RememberParts::RememberParts(std::shared_ptr<Clock> clock)
    : m_clock(std::move(clock)), m_files(m_clock), m_lock(std::make_unique<RotationLock>(m_files.worker(), m_clock, m_clock))
{
    m_files.onLateAnswer([this] { Q_EMIT answeredLate(); });
}

void RememberParts::setPlace(const RememberPlace &place)
{
    m_place = place;
    held.clear();
    backend.clear();
    hasLeftovers = false;
    series.reset();
    m_installation.clear();
    m_generations = std::make_shared<KnownGenerations>(); // what is being written still belongs to the old place
    beginCommand(); // what was begun for the old place must not go on in the new one
    m_lock = std::make_unique<RotationLock>(m_files.worker(), m_clock, m_clock);
    m_verifiers.forgetFile();
    m_revocations.reset();
}

void RememberParts::setStore(std::shared_ptr<SecretStore> store)
{
    m_store = store ? std::make_shared<GuardedStore>(std::move(store)) : nullptr;
}

std::shared_ptr<SecretStore> RememberParts::store()
{
    if (!m_store)
        m_store = std::make_shared<KeychainStore>(m_clock);
    return m_store;
}

std::shared_ptr<RememberVerifier> RememberParts::makeFileVerifier()
{
    auto file = std::make_shared<FileRememberVerifier>(m_place.path("devices"), m_clock);
    file->onLateAnswer([self = QPointer<RememberParts>(this)] {
        if (self)
            Q_EMIT self->answeredLate();
    });
    return file;
}

// For as long as it is held: tells the developer, says that the keychain is slow, and then that it cannot be had.
std::shared_ptr<void> RememberParts::watchTime()
{
    const auto say = [this](KeychainState state) { return [this, state] { Q_EMIT keychainChanged(state); }; };
    auto alarms = std::make_shared<std::array<std::unique_ptr<Alarm>, 3>>();
    alarms->at(0) = m_clock->callAfter(toldAfter, [this] {
        qCInfo(lcRemember) << "The keychain" << store()->backendName()
                           << "has not answered for a second. It may be asking the user to unlock it.";
    });
    alarms->at(1) = m_clock->callAfter(slowAfter, say(KeychainState::Slow));
    alarms->at(2) = m_clock->callAfter(unavailableAfter, say(KeychainState::Unavailable));
    return alarms;
}

void RememberParts::noteKeychain(const std::optional<Error> &error)
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

Result<RememberRecord> RememberParts::recognise(const Secret &bytes) const
{
    auto record = RememberRecord::decode(bytes);
    if (record && record->binding != m_place.binding())
        return Error::Kind::Absent; // of another profile: left alone
    return record;
}

// The installation has a name once it has stored something.
template<typename Then>
void RememberParts::learnInstallation(Then then)
{
    if (!m_installation.isEmpty())
        return then(Result<void>());
    const QString path = m_place.path("installation");
    whenDone(run([file = InstallationFile(path)] { return file.read(); }, FileWorker::forUser), this,
             [this, path, then](const Result<QByteArray> &id) {
                 const bool isCertain = id || id.failedWith(Error::Kind::Absent) || id.failedWith(Error::Kind::Damaged);
                 if (id && path == m_place.path("installation"))
                     m_installation = *id;
                 then(isCertain ? Result<void>() : id.error());
             });
}

QFuture<Result<void>> RememberParts::installationKnown()
{
    Answer<void> answer;
    learnInstallation([answer](const Result<void> &known) { answer.finish(known); });
    return answer.future();
}

QFuture<Result<Profile>> RememberParts::obtainInstallation()
{
    const auto id = std::make_shared<QByteArray>();
    const QString path = m_place.path("installation");
    const auto obtained = run([id, installation = InstallationFile(path), file = profile()]() -> Result<Profile> {
        const auto obtained = installation.obtain();
        if (!obtained)
            return obtained.error();
        *id = *obtained;
        return file.rewrite();
    });
    Answer<Profile> answer;
    whenDone(obtained, this, [this, id, path, answer](const Result<Profile> &profile) {
        if (path == m_place.path("installation"))
            m_installation = *id;
        answer.finish(profile);
    });
    return answer.future();
}

// Where today's keychain could not answer, that is the answer.
QFuture<Result<RememberRecord>> RememberParts::readRecord()
{
    Answer<RememberRecord> answer;
    whenDone(readTodaysRecord(), this, [this, answer](const Result<RememberRecord> &now) {
        const bool hasAnswered = now || now.failedWith(Error::Kind::Absent) || now.failedWith(Error::Kind::Damaged);
        if (!hasAnswered || !isInAnotherKeychain())
            return answer.finish(now);
        whenDone(m_former.find(now), this, [answer](const Result<RememberRecord> &found) { answer.finish(found); });
    });
    return answer.future();
}

bool RememberParts::isAnotherKeychain(const QString &name)
{
    return !name.isEmpty() && !isSameBackend(name, store()->backendName());
}

QFuture<Result<RememberRecord>> RememberParts::ifKnown(const RememberRecord &record, const Error &otherwise)
{
    Answer<RememberRecord> answer;
    whenDone(inTime(verifierOf(record.userId)->devices(record.userId)), this,
             [answer, record, otherwise](const Result<QList<RememberVerifier::Series>> &living) {
                 if (!living)
                     return answer.finish(living.error());
                 const auto isIt = [&record](const RememberVerifier::Series &each) { return each.selector == record.selector; };
                 const bool isKnown = std::any_of(living->begin(), living->end(), isIt);
                 answer.finish(isKnown ? Result<RememberRecord>(record) : otherwise);
             });
    return answer.future();
}

// An installation that has a name takes from the shared key only what its profile expects.
QFuture<Result<RememberRecord>> RememberParts::readTodaysRecord()
{
    Answer<RememberRecord> answer;
    learnInstallation([this, answer](const Result<void> &known) {
        if (!known)
            return answer.finish(known.error());
        m_isUnderSharedKey = m_installation.isEmpty();
        whenDone(readRecord(key()), this, [this, answer, expected = held](const Result<RememberRecord> &record) {
            if (m_isUnderSharedKey || expected.isEmpty() || !record.failedWith(Error::Kind::Absent))
                return answer.finish(record);
            whenDone(readRecord(m_place.key({})), this, [this, answer, expected](const Result<RememberRecord> &shared) {
                m_isUnderSharedKey = shared && shared->selector == expected;
                answer.finish(m_isUnderSharedKey ? shared : Error::Kind::Absent);
            });
        });
    });
    return answer.future();
}

QFuture<Result<void>> RememberParts::removeRecord(const QList<QByteArray> &selectors, bool isUnknown)
{
    Answer<void> answer;
    learnInstallation([this, answer, selectors, isUnknown](const Result<void> &known) {
        if (!known)
            return answer.finish(known.error());
        QList<QFuture<Result<void>>> removed;
        if (!m_installation.isEmpty())
            removed.append(removeKey(key()));
        const bool mayBeShared = m_installation.isEmpty() || m_isUnderSharedKey;
        if (mayBeShared && (isUnknown || !selectors.isEmpty()))
            removed.append(isUnknown ? removeKey(m_place.key({})) : removeShared(selectors));
        whenDone(allOf(removed, this), this, [answer](const Result<void> &removed) { answer.finish(removed); });
    });
    return answer.future();
}

QFuture<Result<void>> RememberParts::removeKey(const QString &key)
{
    Answer<void> answer;
    ask(inStoreTime(store()->remove(key)), [answer](const Result<void> &removed) { answer.finish(removed); });
    return answer.future();
}

// Removing never asks the person, so a locked keychain is not read.
QFuture<Result<void>> RememberParts::removeShared(const QList<QByteArray> &selectors)
{
    Answer<void> answer;
    ask(inStoreTime(store()->probe()), [this, answer, selectors](const Result<void> &open) {
        if (!open)
            return answer.finish(open);
        whenDone(readRecord(m_place.key({})), this, [this, answer, selectors](const Result<RememberRecord> &record) {
            if (!record && !record.failedWith(Error::Kind::Absent))
                return answer.finish(record.error());
            if (!record || !selectors.contains(record->selector))
                return answer.finish({}); // there is none, or it is another installation's
            whenDone(removeKey(m_place.key({})), this, [answer](const Result<void> &removed) { answer.finish(removed); });
        });
    });
    return answer.future();
}

// One garbled answer proves nothing: it is asked for once more.
QFuture<Result<RememberRecord>> RememberParts::readRecord(const QString &key, bool mayReadAgain)
{
    Answer<RememberRecord> answer;
    auto overdue = std::make_shared<std::unique_ptr<Alarm>>(
        m_clock->callAfter(unavailableAfter, [answer] { answer.finish(Error::Kind::TimedOut); }));
    ask(store()->read(key), [this, key, mayReadAgain, answer, overdue](const Result<SecretPtr> &secret) {
        overdue->reset();
        if (answer.isFinished()) {
            Q_EMIT answeredLate();
            return;
        }
        const auto record = secret ? recognise(**secret) : Result<RememberRecord>(secret.error());
        if (!mayReadAgain || !record.failedWith(Error::Kind::Damaged))
            return answer.finish(record);
        whenDone(readRecord(key, false), this, [answer](const Result<RememberRecord> &again) { answer.finish(again); });
    });
    return answer.future();
}

QFuture<Result<Profile>> RememberParts::peek()
{
    return run([file = profile()] { return file.read(); }, FileWorker::forUser);
}

QFuture<Result<Profile>> RememberParts::change(std::function<void(Profile &)> change)
{
    return run([file = profile(), change = std::move(change)] { return file.update(change); });
}

QFuture<Result<Profile>> RememberParts::buryAnothers(const QString &userId,
                                                     const std::shared_ptr<std::optional<Profile::Remembered>> &anothers)
{
    return run([file = profile(), userId, anothers] {
        const auto isAnothers = [&userId](const Profile &profile) {
            return profile.remembered && profile.lifetimeFor(userId) <= std::chrono::seconds(0);
        };
        const auto found = file.read();
        if (!found || !isAnothers(*found))
            return found;
        *anothers = found->remembered; // also where nothing can be written
        return file.update([&isAnothers, &anothers](Profile &profile) {
            anothers->reset();
            if (!isAnothers(profile))
                return;
            *anothers = profile.remembered;
            profile.endRemembered();
            ++profile.generation;
        });
    });
}

void RememberParts::dropTombstones(const QList<QByteArray> &selectors)
{
    (void)change([selectors, today = store()->backendName()](Profile &profile) {
        profile.leftovers.removeIf([&](const Profile::Leftover &each) {
            return selectors.contains(each.selector) && isSameBackend(each.backend, today);
        });
        const auto isLeftOver = [&profile](const QByteArray &selector) {
            const auto isIt = [&selector](const Profile::Leftover &each) { return each.selector == selector; };
            return std::any_of(profile.leftovers.cbegin(), profile.leftovers.cend(), isIt);
        };
        profile.tombstones.removeIf(
            [&](const QByteArray &selector) { return selectors.contains(selector) && !isLeftOver(selector); });
    });
}

void RememberParts::acquireLock(std::function<void(RotationLock::Held)> held)
{
    m_lock->acquire(m_place.path("rotation"), std::move(held));
}

void RememberParts::joinLock(std::function<void(RotationLock::Held)> held)
{
    m_lock->join(m_place.path("rotation"), std::move(held));
}

void RememberParts::flush(std::chrono::milliseconds longest)
{
    const QDeadlineTimer end(longest);
    m_files.stop(longest);
    m_verifiers.flush(std::chrono::milliseconds(end.remainingTime()));
}

} // namespace QtLogin
