// SPDX-License-Identifier: MIT
#pragma once

namespace QtLogin {

//! Where users prove who they are. \since 0.1
enum class LoginWay {
    Password, //!< Here, with a name and a password.
    Browser, //!< On a page in the browser of this machine.
    Device, //!< On a page that they open on another device, where they enter a code.
};

} // namespace QtLogin
