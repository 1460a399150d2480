// SPDX-License-Identifier: MIT
#include "accounts/privatefile_p.h"

namespace QtLogin::PrivateFile {

// A file has the access list of its folder, and a user's own folders are closed to other users.
Result<void> ensure(const QString &)
{
    return {};
}

} // namespace QtLogin::PrivateFile
