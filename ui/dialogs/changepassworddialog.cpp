// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"

#include "dialogs/errorwords_p.h"
#include "forms/changepasswordform.h"

namespace QtLogin {

ChangePasswordDialog::ChangePasswordDialog(LoginManager *login, QWidget *parent)
    : FormDialog(parent), m_login(login), m_user(login->currentUser()), m_form(new ChangePasswordForm(this))
{
    if (const auto editor = login->accountEditor()) {
        m_form->setJudge([editor, userName = m_user->userName()](const Secret &password) {
            return editor->passwordComplaints(password, userName);
        });
    }
    setForm(m_form, QStringLiteral("lock"));
    const auto leaveWithTheUser = [this] {
        if (!m_login || !m_login->isAuthenticated() || !isSamePerson(m_login->currentUser(), m_user))
            reject();
    };
    QObject::connect(login, &LoginManager::authenticatedChanged, this, leaveWithTheUser);
    QObject::connect(login, &LoginManager::currentUserChanged, this, leaveWithTheUser);
    QObject::connect(login, &QObject::destroyed, this, &QDialog::reject);
}

ChangePasswordDialog::~ChangePasswordDialog() = default;

void ChangePasswordDialog::submit()
{
    if (!m_form->isComplete())
        return;
    const auto editor = m_login ? m_login->accountEditor() : nullptr;
    if (!editor) {
        fail(Error::Kind::NotConfigured);
        return;
    }
    Result<Secret> replacement = m_form->replacement();
    Result<Secret> current = m_form->takeCurrent();
    if (!current || !replacement) {
        fail(Error::Kind::WrongCredentials); // no password is made of such characters
        return;
    }
    const SecretPtr wanted = std::move(*replacement).share();
    const auto start = [editor, id = m_user->id(), had = std::move(*current).share(), wanted] {
        return editor->changePassword(id, had, wanted);
    };
    await(start, [this, wanted](const Result<Proof> &result) {
        if (result)
            adopt(wanted);
        else
            fail(result.error());
    });
}

// The session still carries the stamp of the old password. Whether it can take over the new one or
// not, the password is changed.
void ChangePasswordDialog::adopt(const SecretPtr &replacement)
{
    const auto start = [login = m_login, replacement] {
        return login ? login->reauthenticate(Credentials::password(QString(), replacement))
                     : readyFuture(Result<void>(Error::Kind::Abandoned));
    };
    await(start, [this](const Result<void> &) { accept(); });
}

void ChangePasswordDialog::fail(const Error &error)
{
    if (error.kind() == Error::Kind::InvalidInput)
        m_form->showReplacementError(sentenceFor(error));
    else if (error.kind() == Error::Kind::WrongCredentials)
        m_form->showCurrentError([] { return tr("This is not your current password."); });
    else
        m_form->showCurrentError(sentenceFor(error));
}

void ChangePasswordDialog::wipe()
{
    m_form->wipe();
}

void ChangePasswordDialog::focusFirstField()
{
    m_form->focusFirstField();
}

void ChangePasswordDialog::retranslate()
{
    setWindowTitle(tr("Change password"));
    setWords(tr("Change your password"), tr("You will be logged out everywhere else."));
    setButtonTexts(tr("Change password"), tr("Cancel"));
}

} // namespace QtLogin
