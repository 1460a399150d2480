// SPDX-License-Identifier: MIT
#include "session/restoreattempt_p.h"

#include "foundation/deadline_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;
using Verdict = RememberVerifier::Presented::Verdict;

static constexpr auto ambientDeadline = 30s;
// How far two readings of the wall clock may be apart without anything being wrong.
static constexpr auto clockTolerance = 60s;

RestoreAttempt::RestoreAttempt(Session &session) : m_session(session), m_begunAt(session.now()) { }

template<typename T, typename Then>
void RestoreAttempt::resume(const QFuture<Result<T>> &future, Then then)
{
    m_session.resume(future, [self = shared_from_this(), then = std::move(then)](const Result<T> &result) mutable {
        if (!self->isOvertaken())
            then(result);
    });
}

bool RestoreAttempt::isOvertaken() const
{
    return m_session.isOver() || !m_session.restorer.isCurrent(*this);
}

void RestoreAttempt::begin()
{
    if (!m_session.setup.userLoader) // the application knows ambient logins only
        return tryAmbient(Error::Kind::Absent);
    if (m_session.policy().rememberLifetime > 0s)
        return seekToken();
    // This policy remembers no user, and what an older one has stored must not stay.
    (void)m_session.remembered.forget({}, RememberMe::Scope::Profile);
    tryAmbient(Error::Kind::Absent);
}

void RestoreAttempt::seekToken()
{
    resume(m_session.remembered.operations().find(), [this](const Result<RememberRecord> &record) { onFound(record); });
}

// Whether \a error says that there is no remembered login; else there may be one.
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

// A token that is over, or from another context, is left alone: the clock may be wrong, and the other machine may have
// a use for it. Neither blocks what comes after it.
void RestoreAttempt::onFound(const Result<RememberRecord> &record)
{
    Remembering &remembered = m_session.remembered;
    if (!record) {
        remembered.setHasUser(!isFinal(record.error()));
        return isFinal(record.error()) ? tryAmbient(record.error())
                                       : m_session.restorer.suspend(record.error(), "the keychain");
    }
    const Clock::Wall now = m_session.clock->wall();
    const bool isOver = now >= record->expiresAt || now + clockTolerance < record->issuedAt;
    remembered.setHasUser(!isOver, remembered.bootTimeOf(record->expiresAt));
    if (isOver)
        return tryAmbient(Error::Kind::Absent);
    const QByteArray context = m_session.context.id();
    if (isOvertaken()) // the application's provider has moved on
        return;
    const bool isElsewhere = m_session.policy().protection != SessionProtection::Off && !record->contextId.isEmpty()
        && record->contextId != context;
    if (isElsewhere) {
        remembered.setHasUser(false);
        return tryAmbient(Error::Kind::Absent);
    }
    proceed(*record, context);
}

// The user is loaded before anything changes, but where the token is a server's: that brings what loads the user.
void RestoreAttempt::proceed(const RememberRecord &record, const QByteArray &context)
{
    const auto lookAtMark = [this, record](const UserSource::Loaded &user) {
        this->lookAtMark({user, record.sessionStamp, m_session.remembered.end(record.lifetime)});
    };
    if (m_session.remembered.operations().presentsFirst(record.userId))
        return present(record, context, [=, this] { load(record, lookAtMark); });
    load(record, [=, this](const UserSource::Loaded &user) { present(record, context, [=] { lookAtMark(user); }); });
}

// Where the loader could not be asked, nothing ends.
void RestoreAttempt::load(const RememberRecord &record, const std::function<void(const UserSource::Loaded &)> &then)
{
    resume(m_session.users.load(record.userId), [this, record, then](const Result<UserSource::Loaded> &loaded) {
        const bool isAsked = loaded || loaded.failedWith(Error::Kind::Absent) || loaded.failedWith(Error::Kind::WrongCredentials);
        if (!isAsked) {
            m_session.tell([error = loaded.error()](LoginManager &m) { Q_EMIT m.loaderFailed(error); });
            return isOvertaken() ? void() : m_session.restorer.suspend(loaded.error(), "the user loader");
        }
        const bool isUnchanged = loaded && loaded->isActive && loaded->answers.sessionStamp == record.sessionStamp;
        isUnchanged ? then(*loaded) : discardToken(record);
    });
}

void RestoreAttempt::present(const RememberRecord &record, const QByteArray &context, const std::function<void()> &then)
{
    resume(m_session.remembered.operations().renew(record, context),
           [this, record, then](const Result<Presented> &presented) { onPresented(record, presented, then); });
}

void RestoreAttempt::onPresented(const RememberRecord &record, const Result<Presented> &presented,
                                 const std::function<void()> &then)
{
    if (!presented) {
        const bool isChanged = presented.failedWith(Error::Kind::Abandoned) || presented.failedWith(Error::Kind::Absent);
        if (isChanged && std::exchange(m_mayFollow, false))
            return seekToken(); // another process has changed it meanwhile
        return isFinal(presented.error())
            ? tryAmbient(presented.error())
            : m_session.restorer.suspend(presented.error(), "the keychain or the RememberVerifier");
    }
    if (presented->verdict == Verdict::Good) {
        m_session.remembered.noteRestored(record.lifetime);
        return then();
    }
    if (presented->verdict == Verdict::Reused)
        m_session.tell([](LoginManager &m) { Q_EMIT m.rememberedLogin()->tokenReused(); });
    if (isOvertaken())
        return;
    if (presented->verdict != Verdict::Expired)
        return discardToken(record);
    m_session.remembered.setHasUser(false); // the clock may be wrong: the token is left alone
    tryAmbient(Error::Kind::Absent);
}

// The token is worth nothing. A token that another process has stored meanwhile may be good.
void RestoreAttempt::discardToken(const RememberRecord &record)
{
    m_session.tellSessionEnded(record.userId);
    (void)m_session.remembered.forget({}, RememberMe::Scope::Own);
    resume(m_session.remembered.operations().peek(), [this](const Result<Profile> &profile) {
        const bool isAnothers = profile && profile->remembered;
        if (isAnothers && std::exchange(m_mayFollow, false))
            return seekToken();
        tryAmbient(Error::Kind::Absent);
    });
}

void RestoreAttempt::tryAmbient(const Error &why, size_t index)
{
    if (index >= m_session.setup.ambientLogins.size())
        return m_session.restorer.giveUp(why);
    const auto ambient = m_session.setup.ambientLogins[index];
    const auto asking = withDeadline(guarded<UserPtr>("An ambient login", ambient), *m_session.clock, ambientDeadline, &m_session);
    resume(asking, [this, why, index](const Result<UserPtr> &user) {
        const bool isUser = user && *user && !(*user)->isAnonymous() && !(*user)->id().isEmpty();
        if (const auto asked = isUser ? UserSource::ask(*user) : Error::Kind::Absent; asked && asked->isActive)
            return lookAtMark({*asked, asked->answers.sessionStamp, std::nullopt});
        if (!user && !user.failedWith(Error::Kind::Absent))
            qCInfo(lcSession) << "An ambient login could not be asked:" << user.error();
        tryAmbient(why, index + 1);
    });
}

// Whether the application has ended while it was locked, and what has passed since.
void RestoreAttempt::lookAtMark(const Found &found)
{
    resume(m_session.recorder.find(found.user.answers.id), [this, found](const Result<LockMark::Found> &mark) {
        comeIn(found, mark ? *mark : LockMark::Found());
    });
}

// Known, and never fresh: the user has proved nothing in this process.
void RestoreAttempt::comeIn(const Found &found, const LockMark::Found &mark)
{
    const auto self = shared_from_this();
    const QByteArray context = m_session.context.id();
    if (isOvertaken())
        return;
    m_session.batch([&] {
        if (found.rememberedUntil)
            m_session.remembered.setHasUser(true, found.rememberedUntil);
        const SessionModel::Entry entry {.user = found.user.user,
                                         .answers = found.user.answers,
                                         .isActive = found.user.isActive,
                                         .stamp = found.stamp,
                                         .contextId = context};
        const bool isIn = m_session.moveIn([&](SessionModel &model) {
            return model.comeBack(entry, {mark.isLocked, mark.age, m_begunAt, found.rememberedUntil}, m_session.now());
        });
        if (!isIn)
            return;
        m_session.remembered.watch(entry.answers.id, RememberMe::Since::Found);
        m_session.recorder.record(mark.isLocked ? LockMark::Others::DropTheirs : LockMark::Others::Keep);
    });
    if (!isOvertaken())
        m_session.restorer.finish({});
}

} // namespace QtLogin
