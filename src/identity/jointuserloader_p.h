// SPDX-License-Identifier: MIT
#pragma once

#include "identity/realms_p.h"
#include "identity/userloader.h"

namespace QtLogin {

// Has each user loaded by the loader of their realm.
class QTLOGIN_CORE_EXPORT JointUserLoader final : public UserLoader
{
public:
    explicit JointUserLoader(Realms<UserLoader> realms) : m_realms(std::move(realms)) { }

    [[nodiscard]] const Realms<UserLoader> &realms() const { return m_realms; }

    QFuture<Result<UserPtr>> load(const QString &id) override;

private:
    const Realms<UserLoader> m_realms;
};

} // namespace QtLogin
