// SPDX-License-Identifier: MIT
// The end of the process, in a process of its own: in each order of going nothing crashes and nothing warns.
#include "dialogs/logindialogprompt.h"
#include "gates/viewguard.h"
#include "lock/windowlock.h"
#include "presence/accountbutton.h"
#include "presence/sessionbanner.h"
#include "support/patience.h"
#include "testing/scriptedauthenticator.h"
#include "testing/scriptedsecretstore.h"
#include "testing/scripteduserloader.h"

#include <QtCore/qprocess.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qtimer.h>
#include <QtGui/qclipboard.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qstatusbar.h>
#include <QtWidgets/qtabwidget.h>

#include <array>

using namespace QtLogin;

// Destroyed after main(), the last one first; by then the application is no more.
static std::array<std::unique_ptr<QObject>, 3> globals;
static QWidget *forgotten = nullptr;

namespace {

// The settings of the played application.
struct Script
{
    QString owner; // of manager and guard: the application, or nothing but a global
    QString first; // to go
    QString window; // on the stack of main(), global, or never deleted
    QString state;
    QString folder;
};

class Play
{
public:
    explicit Play(const Script &script) : m_script(script) { }

    void setUp(QMainWindow *window)
    {
        const auto loader = std::make_shared<ScriptedUserLoader>();
        const auto authenticator = std::make_shared<ScriptedAuthenticator>();
        m_ada = SimpleUser::create({.id = QStringLiteral("ada")});
        loader->add(m_ada);
        authenticator->add(QStringLiteral("ada"), "lovelace");
        LoginSetup setup {.applicationId = QStringLiteral("org.example.exit"), .profileFolder = m_script.folder};
        setup.use(loader).use(authenticator).use(std::make_shared<LoginDialogPrompt>(window));
        setup.use(std::make_shared<ScriptedSecretStore>(std::make_shared<ScriptedSecretStore::Content>()));
        setup.sessionPolicy.idleLock = std::chrono::minutes(15);
        m_login = new LoginManager(setup);
        m_guard = new ViewGuard(m_login);
        furnish(window);
        window->show();
        own();
        QCoreApplication::processEvents();
        act();
    }

private:
    void furnish(QMainWindow *window)
    {
        auto *tabs = new QTabWidget(window);
        window->setCentralWidget(tabs);
        tabs->addTab(m_guard->view(Requirement::login(), [this] { return m_edit = new QLineEdit(m_text); }),
                     QStringLiteral("View"));
        auto *page = new QLineEdit;
        tabs->addTab(page, QStringLiteral("Page"));
        m_guard->protect(page, Requirement::login());
        new WindowLock(m_login, window);
        // Not in a tool bar, which itself does not outlive the application quietly.
        window->statusBar()->addWidget(new AccountButton(m_login));
        window->statusBar()->addWidget(new SessionBanner(m_login));
        auto *menu = window->menuBar()->addMenu(QStringLiteral("File"));
        for (const auto way : {WhenDenied::Disable, WhenDenied::Hide})
            m_guard->protect(menu->addAction(QStringLiteral("Delete")), Requirement::login(), way);
        m_guard->protectTree(window);
    }

    // Children and globals go in this order.
    void own()
    {
        const bool managerFirst = m_script.first == u"manager";
        const std::array<QObject *, 2> inOrder = {managerFirst ? static_cast<QObject *>(m_login) : m_guard,
                                                  managerFirst ? static_cast<QObject *>(m_guard) : m_login};
        for (std::size_t i = 0; i < inOrder.size(); ++i) {
            if (m_script.owner == u"application")
                inOrder[i]->setParent(qApp);
            else
                globals[2 - i].reset(inOrder[i]);
        }
    }

    void act()
    {
        const auto is = [this](const char *state) { return m_script.state == QLatin1String(state); };
        if (is("asking"))
            (void)m_login->require(Requirement::login());
        else if (!is("signed out"))
            (void)m_login->logInVerified(m_ada);
        if (is("locked") || is("logged out"))
            m_login->lock();
        if (is("logged out"))
            m_login->logOut();
        if (is("dialog"))
            (void)m_guard->open<QDialog>(Requirement::login(), m_edit->window());
        if (is("copied")) {
            m_edit->setFocus();
            m_edit->selectAll();
            m_edit->copy();
        }
        QCoreApplication::processEvents();
    }

    const Script m_script;
    const QString m_text = QStringLiteral("what only Ada may read");
    UserPtr m_ada;
    LoginManager *m_login = nullptr;
    ViewGuard *m_guard = nullptr;
    QLineEdit *m_edit = nullptr;
};

int play(QApplication &application, const Script &script)
{
    Play play(script);
    std::unique_ptr<QMainWindow> window(new QMainWindow);
    play.setUp(window.get());
    QTimer::singleShot(0, &application, &QCoreApplication::quit);
    const int result = application.exec();
    if (script.window == u"global")
        globals[0] = std::move(window);
    else if (script.window == u"never deleted")
        forgotten = window.release();
    return result;
}

} // namespace

class tst_Exit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theEndIsQuiet_data();
    void theEndIsQuiet();
};

void tst_Exit::theEndIsQuiet_data()
{
    QTest::addColumn<QStringList>("script");
    for (const char *owner : {"application", "globals"}) {
        for (const char *first : {"manager", "guard"}) {
            for (const char *window : {"on the stack", "global", "never deleted"}) {
                for (const char *state :
                     {"signed out", "asking", "logged in", "locked", "logged out", "dialog", "copied"}) {
                    // A QDialog that is open and outlives its QApplication ends the process, also without this library.
                    const bool isFaultOfQt = QLatin1String(window) == u"global" && QLatin1String(state) == u"dialog";
                    if (isFaultOfQt)
                        continue;
                    QTest::addRow("owner: %s; first: %s; window: %s; %s", owner, first, window, state)
                        << QStringList {QLatin1String(owner), QLatin1String(first), QLatin1String(window),
                                        QLatin1String(state)};
                }
            }
        }
    }
}

void tst_Exit::theEndIsQuiet()
{
    QFETCH(QStringList, script);
    const QTemporaryDir folder;
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("*.info=false;*.debug=false"));
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0")); // the end of the process
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(),
                  QStringList {QStringLiteral("--play")} + script + QStringList {folder.filePath(QStringLiteral("p"))});
    QVERIFY(process.waitForFinished(patience));
    const QString said = QString::fromLocal8Bit(process.readAllStandardError());
    QStringList warnings = said.split(u'\n', Qt::SkipEmptyParts);
    // The offscreen platform says so of itself, with each window and menu.
    erase_if(warnings, [](const QString &line) { return line.startsWith(u"This plugin does not support"); });
    QCOMPARE(warnings, QStringList());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--play" && arguments.size() == 7)
        return play(application, {arguments[2], arguments[3], arguments[4], arguments[5], arguments[6]});
    tst_Exit test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_exit.moc"
