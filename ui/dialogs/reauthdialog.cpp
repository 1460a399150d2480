// SPDX-License-Identifier: MIT
#include "dialogs/reauthdialog.h"

#include "forms/reauthform.h"

#include <QtWidgets/qpushbutton.h>

namespace QtLogin {

ReauthDialog::ReauthDialog(const LoginRequest &request, QWidget *parent)
    : ProofDialog(request, parent), m_form(new ReauthForm(this))
{
    if (const UserPtr user = request.fixedUser())
        m_form->setPerson(user->displayName());
    setProofForm(m_form, QStringLiteral("lock"));
    if (request.kind() != LoginRequest::Kind::Unlock)
        return;
    m_logOut = addChoice(QStringLiteral("logOut"));
    // Queued, as logging out takes this dialog off the screen, and the application may delete it then.
    connect(
        m_logOut, &QAbstractButton::clicked, this, [request] { LoginRequest(request).logOut(); }, Qt::QueuedConnection);
    ReauthDialog::retranslate();
}

ReauthDialog::~ReauthDialog() = default;

// Only the session knows the name that this person logs in with, and puts it in.
QString ReauthDialog::userName() const
{
    return {};
}

LoginOptions ReauthDialog::options() const
{
    return {.remember = LoginOptions::Remember::Keep};
}

Sentence ReauthDialog::wrongPassword() const
{
    return [] { return tr("This is not the right password."); };
}

void ReauthDialog::retranslate()
{
    const bool unlocks = request().kind() == LoginRequest::Kind::Unlock;
    setWindowTitle(unlocks ? tr("Unlock") : tr("Confirm it's you"));
    setWords(windowTitle(), request().message());
    setButtonTexts(submitWords(unlocks ? tr("Unlock") : tr("Confirm")), tr("Cancel"));
    if (m_logOut) // not yet while the form is made
        m_logOut->setText(tr("&Log out"));
}

} // namespace QtLogin
