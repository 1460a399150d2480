// SPDX-License-Identifier: MIT
#pragma once

#include "requirements/nevermet_p.h"
#include "session/announcer_p.h"
#include "session/contextguard_p.h"
#include "session/desktopwatch_p.h"
#include "session/gatekeeperlist_p.h"
#include "session/limitalarm_p.h"
#include "session/lockrecorder_p.h"
#include "session/loginattempts_p.h"
#include "session/loginmanager.h"
#include "session/logout_p.h"
#include "session/prompter_p.h"
#include "session/remembering_p.h"
#include "session/restorer_p.h"
#include "session/revalidator_p.h"
#include "session/sessionmodel_p.h"
#include "session/sessionproperties_p.h"
#include "session/sharedsession_p.h"
#include "session/usersource_p.h"

#include <QtCore/qthread.h>

#include <set>

namespace QtLogin {

class LoginAttempt;

// The session of a LoginManager: the model, and the world that follows it. Everything around it changes the model by
// move(), in an operation of run(): a slot may delete the manager, and may throw.
class Session final : public QObject, public std::enable_shared_from_this<Session>
{
    Q_OBJECT
public:
    using Signal = Announcer::Signal;

    Session(LoginManager *manager, const LoginSetup &setup);
    void begin(); // once it is shared
    ~Session() override;
    static std::shared_ptr<Session> of(const LoginManager &manager) { return manager.d; }

    LoginSetup setup; // as it stands now
    const std::shared_ptr<Clock> clock;
    QProperty<QString> profile; // a copy of the setup's, as keepsUserName
    QProperty<bool> keepsUserName {false};
    const Qt::HANDLE threadId = QThread::currentThreadId();
    SessionProperties properties;
    NeverMet neverMet; // of all that was required
    std::set<std::chrono::seconds> longerLimits; // of fresh logins, longer than the policy's: told once
    GatekeeperList gatekeepers;
    // Each does one job around the model.
    UserSource users {*this};
    ContextGuard context {*this};
    LockRecorder recorder {*this};
    Remembering remembered {*this};
    Restorer restorer {*this};
    Revalidator revalidator {*this};
    Prompter prompter {*this};
    LimitAlarm limits {*this};
    DesktopWatch desktop {*this};
    Logout logout {*this};
    LoginAttempts attempts {*this};

    // This, held while a verb works: a slot may delete the manager. To be called in the manager's thread only.
    [[nodiscard]] std::shared_ptr<Session> entered();

    // Questions.
    const SessionModel &model() const { return m_model; }
    const SessionPolicy &policy() const { return m_model.policy(); }
    Clock::Boot now() const { return clock->sinceBoot(); }
    Access check(const Requirement &requirement) const
    {
        // The commonest question needs no clock and no predicate.
        return m_isPlainlyOpen && requirement.isJustLogin() ? Access::Allowed : checkClosely(requirement);
    }
    bool isAuthenticated() const;
    bool isFresh() const;
    SessionLease lease() const;
    bool isOver() const { return m_announcer.isSilent(); } // the manager is gone
    // NotConfigured, said loudly, where a part is missing for \a call: that is the developer's mistake, and never
    // "anonymous".
    Result<void> isConfigured(const char *call, bool needsLoader, bool needsAuthenticator) const;

    // Verbs.
    Result<void> logInVerified(const UserPtr &user, const LoginOptions &options);
    QFuture<Result<void>> logIn(const Credentials &credentials, const LoginOptions &options, bool isFromPrompt = false);
    QFuture<Result<void>> reauthenticate(const Credentials &credentials, bool isFromPrompt = false);
    Result<void> confirmLogin();
    void lock(LockReason reason);
    void noteActivity(Clock::Boot now);
    void setPolicy(const SessionPolicy &policy);
    void shutDown(); // the manager dies: close the gates, end the leases, finish what waits

    // For attempts and the small objects.
    void move(const std::function<SessionChange(SessionModel &)> &transition);
    bool moveIn(const std::function<SessionChange(SessionModel &)> &transition);
    bool enter(const SessionModel::Entry &entry, const LoginOptions &options);
    void confirm(const SessionModel::Entry &proof);
    // To the authenticator. Also where the session of a proved user has not begun.
    void tellSessionEnded(const QString &userId);
    // Emits \a signal, which may be null, and the signals of all properties that have changed.
    void tell(const Signal &signal = {});
    // As tell(), without emitting anything before the outermost batch() ends.
    void enqueue(const Signal &signal) { m_announcer.enqueue(view(), signal); }
    // A whole operation, as a verb or a continuation is: holds the session, and throws what application code has thrown
    // in it once it is complete.
    template<typename Operation>
    auto run(Operation operation);
    // As run(), for what the event loop calls: there is no caller to catch anything, so it is logged.
    template<typename Operation>
    void serve(Operation operation);
    // Runs application code in the middle of an operation, which goes on where that throws.
    template<typename Call>
    void protect(Call call) { m_announcer.protect(call); }
    // Changes in \a work are announced when it has ended.
    template<typename Work>
    void batch(Work work);
    // Continues with \a then when \a future has finished, and holds the session meanwhile. Not once it is gone.
    template<typename T, typename Then>
    void resume(const QFuture<Result<T>> &future, Then then);
    UserPtr makeAnonymous() const;
    // Held while something guarded closes. A guarded call that begins then comes from what closes, not from the user.
    [[nodiscard]] std::shared_ptr<const void> closing();
    bool isClosing() const { return !m_closing.expired(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Access checkClosely(const Requirement &requirement) const;
    SessionView view() const;
    void enqueueEvents(const SessionChange &change);
    void followChange(const SessionChange &change);

    SessionModel m_model;
    bool m_isPlainlyOpen = false; // the model's, kept for check()
    const std::shared_ptr<SharedSession> m_shared;
    Announcer m_announcer;
    std::weak_ptr<const void> m_closing;
    int m_depth = 0; // of batches
    int m_runs = 0; // operations under way, one within the other
    int m_unpublished = 0; // changes of the model that the properties do not show yet
};

inline std::shared_ptr<const void> Session::closing()
{
    auto held = m_closing.lock();
    if (!held)
        m_closing = held = std::make_shared<bool>(true);
    return held;
}

template<typename Work>
void Session::batch(Work work)
{
    const auto self = shared_from_this();
    ++m_depth;
    m_announcer.protect(work);
    if (--m_depth > 0 || !m_announcer.deliver())
        return;
    m_announcer.protect([this] { prompter.cancelPointless(); });
    if (m_runs == 0)
        m_announcer.report();
}

template<typename Operation>
void Session::serve(Operation operation)
{
    const auto self = shared_from_this();
    ++m_runs;
    m_announcer.protect(operation);
    if (--m_runs == 0)
        m_announcer.report();
}

template<typename Operation>
auto Session::run(Operation operation)
{
    using Returned = std::invoke_result_t<Operation &>;
    const auto self = shared_from_this();
    ++m_runs;
    if constexpr (std::is_void_v<Returned>) {
        m_announcer.protect(operation);
        if (--m_runs == 0)
            m_announcer.rethrow();
    } else {
        std::optional<Returned> returned;
        m_announcer.protect([&] { returned.emplace(operation()); });
        if (--m_runs == 0 || !returned)
            m_announcer.rethrow();
        return *returned;
    }
}

template<typename T, typename Then>
void Session::resume(const QFuture<Result<T>> &future, Then then)
{
    whenDone(future, this, [session = weak_from_this(), then = std::move(then)](const Result<T> &result) mutable {
        if (const auto held = session.lock())
            held->serve([&] { then(result); });
    });
}

} // namespace QtLogin
