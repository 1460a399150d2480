// SPDX-License-Identifier: MIT
#include "vault/secretstore.h"

namespace QtLogin {

SecretStore::~SecretStore() = default;

std::shared_ptr<SecretStore> SecretStore::former(const QString &)
{
    return {};
}

} // namespace QtLogin
