// SPDX-License-Identifier: MIT
#pragma once

#include "desktop/locklistener_p.h"
#include "remember/lockmark_p.h"
#include "remember/rememberme_p.h"
#include "session/loginmanager.h"
#include "session/sharedsession_p.h"

#include <deque>
#include <vector>

namespace QtLogin {

// What a LoginManager is made of. Shared, and held by whoever is at work in it: any slot may
// delete the manager.
class SessionCore final : public QObject, public std::enable_shared_from_this<SessionCore>
{
    Q_OBJECT
public:
    SessionCore(LoginManager *manager, const QString &applicationId, std::shared_ptr<Clock> clock);
    ~SessionCore() override;

    // The manager dies: close the gates, kill the leases, finish what people wait for.
    void shutDown();
    bool eventFilter(QObject *watched, QEvent *event) override;
    // Says what it says by itself, in the language of the moment. The application's own words stay.
    void speak();
    static std::shared_ptr<SessionCore> of(const LoginManager &manager) { return manager.d; }

    // Parts and settings, set by the manager.
    struct Parts
    {
        std::shared_ptr<UserLoader> loader;
        std::shared_ptr<Authenticator> authenticator;
        std::shared_ptr<AccountEditor> editor;
        std::shared_ptr<LoginPrompt> prompt;
        std::vector<std::function<QFuture<Result<UserPtr>>()>> ambient;
        AnonymousUserFactory anonymous;
        std::function<QByteArray()> contextId;
        LoginManager::Handler unauthorized, freshLogin, forbidden, guestOnly;
    };
    Parts parts;
    QProperty<SessionPolicy> sessionPolicy; // a copy of policy(), for whoever binds to it
    QProperty<QString> loginMessage;
    QProperty<QString> freshLoginMessage;
    QProperty<QString> profile;
    QProperty<bool> keepUserName {false};
    const QString applicationId;
    const std::shared_ptr<Clock> clock;
    RememberMe remember;

    // Properties, as bindings see them; moved together by publish().
    QProperty<SessionState> state {SessionState::SignedOut};
    QProperty<bool> busy {false};
    QProperty<UserPtr> currentUser;
    QProperty<bool> authenticated {false};
    QProperty<bool> fresh {false};
    QProperty<bool> remembered {false};
    QProperty<bool> locked {false};
    QProperty<bool> hasRememberedUser {false};
    QProperty<bool> rememberAvailable {true};
    QProperty<KeychainState> keychain {KeychainState::Unknown};
    QProperty<LockSources> lockSources;
    const std::shared_ptr<QProperty<RememberAvailability>> rememberAvailability;

    // Settings that do something.
    const SessionPolicy &policy() const { return m_policy; }
    void setPolicy(const SessionPolicy &policy);
    void setPlace(const QString &name, const QString &folder);
    const RememberMe::Place &place() const { return m_place; }
    void addGatekeeper(Gatekeeper *gatekeeper);
    void removeGatekeeper(Gatekeeper *gatekeeper);
    bool isCovered(const QObject *context) const;
    void refreshAnonymous();

    // Questions.
    Access check(const Requirement &requirement) const
    {
        // What is asked most: without a clock, a predicate or a user to be called.
        return m_plainlyIn && requirement.isJustLogin() ? Access::Allowed : checkClosely(requirement);
    }
    std::optional<std::chrono::nanoseconds> freshFor(const Requirement &requirement) const;
    SessionLease lease() const;
    quint64 epoch() const { return m_facts.epoch; }
    bool isFreshNow() const;
    std::optional<NextStep> nextStep() const { return m_nextStep; }
    QFuture<Result<UserSnapshot>> require(const Requirement &requirement, const QString &message);

    // Verbs.
    QFuture<Result<void>> logIn(const Credentials &credentials, const LoginOptions &options, bool fromPrompt = false);
    Result<void> logIn(const UserPtr &user, const LoginOptions &options);
    void logOut();
    Result<void> confirmLogin();
    QFuture<Result<void>> reauthenticate(const Credentials &credentials, bool fromPrompt = false);
    QFuture<Result<void>> unlockByPrompt();
    QFuture<Result<void>> restore();
    QFuture<Result<QString>> peekRemembered();
    void lock(LockReason reason);
    QFuture<Result<void>> forget();
    QFuture<Result<void>> revalidate();
    QFuture<Result<void>> logOutEverywhere();
    void noteUserActivity();
    void endSession(LogoutReason reason);

private:
    using Event = std::function<void(LoginManager &)>;
    enum class Purpose { LogIn, Prove };
    enum class Token { Leave, Forget, ForgetOwn };
    struct LoginFlow;
    struct RestoreFlow;
    struct Revalidation;
    struct Question;
    struct Prompting;
    class Scope;

    // sessioncore.cpp: the one place where the state moves
    struct Transition
    {
        SessionState to;
        UserPtr user = {}; // who is in afterwards; null: as before
        bool leaves = false; // whoever was in is out
        std::chrono::nanoseconds age {0}; // of the session that begins: how long ago it began, in an earlier run
        Event event = {}; // told once all is done; none where a property says it all
    };
    void become(const Transition &next);
    void apply(const Transition &next);
    void changeAccess(const std::function<void()> &change, const Event &event = {});
    void announceHook(const UserPtr &leaving);
    void closeGates();
    void openGates();
    void publish();
    void announce();
    void notify();
    void tell(const Event &event);
    bool isIn() const { return m_facts.state == SessionState::LoggedIn || m_facts.state == SessionState::Locked; }
    bool isSomebody() const;
    Access checkClosely(const Requirement &requirement) const;
    UserPtr nobody() const;
    void share();
    Result<void> configured(bool needsAuthenticator) const;
    QByteArray contextId() const;

    // sessiontime.cpp: limits
    void noteClockJump();
    void judgeTime();
    void avertLock();
    void armAlarm();
    std::optional<std::chrono::nanoseconds> untilNextLimit(Clock::Boot now) const;

    // sessionlock.cpp: the desktop
    void listenToDesktop();
    void makeLockListeners();
    void askDesktopAgain();
    void hearDesktop(LockReason reason);
    void hearResume();
    void countLockSources();

    // sessionlock.cpp: what the next start must know
    LockMark::Session markedSession(Mark::State state) const;
    void recordMark(LockMark::Others others);
    void watchMark(const QFuture<Result<void>> &recorded, bool isLock = false);
    void clearMark(const QFuture<Result<void>> &ended, LockMark::Others others);

    // sessionlogin.cpp
    QFuture<Result<void>> authenticate(std::shared_ptr<LoginFlow> flow);
    void judgeProof(const std::shared_ptr<LoginFlow> &flow, const Result<Authentication> &answer);
    void judgeUser(const std::shared_ptr<LoginFlow> &flow, const Proof &proof, const Result<UserPtr> &loaded);
    void fail(const std::shared_ptr<LoginFlow> &flow, const Error &error);
    void carryLoginOver(quint64 before);
    bool isPromptAttempting() const;
    void conclude(const std::shared_ptr<LoginFlow> &flow, const Result<void> &result);
    bool isStale(const LoginFlow &flow) const;
    bool isNews(const std::optional<Clock::Boot> &provedAt) const;
    bool enter(const UserPtr &user, std::optional<Clock::Boot> provedAt, const QString &stamp,
               const LoginOptions &options);
    void prove(const UserPtr &user, Clock::Boot provedAt, const QString &stamp);
    std::optional<Clock::Boot> bootTimeOf(const std::optional<Clock::Wall> &provedAt) const;
    void rememberAfterLogin(const UserPtr &user, const LoginOptions &options);
    void keepToken(const UserPtr &user);
    void issueToken(const UserPtr &user, std::chrono::seconds lifetime);
    void noteRemembered(std::chrono::seconds rememberedFor);
    void forgetAtLogin();
    void end(LogoutReason reason, Token token, const QFuture<Result<void>> &ended = readyFuture(Result<void>()));
    void cancelLoggingIn();

    // sessionrestore.cpp
    void seekRemembered(const std::shared_ptr<RestoreFlow> &flow);
    void judgeRecord(const std::shared_ptr<RestoreFlow> &flow, const Result<RememberRecord> &record);
    void judgeRememberedUser(const std::shared_ptr<RestoreFlow> &flow, const RememberRecord &record,
                             const Result<UserPtr> &loaded);
    void judgePresented(const std::shared_ptr<RestoreFlow> &flow, const RememberRecord &record, const UserPtr &user,
                        const Result<RememberVerifier::Presented> &presented);
    void discardFound(const std::shared_ptr<RestoreFlow> &flow);
    void tryAmbient(const std::shared_ptr<RestoreFlow> &flow, const Error &why, size_t index = 0);
    void lookAtMark(const std::shared_ptr<RestoreFlow> &flow, const UserPtr &user,
                    const std::optional<QString> &rememberedStamp);
    void enterRestored(const UserPtr &user, const std::optional<QString> &rememberedStamp, const LockMark::Found &mark);
    void suspendRestore(const Error &why);
    void giveUpRestore(const Error &why);
    void finishRestore(const Result<void> &result);
    void stopRestore(const Error &why);
    void noteKeychain(KeychainState state);
    void updateAvailability();
    void heardElsewhere(RememberMe::Elsewhere what, std::chrono::seconds rememberedFor);

    // sessionuser.cpp: is the user still who they were?
    QFuture<Result<UserPtr>> load(const QString &id);
    void judgeRevalidated(const std::shared_ptr<Revalidation> &revalidation, const Result<UserPtr> &loaded);
    void revalidateAnew();
    void abandonRevalidation();
    bool contextStillHolds();

    // sessionprompt.cpp
    void pursue(const std::shared_ptr<Question> &question);
    void askFor(const std::shared_ptr<Question> &question, LoginRequest::Kind kind, const Event &signal,
                const LoginManager::Handler &handler);
    QFuture<Result<void>> askPerson(LoginRequest::Kind kind, const Requirement &requirement,
                                    const QString &message = {});
    bool gatekeeperAsks();
    void takePromptBack(const Result<void> &result);
    LoginRequest makeRequest(Prompting &prompting, const Requirement &requirement);
    void concludePrompt(quint64 id, const Result<void> &result);
    void cancelPointlessPrompt();
    bool fits(const Prompting &prompting) const;
    const QString &messageFor(const Prompting &prompting) const;
    void renewPromptMessage();

    LoginManager *m_manager;
    SessionPolicy m_policy;
    RememberMe::Place m_place;
    QString m_ownFreshLoginMessage;
    std::vector<Gatekeeper *> m_gatekeepers;
    const std::shared_ptr<SharedSession> m_shared;

    SessionFacts m_facts;
    bool m_plainlyIn = false; // LoggedIn, without a time limit, as a user whose answers cannot change
    UserPtr m_user; // never null
    QString m_stamp;
    QByteArray m_contextId; // recorded when this session began; empty: nothing to compare
    bool m_contextChanged = false;
    bool m_remembered = false;
    bool m_hasRememberedUser = false;
    std::chrono::seconds m_rememberedFor {0}; // as chosen for this login
    QString m_rememberedName; // where the application has opted in
    LockReason m_lockReason = LockReason::Requested;
    SessionState m_beforeLoggingIn = SessionState::SignedOut;
    int m_busy = 0;
    std::optional<NextStep> m_nextStep;
    quint64 m_loginTicket = 0; // a later login makes an earlier one stale
    std::weak_ptr<LoginFlow> m_latestLogin;
    quint64 m_locks = 0; // what was begun before a lock does not open it
    Clock::Boot m_lockedAt {};
    std::shared_ptr<RestoreFlow> m_restore;
    std::vector<Answer<void>> m_restoreAnswers;
    std::vector<std::function<void()>> m_whenRestored;
    std::shared_ptr<Revalidation> m_revalidation;
    int m_retries = 0;
    std::unique_ptr<Alarm> m_retry;
    std::shared_ptr<Prompting> m_prompting;
    quint64 m_promptCount = 0;
    bool m_promptSucceeding = false; // its own attempt has succeeded: it closes by itself

    LockMark m_mark;
    bool m_isMarkFailing = false; // and that has been told
    int m_issuing = 0; // the keychain may have a login that is not known to be remembered yet
    Clock::Boot m_recordedInputAt {};

    LockListeners m_lockListeners;
    std::unique_ptr<Alarm> m_alarm;
    std::optional<std::chrono::nanoseconds> m_wallOffset; // of the wall clock to the one that does not jump
    Clock::Boot m_loadedAt {}; // when the user was last asked for
    bool m_warnedOfLock = false;
    mutable bool m_judgementQueued = false;
    int m_depth = 0;
    bool m_announcing = false;
    std::deque<Event> m_events;
    struct Announced
    {
        SessionState state = SessionState::SignedOut;
        bool busy = false, authenticated = false, fresh = false, remembered = false, hasRememberedUser = false;
        UserPtr user;
        KeychainState keychain = KeychainState::Unknown;
        bool rememberAvailable = true;
        bool locked = false;
        LockSources lockSources;
    } m_announced;
};

// Changes in one scope are told together, in order, when the outermost one ends.
class SessionCore::Scope
{
public:
    explicit Scope(SessionCore *core) : m_core(core->shared_from_this()) { ++m_core->m_depth; }
    ~Scope()
    {
        if (--m_core->m_depth == 0)
            m_core->announce();
    }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

private:
    const std::shared_ptr<SessionCore> m_core;
};

} // namespace QtLogin
