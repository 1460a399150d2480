// SPDX-License-Identifier: MIT
#include "gates/guardeditems_p.h"

namespace QtLogin {

GuardedItem *GuardedItems::find(const QObject *object)
{
    const auto place = m_places.constFind(object);
    if (place == m_places.cend() || m_items[*place].object() != object)
        return nullptr;
    return &m_items[*place];
}

GuardedItem &GuardedItems::add(const GuardedItem &item)
{
    if (m_vacant.empty()) {
        m_vacant.push_back(placeCount());
        m_items.emplace_back();
    }
    const Place place = m_vacant.back();
    m_vacant.pop_back();
    m_items[place] = item;
    m_places.insert(item.object(), place);
    return m_items[place];
}

bool GuardedItems::remove(const QObject *address)
{
    const auto place = m_places.constFind(address);
    if (place == m_places.cend())
        return false;
    m_items[*place] = {};
    m_vacant.push_back(*place);
    m_places.erase(place);
    return true;
}

} // namespace QtLogin
