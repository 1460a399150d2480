// SPDX-License-Identifier: MIT
#include "remember/syncfolder_p.h"

namespace QtLogin {

void syncFolderOf(const QString &) { } // NTFS keeps a journal of names

} // namespace QtLogin
