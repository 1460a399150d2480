// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"

#include "dialogs/dialoglog_p.h"
#include "dialogs/errorwords_p.h"
#include "forms/changepasswordform.h"

namespace QtLogin {

ChangePasswordDialog::ChangePasswordDialog(LoginManager *login, QWidget *parent)
    : FormDialog(parent),
      m_login(login),
      m_user(login ? login->currentUser() : nullptr),
      m_form(new ChangePasswordForm(this))
{
    if (const auto editor = login ? login->setup().editorOf(m_user->id()) : nullptr) {
        m_form->setJudge([editor, userName = m_user->userName()](const Secret &password) {
            return editor->passwordComplaints(password, userName);
        });
    } else {
        qCCritical(lcDialogs,
                   "ChangePasswordDialog was given no LoginManager with an account editor, and changes nothing. It "
                   "is LoginSetup::accountEditor, which setup.use(accounts) sets as well.");
    }
    setForm(m_form, QStringLiteral("lock"));
    if (!login)
        return;
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
    Result<Secret> replacement = m_form->replacement();
    Result<Secret> asPasted = m_form->peekUncutCurrent();
    Result<Secret> current = m_form->takeCurrent();
    if (!current || !replacement) {
        fail(Error::Kind::WrongCredentials); // no password is made of such characters
        return;
    }
    m_wanted = std::move(*replacement).share();
    m_asPasted = asPasted ? std::move(*asPasted).share() : nullptr;
    change(std::move(*current).share());
}

void ChangePasswordDialog::change(const SecretPtr &current)
{
    const auto editor = m_login ? m_login->setup().editorOf(m_user->id()) : nullptr;
    if (!editor) {
        fail(Error::Kind::NotConfigured);
        return;
    }
    const auto start = [editor, id = m_user->id(), current, wanted = m_wanted] {
        return editor->changePassword(id, current, wanted);
    };
    await(start, [this](const Result<Proof> &result) { onChanged(result); });
}

// An account of an earlier version may have a line end in its password, which no keyboard types and
// which the field cuts from what is pasted.
void ChangePasswordDialog::onChanged(const Result<Proof> &result)
{
    const SecretPtr asPasted = std::exchange(m_asPasted, nullptr);
    if (result)
        adopt();
    else if (asPasted && result.failedWith(Error::Kind::WrongCredentials))
        change(asPasted);
    else
        fail(result.error());
}

// The session still carries the stamp of the old password. Whether it can take over the new one or
// not, the password is changed.
void ChangePasswordDialog::adopt()
{
    const auto start = [login = m_login, replacement = std::exchange(m_wanted, nullptr)] {
        return login ? login->reauthenticate(Credentials::password(QString(), replacement))
                     : readyFuture(Result<void>(Error::Kind::Abandoned));
    };
    await(start, [this](const Result<void> &) { accept(); });
}

void ChangePasswordDialog::fail(const Error &error)
{
    m_wanted.reset();
    if (error.kind() == Error::Kind::InvalidInput)
        m_form->showReplacementError(sentenceFor(error));
    else if (error.kind() == Error::Kind::WrongCredentials)
        m_form->showCurrentError(sentenceFor(error, [] { return tr("This is not your current password."); }));
    else
        m_form->showCurrentError(sentenceFor(error));
}

void ChangePasswordDialog::wipe()
{
    m_wanted.reset();
    m_asPasted.reset();
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
