// SPDX-License-Identifier: MIT
#include <QtLogin/LoginDialogPrompt>
#include <QtLogin/LoginManager>
#include <QtLogin/SessionBanner>
#include <QtLogin/SqlAccounts>
#include <QtLogin/ViewGuard>
#include <QtLogin/WindowLock>

#include <QApplication>
#include <QBoxLayout>
#include <QCommandLineParser>
#include <QMainWindow>
#include <QMenuBar>
#include <QStandardPaths>
#include <QTextEdit>

// After how many seconds without a hand on it the session is to lock.
static std::chrono::seconds patience(const QApplication &application)
{
    QCommandLineParser options;
    const QCommandLineOption after(QStringLiteral("after"), QStringLiteral("Lock after so many seconds."),
                                   QStringLiteral("seconds"), QStringLiteral("60"));
    options.addHelpOption();
    options.addOption(after);
    options.process(application);
    return std::chrono::seconds(qBound(2, options.value(after).toInt(), 3600));
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("org.qtlogin.idle-lock"));
    QApplication::setApplicationDisplayName(QStringLiteral("Idle lock"));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);

    QMainWindow window;
    window.setWindowTitle(QStringLiteral("Guest"));
    window.resize(560, 320);
    const auto accounts = std::make_shared<QtLogin::SqlAccounts>(folder + QStringLiteral("/accounts.db"));
    const auto prompt = std::make_shared<QtLogin::LoginDialogPrompt>(&window);
    prompt->setAccountEditor(accounts);

    QtLogin::LoginSetup setup {.applicationId = QApplication::applicationName()};
    setup.use(accounts).use(prompt);
    setup.sessionPolicy.idleLock = patience(application); // it locks with the screen, suspend and a switch of users too
    setup.sessionPolicy.lockWarning = setup.sessionPolicy.idleLock / 2;
    QtLogin::LoginManager login(setup);
    QtLogin::ViewGuard guard(&login);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->addWidget(new QtLogin::SessionBanner(&login)); // "locks in 30 seconds": any key, and it does not
    column->addWidget(guard.view(QtLogin::Requirement::login(), [] { return new QTextEdit; }));
    window.setCentralWidget(page);

    auto *lock = new QtLogin::WindowLock(&login, &window);
    window.menuBar()->addMenu(QStringLiteral("&Session"))->addAction(lock->lockAction());
    QObject::connect(&login, &QtLogin::LoginManager::currentUserChanged, &window,
                     [&](const QtLogin::UserPtr &user) { window.setWindowTitle(user->displayName()); });

    window.show();
    login.restore();
    return QApplication::exec();
}
