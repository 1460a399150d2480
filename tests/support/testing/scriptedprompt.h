// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginprompt.h"

#include "qtlogintestingexport.h"

#include <QtCore/qlist.h>

#include <functional>

namespace QtLogin {

//! A login prompt without a person: it records what it is asked, and answers as a test says.
//!
//! ```cpp
//! auto prompt = std::make_shared<ScriptedPrompt>();
//! login.setLoginPrompt(prompt);
//! deleteAction->trigger(); // is guarded
//! QVERIFY(prompt->isAsking());
//! prompt->answer(Credentials::password(u"ada"_s, Secret::copyOf("engine")));
//! ```
//!
//! Like a person it stays with a request until an attempt succeeds, dismiss() turns away, or the
//! session cancels. \since 0.1
class QTLOGIN_TESTING_EXPORT ScriptedPrompt final : public LoginPrompt
{
public:
    //! The reaction to a request as soon as it is asked, before ask() returns.
    using Reaction = std::function<void(ScriptedPrompt &prompt)>;

    ScriptedPrompt();
    ~ScriptedPrompt() override;

    QFuture<Result<void>> ask(const LoginRequest &request) override;
    void cancel() override;
    void askedAgain() override;
    void messageChanged() override;

    //! Reacts to every request from now on, as with answer() or dismiss(); null waits again.
    void setReaction(Reaction reaction);
    //! Answers every request from now on with these.
    void answerAlways(const Credentials &credentials, const LoginOptions &options = {});
    //! Turns away from every request from now on.
    void dismissAlways();

    //! Tries \a credentials on the present request. The future is what the person would see.
    QFuture<Result<void>> answer(const Credentials &credentials, const LoginOptions &options = {});
    //! The person turns away. Does nothing while nothing is asked.
    void dismiss();

    bool isAsking() const;
    //! The present request, or else the last one; there must have been one.
    LoginRequest request() const;
    //! All requests so far.
    QList<LoginRequest> requests() const;
    //! How often the session has taken a request back while it was asked.
    int cancelCount() const;
    //! How often one more caller has joined a request that was being asked: a dialog would have come to the front.
    int askedAgainCount() const;
    //! LoginRequest::message() of the last request as a dialog would show it: as ask() and messageChanged() found it.
    QString shownMessage() const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
