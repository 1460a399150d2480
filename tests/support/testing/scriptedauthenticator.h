// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/authenticator.h"

#include "qtlogintestingexport.h"

#include <QtCore/qstringlist.h>

namespace QtLogin {

//! An authenticator that knows the passwords a test has told it, and answers when a test says so.
//!
//! ```cpp
//! auto doorman = std::make_shared<ScriptedAuthenticator>();
//! doorman->add(u"ada"_s, "engine");
//! setup.use(doorman);
//! ```
//!
//! Without a script it answers at once. The answer to a held call is decided when it is
//! released. \since 0.1
class QTLOGIN_TESTING_EXPORT ScriptedAuthenticator final : public Authenticator
{
public:
    ScriptedAuthenticator();
    ~ScriptedAuthenticator() override;

    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override;

    //! Takes \a password for \a userName from now on, and answers \a userId; without one, the name.
    void add(const QString &userName, QByteArrayView password, const QString &userId = {});
    void remove(const QString &userName);

    //! From now on a right password is answered with \a step, and \a answer to that is the proof.
    void requireStep(const NextStep &step, QByteArrayView answer);
    void requireNoStep();

    //! From now on every call ends with \a error.
    void fail(const Error &error);
    //! From now on every call is answered with \a answer, as by a doorman who is fooled.
    void answerWith(Result<Authentication> answer);
    //! From now on every call throws.
    void throwAlways();
    //! Ends failing, answering and throwing. Held calls stay held.
    void heal();

    //! From now on every call waits.
    void hold();
    //! Ends the waiting, and answers all who wait.
    void releaseHeld();
    //! Answers the call that waits longest; the others, and those to come, wait on.
    void releaseFirst();
    //! Breaks the promise given to all callers that wait: their futures end without a result.
    void dropHeld();
    int heldCount() const;

    //! The user names that were tried so far, held or not; empty for answers to a step.
    QStringList calls() const;
    void forgetCalls();

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
