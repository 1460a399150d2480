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
    const bool hasLeft = m_leavers.removeAll(widget) > 0 && !isAtHome;
    if (hasLeft && !m_home->events()->isMoving(widget)) // a view closes its content by itself
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
    const QPointer<Detachment> home(first);
    const QPointer<QWidget> content(first->content());
    const QPointer<Detachment> stray(new Detachment(widget, Detachment::As::Stray, m_home->events()));
    stray->strays().m_from = first;
    Detachment::leave(Detachment::Ptr(stray));
    stray->close(); // event handlers may open the content meanwhile, and delete everything
    if (stray && home && home->isClosed())
        home->strays().m_strays.emplace_back(stray);
    else if (stray && content)
        open(stray);
}

void StrayWatch::open(const QPointer<Detachment> &stray)
{
    if (stray)
        stray->giveBack();
    Detachment::Ptr(stray.data()).reset(); // unless the application has deleted its widget meanwhile
}

void StrayWatch::giveBack(const QWidget *which)
{
    const auto isMeant = [which](const auto &stray) { return !stray || !which || stray->content() == which; };
    const auto staying = std::stable_partition(m_strays.begin(), m_strays.end(), isMeant);
    const std::vector meant(m_strays.begin(), staying);
    m_strays.erase(m_strays.begin(), staying);
    for (const auto &stray : meant)
        open(stray);
}

} // namespace QtLogin
