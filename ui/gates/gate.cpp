// SPDX-License-Identifier: MIT
#include "gates/gate_p.h"

#include "gates/afterimage_p.h"
#include "gates/place_p.h"
#include "gates/wish_p.h"

#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qmenu.h>

namespace QtLogin {

GuardedPart::~GuardedPart() = default;

Gate::Gate(std::weak_ptr<ViewGuardPrivate> guard, const Requirement &requirement, ViewGuard::WhenDenied whenDenied)
    : m_guard(std::move(guard)),
      m_requirement(requirement),
      m_whenDenied(whenDenied),
      m_actions(hides() ? ActionHold::Way::Hide : ActionHold::Way::Disable)
{
    QAccessible::installActivationObserver(this);
}

Gate::~Gate()
{
    QAccessible::removeActivationObserver(this);
}

bool Gate::holds(const QWidget *widget) const
{
    while (widget && !m_index.contains(widget))
        widget = widget->parentWidget();
    return widget;
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

void Gate::settle(Access access)
{
    setAccess(access);
}

// What is adjusted may run code of the application, which may come back here: the last word counts.
void Gate::setAccess(Access access)
{
    if (m_access == access && m_isSettled)
        return;
    const auto self = shared_from_this();
    m_access = access;
    m_isSettled = true;
    for (Index i = 0; i < m_entries.size(); ++i)
        adjust(m_entries[i]);
}

quint8 Gate::pageFlags(const QWidget *widget)
{
    return TabPage::ownerOf(widget) ? IsTabPage : Place::hasHandle(widget) ? HasHandle : 0;
}

void Gate::guard(QWidget *widget, const ViewGuard::ClosedLooks &looks)
{
    const auto self = shared_from_this();
    auto *menu = qobject_cast<QMenu *>(widget);
    auto *dock = qobject_cast<QDockWidget *>(widget);
    if (!admit(widget, pageFlags(widget), menu ? ViewGuard::ClosedLooks() : looks))
        return;
    if (dock)
        connect(dock->toggleViewAction(), &QAction::triggered, this,
                [this, dock](bool shown) { noteToggle(dock, shown); });
    if (dock && hides())
        guard(dock->toggleViewAction());
    if (!menu)
        return;
    guard(menu->menuAction(), looks);
    const auto actions = menu->actions();
    for (QAction *action : actions)
        guard(action);
}

void Gate::guard(QAction *action, const ViewGuard::ClosedLooks &looks)
{
    const auto self = shared_from_this();
    if (!admit(action, IsAction, looks))
        return;
    connect(action, &QObject::destroyed, this, [this](QObject *gone) { forget(gone); });
    guardMenu(action);
}

void Gate::guardMenu(QAction *action)
{
    if (auto *menu = action->menu<QMenu *>(); menu && !find(menu))
        guard(menu);
}

// Whether \a object is new here. It is as it should be, as soon as it is here.
bool Gate::admit(QObject *object, quint8 flags, const ViewGuard::ClosedLooks &looks)
{
    const bool isNew = !find(object);
    if (isNew) {
        forget(object); // of somebody who stood at the same address
        if (m_vacant.empty()) {
            m_vacant.push_back(Index(m_entries.size()));
            m_entries.emplace_back();
        }
        const Index index = m_vacant.back();
        m_vacant.pop_back();
        m_entries[index] = {.object = object, .flags = flags};
        m_index.insert(object, index);
    }
    Entry &entry = *find(object);
    if (!looks.isEmpty())
        makeSign(entry, looks);
    adjust(entry);
    return isNew;
}

Gate::Entry *Gate::find(const QObject *object)
{
    const auto index = m_index.constFind(object);
    if (index == m_index.cend() || m_entries[*index].object != object)
        return nullptr;
    return &m_entries[*index];
}

void Gate::forget(const QObject *object)
{
    const auto index = m_index.constFind(object);
    if (index == m_index.cend())
        return;
    m_entries[*index] = {};
    m_vacant.push_back(*index);
    m_index.erase(index);
    m_tabs.remove(object);
    m_signs.remove(object);
}

void Gate::adjust(Entry &entry)
{
    QObject *const object = entry.object;
    if (!object)
        return;
    if (!(entry.flags & IsAction)) {
        if (!isOpen())
            closeWidget(entry, static_cast<QWidget *>(object));
        if (isOpen() && entry.object == object) // also when that has come about by closing
            openWidget(entry, static_cast<QWidget *>(object));
    } else if (isOpen()) {
        m_actions.release(static_cast<QAction *>(object), std::exchange(entry.force, ActionHold::None));
    } else {
        actionChanged(static_cast<QAction *>(object));
    }
    if ((!isOpen() || entry.flags & HasSign) && entry.object == object)
        adjustSign(entry);
}

// Somebody fights: not within the event, but before the next one.
void Gate::adjustLater(QObject *object)
{
    const auto again = [this, object = QPointer<QObject>(object)] {
        const auto self = shared_from_this();
        Entry *entry = object ? find(object) : nullptr;
        if (entry && entry->flags & IsAction)
            m_actions.regain(static_cast<QAction *>(object.data()));
        if (entry)
            adjust(*entry);
    };
    QMetaObject::invokeMethod(this, again, Qt::QueuedConnection);
}

// The application's last word. A menu that was open is not opened again, and a question not asked again.
void Gate::noteWish(Entry &entry, const QWidget *widget)
{
    const bool shown = !widget->isHidden() && widget->windowType() != Qt::Popup && !widget->isModal();
    entry.flags = quint8(shown ? entry.flags | WishesShown : entry.flags & ~WishesShown);
}

void Gate::closeWidget(Entry &entry, QWidget *widget)
{
    const QScopedValueRollback<const QObject *> acting(m_acting, widget);
    const bool again = entry.flags & Closed;
    entry.flags |= Closed;
    if (!again && hides())
        noteWish(entry, widget);
    if (!again)
        Afterimage::cancelDrag(widget);
    if (!again || widget->isEnabled())
        Wish::disable(widget);
    entry.flags |= entry.object == widget ? Closed : 0; // it may have been opened within that
    if (entry.object != widget || isOpen())
        return;
    const bool isOpenMenu = widget->windowType() == Qt::Popup && widget->isVisible();
    if ((hides() && !widget->isHidden()) || isOpenMenu)
        Wish::hide(widget);
    if (entry.flags & IsTabPage && entry.object == widget)
        adjustTab(entry, widget);
    if (entry.flags & HasHandle && entry.object == widget)
        watchHandle(Place::handleOf(widget));
}

void Gate::openWidget(Entry &entry, QWidget *widget)
{
    if (!(entry.flags & Closed))
        return;
    entry.flags &= ~Closed;
    Wish::restoreEnabled(widget);
    if (hides() && entry.flags & WishesShown && entry.object == widget)
        widget->show();
    if (entry.flags & IsTabPage && entry.object == widget)
        adjustTab(entry, widget);
}

void Gate::adjustTab(Entry &entry, QWidget *page)
{
    auto &kept = m_tabs[page];
    if (!kept)
        kept = std::make_shared<TabPage>();
    const auto tab = kept;
    if (!(entry.flags & Closed))
        return tab->open(page);
    const auto sign = m_signs.value(page);
    tab->close(page, m_whenDenied, sign ? sign->reasonFor(m_access) : ClosedSign::wordsFor(m_access));
}

void Gate::closeTabsAgain()
{
    const auto pages = m_tabs.keys();
    for (const QObject *page : pages) {
        const Entry *entry = find(page);
        if (entry && entry->flags & Closed && TabPage::isVisible(static_cast<QWidget *>(entry->object.data())))
            adjustLater(entry->object);
    }
}

void Gate::holdAction(QAction *action)
{
    Entry *const entry = find(action);
    if (!entry)
        return;
    const QScopedValueRollback<const QObject *> acting(m_acting, action);
    const quint8 force = m_actions.hold(action, entry->force);
    if (entry->object != action)
        return;
    entry->force = force;
    if (m_actions.hasSlipped(action))
        adjustLater(action);
}

// What was kept closed without the application's knowledge is now closed as if it had wished so.
void Gate::seal()
{
    const auto self = shared_from_this();
    m_access = Access::Forbidden;
    for (Index i = 0; i < m_entries.size(); ++i) {
        const QPointer<QObject> object(m_entries[i].object);
        if (!object)
            continue;
        if (auto *action = qobject_cast<QAction *>(object.data()))
            action->setEnabled(false);
        else
            static_cast<QWidget *>(object.data())->setEnabled(false);
        if (object && hides())
            object->setProperty("visible", false);
        if (object && m_entries[i].force & ActionHold::Silenced)
            object->blockSignals(false);
    }
}

} // namespace QtLogin
