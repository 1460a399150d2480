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

// Its window is being deleted, perhaps, and whatever needs the login with it: that counts first, as others may wait.
static void answerLater(const Answer<void> &answer)
{
    const auto cancel = [answer] { answer.finish(Error::Kind::Cancelled); };
    if (auto *application = QCoreApplication::instance())
        QMetaObject::invokeMethod(application, cancel, Qt::QueuedConnection);
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
    QObject::connect(dialog, &QObject::destroyed, dialog, [answer] { answerLater(answer); });
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

// A dialog that the login dialog has opened, such as that for a new account, would cover it.
static QWidget *topmostOver(QWidget *dialog)
{
    const auto children = dialog->findChildren<QDialog *>();
    for (QDialog *child : children) {
        if (child->isWindow() && child->isVisible() && child->isModal())
            return topmostOver(child);
    }
    return dialog;
}

// Each of these tells event handlers of the application, which may delete the dialog.
static void bringToFront(const QPointer<QWidget> &window)
{
    if (window && window->isMinimized())
        window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    if (window)
        window->raise();
}

// Its own window comes as well: the dialog would stand alone over another one.
void LoginDialogPrompt::askedAgain()
{
    const QPointer<QWidget> dialog(m_dialog);
    if (!dialog || !dialog->isVisible())
        return;
    if (QWidget *parent = dialog->parentWidget(); parent && parent->window()->isVisible())
        bringToFront(parent->window());
    bringToFront(dialog);
    const QPointer<QWidget> front(dialog && dialog->isVisible() ? topmostOver(dialog) : nullptr);
    if (front != dialog)
        bringToFront(front);
    if (front)
        front->activateWindow();
}

void LoginDialogPrompt::messageChanged()
{
    if (m_dialog)
        m_dialog->updateMessage();
}

// A lock screen stands in the place of a window that is hidden.
QWidget *LoginDialogPrompt::windowFor(const LoginRequest &request) const
{
    QWidget *asking = nullptr;
    for (QObject *each = request.context(); each && !asking; each = each->parent())
        asking = qobject_cast<QWidget *>(each);
    if (asking)
        asking = asking->window();
    const bool standsIn = asking && asking->isVisible() && m_window && !m_window->window()->isVisible();
    return m_hasWindow && !standsIn ? m_window.data() : asking;
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
