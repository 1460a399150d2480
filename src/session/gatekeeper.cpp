// SPDX-License-Identifier: MIT
#include "session/gatekeeper.h"

namespace QtLogin {

Gatekeeper::~Gatekeeper() = default;

bool Gatekeeper::askToUnlock()
{
    return false;
}

bool Gatekeeper::covers(const QObject *) const
{
    return false;
}

bool Gatekeeper::closesFirst() const
{
    return false;
}

} // namespace QtLogin
