// SPDX-License-Identifier: MIT
#pragma once

#include "identity/user.h"

#include <type_traits>
#include <utility>

namespace QtLogin {

//! A user who is a value of the application's own type, such as a row or a shared pointer.
//!
//! ```cpp
//! using Member = QtLogin::ForeignUser<Row>;
//! setup.userLoader = QtLogin::UserLoader::from([](const QString &id) -> QtLogin::UserPtr {
//!     const std::optional<Row> row = findRow(id);
//!     return row ? Member::create(*row, &Row::key) : nullptr;
//! });
//! if (const Row *row = Member::in(login.currentUser()))
//!     greet(*row);
//! ```
//! \since 0.1
template<typename Value>
class ForeignUser final : public SimpleUser
{
public:
    //! The user whose id, or SimpleUser::Fields, \a extract takes from \a value: a member, or anything callable.
    template<typename Extract>
    static UserPtr create(Value value, Extract extract)
    {
        const auto extracted = [&]() -> decltype(auto) { return std::invoke(extract, std::as_const(value)); };
        if constexpr (std::is_convertible_v<decltype(extracted()), QString>) {
            return std::make_shared<const ForeignUser>(Fields {.id = extracted()}, std::move(value));
        } else {
            static_assert(std::is_convertible_v<decltype(extracted()), Fields>,
                          "What is extracted from a foreign user is its id, a QString, or SimpleUser::Fields");
            Fields fields = extracted();
            return std::make_shared<const ForeignUser>(std::move(fields), std::move(value));
        }
    }
    ForeignUser(Fields fields, Value value) : SimpleUser(std::move(fields)), m_value(std::move(value)) { }

    //! The value of \a user, as long as that lives; null where it is none of this type, such as while no user is
    //! logged in.
    static const Value *in(const UserPtr &user)
    {
        const auto *foreign = dynamic_cast<const ForeignUser *>(user.get());
        return foreign ? &foreign->m_value : nullptr;
    }

private:
    const Value m_value;
};

} // namespace QtLogin
