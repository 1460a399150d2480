// SPDX-License-Identifier: MIT
#include "closing/detachment_p.h"

#include <QtWidgets/qabstractitemview.h>
#include <QtWidgets/qabstractspinbox.h>
#include <QtWidgets/qlineedit.h>

// Where the keyboard was in closed content, and what was being typed there.
namespace QtLogin {

void Detachment::takeFocus()
{
    m_focus = m_content->window()->focusWidget();
    m_hadFocus = m_focus && owns(m_focus);
    if (!m_hadFocus)
        m_focus = m_content->focusWidget();
    if (m_hadFocus)
        m_selection = Selection(m_focus);
}

Detachment::Selection::Selection(const QWidget *focus)
{
    auto *line = qobject_cast<const QLineEdit *>(focus);
    if (!line && focus)
        line = focus->findChild<QLineEdit *>(); // as in a box of numbers or choices
    if (!line)
        return;
    edit = const_cast<QLineEdit *>(line);
    const auto *box = qobject_cast<const QAbstractSpinBox *>(line->parentWidget());
    if (box && !box->hasAcceptableInput()) {
        halfTyped = line->text();
        cursor = line->cursorPosition();
    }
    if (!line->hasSelectedText())
        return;
    const bool backwards = line->cursorPosition() == line->selectionStart();
    start = backwards ? line->selectionEnd() : line->selectionStart();
    length = backwards ? -line->selectionLength() : line->selectionLength();
}

void Detachment::Selection::restore() const
{
    if (!edit)
        return;
    if (!halfTyped.isNull()) {
        edit->setText(halfTyped);
        edit->setCursorPosition(cursor);
    }
    if (length != 0 && !edit->hasSelectedText())
        edit->setSelection(start, length);
}

// An editor of an item view puts into the model what is in it, and closes, when the keyboard leaves
// it. What is half typed may be refused there, and lost.
bool Detachment::isEditor(const QObject *object)
{
    while (object && !qobject_cast<const QAbstractItemView *>(object))
        object = object->parent();
    return object;
}

} // namespace QtLogin
