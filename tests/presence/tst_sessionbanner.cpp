// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialog.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/scriptededitor.h"
#include "forms/translations.h"
#include "gates/viewguard.h"
#include "presence/sessionbanner.h"
#include "session/rememberstage.h"
#include "support/languages.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtoolbar.h>

using namespace QtLogin;
using namespace std::chrono_literals;

static QStringList alerts;

class tst_SessionBanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void itIsHiddenWithNothingToSay();
    void itCountsDownToTheLock();
    void inputTakesTheCountdownBack();
    void stayTakesTheCountdownBack();
    void whatTheApplicationNotesEndsTheCountdown();
    void itSaysWhatIsClosedUntilSomebodyConfirms();
    void itSaysNothingWhileNothingOnTheScreenNeedsIt_data();
    void itSaysNothingWhileNothingOnTheScreenNeedsIt();
    void itSpeaksWhenWhatIsClosedComesOntoTheScreen();
    void whatWasNeverFreshHasNotLapsed();
    void itAsksForAFreshLogin();
    void itSaysThatTheKeychainIsLocked();
    void itSaysWhyNobodyIsRememberedInTheWordsOfTheDialog_data();
    void itSaysWhyNobodyIsRememberedInTheWordsOfTheDialog();
    void itsButtonSaysWhatTheDialogSays_data();
    void itsButtonSaysWhatTheDialogSays();
    void itTellsOfATheftUntilThePasswordIsChanged();
    void whatWasToldOfATheftCanBeDismissed();
    void aTheftIsToldThroughoutALogin();
    void itSaysThatALockCannotBeSaved();
    void itSaysThatALoginCouldNotBeRemoved();
    void whatWasToldOfALockCanBeDismissed();
    void whoIsNotToBeRememberedHearsNothingOfIt();
    void theMostUrgentComesFirst();
    void itIsReadAloudOnce();
    void itsWordsAreNeverCut();
    void itNeverTakesTheFocus();
    void withoutAPlaceItStaysHidden();
    void itOutlivesTheManager();
    void anythingMayBeDeletedByItsButtons();

private:
    QString says() const { return m_banner->isVisible() ? m_banner->text() : QString(); }
    QPushButton *button(const char *name) const { return m_banner->findChild<QPushButton *>(QLatin1String(name)); }
    LoginManager &login() { return m_stage->login(); }
    void lockTheKeychain()
    {
        m_stage->store->failAll(Error::Kind::Locked);
        QVERIFY(m_stage->logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes}));
        QCOMPARE(login().rememberedLogin()->keychainState(), KeychainState::Locked);
    }

    void protectWhatNeedsConfirming(ViewGuard &guard) { guard.protect(m_confirmed, Requirement::freshLogin()); }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<QWidget> m_window;
    QPushButton *m_confirmed = nullptr;
    QLineEdit *m_edit = nullptr;
    QPointer<SessionBanner> m_banner;
};

static const auto stale =
    QStringLiteral("It has been a while: some things here are closed until you confirm it's you.");
static const auto forgetful =
    QStringLiteral("The keychain is locked, so you will have to log in again the next time you start.");

static const auto unsaved =
    QStringLiteral("This computer cannot save that this application is locked. If it is closed while it is locked, it "
                   "may open without a password the next time. Log out before you leave.");

void tst_SessionBanner::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    auto policy = SessionPolicy::standard();
    policy.idleLock = 10min;
    policy.freshLifetime = 0s;
    login().setSessionPolicy(policy);
    m_window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(m_window.get());
    column->addWidget(m_banner = new SessionBanner(&login()));
    column->addWidget(m_edit = new QLineEdit);
    column->addWidget(m_confirmed = new QPushButton(QStringLiteral("Delete")));
    m_window->show();
    m_edit->setFocus();
    alerts.clear();
}

void tst_SessionBanner::cleanup()
{
    m_window.reset();
    m_stage.reset();
}

void tst_SessionBanner::itIsHiddenWithNothingToSay()
{
    QCOMPARE(says(), QString());
    QVERIFY(m_banner->isHidden());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QVERIFY(m_banner->isHidden());
    QCOMPARE(m_banner->text(), QString());
}

void tst_SessionBanner::itCountsDownToTheLock() // C2
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QSignalSpy changed(m_banner, &SessionBanner::textChanged);
    m_stage->clock->advance(9min + 30s);
    QCOMPARE(says(), QStringLiteral("Locks in 30 s"));
    QCOMPARE(button("action")->text(), QStringLiteral("Stay"));
    QVERIFY(!button("dismiss")->isVisible());
    m_stage->clock->advance(1s);
    QCOMPARE(says(), QStringLiteral("Locks in 29 s"));
    m_stage->clock->advance(28s);
    QCOMPARE(says(), QStringLiteral("Locks in 1 s"));
    m_stage->clock->advance(1s);
    QVERIFY(login().isLocked());
    QCOMPARE(says(), QString());
    QCOMPARE(changed.count(), 31);
}

void tst_SessionBanner::inputTakesTheCountdownBack() // C2
{
    ViewGuard guard(&login());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(9min + 45s);
    QCOMPARE(says(), QStringLiteral("Locks in 15 s"));
    QTest::keyClick(m_edit, Qt::Key_A);
    QCOMPARE(says(), QString());
    m_stage->clock->advance(9min + 29s);
    QCOMPARE(says(), QString());
    QVERIFY(!login().isLocked());
    m_stage->clock->advance(1s);
    QCOMPARE(says(), QStringLiteral("Locks in 30 s"));
}

void tst_SessionBanner::stayTakesTheCountdownBack()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(9min + 45s);
    button("action")->click(); // as assistive technology presses it
    QTRY_COMPARE(says(), QString());
    m_stage->clock->advance(1min);
    QVERIFY(!login().isLocked());
}

void tst_SessionBanner::whatTheApplicationNotesEndsTheCountdown()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(9min + 45s);
    login().noteUserActivity();
    QCOMPARE(says(), QString());
    m_stage->clock->advance(1min);
    QVERIFY(!login().isLocked());
}

void tst_SessionBanner::itSaysWhatIsClosedUntilSomebodyConfirms()
{
    ViewGuard guard(&login());
    protectWhatNeedsConfirming(guard);
    login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QCOMPARE(says(), QString());
    m_stage->clock->advance(5min);
    QTRY_COMPARE(says(), stale);
    QVERIFY(login().confirmLogin());
    QTRY_COMPARE(says(), QString());
    m_stage->clock->advance(5min);
    QTRY_COMPARE(says(), stale);
    button("dismiss")->click();
    QTRY_COMPARE(says(), QString());
    QVERIFY(login().confirmLogin());
    m_stage->clock->advance(5min);
    QTRY_COMPARE(says(), stale);
    login().lock();
    QCOMPARE(says(), QString());
    login().logOut();
    QCOMPARE(says(), QString());
}

void tst_SessionBanner::itSaysNothingWhileNothingOnTheScreenNeedsIt_data()
{
    using Protect = std::function<void(ViewGuard &, QWidget &window, QPushButton *)>;
    QTest::addColumn<Protect>("protect");
    const auto row = [](const char *name, Protect protect) { QTest::newRow(name) << protect; };
    row("nothing is guarded", [](ViewGuard &, QWidget &, QPushButton *) {});
    row("a login is enough", [](ViewGuard &guard, QWidget &, QPushButton *button) {
        guard.protect(button, Requirement::login());
    });
    row("it needs more than a fresh login", [](ViewGuard &guard, QWidget &, QPushButton *button) {
        guard.protect(button, Requirement::freshLogin() && Requirement::scope(QStringLiteral("nobody's")));
    });
    row("it is not on the screen", [](ViewGuard &guard, QWidget &, QPushButton *button) {
        button->hide();
        guard.protect(button, Requirement::freshLogin());
    });
    row("it is an action that is in no window", [](ViewGuard &guard, QWidget &window, QPushButton *) {
        guard.protect(new QAction(&window), Requirement::freshLogin());
    });
    row("it is hidden and not greyed out", [](ViewGuard &guard, QWidget &, QPushButton *button) {
        guard.protect(button, Requirement::freshLogin(), ViewGuard::WhenDenied::Hide);
    });
}

void tst_SessionBanner::itSaysNothingWhileNothingOnTheScreenNeedsIt()
{
    using Protect = std::function<void(ViewGuard &, QWidget &window, QPushButton *)>;
    QFETCH(const Protect, protect);
    ViewGuard guard(&login());
    protect(guard, *m_window, m_confirmed);
    login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(5min);
    QVERIFY(!login().isFresh());
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(says(), QString());
}

// A page that is turned to, a view that is opened later.
void tst_SessionBanner::itSpeaksWhenWhatIsClosedComesOntoTheScreen()
{
    ViewGuard guard(&login());
    m_confirmed->hide();
    protectWhatNeedsConfirming(guard);
    login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(5min);
    QCoreApplication::processEvents();
    QCOMPARE(says(), QString());
    m_confirmed->show();
    QTRY_COMPARE(says(), stale);
    m_confirmed->hide();
    QTRY_COMPARE(says(), QString());
    const std::unique_ptr<QWidget> view(guard.view(Requirement::freshLogin(), [] { return new QWidget; }));
    view->show();
    QTRY_COMPARE(says(), stale);
    view->hide();
    QTRY_COMPARE(says(), QString());
    QToolBar bar(m_window.get());
    QAction *action = bar.addAction(QStringLiteral("Delete"));
    guard.protect(action, Requirement::freshLogin());
    bar.show();
    QTRY_COMPARE(says(), stale);
    QVERIFY(login().confirmLogin());
    QTRY_COMPARE(says(), QString());
}

void tst_SessionBanner::whatWasNeverFreshHasNotLapsed()
{
    QVERIFY(m_stage->logInVerified(Stage::ada(), {.fresh = false}));
    QVERIFY(!login().isFresh());
    QCOMPARE(says(), QString());
    login().lock();
    QCOMPARE(says(), QString());
}

void tst_SessionBanner::itAsksForAFreshLogin()
{
    ViewGuard guard(&login());
    protectWhatNeedsConfirming(guard);
    login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(5min);
    QTRY_COMPARE(says(), stale);
    button("action")->click();
    QTRY_VERIFY(m_stage->prompt->isAsking());
    m_stage->prompt->cancel();
    QCOMPARE(says(), stale);
}

void tst_SessionBanner::itSaysThatTheKeychainIsLocked()
{
    lockTheKeychain();
    QCOMPARE(says(), forgetful);
    QVERIFY(!button("action")->isVisible());
    button("dismiss")->click();
    QTRY_COMPARE(says(), QString());
    login().lock();
    QVERIFY(login().confirmLogin());
    QCOMPARE(says(), QString());
    login().logOut();
    lockTheKeychain(); // a user who has not heard it yet
    QCOMPARE(says(), forgetful);
}

void tst_SessionBanner::itSaysWhyNobodyIsRememberedInTheWordsOfTheDialog_data()
{
    QTest::addColumn<Error::Kind>("why");
    QTest::addColumn<QString>("words");
    QTest::newRow("there is no keychain") << Error::Kind::Unavailable
        << QStringLiteral(
               "There is no keychain on this computer, so you will have to log in again the next time you start.");
    QTest::newRow("it was not opened") << Error::Kind::Refused
        << QStringLiteral("The keychain was not opened, so you will have to log in again the next time you start.");
}

void tst_SessionBanner::itSaysWhyNobodyIsRememberedInTheWordsOfTheDialog()
{
    QFETCH(const Error::Kind, why);
    QFETCH(const QString, words);
    m_stage->store->failAll(why);
    QVERIFY(m_stage->logInVerified(Stage::ada(), {.remember = LoginOptions::Remember::Yes}));
    QTRY_COMPARE(says(), words);
    login().logOut();
    auto prompt = std::make_shared<LoginDialogPrompt>(m_window.get());
    login().setLoginPrompt(prompt);
    (void)login().require(Requirement::login());
    QTRY_VERIFY(m_window->findChild<LoginDialog *>());
    QCOMPARE(DialogRobot(m_window->findChild<LoginDialog *>()).note("keepNote"), words);
}

void tst_SessionBanner::itsButtonSaysWhatTheDialogSays_data()
{
    QTest::addColumn<QByteArray>("language");
    for (const char *language : languages)
        QTest::newRow(language) << QByteArray(language);
}

// The label that a person presses is the title of the dialog that comes, in every language, at every place.
void tst_SessionBanner::itsButtonSaysWhatTheDialogSays()
{
    QFETCH(const QByteArray, language);
    ViewGuard guard(&login());
    protectWhatNeedsConfirming(guard);
    login().setSessionPolicy(SessionPolicy::standard());
    login().setLoginPrompt(std::make_shared<LoginDialogPrompt>(m_window.get()));
    installTranslations(qApp, QLocale(QLatin1String(language)));
    const std::unique_ptr<QWidget> view(guard.view(Requirement::freshLogin(), [] { return new QWidget; }));
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(5min);
    QTRY_VERIFY(m_banner->isVisible());
    const QString asks = button("action")->text();
    auto *placeholder = view->findChild<QPushButton *>(QStringLiteral("action"));
    QVERIFY(placeholder);
    QCOMPARE(placeholder->text(), asks);
    button("action")->click();
    QTRY_VERIFY(m_window->findChild<ReauthDialog *>());
    auto *dialog = m_window->findChild<ReauthDialog *>();
    QCOMPARE(dialog->windowTitle() + u'…', asks);
    QCOMPARE(DialogRobot(dialog).find<QLabel>("heading")->text() + u'…', asks);
    dialog->reject();
    installTranslations(qApp, QLocale::c());
}

// A copy of the token is used while the owner's has been renewed: really, and not only the signal.
static void steal(RememberStage &stage)
{
    QVERIFY(stage.remember());
    const SecretPtr stolen = stage.item();
    QVERIFY(stage.restartAndRotate());
    QVERIFY(stage.restartAndRotate());
    stage.clock->advance(61s);
    stage.setItem(stolen);
    stage.restartApplication();
}

static const auto stolenWords = QStringLiteral(
    "The login saved on this computer was used elsewhere and has been ended. If that was not you, ");

void tst_SessionBanner::itTellsOfATheftUntilThePasswordIsChanged()
{
    RememberStage stage;
    steal(stage);
    stage.startWith([&](LoginSetup &setup) { setup.accountEditor = std::make_shared<ScriptedEditor>(); });
    QWidget window;
    auto *banner = new SessionBanner(&stage.login());
    (new QVBoxLayout(&window))->addWidget(banner);
    window.show();
    const auto press = [&] { banner->findChild<QPushButton *>(QStringLiteral("action"))->click(); };
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QCOMPARE(banner->text(), stolenWords + QStringLiteral("log in and change your password."));
    QVERIFY(banner->isVisible());
    press();
    QTRY_VERIFY(stage.prompt->isAsking());
    QVERIFY(stage.logInVerified(Stage::ada()));
    QCOMPARE(banner->text(), stolenWords + QStringLiteral("change your password."));
    press();
    QTRY_VERIFY(window.findChild<ChangePasswordDialog *>());
    window.findChild<ChangePasswordDialog *>()->reject();
    QCoreApplication::processEvents();
    QVERIFY(banner->isVisible()); // nothing has changed
    QTRY_VERIFY(!window.findChild<ChangePasswordDialog *>());
    press();
    QTRY_VERIFY(window.findChild<ChangePasswordDialog *>());
    window.findChild<ChangePasswordDialog *>()->accept();
    QTRY_VERIFY(!banner->isVisible());
}

void tst_SessionBanner::whatWasToldOfATheftCanBeDismissed()
{
    RememberStage stage;
    steal(stage);
    QWidget window;
    auto *banner = new SessionBanner(&stage.login());
    (new QVBoxLayout(&window))->addWidget(banner);
    window.show();
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(banner->isVisible());
    banner->findChild<QPushButton *>(QStringLiteral("dismiss"))->click();
    QTRY_VERIFY(!banner->isVisible());
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(!banner->isVisible());
}

void tst_SessionBanner::aTheftIsToldThroughoutALogin()
{
    RememberStage stage;
    steal(stage);
    QWidget window;
    auto *banner = new SessionBanner(&stage.login());
    (new QVBoxLayout(&window))->addWidget(banner);
    window.show();
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(banner->isVisible());
    QVERIFY(!banner->findChild<QPushButton *>(QStringLiteral("action"))->isVisible()); // nothing can change it here
    stage.login().lock();
    QVERIFY(!banner->isVisible()); // the concerns of a person are not told to others who pass by
    QVERIFY(stage.login().confirmLogin());
    QVERIFY(banner->isVisible());
}

void tst_SessionBanner::itSaysThatALockCannotBeSaved()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QCOMPARE(says(), QString());
    login().lock();
    Q_EMIT login().lockNotRecorded(Error(Error::Kind::Unavailable));
    QCOMPARE(says(), unsaved); // in a window without a lock screen
    QVERIFY(!button("action")->isVisible());
    QVERIFY(login().confirmLogin());
    QCOMPARE(says(), unsaved);
    login().logOut(); // as it says
    QCOMPARE(says(), QString());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QCOMPARE(says(), QString());
}

void tst_SessionBanner::itSaysThatALoginCouldNotBeRemoved()
{
    const auto isTold = [this] { return says().contains(QStringLiteral("could not be removed")); };
    for (int round = 0; round < 2; ++round) { // it is told each time
        Q_EMIT login().rememberedLogin()->revokeFailed(Error(Error::Kind::Unavailable));
        QVERIFY(isTold() && !button("action")->isVisible());
        QVERIFY(m_stage->logInVerified(Stage::ada())); // as it says
        QVERIFY(!isTold());
        Q_EMIT login().rememberedLogin()->revokeFailed(Error(Error::Kind::Unavailable));
        QVERIFY(isTold());
        button("dismiss")->click();
        QTRY_VERIFY(!isTold());
        login().logOut();
    }
}

void tst_SessionBanner::whatWasToldOfALockCanBeDismissed()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    for (int round = 0; round < 2; ++round) { // it is told each time
        Q_EMIT login().lockNotRecorded(Error(Error::Kind::Unavailable));
        QCOMPARE(says(), unsaved);
        button("dismiss")->click();
        QTRY_COMPARE(says(), QString());
        login().lock();
        QCOMPARE(says(), QString());
        QVERIFY(login().confirmLogin());
    }
}

void tst_SessionBanner::whoIsNotToBeRememberedHearsNothingOfIt()
{
    auto policy = SessionPolicy::strict();
    login().setSessionPolicy(policy);
    QVERIFY(!login().rememberedLogin()->isAvailable());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QCOMPARE(says(), QString());
}

void tst_SessionBanner::theMostUrgentComesFirst()
{
    ViewGuard guard(&login());
    protectWhatNeedsConfirming(guard);
    auto policy = SessionPolicy::standard();
    policy.idleLock = 10min;
    login().setSessionPolicy(policy);
    lockTheKeychain();
    QCOMPARE(says(), forgetful);
    m_stage->clock->advance(5min);
    QTRY_COMPARE(says(), stale);
    m_stage->clock->advance(4min + 30s);
    QCOMPARE(says(), QStringLiteral("Locks in 30 s"));
    login().noteUserActivity();
    QCOMPARE(says(), stale);
    button("dismiss")->click();
    QTRY_COMPARE(says(), forgetful);
}

void tst_SessionBanner::itIsReadAloudOnce()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    const auto before = QAccessible::installUpdateHandler([](QAccessibleEvent *event) {
        if (event->type() == QAccessible::Alert)
            alerts += event->accessibleInterface()->text(QAccessible::Name);
    });
    m_stage->clock->advance(9min + 50s);
    QAccessible::installUpdateHandler(before);
    const bool heard = QAccessible::isActive();
    QCOMPARE(alerts, heard ? QStringList(QStringLiteral("Locks in 30 s")) : QStringList());
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_banner);
    QCOMPARE(interface->role(), QAccessible::AlertMessage);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Locks in 30 s")); // not anew each second
    QCOMPARE(says(), QStringLiteral("Locks in 10 s"));
}

void tst_SessionBanner::itsWordsAreNeverCut()
{
    lockTheKeychain();
    auto *words = m_banner->findChild<QLabel *>(QStringLiteral("words"));
    for (const int width : {600, 250, 600}) {
        m_window->resize(width, 400);
        QTRY_VERIFY(words->height() >= words->heightForWidth(words->width()));
        QTRY_VERIFY(m_banner->height() < 2 * words->heightForWidth(words->width()) + 20);
    }
}

void tst_SessionBanner::itNeverTakesTheFocus()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(9min + 30s);
    QCOMPARE(m_window->focusWidget(), m_edit);
    QTest::keyClick(m_edit, Qt::Key_Return); // presses nothing in it
    QCOMPARE(m_window->focusWidget(), m_edit);
}

void tst_SessionBanner::withoutAPlaceItStaysHidden()
{
    SessionBanner banner(&login());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(9min + 30s);
    QVERIFY(banner.isHidden());
    m_window->layout()->addWidget(&banner);
    QTRY_VERIFY(banner.isVisible());
    banner.setParent(nullptr);
    QVERIFY(banner.isHidden());
}

void tst_SessionBanner::itOutlivesTheManager()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(9min + 30s);
    button("action")->click(); // on its way while the manager dies
    m_stage->deleteManager();
    QCOMPARE(says(), QString());
    QCoreApplication::processEvents();
    m_stage->clock->advance(1min);
    QCOMPARE(says(), QString());
}

void tst_SessionBanner::anythingMayBeDeletedByItsButtons()
{
    ViewGuard guard(&login());
    protectWhatNeedsConfirming(guard);
    login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(5min);
    QTRY_COMPARE(says(), stale);
    connect(&login(), &LoginManager::freshLoginNeeded, this, [this] { m_window.reset(); });
    QTest::mouseClick(button("action"), Qt::LeftButton);
    QTRY_VERIFY(!m_banner);
    QCoreApplication::processEvents();
}

QTEST_MAIN(tst_SessionBanner)
#include "tst_sessionbanner.moc"
