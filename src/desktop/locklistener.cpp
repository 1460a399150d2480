// SPDX-License-Identifier: MIT
#include "desktop/locklistener_p.h"

#include <utility>

namespace QtLogin {

LockListener::~LockListener() = default;

void LockListener::setAlive(LockSources alive)
{
    if (std::exchange(m_alive, alive) != alive)
        Q_EMIT aliveChanged();
}

} // namespace QtLogin

#include "moc_locklistener_p.cpp"
