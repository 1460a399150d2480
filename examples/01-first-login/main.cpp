// SPDX-License-Identifier: MIT
#include <QtLogin/AccountButton>
#include <QtLogin/LoginDialogPrompt>
#include <QtLogin/LoginManager>
#include <QtLogin/SqlAccounts>
#include <QtLogin/ViewGuard>

#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QStandardPaths>
#include <QToolBar>

// The content that is worth a login. It is built for a user who is logged in, and gone when they log out.
static QWidget *createTreasure(const QtLogin::UserPtr &owner)
{
    auto *treasure = new QLabel(QStringLiteral("Welcome, %1. Nobody else can see this.").arg(owner->displayName()));
    treasure->setAlignment(Qt::AlignCenter);
    return treasure;
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("org.qtlogin.first-login"));
    QApplication::setApplicationDisplayName(QStringLiteral("First login"));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);

    QMainWindow window;
    QToolBar *bar = window.addToolBar(QStringLiteral("Account"));
    window.setWindowTitle(QStringLiteral("Guest"));
    window.resize(560, 320);

    const auto accounts = std::make_shared<QtLogin::SqlAccounts>(folder + QStringLiteral("/accounts.db"));
    const auto prompt = std::make_shared<QtLogin::LoginDialogPrompt>(&window);
    prompt->setAccountEditor(accounts); // people may create an account for themselves
    QtLogin::LoginSetup setup {.applicationId = QApplication::applicationName()};
    setup.use(accounts).use(prompt);
    QtLogin::LoginManager login(setup);
    QtLogin::ViewGuard guard(&login);
    window.setCentralWidget(guard.view(QtLogin::Requirement::login(), [&] { return createTreasure(login.currentUser()); }));
    bar->addWidget(new QtLogin::AccountButton(&login));
    QObject::connect(&login, &QtLogin::LoginManager::currentUserChanged, &window,
                     [&](const QtLogin::UserPtr &user) { window.setWindowTitle(user->displayName()); });

    window.show();
    login.restore(); // a user who has chosen to be kept signed in is logged in at once
    return QApplication::exec();
}
