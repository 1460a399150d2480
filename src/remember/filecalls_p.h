// SPDX-License-Identifier: MIT
#pragma once

// In what Linux and macOS differ.
namespace QtLogin::FileCalls {

// The commands of fcntl() for a hold of an open file, and not of a process.
extern const int setHold;
extern const int getHold;

// As FileRange::sync().
[[nodiscard]] bool sync(int file);

} // namespace QtLogin::FileCalls
