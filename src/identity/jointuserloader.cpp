// SPDX-License-Identifier: MIT
#include "identity/jointuserloader_p.h"

namespace QtLogin {

Realm::~Realm() = default;

QFuture<Result<UserPtr>> JointUserLoader::load(const QString &id)
{
    const auto loader = m_realms.of(id);
    return loader ? loader->load(id) : readyFuture<Result<UserPtr>>(Error::Kind::Absent);
}

} // namespace QtLogin
