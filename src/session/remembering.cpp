// SPDX-License-Identifier: MIT
#include "session/remembering_p.h"

#include "foundation/applicationid_p.h"
#include "foundation/deadline_p.h"
#include "session/misuse_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

#include <QtCore/qstandardpaths.h>

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

Remembering::Remembering(Session &session) : m_session(session), m_remember(session.clock, nullptr)
{
    QObject::connect(&m_remember, &RememberMe::keychainChanged, &session,
                     [this](KeychainState state) { onKeychainChanged(state); });
    QObject::connect(&m_remember, &RememberMe::answeredLate, &session, [this] {
        m_session.serve([this] {
            if (m_session.model().state() == SessionState::RestorePending)
                (void)m_session.restorer.restore();
        });
    });
    QObject::connect(&m_remember, &RememberMe::stored, &session,
                     [this] { m_session.tell([](LoginManager &m) { Q_EMIT m.rememberedLogin()->stored(); }); });
    QObject::connect(&m_remember, &RememberMe::renewed, &session, [this] {
        m_session.serve([this] {
            if (m_session.model().isRemembered(m_session.now()))
                noteRemembered(m_lifetime);
        });
    });
    QObject::connect(&m_remember, &RememberMe::storingFailed, &session,
                     [this](const Error &error) { tellStoringFailed(error); });
    QObject::connect(&m_remember, &RememberMe::revokeFailed, &session, [this](const Error &error) {
        m_session.tell([error](LoginManager &m) { Q_EMIT m.rememberedLogin()->revokeFailed(error); });
    });
    QObject::connect(&m_remember, &RememberMe::elsewhere, &session,
                     [this](RememberMe::Elsewhere what, std::chrono::seconds lifetime) { onElsewhere(what, lifetime); });
}

void Remembering::setParts(const std::shared_ptr<SecretStore> &store,
                           const std::shared_ptr<RememberVerifier> &verifier)
{
    m_remember.setStore(store);
    m_remember.setVerifier(verifier);
}

void Remembering::setPlace(const QString &name, const QString &folder)
{
    const SessionModel &model = m_session.model();
    if (model.isIn() || m_session.restorer.isUnderWay() || model.state() == SessionState::LoggingIn) {
        qCCritical(lcSession,
                   "RememberedLogin::setProfile() has done nothing: the profile cannot change while a user is logged "
                   "in, or is logging in. Call it before restore(), or log out first.");
        return;
    }
    const QString &id = m_session.setup.applicationId;
    m_place = {id, name, folder};
    if (folder.isEmpty() && isGoodApplicationId(id))
        m_place.folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u'/' + id + QStringLiteral("/login");
    m_remember.setPlace(m_place);
    m_session.recorder.setPlace(path("marks"), path("profile"));
    m_session.setup.profile = name;
    m_session.setup.profileFolder = m_place.folder;
    setHasUser(false); // nothing is known of this one yet
    m_userName.clear();
    m_session.protect([&] { m_session.profile = name; });
}

void Remembering::setProfile(const QString &name)
{
    const QString before = m_session.profile;
    setPlace(name, m_place.folder);
    if (m_session.profile.value() != before)
        m_session.tell([name](LoginManager &m) { Q_EMIT m.rememberedLogin()->profileChanged(name); });
}

void Remembering::setKeepsUserName(bool keeps)
{
    if (m_session.keepsUserName.value() == keeps)
        return;
    m_session.setup.keepsUserName = keeps;
    m_session.protect([&] { m_session.keepsUserName = keeps; });
    m_session.tell([keeps](LoginManager &m) { Q_EMIT m.rememberedLogin()->keepsUserNameChanged(keeps); });
}

// A keychain that has not been asked yet, is slow or locked may well keep the login.
RememberAvailability Remembering::availability() const
{
    const auto because = [](const QString &why) { return RememberAvailability {false, why}; };
    if (m_session.policy().rememberLifetime == 0s)
        return because(LoginManager::tr("This application keeps nobody signed in."));
    switch (m_keychain) {
    case KeychainState::Refused:
        return because(LoginManager::tr(
            "The keychain was not opened, so you will have to log in again the next time you start."));
    case KeychainState::Unavailable:
        return because(LoginManager::tr(
            "There is no keychain on this computer, so you will have to log in again the next time you start."));
    default:
        return {true, {}};
    }
}

void Remembering::lookAtKeychain()
{
    if (m_session.policy().rememberLifetime > 0s)
        m_remember.probe();
}

void Remembering::onKeychainChanged(KeychainState state)
{
    if (std::exchange(m_keychain, state) != state)
        m_session.tell();
}

bool Remembering::hasUser() const
{
    return m_hasUser && (!m_hasUserUntil || m_session.now() < *m_hasUserUntil);
}

// Also while no user is logged in, when no limit of the session has an alarm.
void Remembering::setHasUser(bool has, std::optional<Clock::Boot> until)
{
    m_hasUser = has;
    m_hasUserUntil = until;
    m_userEnds.reset();
    if (has && until) {
        const auto left = std::max<std::chrono::nanoseconds>(*until - m_session.now(), 0ns);
        m_userEnds = m_session.clock->callAfter(left, [this] { m_session.serve([this] { m_session.tell(); }); });
    }
}

Clock::Boot Remembering::bootTimeOf(Clock::Wall end) const
{
    constexpr std::chrono::milliseconds longest = std::chrono::years(200); // more overflows nanoseconds
    return m_session.now() + std::min(end - m_session.clock->wall(), longest);
}

// --- Storing ------------------------------------------------------------------------------------

void Remembering::afterLogin(const UserPtr &user, const LoginOptions &options)
{
    switch (options.remember) {
    case LoginOptions::Remember::Yes:
        return store(user, options.rememberFor.value_or(m_session.policy().rememberLifetime));
    case LoginOptions::Remember::No:
        forgetAtLogin();
        return noteEnd();
    case LoginOptions::Remember::Keep:
        return keep(user);
    }
}

void Remembering::renewStamp(const UserPtr &user)
{
    if (m_session.model().isRemembered(m_session.now()))
        store(user, m_lifetime);
    m_remember.announceChange();
}

bool Remembering::isCurrent(quint64 command, quint64 epoch) const
{
    return command == m_command && epoch == m_session.model().facts().epoch;
}

void Remembering::store(const UserPtr &user, std::chrono::seconds lifetime)
{
    const SessionPolicy &policy = m_session.policy();
    if (policy.rememberLifetime == 0s) {
        forgetAtLogin();
        noteEnd();
        return tellStoringFailed(
            Error(Error::Kind::Forbidden, LoginManager::tr("This application keeps nobody signed in.")));
    }
    ++m_storing;
    const RememberMe::Login login {user,
                                   m_session.model().stamp(),
                                   m_session.model().contextId(),
                                   lifetime,
                                   policy.rememberUnusedLifetime,
                                   policy.slidingRemember,
                                   m_session.keepsUserName.value()};
    const quint64 command = ++m_command;
    const quint64 epoch = m_session.model().facts().epoch;
    m_session.resume(m_remember.issue(login), [=, this](const Result<void> &issued) {
        --m_storing;
        if (!isCurrent(command, epoch))
            return;
        if (issued)
            return noteStored(lifetime);
        if (!issued.failedWith(Error::Kind::Abandoned))
            keep(user); // what was stored for the same user before is as good as it was
        tellStoringFailed(issued.error());
    });
}

void Remembering::tellStoringFailed(const Error &error)
{
    qCInfo(lcSession) << "The login is not remembered for the next start:" << error.kind();
    m_session.tell([error](LoginManager &m) { Q_EMIT m.rememberedLogin()->storingFailed(error); });
}

// The remembered login of the same user stays; another user's must not outlive this login.
void Remembering::keep(const UserPtr &user)
{
    const quint64 command = ++m_command;
    const quint64 epoch = m_session.model().facts().epoch;
    m_session.resume(m_remember.forgetUnless(user->id()), [=, this](const Result<std::chrono::seconds> &kept) {
        if (!isCurrent(command, epoch) || !kept)
            return;
        *kept == 0s ? noteEnd() : noteRemembered(*kept);
        m_session.recorder.record(LockMark::Others::DropDead);
    });
}

void Remembering::noteStored(std::chrono::seconds lifetime)
{
    m_session.batch([&] {
        noteRemembered(lifetime);
        m_session.recorder.record(LockMark::Others::DropDead);
        m_session.tell([](LoginManager &m) { Q_EMIT m.rememberedLogin()->stored(); });
    });
}

Clock::Boot Remembering::end(std::chrono::seconds lifetime) const
{
    const auto endsAt = m_remember.endsAt();
    return endsAt ? bootTimeOf(*endsAt) : m_session.now() + lifetime;
}

void Remembering::noteRemembered(std::chrono::seconds lifetime)
{
    const Clock::Boot until = end(lifetime);
    setHasUser(true, until);
    m_lifetime = lifetime;
    m_session.move([&](SessionModel &model) { return model.noteRemembered(until), SessionChange(); });
}

void Remembering::noteEnd()
{
    setHasUser(false);
    m_lifetime = 0s;
    m_session.move([](SessionModel &model) { return model.noteRemembered({}), SessionChange(); });
}

// --- Ending -------------------------------------------------------------------------------------

// An application that remembers no user does not open the keychain to find none there.
RememberMe::Scope Remembering::profileScope() const
{
    return m_session.policy().rememberLifetime == 0s ? RememberMe::Scope::Noted : RememberMe::Scope::Profile;
}

QFuture<Result<void>> Remembering::forget(const QString &loggedOut, RememberMe::Scope scope)
{
    ++m_command;
    setHasUser(false);
    return m_remember.forget(loggedOut, scope == RememberMe::Scope::Profile ? profileScope() : scope);
}

QFuture<Result<void>> Remembering::forgetEverywhere(const QString &userId)
{
    ++m_command;
    setHasUser(false);
    return m_remember.forgetEverywhere(userId, profileScope());
}

// An earlier lock may go once no user can come back who was locked.
void Remembering::forgetAtLogin()
{
    const quint64 command = ++m_command;
    const quint64 epoch = m_session.model().facts().epoch;
    m_session.resume(m_remember.forget({}, profileScope()), [=, this](const Result<void> &result) {
        if (result && isCurrent(command, epoch))
            m_session.recorder.record(LockMark::Others::DropDead);
    });
}

void Remembering::flush(std::chrono::milliseconds longest)
{
    m_userEnds.reset();
    m_remember.flush(longest);
}

// --- Looking ------------------------------------------------------------------------------------

void Remembering::noteUse()
{
    if (!m_session.model().isRemembered(m_session.now()))
        return;
    const auto before = m_remember.endsAt();
    const auto touched = m_remember.touch();
    if (touched.isFinished() && m_remember.endsAt() == before)
        return; // not today
    const quint64 command = m_command;
    const quint64 epoch = m_session.model().facts().epoch;
    m_session.resume(touched, [=, this](const Result<void> &result) {
        if (result && isCurrent(command, epoch))
            noteRemembered(m_lifetime);
    });
}

QFuture<Result<QString>> Remembering::peek()
{
    if (const auto ready = m_session.isConfigured("peek()", false, false); !ready)
        return readyFuture<Result<QString>>(ready.error());
    Answer<QString> answer;
    m_session.resume(m_remember.peek(), [this, answer](const Result<Profile> &profile) {
        if (!profile)
            return answer.finish(profile.error());
        const auto &remembered = profile->remembered;
        if (!m_session.model().isIn()) {
            setHasUser(remembered.has_value()); // the profile does not know of every use that has made it longer
            m_userName = remembered ? remembered->userName : QString();
            m_session.tell();
        }
        answer.finish(remembered ? Result<QString>(remembered->userName) : Result<QString>(Error::Kind::Absent));
    });
    return answer.future();
}

// --- Devices ------------------------------------------------------------------------------------

// A locked session tells nothing of its user.
Result<QString> Remembering::loggedInId(const char *call) const
{
    if (m_session.model().state() != SessionState::LoggedIn)
        return Misuse::noUser(call);
    return m_session.model().answers().id;
}

QFuture<Result<QList<RememberedLogin::Device>>> Remembering::devices()
{
    using Device = RememberedLogin::Device;
    const Result<QString> id = loggedInId("RememberedLogin::devices()");
    if (!id)
        return readyFuture<Result<QList<Device>>>(id.error());
    Answer<QList<Device>> answer;
    const SessionMark mark = m_session.model().mark(m_session.now());
    m_session.resume(m_remember.devices(*id), [this, answer, mark](const Result<QList<RememberVerifier::Series>> &all) {
        if (!m_session.model().isCurrent(mark))
            return answer.finish(Error::Kind::Cancelled);
        if (!all)
            return answer.finish(all.error());
        QList<Device> devices;
        for (const RememberVerifier::Series &each : *all)
            devices.append({each.selector, each.deviceName, each.lastUsedAt, each.endsAt(), m_remember.isOwn(each.selector)});
        std::stable_partition(devices.begin(), devices.end(), [](const Device &device) { return device.isThisOne; });
        answer.finish(devices);
    });
    return answer.future();
}

// The own one ends as the person would end it: with its item in the keychain.
QFuture<Result<void>> Remembering::revoke(const QByteArray &device)
{
    const Result<QString> id = loggedInId("RememberedLogin::revoke()");
    if (!id)
        return readyFuture<Result<void>>(id.error());
    return m_remember.isOwn(device) ? m_session.logout.forget() : m_remember.revoke(*id, device);
}

QFuture<Result<void>> Remembering::revokeOthers()
{
    const Result<QString> id = loggedInId("RememberedLogin::revokeOthers()");
    return id ? m_remember.revokeOthers(*id) : readyFuture<Result<void>>(id.error());
}

// The own one as well, also where the verifier cannot end the others.
QFuture<Result<void>> Remembering::revokeAllUsers()
{
    if (const auto ready = m_session.isConfigured("revokeAllUsers()", false, false); !ready)
        return readyFuture(ready);
    return allOf({m_remember.revokeAllUsers(), m_session.logout.forget()}, &m_session);
}

void Remembering::onElsewhere(RememberMe::Elsewhere what, std::chrono::seconds lifetime)
{
    if (!m_session.model().isIn())
        return;
    m_session.batch([&] {
        lifetime == 0s ? noteEnd() : noteRemembered(lifetime);
        if (what == RememberMe::Elsewhere::LoggedOut)
            m_session.logout.endSession(LogoutReason::Elsewhere, Logout::Token::Leave);
        else
            m_session.revalidator.revalidateAnew();
    });
}

} // namespace QtLogin
