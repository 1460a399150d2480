// SPDX-License-Identifier: MIT
#pragma once

namespace QtLogin {

//! Whether users choose to be kept signed in by a tick box, or the application has chosen for them.
//!
//! Where this machine cannot keep a login, the tick box cannot be ticked, and a sentence says why: also with Always,
//! which has no tick box. \since 0.1
enum class KeepSignedIn {
    Offered, //!< A tick box that is not ticked at first.
    Preset, //!< A tick box that is ticked at first.
    Always, //!< No tick box: every user is kept signed in, as if it was ticked.
    Never, //!< No tick box: no user is kept signed in, as if it was not ticked.
};

} // namespace QtLogin
