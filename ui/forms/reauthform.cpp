// SPDX-License-Identifier: MIT
#include "forms/reauthform.h"

#include "ui_reauthform.h"

#include <QtCore/qcoreevent.h>

namespace QtLogin {

ReauthForm::ReauthForm(QWidget *parent) : ProofForm(parent), m_ui(std::make_unique<Ui::ReauthForm>())
{
    m_ui->setupUi(this);
    QFont prominent; // and like the form in everything else
    prominent.setBold(true);
    m_ui->person->setFont(prominent);
    adopt({m_ui->passwordLabel, m_ui->password, m_ui->passwordNote, m_ui->codeMessage, m_ui->codeLabel,
           m_ui->code, m_ui->codeNote, m_ui->elsewhereNote});
}

ReauthForm::~ReauthForm() = default;

QString ReauthForm::person() const
{
    return m_ui->person->text();
}

void ReauthForm::setPerson(const QString &displayName)
{
    m_ui->person->setText(displayName);
}

void ReauthForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    ProofForm::changeEvent(event);
}

} // namespace QtLogin
