// SPDX-License-Identifier: MIT
#include "session/gatekeeperlist_p.h"

#include "foundation/firstexception_p.h"
#include "session/gatekeeper.h"

#include <algorithm>

namespace QtLogin {

static bool opensFirst(const Gatekeeper *gatekeeper)
{
    return !gatekeeper->closesFirst();
}

void GatekeeperList::add(Gatekeeper *gatekeeper)
{
    const auto end = m_gatekeepers.end();
    const auto place = gatekeeper->closesFirst() ? std::find_if(m_gatekeepers.begin(), end, opensFirst) : end;
    m_gatekeepers.insert(place, gatekeeper);
}

void GatekeeperList::remove(Gatekeeper *gatekeeper)
{
    std::erase(m_gatekeepers, gatekeeper);
}

// Until \a call answers true. Of \a gatekeepers, a copy of all of them. Throws the first exception, at the end.
template<typename Call>
void GatekeeperList::forEach(const List &gatekeepers, Call call) const
{
    FirstException thrown;
    bool isDone = false;
    for (Gatekeeper *each : gatekeepers) {
        if (!isDone && std::find(m_gatekeepers.begin(), m_gatekeepers.end(), each) != m_gatekeepers.end())
            thrown.keep([&] { isDone = call(*each); });
    }
    thrown.rethrow();
}

void GatekeeperList::close() const
{
    forEach(List(m_gatekeepers), [](Gatekeeper &each) { return each.closeGates(), false; });
}

void GatekeeperList::open() const
{
    List gatekeepers = m_gatekeepers;
    std::stable_partition(gatekeepers.begin(), gatekeepers.end(), opensFirst);
    forEach(gatekeepers, [](Gatekeeper &each) { return each.openGates(), false; });
}

bool GatekeeperList::askToUnlock() const
{
    bool asks = false;
    forEach(List(m_gatekeepers), [&asks](Gatekeeper &each) { return asks = each.askToUnlock(); });
    return asks;
}

bool GatekeeperList::covers(const QObject *context) const
{
    return std::any_of(m_gatekeepers.begin(), m_gatekeepers.end(),
                       [context](const Gatekeeper *each) { return each->covers(context); });
}

} // namespace QtLogin
