// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

namespace QtLogin::PrivateFile {

// Makes sure that only this user can read and change the file at \a path and those that SQLite keeps beside it, and
// change the names in its folder. A file of ours that is open to others is closed to them. Unavailable, with a
// sentence: a file is another user's, or a file or the folder stays open to others.
//
// A journal that another user could put beside the file would be taken for the rest of a write that was cut off, and
// copied into the file.
[[nodiscard]] Result<void> ensure(const QString &path);

} // namespace QtLogin::PrivateFile
