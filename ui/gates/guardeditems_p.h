// SPDX-License-Identifier: MIT
#pragma once

#include "gates/guardeditem_p.h"

#include <QtCore/qhash.h>

#include <deque>
#include <vector>

namespace QtLogin {

// The items of one gate, found by the addresses of their objects. Closing an item runs code of the application, which
// may have others added and removed meanwhile: an item stays where it is in memory, and its place is used again only
// after remove().
class GuardedItems final
{
public:
    using Place = quint32;

    bool isEmpty() const { return m_places.isEmpty(); }
    // Whether the object at this address was added, and not removed since. It may have been deleted.
    bool contains(const QObject *address) const { return m_places.contains(address); }
    // Null where \a object was not added; also where only a deleted object that had its address was.
    GuardedItem *find(const QObject *object);
    // The object of \a item, and a deleted one at its address, must not be here.
    GuardedItem &add(const GuardedItem &item);
    // Whether the object at this address was here. Its item is one of no object from now on.
    bool remove(const QObject *address);

    // Every place below this has an item, though some are of no object. The number grows, and never shrinks.
    Place placeCount() const { return Place(m_items.size()); }
    GuardedItem &at(Place place) { return m_items[place]; }
    auto begin() const { return m_items.cbegin(); }
    auto end() const { return m_items.cend(); }

private:
    std::deque<GuardedItem> m_items; // which moves none of them
    std::vector<Place> m_vacant;
    QHash<const QObject *, Place> m_places;
};

} // namespace QtLogin
