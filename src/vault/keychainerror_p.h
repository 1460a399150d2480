// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/error.h"

namespace QtLogin::KeychainError {

// The faults of a keychain, in sentences that a person can use.
Error noKeychain();
Error noGLib();
Error noAnswer();
Error turnedAway();
Error unanswered();
Error stillBusy();
Error notKept();
Error notForgotten();

} // namespace QtLogin::KeychainError
