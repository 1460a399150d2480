// SPDX-License-Identifier: MIT
#include "gates/guardeditem_p.h"

#include "closing/actionhold_p.h"
#include "closing/navigation_p.h"
#include "closing/stateoverride_p.h"
#include "closing/tabhold_p.h"
#include "closing/transientui_p.h"

#include <QtGui/qaction.h>
#include <QtWidgets/qwidget.h>

#include <algorithm>

namespace QtLogin {

quint8 GuardedItem::pageFlags(const QWidget *widget)
{
    return TabHold::ownerOf(widget) ? IsTabPage : Navigation::hasHandle(widget) ? HasHandle : 0;
}

GuardedItem::GuardedItem(QWidget *widget) : m_object(widget), m_flags(pageFlags(widget))
{
}

GuardedItem::GuardedItem(QAction *action) : m_object(action), m_flags(IsAction)
{
}

QWidget *GuardedItem::widget() const
{
    return m_flags & IsAction ? nullptr : static_cast<QWidget *>(m_object.data());
}

QAction *GuardedItem::action() const
{
    return m_flags & IsAction ? static_cast<QAction *>(m_object.data()) : nullptr;
}

void GuardedItem::close(WhenDenied way)
{
    if (widget())
        return closeWidget(way);
    if (action() && !isClosed()) {
        m_flags |= Closed;
        ActionHold::hold(action(), way);
    }
}

void GuardedItem::open(WhenDenied way)
{
    if (!isClosed())
        return;
    m_flags &= ~Closed;
    if (QWidget *widget = this->widget())
        openWidget(widget, way);
    else if (QAction *action = this->action())
        ActionHold::release(action, way);
}

void GuardedItem::closeWidget(WhenDenied way)
{
    QWidget *const widget = this->widget();
    const bool again = isClosed();
    const bool hides = way == WhenDenied::Hide;
    m_flags |= Closed;
    if (!again && hides)
        noteWish(!widget->isHidden());
    if (!again)
        TransientUi::cancelDrag(widget);
    if (!again || widget->isEnabled())
        StateOverride::disable(widget);
    if (!isStill(widget))
        return;
    // Where a slot has made the gate open it meanwhile, that could not enable it yet: the gate opens it again.
    const bool wasOpened = !isClosed();
    m_flags |= Closed;
    if (wasOpened)
        return;
    const bool isOpenMenu = widget->windowType() == Qt::Popup && widget->isVisible();
    if ((hides && !widget->isHidden()) || isOpenMenu)
        StateOverride::hide(widget);
}

void GuardedItem::openWidget(QWidget *widget, WhenDenied way)
{
    StateOverride::restoreEnabled(widget);
    if (way == WhenDenied::Hide && m_flags & WishesShown && isStill(widget) && !isClosed())
        widget->show();
}

// A menu that was open is not opened again, and a question not asked again.
void GuardedItem::noteWish(bool shown)
{
    const QWidget *const widget = this->widget();
    const bool comesBack = shown && widget->windowType() != Qt::Popup && !widget->isModal();
    m_flags = quint8(comesBack ? m_flags | WishesShown : m_flags & ~WishesShown);
}

void GuardedItem::noteParent()
{
    m_flags = quint8((m_flags & ~(IsTabPage | HasHandle)) | pageFlags(widget()));
}

void GuardedItem::abandon(WhenDenied way)
{
    const bool wasClosed = isClosed();
    m_flags &= ~Closed;
    if (QAction *action = this->action(); action && wasClosed)
        return ActionHold::abandon(action, way);
    if (m_object)
        m_object->setProperty("enabled", false);
    if (m_object && way == WhenDenied::Hide)
        m_object->setProperty("visible", false);
}

QWidget *GuardedItem::handle() const
{
    return m_flags & HasHandle && widget() ? Navigation::handleOf(widget()) : nullptr;
}

static bool hasButtonOnScreen(const QAction *action)
{
    const auto places = action->associatedObjects();
    return action->isVisible() && std::any_of(places.cbegin(), places.cend(), [](const QObject *place) {
        const auto *widget = qobject_cast<const QWidget *>(place);
        return widget && widget->isVisible() && widget->windowType() != Qt::Popup;
    });
}

bool GuardedItem::isOnScreen() const
{
    if (const QAction *action = this->action())
        return hasButtonOnScreen(action);
    const QWidget *way = isPage() ? handle() : nullptr;
    return (widget() && widget()->isVisible()) || (way && way->isVisible());
}

} // namespace QtLogin
