// SPDX-License-Identifier: MIT
#include "forms/changepasswordform.h"

#include "forms/newpasswordpair_p.h"
#include "forms/typedtext_p.h"
#include "ui_changepasswordform.h"

#include <QtCore/qcoreevent.h>

namespace QtLogin {

ChangePasswordForm::ChangePasswordForm(QWidget *parent)
    : QWidget(parent), m_ui(std::make_unique<Ui::ChangePasswordForm>())
{
    m_ui->setupUi(this);
    m_passwords = new NewPasswordPair(
        {m_ui->password, m_ui->passwordNote, m_ui->repetition, m_ui->repetitionNote}, this);
    m_ui->currentNote->setField(m_ui->current);
    noteWhatCannotBeTyped(m_ui->current, m_ui->currentNote);
    QObject::connect(m_ui->current, &QLineEdit::textEdited, m_ui->currentNote,
                     [this] { m_ui->currentNote->setError({}); });
}

ChangePasswordForm::~ChangePasswordForm() = default;

const ChangePasswordForm::Judge &ChangePasswordForm::judge() const
{
    return m_passwords->judge();
}

void ChangePasswordForm::setJudge(Judge judge)
{
    m_passwords->setJudge(std::move(judge));
}

bool ChangePasswordForm::isComplete()
{
    if (!m_ui->current->text().isEmpty())
        return m_passwords->isComplete();
    showCurrentError([] { return tr("Enter your current password."); });
    return false;
}

Result<Secret> ChangePasswordForm::takeCurrent()
{
    return m_ui->current->take();
}

Result<Secret> ChangePasswordForm::peekUncutCurrent() const
{
    return m_ui->current->peekUncut();
}

Result<Secret> ChangePasswordForm::replacement() const
{
    return m_passwords->password();
}

void ChangePasswordForm::wipe()
{
    m_ui->current->wipe();
    m_passwords->wipe();
}

void ChangePasswordForm::showCurrentError(const Sentence &sentence)
{
    m_ui->current->wipe();
    m_ui->currentNote->setError(sentence);
    m_ui->current->setFocus(Qt::OtherFocusReason);
}

void ChangePasswordForm::showReplacementError(const Sentence &sentence)
{
    m_passwords->showError(sentence);
}

void ChangePasswordForm::focusFirstField()
{
    m_ui->current->setFocus(Qt::OtherFocusReason);
}

void ChangePasswordForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    QWidget::changeEvent(event);
}

} // namespace QtLogin
