// SPDX-License-Identifier: MIT
#include "vault/trustinginspector_p.h"

namespace QtLogin {

std::unique_ptr<KeychainInspector> KeychainInspector::create(const std::shared_ptr<Clock> &)
{
    return std::make_unique<TrustingInspector>(QStringLiteral("Windows Credential Manager"));
}

} // namespace QtLogin
