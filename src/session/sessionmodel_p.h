// SPDX-License-Identifier: MIT
#pragma once

#include "identity/usersnapshot.h"
#include "session/sessionfacts_p.h"
#include "session/sessionmark.h"
#include "session/sessionpolicy.h"

#include <QtCore/qbytearray.h>

#include <vector>

namespace QtLogin {

// One thing that happened to a session and that the application hears by a signal.
struct SessionEvent
{
    enum class Kind { LoggedIn, Restored, LoginConfirmed, LoggedOut, AboutToLock, LockAverted, Protected };

    Kind kind;
    UserPtr user = {};
    LogoutReason reason = LogoutReason::Requested; // of LoggedOut
    std::chrono::seconds left {0}; // of AboutToLock
    SessionProtection level = SessionProtection::Off; // of Protected

    friend bool operator==(const SessionEvent &, const SessionEvent &) = default;
};

// The work that a transition leaves to the session around the model.
struct SessionChange
{
    bool closes = false; // gates may have to close
    bool opens = false; // gates may open; implied by closes
    bool locks = false; // the session was open and is locked now
    bool expires = false; // the session has reached its ceiling: only a proof brings the user back
    UserPtr leaving = {}; // the user whose session has ended; null: no session has
    std::vector<SessionEvent> events = {}; // in order
};

// The model of a session: its states, its limits and what each of them allows. A value without clock, thread,
// future or signal, so that a test can take a million steps; the time is an argument. Session is its only user.
class SessionModel
{
public:
    struct Entry // of a user whose answers were just taken
    {
        UserPtr user;
        UserSnapshot answers;
        bool isActive = true;
        QString stamp = {};
        QByteArray contextId = {}; // empty: there is nothing to compare
        std::optional<Clock::Boot> provedAt = {}; // null: the user has proved nothing in this process
    };
    struct Comeback // how a login returns that an earlier run has left
    {
        bool isLocked = false;
        std::chrono::nanoseconds age {0}; // how long ago the session began; zero: it begins now
        Clock::Boot begunAt {}; // of the restoring: a proof from before does not unlock
        std::optional<Clock::Boot> rememberedUntil = {};
    };

    explicit SessionModel(UserPtr anonymous) : m_user(std::move(anonymous)) { }

    // Transitions. Each is complete when it returns; a transition that does not apply changes nothing.
    SessionChange beginLogin(); // SignedOut and RestorePending only
    SessionChange cancelLogin();
    SessionChange beginRestore();
    SessionChange endRestore(bool isPending); // without a user
    SessionChange giveUp(); // neither a login nor a remembered user is awaited any more
    SessionChange enter(const Entry &entry, Clock::Boot now); // the same user, or while no user is logged in
    SessionChange comeBack(const Entry &entry, const Comeback &how, Clock::Boot now);
    SessionChange confirm(const Entry &proof, Clock::Boot now); // by the user who is logged in; unlocks
    SessionChange lock(LockReason reason, Clock::Boot now);
    SessionChange end(LogoutReason reason, const UserPtr &anonymous);
    SessionChange passTime(Clock::Boot now, const UserPtr &anonymous);
    SessionChange noteActivity(Clock::Boot now); // nothing once a limit has passed: passTime() is due then
    // The same user, loaded anew.
    SessionChange noteUser(const UserPtr &user, const UserSnapshot &answers, bool isActive, Clock::Boot now);
    SessionChange noteContext(const QByteArray &contextId);
    SessionChange setPolicy(const SessionPolicy &policy);
    SessionChange setAnonymous(const UserPtr &anonymous); // while no user is logged in
    void close(const UserPtr &anonymous); // for good: no mark is current, and no lease alive
    SessionChange reexamine() const; // also of requirements with limits of their own
    void noteRemembered(std::optional<Clock::Boot> until)
    {
        m_rememberedUntil = until;
        m_wasRemembered = until.has_value();
    }
    void noteLoading(Clock::Boot now) { m_loadedAt = now; }
    void turnAwayProofs(Clock::Boot now) { m_lockedAt = now; } // those given until now do not unlock

    // Questions.
    const SessionFacts &facts() const { return m_facts; }
    SessionState state() const { return m_facts.state; }
    bool isIn() const { return m_facts.isIn(); }
    const UserPtr &user() const { return m_user; }
    const UserSnapshot &answers() const { return m_answers; }
    const QByteArray &contextId() const { return m_contextId; }
    bool isActive() const { return m_isActive; }
    const QString &stamp() const { return m_stamp; }
    const SessionPolicy &policy() const { return m_policy; }
    Clock::Boot loadedAt() const { return m_loadedAt; }
    LockReason lockReason() const { return m_lockReason; }
    bool isAuthenticated() const { return m_facts.state == SessionState::LoggedIn && m_facts.authenticated; }
    bool isFresh(Clock::Boot now) const;
    bool isRemembered(Clock::Boot now) const { return isIn() && m_rememberedUntil && now < *m_rememberedUntil; }
    bool hasContext() const { return m_policy.protection != SessionProtection::Off && !m_contextId.isEmpty(); }
    bool isRevalidationDue(Clock::Boot now) const;
    bool isRecentProof(const std::optional<Clock::Boot> &provedAt, Clock::Boot now) const;
    Access check(const Requirement &requirement, Clock::Boot now) const;
    // Null: it is not fresh enough, or stays so.
    std::optional<std::chrono::nanoseconds> freshFor(const Requirement &requirement, Clock::Boot now) const;
    std::optional<std::chrono::nanoseconds> nextLimit(Clock::Boot now) const;
    // Requirement::login() is met, whichever time it is.
    bool isPlainlyOpen() const { return isAuthenticated() && !m_facts.hasTimeLimit(); }
    SessionMark mark(Clock::Boot now) const;
    bool isCurrent(const SessionMark &mark) const;

private:
    std::optional<std::chrono::nanoseconds> freshForOne(const Requirement &requirement, Clock::Boot now) const;
    void take(const Entry &entry, Clock::Boot now);
    void avertLock(SessionChange &change);
    SessionChange toOutside(SessionState state);

    SessionFacts m_facts;
    SessionPolicy m_policy;
    UserPtr m_user; // never null
    UserSnapshot m_answers;
    bool m_isActive = false; // else the user was forced in
    QString m_stamp;
    QByteArray m_contextId;
    bool m_contextChanged = false; // and that has been told
    SessionState m_beforeLogin = SessionState::SignedOut;
    LockReason m_lockReason = LockReason::Requested;
    Clock::Boot m_lockedAt {};
    Clock::Boot m_loadedAt {};
    bool m_wasFresh = false; // as last looked at by passTime() and transitions
    bool m_wasRemembered = false;
    bool m_warnedOfLock = false;
    std::optional<Clock::Boot> m_rememberedUntil; // null: not remembered
};

} // namespace QtLogin
