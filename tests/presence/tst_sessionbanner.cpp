// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "presence/sessionbanner.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qpushbutton.h>

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
    void itSaysThatALoginIsNoLongerFresh();
    void whatWasNeverFreshHasNotLapsed();
    void itAsksForAFreshLogin();
    void itSaysThatTheKeychainIsLocked();
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
        QVERIFY(m_stage->logIn(Stage::ada(), {.remember = LoginOptions::Remember::Yes}));
        QCOMPARE(login().keychainState(), KeychainState::Locked);
    }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_edit = nullptr;
    QPointer<SessionBanner> m_banner;
};

static const auto stale = QStringLiteral("Your login is no longer fresh.");
static const auto forgetful = QStringLiteral("The keychain is locked: you will not be remembered.");

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
    QVERIFY(m_stage->logIn(Stage::ada()));
    QVERIFY(m_banner->isHidden());
    QCOMPARE(m_banner->text(), QString());
}

void tst_SessionBanner::itCountsDownToTheLock() // C2
{
    QVERIFY(m_stage->logIn(Stage::ada()));
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
    QVERIFY(m_stage->logIn(Stage::ada()));
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
    QVERIFY(m_stage->logIn(Stage::ada()));
    m_stage->clock->advance(9min + 45s);
    button("action")->click(); // as assistive technology presses it
    QTRY_COMPARE(says(), QString());
    m_stage->clock->advance(1min);
    QVERIFY(!login().isLocked());
}

void tst_SessionBanner::whatTheApplicationNotesEndsTheCountdown()
{
    QVERIFY(m_stage->logIn(Stage::ada()));
    m_stage->clock->advance(9min + 45s);
    login().noteUserActivity();
    QCOMPARE(says(), QString());
    m_stage->clock->advance(1min);
    QVERIFY(!login().isLocked());
}

void tst_SessionBanner::itSaysThatALoginIsNoLongerFresh()
{
    login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(m_stage->logIn(Stage::ada()));
    m_stage->clock->advance(5min);
    QCOMPARE(says(), stale);
    QVERIFY(login().confirmLogin());
    QCOMPARE(says(), QString());
    m_stage->clock->advance(5min);
    QCOMPARE(says(), stale);
    button("dismiss")->click();
    QTRY_COMPARE(says(), QString());
    QVERIFY(login().confirmLogin());
    m_stage->clock->advance(5min);
    QCOMPARE(says(), stale);
    login().lock();
    QCOMPARE(says(), QString());
    login().logOut();
    QCOMPARE(says(), QString());
}

void tst_SessionBanner::whatWasNeverFreshHasNotLapsed()
{
    QVERIFY(m_stage->logIn(Stage::ada(), {.fresh = false}));
    QVERIFY(!login().isFresh());
    QCOMPARE(says(), QString());
    login().lock();
    QCOMPARE(says(), QString());
}

void tst_SessionBanner::itAsksForAFreshLogin()
{
    login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(m_stage->logIn(Stage::ada()));
    m_stage->clock->advance(5min);
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
    lockTheKeychain(); // somebody who has not heard it yet
    QCOMPARE(says(), forgetful);
}

void tst_SessionBanner::whoIsNotToBeRememberedHearsNothingOfIt()
{
    auto policy = SessionPolicy::strict();
    login().setSessionPolicy(policy);
    QVERIFY(!login().isRememberAvailable());
    QVERIFY(m_stage->logIn(Stage::ada()));
    QCOMPARE(says(), QString());
}

void tst_SessionBanner::theMostUrgentComesFirst()
{
    auto policy = SessionPolicy::standard();
    policy.idleLock = 10min;
    login().setSessionPolicy(policy);
    lockTheKeychain();
    QCOMPARE(says(), forgetful);
    m_stage->clock->advance(5min);
    QCOMPARE(says(), stale);
    m_stage->clock->advance(4min + 30s);
    QCOMPARE(says(), QStringLiteral("Locks in 30 s"));
    login().noteUserActivity();
    QCOMPARE(says(), stale);
    button("dismiss")->click();
    QTRY_COMPARE(says(), forgetful);
}

void tst_SessionBanner::itIsReadAloudOnce()
{
    QVERIFY(m_stage->logIn(Stage::ada()));
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
    QVERIFY(m_stage->logIn(Stage::ada()));
    m_stage->clock->advance(9min + 30s);
    QCOMPARE(m_window->focusWidget(), m_edit);
    QTest::keyClick(m_edit, Qt::Key_Return); // presses nothing in it
    QCOMPARE(m_window->focusWidget(), m_edit);
}

void tst_SessionBanner::withoutAPlaceItStaysHidden()
{
    SessionBanner banner(&login());
    QVERIFY(m_stage->logIn(Stage::ada()));
    m_stage->clock->advance(9min + 30s);
    QVERIFY(banner.isHidden());
    m_window->layout()->addWidget(&banner);
    QTRY_VERIFY(banner.isVisible());
    banner.setParent(nullptr);
    QVERIFY(banner.isHidden());
}

void tst_SessionBanner::itOutlivesTheManager()
{
    QVERIFY(m_stage->logIn(Stage::ada()));
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
    login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(m_stage->logIn(Stage::ada()));
    m_stage->clock->advance(5min);
    connect(&login(), &LoginManager::freshLoginNeeded, this, [this] { m_window.reset(); });
    QTest::mouseClick(button("action"), Qt::LeftButton);
    QTRY_VERIFY(!m_banner);
    QCoreApplication::processEvents();
}

QTEST_MAIN(tst_SessionBanner)
#include "tst_sessionbanner.moc"
