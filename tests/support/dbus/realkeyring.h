// SPDX-License-Identifier: MIT
#pragma once

// The gnome-keyring that tests/support/with-keyring has started.
namespace RealKeyring {

bool lock();
// As the person would by typing the password; no window is needed.
bool unlock();

} // namespace RealKeyring
