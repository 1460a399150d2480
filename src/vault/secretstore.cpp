// SPDX-License-Identifier: MIT
#include "vault/secretstore.h"

namespace QtLogin {

SecretStore::~SecretStore() = default;

} // namespace QtLogin
