// SPDX-License-Identifier: MIT
#include "closing/straywatch_p.h"

#include "closing/detachment_p.h"

#include <QtGui/qshortcut.h>

#include <algorithm>

namespace QtLogin {

// An object that is being destroyed is neither of these any more.
void StrayWatch::childRemoved(QObject *child)
{
    if (auto *widget = qobject_cast<QWidget *>(child))
        m_leavers += widget;
    else if (qobject_cast<QShortcut *>(child))
        m_objects += child;
}

void StrayWatch::parentChanged(QWidget *widget, bool isAtHome)
{
    if (m_leavers.removeAll(widget) > 0 && !isAtHome)
        close(widget);
    else if (isAtHome && !m_strays.empty())
        giveBack(widget);
}

// The content that everything has come from knows them all.
void StrayWatch::close(QWidget *widget)
{
    Detachment *first = m_home;
    while (first->strays().m_from)
        first = first->strays().m_from;
    auto *stray = new Detachment(widget, Detachment::As::Stray, m_home->events());
    stray->strays().m_from = first;
    // Not its child: the application may delete the widget in the middle of one of the stray's calls.
    QObject::connect(widget, &QObject::destroyed, stray, [stray] { Detachment::Ptr(stray).reset(); });
    first->strays().m_strays.emplace_back(stray);
}

void StrayWatch::giveBack(const QWidget *which)
{
    const auto isMeant = [which](const auto &stray) { return !stray || !which || stray->content() == which; };
    const auto staying = std::stable_partition(m_strays.begin(), m_strays.end(), isMeant);
    const std::vector meant(m_strays.begin(), staying);
    m_strays.erase(m_strays.begin(), staying);
    for (const auto &stray : meant) {
        if (stray)
            stray->giveBack();
        Detachment::Ptr(stray.data()).reset(); // unless the application has deleted its widget meanwhile
    }
}

} // namespace QtLogin
