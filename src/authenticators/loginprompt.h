// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginrequest.h"

namespace QtLogin {

//! Asks the person at the screen to log in, to prove themselves again, or to unlock.
//!
//! The session never shows anything itself: it asks here. A manager has one prompt and asks one
//! thing at a time. \since 0.1
class QTLOGIN_CORE_EXPORT LoginPrompt
{
public:
    virtual ~LoginPrompt();

    //! Shows the request, calls its attempt() as often as the person tries, and finishes with
    //! success after an attempt that succeeded, or with Cancelled when the person turns away.
    //! Returns at once; no nested event loop.
    [[nodiscard]] virtual QFuture<Result<void>> ask(const LoginRequest &request) = 0;

    //! The request has become pointless: take it off the screen and finish with Cancelled.
    //! Does nothing when nothing is asked.
    virtual void cancel() = 0;

    //! One more caller waits for the request that is being asked, perhaps in another window, and sees nothing of it:
    //! bring it to the front. Called each time, after messageChanged(). Does nothing unless overridden.
    virtual void askedAgain();
    //! LoginRequest::message() of the request that is being asked says something else now: show it. Does nothing
    //! unless overridden.
    virtual void messageChanged();
};

} // namespace QtLogin
