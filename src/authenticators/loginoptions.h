// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <type_traits>

namespace QtLogin {

//! How a login is meant. The options hold for one login; nothing sticks to the next.
//! \since 0.1
struct LoginOptions
{
    enum class Remember {
        No, //!< Do not remember, and forget what this profile remembers.
        Yes, //!< Keep them signed in on this machine, if the keychain can.
        Keep, //!< They could not choose: leave this same user's remembered login as it is.
    };

    //! One of Remember; or true for Yes, false for No.
    class RememberChoice
    {
    public:
        constexpr RememberChoice(Remember remember) : m_remember(remember) { }
        template<typename Bool>
            requires std::is_same_v<Bool, bool> // and no number
        constexpr RememberChoice(Bool yes) : m_remember(yes ? Remember::Yes : Remember::No) { }
        constexpr operator Remember() const { return m_remember; }

    private:
        Remember m_remember;
    };

    RememberChoice remember = Remember::No;
    //! How long to remember, instead of the policy's rememberLifetime. Must be positive.
    std::optional<std::chrono::seconds> rememberFor = {};
    //! Log in an inactive user too. The guards still refuse them.
    bool force = false;
    //! Whether they have proved it just now. False for logins by a link or by the desktop.
    bool fresh = true;
};

} // namespace QtLogin
