// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"
#include "authenticators/authenticator.h"
#include "authenticators/loginprompt.h"
#include "foundation/clock.h"
#include "identity/userloader.h"
#include "remember/rememberverifier.h"
#include "session/sessionpolicy.h"
#include "vault/secretstore.h"

#include <vector>

namespace QtLogin {

//! Handlers that are called instead of the prompt, one for each answer of check() that is not Allowed. A handler that
//! is set is called, and nothing else happens; it must not block. \headerfile <QtLogin/DeniedHandlers> \since 0.1
struct DeniedHandlers
{
    using Handler = std::function<void(const Requirement &)>;

    Handler unauthorized = {}; //!< A login is needed, and no user is logged in.
    Handler freshLogin = {}; //!< The login is too old for this.
    Handler forbidden = {}; //!< This user may not do it.
    Handler guestOnly = {}; //!< This is for users who are not logged in.
};

//! The sentences of QtLogin that are the application's to say, where a requirement or a request brings no message of its
//! own. \headerfile <QtLogin/LoginMessages> \since 0.1
struct LoginMessages
{
    QString login = {}; //!< Where a user is to log in; nothing at first.
    QString freshLogin = {}; //!< Where the user is to prove themselves again; null: a sentence in the user's language.
    QString guestOnly = {}; //!< Why a user who is logged in may not do it; null: a sentence in the user's language.

    friend bool operator==(const LoginMessages &, const LoginMessages &) = default;
};

//! All parts of a LoginManager. A part that is null is missing, or is QtLogin's own.
//!
//! ```cpp
//! QtLogin::LoginSetup setup {.applicationId = u"org.example.journal"_s};
//! setup.use(std::make_shared<QtLogin::SqlAccounts>(path));
//! QtLogin::LoginManager login(setup);
//! login.setLoginPrompt(std::make_shared<QtLogin::LoginDialogPrompt>(&window));
//! login.restore();
//! ```
//!
//! The parts are shared with the manager, and are called in its thread. \since 0.1
struct LoginSetup
{
    using AmbientLogin = std::function<QFuture<Result<UserPtr>>()>;

    //! Such as "org.example.journal"; names what is stored: letters, digits, dots, hyphens and underscores. Without a
    //! good one the manager says so in the log, and every verb answers NotConfigured.
    QString applicationId = {};
    //! Needed by every login, which loads the user whom the authenticator has proved; by restore(); by revalidate().
    std::shared_ptr<UserLoader> userLoader = {};
    std::shared_ptr<Authenticator> authenticator = {}; //!< Needed by logIn() with credentials, and so by prompts.
    std::shared_ptr<AccountEditor> accountEditor = {}; //!< Changes passwords; ends sessions elsewhere.
    std::shared_ptr<LoginPrompt> loginPrompt = {}; //!< Also later: LoginManager::setLoginPrompt().
    //! The keychain of the system where null.
    std::shared_ptr<SecretStore> secretStore = {};
    //! A file beside the profile where null; a server's, where logins are to end on all devices.
    std::shared_ptr<RememberVerifier> rememberVerifier = {};
    //! Other ways to know the user, asked in order by restore() where no login is remembered: the desktop's login, a
    //! smart card. Absent: the next one is asked. Never fresh, never stored.
    std::vector<AmbientLogin> ambientLogins = {};
    AnonymousUserFactory anonymousUser = {}; //!< Makes the user who is not logged in.
    //! An id of all that must stay the same while a session or a remembered login lives; by default of machine, system
    //! account and application. It must not change in normal use.
    std::function<QByteArray()> contextId = {};
    SessionPolicy sessionPolicy = {}; //!< Also later: LoginManager::setSessionPolicy().
    DeniedHandlers deniedHandlers = {}; //!< Also later: LoginManager::setDeniedHandlers().
    LoginMessages messages = {}; //!< Also later: LoginManager::setMessages().
    //! Which remembered login, of several. Also later: RememberedLogin::setProfile().
    QString profile = QStringLiteral("default");
    //! Where what is not secret about remembering is kept; a folder of the user's data where empty.
    QString profileFolder = {};
    bool keepsUserName = false; //!< Whether the profile keeps the user's name, for the next login.
    std::shared_ptr<Clock> clock = {}; //!< The system's where null.

    //! Takes every role that \a part implements, in the place of the part before; but where one of them is a Realm, such
    //! as an OidcProvider beside SqlAccounts, both are used, each for its own users.
    template<typename Part>
    LoginSetup &use(const std::shared_ptr<Part> &part);

    //! The account editor where it is the one for the user \a userId: null for the users of another Realm than its own.
    [[nodiscard]] QTLOGIN_CORE_EXPORT std::shared_ptr<AccountEditor> editorOf(const QString &userId) const;

private:
    template<typename Role, typename Part>
    static constexpr bool plays = std::is_base_of_v<Role, Part>;
    template<typename Role, typename Part>
    static void take(std::shared_ptr<Role> &role, const std::shared_ptr<Part> &part)
    {
        if constexpr (plays<Role, Part>)
            role = beside(role, std::shared_ptr<Role>(part));
    }
    template<typename Role>
    static std::shared_ptr<Role> beside(const std::shared_ptr<Role> &, const std::shared_ptr<Role> &part)
    {
        return part;
    }
    static QTLOGIN_CORE_EXPORT std::shared_ptr<UserLoader> beside(const std::shared_ptr<UserLoader> &now,
                                                                  const std::shared_ptr<UserLoader> &part);
    static QTLOGIN_CORE_EXPORT std::shared_ptr<Authenticator> beside(const std::shared_ptr<Authenticator> &now,
                                                                     const std::shared_ptr<Authenticator> &part);
    static QTLOGIN_CORE_EXPORT std::shared_ptr<RememberVerifier> beside(const std::shared_ptr<RememberVerifier> &now,
                                                                        const std::shared_ptr<RememberVerifier> &part);
};

template<typename Part>
LoginSetup &LoginSetup::use(const std::shared_ptr<Part> &part)
{
    static_assert(plays<UserLoader, Part> || plays<Authenticator, Part> || plays<AccountEditor, Part>
                      || plays<RememberVerifier, Part> || plays<SecretStore, Part> || plays<LoginPrompt, Part>,
                  "This type implements none of a LoginManager's roles");
    take(userLoader, part);
    take(authenticator, part);
    take(accountEditor, part);
    take(rememberVerifier, part);
    take(secretStore, part);
    take(loginPrompt, part);
    return *this;
}

} // namespace QtLogin
