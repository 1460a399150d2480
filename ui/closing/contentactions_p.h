// SPDX-License-Identifier: MIT
#pragma once

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
    // Makes all actions that undo and redo say and do nothing, unless they do already; they follow the signals of \a stack.
    void quiet(QUndoStack *stack);
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

    std::vector<QPointer<QAction>> m_actions;
    std::vector<Stack> m_stacks;
};

} // namespace QtLogin
