// SPDX-License-Identifier: MIT
#include "forms/newaccountform.h"

#include "forms/keepchoice_p.h"
#include "forms/newpasswordpair_p.h"
#include "forms/typedtext_p.h"
#include "ui_newaccountform.h"

#include <QtCore/qcoreevent.h>

namespace QtLogin {

NewAccountForm::NewAccountForm(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::NewAccountForm>())
{
    m_ui->setupUi(this);
    m_passwords = new NewPasswordPair(
        {m_ui->password, m_ui->passwordNote, m_ui->repetition, m_ui->repetitionNote}, this);
    m_ui->userName->setValidator(new OneLine(m_ui->userName));
    m_ui->userNameNote->setField(m_ui->userName);
    m_keep = std::make_unique<KeepChoice>(m_ui->keepSignedIn, m_ui->keepNote, KeepSignedIn::Never);
    QObject::connect(m_ui->userName, &QLineEdit::textEdited, this, [this] {
        m_ui->userNameNote->setError({});
        m_passwords->judgeAgain();
    });
}

NewAccountForm::~NewAccountForm() = default;

void NewAccountForm::setJudge(Judge judge)
{
    m_judge = std::move(judge);
    m_passwords->setJudge([this](const Secret &password) {
        const Judge asked = m_judge; // which may set another one
        return asked ? asked(password, userName()) : QStringList();
    });
}

QString NewAccountForm::userName() const
{
    return m_ui->userName->text().trimmed();
}

void NewAccountForm::setUserName(const QString &name)
{
    m_ui->userName->setText(name);
}

KeepSignedIn NewAccountForm::keepSignedIn() const
{
    return m_keep->rule();
}

void NewAccountForm::setKeepSignedIn(KeepSignedIn keep)
{
    m_keep->setRule(keep);
}

bool NewAccountForm::keepsSignedIn() const
{
    return m_keep->isWanted();
}

bool NewAccountForm::canKeepSignedIn() const
{
    return m_keep->isPossible();
}

void NewAccountForm::setCanKeepSignedIn(bool can, const QString &whyNot)
{
    m_keep->setPossible(can, whyNot);
}

bool NewAccountForm::isComplete()
{
    if (userName().isEmpty())
        showUserNameError([] { return tr("Enter a user name."); });
    else if (!canBeTyped(userName()))
        showUserNameError(cannotBeTyped());
    else
        return m_passwords->isComplete();
    return false;
}

Result<Secret> NewAccountForm::password() const
{
    return m_passwords->password();
}

void NewAccountForm::wipe()
{
    m_passwords->wipe();
}

void NewAccountForm::showUserNameError(const Sentence &sentence)
{
    m_ui->userNameNote->setError(sentence);
    m_ui->userName->setFocus(Qt::OtherFocusReason);
    m_ui->userName->selectAll();
}

void NewAccountForm::showError(const Sentence &sentence)
{
    m_passwords->showError(sentence);
}

void NewAccountForm::focusFirstField()
{
    if (userName().isEmpty())
        m_ui->userName->setFocus(Qt::OtherFocusReason);
    else
        m_ui->password->setFocus(Qt::OtherFocusReason);
}

void NewAccountForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    QWidget::changeEvent(event);
}

} // namespace QtLogin
