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
    QList<LoginWay> ways() const override;
    void giveUp(const QByteArray &handle) override;
    void sessionBegan(const QString &id) override;
    void sessionEnded(const QString &id) override;

    //! Takes \a password for \a userName from now on, and answers \a userId; without one, the name.
    void add(const QString &userName, QByteArrayView password, const QString &userId = {});
    void remove(const QString &userName);

    //! From now on a right password is answered with \a step, and \a answer to that is the proof.
    void requireStep(const NextStep &step, QByteArrayView answer);
    void requireNoStep();

    //! Offers \a way as well, after the others: it begins with \a step, which has a link, and any answer to that proves
    //! \a userId. Hold the calls for a user who takes their time there.
    void offer(LoginWay way, const NextStep &step, const QString &userId);
    //! Offers exactly \a ways, in this order. At first, Password.
    void setWays(const QList<LoginWay> &ways);
    //! The steps that were given up so far, each as often as it was.
    QList<QByteArray> givenUp() const;
    //! The ids of the users whose sessions have begun, or were confirmed, so far.
    QStringList begunSessions() const;
    //! The ids of the users whose sessions have ended so far, or have not begun after all.
    QStringList endedSessions() const;

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
    //! The credentials of the last call, without the secret and the step: this object keeps no secret that was tried.
    Credentials lastCredentials() const;
    void forgetCalls();

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
