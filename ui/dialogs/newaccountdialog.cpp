// SPDX-License-Identifier: MIT
#include "dialogs/newaccountdialog.h"

#include "dialogs/dialoglog_p.h"
#include "dialogs/errorwords_p.h"
#include "forms/newaccountform.h"

namespace QtLogin {

NewAccountDialog::NewAccountDialog(std::shared_ptr<AccountEditor> editor, QWidget *parent)
    : FormDialog(parent), m_editor(std::move(editor)), m_form(new NewAccountForm(this))
{
    if (m_editor) {
        m_form->setJudge([editor = m_editor](const Secret &password, const QString &userName) {
            return editor->passwordComplaints(password, userName);
        });
    } else {
        qCCritical(lcDialogs,
                   "NewAccountDialog was given no account editor, and creates nothing. FirstAccountDialog takes "
                   "that of LoginSetup::accountEditor, which setup.use(accounts) sets as well.");
    }
    setForm(m_form, QStringLiteral("person"));
}

NewAccountDialog::~NewAccountDialog() = default;

QString NewAccountDialog::userName() const
{
    return m_form->userName();
}

void NewAccountDialog::setUserName(const QString &name)
{
    m_form->setUserName(name);
}

void NewAccountDialog::submit()
{
    if (!m_form->isComplete())
        return;
    if (!m_editor) {
        fail(Error::Kind::NotConfigured);
        return;
    }
    Result<Secret> typed = m_form->password();
    if (!typed) {
        fail(typed.error());
        return;
    }
    const SecretPtr password = std::move(*typed).share();
    m_credentials = Credentials::password(m_form->userName(), password);
    const auto start = [editor = m_editor, userName = m_form->userName(), password] {
        return editor->createAccount({.userName = userName, .displayName = {}, .password = password});
    };
    await(start, [this](const Result<Proof> &result) { onCreated(result); });
}

void NewAccountDialog::onCreated(const Result<Proof> &result)
{
    if (result)
        finish();
    else
        fail(result.error());
}

// A slot may delete the dialog.
void NewAccountDialog::done(int result)
{
    if (result != Accepted)
        forgetCredentials();
    const QPointer<NewAccountDialog> alive(this);
    FormDialog::done(result);
    if (alive)
        forgetCredentials();
}

void NewAccountDialog::finish()
{
    accept();
}

void NewAccountDialog::fail(const Error &error)
{
    forgetCredentials();
    if (error.kind() == Error::Kind::InvalidInput) // the password has been judged: it is the name
        m_form->showUserNameError(sentenceFor(error));
    else
        m_form->showError(sentenceFor(error));
}

void NewAccountDialog::wipe()
{
    m_form->wipe();
}

void NewAccountDialog::focusFirstField()
{
    m_form->focusFirstField();
}

void NewAccountDialog::retranslate()
{
    setWindowTitle(tr("Create account"));
    setWords(tr("Create an account"), QString());
    setButtonTexts(tr("Create account"), tr("Cancel"));
}

} // namespace QtLogin
