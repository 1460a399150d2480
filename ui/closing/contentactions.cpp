// SPDX-License-Identifier: MIT
#include "closing/contentactions_p.h"

#include "closing/actionhold_p.h"
#include "closing/belongings_p.h"
#include "foundation/firstexception_p.h"

#include <QtWidgets/qgraphicswidget.h>

#include <algorithm>

namespace QtLogin {

ContentActions::~ContentActions()
{
    for (const Stack &each : m_stacks) {
        for (const auto &connection : each.connections)
            QObject::disconnect(connection);
    }
}

void ContentActions::hold(QAction *action)
{
    if (std::find(m_actions.begin(), m_actions.end(), action) != m_actions.end())
        return;
    m_actions.emplace_back(action);
    ActionHold::hold(action, WhenDenied::Hide);
}

// Each once.
static QList<QAction *> actionsOf(const QObjectList &parts)
{
    auto actions = Belongings::pick<QAction>(parts);
    for (QObject *part : parts) {
        if (part->isWidgetType())
            actions += static_cast<QWidget *>(part)->actions();
        else if (const auto *item = qobject_cast<QGraphicsWidget *>(part))
            actions += item->actions();
    }
    std::sort(actions.begin(), actions.end());
    actions.erase(std::unique(actions.begin(), actions.end()), actions.end());
    return actions;
}

void ContentActions::hold(const QObjectList &parts, const std::function<bool(const QAction *)> &isOwn,
                          ApplicationEvents &events)
{
    auto actions = actionsOf(parts);
    actions.removeIf([&isOwn](const QAction *action) { return !isOwn(action); });
    const QList<QPointer<QAction>> held(actions.begin(), actions.end()); // slots may do anything
    for (const auto &action : held) {
        if (action)
            events.keep([&] { hold(action); });
    }
}

void ContentActions::release()
{
    const auto actions = std::exchange(m_actions, {});
    FirstException thrown; // by a slot: the others are released all the same
    for (const auto &action : actions) {
        if (action)
            thrown.keep([&action] { ActionHold::release(action, WhenDenied::Hide); });
    }
    thrown.rethrow();
}

// The stack tells that it can neither undo nor redo, and again whenever it tells otherwise.
static QList<QMetaObject::Connection> hush(QUndoStack *stack)
{
    return {QObject::connect(stack, &QUndoStack::canUndoChanged, stack,
                             [stack](bool can) {
                                 if (can)
                                     Q_EMIT stack->canUndoChanged(false);
                             }),
            QObject::connect(stack, &QUndoStack::canRedoChanged, stack,
                             [stack](bool can) {
                                 if (can)
                                     Q_EMIT stack->canRedoChanged(false);
                             }),
            QObject::connect(stack, &QUndoStack::undoTextChanged, stack,
                             [stack](const QString &text) {
                                 if (!text.isEmpty())
                                     Q_EMIT stack->undoTextChanged(QString());
                             }),
            QObject::connect(stack, &QUndoStack::redoTextChanged, stack, [stack](const QString &text) {
                if (!text.isEmpty())
                    Q_EMIT stack->redoTextChanged(QString());
            })};
}

static void tell(const QPointer<QUndoStack> &stack, bool isOpen)
{
    if (stack)
        Q_EMIT stack->canUndoChanged(isOpen && stack->canUndo());
    if (stack)
        Q_EMIT stack->canRedoChanged(isOpen && stack->canRedo());
    if (stack)
        Q_EMIT stack->undoTextChanged(isOpen ? stack->undoText() : QString());
    if (stack)
        Q_EMIT stack->redoTextChanged(isOpen ? stack->redoText() : QString());
}

void ContentActions::quiet(const QList<QPointer<QUndoStack>> &stacks, ApplicationEvents &events)
{
    for (const auto &stack : stacks) {
        if (stack)
            events.keep([&] { quiet(stack); });
    }
}

void ContentActions::quiet(QUndoStack *stack)
{
    const auto isIt = [stack](const Stack &each) { return each.stack == stack; };
    if (std::any_of(m_stacks.begin(), m_stacks.end(), isIt))
        return;
    const QPointer<QUndoStack> alive(stack);
    const bool wasActive = stack->isActive();
    if (wasActive)
        stack->setActive(false);
    if (!alive)
        return;
    m_stacks.push_back({stack, wasActive && !stack->isActive(), hush(stack)});
    tell(alive, false);
}

bool ContentActions::releaseStack()
{
    if (m_stacks.empty())
        return false;
    const Stack each = m_stacks.back();
    m_stacks.pop_back();
    for (const auto &connection : each.connections)
        QObject::disconnect(connection);
    if (each.stack && each.wasActive)
        each.stack->setActive();
    tell(each.stack, true);
    return true;
}

} // namespace QtLogin
