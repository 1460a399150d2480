// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qpointer.h>
#include <QtWidgets/qlineedit.h>

namespace QtLogin {

// Where the keyboard was in content that closes, and what would be lost with it: the selection in a line of text, and
// what is half typed in a box of numbers or dates.
class FocusKeeper final
{
public:
    explicit FocusKeeper(const QWidget *content);

    // Whether the keyboard was in the content.
    bool hadFocus() const { return m_hadFocus; }
    // Puts it there again, at once or as soon as the window around it is open.
    void restore() const;
    // Whether \a object is in an item view: an editor there puts its content into the model, and closes, when the
    // keyboard leaves it. Half typed text may be refused there, and lost.
    static bool isEditor(const QObject *object);

private:
    void noteLine();
    void give() const;

    QPointer<QWidget> m_focus;
    bool m_hadFocus = false;
    QPointer<QLineEdit> m_line;
    QString m_halfTyped; // null: nothing that would be lost
    int m_cursor = 0;
    int m_start = 0;
    int m_length = 0; // negative where the cursor is at its beginning
};

} // namespace QtLogin
