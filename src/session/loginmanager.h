// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"
#include "authenticators/authenticator.h"
#include "authenticators/loginprompt.h"
#include "foundation/sessionstate.h"
#include "identity/userloader.h"
#include "remember/rememberverifier.h"
#include "session/gatekeeper.h"
#include "session/sessionlease.h"
#include "session/sessionmark.h"
#include "session/sessionpolicy.h"
#include "vault/secretstore.h"

#include <QtCore/qobject.h>
#include <QtCore/qproperty.h>

namespace QtLogin {

class Session;

//! Who is here now: the session of an application, its freshness and its remembered login.
//!
//! ```cpp
//! auto accounts = std::make_shared<QtLogin::SqlAccounts>(path);
//! QtLogin::LoginManager login(u"org.example.journal"_s);
//! login.use(accounts);
//! login.setLoginPrompt(std::make_shared<QtLogin::LoginDialogPrompt>(&window));
//! login.restore();
//! ```
//!
//! Lives in one thread, for good. Constructing it does no I/O. Every future it gives ends with a result. Any slot may
//! call it again, or delete it; what a slot throws comes out of the verb that caused the signal, once all is told.
//! Properties, and what is bound to them, change together, after the guards have closed. \since 0.1
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
    Q_PROPERTY(bool hasRememberedUser READ hasRememberedUser NOTIFY hasRememberedUserChanged BINDABLE bindableHasRememberedUser)
    Q_PROPERTY(bool rememberAvailable READ isRememberAvailable NOTIFY rememberAvailableChanged BINDABLE bindableRememberAvailable)
    Q_PROPERTY(QtLogin::KeychainState keychainState READ keychainState NOTIFY keychainStateChanged BINDABLE bindableKeychainState)
    Q_PROPERTY(QtLogin::LockSources lockSources READ lockSources NOTIFY lockSourcesChanged BINDABLE bindableLockSources)
    Q_PROPERTY(QtLogin::SessionPolicy sessionPolicy READ sessionPolicy WRITE setSessionPolicy NOTIFY sessionPolicyChanged BINDABLE bindableSessionPolicy)
    Q_PROPERTY(QString loginMessage READ loginMessage WRITE setLoginMessage NOTIFY loginMessageChanged BINDABLE bindableLoginMessage)
    Q_PROPERTY(QString freshLoginMessage READ freshLoginMessage WRITE setFreshLoginMessage NOTIFY freshLoginMessageChanged BINDABLE bindableFreshLoginMessage)
    Q_PROPERTY(QString profile READ profile WRITE setProfile NOTIFY profileChanged BINDABLE bindableProfile)
    Q_PROPERTY(bool rememberUserName READ remembersUserName WRITE setRemembersUserName NOTIFY remembersUserNameChanged BINDABLE bindableRemembersUserName)

public:
    //! The \a applicationId, such as "org.example.journal", names what is stored: letters, digits,
    //! dots, hyphens and underscores. Without a good one every verb answers NotConfigured.
    explicit LoginManager(const QString &applicationId, QObject *parent = nullptr);
    LoginManager(const QString &applicationId, std::shared_ptr<Clock> clock, QObject *parent = nullptr);
    ~LoginManager() override;

    // Parts. Shared with the manager; set them before the first verb, or whenever nobody is in.
    //! Takes every role that \a part implements.
    template<typename Part>
    void use(const std::shared_ptr<Part> &part);
    void setUserLoader(std::shared_ptr<UserLoader> loader);
    void setUserLoader(std::invocable<const QString &> auto loader) { setUserLoader(UserLoader::from(std::move(loader))); }
    void setAuthenticator(std::shared_ptr<Authenticator> authenticator);
    void setAuthenticator(std::invocable<const Credentials &> auto judge) { setAuthenticator(Authenticator::from(std::move(judge))); }
    void setAccountEditor(std::shared_ptr<AccountEditor> editor);
    std::shared_ptr<AccountEditor> accountEditor() const;
    void setRememberVerifier(std::shared_ptr<RememberVerifier> verifier);
    void setSecretStore(std::shared_ptr<SecretStore> store);
    void setLoginPrompt(std::shared_ptr<LoginPrompt> prompt);
    //! Another way to know who is here, asked in order by restore() when nobody is remembered: the desktop's login, a
    //! smart card. Absent: next, please. Never fresh, never stored.
    void addAmbientLogin(std::function<QFuture<Result<UserPtr>>()> ambient);
    void setAnonymousUserFactory(AnonymousUserFactory factory);
    //! What must stay the same while a session or a remembered login lives; by default machine,
    //! system account and application. Nothing that changes in normal use.
    void setContextIdProvider(std::function<QByteArray()> provider);
    //! A handler set means: it is called, and nothing else happens. It must not block.
    using Handler = std::function<void(const QtLogin::Requirement &)>;
    void setUnauthorizedHandler(Handler handler);
    void setFreshLoginHandler(Handler handler);
    void setForbiddenHandler(Handler handler);
    void setGuestOnlyHandler(Handler handler);
    void addGatekeeper(Gatekeeper *gatekeeper); //!< Not owned. See Gatekeeper::closesFirst().
    void removeGatekeeper(Gatekeeper *gatekeeper);
    bool isCovered(const QObject *context) const; //!< Whether a gatekeeper's lock screen covers it.

    // State.
    SessionState state() const;
    QBindable<SessionState> bindableState() const;
    bool isBusy() const;
    QBindable<bool> bindableBusy() const;
    UserPtr currentUser() const; //!< Never null: an AnonymousUser while nobody is in. No I/O.
    QBindable<UserPtr> bindableCurrentUser() const;
    bool isAuthenticated() const;
    QBindable<bool> bindableAuthenticated() const;
    bool isFresh() const;
    QBindable<bool> bindableFresh() const;
    //! Whether this login is stored for the next start. Independent of freshness.
    bool isRemembered() const;
    QBindable<bool> bindableRemembered() const;
    bool isLocked() const;
    QBindable<bool> bindableLocked() const;
    bool hasRememberedUser() const; //!< False until restore() or peekRemembered().
    QBindable<bool> bindableHasRememberedUser() const;
    bool isRememberAvailable() const; //!< As far as is known: true until something speaks against it.
    QBindable<bool> bindableRememberAvailable() const;
    QString rememberUnavailableReason() const;
    QBindable<RememberAvailability> bindableRememberAvailability() const;
    KeychainState keychainState() const;
    QBindable<KeychainState> bindableKeychainState() const;
    //! What this desktop does tell now, of what locks a session. Asked for once somebody is in.
    LockSources lockSources() const;
    QBindable<LockSources> bindableLockSources() const;
    //! Rises whenever the user changes. What belongs to an earlier epoch is over.
    quint64 epoch() const;
    //! The session of this moment, for what begins now and ends later.
    [[nodiscard]] SessionMark mark() const;
    //! Whether the session of \a mark still stands: its user has neither logged out nor locked since.
    [[nodiscard]] bool isCurrent(const SessionMark &mark) const;
    std::shared_ptr<Clock> clock() const;
    QString applicationId() const;

    // Settings.
    SessionPolicy sessionPolicy() const;
    QBindable<SessionPolicy> bindableSessionPolicy() const;
    //! Holds for the running session at once. A policy that does not validate() is refused, loudly.
    void setSessionPolicy(const SessionPolicy &policy);
    QString loginMessage() const; //!< What a prompt says besides its own words; empty at first.
    QBindable<QString> bindableLoginMessage() const;
    void setLoginMessage(const QString &message);
    QString freshLoginMessage() const;
    QBindable<QString> bindableFreshLoginMessage() const;
    void setFreshLoginMessage(const QString &message);
    //! Which remembered login, of several. It, and its folder, cannot change while somebody is in.
    QString profile() const;
    QBindable<QString> bindableProfile() const;
    void setProfile(const QString &profile);
    //! Where the non-secret side of remembering lies; a folder of the user's data by default.
    QString profileFolder() const;
    void setProfileFolder(const QString &folder);
    bool remembersUserName() const; //!< Opt-in; off at first.
    QBindable<bool> bindableRemembersUserName() const;
    void setRemembersUserName(bool remembers);

    // Verbs.
    //! Lets the authenticator judge. A login that fails leaves whoever is in, in.
    QFuture<Result<void>> logIn(const Credentials &credentials, const LoginOptions &options = {});
    //! The application has verified \a user itself. At once: Inactive, InvalidInput (null, or an empty id) or success.
    Result<void> logIn(const UserPtr &user, const LoginOptions &options = {});
    //! What is still missing, after logIn() answered StepRequired.
    std::optional<NextStep> nextStep() const;
    //! Ends the session and the remembered login. At once, and cannot be vetoed.
    void logOut();
    //! The application has just verified the person who is in.
    Result<void> confirmLogin();
    //! The person who is in proves it again. Another person's credentials: WrongUser.
    QFuture<Result<void>> reauthenticate(const Credentials &credentials);
    //! Looks for a remembered login. Success: LoggedIn, or Locked (LockReason::Restored) where the application has ended
    //! locked or a limit has passed since. Absent: there is none. Locked, Refused, Unavailable and TimedOut: there may
    //! be one; the state is RestorePending. Calls while one is under way join it.
    QFuture<Result<void>> restore();
    //! Whom restore() would bring back, as far as the profile says without asking the keychain:
    //! their name where remembersUserName is on, else empty. Absent: nobody.
    QFuture<Result<QString>> peekRemembered();
    //! Closes every guard; work lives on; the same person comes back through unlock(). Nothing unless LoggedIn. Holds
    //! also for the next start: waits at most 50 ms until the disk has it. Else: lockNotRecorded().
    void lock(QtLogin::LockReason reason = QtLogin::LockReason::Requested);
    //! As reauthenticate(), out of Locked. Without credentials, a lock screen or the prompt asks.
    QFuture<Result<void>> unlock(const Credentials &credentials);
    QFuture<Result<void>> unlock();
    //! Ends the remembered login; the session stays. Success once it can no longer be used.
    QFuture<Result<void>> forget();
    //! Loads the user anew, and ends the session where they are gone or disabled, or their stamp
    //! has changed. Could not ask: nothing changes, and the error says why.
    QFuture<Result<void>> revalidate();
    //! The user object answers otherwise now than when it was loaded: its answers are taken anew, and guards, views and
    //! leases follow at once. One that is no longer active, or has another stamp, is logged out.
    void noteUserChanged();
    //! Logs out, and ends every remembered login of this user, on every device. With an accountEditor(), running
    //! sessions end too, at their next revalidation; without one: NotConfigured, once the rest is done.
    QFuture<Result<void>> logOutEverywhere();
    //! There was input: idleLock begins anew, unless a limit has passed. To be called before the input takes effect.
    void noteUserActivity();
    //! A server no longer takes this user's token.
    void endSession(QtLogin::LogoutReason reason);

    // Questions.
    //! Whether \a requirement is met now. No I/O, no allocation. In the manager's thread; others ask a lease().
    [[nodiscard]] Access check(const Requirement &requirement) const;
    //! How long until \a requirement asks for a fresh login again. Null: it will not, or is not fresh enough now.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> freshFor(const Requirement &requirement) const;
    //! As check(), and asks the person where that helps: first the signal, then a handler or else the prompt, which
    //! says \a message if there is one. The user for whom it is met now; Cancelled where whoever asked has gone.
    [[nodiscard]] QFuture<Result<UserSnapshot>> require(const Requirement &requirement, const QString &message = {});
    [[nodiscard]] SessionLease lease() const;
    //! For diagnostics: the keychain in use, without any secret.
    QString keychainName() const;

protected:
    bool event(QEvent *event) override;

Q_SIGNALS:
    void stateChanged(QtLogin::SessionState state);
    void busyChanged(bool busy);
    void currentUserChanged(const QtLogin::UserPtr &user);
    void authenticatedChanged(bool authenticated);
    void freshnessChanged(bool fresh);
    void rememberedChanged(bool remembered);
    void hasRememberedUserChanged(bool has);
    void rememberAvailableChanged(bool available);
    void keychainStateChanged(QtLogin::KeychainState state);
    void lockSourcesChanged(QtLogin::LockSources sources);
    void sessionPolicyChanged(const QtLogin::SessionPolicy &policy);
    void loginMessageChanged(const QString &message);
    void freshLoginMessageChanged(const QString &message);
    void profileChanged(const QString &profile);
    void remembersUserNameChanged(bool remembers);

    void loggedIn(const QtLogin::UserPtr &user);
    //! Views are closed, their content is still alive, check() says no. The properties change after this.
    void aboutToLogOut(const QtLogin::UserPtr &user);
    void loggedOut(const QtLogin::UserPtr &user, QtLogin::LogoutReason reason);
    void restored(const QtLogin::UserPtr &user);
    void restorePending(QtLogin::KeychainState keychain);
    void loginConfirmed(const QtLogin::UserPtr &user);
    void lockedChanged(bool locked, QtLogin::LockReason reason);
    //! Nobody is there. Followed by lockAverted(), or by the lock, or by the end of the session.
    void aboutToLock(std::chrono::seconds left);
    void lockAverted();
    void lockNotRecorded(const QtLogin::Error &error); //!< A remembered login may come back open although it was locked.
    void loginFailed(QtLogin::LoginFailure failure);
    void unauthorized(const QtLogin::Requirement &requirement);
    void freshLoginNeeded(const QtLogin::Requirement &requirement);
    void sessionProtected(QtLogin::SessionProtection level);
    void rememberStored();
    void rememberFailed(const QtLogin::Error &error);
    void rememberTokenReused();
    //! A remembered login could not be ended, as with a full disk or a keychain that does not answer: the user may still
    //! come back by it at the next start. Removing is tried again then.
    void revokeFailed(const QtLogin::Error &error);
    void loaderFailed(const QtLogin::Error &error);

private:
    friend class Session;
    std::shared_ptr<Session> held() const;

    std::shared_ptr<Session> d;
};

template<typename Part>
void LoginManager::use(const std::shared_ptr<Part> &part)
{
    static_assert(std::is_base_of_v<UserLoader, Part> || std::is_base_of_v<Authenticator, Part>
                      || std::is_base_of_v<AccountEditor, Part> || std::is_base_of_v<RememberVerifier, Part>
                      || std::is_base_of_v<SecretStore, Part> || std::is_base_of_v<LoginPrompt, Part>,
                  "This type implements none of a LoginManager's roles");
    if constexpr (std::is_base_of_v<UserLoader, Part>)
        setUserLoader(std::shared_ptr<UserLoader>(part));
    if constexpr (std::is_base_of_v<Authenticator, Part>)
        setAuthenticator(std::shared_ptr<Authenticator>(part));
    if constexpr (std::is_base_of_v<AccountEditor, Part>)
        setAccountEditor(part);
    if constexpr (std::is_base_of_v<RememberVerifier, Part>)
        setRememberVerifier(part);
    if constexpr (std::is_base_of_v<SecretStore, Part>)
        setSecretStore(part);
    if constexpr (std::is_base_of_v<LoginPrompt, Part>)
        setLoginPrompt(part);
}

} // namespace QtLogin
