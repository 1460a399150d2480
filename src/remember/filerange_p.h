// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

namespace QtLogin::FileRange {

// Holds on parts of an open file, by its descriptor. A hold ends when the file is closed, and so with
// its process, also with a killed one; it says nothing about reading and writing. Where the file system
// knows no holds, each attempt succeeds and nothing is held.

// False: another open file holds some of it.
[[nodiscard]] bool hold(int file, qint64 from, qint64 size);
void release(int file, qint64 from, qint64 size);
[[nodiscard]] bool isHeldElsewhere(int file, qint64 from, qint64 size);

// Waits until the operating system has put what was written to the file onto the disk. False: it could not.
[[nodiscard]] bool sync(int file);

} // namespace QtLogin::FileRange
