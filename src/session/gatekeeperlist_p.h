// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#include <vector>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

namespace QtLogin {

class Gatekeeper;

// The gatekeepers of a session, not owned, in the order of registration; see Gatekeeper::closesFirst(). Each of them
// may add and remove gatekeepers while it is called, and may throw: the others are called all the same. One that has
// been removed is not called any more.
class GatekeeperList
{
public:
    void add(Gatekeeper *gatekeeper);
    void remove(Gatekeeper *gatekeeper);
    void clear() { m_gatekeepers.clear(); }

    void close() const;
    void open() const;
    // Whether one of them has brought forward where the user can unlock.
    bool askToUnlock() const;
    bool covers(const QObject *context) const;

private:
    using List = std::vector<Gatekeeper *>;

    template<typename Call>
    void forEach(const List &gatekeepers, Call call) const;

    List m_gatekeepers; // those that close first, then the others
};

} // namespace QtLogin
