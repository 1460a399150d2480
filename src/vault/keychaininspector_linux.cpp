// SPDX-License-Identifier: MIT
#include "vault/desktopkeychain_p.h"

namespace QtLogin {

std::unique_ptr<KeychainInspector> KeychainInspector::create(const std::shared_ptr<Clock> &clock)
{
    return std::make_unique<DesktopKeychain>(clock);
}

} // namespace QtLogin
