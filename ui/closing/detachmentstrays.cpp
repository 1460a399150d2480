// SPDX-License-Identifier: MIT
#include "closing/detachment_p.h"

#include <QtGui/qshortcut.h>

#include <algorithm>

// What the application takes out of closed content.
namespace QtLogin {

// One that is dying is no such thing any more.
void Detachment::childRemoved(QObject *child)
{
    if (auto *widget = qobject_cast<QWidget *>(child))
        m_leavers += widget;
    else if (qobject_cast<QShortcut *>(child))
        m_strayObjects += child;
}

void Detachment::parentChanged(QWidget *widget)
{
    const bool isAtHome = owns(widget);
    if (m_leavers.removeAll(widget) > 0 && !isAtHome) {
        Detachment *first = this;
        while (first->m_from)
            first = first->m_from;
        auto *stray = new Detachment(widget, As::Stray, m_events);
        stray->m_from = first;
        stray->setParent(widget);
        first->m_strays.emplace_back(stray);
    } else if (isAtHome && !m_strays.empty()) {
        giveBackStrays(widget);
    }
}

// All of them, or the one that is back.
void Detachment::giveBackStrays(const QWidget *which)
{
    const auto isMeant = [which](const auto &stray) { return !stray || !which || stray->content() == which; };
    const auto staying = std::stable_partition(m_strays.begin(), m_strays.end(), isMeant);
    const std::vector meant(m_strays.begin(), staying);
    m_strays.erase(m_strays.begin(), staying);
    for (const auto &stray : meant) {
        if (stray)
            stray->giveBack();
        delete stray;
    }
}

} // namespace QtLogin
