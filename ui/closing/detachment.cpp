// SPDX-License-Identifier: MIT
#include "closing/detachment_p.h"

#include "closing/belongings_p.h"
#include "closing/nativewindow_p.h"
#include "closing/quiethide_p.h"
#include "closing/silence_p.h"
#include "closing/stateoverride_p.h"
#include "closing/transientui_p.h"
#include "watching/inputevents_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtGui/qundostack.h>
#include <QtWidgets/qlayout.h>

#include <algorithm>
#include <optional>

namespace QtLogin {

class Detachment::Call
{
public:
    explicit Call(Detachment *detachment) : m_detachment(detachment) { ++detachment->m_calls; }
    ~Call()
    {
        if (!m_detachment) // which the content may have taken along
            return;
        if (--m_detachment->m_calls == 0 && m_detachment->m_state == State::Over)
            delete m_detachment;
    }
    Q_DISABLE_COPY_MOVE(Call)

private:
    const QPointer<Detachment> m_detachment;
};

Detachment::Detachment(QWidget *content, As as, std::shared_ptr<ApplicationEvents> events)
    : m_events(std::move(events)),
      m_content(content),
      m_as(as),
      m_focus(content),
      m_windows(m_events),
      m_strays(this),
      m_embedded(this)
{
    // A widget emits it once only, before it deletes its children: one of them may still leave() this.
    connect(content, &QObject::destroyed, this, [this] { m_content.clear(); });
}

Detachment::Ptr Detachment::close(Ptr opening, QWidget *content, As as,
                                  const std::shared_ptr<ApplicationEvents> &events)
{
    if (!opening || opening->content() != content)
        opening.reset(new Detachment(content, as, events));
    opening->close();
    return opening;
}

// Not the content's child: the application may delete the content in the middle of one of the calls.
void Detachment::leave(Ptr closed)
{
    if (!closed->m_content)
        return;
    Detachment *left = closed.release();
    connect(left->m_content, &QObject::destroyed, left, [left] { Retire()(left); });
}

// Hidden before anything in it is disabled: Qt would note for each widget that it has to be painted, and look for each
// of them in all those notes when the window is hidden.
void Detachment::close()
{
    if (isClosed())
        return;
    const Call call(this);
    const QScopedValueRollback acting(m_acting, true);
    if (const FocusKeeper focus(m_content); focus.hadFocus())
        m_focus = focus; // anew
    m_state = State::Closed;
    m_events->add(this);
    if (!std::exchange(m_isSilent, true))
        Silence::begin(m_content);
    closeContent();
    QMetaObject::invokeMethod(
        this, [this] { hideWhatQtHasShown(); }, Qt::QueuedConnection);
}

// Slots and event handlers may delete the content in between, and open a stray again.
void Detachment::closeContent()
{
    const auto step = [this](auto work) { // each of them, also where a slot throws in one before it
        if (isClosed() && m_content)
            m_events->keep(work);
    };
    step([this] { TransientUi::cancelDrag(m_content); });
    step([] { TransientUi::closePopups(); });
    step([this] { TransientUi::clearStatusTip(m_content); });
    step([this] { m_windows.close(m_content); });
    step([this] { hideContent(); });
    step([this] { closeParts(); });
    step([this] { forgetLater(m_content); });
}

// Qt makes a widget visible that an event handler closes while Qt is in the middle of showing it.
void Detachment::hideWhatQtHasShown()
{
    if (!isClosed() || !m_content)
        return;
    const Call call(this);
    const bool isInPlace = m_as == As::Content && m_content->parentWidget();
    if (isInPlace || m_content->isVisible())
        hideAgain(m_content);
    const auto windows = m_windows.visible();
    for (const auto &window : windows) {
        if (window)
            hideAgain(window);
    }
}

Detachment::~Detachment()
{
    m_events->remove(this);
    if (QCoreApplication::instance()) // actions use it
        m_events->end([this] { m_actions.release(); });
}

void Detachment::closeParts()
{
    const auto parts = Belongings::of(m_content);
    const auto all = Belongings::pick<QUndoStack>(parts);
    const QList<QPointer<QUndoStack>> stacks(all.begin(), all.end()); // a slot may delete some of them
    const auto isOwn = [this](const QAction *action) { return ownsAction(action); };
    m_embedded.watch(parts);
    m_actions.hold(parts, isOwn, *m_events);
    closeEmbedded();
    m_actions.quiet(stacks, *m_events);
}

void Detachment::closeEmbedded()
{
    const Call call(this);
    const QScopedValueRollback acting(m_acting, true);
    if (isClosed())
        m_embedded.close();
}

void Detachment::hideContent()
{
    QuietHide hiding(m_content, *m_events);
    const bool leavesLater = hiding.wasBeingShown(); // without its place, Qt could not hide it any more
    m_wished = hiding.wasShown() || (m_isHidden && m_wished);
    m_isHidden = true;
    if (m_content)
        StateOverride::disable(m_content);
    hiding.tell([this] { return isClosed(); });
    if (m_content && m_as == As::Content && !leavesLater)
        m_content->setParent(nullptr);
    if (m_content && m_as == As::Stray)
        closeAgain(m_content);
    else if (m_content)
        NativeWindow::destroyLater(m_content);
}

// A nested event loop in one of the calls would come to what is deleted later, before the call has ended.
void Detachment::Retire::operator()(Detachment *detachment) const
{
    if (detachment->m_calls > 0)
        detachment->retire();
    else
        delete detachment;
}

void Detachment::retire()
{
    m_events->remove(this);
    m_state = State::Over;
}

bool Detachment::giveBack(QLayout *place)
{
    if (!isClosed())
        return false;
    const QPointer<Detachment> alive(this);
    const Call call(this);
    m_events->remove(this);
    m_state = State::Opening;
    const bool isDone = open(place);
    if (!alive)
        return false;
    if (isDone)
        m_state = State::Open;
    else if (isClosed())
        hideAgain(m_content); // Qt goes on showing what an event handler has closed meanwhile
    return isDone;
}

// Whether nothing has come in between, not even another opening.
bool Detachment::open(QLayout *place)
{
    const QPointer<QLayout> layout(place);
    const auto goesOn = [alive = QPointer(this)] { return alive && alive->isOpening(); };
    const auto step = [events = m_events, goesOn](auto work) { // each of them, also where a slot throws in one before it
        if (goesOn())
            events->keep(work);
    };
    step([this] { m_actions.release(); });
    step([this] { m_strays.giveBack(); });
    if (goesOn() && m_content && std::exchange(m_isSilent, false))
        Silence::end(m_content);
    for (bool isMore = true; goesOn() && isMore;)
        step([&] { isMore = m_embedded.giveBack(); });
    if (goesOn() && m_content && layout)
        m_content->setParent(layout->parentWidget()); // before the layout knows it
    if (goesOn() && m_content && layout)
        StateOverride::addHidden(layout, m_content);
    if (goesOn() && m_content)
        StateOverride::restoreEnabled(m_content);
    if (goesOn() && m_content && m_wished)
        m_content->show();
    if (goesOn())
        m_isHidden = false;
    for (bool isMore = true; goesOn() && m_content && isMore;)
        step([&] { isMore = m_actions.releaseStack(); });
    while (goesOn() && m_windows.giveBack()) { }
    const auto focus = goesOn() ? std::optional(m_focus) : std::nullopt;
    if (focus && focus->hadFocus() && m_wished && m_content)
        focus->restore(); // a copy, because an event handler may delete this
    return goesOn();
}

bool Detachment::owns(const QObject *object) const
{
    return Belongings::contains(m_content, object) || m_strays.owns(object);
}

// An action of another owner, such as the window, was live before the content was made. An action without
// a parent is the content's own as well; and to a window, one that nothing else shows.
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
    case QEvent::ChildRemoved:
    case QEvent::ActionAdded:
        return true;
    case QEvent::ShowToParent:
    case QEvent::HideToParent:
    case QEvent::EnabledChange:
    case QEvent::ParentChange:
    case QEvent::WinIdChange:
        return watched->isWidgetType();
    default:
        return isInput(type);
    }
}

bool Detachment::notice(QObject *watched, QEvent *event)
{
    const Call call(this);
    if (isInput(event->type())) // what users do does not reach it; what is sent to it directly may
        return m_content && owns(watched);
    switch (event->type()) {
    case QEvent::FocusOut:
        return m_acting && m_content && FocusKeeper::isEditor(watched) && owns(watched);
    case QEvent::ChildRemoved:
        if (m_content && owns(watched))
            m_strays.childRemoved(static_cast<QChildEvent *>(event)->child());
        break;
    case QEvent::ActionAdded:
        actionAdded(watched, static_cast<QActionEvent *>(event)->action());
        break;
    default:
        return watched->isWidgetType() && m_content && widgetChanged(static_cast<QWidget *>(watched), event->type());
    }
    return false;
}

// It was added to closed content, and could be triggered by its shortcut.
void Detachment::actionAdded(const QObject *place, QAction *action)
{
    if (m_content && owns(place) && ownsAction(action))
        m_actions.hold(action);
}

// Whether it has died of that.
bool Detachment::widgetChanged(QWidget *widget, QEvent::Type type)
{
    const QPointer<QWidget> alive(widget);
    if (type == QEvent::ParentChange && widget != m_content) {
        const bool isAtHome = owns(widget);
        if (isAtHome)
            forgetLater(widget); // what was known of it elsewhere
        m_strays.parentChanged(widget, isAtHome);
    }
    if (m_acting || !alive || !owns(widget) || NativeWindow::isBeingDestroyed(widget))
        return !alive;
    if (type == QEvent::WinIdChange) {
        if (widget->isWindow() && widget->internalWinId())
            NativeWindow::destroyLater(widget); // its native window was asked for
    } else if (widget == m_content) {
        contentChanged(type);
    } else if (widget->graphicsProxyWidget()) {
        const QScopedValueRollback acting(m_acting, true);
        m_embedded.close(widget);
    } else if (widget->isWindow()) {
        windowChanged(widget, type);
    }
    return !alive;
}

// Not within the call that may be closing this: it may have come through assistive technology.
void Detachment::forgetLater(QWidget *part)
{
    const auto forget = [this, part = QPointer<QWidget>(part)] {
        if (part && isClosed() && owns(part))
            Silence::forget(part);
    };
    QMetaObject::invokeMethod(this, forget, Qt::QueuedConnection);
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
    QuietHide(m_content, *m_events).tell([this] { return isClosed(); });
    if (m_content && type != QEvent::HideToParent)
        closeAgain(m_content);
}

void Detachment::windowChanged(QWidget *window, QEvent::Type type)
{
    if (type != QEvent::ShowToParent && type != QEvent::HideToParent)
        return;
    const QScopedValueRollback acting(m_acting, true);
    if (!m_windows.isToBeClosed(window, type == QEvent::ShowToParent))
        return;
    const QPointer<QWidget> alive(window);
    QuietHide(window, *m_events).tell([this] { return isClosed(); });
    if (alive && m_content)
        closeAgain(alive);
}

// A window that was just being shown, or moved elsewhere, has more to do before it stays hidden.
void Detachment::closeAgain(QWidget *window)
{
    const auto again = [this, window = QPointer<QWidget>(window)] { hideAgain(window); };
    QMetaObject::invokeMethod(this, again, Qt::QueuedConnection);
}

void Detachment::hideAgain(QWidget *widget)
{
    if (!isClosed() || !m_content)
        return;
    const Call call(this);
    const QScopedValueRollback acting(m_acting, true);
    const QPointer<QWidget> window(widget);
    if (window)
        OwnHide::again(window, *m_events);
    if (m_content && m_as == As::Content && m_content->parentWidget())
        m_content->setParent(nullptr);
    for (const auto &made : {window, m_content}) { // a window makes its parent's as well
        if (made && made->isWindow())
            NativeWindow::destroyLater(made);
    }
}

} // namespace QtLogin
