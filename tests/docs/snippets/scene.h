// SPDX-License-Identifier: MIT
#pragma once

#include <QtLogin/AccountButton>
#include <QtLogin/AuthorizedNetworkManager>
#include <QtLogin/Coroutine>
#include <QtLogin/DevicesDialog>
#include <QtLogin/ForeignUser>
#include <QtLogin/Futures>
#include <QtLogin/KeychainStore>
#include <QtLogin/LoginDialog>
#include <QtLogin/LoginDialogPrompt>
#include <QtLogin/LoginForm>
#include <QtLogin/LoginForTest>
#include <QtLogin/ManualClock>
#include <QtLogin/OidcProvider>
#include <QtLogin/OidcUser>
#include <QtLogin/PasswordField>
#include <QtLogin/ScriptedAuthenticator>
#include <QtLogin/ScriptedPrompt>
#include <QtLogin/ScriptedProvider>
#include <QtLogin/ScriptedSecretStore>
#include <QtLogin/ScriptedTokenService>
#include <QtLogin/ScriptedUserLoader>
#include <QtLogin/SessionBanner>
#include <QtLogin/SqlAccounts>
#include <QtLogin/TokenServer>
#include <QtLogin/Translations>
#include <QtLogin/ViewGuard>
#include <QtLogin/WaitingForm>
#include <QtLogin/WindowLock>

#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QDesktopServices>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolBar>

#include <optional>

using namespace QtLogin;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class JournalPage : public QWidget
{
};

class RecoveryCodesDialog : public QDialog
{
public:
    explicit RecoveryCodesDialog(QWidget *parent) : QDialog(parent) { }
};

class SignUpWizard : public QDialog
{
public:
    explicit SignUpWizard(QWidget *parent) : QDialog(parent) { }
    Credentials credentials() const { return Credentials(); }
};

class Settings
{
};

class Report : public QDialog
{
public:
    Report(Settings *, QWidget *parent) : QDialog(parent) { }
};

class Journal : public QObject
{
public:
    void deleteAll() { }
};

struct Row
{
    QString key;
};
inline std::optional<Row> findRow(const QString &id)
{
    return Row {id};
}
inline void greet(const Row &) { }

class Window : public QMainWindow
{
public:
    explicit Window(LoginManager &login) : m_login(login), m_delete(addToolBar(QString())->addAction(QString()))
    {
        setStatusBar(new QStatusBar);
        statusBar()->addWidget(m_status);
    }
    QAction *deleteAction() const { return m_delete; }
    void deleteJournal() { }
    void saveDraft() { }
    void helpWithPassword(LoginDialog *) { }
    QtLogin::Coroutine logIn(QString name, QtLogin::SecretPtr password); // a comment of Coroutine has it
    QtLogin::Coroutine logInAtCompany(); // a page has it
    QtLogin::Coroutine logOutOfBrowser(); // the same page
    QtLogin::Coroutine openStream(std::shared_ptr<AccessTokenSource> source); // and another one
    QString status() const { return m_status->text(); }

private:
    struct Stream // of a library that is not Qt's
    {
        void setHeader(const QByteArray &, const QByteArray &) { }
        void open(const QUrl &) { }
    };
    LoginManager &m_login;
    std::shared_ptr<OidcProvider> m_company;
    Stream m_stream;
    QLabel *m_status = new QLabel;
    QAction *m_delete;
};

// The names that snippets use without declaring them: an application whose journal is guarded, and in which ada may log
// in with "engine". No user is logged in.
class Scene
{
protected:
    const QTemporaryDir folder;
    const QString path = folder.filePath("accounts.db"_L1);
    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    const std::shared_ptr<ScriptedSecretStore> keychain = std::make_shared<ScriptedSecretStore>();
    const std::shared_ptr<ScriptedUserLoader> users = std::make_shared<ScriptedUserLoader>();
    const std::shared_ptr<TokenServer> service =
        std::make_shared<TokenServer>(TokenServerSettings {.baseUrl = QUrl(u"https://api.example.org/auth"_s)});
    const UserPtr ada = SimpleUser::create({.id = u"ada"_s});
    LoginSetup setup = makeSetup();
    LoginManager login {setup};
    Window window {login};
    ViewGuard guard {&login};
    LoginManager otherLogin {makeSetup()}; // has the request
    const Credentials credentials = Credentials::password(u"ada"_s, Secret::copyOf("engine"));
    Settings settings;

    QApplication &application = *qApp;
    QAction *const deleteAction = window.deleteAction();
    QToolBar *const toolBar = window.addToolBar(QString());
    QMenu *const fileMenu = window.menuBar()->addMenu(QString());
    QWidget *const page = new QWidget(&window);
    QVBoxLayout *const column = new QVBoxLayout(page);
    Journal *const journal = new Journal;
    const std::unique_ptr<Journal> ownedJournal {journal};
    LoginForm *const form = new LoginForm(page);
    PasswordField *const field = new PasswordField(page);
    const LoginRequest request = requestOf(otherLogin);

    Scene()
    {
        users->add(ada);
        guard.connect(deleteAction, &QAction::triggered, Requirement::freshLogin(), &window, &Window::deleteJournal);
    }
    // Leaves a remembered login of ada, as an earlier run of the application does.
    void rememberAda()
    {
        LoginManager earlier(makeSetup());
        QVERIFY(earlier.logInVerified(ada, {.remember = true}));
        QTRY_VERIFY(earlier.isRemembered());
    }

private:
    static LoginRequest requestOf(LoginManager &login)
    {
        const auto prompt = std::make_shared<ScriptedPrompt>();
        login.setLoginPrompt(prompt);
        (void)login.require(Requirement::login());
        return prompt->request();
    }
    LoginSetup makeSetup() const
    {
        const auto doorman = std::make_shared<ScriptedAuthenticator>();
        doorman->add(u"ada"_s, "engine");
        LoginSetup made {.applicationId = u"org.example.journal"_s,
                         .userLoader = users,
                         .secretStore = keychain,
                         .profileFolder = folder.filePath("profile"_L1),
                         .clock = clock};
        made.use(doorman);
        return made;
    }
};

// A snippet that the test runs.
class Snippet
{
public:
    Snippet(const char *name, void (*run)()) : name(name), run(run) { all().push_back(this); }
    Snippet(const Snippet &) = delete;
    Snippet &operator=(const Snippet &) = delete;
    static std::vector<const Snippet *> &all()
    {
        static std::vector<const Snippet *> snippets;
        return snippets;
    }

    const char *const name;
    void (*const run)();
};

// Runs the snippet and what it has left to the event loop, and ends its scene.
template<typename Snippet>
void runIn()
{
    Snippet snippet;
    snippet.run();
    QCoreApplication::processEvents();
}
