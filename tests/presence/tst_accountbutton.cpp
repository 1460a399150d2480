// SPDX-License-Identifier: MIT
#include "dialogs/changepassworddialog.h"
#include "dialogs/devicesdialog.h"
#include "dialogs/scriptededitor.h"
#include "presence/accountbutton.h"
#include "presence/initials_p.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qcursor.h>
#include <QtGui/qtextdocumentfragment.h>
#include <QtWidgets/qmenu.h>

using namespace QtLogin;

class tst_AccountButton : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void itShowsWhoIsIn();
    void itsToolTipSaysSoToo();
    void anAmpersandInANameIsNoMnemonic();
    void aNameIsNoHtml();
    void aLongNameIsElidedAndReadInTheToolTip();
    void itShowsTheInitialsOfWhoIsIn_data();
    void itShowsTheInitialsOfWhoIsIn();
    void initialsAreSeenInThePicture();
    void aSizeThatTheApplicationHasChosenStays();
    void itOffersWhatIsPossible_data();
    void itOffersWhatIsPossible();
    void itsVerbsDoWhatTheySay();
    void whatIsNotOfferedIsNotDone(); // F2
    void itChangesThePassword();
    void itShowsWhereTheUserIsRemembered();
    void itOutlivesTheManager();
    void itWaitsWhileSomebodyLogsIn();
    void aVerbMayDeleteTheWindow();
    void itIsNotRaisedOnceItsMenuHasGone_data();
    void itIsNotRaisedOnceItsMenuHasGone();
    void withoutAManagerItOffersNothing();

private:
    void giveEditor();
    QStringList offered() const;
    void choose(const char *verb) { m_button->findChild<QAction *>(QLatin1String(verb))->trigger(); }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<QWidget> m_window;
    QPointer<AccountButton> m_button;
};

void tst_AccountButton::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    m_window = std::make_unique<QWidget>();
    m_button = new AccountButton(&m_stage->login(), m_window.get());
    m_window->show();
}

void tst_AccountButton::giveEditor()
{
    delete m_button;
    m_stage->startWith([](LoginSetup &setup) { setup.accountEditor = std::make_shared<ScriptedEditor>(); });
    m_button = new AccountButton(&m_stage->login(), m_window.get());
    m_button->show();
}

void tst_AccountButton::cleanup()
{
    m_window.reset();
    m_stage.reset();
}

QStringList tst_AccountButton::offered() const
{
    QStringList names;
    const QList<QAction *> actions = m_button->menu()->actions();
    for (const QAction *action : actions) {
        if (action->isVisible() && !action->isSeparator())
            names << action->objectName();
    }
    return names;
}

void tst_AccountButton::itShowsWhoIsIn()
{
    const auto name = [this] { return QAccessible::queryAccessibleInterface(m_button)->text(QAccessible::Name); };
    QCOMPARE(m_button->text(), QStringLiteral("Not logged in"));
    QCOMPARE(name(), QStringLiteral("Account: not logged in"));
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QCOMPARE(m_button->text(), QStringLiteral("ada"));
    QCOMPARE(name(), QStringLiteral("Account: ada"));
    const qint64 icon = m_button->icon().cacheKey();
    m_stage->login().lock();
    QCOMPARE(m_button->text(), QStringLiteral("ada"));
    QCOMPARE(name(), QStringLiteral("Account: ada, locked"));
    QVERIFY(m_button->icon().cacheKey() != icon);
    m_stage->login().logOut();
    QCOMPARE(m_button->text(), QStringLiteral("Not logged in"));
}

void tst_AccountButton::anAmpersandInANameIsNoMnemonic()
{
    QVERIFY(
        m_stage->logInVerified(SimpleUser::create({.id = QStringLiteral("ada"), .displayName = QStringLiteral("Ada & Co")})));
    QCOMPARE(m_button->text(), QStringLiteral("Ada && Co"));
}

void tst_AccountButton::itsToolTipSaysSoToo()
{
    QCOMPARE(m_button->toolTip(), QStringLiteral("Not logged in"));
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QCOMPARE(m_button->toolTip(), QStringLiteral("Logged in as ada"));
    m_stage->login().lock();
    QCOMPARE(m_button->toolTip(), QStringLiteral("ada (locked)"));
}

void tst_AccountButton::aNameIsNoHtml()
{
    const auto name = QStringLiteral("<img src=\"file:///etc/x\"> Ada");
    QVERIFY(m_stage->logInVerified(SimpleUser::create({.id = QStringLiteral("ada"), .displayName = name})));
    QCOMPARE(QTextDocumentFragment::fromHtml(m_button->toolTip()).toPlainText(),
             QStringLiteral("Logged in as ") + name);
    m_stage->login().lock();
    QCOMPARE(QTextDocumentFragment::fromHtml(m_button->toolTip()).toPlainText(), name + QStringLiteral(" (locked)"));
}

void tst_AccountButton::aLongNameIsElidedAndReadInTheToolTip()
{
    for (const QString &name : {QString(200, u'W'), QStringLiteral("Ada & Co ").repeated(23).trimmed()}) {
        QVERIFY(m_stage->logInVerified(SimpleUser::create({.id = QStringLiteral("ada"), .displayName = name})));
        QVERIFY(m_button->sizeHint().width() < m_button->fontMetrics().averageCharWidth() * 40);
        QVERIFY(m_button->text().endsWith(u'…'));
        QVERIFY(Qt::mightBeRichText(m_button->toolTip())); // which wraps
        QCOMPARE(QTextDocumentFragment::fromHtml(m_button->toolTip()).toPlainText(),
                 QStringLiteral("Logged in as ") + name);
        QCOMPARE(QAccessible::queryAccessibleInterface(m_button)->text(QAccessible::Name),
                 QStringLiteral("Account: ") + name);
    }
}

void tst_AccountButton::itShowsTheInitialsOfWhoIsIn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("initials");
    QTest::newRow("two words") << QStringLiteral("Ada Lovelace") << QStringLiteral("AL");
    QTest::newRow("one word") << QStringLiteral("ada") << QStringLiteral("A");
    QTest::newRow("many words") << QStringLiteral("Augusta Ada King, Countess of Lovelace") << QStringLiteral("AL");
    QTest::newRow("an accent of its own") << QStringLiteral("e\u0301mile zola") << QStringLiteral("E\u0301Z");
    QTest::newRow("beyond 16 bits") << QStringLiteral("\U00010428x") << QStringLiteral("\U00010400");
    QTest::newRow("signs before") << QStringLiteral("\"ada\" (lovelace)") << QStringLiteral("AL");
    QTest::newRow("Japanese") << QStringLiteral("\u6f22\u5b57") << QStringLiteral("\u6f22");
    QTest::newRow("Arabic") << QStringLiteral("\u0646\u0648\u0631") << QStringLiteral("\u0646");
    QTest::newRow("no letters") << QStringLiteral("***") << QString();
    QTest::newRow("no name") << QString() << QString();
}

void tst_AccountButton::itShowsTheInitialsOfWhoIsIn()
{
    QFETCH(const QString, name);
    QFETCH(const QString, initials);
    QCOMPARE(initialsOf(name), initials);
}

void tst_AccountButton::initialsAreSeenInThePicture()
{
    const auto picture = [this] { return m_button->icon().pixmap(32, 32).toImage(); };
    const QImage out = picture();
    QVERIFY(m_stage->logInVerified(SimpleUser::create({.id = QStringLiteral("ada"), .displayName = QStringLiteral("Ada")})));
    const QImage ada = picture();
    const QColor disc = m_button->palette().color(QPalette::Active, QPalette::Highlight);
    QCOMPARE(ada.pixelColor(16, 3), disc);
    QCOMPARE(ada.pixelColor(0, 0).alpha(), 0);
    QVERIFY(m_stage->logInVerified(SimpleUser::create({.id = QStringLiteral("bob"), .displayName = QStringLiteral("Bob")})));
    QVERIFY(picture() != ada);
    m_stage->login().lock();
    QVERIFY(picture().pixelColor(16, 3) != disc); // a lock
    m_stage->login().logOut();
    QCOMPARE(picture(), out);
}

void tst_AccountButton::aSizeThatTheApplicationHasChosenStays()
{
    const QSize before = m_button->iconSize();
    QFont large = m_button->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    m_button->setFont(large);
    QVERIFY(m_button->iconSize().height() > before.height());
    m_button->setIconSize(QSize(48, 48));
    m_button->setFont(QFont());
    QCOMPARE(m_button->iconSize(), QSize(48, 48));
}

void tst_AccountButton::itOffersWhatIsPossible_data()
{
    QTest::addColumn<bool>("in");
    QTest::addColumn<bool>("locked");
    QTest::addColumn<bool>("remembered");
    QTest::addColumn<bool>("editor");
    QTest::addColumn<QString>("verbs");
    QTest::newRow("nobody") << false << false << false << true << "logIn";
    QTest::newRow("in") << true << false << false << false << "lock devices logOut";
    QTest::newRow("in, with an editor") << true << false << false << true << "lock changePassword devices logOut";
    QTest::newRow("remembered") << true << false << true << false << "lock devices forget logOut";
    QTest::newRow("locked") << true << true << true << true << "unlock logOut";
}

void tst_AccountButton::itOffersWhatIsPossible()
{
    QFETCH(bool, in);
    QFETCH(bool, locked);
    QFETCH(bool, remembered);
    QFETCH(bool, editor);
    QFETCH(QString, verbs);
    if (editor)
        giveEditor();
    if (in)
        QVERIFY(remembered ? m_stage->remember() : m_stage->logInVerified(Stage::ada()));
    if (locked)
        m_stage->login().lock();
    Q_EMIT m_button->menu()->aboutToShow();
    QCOMPARE(offered().join(u' '), verbs);
}

void tst_AccountButton::itsVerbsDoWhatTheySay()
{
    LoginManager &login = m_stage->login();
    choose("logIn");
    QTRY_VERIFY(m_stage->prompt->isAsking());
    m_stage->prompt->cancel();

    QVERIFY(m_stage->remember());
    choose("forget");
    QTRY_VERIFY(!login.isRemembered());
    QVERIFY(login.isAuthenticated());
    choose("lock");
    QVERIFY(!login.isLocked()); // not while the menu is in the middle of its event
    QTRY_VERIFY(login.isLocked());
    choose("unlock");
    QTRY_VERIFY(m_stage->prompt->isAsking());
    choose("logOut");
    QTRY_COMPARE(login.state(), SessionState::SignedOut);
}

void tst_AccountButton::whatIsNotOfferedIsNotDone()
{
    giveEditor();
    QVERIFY(m_stage->remember());
    choose("changePassword");
    choose("forget");
    m_stage->login().lock(); // before their turn comes
    QCoreApplication::processEvents();
    for (const char *verb : {"forget", "changePassword", "lock"})
        m_button->findChild<QAction *>(QLatin1String(verb))->trigger();
    QCoreApplication::processEvents();
    QVERIFY(m_stage->login().isRemembered());
    QVERIFY(!m_window->findChild<ChangePasswordDialog *>());
}

void tst_AccountButton::itChangesThePassword()
{
    giveEditor();
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    choose("changePassword");
    QTRY_VERIFY(m_window->findChild<ChangePasswordDialog *>());
    auto *dialog = m_window->findChild<ChangePasswordDialog *>();
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->windowModality(), Qt::WindowModal);
    dialog->reject();
    QTRY_VERIFY(!m_window->findChild<ChangePasswordDialog *>());
}

void tst_AccountButton::itShowsWhereTheUserIsRemembered()
{
    QVERIFY(m_stage->remember());
    choose("devices");
    QTRY_VERIFY(m_window->findChild<DevicesDialog *>());
    QVERIFY(m_window->findChild<DevicesDialog *>()->isVisible());
    m_window->findChild<DevicesDialog *>()->reject();
    QTRY_VERIFY(!m_window->findChild<DevicesDialog *>());
    choose("devices"); // again
    QTRY_VERIFY(m_window->findChild<DevicesDialog *>());
    SessionPolicy policy;
    policy.rememberLifetime = {}; // then no user is remembered
    m_stage->login().setSessionPolicy(policy);
    Q_EMIT m_button->menu()->aboutToShow();
    QVERIFY(!offered().contains(QStringLiteral("devices")));
}

void tst_AccountButton::itOutlivesTheManager()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    choose("lock"); // on its way while the manager dies
    m_stage->deleteManager();
    QCOMPARE(m_button->text(), QStringLiteral("Not logged in"));
    QCOMPARE(offered(), QStringList(QStringLiteral("logIn")));
    QVERIFY(!m_button->findChild<QAction *>(QStringLiteral("logIn"))->isEnabled());
    QCoreApplication::processEvents();
}

void tst_AccountButton::itWaitsWhileSomebodyLogsIn()
{
    m_stage->authenticator->hold();
    const auto answer = m_stage->login().logIn(Stage::adasPassword());
    QVERIFY(!m_button->findChild<QAction *>(QStringLiteral("logIn"))->isEnabled());
    m_stage->authenticator->releaseHeld();
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(m_button->text(), QStringLiteral("ada"));
}

void tst_AccountButton::aVerbMayDeleteTheWindow()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QObject::connect(&m_stage->login(), &LoginManager::loggedOut, this, [this] { m_window.reset(); });
    QMenu *menu = m_button->menu();
    menu->popup(QPoint());
    menu->setActiveAction(m_button->findChild<QAction *>(QStringLiteral("logOut")));
    QTest::keyClick(menu, Qt::Key_Enter);
    QTRY_VERIFY(!m_button);
    QCoreApplication::processEvents();
}

void tst_AccountButton::itIsNotRaisedOnceItsMenuHasGone_data()
{
    QTest::addColumn<bool>("stays");
    QTest::newRow("the mouse has gone to the menu") << false;
    QTest::newRow("the mouse is still there") << true;
}

void tst_AccountButton::itIsNotRaisedOnceItsMenuHasGone()
{
    QFETCH(bool, stays);
    // The mouse rests where it is, so that no event tells of it. The window stands there, or elsewhere.
    const QPoint inside = m_button->mapTo(m_window.get(), m_button->rect().center());
    m_window->move(QCursor::pos() - inside + (stays ? QPoint() : QPoint(150, 150)));
    QCoreApplication::processEvents();
    m_button->setAttribute(Qt::WA_UnderMouse);
    m_button->menu()->popup(QPoint());
    m_button->menu()->hide();
    QCoreApplication::processEvents();
    QCOMPARE(m_button->underMouse(), stays);
}

void tst_AccountButton::withoutAManagerItOffersNothing()
{
    AccountButton orphan(nullptr);
    QCOMPARE(orphan.text(), QStringLiteral("Not logged in"));
    QVERIFY(!orphan.findChild<QAction *>(QStringLiteral("logIn"))->isEnabled());
}

QTEST_MAIN(tst_AccountButton)
#include "tst_accountbutton.moc"
