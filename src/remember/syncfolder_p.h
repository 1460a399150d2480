// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qstring.h>

namespace QtLogin {

// One source file per platform: sees to it that a file which has just got the name \a path still
// has it after a power cut. Blocking: for a worker thread.
void syncFolderOf(const QString &path);

} // namespace QtLogin
