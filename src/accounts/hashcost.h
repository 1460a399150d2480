// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"
#include "qtloginaccountsexport.h"

namespace QtLogin {

//! How much work one password hash is (Argon2id): passes over an amount of memory.
//!
//! No HashCost can be made that is too cheap to protect passwords, or dear enough to be an
//! attack on the machine itself. \since 0.1
class QTLOGIN_ACCOUNTS_EXPORT HashCost
{
public:
    static constexpr int fewestPasses = 2; //!< OWASP Password Storage: 2 passes over 19 MiB.
    static constexpr int leastMebibytes = 19;
    static constexpr int mostPasses = 10;
    static constexpr int mostMebibytes = 1024;

    //! 3 passes over 256 MiB, about a third of a second.
    HashCost() = default;
    //! The cheapest that is still sound, for small machines and quick tests.
    [[nodiscard]] static HashCost lowest();
    //! InvalidInput outside of the bounds above.
    [[nodiscard]] static Result<HashCost> of(int passes, int mebibytes);

    int passes() const { return m_passes; }
    int mebibytes() const { return m_mebibytes; }

    friend bool operator==(const HashCost &, const HashCost &) = default;

private:
    HashCost(int passes, int mebibytes) : m_passes(passes), m_mebibytes(mebibytes) { }

    int m_passes = 3;
    int m_mebibytes = 256;
};

} // namespace QtLogin
