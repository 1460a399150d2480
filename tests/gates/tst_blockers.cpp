// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qtimer.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmessagebox.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// No obstacle keeps a session open: each kind of obstacle, crossed with every way in
// which a session ends or locks. C10, row 33
class tst_Blockers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nothingKeepsASessionOpen_data();
    void nothingKeepsASessionOpen();

private:
    using Deed = std::function<void()>;
    void block(const QByteArray &blocker, const Deed &deed);
    void end(const QByteArray &ending);
    bool isClosed() const { return !m_field || !m_window->isAncestorOf(m_field); }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ViewGuard> m_guard;
    std::unique_ptr<QMainWindow> m_window;
    GatedView *m_view = nullptr;
    QPointer<QWidget> m_field; // of Ada's
};

static const QList<QByteArray> blockers {
    "nothing",         "a message box",    "a dialog with exec()", "a dialog that refuses to go",
    "a guarded dialog", "an open menu",     "a nested event loop",  "a slow keychain",
    "a slow authenticator", "a slow loader", "a prompt on the screen"};
static const QList<QByteArray> endings {"log out", "lock", "idle", "suspend", "session over", "another user"};

namespace {

class Stubborn : public QDialog
{
public:
    using QDialog::QDialog;
    void done(int) override { }
    void reject() override { }
};

} // namespace

void tst_Blockers::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    SessionPolicy policy;
    policy.idleLock = 10min;
    policy.sessionLifetime = 12h;
    m_stage->login().setSessionPolicy(policy);
    m_guard = std::make_unique<ViewGuard>(&m_stage->login());
    m_window = std::make_unique<QMainWindow>();
    m_view = m_guard->view(Requirement::login(), [] { return new QLineEdit; });
    m_window->setCentralWidget(m_view);
    m_window->show();
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QVERIFY(m_view->isOpen());
}

void tst_Blockers::cleanup()
{
    m_window.reset();
    m_guard.reset();
    m_stage.reset();
}

void tst_Blockers::nothingKeepsASessionOpen_data()
{
    QTest::addColumn<QByteArray>("blocker");
    QTest::addColumn<QByteArray>("ending");
    for (const QByteArray &blocker : blockers) {
        for (const QByteArray &ending : endings)
            QTest::addRow("%s: %s", blocker.constData(), ending.constData()) << blocker << ending;
    }
}

// Has \a blocker stand in the way while \a deed is done.
void tst_Blockers::block(const QByteArray &blocker, const Deed &deed)
{
    Stage &stage = *m_stage;
    if (blocker == "a message box") {
        QMessageBox box(QMessageBox::Question, {}, QStringLiteral("Really?"), QMessageBox::Yes | QMessageBox::No, m_window.get());
        QTimer::singleShot(0, &box, [&] { deed(), box.QDialog::done(0); });
        box.exec();
    } else if (blocker == "a dialog with exec()") {
        QDialog dialog(m_window.get());
        QTimer::singleShot(0, &dialog, [&] { deed(), dialog.done(0); });
        dialog.exec();
    } else if (blocker == "a dialog that refuses to go") {
        Stubborn dialog(m_window.get());
        dialog.open();
        deed();
    } else if (blocker == "a guarded dialog") {
        (void)m_guard->open<Stubborn>(Requirement::login(), m_window.get());
        deed();
    } else if (blocker == "an open menu") {
        QMenu menu(m_window.get());
        menu.addAction(QStringLiteral("Delete"));
        QTimer::singleShot(0, &menu, [&] { deed(), menu.close(); });
        menu.exec(m_window->pos());
    } else if (blocker == "a nested event loop") {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&] { deed(), loop.quit(); });
        loop.exec();
    } else if (blocker == "a slow keychain") {
        stage.store->holdAll();
        QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes}));
        QTRY_VERIFY(stage.store->heldCount() > 0);
        deed();
    } else if (blocker == "a slow authenticator") {
        stage.authenticator->hold();
        const auto attempt = stage.login().reauthenticate(Stage::adasPassword());
        deed();
        stage.authenticator->releaseHeld(); // comes too late
    } else if (blocker == "a slow loader") {
        stage.loader->hold();
        const auto asked = stage.login().revalidate();
        deed();
        stage.loader->releaseHeld();
    } else if (blocker == "a prompt on the screen") {
        QVERIFY(stage.logInVerified(Stage::ada(), {.fresh = false}));
        const auto asked = stage.login().require(Requirement::freshLogin());
        QVERIFY(stage.prompt->isAsking());
        deed();
    } else {
        deed();
    }
}

void tst_Blockers::end(const QByteArray &ending)
{
    LoginManager &login = m_stage->login();
    if (ending == "log out")
        login.logOut();
    else if (ending == "lock")
        login.lock();
    else if (ending == "idle")
        m_stage->clock->advance(10min);
    else if (ending == "session over")
        m_stage->clock->advance(12h);
    else if (ending == "another user")
        QVERIFY(login.logInVerified(Stage::bob()));
    else
        m_stage->clock->suspend(3h), login.noteUserActivity(); // before any input is delivered
}

void tst_Blockers::nothingKeepsASessionOpen()
{
    QFETCH(const QByteArray, blocker);
    QFETCH(const QByteArray, ending);
    const auto isAdaOut = [&] {
        const bool bobIsIn = m_stage->login().currentUser()->id() == QLatin1String("bob");
        return bobIsIn || m_stage->login().check(Requirement::login()) != Access::Allowed;
    };
    m_field = m_view->content();
    bool done = false;
    block(blocker, [&] {
        end(ending);
        done = isAdaOut() && isClosed(); // at once, and not when the obstacle has gone
    });
    QVERIFY(done);
    QCoreApplication::processEvents();
    QVERIFY(isAdaOut());
    QVERIFY(isClosed());
}

QTEST_MAIN(tst_Blockers)
#include "tst_blockers.moc"
