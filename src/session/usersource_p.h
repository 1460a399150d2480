// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "identity/usersnapshot.h"

namespace QtLogin {

class Session;

// Loads users, and takes their answers at that moment.
class UserSource
{
public:
    struct Loaded
    {
        UserPtr user;
        UserSnapshot answers;
        bool isActive = false;
    };

    explicit UserSource(Session &session) : m_session(session) { }

    // The user of \a id. Absent: the loader knows no such user. An answer that is no user, or another one, is a fault
    // of the loader and Internal.
    [[nodiscard]] QFuture<Result<Loaded>> load(const QString &id);
    // The answers of \a user now; Internal where one of them throws.
    [[nodiscard]] static Result<Loaded> ask(const UserPtr &user);

private:
    Session &m_session;
};

} // namespace QtLogin
