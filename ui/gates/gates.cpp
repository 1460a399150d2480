// SPDX-License-Identifier: MIT
#include "gates/gates_p.h"

#include "closing/belongings_p.h"
#include "gates/placeclicks_p.h"
#include "watching/inputevents_p.h"

#include <QtGui/qaction.h>
#include <QtWidgets/qtoolbar.h>
#include <QtWidgets/qwidgetaction.h>

#include <algorithm>

namespace QtLogin {

Gates::Gates(std::shared_ptr<ApplicationEvents> events, std::function<void(QWidget *)> goTo)
    : m_events(std::move(events)),
      m_clicks(std::make_shared<PlaceClicks>([this](const QWidget *place) { return isClosed(place); }, std::move(goTo)))
{
    m_events->add(this);
}

Gates::~Gates()
{
    m_events->remove(this);
}

std::shared_ptr<Gate> Gates::find(const Requirement &requirement, WhenDenied whenDenied) const
{
    const auto fits = [&](const std::shared_ptr<Gate> &gate) {
        return gate->whenDenied() == whenDenied && gate->requirement() == requirement;
    };
    const auto found = std::find_if(m_gates.rbegin(), m_gates.rend(), fits);
    return found != m_gates.rend() ? *found : nullptr;
}

std::shared_ptr<Gate> Gates::add(const Requirement &requirement, WhenDenied whenDenied)
{
    return m_gates.emplace_back(std::make_shared<Gate>(m_clicks, requirement, whenDenied));
}

Requirement Gates::requirementOf(const QObject *object) const
{
    Requirement all = Requirement::anyone();
    for (const auto &gate : m_gates) {
        if (gate->guards(object))
            all = all && gate->requirement();
    }
    return all;
}

bool Gates::isClosed(const QObject *object) const
{
    return std::any_of(m_gates.begin(), m_gates.end(), [object](const auto &gate) { return gate->isClosed(object); });
}

// As Qt has it, a dialog is not disabled with its parent.
static bool isWindowOfItsOwn(const QObject *object)
{
    const auto *widget = qobject_cast<const QWidget *>(object);
    return widget && widget->isWindow() && widget->windowType() != Qt::Popup && !widget->graphicsProxyWidget();
}

// Also what is in a graphics scene that only closed views show, or is the popup of a closed field.
bool Gates::isInClosed(const QObject *object) const
{
    bool isInWindowOfItsOwn = false;
    const auto isEnd = [&](const QObject *each) {
        if (isClosed(each))
            return true;
        isInWindowOfItsOwn |= isWindowOfItsOwn(each);
        return isInWindowOfItsOwn;
    };
    return Belongings::isWithin(object, isEnd) && !isInWindowOfItsOwn;
}

// A widget that shows a closed QWidgetAction, or is in one that does: Qt disables it with its action.
bool Gates::isInClosedAction(const QWidget *widget) const
{
    const QWidget *place = nullptr;
    for (; !widget->isWindow() && (place = widget->parentWidget()); widget = place) {
        const auto *bar = qobject_cast<const QToolBar *>(place);
        const auto shows = [widget, bar](QAction *action) {
            const auto *own = qobject_cast<const QWidgetAction *>(action);
            return (own && own->defaultWidget() == widget) || (bar && bar->widgetForAction(action) == widget);
        };
        const auto actions = place->actions();
        const auto isClosedWithIt = [&](QAction *action) { return isClosed(action) && shows(action); };
        if (std::any_of(actions.begin(), actions.end(), isClosedWithIt))
            return true;
    }
    return false;
}

// Where an action or a QShortcut acts. Mnemonics are the shortcuts of widgets, and reach none that is closed.
static QObjectList placesOf(const QObject *shortcut)
{
    if (const auto *action = qobject_cast<const QAction *>(shortcut))
        return action->associatedObjects();
    return shortcut->isWidgetType() ? QObjectList() : QObjectList {shortcut->parent()};
}

// Qt asks the widget of a shortcut whether it is enabled, and what is embedded in a disabled view is.
bool Gates::isShortcutOfClosed(const QObject *shortcut) const
{
    const QObjectList places = placesOf(shortcut);
    const auto isPlaceClosed = [this](const QObject *place) { return isInClosed(place); };
    return !places.isEmpty() && std::all_of(places.begin(), places.end(), isPlaceClosed);
}

// Once it stands there: Qt goes on showing what is hidden meanwhile.
void Gates::dismissLater(QWidget *popup)
{
    const auto dismiss = [this, life = std::weak_ptr(m_life), popup] {
        if (!life.expired() && isInClosed(popup))
            popup->hide();
    };
    QMetaObject::invokeMethod(popup, dismiss, Qt::QueuedConnection);
}

void Gates::retranslate()
{
    const auto gates = m_gates;
    for (const auto &gate : gates)
        gate->retranslate();
}

void Gates::seal()
{
    const auto gates = std::exchange(m_gates, {});
    for (const auto &gate : gates)
        gate->seal();
}

// The system gives a native window what is done there, also where Qt has disabled the widget that embeds it.
static bool isForWindow(const QObject *watched, QEvent::Type type)
{
    return watched->isWindowType() && isInput(type);
}

// Qt leaves it to QWidget::event() to ignore input where the widget is disabled, which a widget that overrides it never
// reaches. What was being composed in a field goes into the field when that closes.
static bool isForDisabled(const QObject *watched, QEvent::Type type)
{
    return isInput(type) && type != QEvent::InputMethod && watched->isWidgetType()
        && !static_cast<const QWidget *>(watched)->isEnabled();
}

bool Gates::wants(const QObject *watched, QEvent::Type type) const
{
    return type == QEvent::Shortcut || isForWindow(watched, type) || isForDisabled(watched, type)
        || std::any_of(m_gates.begin(), m_gates.end(), [=](const auto &gate) { return gate->wants(watched, type); });
}

bool Gates::notice(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Shortcut)
        return isShortcutOfClosed(watched);
    if (isForWindow(watched, event->type()))
        return isInClosed(watched);
    if (event->type() == QEvent::ShowToParent && static_cast<QWidget *>(watched)->windowType() == Qt::Popup)
        dismissLater(static_cast<QWidget *>(watched));
    const std::weak_ptr<const void> life = m_life; // a gate may run code that deletes the guard
    for (std::size_t i = 0; !life.expired() && i < m_gates.size(); ++i) {
        if (m_gates[i]->wants(watched, event->type()) && m_gates[i]->notice(watched, event))
            return true;
    }
    return !life.expired() && isForDisabled(watched, event->type()) && takeFromClosed(watched, event);
}

// Ignored, as QWidget::event() leaves it: its parent may be open, and have a use for it.
bool Gates::takeFromClosed(const QObject *watched, QEvent *event) const
{
    if (!isInClosed(watched) && !isInClosedAction(static_cast<const QWidget *>(watched)))
        return false;
    event->ignore();
    return true;
}

} // namespace QtLogin
