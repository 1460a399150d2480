// SPDX-License-Identifier: MIT
#include "gates/gate_p.h"

#include "closing/nativewindow_p.h"
#include "closing/navigation_p.h"
#include "closing/stateoverride_p.h"
#include "closing/tabhold_p.h"
#include "gates/placeclicks_p.h"
#include "foundation/firstexception_p.h"

#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtabbar.h>

#include <algorithm>

namespace QtLogin {

GuardedPart::~GuardedPart() = default;

Gate::Gate(std::shared_ptr<PlaceClicks> clicks, const Requirement &requirement, WhenDenied whenDenied)
    : m_clicks(std::move(clicks)),
      m_requirement(requirement),
      m_whenDenied(whenDenied),
      m_signs(QAccessible::isActive())
{
    QAccessible::installActivationObserver(this);
}

Gate::~Gate()
{
    if (QCoreApplication::instance()) // otherwise there is nothing to leave any more
        QAccessible::removeActivationObserver(this);
}

bool Gate::holds(const QWidget *widget) const
{
    while (widget && !m_items.contains(widget))
        widget = widget->parentWidget();
    return widget;
}

QList<QObject *> Gate::guarded() const
{
    QList<QObject *> objects;
    for (const GuardedItem &item : m_items) {
        if (item.object())
            objects += item.object();
    }
    return objects;
}

bool Gate::isClosed(const QObject *object)
{
    const GuardedItem *item = m_items.find(object);
    return item && item->isClosed();
}

void Gate::close(Access access)
{
    if (access != Access::Allowed)
        setAccess(access);
}

void Gate::learn(Access access)
{
    if (access != Access::Allowed || isOpen())
        return;
    m_access = access;
    m_isSettled = false;
}

bool Gate::shows(Access why) const
{
    const bool isSeen = m_access == why && !hides();
    return isSeen && std::any_of(m_items.begin(), m_items.end(), [](const auto &item) { return item.isOnScreen(); });
}

void Gate::settle(Access access)
{
    setAccess(access);
}

// Adjusting may run code of the application, which may come back here: the last access counts.
void Gate::setAccess(Access access)
{
    if (m_access == access && m_isSettled)
        return;
    const auto self = shared_from_this();
    m_access = access;
    m_isSettled = true;
    FirstException thrown;
    for (Place i = 0; i < m_items.placeCount(); ++i)
        thrown.keep([this, i] { adjust(m_items.at(i)); });
    thrown.rethrow();
}

void Gate::guard(QWidget *widget, const ClosedLooks &looks)
{
    const auto self = shared_from_this();
    const QPointer<QMenu> menu(qobject_cast<QMenu *>(widget)); // event handlers and slots may delete it
    const QPointer<QDockWidget> dock(qobject_cast<QDockWidget *>(widget));
    if (!admit(widget, menu ? ClosedLooks() : looks))
        return;
    if (dock)
        m_clicks->watchDock(dock);
    if (dock && hides())
        guard(dock->toggleViewAction());
    if (!menu)
        return;
    guard(menu->menuAction(), looks);
    const auto entries = menu ? menu->actions() : QList<QAction *>();
    const QList<QPointer<QAction>> actions(entries.begin(), entries.end());
    for (const auto &action : actions) {
        if (action)
            guard(action);
    }
}

void Gate::guard(QAction *action, const ClosedLooks &looks)
{
    const auto self = shared_from_this();
    const QPointer<QAction> alive(action);
    if (!admit(action, looks) || !alive)
        return;
    connect(action, &QObject::destroyed, this, [this](QObject *gone) { forget(gone); });
    guardMenu(action);
}

void Gate::guardMenu(QAction *action)
{
    if (auto *menu = action->menu<QMenu *>(); menu && !m_items.find(menu))
        guard(menu);
}

// Whether \a object is new here. It is as it should be, as soon as it is here.
template<typename Object>
bool Gate::admit(Object *object, const ClosedLooks &looks)
{
    GuardedItem *known = m_items.find(object);
    if (!known)
        forget(object); // a deleted object that had this address
    GuardedItem &item = known ? *known : m_items.add(GuardedItem(object));
    if (!looks.isEmpty())
        m_signs.make(item, looks);
    adjust(item);
    return !known;
}

void Gate::forget(const QObject *object)
{
    if (!m_items.remove(object))
        return;
    m_tabs.remove(object);
    m_signs.forget(object);
}

void Gate::adjust(GuardedItem &item)
{
    QObject *const object = item.object();
    if (!object)
        return;
    if (!isOpen()) {
        const QScopedValueRollback<const QObject *> acting(m_acting, object);
        item.close(m_whenDenied);
        if (QWidget *handle = item.object() == object && !isOpen() ? item.handle() : nullptr)
            m_clicks->watchButton(handle);
    }
    if (isOpen() && item.object() == object) // also where closing has brought that about
        item.open(m_whenDenied);
    if (item.isTabPage() && item.object() == object)
        adjustTab(item);
    if ((!isOpen() || item.hasSign()) && item.object() == object)
        adjustSign(item);
}

// The application has opened it again: close it before the next event, and not within this one.
void Gate::adjustLater(QObject *object)
{
    const auto again = [this, object = QPointer<QObject>(object)] {
        const auto self = shared_from_this();
        if (GuardedItem *item = object ? m_items.find(object) : nullptr)
            adjust(*item);
    };
    QMetaObject::invokeMethod(this, again, Qt::QueuedConnection);
}

void Gate::adjustTab(const GuardedItem &item)
{
    QWidget *const page = item.widget();
    if (item.isClosed()) {
        m_tabs.insert(page);
        TabHold::hold(page, this, m_whenDenied, m_signs.reasonFor(page, m_access));
    } else if (m_tabs.remove(page)) {
        TabHold::release(page, this);
    }
}

void Gate::adjustTabs()
{
    const auto pages = m_tabs.values();
    for (const QObject *page : pages) {
        const GuardedItem *item = m_items.find(page);
        if (item && item->isClosed() && TabHold::hasSlipped(item->widget()))
            adjustLater(item->object());
    }
}

void Gate::adjustSign(GuardedItem &item)
{
    if (!isOpen() && !hides() && m_signs.isWanted(item) && !item.hasSign())
        m_signs.make(item);
    const QScopedValueRollback<const QObject *> acting(m_acting, item.object());
    m_signs.adjust(item, m_access);
}

bool Gate::tellInMenu(QObject *object, const QHelpEvent &event)
{
    auto *menu = qobject_cast<QMenu *>(object);
    QAction *action = menu ? menu->actionAt(event.pos()) : nullptr;
    const GuardedItem *item = action ? m_items.find(action) : nullptr;
    if (!item || !item->hasSign() || menu->toolTipsVisible())
        return false;
    m_signs.showInMenu(menu, *item, m_access, event);
    return true;
}

// Makes the sign before the widget shows its tool tip.
void Gate::approached(QWidget *widget)
{
    const auto self = shared_from_this();
    GuardedItem *const item = hides() ? nullptr : m_items.find(widget);
    if (!item || item->hasSign())
        return;
    m_signs.make(*item);
    adjustSign(*item);
}

void Gate::wordsChanged(QObject *object, QEvent::Type type)
{
    const auto self = shared_from_this();
    GuardedItem *const item = m_items.find(object);
    if (!item || m_acting == object || !item->hasSign())
        return;
    if (type == QEvent::LanguageChange || m_signs.isOutdated(*item))
        adjustSign(*item);
}

// Widgets hear of a change of the language by themselves; actions and tabs do not.
void Gate::retranslate()
{
    const auto self = shared_from_this();
    for (Place i = 0; !isOpen() && i < m_items.placeCount(); ++i) {
        if (m_items.at(i).action() || m_items.at(i).isTabPage())
            adjust(m_items.at(i));
    }
}

void Gate::accessibilityActiveChanged(bool active)
{
    const auto self = shared_from_this();
    m_signs.setReadAloud(active);
    for (Place i = 0; active && !isOpen() && i < m_items.placeCount(); ++i) {
        if (m_items.at(i).object())
            adjustSign(m_items.at(i));
    }
}

// Fast path: an open gate ignores most events without an index lookup.
bool Gate::wants(const QObject *watched, QEvent::Type type) const
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
        return !isOpen() && Navigation::isHandle(watched);
    case QEvent::Paint: // QTabWidget::setTabVisible() and QTabBar::setTabEnabled() send nothing else
        return !isOpen() && !m_tabs.isEmpty() && qobject_cast<const QTabBar *>(watched);
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
        if (qobject_cast<QMenu *>(watched)) // and not what only shows a guarded action
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
        adjustTabs();
        return false;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
        m_clicks->noteMouse(watched, *static_cast<QMouseEvent *>(event));
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
    GuardedItem *const item = m_items.find(widget);
    if (!item || NativeWindow::isBeingDestroyed(widget)) // which hides it once more, and is no wish
        return;
    if (type == QEvent::ParentChange) {
        item->noteParent();
        if (m_tabs.remove(widget))
            TabHold::forget(widget);
        if (item->isPage())
            adjustLater(widget); // its tab is made only after this
        if (!item->isClosed())
            return;
    }
    // Closed in the middle of being shown, it is hidden already when Qt tells that it was shown.
    if (hides() && m_acting != widget && type != QEvent::EnabledChange)
        item->noteWish(type == QEvent::ShowToParent || !widget->isHidden());
    if (type == QEvent::HideToParent)
        return;
    if (m_acting == widget)
        adjustLater(widget);
    else
        adjust(*item);
    if (type == QEvent::ShowToParent && hides() && widget->isModal())
        endLoopLater(widget);
}

// The application may be about to exec() what has just been hidden again, and nothing else would end that.
void Gate::endLoopLater(QWidget *widget)
{
    const auto end = [this, widget = QPointer<QWidget>(widget)] {
        const auto self = shared_from_this();
        if (!widget || isOpen() || !widget->isHidden())
            return;
        const QScopedValueRollback<const QObject *> acting(m_acting, widget);
        StateOverride::hideAgain(widget);
    };
    QMetaObject::invokeMethod(this, end, Qt::QueuedConnection);
}

void Gate::actionChanged(QAction *action)
{
    const auto self = shared_from_this();
    guardMenu(action);
    if (!isOpen() && m_acting != action)
        wordsChanged(action, QEvent::ActionChanged);
}

// An object that was kept closed without the application's knowledge is now closed as if it had wished so.
void Gate::seal()
{
    const auto self = shared_from_this();
    m_access = Access::Forbidden;
    for (Place i = 0; i < m_items.placeCount(); ++i)
        m_items.at(i).abandon(m_whenDenied);
}

} // namespace QtLogin
