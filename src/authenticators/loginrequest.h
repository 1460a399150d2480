// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/credentials.h"
#include "authenticators/loginoptions.h"
#include "foundation/futures.h"
#include "identity/user.h"
#include "requirements/requirement.h"

#include <QtCore/qpointer.h>
#include <QtCore/qproperty.h>

#include <functional>

namespace QtLogin {

//! Whether a login can be remembered on this machine, and if not, a sentence that says why.
//! \headerfile <QtLogin/RememberAvailability> \since 0.1
struct RememberAvailability
{
    bool available = false;
    QString whyNot = {};

    friend bool operator==(const RememberAvailability &, const RememberAvailability &) = default;
};

//! A question of the session to a LoginPrompt: a value whose copies are the same request. It may
//! outlive the manager; attempts are then Abandoned.
//! \since 0.1
class QTLOGIN_CORE_EXPORT LoginRequest
{
public:
    enum class Kind {
        LogIn, //!< Anybody may log in.
        Reauthenticate, //!< The person who is in proves it again.
        Unlock, //!< The person who is in comes back.
    };
    struct Parts;

    explicit LoginRequest(std::shared_ptr<const Parts> parts);
    ~LoginRequest();
    LoginRequest(const LoginRequest &);
    LoginRequest &operator=(const LoginRequest &);

    Kind kind() const;
    //! The requirement of the call or view that the user wants.
    Requirement requirement() const;
    //! The object whose call, or the view that, needs the login: a prompt may show itself over its window, which may be
    //! a lock screen. Null where it is not known, or has gone.
    QObject *context() const;
    //! Sentences to show above the fields, a line for each different one of those who wait; may be empty. May change
    //! while the prompt is open, see LoginPrompt::messageChanged().
    QString message() const;
    //! The one person who may answer; null when anybody may.
    UserPtr fixedUser() const;
    //! The user name to begin with, where the application has opted in to keep it; may be empty.
    QString suggestedUserName() const;
    //! Whether to offer to remember. May change while the prompt is open: subscribe to it. The first call looks at the
    //! keychain: a prompt that does not offer to remember does not call this.
    QBindable<RememberAvailability> rememberAvailability() const;
    //! The ways in which the user can log in, the one to offer first at the front; never empty.
    QList<LoginWay> ways() const;

    //! Tries \a credentials. Success means that the person is in, and the prompt done. After
    //! StepRequired, ask for nextStep() and try again with Credentials::answer(): at once where that is taken
    //! elsewhere, and with the page before the user's eyes. After any other error the person may try again, or not.
    [[nodiscard]] QFuture<Result<void>> attempt(const Credentials &credentials, const LoginOptions &options = {}) const;
    //! The step that is still missing, after StepRequired.
    std::optional<NextStep> nextStep() const;
    //! The user turns away from the attempt under way, or from the next step, and may choose another way: neither counts
    //! any more, and the authenticator hears of it. The request stays open.
    void turnAway() const;
    //! Logs out instead, for a user who cannot unlock: otherwise the session comes back locked at each start. Does
    //! nothing unless Unlock.
    void logOut() const;

private:
    std::shared_ptr<const Parts> m_parts;
};

//! The parts of a request, for the session and for tests of prompts.
struct LoginRequest::Parts
{
    Kind kind = Kind::LogIn;
    Requirement requirement = {};
    QString message = {};
    UserPtr fixedUser = {};
    QString suggestedUserName = {};
    std::shared_ptr<const QProperty<RememberAvailability>> rememberAvailability = {};
    std::function<void()> lookAtKeychain = {}; // for rememberAvailability
    QList<LoginWay> ways = {LoginWay::Password};
    std::function<QFuture<Result<void>>(const Credentials &, const LoginOptions &)> attempt = {};
    std::function<std::optional<NextStep>()> nextStep = {};
    std::function<void()> turnAway = {};
    std::function<void()> logOut = {};
    QPointer<QObject> context = {};
};

} // namespace QtLogin
