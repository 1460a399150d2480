// SPDX-License-Identifier: MIT
#pragma once

#include "watching/applicationevents_p.h"

#include <QtCore/qpointer.h>
#include <QtGui/qaction.h>
#include <QtGui/qundostack.h>

#include <vector>

namespace QtLogin {

// The actions that act on closed content from outside: its own, also where a menu bar shares them, and those that undo
// and redo what was done in it, wherever they are.
class ContentActions final
{
public:
    ContentActions() = default;
    ~ContentActions();

    // Holds \a action unless it does already. Slots of the application may run, and do anything.
    void hold(QAction *action);
    // Holds those of the actions that are among \a parts, or that one of them shows, for which \a isOwn. Each is a step
    // of \a events.
    void hold(const QObjectList &parts, const std::function<bool(const QAction *)> &isOwn, ApplicationEvents &events);
    // Makes all actions that undo and redo say and do nothing, unless they do already; they follow the signals of the
    // \a stacks, and each of those is a step of \a events.
    void quiet(const QList<QPointer<QUndoStack>> &stacks, ApplicationEvents &events);
    // To be called before this goes: a slot may throw. Without an application it may be left out, for actions use it.
    void release();
    // Makes those of one more stack speak again; whether there was one.
    bool releaseStack();

private:
    struct Stack
    {
        QPointer<QUndoStack> stack;
        bool wasActive; // in a group, whose actions follow its active stack
        QList<QMetaObject::Connection> connections;
    };

    void quiet(QUndoStack *stack);

    std::vector<QPointer<QAction>> m_actions;
    std::vector<Stack> m_stacks;
};

} // namespace QtLogin
