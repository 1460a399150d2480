// SPDX-License-Identifier: MIT
#include <QtLogin/AccountButton>
#include <QtLogin/LoginDialogPrompt>
#include <QtLogin/LoginManager>
#include <QtLogin/OidcProvider>
#include <QtLogin/OidcUser>
#include <QtLogin/ViewGuard>

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QLabel>
#include <QMainWindow>
#include <QStatusBar>
#include <QToolBar>

// The company's provider, as its administrator has told it.
static QtLogin::OidcSettings settingsOf(const QCommandLineParser &line)
{
    return {.issuer = QUrl(line.value(QStringLiteral("issuer"))),
            .clientId = line.value(QStringLiteral("client-id")),
            .scopes = {QStringLiteral("profile"), QStringLiteral("email"), QStringLiteral("journal"),
                       QStringLiteral("offline_access")}, // the last keeps users logged in
            .scopeClaim = QStringLiteral("roles"),
            .certificates = QSslCertificate::fromPath(line.value(QStringLiteral("authority"))),
            .redirectPath = QStringLiteral("/callback")};
}

// The content of users who are logged in: what the provider says about them.
static QWidget *createCard(const QtLogin::UserPtr &owner)
{
    const auto *const user = QtLogin::OidcUser::in(owner);
    auto *card = new QLabel(QStringLiteral("%1\n%2").arg(user->displayName(), user->email()));
    card->setTextFormat(Qt::PlainText);
    card->setAlignment(Qt::AlignCenter);
    return card;
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("org.qtlogin.company-login"));
    QApplication::setApplicationDisplayName(QStringLiteral("Company login"));
    QCommandLineParser line;
    line.addHelpOption();
    line.addOption({QStringLiteral("issuer"), QStringLiteral("The provider to log in at."), QStringLiteral("url")});
    line.addOption({QStringLiteral("client-id"), QStringLiteral("The id of this application there."), QStringLiteral("id"),
                    QStringLiteral("journal")});
    line.addOption({QStringLiteral("authority"), QStringLiteral("Certificates to trust as well."), QStringLiteral("file")});
    line.process(application);
    const QtLogin::OidcSettings settings = settingsOf(line);
    if (const auto right = settings.check(); !right) {
        qCritical().noquote() << right.error().message();
        line.showHelp(1);
    }

    QMainWindow window;
    QToolBar *bar = window.addToolBar(QStringLiteral("Account"));
    window.setWindowTitle(QStringLiteral("Guest"));
    window.resize(560, 320);

    const auto company = std::make_shared<QtLogin::OidcProvider>(settings);
    QtLogin::LoginSetup setup {.applicationId = QApplication::applicationName()};
    setup.use(company).use(std::make_shared<QtLogin::LoginDialogPrompt>(&window));
    QtLogin::LoginManager login(setup);
    QtLogin::ViewGuard guard(&login);
    window.setCentralWidget(guard.view(QtLogin::Requirement::login(), [&] { return createCard(login.currentUser()); }));
    bar->addWidget(new QtLogin::AccountButton(&login));
    QAction *administer = bar->addAction(QStringLiteral("Administer"));
    guard.connect(administer, &QAction::triggered, QtLogin::Requirement::scope(QStringLiteral("admin")), &window,
                  [&] { window.statusBar()->showMessage(QStringLiteral("You are an administrator.")); });
    QObject::connect(&login, &QtLogin::LoginManager::currentUserChanged, &window,
                     [&](const QtLogin::UserPtr &user) { window.setWindowTitle(user->displayName()); });

    window.show();
    login.restore(); // a user who has chosen to be kept signed in is logged in at once
    return QApplication::exec();
}
