// SPDX-License-Identifier: MIT
#pragma once

#include "session/gatekeeper.h"
#include "session/loginsetup.h"
#include "session/rememberedlogin.h"
#include "session/sessionlease.h"
#include "session/sessionmark.h"

namespace QtLogin {

//! The session of an application: its user, and the freshness of their login. See LoginSetup for the first lines.
//! Lives in one thread, for good. Constructing it does no I/O. Every future it gives ends with a result. Any slot may
//! call it again, or delete it; an exception of a slot comes out of the verb that caused the signal, once all is told.
//! Properties, and bindings to them, change together, after the guards have closed. \since 0.1
class QTLOGIN_CORE_EXPORT LoginManager : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QtLogin::SessionState state READ state NOTIFY stateChanged BINDABLE bindableState)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged BINDABLE bindableBusy)
    Q_PROPERTY(QtLogin::UserPtr currentUser READ currentUser NOTIFY currentUserChanged BINDABLE bindableCurrentUser)
    Q_PROPERTY(bool authenticated READ isAuthenticated NOTIFY authenticatedChanged BINDABLE bindableAuthenticated)
    Q_PROPERTY(bool fresh READ isFresh NOTIFY freshnessChanged BINDABLE bindableFresh)
    Q_PROPERTY(bool remembered READ isRemembered NOTIFY rememberedChanged BINDABLE bindableRemembered)
    Q_PROPERTY(bool locked READ isLocked NOTIFY lockedChanged BINDABLE bindableLocked)
    Q_PROPERTY(QtLogin::LockSources lockSources READ lockSources NOTIFY lockSourcesChanged BINDABLE bindableLockSources)

public:
    explicit LoginManager(const LoginSetup &setup, QObject *parent = nullptr);
    ~LoginManager() override;

    // Settings. The parts without a setter here do not change while the manager lives.
    const LoginSetup &setup() const; //!< The setup as it is now.
    void setLoginPrompt(const std::shared_ptr<LoginPrompt> &prompt);
    void setSessionPolicy(const SessionPolicy &policy); //!< At once. One that does not validate() is refused, loudly.
    void setMessages(const LoginMessages &messages);
    void setDeniedHandlers(const DeniedHandlers &handlers);
    void addGatekeeper(Gatekeeper *gatekeeper); //!< Not owned. See Gatekeeper::closesFirst().
    void removeGatekeeper(Gatekeeper *gatekeeper);
    RememberedLogin *rememberedLogin() const; //!< Never null; lives as long as this.

    // State.
    SessionState state() const;
    QBindable<SessionState> bindableState() const;
    bool isBusy() const;
    QBindable<bool> bindableBusy() const;
    UserPtr currentUser() const; //!< Never null: an AnonymousUser while no user is logged in. No I/O.
    QBindable<UserPtr> bindableCurrentUser() const;
    bool isAuthenticated() const;
    QBindable<bool> bindableAuthenticated() const;
    bool isFresh() const;
    QBindable<bool> bindableFresh() const;
    bool isRemembered() const; //!< Whether this login is stored for the next start. Independent of freshness.
    QBindable<bool> bindableRemembered() const;
    bool isLocked() const;
    QBindable<bool> bindableLocked() const;
    LockSources lockSources() const; //!< The sources of locks that this desktop tells of, once a user has logged in.
    QBindable<LockSources> bindableLockSources() const;
    quint64 epoch() const; //!< Rises whenever the user changes. Work of an earlier epoch is over.
    [[nodiscard]] SessionMark mark() const; //!< The session of this moment, for work that begins now and ends later.
    [[nodiscard]] bool isCurrent(const SessionMark &mark) const; //!< That session has neither ended nor locked since.

    // Questions.
    //! Whether \a requirement is met now. No I/O, no allocation. In the manager's thread; others ask a lease().
    [[nodiscard]] Access check(const Requirement &requirement) const;
    [[nodiscard]] SessionLease lease() const;
    //! How long until \a requirement asks for a fresh login again. Null: it will not, or is not fresh enough now.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> freshFor(const Requirement &requirement) const;
    //! As check(), and asks the user where that helps: first the signal, then a handler or else the prompt, which says
    //! \a message, or else the requirement's own, over the window of \a context. The user for whom it is met now;
    //! Cancelled where the session has ended, or \a context died, meanwhile.
    [[nodiscard]] QFuture<Result<UserSnapshot>> require(const Requirement &requirement, const QString &message = {},
                                                        QObject *context = nullptr);
    bool isCovered(const QObject *context) const; //!< Whether a gatekeeper's lock screen covers it.

    // Verbs.
    //! Asks the authenticator. A login that fails leaves the session as it is.
    QFuture<Result<void>> logIn(const Credentials &credentials, const LoginOptions &options = {});
    //! The application has verified \a user itself. At once: Inactive, InvalidInput (null, or an empty id) or success.
    Result<void> logInVerified(const UserPtr &user, const LoginOptions &options = {});
    std::optional<NextStep> nextStep() const; //!< The step that is still missing, after logIn() answered StepRequired.
    void cancelLogin(); //!< The user turns away from a login under way, or its next step. The session stays as it was.
    void logOut(); //!< Ends the session and the remembered login. At once, and cannot be vetoed.
    Result<void> confirmLogin(); //!< The application has just verified the user who is logged in.
    //! The user who is logged in proves it again. Another user's credentials: WrongUser.
    QFuture<Result<void>> reauthenticate(const Credentials &credentials);
    //! Looks for a remembered login. Success: LoggedIn, or Locked (see LockReason::Restored). Absent, Damaged,
    //! NewerFormat: none of use here. Locked, Refused, Unavailable, TimedOut: RestorePending. Later calls join it.
    QFuture<Result<void>> restore();
    //! Closes every guard; work lives on; the same user comes back through unlock(). Nothing unless LoggedIn. Holds
    //! also for the next start: waits at most 50 ms until the disk has it. Else: lockNotRecorded().
    void lock(QtLogin::LockReason reason = QtLogin::LockReason::Requested);
    QFuture<Result<void>> unlock(const Credentials &credentials); //!< As reauthenticate(), out of Locked.
    QFuture<Result<void>> unlock(); //!< A lock screen or the prompt asks the user.
    //! The prompt asks for a login, over the window of \a context. Only that login ends the session, locked or not:
    //! UserSwitched. Else it stays as it is. What waits for its user is dropped at once.
    QFuture<Result<void>> switchUser(QObject *context = nullptr);
    //! Loads the user anew; ends the session where they are gone, disabled or restamped. An error changes nothing.
    QFuture<Result<void>> revalidate();
    //! The user object answers otherwise; guards follow at once. One inactive, or with another stamp, is logged out.
    void noteUserChanged();
    //! Logs out, and ends every remembered login of this user, on every device. With an accountEditor(), running
    //! sessions end too, at their next revalidation; without one: NotConfigured, once the rest is done.
    QFuture<Result<void>> logOutEverywhere();
    void noteUserActivity(); //!< idleLock begins anew, unless a limit has passed. Before the input takes effect.
    void endSession(QtLogin::LogoutReason reason); //!< A server no longer takes this user's token.

Q_SIGNALS:
    void stateChanged(QtLogin::SessionState state);
    void busyChanged(bool busy);
    void currentUserChanged(const QtLogin::UserPtr &user);
    void authenticatedChanged(bool authenticated);
    void freshnessChanged(bool fresh);
    void rememberedChanged(bool remembered);
    void lockedChanged(bool locked, QtLogin::LockReason reason);
    void lockSourcesChanged(QtLogin::LockSources sources);

    void loggedIn(const QtLogin::UserPtr &user);
    //! Views are closed, their content is still alive, check() says no. The properties change after this.
    void aboutToLogOut(const QtLogin::UserPtr &user);
    void loggedOut(const QtLogin::UserPtr &user, QtLogin::LogoutReason reason);
    void restored(const QtLogin::UserPtr &user);
    void restorePending(QtLogin::KeychainState keychain);
    void loginConfirmed(const QtLogin::UserPtr &user);
    void aboutToLock(std::chrono::seconds left); //!< There was no input. lockAverted(), a lock or a logout follows.
    void lockAverted();
    void lockNotRecorded(const QtLogin::Error &error); //!< A remembered login may come back open after it was locked.
    void loginFailed(QtLogin::LoginFailure failure);
    void unauthorized(const QtLogin::Requirement &requirement);
    void freshLoginNeeded(const QtLogin::Requirement &requirement);
    void sessionProtected(QtLogin::SessionProtection level);
    void loaderFailed(const QtLogin::Error &error);

private:
    friend class Session;
    const std::shared_ptr<Session> d;
    RememberedLogin *const m_rememberedLogin;
};

} // namespace QtLogin
