// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/futures.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>
#include <QtCore/qurl.h>

#include <optional>
#include <variant>

namespace QtLogin {

struct NextStep;
struct Proof;
//! The right answer of an authenticator, made of either of them. A Result<Authentication> is made of them as well.
using Authentication = std::variant<Proof, NextStep>;

//! An authenticator's word that a user is who they say.
//! \since 0.1
struct Proof
{
    QString userId;
    //! When they proved it, where that was not now, as with a browser login. Without it: now.
    std::optional<Clock::Wall> provedAt = {};
    //! The session stamp at that moment, where the authenticator knows it; else the user's.
    QString stamp = {};

    //! So that Authenticator::authenticate() may return one. It is finished already.
    QTLOGIN_CORE_EXPORT operator QFuture<Result<Authentication>>() const;
};

//! The step that is still missing after a first answer was right.
//! \headerfile <QtLogin/NextStep> \since 0.1
struct NextStep
{
    QString message; //!< The question to the user: "Enter the code from your authenticator app."
    //! The authenticator's own mark; goes back with the answer. Without one, an answer looks like a first attempt.
    QByteArray handle = {};
    //! For a step that is taken elsewhere: the https page where the user goes on, which a prompt opens in the browser or
    //! shows for another device. The prompt then answers with nothing, `Credentials::answer(step)`, and the attempt ends
    //! when the user is done there. Without it, the user types the answer.
    QUrl link = {};
    QString code = {}; //!< The user enters it on that page, where that asks for one.
    //! The same page with the code in it, for a picture that another device reads (RFC 8628 §3.3.1); empty: there is none.
    QUrl linkWithCode = {};

    bool isElsewhere() const { return !link.isEmpty(); }

    QTLOGIN_CORE_EXPORT operator QFuture<Result<Authentication>>() const; //!< As that of a Proof.
};

} // namespace QtLogin
