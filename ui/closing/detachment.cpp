// SPDX-License-Identifier: MIT
#include "closing/detachment_p.h"

#include "closing/transientui_p.h"
#include "closing/actionhold_p.h"
#include "closing/stateoverride_p.h"

#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtGui/qundostack.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlayout.h>

#include <algorithm>

namespace QtLogin {

// A hidden window still stands in the accessibility tree; one that was never made, or is no more,
// does not. Showing it makes it anew.
class Unmade : public QWidget
{
public:
    static void unmake(QWidget *widget) { (widget->*(&Unmade::destroy))(true, true); }
};

static bool isTransient(const QWidget *window)
{
    const Qt::WindowType type = window->windowType();
    return type == Qt::Popup || type == Qt::ToolTip || type == Qt::SplashScreen;
}

// What a person does reaches nothing that is hidden and disabled. What is sent to it directly may.
static bool isInput(QEvent::Type type)
{
    switch (type) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::TabletRelease:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::NativeGesture:
    case QEvent::Gesture:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::Shortcut:
    case QEvent::InputMethod:
    case QEvent::ContextMenu:
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
        return true;
    default:
        return false;
    }
}

Detachment::Detachment(QWidget *content, As as, std::shared_ptr<ApplicationEvents> events)
    : m_events(std::move(events)),
      m_content(content),
      m_as(as)
{
    const QScopedValueRollback acting(m_acting, true);
    m_events->add(this);
    takeFocus();
    TransientUi::cancelDrag(content);
    TransientUi::closePopups();
    TransientUi::clearStatusTip(content);
    closeWindows();
    if (m_content) { // whose windows may have taken it along
        holdActions();
        idleUndoStacks();
        leave();
    }
    // Not within the call that may be closing this: it may have come through one of them.
    QMetaObject::invokeMethod(
        this, [this] { forgetAccessibles(); }, Qt::QueuedConnection);
}

Detachment::~Detachment()
{
    m_events->remove(this);
    if (QCoreApplication::instance()) // actions use it
        releaseActions();
}

void Detachment::retire(std::unique_ptr<Detachment> detachment)
{
    if (detachment->m_acting)
        detachment.release()->deleteLater();
}

void Detachment::closeWindows()
{
    const auto children = m_content->findChildren<QWidget *>();
    for (QWidget *child : children) {
        if (child->isWindow() && !child->isHidden())
            m_windows.push_back({child, !isTransient(child), child->isModal()});
    }
    for (auto each = m_windows.rbegin(); each != m_windows.rend(); ++each) {
        if (each->widget)
            hide(each->widget); // ends exec(), which answers Rejected
        if (each->widget)
            Unmade::unmake(each->widget);
    }
}

void Detachment::holdActions()
{
    QList<QAction *> actions = m_content->findChildren<QAction *>() + m_content->actions();
    const auto children = m_content->findChildren<QWidget *>();
    for (const QWidget *child : children)
        actions += child->actions();
    std::sort(actions.begin(), actions.end());
    actions.erase(std::unique(actions.begin(), actions.end()), actions.end());
    for (QAction *action : std::as_const(actions)) {
        if (ownsAction(action))
            m_actions.emplace_back(action);
    }
    const auto held = m_actions; // slots may do anything
    for (const auto &action : held) {
        if (action)
            ActionHold::hold(action, WhenDenied::Hide);
    }
}

// A group's undo action, such as that of the window, acts on its active stack, and tells what it undoes.
void Detachment::idleUndoStacks()
{
    const auto all = m_content->findChildren<QUndoStack *>();
    const QList<QPointer<QUndoStack>> stacks(all.begin(), all.end()); // who hears of one may delete another
    for (const auto &stack : stacks) {
        if (!stack || !stack->isActive())
            continue;
        stack->setActive(false);
        if (stack && !stack->isActive()) // it has a group
            m_undoStacks.emplace_back(stack);
    }
}

void Detachment::leave()
{
    StateOverride::disable(m_content);
    m_wished = m_content && hide(m_content);
    if (m_content && m_as == As::Content)
        m_content->setParent(nullptr);
    if (m_content && m_as == As::Stray)
        closeAgain(m_content);
    else if (m_content && m_content->windowHandle())
        Unmade::unmake(m_content);
}

// As StateOverride::hide(). Qt goes on using what it has just told that it is hidden, and its children: whoever
// deletes some of them when they hear of that would end the process. So they hear of it when it is through.
bool Detachment::hide(QWidget *widget)
{
    const QPointer<QWidget> alive(widget);
    const auto silently = [&] {
        const QScopedValueRollback hiding(m_isHiding, true);
        return StateOverride::hide(widget);
    };
    const bool wished = silently();
    const auto hidden = std::exchange(m_hidden, {});
    for (const QPointer<QWidget> &each : hidden) {
        QHideEvent event;
        if (each && !each->isVisible())
            QCoreApplication::sendEvent(each, &event);
    }
    if (alive && !alive->isHidden()) // whoever has shown it is not told again
        silently();
    m_hidden.clear();
    return wished;
}

// Assistive technology could go on reading and writing where it has been before.
void Detachment::forgetAccessibles()
{
    if (!m_content)
        return;
    const auto objects = m_content->findChildren<QWidget *>() << m_content;
    for (QWidget *object : objects) {
        if (QAccessibleInterface *known = QAccessible::queryAccessibleInterface(object))
            QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
    }
}

void Detachment::takeOver(Detachment &stopped)
{
    m_wished |= stopped.m_wished && !stopped.m_hasShown;
    if (!m_hadFocus && stopped.m_hadFocus) {
        m_hadFocus = true;
        m_focus = stopped.m_focus;
        m_selection = stopped.m_selection;
    }
    const auto stacks = std::exchange(stopped.m_undoStacks, {});
    m_undoStacks.insert(m_undoStacks.end(), stacks.begin(), stacks.end());
}

void Detachment::giveBack(QLayout *place)
{
    m_events->remove(this);
    releaseActions();
    giveBackStrays();
    // Event handlers of the content and slots may do anything, also close it anew: see stop().
    const QPointer<QLayout> layout(place);
    if (place && m_content)
        m_content->setParent(place->parentWidget()); // before the layout knows it
    if (layout && m_content)
        layout->addWidget(m_content);
    if (m_content)
        StateOverride::restoreEnabled(m_content);
    m_hasShown = true;
    if (m_content && m_wished)
        m_content->show();
    while (m_content && !m_undoStacks.empty()) { // what is left is for takeOver()
        const QPointer<QUndoStack> stack = m_undoStacks.back();
        m_undoStacks.pop_back();
        if (stack)
            stack->setActive();
    }
    const bool focuses = m_hadFocus && m_wished;
    const QPointer<QWidget> focus(m_focus);
    const Selection selection = m_selection;
    const auto windows = std::exchange(m_windows, {});
    for (const auto &[window, wished, wasModal] : windows) {
        if (!window || !wished || window->isModal() != wasModal) // one whose exec() has returned is over
            continue;
        window->move(window->pos()); // where it was, and not where the desktop puts new ones
        window->show();
    }
    const bool wasStopped = !m_content;
    m_content = nullptr;
    if (!focus || !focuses || wasStopped)
        return;
    const auto giveFocus = [focus, selection] {
        focus->setFocus(Qt::OtherFocusReason);
        selection.restore();
    };
    if (focus->isEnabled())
        giveFocus();
    else // the window around it is closed as well, and about to come back
        QMetaObject::invokeMethod(focus.data(), giveFocus, Qt::QueuedConnection);
}

void Detachment::releaseActions()
{
    const auto actions = std::exchange(m_actions, {});
    for (const auto &action : actions) {
        if (action)
            ActionHold::release(action, WhenDenied::Hide);
    }
}

bool Detachment::owns(const QObject *object) const
{
    const QObject *each = object;
    while (each && each != m_content)
        each = each->parent();
    return each || m_strayObjects.contains(object);
}

// An action of somebody else's, such as the window's, was live before the content was made. One
// that belongs to nobody is its own as well; and to a window, one that nothing else shows.
bool Detachment::ownsAction(const QAction *action) const
{
    if (owns(action) || !action->parent())
        return true;
    const auto shownBy = action->associatedObjects();
    const auto isHere = [this](const QObject *object) { return owns(object); };
    return m_as == As::Window && std::all_of(shownBy.begin(), shownBy.end(), isHere);
}

bool Detachment::wants(const QObject *watched, QEvent::Type type) const
{
    switch (type) {
    case QEvent::FocusOut:
        return m_acting;
    case QEvent::Hide:
        return m_isHiding && watched->isWidgetType();
    case QEvent::ChildRemoved:
        return true;
    case QEvent::ShowToParent:
    case QEvent::HideToParent:
    case QEvent::EnabledChange:
    case QEvent::ParentChange:
        return watched->isWidgetType();
    default:
        return isInput(type);
    }
}

bool Detachment::notice(QObject *watched, QEvent *event)
{
    if (isInput(event->type()))
        return m_content && owns(watched);
    switch (event->type()) {
    case QEvent::FocusOut:
        return m_acting && m_content && isEditor(watched) && owns(watched);
    case QEvent::Hide:
        if (!m_isHiding || !watched->isWidgetType())
            break;
        m_hidden.emplace_back(static_cast<QWidget *>(watched));
        return true;
    case QEvent::ChildRemoved:
        if (m_content && owns(watched))
            childRemoved(static_cast<QChildEvent *>(event)->child());
        break;
    case QEvent::ShowToParent:
    case QEvent::HideToParent:
    case QEvent::EnabledChange:
    case QEvent::ParentChange:
        return watched->isWidgetType() && m_content && widgetChanged(static_cast<QWidget *>(watched), event->type());
    default:
        break;
    }
    return false;
}

// Whether it has died of that.
bool Detachment::widgetChanged(QWidget *widget, QEvent::Type type)
{
    const QPointer<QWidget> alive(widget);
    if (type == QEvent::ParentChange && widget != m_content)
        parentChanged(widget);
    if (m_acting || !alive || !owns(widget))
        return !alive;
    if (widget == m_content)
        contentChanged(type);
    else if (widget->isWindow())
        windowChanged(widget, type);
    return !alive;
}

void Detachment::contentChanged(QEvent::Type type)
{
    const QScopedValueRollback acting(m_acting, true);
    if (type == QEvent::EnabledChange) {
        if (m_content->isEnabled())
            StateOverride::disable(m_content);
        return;
    }
    if (type != QEvent::ParentChange)
        m_wished = type == QEvent::ShowToParent;
    hide(m_content);
    if (m_content && type != QEvent::HideToParent)
        closeAgain(m_content);
}

void Detachment::windowChanged(QWidget *window, QEvent::Type type)
{
    if (type != QEvent::ShowToParent && type != QEvent::HideToParent)
        return;
    const QScopedValueRollback acting(m_acting, true);
    const auto isIt = [window](const Window &each) { return each.widget == window; };
    auto known = std::find_if(m_windows.begin(), m_windows.end(), isIt);
    if (known == m_windows.end())
        known = m_windows.insert(known, {window, false, window->isModal()});
    known->wished = type == QEvent::ShowToParent && !isTransient(window);
    if (type == QEvent::HideToParent)
        return;
    const QPointer<QWidget> alive(window);
    hide(window);
    if (alive && m_content)
        closeAgain(alive);
}

// What was just being shown, or moved elsewhere, has more to do before it can be unmade.
void Detachment::closeAgain(QWidget *window)
{
    const auto again = [this, window = QPointer<QWidget>(window)] { hideAgain(window); };
    QMetaObject::invokeMethod(this, again, Qt::QueuedConnection);
}

void Detachment::hideAgain(QWidget *widget)
{
    if (!m_content)
        return; // given back meanwhile
    const QScopedValueRollback acting(m_acting, true);
    const QPointer<QWidget> window(widget);
    if (window)
        StateOverride::hideAgain(window);
    if (m_content && m_as == As::Content && m_content->parentWidget())
        m_content->setParent(nullptr);
    for (QWidget *made : {window.data(), m_content.data()}) { // a window makes its parent's as well
        if (made && made->windowHandle())
            Unmade::unmake(made);
    }
}

} // namespace QtLogin
