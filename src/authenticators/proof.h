// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

#include <optional>
#include <variant>

namespace QtLogin {

//! An authenticator's word that a user is who they say.
//! \since 0.1
struct Proof
{
    QString userId;
    //! When they proved it, where that was not now, as with a browser login. Without it: now.
    std::optional<Clock::Wall> provedAt = {};
    //! The session stamp at that moment, where the authenticator knows it; else the user's.
    QString stamp = {};
};

//! The step that is still missing after a first answer was right.
//! \since 0.1
struct NextStep
{
    QString message; //!< The question to the user: "Enter the code from your authenticator app."
    QByteArray handle; //!< The authenticator's own mark; goes back with the answer.
};

using Authentication = std::variant<Proof, NextStep>;

} // namespace QtLogin
