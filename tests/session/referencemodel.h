// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginoptions.h"
#include "foundation/clock.h"
#include "requirements/requirement.h"
#include "session/sessionpolicy.h"

#include <QtCore/qstringlist.h>

#include <array>
#include <optional>

namespace QtLogin {

// The model of a session as it should be, in as few words as possible and without any of its mechanics: there
// is no time between question and answer here, no thread and no file. Written after the design,
// not after the code, so that the two may disagree.
//
// Each verb says which events the world should hear of, in order, and whether it should succeed.
class ReferenceModel
{
public:
    using Seconds = std::chrono::seconds;

    struct Person
    {
        QString id;
        bool exists = true;
        bool active = true;
        bool admin = false;
        int stamp = 0;

        friend bool operator==(const Person &, const Person &) = default;
    };
    struct Outcome
    {
        bool success = false;
        QStringList events = {};
        std::optional<bool> stored = {}; // whether remembering is reported to have worked
        QStringList asked = {}; // the user is asked to do these, in order
        int handled = 0; // how often a handler is called
    };
    struct Reply // of a user who is asked
    {
        bool turnsAway = false;
        bool rightPassword = true;
        size_t who = 0; // where no user is logged in; else it is the one who is
        LoginOptions options = {};
    };

    ReferenceModel();

    // The world around the session.
    std::array<Person, 3> people; // the third is known to the desktop alone
    bool isKnownToDesktop = false;
    bool loaderAnswers = true;
    bool keychainReads = true, keychainWrites = true;
    int context = 1;
    Clock::Boot now {};
    Clock::Wall wall {};

    // The session, as it should look from outside.
    SessionState state = SessionState::SignedOut;
    SessionPolicy policy;
    quint64 epoch = 0;
    bool isIn() const { return state == SessionState::LoggedIn || state == SessionState::Locked; }
    std::optional<Person> user() const { return m_user; }
    bool isAuthenticated() const { return state == SessionState::LoggedIn && m_user->active; }
    bool isFresh(Seconds within = Seconds(0)) const;
    std::optional<bool> isRemembered() const; // null: it cannot be said
    std::optional<Clock::Boot> rememberedUntil() const;
    bool isWarned() const; // the session is about to lock, and the user has been told
    bool hasToken() const { return m_token.has_value(); }
    Access check(const Requirement &requirement) const;
    std::optional<std::chrono::nanoseconds> untilNextLimit() const;
    QString describe() const;
    bool isLimitPassed() const; // a limit has passed, and that has not been noticed yet

    // Verbs.
    Outcome logInByApplication(size_t who, const LoginOptions &options);
    Outcome logIn(size_t who, bool rightPassword, const LoginOptions &options);
    Outcome logOut();
    Outcome lock(const QString &reason);
    Outcome confirmLogin();
    Outcome reauthenticate(size_t who, bool rightPassword);
    Outcome revalidate();
    Outcome restore();
    Outcome require(const Requirement &requirement, const std::optional<Reply> &reply); // null: a handler is set
    Outcome guard(const Requirement &requirement, const std::optional<Reply> &reply); // success: the call runs
    Outcome forget();
    Outcome setPolicy(const SessionPolicy &policy);
    void damageItem() { m_token->damaged = true; }
    bool isItemDamaged() const { return m_token && m_token->damaged; }
    Outcome noteUserActivity();
    void restartApplication();

    // Outside, where no user is logged in yet.
    bool isWaiting() const { return state == SessionState::SignedOut || state == SessionState::RestorePending; }
    void beginLogin()
    {
        if (isWaiting())
            m_beforeLogin = std::exchange(state, SessionState::LoggingIn);
    }
    void cancelLogin()
    {
        if (state == SessionState::LoggingIn)
            state = m_beforeLogin;
    }
    void beginRestore() { state = isWaiting() ? SessionState::Restoring : state; }
    void endRestore(bool isPending) // without a user
    {
        if (!isIn())
            (state == SessionState::LoggingIn ? m_beforeLogin : state) = isPending ? SessionState::RestorePending : SessionState::SignedOut;
    }
    // A proof of \a provedAt unlocks or confirms.
    bool isRecentProof(Clock::Boot provedAt) const
    {
        const bool isFromBefore = state == SessionState::Locked && provedAt + Seconds(1) < m_lockedAt;
        return !isFromBefore && (policy.freshLifetime == Seconds(0) || now - provedAt < policy.freshLifetime);
    }
    void turnAwayProofs() { m_lockedAt = now; }

    // Time.
    Outcome advance(std::chrono::nanoseconds duration);
    void sleepThrough(std::chrono::nanoseconds duration); // not noticed until the next advance()

private:
    struct Token
    {
        size_t who = 0;
        int stamp = 0;
        int context = 0;
        Seconds lifetime {0};
        Seconds unusedLifetime {0};
        bool sliding = false;
        bool damaged = false;
        Clock::Wall issuedAt {}, lastUsedAt {};
        Clock::Wall expiresAt {}; // as the verifier knows
        Clock::Wall itemExpiresAt {}; // as the keychain's item says
    };

    static QString text(const Person &person) { return person.id; }
    void enter(size_t who, std::optional<Clock::Boot> provedAt, const QString &event, Outcome &outcome);
    void leave(const char *reason, Outcome &outcome);
    void prove(size_t who, Outcome &outcome);
    void lookAtContext(Outcome &outcome);
    Outcome comeInByDesktop();
    void rememberAfterLogin(size_t who, const LoginOptions &options, Outcome &outcome);
    struct Mark // what the next start finds of the session
    {
        bool isLocked = false;
        Clock::Boot activeAt {};
        Clock::Boot enteredAt {};
    };
    void comeBackAsMarked(const std::optional<Mark> &found, Outcome &outcome);
    bool isMarkOver(Clock::Boot since, Seconds limit) const { return limit > Seconds(0) && now - since >= limit; }
    bool isOverdue() const
    {
        return policy.sessionLifetime > Seconds(0) && now - m_enteredAt >= policy.sessionLifetime;
    }
    bool isIdle() const
    {
        return state == SessionState::LoggedIn && policy.idleLock > Seconds(0) && now - m_activeAt >= policy.idleLock;
    }
    bool isTokenOver() const;
    void noteTokenEnd();
    void useToken();
    bool isSeriesOver() const; // as its verifier says
    Outcome stay(SessionState next, const QStringList &events = {});
    std::optional<Clock::Boot> nextLimit() const;
    bool applyOneLimit(Outcome &outcome);

    std::optional<Person> m_user; // as loaded or given, not as they are in the world now
    size_t m_who = 0;
    int m_stamp = 0;
    int m_context = 0;
    bool m_contextTold = false;
    std::optional<bool> m_remembered = false;
    Clock::Boot m_rememberedUntil {}, m_nextUse {};
    std::optional<Clock::Boot> m_provedAt;
    Clock::Boot m_enteredAt {}, m_activeAt {}, m_loadedAt {}, m_lockedAt {};
    SessionState m_beforeLogin = SessionState::SignedOut;
    std::optional<Token> m_token;
    std::optional<Mark> m_mark; // at least where a user is logged in
};

} // namespace QtLogin
