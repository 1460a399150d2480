// SPDX-License-Identifier: MIT
#include "journalwindow.h"

#include <QtLogin/LoginDialogPrompt>
#include <QtLogin/SqlAccounts>

#include <QApplication>
#include <QStandardPaths>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("org.qtlogin.journal"));
    QApplication::setApplicationDisplayName(QStringLiteral("Journal"));
    QApplication::setDesktopFileName(QApplication::applicationName());
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));

    const auto accounts = std::make_shared<QtLogin::SqlAccounts>(folder.filePath(QStringLiteral("accounts.db")));
    QtLogin::LoginSetup setup {.applicationId = QApplication::applicationName()};
    setup.use(accounts);
    setup.messages.freshLogin = JournalWindow::tr("This cannot be undone. Please enter your password once more.");
    QtLogin::LoginManager login(setup);

    JournalWindow window(&login, folder);
    const auto prompt = std::make_shared<QtLogin::LoginDialogPrompt>(&window);
    prompt->setAccountEditor(accounts); // everybody may have a journal
    login.setLoginPrompt(prompt);
    window.show();

    // A remembered user is logged in at once. Without one there may be no account yet, or no reading them.
    whenDone(login.restore(), &window, [&window](const QtLogin::Result<void> &restored) {
        if (!restored)
            window.welcome();
    });
    return QApplication::exec();
}
