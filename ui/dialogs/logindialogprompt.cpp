// SPDX-License-Identifier: MIT
#include "dialogs/logindialogprompt.h"

#include "dialogs/dialoglog_p.h"
#include "dialogs/logindialog.h"
#include "dialogs/reauthdialog.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qcoreevent.h>

namespace QtLogin {

// A caller who asks for the same joins the request that is open: it must not be open where no user sees it.
class HiddenDialogs final : public QObject
{
public:
    explicit HiddenDialogs(QDialog *dialog) : QObject(dialog), m_dialog(dialog) { dialog->installEventFilter(this); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched != m_dialog || event->type() != QEvent::Hide || event->spontaneous()) // minimised, perhaps
            return false;
        const auto dismiss = [dialog = m_dialog] {
            if (dialog->isHidden())
                dialog->reject();
        };
        QMetaObject::invokeMethod(this, dismiss, Qt::QueuedConnection); // it may only be given other flags
        return false;
    }

private:
    QDialog *const m_dialog;
};

LoginDialogPrompt::LoginDialogPrompt(QWidget *window) : m_hasWindow(window), m_window(window) { }

LoginDialogPrompt::~LoginDialogPrompt()
{
    cancel();
}

void LoginDialogPrompt::setAccountEditor(std::shared_ptr<AccountEditor> editor)
{
    m_editor = std::move(editor);
}

QFuture<Result<void>> LoginDialogPrompt::ask(const LoginRequest &request)
{
    cancel();
    if (m_hasWindow && !m_window) {
        qCInfo(lcDialogs,
               "LoginDialogPrompt cannot ask: the window that it was given has gone. Give it one that lives as "
               "long, or none: LoginDialogPrompt() asks over the window of what needs the login.");
        return readyFuture(Result<void>(Error::Kind::Cancelled));
    }

    ProofDialog *dialog = createDialog(request);
    m_dialog = dialog;
    const Answer<void> answer;
    // The caller who hears the answer may delete the dialog, its window, and this prompt: it comes last.
    QObject::connect(dialog, &QDialog::finished, dialog, [dialog, answer](int result) {
        const Answer<void> last = answer;
        dialog->deleteLater();
        last.finish(result == QDialog::Accepted ? Result<void>() : Result<void>(Error::Kind::Cancelled));
    });
    QObject::connect(dialog, &QObject::destroyed, dialog, [answer] { answer.finish(Error::Kind::Cancelled); });
    const auto future = answer.future();
    new HiddenDialogs(dialog);
    dialog->open();
    return future;
}

void LoginDialogPrompt::cancel()
{
    if (m_dialog && QCoreApplication::instance()) // it cannot even hide without
        m_dialog->reject();
}

QWidget *LoginDialogPrompt::windowFor(const LoginRequest &request) const
{
    if (m_hasWindow)
        return m_window;
    for (QObject *each = request.context(); each; each = each->parent()) {
        if (auto *widget = qobject_cast<QWidget *>(each))
            return widget->window();
    }
    return nullptr;
}

ProofDialog *LoginDialogPrompt::createDialog(const LoginRequest &request) const
{
    if (request.kind() != LoginRequest::Kind::LogIn)
        return new ReauthDialog(request, windowFor(request));
    auto *dialog = new LoginDialog(request, windowFor(request));
    dialog->setKeepSignedIn(m_keepSignedIn);
    dialog->setAccountEditor(m_editor);
    dialog->setCreateAccountLink(m_createAccount);
    dialog->setForgotPasswordLink(m_forgotPassword);
    return dialog;
}

} // namespace QtLogin
