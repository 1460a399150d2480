// SPDX-License-Identifier: MIT
#include "session/referencemodel.h"

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;
using Remember = LoginOptions::Remember;
using Outcome = ReferenceModel::Outcome;

// How far two readings of the wall clock may be apart without anything being wrong.
static constexpr auto tolerance = 60s;

ReferenceModel::ReferenceModel()
{
    people[0] = {.id = QStringLiteral("ada"), .admin = true};
    people[1] = {.id = QStringLiteral("bob")};
    people[2] = {.id = QStringLiteral("eve")};
}

// --- Questions ------------------------------------------------------------------------------------

bool ReferenceModel::isFresh(Seconds within) const
{
    if (!isAuthenticated() || !m_provedAt)
        return false;
    const auto age = now - *m_provedAt;
    return (policy.freshLifetime == 0s || age < policy.freshLifetime) && (within == 0s || age < within);
}

std::optional<bool> ReferenceModel::isRemembered() const
{
    if (m_remembered == true && now >= m_rememberedUntil)
        return false;
    return isIn() ? m_remembered : false;
}

std::optional<Clock::Boot> ReferenceModel::rememberedUntil() const
{
    return isRemembered() == true ? std::optional(m_rememberedUntil) : std::nullopt;
}

bool ReferenceModel::isWarned() const
{
    return state == SessionState::LoggedIn && policy.idleLock > 0s && policy.lockWarning > 0s
        && now - m_activeAt >= policy.idleLock - policy.lockWarning;
}

Access ReferenceModel::check(const Requirement &requirement) const
{
    if (requirement.isImpossible())
        return Access::Forbidden;
    if (!requirement.needsGuest() && !requirement.needsLogin())
        return Access::Allowed;
    if (state == SessionState::Restoring)
        return Access::Pending;
    if (requirement.needsGuest())
        return isIn() ? Access::GuestOnly : Access::Allowed;
    if (!isIn() || (state == SessionState::LoggedIn && isOverdue()))
        return Access::LoginRequired;
    if (state == SessionState::Locked)
        return Access::Locked;
    if (!m_user->active)
        return Access::LoginRequired;
    if (isIdle())
        return Access::Locked;
    const auto scopes = requirement.scopes();
    const bool hasScopes = std::all_of(scopes.begin(), scopes.end(), [this](const QString &scope) {
        return m_user->admin && scope == QStringLiteral("admin");
    });
    const auto as = SimpleUser::create({.id = m_user->id, .scopes = Scopes(scopes.begin(), scopes.end())});
    if (!hasScopes || !requirement.conditionsHoldFor(*as))
        return Access::Forbidden;
    return requirement.needsFreshLogin() && !isFresh(requirement.within()) ? Access::FreshLoginRequired
                                                                           : Access::Allowed;
}

bool ReferenceModel::isLimitPassed() const
{
    const auto limit = nextLimit();
    return limit && *limit <= now;
}

// Where it is most interesting to look, and just before.
std::optional<std::chrono::nanoseconds> ReferenceModel::untilNextLimit() const
{
    auto next = nextLimit();
    if (isFresh() && policy.freshLifetime > 0s)
        next = std::min(next.value_or(Clock::Boot::max()), *m_provedAt + policy.freshLifetime);
    return next && *next > now ? std::optional(*next - now) : std::nullopt;
}

QString ReferenceModel::describe() const
{
    QString text;
    QDebug stream(&text);
    stream.nospace() << state << (m_user ? u' ' + m_user->id : QString()) << ", stamp " << m_stamp << ", context "
                     << m_context << " of " << context << (loaderAnswers ? "" : ", loader silent")
                     << (keychainReads ? "" : ", keychain mute") << (keychainWrites ? "" : ", keychain full");
    for (const Person &person : people)
        stream << "; " << person.id << (person.exists ? "" : " gone") << (person.active ? "" : " disabled") << " stamp "
               << person.stamp;
    if (m_token)
        stream << "; token of " << people[m_token->who].id << " stamp " << m_token->stamp << " context "
               << m_token->context << (isTokenOver() ? " over" : "") << (m_token->damaged ? " damaged" : "");
    return text;
}

// --- Moves ----------------------------------------------------------------------------------------

void ReferenceModel::enter(size_t who, std::optional<Clock::Boot> provedAt, const QString &event, Outcome &outcome)
{
    if (isIn() && m_who != who)
        leave("UserSwitched", outcome);
    if (!isIn()) {
        ++epoch;
        m_enteredAt = m_loadedAt = now;
        m_remembered = false;
    }
    if (provedAt)
        m_enteredAt = now; // a new session
    if (state == SessionState::Locked)
        outcome.events += QStringLiteral("unlocked");
    state = SessionState::LoggedIn;
    m_who = who;
    m_user = people[who];
    m_stamp = people[who].stamp;
    m_provedAt = provedAt;
    m_activeAt = now;
    m_context = context;
    m_contextTold = false;
    m_mark = Mark {.activeAt = now, .enteredAt = m_enteredAt};
    outcome.events += event + u' ' + people[who].id;
    outcome.success = true;
}

void ReferenceModel::leave(const char *reason, Outcome &outcome)
{
    const QString id = m_user->id;
    outcome.events += QStringLiteral("aboutToLogOut ") + id;
    if (state == SessionState::Locked)
        outcome.events += QStringLiteral("unlocked");
    outcome.events += QStringLiteral("loggedOut %1 %2").arg(id, QLatin1StringView(reason));
    if (QLatin1StringView(reason) == QLatin1StringView("SessionExpired"))
        m_mark->isLocked = true;
    else
        m_mark.reset();
    ++epoch;
    state = SessionState::SignedOut;
    m_user.reset();
    m_provedAt.reset();
}

Outcome ReferenceModel::stay(SessionState next, const QStringList &events)
{
    state = next;
    return {.events = events};
}

// --- Logging in and out ---------------------------------------------------------------------------

Outcome ReferenceModel::logInByApplication(size_t who, const LoginOptions &options)
{
    if (!people[who].active && !options.force)
        return {};
    Outcome outcome;
    enter(who, options.fresh ? std::optional(now) : std::nullopt, QStringLiteral("loggedIn"), outcome);
    rememberAfterLogin(who, options, outcome);
    return outcome;
}

Outcome ReferenceModel::logIn(size_t who, bool rightPassword, const LoginOptions &options)
{
    if (!rightPassword)
        return stay(state, {QStringLiteral("loginFailed WrongCredentials")});
    if (!loaderAnswers)
        return stay(state, {QStringLiteral("loaderFailed"), QStringLiteral("loginFailed Unavailable")});
    if (!people[who].exists || (!people[who].active && !options.force))
        return stay(state, {QStringLiteral("loginFailed WrongCredentials")});
    return logInByApplication(who, options);
}

void ReferenceModel::rememberAfterLogin(size_t who, const LoginOptions &options, Outcome &outcome)
{
    const bool others = m_token && m_token->who != who;
    if (options.remember == Remember::Keep) {
        if (others)
            m_token.reset();
        m_remembered = m_token && !isSeriesOver();
        noteTokenEnd();
        return;
    }
    if (options.remember == Remember::No) {
        m_token.reset();
        m_remembered = false;
        return;
    }
    outcome.stored = keychainWrites && policy.rememberLifetime > 0s;
    if (policy.rememberLifetime == 0s) {
        m_token.reset();
        m_remembered = false;
    } else if (!keychainWrites) { // what was stored for the same user is as good as before
        if (others)
            m_token.reset();
        if (m_token && (m_remembered == false || isSeriesOver()))
            m_remembered.reset();
    } else {
        const Seconds lifetime = options.rememberFor.value_or(policy.rememberLifetime);
        m_token = Token {.who = who,
                         .stamp = people[who].stamp,
                         .context = context,
                         .lifetime = lifetime,
                         .unusedLifetime = std::min(policy.rememberUnusedLifetime, lifetime),
                         .sliding = policy.slidingRemember,
                         .issuedAt = wall,
                         .lastUsedAt = wall,
                         .expiresAt = wall + lifetime,
                         .itemExpiresAt = wall + lifetime};
        m_remembered = true;
        noteTokenEnd();
    }
}

Outcome ReferenceModel::logOut()
{
    Outcome outcome {.success = true};
    m_token.reset();
    m_mark.reset();
    if (isIn())
        leave("Requested", outcome);
    state = SessionState::SignedOut;
    return outcome;
}

Outcome ReferenceModel::forget()
{
    m_token.reset();
    m_remembered = false;
    if (state == SessionState::RestorePending)
        state = SessionState::SignedOut; // there is no user to wait for
    return {.success = true};
}

// --- Locking and proving --------------------------------------------------------------------------

Outcome ReferenceModel::lock(const QString &reason)
{
    if (state != SessionState::LoggedIn)
        return {};
    state = SessionState::Locked;
    m_provedAt.reset();
    m_lockedAt = now;
    m_mark->isLocked = true;
    return {.events = {QStringLiteral("locked ") + reason}};
}

void ReferenceModel::prove(size_t who, Outcome &outcome)
{
    outcome.success = true;
    outcome.events +=
        state == SessionState::Locked ? QStringLiteral("unlocked") : QStringLiteral("loginConfirmed ") + people[who].id;
    state = SessionState::LoggedIn;
    m_mark->isLocked = false;
    m_provedAt = now;
    m_activeAt = now;
    m_context = context;
    m_contextTold = false;
}

Outcome ReferenceModel::confirmLogin()
{
    Outcome outcome;
    if (isIn())
        prove(m_who, outcome);
    return outcome;
}

Outcome ReferenceModel::reauthenticate(size_t who, bool rightPassword)
{
    if (!isIn())
        return {};
    const Outcome wrong {.events = {QStringLiteral("loginFailed WrongCredentials")}};
    if (!rightPassword || who != m_who)
        return wrong;
    if (!loaderAnswers)
        return {.events = {QStringLiteral("loaderFailed"), QStringLiteral("loginFailed Unavailable")}};
    if (!people[who].exists || (!people[who].active && m_user->active)) { // the session, too, has no user any more
        m_token.reset();
        Outcome ended;
        leave(people[who].exists ? "UserDisabled" : "UserGone", ended);
        ended.events += wrong.events;
        return ended;
    }
    if (!people[who].active)
        return wrong;
    Outcome outcome;
    const bool newStamp = m_stamp != people[who].stamp;
    m_user = people[who];
    m_stamp = people[who].stamp;
    prove(who, outcome);
    // A remembered login carries the stamp, and is made anew with it.
    if (newStamp && m_remembered == true)
        rememberAfterLogin(who, {.remember = Remember::Yes, .rememberFor = m_token->lifetime}, outcome);
    return outcome;
}

// --- Asking ---------------------------------------------------------------------------------------

// A user is asked for what helps, no more often than makes sense, and for nothing where a handler takes it over.
Outcome ReferenceModel::require(const Requirement &requirement, const std::optional<Reply> &reply)
{
    Outcome outcome;
    if (isIn())
        lookAtContext(outcome);
    for (int round = 0; round < 4; ++round) {
        const Access access = check(requirement);
        outcome.success = access == Access::Allowed;
        if (outcome.success)
            return outcome;
        const bool isLocked = access == Access::Locked;
        if (!reply && !isLocked)
            outcome.handled = 1;
        const bool canHelp = isLocked || access == Access::LoginRequired || access == Access::FreshLoginRequired;
        if (round == 3 || !canHelp || (!reply && !isLocked))
            return outcome;
        outcome.asked += isLocked ? QStringLiteral("Unlock") : isIn() ? QStringLiteral("Reauthenticate") : QStringLiteral("LogIn");
        if (!reply || reply->turnsAway)
            return outcome;
        const Outcome done = isIn() ? reauthenticate(m_who, reply->rightPassword)
                                    : logIn(reply->who, reply->rightPassword, reply->options);
        outcome.events += done.events;
        if (done.stored)
            outcome.stored = done.stored;
        if (!done.success) // and the user turns away
            return outcome;
    }
    return outcome;
}

// A call that is allowed runs at once. One that waits is for the user who has begun it, or for the next one.
Outcome ReferenceModel::guard(const Requirement &requirement, const std::optional<Reply> &reply)
{
    if (check(requirement) == Access::Allowed)
        return {.success = true};
    const bool isOfUser = isIn();
    const quint64 begun = epoch;
    Outcome outcome = require(requirement, reply);
    outcome.success = outcome.success && !(isOfUser && epoch != begun);
    return outcome;
}

// A change is told once, and again only after the recorded context was seen meanwhile.
void ReferenceModel::lookAtContext(Outcome &outcome)
{
    if (policy.protection == SessionProtection::Off)
        return;
    const bool strong = policy.protection == SessionProtection::Strong;
    if (context == m_context) {
        m_contextTold = false;
    } else if (strong || !m_contextTold) {
        m_contextTold = true;
        m_provedAt.reset();
        if (strong) {
            m_token.reset();
            const auto afterHook = outcome.events.size() + 1;
            leave("ContextChanged", outcome);
            outcome.events.insert(afterHook, QStringLiteral("sessionProtected 2"));
            return;
        }
        outcome.events += QStringLiteral("sessionProtected 1");
    }
}

Outcome ReferenceModel::revalidate()
{
    Outcome outcome;
    if (isIn())
        lookAtContext(outcome);
    if (!isIn())
        return outcome;
    const Person &known = people[m_who];
    const bool disabled = !known.active && m_user->active; // a user who was forced in is no news
    if (!loaderAnswers) {
        outcome.events += QStringLiteral("loaderFailed");
        return outcome;
    }
    if (!known.exists || disabled || known.stamp != m_stamp) {
        m_token.reset();
        leave(!known.exists ? "UserGone" : disabled ? "UserDisabled" : "StampChanged", outcome);
        return outcome;
    }
    m_user = known;
    outcome.success = true;
    return outcome;
}

// --- The remembered login -------------------------------------------------------------------------

bool ReferenceModel::isTokenOver() const
{
    return wall >= m_token->itemExpiresAt || wall + tolerance < m_token->issuedAt || isSeriesOver();
}

bool ReferenceModel::isSeriesOver() const
{
    return wall >= m_token->expiresAt || wall + tolerance < m_token->lastUsedAt
        || (m_token->unusedLifetime > 0s && wall >= m_token->lastUsedAt + m_token->unusedLifetime);
}

// A remembered login ends by itself, on the clock that does not jump.
void ReferenceModel::noteTokenEnd()
{
    if (!m_token)
        return;
    auto end = m_token->expiresAt;
    if (m_token->unusedLifetime > 0s)
        end = std::min(end, m_token->lastUsedAt + m_token->unusedLifetime);
    m_rememberedUntil = now + (end - wall);
}

// Input is use of the remembered login, once a day, and no more often than once an hour where that does not work.
void ReferenceModel::useToken()
{
    if (isRemembered() != true || !m_token)
        return;
    const auto sinceUse = wall - m_token->lastUsedAt;
    if ((sinceUse >= 0s && sinceUse < 24h) || now < m_nextUse)
        return;
    m_nextUse = now + 1h;
    if (isSeriesOver())
        return;
    m_token->lastUsedAt = std::max(m_token->lastUsedAt, wall);
    if (m_token->sliding)
        m_token->expiresAt = std::max(m_token->expiresAt, wall + m_token->lifetime);
    m_token->itemExpiresAt = std::max(m_token->itemExpiresAt, m_token->expiresAt);
    noteTokenEnd();
}

Outcome ReferenceModel::restore()
{
    if (isIn())
        return {.success = state == SessionState::LoggedIn};
    if (policy.rememberLifetime == 0s) {
        m_token.reset();
        return comeInByDesktop();
    }
    if (!m_token) // and no keychain need be unlocked for that
        return comeInByDesktop();
    if (!keychainReads)
        return stay(SessionState::RestorePending, {QStringLiteral("restorePending")});
    if (m_token->damaged) // it stays, and is read again at the next start
        return comeInByDesktop();
    const size_t who = m_token->who;
    if (wall >= m_token->itemExpiresAt || wall + tolerance < m_token->issuedAt) // the clock may be wrong
        return comeInByDesktop();
    if (!loaderAnswers)
        return stay(SessionState::RestorePending, {QStringLiteral("loaderFailed"), QStringLiteral("restorePending")});
    if (policy.protection != SessionProtection::Off && m_token->context != context)
        return comeInByDesktop(); // another machine may have a use for it
    if (!people[who].exists || !people[who].active || people[who].stamp != m_token->stamp) {
        m_token.reset();
        return comeInByDesktop();
    }
    if (isTokenOver())
        return comeInByDesktop();
    m_token->lastUsedAt = std::max(m_token->lastUsedAt, wall);
    if (m_token->sliding)
        m_token->expiresAt = std::max(m_token->expiresAt, wall + m_token->lifetime);
    if (keychainWrites) {
        m_token->itemExpiresAt = m_token->expiresAt;
        m_token->context = context;
    }
    Outcome outcome;
    const auto found = m_mark;
    enter(who, std::nullopt, QStringLiteral("restored"), outcome);
    comeBackAsMarked(found, outcome);
    m_remembered = true;
    noteTokenEnd();
    outcome.stored = keychainWrites; // its successor
    return outcome;
}

// The next source after a remembered login, also after one that is of no use here. Nothing is remembered of it.
Outcome ReferenceModel::comeInByDesktop()
{
    state = SessionState::SignedOut;
    Outcome outcome;
    if (isKnownToDesktop)
        enter(2, std::nullopt, QStringLiteral("restored"), outcome);
    return outcome;
}

// As the application was left, and never past its ceiling without a proof.
void ReferenceModel::comeBackAsMarked(const std::optional<Mark> &found, Outcome &outcome)
{
    if (!found)
        return;
    const bool isAtCeiling = isMarkOver(found->enteredAt, policy.sessionLifetime);
    if (!isAtCeiling)
        m_enteredAt = m_mark->enteredAt = found->enteredAt;
    if (!found->isLocked && !isAtCeiling && !isMarkOver(found->activeAt, policy.idleLock))
        return;
    outcome.events.insert(outcome.events.size() - 1, lock(QStringLiteral("Restored")).events.first());
}

void ReferenceModel::restartApplication()
{
    if (state == SessionState::LoggedIn)
        m_mark->activeAt = m_activeAt;
    state = SessionState::SignedOut;
    m_user.reset();
    m_provedAt.reset();
    m_nextUse = m_lockedAt = {};
    epoch = 0;
}

// --- Time -----------------------------------------------------------------------------------------

Outcome ReferenceModel::setPolicy(const SessionPolicy &next)
{
    policy = next;
    if (isIn() && policy.rememberLifetime == 0s) {
        m_token.reset();
        m_remembered = false;
    }
    return advance(0s);
}

// Activity after a limit does not undo it, and makes all that have passed noticed.
Outcome ReferenceModel::noteUserActivity()
{
    if (state != SessionState::LoggedIn || isIdle() || isOverdue())
        return advance(0s);
    m_activeAt = now;
    useToken();
    return {};
}

std::optional<Clock::Boot> ReferenceModel::nextLimit() const
{
    std::optional<Clock::Boot> next;
    const auto consider = [&](bool applies, Clock::Boot at) {
        if (applies && isIn())
            next = next ? std::min(*next, at) : at;
    };
    consider(policy.sessionLifetime > 0s, m_enteredAt + policy.sessionLifetime);
    consider(policy.idleLock > 0s && state == SessionState::LoggedIn, m_activeAt + policy.idleLock);
    consider(policy.revalidateInterval > 0s, m_loadedAt + policy.revalidateInterval);
    return next;
}

bool ReferenceModel::applyOneLimit(Outcome &outcome)
{
    if (isOverdue()) {
        leave("SessionExpired", outcome);
    } else if (isIdle()) {
        outcome.events += lock(QStringLiteral("Idle")).events;
    } else if (policy.revalidateInterval > 0s && now - m_loadedAt >= policy.revalidateInterval) {
        m_loadedAt = now;
        outcome.events += revalidate().events;
    } else {
        return false;
    }
    return isIn();
}

Outcome ReferenceModel::advance(std::chrono::nanoseconds duration)
{
    Outcome outcome;
    const auto past = now;
    const auto end = now + duration;
    while (const auto limit = nextLimit()) {
        if (*limit > end)
            break;
        now = std::max(now, *limit);
        if (!applyOneLimit(outcome))
            break;
    }
    now = end;
    wall += std::chrono::duration_cast<std::chrono::milliseconds>(end - past);
    return outcome;
}

void ReferenceModel::sleepThrough(std::chrono::nanoseconds duration)
{
    now += duration;
    wall += std::chrono::duration_cast<std::chrono::milliseconds>(duration);
}

} // namespace QtLogin
