// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/error.h"

namespace QtLogin {

// Mistakes of the developer. The log names the object, the call and the way out; the error that answers has a sentence
// for people, who can do nothing about it.
namespace Misuse {

// A part is missing: LoginManager needs \a part, a \a field of the setup, for \a call.
[[nodiscard]] Error missing(const char *call, const char *part, const char *field);
// An application id that can name nothing. The \a call is null where the manager is being made.
Error badApplicationId(const QString &id, const char *call);
// \a call needs a user who is logged in.
[[nodiscard]] Error noUser(const char *call);
// Another argument of LoginManager::\a call is wrong, as the \a complaint says.
[[nodiscard]] Error badArgument(const char *call, const char *complaint);

} // namespace Misuse
} // namespace QtLogin
