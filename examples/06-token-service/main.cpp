// SPDX-License-Identifier: MIT
#include <QtLogin/AccountButton>
#include <QtLogin/AuthorizedNetworkManager>
#include <QtLogin/LoginDialogPrompt>
#include <QtLogin/LoginManager>
#include <QtLogin/TokenServer>
#include <QtLogin/ViewGuard>
#include <QtLogin/WindowLock>

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListWidget>
#include <QMainWindow>
#include <QNetworkReply>
#include <QPointer>
#include <QStatusBar>
#include <QToolBar>

// Trusts the authorities of the company beside those of the system.
static void trust(const QList<QSslCertificate> &authorities)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.addCaCertificates(authorities);
    QSslConfiguration::setDefaultConfiguration(configuration);
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("org.qtlogin.token-service"));
    QApplication::setApplicationDisplayName(QStringLiteral("Token service"));
    QCommandLineParser line;
    line.addHelpOption();
    line.addOption({QStringLiteral("service"), QStringLiteral("The service to log in at."), QStringLiteral("url")});
    line.addOption({QStringLiteral("authority"), QStringLiteral("Certificates to trust as well."), QStringLiteral("file")});
    line.process(application);
    const QUrl address(line.value(QStringLiteral("service")));
    if (address.scheme() != QStringLiteral("https"))
        line.showHelp(1);
    const auto authorities = QSslCertificate::fromPath(line.value(QStringLiteral("authority")));
    trust(authorities);

    QMainWindow window;
    QToolBar *bar = window.addToolBar(QStringLiteral("Account"));
    window.setWindowTitle(QStringLiteral("Guest"));
    window.resize(560, 320);

    const auto service = std::make_shared<QtLogin::TokenServer>(
        QtLogin::TokenServerSettings {.baseUrl = address, .certificates = authorities});
    QtLogin::LoginSetup setup {.applicationId = QApplication::applicationName()};
    setup.use(service).use(std::make_shared<QtLogin::LoginDialogPrompt>(&window));
    QtLogin::LoginManager login(setup);
    QtLogin::AuthorizedNetworkManager network(&login, service);
    network.allowOrigin(address);

    QtLogin::ViewGuard guard(&login);
    QPointer<QListWidget> pages; // null while no user is logged in
    window.setCentralWidget(guard.view(QtLogin::Requirement::login(), [&] { return pages = new QListWidget; }));
    bar->addWidget(new QtLogin::AccountButton(&login));
    const QtLogin::WindowLock lock(&login, &window);

    // A request like any other. It waits where the login has to be renewed.
    const auto load = [&] {
        QNetworkReply *reply = network.get(QNetworkRequest(address.resolved(QUrl(QStringLiteral("/pages")))));
        QObject::connect(reply, &QNetworkReply::finished, &window, [&, reply] {
            reply->deleteLater();
            if (reply->error() != QNetworkReply::NoError || !pages) {
                window.statusBar()->showMessage(reply->errorString());
                return;
            }
            pages->clear();
            for (const auto &page : QJsonDocument::fromJson(reply->readAll()).object().value(QStringLiteral("pages")).toArray())
                pages->addItem(page.toString());
            window.setWindowTitle(QStringLiteral("%1 pages").arg(pages->count()));
        });
    };
    QAction *reload = bar->addAction(QStringLiteral("Load pages"));
    reload->setShortcut(Qt::Key_F5);
    guard.connect(reload, &QAction::triggered, QtLogin::Requirement::login(), &window, load);
    QObject::connect(&login, &QtLogin::LoginManager::currentUserChanged, &window,
                     [&](const QtLogin::UserPtr &user) { window.setWindowTitle(user->displayName()); });

    window.show();
    login.restore();
    return QApplication::exec();
}
