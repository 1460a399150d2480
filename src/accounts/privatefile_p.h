// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

namespace QtLogin::PrivateFile {

// Makes sure that only this user can read and change the file at \a path, those that SQLite keeps beside it, and what
// its folder says is there. What is ours and open to others is closed to them. Unavailable, with a sentence: one of
// them is another user's, or stays open to others.
//
// A journal that another user could put beside the file would be taken for the rest of a write that was cut off, and
// copied into the file.
[[nodiscard]] Result<void> ensure(const QString &path);

} // namespace QtLogin::PrivateFile
