// SPDX-License-Identifier: MIT
#include "gates/gatesigns_p.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtooltip.h>

namespace QtLogin {

void GateSigns::make(GuardedItem &item, const ClosedLooks &looks)
{
    item.setHasSign();
    m_signs.insert(item.object(), std::make_shared<ClosedSign>(looks));
}

void GateSigns::adjust(const GuardedItem &item, Access access)
{
    QObject *const object = item.object();
    const auto sign = m_signs.value(object); // slots may do anything, also forget it
    if (!sign)
        return;
    if (access == Access::Allowed)
        sign->takeDown(object);
    else
        sign->putUp(object, access);
}

bool GateSigns::isOutdated(const GuardedItem &item) const
{
    const auto sign = m_signs.value(item.object());
    return sign && sign->isOutdated(item.object());
}

QString GateSigns::reasonFor(const QObject *object, Access access) const
{
    const auto sign = m_signs.value(object);
    return sign ? sign->reasonFor(access) : ClosedSign::wordsFor(access);
}

void GateSigns::showInMenu(QMenu *menu, const GuardedItem &item, Access access, const QHelpEvent &event) const
{
    QToolTip::showText(event.globalPos(), reasonFor(item.object(), access), menu);
}

} // namespace QtLogin
