// SPDX-License-Identifier: MIT
// Bringing a remembered login back: find the token, load the user, present the token, enter.
#include "session/sessioncore_p.h"

#include "foundation/deadline_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;
using Verdict = RememberVerifier::Presented::Verdict;

static constexpr auto ambientDeadline = 30s;
// A fault that may pass by itself is tried again after these times; a person's "no" is not.
static constexpr std::chrono::seconds retryAfter[] = {1s, 2s, 5s, 10s};

struct SessionCore::RestoreFlow
{
    bool mayFollow = true; // another process may change the token once while we look at it
    Clock::Boot begunAt {};
};

QFuture<Result<void>> SessionCore::restore()
{
    const auto self = shared_from_this();
    if (const auto ready = configured(false); !ready)
        return readyFuture(ready);
    if (m_facts.state == SessionState::LoggedIn)
        return readyFuture(Result<void>());
    if (m_facts.state == SessionState::Locked)
        return readyFuture<Result<void>>(Error::Kind::Locked);
    Answer<void> answer;
    m_restoreAnswers.push_back(answer);
    if (m_restore) // calls share one operation
        return answer.future();
    m_retry.reset();
    const auto flow = m_restore = std::make_shared<RestoreFlow>();
    flow->begunAt = clock->sinceBoot();
    if (m_facts.state != SessionState::LoggingIn)
        become({.to = SessionState::Restoring});
    if (m_restore == flow)
        seekRemembered(flow);
    return answer.future();
}

void SessionCore::seekRemembered(const std::shared_ptr<RestoreFlow> &flow)
{
    if (m_policy.rememberLifetime == 0s) { // nobody is remembered, nor anybody of an older policy
        (void)remember.forget();
        return tryAmbient(flow, Error::Kind::Absent);
    }
    whenDone(remember.find(), this, [this, flow](const Result<RememberRecord> &record) { judgeRecord(flow, record); });
}

// What an answer means that is no record: certainly nobody, or somebody perhaps.
static bool isFinal(const Error &error)
{
    switch (error.kind()) {
    case Error::Kind::Absent:
    case Error::Kind::Damaged:
    case Error::Kind::NewerFormat:
    case Error::Kind::InvalidInput:
        return true;
    default:
        return false;
    }
}

void SessionCore::judgeRecord(const std::shared_ptr<RestoreFlow> &flow, const Result<RememberRecord> &record)
{
    if (flow != m_restore)
        return;
    const auto self = shared_from_this();
    if (!record) {
        m_hasRememberedUser = !isFinal(record.error());
        return isFinal(record.error()) ? tryAmbient(flow, record.error()) : suspendRestore(record.error());
    }
    m_hasRememberedUser = true;
    const bool elsewhere = !record->contextId.isEmpty() && record->contextId != contextId();
    if (m_policy.protection != SessionProtection::Off && elsewhere) {
        m_hasRememberedUser = false;
        // Copied from another machine or account: refused without alarm.
        tell([level = m_policy.protection](LoginManager &m) { Q_EMIT m.sessionProtected(level); });
        return flow == m_restore ? giveUpRestore(Error::Kind::Refused) : void();
    }
    if (clock->wall() >= record->expiresAt || clock->wall() + 60s < record->issuedAt) {
        m_hasRememberedUser = false; // and left alone: the clock may be wrong
        return tryAmbient(flow, Error::Kind::Absent);
    }
    whenDone(load(record->userId), this, [this, flow, record = *record](const Result<UserPtr> &loaded) {
        judgeRememberedUser(flow, record, loaded);
    });
}

// The user is loaded before anything changes; "could not ask" ends nothing.
void SessionCore::judgeRememberedUser(const std::shared_ptr<RestoreFlow> &flow, const RememberRecord &record,
                                      const Result<UserPtr> &loaded)
{
    if (flow != m_restore)
        return;
    const auto self = shared_from_this();
    if (!loaded && !loaded.failedWith(Error::Kind::Absent)) {
        tell([error = loaded.error()](LoginManager &m) { Q_EMIT m.loaderFailed(error); });
        return flow == m_restore ? suspendRestore(loaded.error()) : void();
    }
    const bool gone = !loaded || !(*loaded)->isActive() || (*loaded)->sessionStamp() != record.sessionStamp;
    if (gone)
        return discardFound(flow);
    whenDone(remember.renew(record, contextId()), this,
             [this, flow, record, user = *loaded](const Result<RememberVerifier::Presented> &presented) {
                 judgePresented(flow, record, user, presented);
             });
}

void SessionCore::judgePresented(const std::shared_ptr<RestoreFlow> &flow, const RememberRecord &record,
                                 const UserPtr &user, const Result<RememberVerifier::Presented> &presented)
{
    if (flow != m_restore)
        return;
    const auto self = shared_from_this();
    if (!presented) {
        const bool changed = presented.failedWith(Error::Kind::Abandoned) || presented.failedWith(Error::Kind::Absent);
        if (changed && std::exchange(flow->mayFollow, false))
            return seekRemembered(flow); // another process has changed it under us: look once more
        return isFinal(presented.error()) ? tryAmbient(flow, presented.error()) : suspendRestore(presented.error());
    }
    if (presented->verdict == Verdict::Good) {
        m_rememberedFor = record.lifetime;
        return lookAtMark(flow, user, record.sessionStamp);
    }
    if (presented->verdict == Verdict::Reused)
        tell([](LoginManager &m) { Q_EMIT m.rememberTokenReused(); });
    if (flow != m_restore)
        return;
    if (presented->verdict != Verdict::Expired)
        return discardFound(flow);
    m_hasRememberedUser = false; // an end that a wrong clock can see: the token is left alone
    tryAmbient(flow, Error::Kind::Absent);
}

// What was found is worth nothing. What another process has stored meanwhile may well be.
void SessionCore::discardFound(const std::shared_ptr<RestoreFlow> &flow)
{
    m_hasRememberedUser = false;
    (void)remember.forget({}, RememberMe::Whose::Own);
    whenDone(remember.peek(), this, [this, flow](const Result<Profile> &profile) {
        if (flow != m_restore)
            return;
        const bool anothers = profile && profile->remembered;
        if (anothers && std::exchange(flow->mayFollow, false))
            return seekRemembered(flow);
        tryAmbient(flow, Error::Kind::Absent);
    });
}

// Other ways to know who is here, in order, when nobody is remembered.
void SessionCore::tryAmbient(const std::shared_ptr<RestoreFlow> &flow, const Error &why, size_t index)
{
    if (flow != m_restore)
        return;
    const auto self = shared_from_this();
    if (index >= parts.ambient.size())
        return giveUpRestore(why);
    const auto ambient = parts.ambient[index];
    const auto answer = withDeadline(guarded<UserPtr>(ambient), *clock, ambientDeadline, this);
    whenDone(answer, this, [this, flow, why, index](const Result<UserPtr> &user) {
        const bool usable = user && *user && !(*user)->isAnonymous() && !(*user)->id().isEmpty() && (*user)->isActive();
        if (flow != m_restore)
            return;
        if (usable)
            return lookAtMark(flow, *user, std::nullopt);
        if (!user && !user.failedWith(Error::Kind::Absent))
            qCInfo(lcSession) << "An ambient login could not be asked:" << user.error();
        tryAmbient(flow, why, index + 1);
    });
}

// Whether the application has ended while it was locked, and what has passed since.
void SessionCore::lookAtMark(const std::shared_ptr<RestoreFlow> &flow, const UserPtr &user,
                             const std::optional<QString> &rememberedStamp)
{
    const auto found = m_mark.find(user->id(), {m_policy.idleLock, m_policy.sessionLifetime});
    whenDone(withDeadline(found, *Clock::system(), RememberParts::longestRead, this), this, // the disk may hang
             [this, flow, user, rememberedStamp](const Result<LockMark::Found> &mark) {
                 if (flow == m_restore)
                     enterRestored(user, rememberedStamp, mark ? *mark : LockMark::Found());
             });
}

// Known, and never fresh: nobody has proved anything yet in this process. With a stamp, by the
// remembered login; without, by another way, which is not stored.
void SessionCore::enterRestored(const UserPtr &user, const std::optional<QString> &rememberedStamp,
                                const LockMark::Found &mark)
{
    const auto self = shared_from_this();
    {
        const Scope scope(this);
        const quint64 before = m_facts.epoch;
        m_retries = 0;
        m_remembered = rememberedStamp.has_value();
        m_hasRememberedUser = m_hasRememberedUser || m_remembered;
        m_facts.provedAt.reset();
        m_stamp = rememberedStamp.value_or(user->sessionStamp());
        m_contextId = contextId();
        m_contextChanged = false;
        if (mark.isLocked) { // a proof from before this start does not unlock it; one that is under way does
            m_lockReason = LockReason::Restored;
            m_lockedAt = std::max(m_lockedAt, m_restore->begunAt);
        }
        become({.to = mark.isLocked ? SessionState::Locked : SessionState::LoggedIn,
                .user = user,
                .age = mark.age,
                .event = [user](LoginManager &m) { Q_EMIT m.restored(user); }});
        carryLoginOver(before);
        remember.watch(user->id(), RememberMe::Since::Found);
        recordMark(mark.isLocked ? LockMark::Others::DropTheirs : LockMark::Others::Keep);
    }
    finishRestore({});
}

// There may be a remembered login, and something stands between. It stays, and is tried again.
void SessionCore::suspendRestore(const Error &why)
{
    const auto self = shared_from_this();
    const bool overdue = why.kind() == Error::Kind::TimedOut && keychain.value() == KeychainState::Ready;
    const bool passes = why.kind() == Error::Kind::Unavailable || why.kind() == Error::Kind::Internal || overdue;
    if (passes && size_t(m_retries) < std::size(retryAfter)) {
        m_retry = clock->callAfter(retryAfter[m_retries++], [this] {
            if (m_facts.state == SessionState::RestorePending)
                (void)restore();
        });
    }
    if (m_facts.state == SessionState::Restoring) {
        become({.to = SessionState::RestorePending,
                .event = [state = keychain.value()](LoginManager &m) { Q_EMIT m.restorePending(state); }});
    } else {
        m_beforeLoggingIn = SessionState::RestorePending;
    }
    finishRestore(why);
}

void SessionCore::giveUpRestore(const Error &why)
{
    const auto self = shared_from_this();
    m_retries = 0;
    if (m_facts.state == SessionState::Restoring)
        become({.to = SessionState::SignedOut});
    else
        m_beforeLoggingIn = SessionState::SignedOut;
    finishRestore(why);
}

void SessionCore::finishRestore(const Result<void> &result)
{
    m_restore.reset();
    const auto answers = std::exchange(m_restoreAnswers, {});
    const auto waiting = std::exchange(m_whenRestored, {});
    for (const auto &resume : waiting)
        resume();
    for (const auto &answer : answers)
        answer.finish(result);
}

// Somebody has logged in or out meanwhile: what the keychain says now is of no interest. The caller
// is about to move the state.
void SessionCore::stopRestore(const Error &why)
{
    m_retry.reset();
    m_retries = 0;
    if (!m_restore)
        return;
    m_restore.reset();
    const auto answers = std::exchange(m_restoreAnswers, {});
    const auto waiting = std::exchange(m_whenRestored, {});
    // Told once the caller has moved: they ask check() again.
    m_events.push_back([answers, waiting, why](LoginManager &) {
        for (const auto &resume : waiting)
            resume();
        for (const auto &answer : answers)
            answer.finish(why);
    });
}

QFuture<Result<QString>> SessionCore::peekRemembered()
{
    const auto self = shared_from_this();
    if (const auto ready = configured(false); !ready)
        return readyFuture<Result<QString>>(ready.error());
    Answer<QString> answer;
    whenDone(remember.peek(), this, [this, answer](const Result<Profile> &profile) {
        if (!profile)
            return answer.finish(profile.error());
        if (!isIn()) {
            m_hasRememberedUser = profile->remembered.has_value();
            m_rememberedName = profile->remembered ? profile->remembered->userName : QString();
            tell({});
        }
        answer.finish(profile->remembered ? Result<QString>(profile->remembered->userName)
                                          : Result<QString>(Error::Kind::Absent));
    });
    return answer.future();
}

void SessionCore::heardElsewhere(RememberMe::Elsewhere what, std::chrono::seconds rememberedFor)
{
    if (!isIn())
        return;
    const Scope scope(this);
    noteRemembered(rememberedFor);
    if (what == RememberMe::Elsewhere::LoggedOut)
        end(LogoutReason::Elsewhere, Token::Leave);
    else
        revalidateAnew();
}

void SessionCore::noteKeychain(KeychainState now)
{
    if (keychain.value() == now)
        return;
    keychain = now;
    tell({});
}

// A keychain that nobody has asked yet, is slow or locked may well keep it.
void SessionCore::updateAvailability()
{
    const auto why = [this]() -> QString {
        if (m_policy.rememberLifetime == 0s)
            return LoginManager::tr("This application keeps nobody signed in.");
        switch (keychain.value()) {
        case KeychainState::Refused:
            return LoginManager::tr(
                "The keychain was not opened, so you will have to log in again the next time you start.");
        case KeychainState::Unavailable:
            return LoginManager::tr(
                "There is no keychain on this computer, so you will have to log in again the next time you start.");
        default:
            return {};
        }
    }();
    Qt::beginPropertyUpdateGroup();
    *rememberAvailability = RememberAvailability {why.isEmpty(), why};
    rememberAvailable = why.isEmpty();
    Qt::endPropertyUpdateGroup();
}

} // namespace QtLogin
