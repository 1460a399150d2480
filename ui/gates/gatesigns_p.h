// SPDX-License-Identifier: MIT
#pragma once

#include "closing/closedsign_p.h"
#include "gates/guardeditem_p.h"

#include <QtCore/qhash.h>

#include <memory>

QT_BEGIN_NAMESPACE
class QHelpEvent;
class QMenu;
QT_END_NAMESPACE

namespace QtLogin {

// The signs of the closed things of one gate. Most of them are never read, so a sign is made
// only for things that the user comes near to, for actions, and where a screen reader may ask for everything.
class GateSigns
{
public:
    explicit GateSigns(bool isReadAloud) : m_isReadAloud(isReadAloud) { }

    void make(GuardedItem &item, const ClosedLooks &looks = {});
    void forget(const QObject *object) { m_signs.remove(object); }
    void setReadAloud(bool readAloud) { m_isReadAloud = readAloud; }
    // Whether \a item says why it is closed without being asked.
    bool isWanted(const GuardedItem &item) const { return item.action() || m_isReadAloud; }
    // Puts the sign up where \a access closes the item, and takes it down where it does not. Slots of the
    // application may run, and do anything.
    void adjust(const GuardedItem &item, Access access);
    // Whether the application has said something that the sign should repeat.
    bool isOutdated(const GuardedItem &item) const;
    QString reasonFor(const QObject *object, Access access) const;
    // Menus say nothing of what is disabled, neither beside it nor in the status bar.
    void showInMenu(QMenu *menu, const GuardedItem &item, Access access, const QHelpEvent &event) const;

private:
    QHash<const QObject *, std::shared_ptr<ClosedSign>> m_signs;
    bool m_isReadAloud;
};

} // namespace QtLogin
