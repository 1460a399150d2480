// SPDX-License-Identifier: MIT
#include "closing/focuskeeper_p.h"

#include "closing/belongings_p.h"

#include <QtWidgets/qabstractitemview.h>
#include <QtWidgets/qabstractspinbox.h>

namespace QtLogin {

FocusKeeper::FocusKeeper(const QWidget *content) : m_focus(content->window()->focusWidget())
{
    m_hadFocus = m_focus && Belongings::isBelow(content, m_focus);
    if (m_hadFocus)
        noteLine();
    else
        m_focus = content->focusWidget();
}

void FocusKeeper::noteLine()
{
    auto *line = qobject_cast<QLineEdit *>(m_focus.data());
    if (!line)
        line = m_focus->findChild<QLineEdit *>(); // as in a box of numbers or choices
    if (!line)
        return;
    m_line = line;
    const auto *box = qobject_cast<const QAbstractSpinBox *>(line->parentWidget());
    if (box && !box->hasAcceptableInput()) {
        m_halfTyped = line->text();
        m_cursor = line->cursorPosition();
    }
    if (!line->hasSelectedText())
        return;
    const bool backwards = line->cursorPosition() == line->selectionStart();
    m_start = backwards ? line->selectionEnd() : line->selectionStart();
    m_length = backwards ? -line->selectionLength() : line->selectionLength();
}

void FocusKeeper::restore() const
{
    if (!m_focus)
        return;
    if (m_focus->isEnabled())
        return give();
    // The window around it is closed as well, and about to open. The keeper may be gone by then.
    QMetaObject::invokeMethod(
        m_focus.data(), [keeper = *this] { keeper.give(); }, Qt::QueuedConnection);
}

void FocusKeeper::give() const
{
    if (m_focus)
        m_focus->setFocus(Qt::OtherFocusReason);
    if (m_line && !m_halfTyped.isNull())
        m_line->setText(m_halfTyped);
    if (m_line && !m_halfTyped.isNull())
        m_line->setCursorPosition(m_cursor);
    if (m_line && m_length != 0 && !m_line->hasSelectedText())
        m_line->setSelection(m_start, m_length);
}

bool FocusKeeper::isEditor(const QObject *object)
{
    while (object && !qobject_cast<const QAbstractItemView *>(object))
        object = object->parent();
    return object;
}

} // namespace QtLogin
