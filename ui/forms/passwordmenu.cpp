// SPDX-License-Identifier: MIT
#include "forms/passwordmenu_p.h"

#include "forms/menuroom_p.h"
#include "forms/passwordfield.h"

#include <QtCore/qcoreevent.h>

namespace QtLogin {

PasswordMenu::PasswordMenu(PasswordField *field, QAction *toggle)
    : QMenu(field)
    // Queued: a slot of the change may delete the field, and the menu with it.
    , m_paste(addAction(QString(), field, &QLineEdit::paste, Qt::QueuedConnection))
    , m_selectAll(addAction(QString(), field, &QLineEdit::selectAll))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_paste->setEnabled(!field->isReadOnly());
    m_selectAll->setEnabled(!field->text().isEmpty());
    addSeparator();
    addAction(toggle);
    retranslate();
}

void PasswordMenu::changeEvent(QEvent *event)
{
    QMenu::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PasswordMenu::retranslate()
{
    m_paste->setText(PasswordField::tr("&Paste"));
    m_selectAll->setText(PasswordField::tr("Select &all"));
    giveRoom(this);
}

} // namespace QtLogin
