// SPDX-License-Identifier: MIT
// What happens to what is guarded, and around it.
#include "gates/gate_p.h"

#include "gates/place_p.h"
#include "gates/wish_p.h"

#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtabbar.h>

namespace QtLogin {

// While all is open, most of it does not matter, and nobody is looked up.
bool Gate::heeds(const QObject *watched, QEvent::Type type) const
{
    switch (type) {
    case QEvent::EnabledChange:
    case QEvent::ShowToParent:
    case QEvent::HideToParent:
    case QEvent::ToolTip:
    case QEvent::ToolTipChange:
    case QEvent::LanguageChange:
        return !isOpen() && watched->isWidgetType();
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
        return !isOpen() && Place::isHandle(watched);
    case QEvent::Paint: // QTabWidget::setTabVisible() sends nothing else
        return !isOpen() && hides() && qobject_cast<const QTabBar *>(watched);
    case QEvent::ParentChange:
    case QEvent::ActionAdded:
    case QEvent::ActionChanged:
    case QEvent::Destroy:
        return guards(watched);
    default:
        return false;
    }
}

bool Gate::notice(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ActionAdded:
        if (qobject_cast<QMenu *>(watched)) // and not what only shows something of ours
            guard(static_cast<QActionEvent *>(event)->action());
        return false;
    case QEvent::ActionChanged: // to an action itself, or to what shows it
        if (watched == static_cast<QActionEvent *>(event)->action())
            actionChanged(static_cast<QAction *>(watched));
        return false;
    case QEvent::ToolTip:
        if (tellInMenu(watched, *static_cast<QHelpEvent *>(event)))
            return true;
        approached(static_cast<QWidget *>(watched));
        return false;
    case QEvent::ToolTipChange:
    case QEvent::LanguageChange:
        wordsChanged(watched, event->type());
        return false;
    case QEvent::Paint:
        closeTabsAgain();
        return false;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
        noteClick(watched, *static_cast<QMouseEvent *>(event));
        return false;
    case QEvent::Destroy:
        forget(watched);
        return false;
    default:
        widgetChanged(static_cast<QWidget *>(watched), event->type());
        return false;
    }
}

void Gate::widgetChanged(QWidget *widget, QEvent::Type type)
{
    if (type == QEvent::EnabledChange && !widget->isEnabled())
        return;
    const auto self = shared_from_this();
    Entry *const entry = find(widget);
    if (!entry)
        return;
    if (type == QEvent::ParentChange) {
        const quint8 page = pageFlags(widget);
        entry->flags = quint8((entry->flags & ~(IsTabPage | HasHandle)) | page);
        m_tabs.remove(widget);
        if (page)
            adjustLater(widget); // its tab is made only after this
        if (!(entry->flags & Closed))
            return;
    }
    if (hides() && m_acting != widget && type != QEvent::EnabledChange)
        noteWish(*entry, widget);
    if (type == QEvent::HideToParent)
        return;
    if (m_acting == widget)
        adjustLater(widget);
    else
        adjust(*entry);
    if (type == QEvent::ShowToParent && hides() && widget->isModal())
        endLoopLater(widget);
}

// The application may be about to exec() what has just been hidden again, and nobody could end that.
void Gate::endLoopLater(QWidget *widget)
{
    const auto end = [this, widget = QPointer<QWidget>(widget)] {
        const auto self = shared_from_this();
        if (!widget || isOpen() || !widget->isHidden())
            return;
        const QScopedValueRollback<const QObject *> acting(m_acting, widget);
        Wish::hideAgain(widget);
    };
    QMetaObject::invokeMethod(this, end, Qt::QueuedConnection);
}

void Gate::actionChanged(QAction *action)
{
    const auto self = shared_from_this();
    guardMenu(action);
    if (isOpen() || m_acting == action)
        return;
    holdAction(action);
    wordsChanged(action, QEvent::ActionChanged);
}

} // namespace QtLogin
