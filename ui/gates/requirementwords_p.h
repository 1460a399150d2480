// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"
#include "requirements/requirement.h"

namespace QtLogin {

//! The requirement that \a words ask for, such as "fresh:300 scope:admin", or a sentence about the
//! word that is not understood.
[[nodiscard]] Result<Requirement> requirementFrom(const QString &words);

} // namespace QtLogin
