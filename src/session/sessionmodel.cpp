// SPDX-License-Identifier: MIT
#include "session/sessionmodel_p.h"

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

// --- Outside ------------------------------------------------------------------------------------

SessionChange SessionModel::toOutside(SessionState state)
{
    m_facts.state = state;
    return {.opens = true};
}

SessionChange SessionModel::beginLogin()
{
    if (m_facts.state != SessionState::SignedOut && m_facts.state != SessionState::RestorePending)
        return {};
    m_beforeLogin = m_facts.state;
    return toOutside(SessionState::LoggingIn);
}

SessionChange SessionModel::cancelLogin()
{
    return m_facts.state == SessionState::LoggingIn ? toOutside(m_beforeLogin) : SessionChange();
}

SessionChange SessionModel::beginRestore()
{
    if (m_facts.state != SessionState::SignedOut && m_facts.state != SessionState::RestorePending)
        return {};
    return toOutside(SessionState::Restoring);
}

// A login that began meanwhile goes on, and returns to \a isPending when it is cancelled.
SessionChange SessionModel::endRestore(bool isPending)
{
    const SessionState after = isPending ? SessionState::RestorePending : SessionState::SignedOut;
    if (m_facts.state == SessionState::LoggingIn)
        m_beforeLogin = after;
    const bool isOurs = m_facts.state == SessionState::Restoring || m_facts.state == SessionState::RestorePending;
    return isOurs ? toOutside(after) : SessionChange();
}

SessionChange SessionModel::giveUp()
{
    return isIn() ? SessionChange() : toOutside(SessionState::SignedOut);
}

void SessionModel::close(const UserPtr &anonymous)
{
    (void)end(LogoutReason::Requested, anonymous);
    m_facts.state = SessionState::SignedOut;
    ++m_facts.epoch;
}

SessionChange SessionModel::setAnonymous(const UserPtr &anonymous)
{
    if (isIn())
        return {};
    m_user = anonymous;
    return {};
}

// --- Coming in ----------------------------------------------------------------------------------

void SessionModel::take(const Entry &entry, Clock::Boot now)
{
    if (!isSamePerson(entry.user, m_user)) {
        ++m_facts.epoch;
        m_facts.loggedInAt = m_loadedAt = now;
        m_rememberedUntil.reset();
    }
    m_user = entry.user;
    m_answers = entry.answers;
    m_isActive = entry.isActive;
    m_stamp = entry.stamp;
    m_contextId = entry.contextId;
    m_contextChanged = false;
    m_facts.authenticated = entry.answers.authenticated;
    m_facts.provedAt = entry.provedAt;
}

SessionChange SessionModel::enter(const Entry &entry, Clock::Boot now)
{
    SessionChange change {.closes = m_facts.state == SessionState::LoggedIn, .opens = true};
    take(entry, now);
    if (entry.provedAt)
        m_facts.loggedInAt = now; // a new session, also of the same user
    m_facts.state = SessionState::LoggedIn;
    m_facts.lastActivityAt = now;
    m_wasFresh = isFresh(now);
    avertLock(change);
    change.events.push_back({.kind = SessionEvent::Kind::LoggedIn, .user = m_user});
    return change;
}

SessionChange SessionModel::comeBack(const Entry &entry, const Comeback &how, Clock::Boot now)
{
    take(entry, now);
    m_facts.provedAt.reset();
    m_facts.loggedInAt = now - how.age;
    m_facts.lastActivityAt = now;
    m_facts.state = how.isLocked ? SessionState::Locked : SessionState::LoggedIn;
    m_rememberedUntil = how.rememberedUntil;
    m_wasRemembered = isRemembered(now);
    m_wasFresh = false;
    if (how.isLocked) { // a proof that is under way unlocks it
        m_lockReason = LockReason::Restored;
        m_lockedAt = std::max(m_lockedAt, how.begunAt);
    }
    return {.opens = true, .events = {{.kind = SessionEvent::Kind::Restored, .user = m_user}}};
}

SessionChange SessionModel::confirm(const Entry &proof, Clock::Boot now)
{
    if (!isIn())
        return {};
    const bool unlocks = m_facts.state == SessionState::Locked;
    SessionChange change {.closes = !unlocks, .opens = true};
    take(proof, now);
    m_facts.state = SessionState::LoggedIn;
    m_facts.lastActivityAt = now;
    m_wasFresh = isFresh(now);
    avertLock(change);
    if (!unlocks)
        change.events.push_back({.kind = SessionEvent::Kind::LoginConfirmed, .user = m_user});
    return change;
}

// --- Locking and leaving ------------------------------------------------------------------------

SessionChange SessionModel::lock(LockReason reason, Clock::Boot now)
{
    if (m_facts.state != SessionState::LoggedIn)
        return {};
    m_facts.state = SessionState::Locked;
    m_facts.provedAt.reset();
    ++m_facts.locks;
    m_lockReason = reason;
    m_lockedAt = now;
    m_warnedOfLock = m_wasFresh = false;
    return {.closes = true, .opens = true, .locks = true};
}

SessionChange SessionModel::end(LogoutReason reason, const UserPtr &anonymous)
{
    if (!isIn())
        return {};
    SessionChange change {.closes = m_facts.state == SessionState::LoggedIn, .opens = true, .leaving = m_user};
    m_facts.state = SessionState::SignedOut;
    ++m_facts.epoch;
    m_facts.authenticated = false;
    m_facts.provedAt.reset();
    m_user = anonymous;
    m_answers = {};
    m_stamp.clear();
    m_contextId.clear();
    m_contextChanged = m_warnedOfLock = m_wasFresh = m_wasRemembered = false;
    m_rememberedUntil.reset();
    change.events.push_back({.kind = SessionEvent::Kind::LoggedOut, .user = change.leaving, .reason = reason});
    return change;
}

// --- Limits -------------------------------------------------------------------------------------

SessionChange SessionModel::passTime(Clock::Boot now, const UserPtr &anonymous)
{
    if (!isIn())
        return {};
    if (m_facts.isOverdue(now)) {
        SessionChange change = end(LogoutReason::SessionExpired, anonymous);
        change.expires = true;
        return change;
    }
    if (m_facts.state == SessionState::LoggedIn && m_facts.isIdleTooLong(now))
        return lock(LockReason::Idle, now);
    SessionChange change;
    const bool wasFresh = std::exchange(m_wasFresh, isFresh(now));
    if (wasFresh != m_wasFresh)
        change.closes = change.opens = true;
    m_wasRemembered = isRemembered(now);
    const auto idle = now - m_facts.lastActivityAt;
    const bool warns = m_facts.state == SessionState::LoggedIn && m_policy.idleLock > 0s && m_policy.lockWarning > 0s
        && idle >= m_policy.idleLock - m_policy.lockWarning;
    if (!warns) {
        avertLock(change);
    } else if (!std::exchange(m_warnedOfLock, true)) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(m_policy.idleLock - idle);
        change.events.push_back({.kind = SessionEvent::Kind::AboutToLock, .left = left});
    }
    return change;
}

void SessionModel::avertLock(SessionChange &change)
{
    if (std::exchange(m_warnedOfLock, false))
        change.events.push_back({.kind = SessionEvent::Kind::LockAverted});
}

SessionChange SessionModel::noteActivity(Clock::Boot now)
{
    SessionChange change;
    if (m_facts.state != SessionState::LoggedIn || m_facts.isOverdue(now) || m_facts.isIdleTooLong(now))
        return change;
    m_facts.lastActivityAt = now;
    avertLock(change);
    return change;
}

SessionChange SessionModel::setPolicy(const SessionPolicy &policy)
{
    m_policy = policy;
    m_facts.freshLifetime = policy.freshLifetime;
    m_facts.sessionLifetime = policy.sessionLifetime;
    m_facts.idleLock = policy.idleLock;
    return reexamine();
}

std::optional<std::chrono::nanoseconds> SessionModel::nextLimit(Clock::Boot now) const
{
    std::optional<std::chrono::nanoseconds> next;
    const auto consider = [&](bool applies, Clock::Boot at) {
        if (applies)
            next = std::min(next.value_or(std::chrono::nanoseconds::max()), std::max<std::chrono::nanoseconds>(at - now, 0ns));
    };
    if (!isIn())
        return next;
    consider(m_policy.sessionLifetime > 0s, m_facts.loggedInAt + m_policy.sessionLifetime);
    consider(m_policy.revalidateInterval > 0s, m_loadedAt + m_policy.revalidateInterval);
    consider(m_wasRemembered && m_rememberedUntil, m_rememberedUntil.value_or(now));
    if (m_facts.state != SessionState::LoggedIn)
        return next;
    const Clock::Boot idleAt = m_facts.lastActivityAt + m_policy.idleLock;
    consider(m_policy.idleLock > 0s, idleAt);
    consider(m_policy.idleLock > 0s && m_policy.lockWarning > 0s && !m_warnedOfLock, idleAt - m_policy.lockWarning);
    consider(m_wasFresh && m_policy.freshLifetime > 0s, m_facts.provedAt.value_or(now) + m_policy.freshLifetime);
    return next;
}

// A fact that requirements depend on has changed. No gate is open in a locked session; unlocking looks anew.
SessionChange SessionModel::reexamine() const
{
    const bool isOpen = m_facts.state == SessionState::LoggedIn;
    return {.closes = isOpen, .opens = isOpen};
}

// --- The user and the context -------------------------------------------------------------------

SessionChange SessionModel::noteUser(const UserPtr &user, const UserSnapshot &answers, bool isActive, Clock::Boot now)
{
    if (!isIn() || answers.id != m_answers.id) // a loader may use another class than the login did
        return {};
    m_user = user;
    m_answers = answers;
    m_isActive = isActive;
    m_facts.authenticated = answers.authenticated;
    m_wasFresh = isFresh(now); // also of a user who was forced in, and is active by now
    return reexamine();
}

// Each change is told once, and again only after the context has been the recorded one meanwhile. With
// SessionProtection::Strong the caller ends the session.
SessionChange SessionModel::noteContext(const QByteArray &contextId)
{
    if (!isIn() || !hasContext())
        return {};
    const bool isSame = contextId == m_contextId;
    const bool isTold = m_contextChanged && m_policy.protection == SessionProtection::Basic;
    m_contextChanged = !isSame;
    if (isSame || isTold)
        return {};
    m_facts.provedAt.reset();
    m_wasFresh = false;
    SessionChange change = reexamine();
    change.events.push_back({.kind = SessionEvent::Kind::Protected, .level = m_policy.protection});
    return change;
}

// --- Questions ----------------------------------------------------------------------------------

bool SessionModel::isFresh(Clock::Boot now) const
{
    return isAuthenticated() && !m_facts.isOverdue(now) && !m_facts.isIdleTooLong(now) && m_facts.isFresh(now, 0s);
}

bool SessionModel::isRevalidationDue(Clock::Boot now) const
{
    return isIn() && m_policy.revalidateInterval > 0s && now - m_loadedAt >= m_policy.revalidateInterval;
}

// An old proof confirms nothing: neither one from before the lock, nor one that is stale already.
bool SessionModel::isRecentProof(const std::optional<Clock::Boot> &provedAt, Clock::Boot now) const
{
    constexpr auto roundedBy = 1s; // servers tell whole seconds
    if (!provedAt || (m_facts.state == SessionState::Locked && *provedAt + roundedBy < m_lockedAt))
        return false;
    return m_policy.freshLifetime == 0s || now - *provedAt < m_policy.freshLifetime;
}

// A predicate is application code and may move this model. Its answer then no longer counts.
Access SessionModel::check(const Requirement &requirement, Clock::Boot now) const
{
    return checkFacts(requirement, m_facts, now, [this](const Requirement &each) {
        const UserPtr user = m_user;
        const Scopes scopes = m_answers.scopes;
        const quint64 epoch = m_facts.epoch;
        return each.conditionsHoldFor(*user, scopes) && m_facts.epoch == epoch
            && m_facts.state == SessionState::LoggedIn;
    });
}

std::optional<std::chrono::nanoseconds> SessionModel::freshFor(const Requirement &requirement, Clock::Boot now) const
{
    std::optional<std::chrono::nanoseconds> longest;
    const Requirement kept = requirement; // a predicate may destroy the caller's
    for (const Requirement &each : kept.alternatives()) {
        const bool isIn = kept.hasAlternatives() ? check(each, now) == Access::Allowed : each.needsFreshLogin();
        if (!isIn)
            continue;
        const auto left = freshForOne(each, now);
        if (!left)
            return std::nullopt; // this one is met for as long as the user is logged in
        longest = std::max(longest.value_or(*left), *left);
    }
    return longest;
}

// Of one without alternatives.
std::optional<std::chrono::nanoseconds> SessionModel::freshForOne(const Requirement &requirement, Clock::Boot now) const
{
    if (!requirement.needsFreshLogin() || !m_facts.isFresh(now, requirement.within()))
        return std::nullopt;
    std::optional<std::chrono::nanoseconds> left;
    for (const auto limit : {m_facts.freshLifetime, requirement.within()}) {
        if (limit > 0s && limit < std::chrono::years(100)) // longer ones overflow nanoseconds
            left = std::min(left.value_or(std::chrono::nanoseconds::max()), *m_facts.provedAt + limit - now);
    }
    return left;
}

// Once a limit has passed, the lock itself is about to come: what begins now asks to unlock, and outlives it.
SessionMark SessionModel::mark(Clock::Boot now) const
{
    const bool locksNow = isAuthenticated() && !m_facts.isOverdue(now) && m_facts.isIdleTooLong(now);
    return {m_facts.epoch, m_facts.locks + (locksNow ? 1 : 0), !isIn()};
}

bool SessionModel::isCurrent(const SessionMark &mark) const
{
    const bool isOfNextUser = mark.ofNobody && isIn() && m_facts.epoch == mark.epoch + 1;
    return (m_facts.epoch == mark.epoch || isOfNextUser) && m_facts.locks <= mark.locks;
}

} // namespace QtLogin
