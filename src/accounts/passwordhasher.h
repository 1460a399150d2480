// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/hashcost.h"
#include "foundation/secret.h"

namespace QtLogin {

//! Turns passwords into Argon2id strings that may be stored, and compares.
//!
//! Everything but isWeaker() takes as long and as much memory as the cost says: never call it in
//! the GUI thread. "Could not compute" (Unavailable: not enough memory) is never taken for a wrong
//! password. \since 0.1
class QTLOGIN_ACCOUNTS_EXPORT PasswordHasher
{
public:
    explicit PasswordHasher(HashCost cost = {}) : m_cost(cost) { }

    //! A string in the PHC format, with a new random salt.
    [[nodiscard]] Result<QByteArray> hash(const Secret &password) const;

    //! Success, or WrongCredentials; Damaged, without any work, where \a stored is not such a
    //! string or asks for more work than any cost may.
    [[nodiscard]] Result<void> verify(const QByteArray &stored, const Secret &password) const;

    //! The work of verify() for a user who does not exist: an error always, WrongCredentials
    //! unless there is no memory. So no caller learns from the clock which names exist. The work is that for \a like, a
    //! string that is stored for another user; where \a like is no such string, that of this hasher's cost.
    [[nodiscard]] Result<void> verifyNobody(const Secret &password, const QByteArray &like = {}) const;

    //! Whether \a stored was made with less work than this hasher's, and should be replaced.
    [[nodiscard]] bool isWeaker(const QByteArray &stored) const;

private:
    HashCost m_cost;
};

} // namespace QtLogin
