// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "foundation/sessionstate.h"

namespace QtLogin {

class Session;

// Every way in which a session, a remembered login, or both end.
class Logout
{
public:
    enum class Token { Leave, Forget, ForgetOwn }; // what becomes of the remembered login

    explicit Logout(Session &session) : m_session(session) { }

    void endSession(LogoutReason reason, Token token);
    void logOut();
    [[nodiscard]] QFuture<Result<void>> logOutEverywhere();
    [[nodiscard]] QFuture<Result<void>> forget(); // the session stays

private:
    Session &m_session;
};

} // namespace QtLogin
