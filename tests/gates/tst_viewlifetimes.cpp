// SPDX-License-Identifier: MIT
#include "gatedpage.h"

#include <QtCore/qeventloop.h>
#include <QtCore/qtimer.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qpushbutton.h>

#include <stdexcept>

using namespace QtLogin;
using namespace QtLogin::GatedPage;
using namespace std::chrono_literals;

// Views, guards, managers, windows and content that are deleted at any moment, and factories that fail.
class tst_ViewLifetimes : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void logOutMayComeFromAButtonInside();
    void logOutMayComeWhileTheContentExecutesADialog();
    void anythingMayBeDeletedInAnySlot_data();
    void anythingMayBeDeletedInAnySlot();
    void theFactoryMayDoAnything_data();
    void theFactoryMayDoAnything();
    void aFactoryThatFailsIsToldAndMayTryAgain_data();
    void aFactoryThatFailsIsToldAndMayTryAgain();
    void contentThatTheApplicationDeletesIsMadeAnew();
    void theDeathOfGuardOrManagerClosesForGood_data();
    void theDeathOfGuardOrManagerClosesForGood();
    void aViewThatGoesTakesItsContentAlong();
    void aWindowTakesItsGuardAlong();
};

void tst_ViewLifetimes::logOutMayComeFromAButtonInside()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    connect(first->button, &QPushButton::clicked, first, [this, first] {
        stage->login().logOut();
        QVERIFY(first);
        first->text->setPlainText(QStringLiteral("the slot goes on"));
    });
    QTest::mouseClick(first->button, Qt::LeftButton);
    QVERIFY(!view->isOpen());
    QTRY_VERIFY(!first);
}

void tst_ViewLifetimes::logOutMayComeWhileTheContentExecutesADialog()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    bool survived = false;
    connect(first->button, &QPushButton::clicked, first, [&] {
        QDialog dialog(first);
        QTimer::singleShot(0, this, [&] {
            stage->login().logOut();
            QCoreApplication::processEvents();
        });
        dialog.exec();
        survived = first;
        if (survived)
            first->text->setPlainText(QStringLiteral("the slot goes on"));
    });
    // As in an application: there is an event loop below.
    QEventLoop loop;
    QTimer::singleShot(0, this, [&] {
        first->button->click();
        loop.quit();
    });
    loop.exec();
    QVERIFY(survived);
    QTRY_VERIFY(!first);
}

static const char *const victims[] = {"guard", "manager", "window", "content"};
static const char *const slots_[] = {"openChanged", "aboutToLogOut", "loggedOut", "stateChanged", "clicked"};

void tst_ViewLifetimes::anythingMayBeDeletedInAnySlot_data() // F11
{
    QTest::addColumn<QString>("victim");
    QTest::addColumn<QString>("slot");
    for (const char *victim : victims) {
        for (const char *slot : slots_)
            QTest::addRow("%s in %s", victim, slot) << QString::fromLatin1(victim) << QString::fromLatin1(slot);
    }
}

void tst_ViewLifetimes::anythingMayBeDeletedInAnySlot()
{
    QFETCH(QString, victim);
    QFETCH(QString, slot);
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    bool done = false;
    const auto kill = [&, victim] {
        if (std::exchange(done, true))
            return;
        if (victim == QLatin1String("guard"))
            guard.reset();
        else if (victim == QLatin1String("manager"))
            stage->deleteManager();
        else if (victim == QLatin1String("window"))
            window.reset();
        else if (slot != QLatin1String("clicked")) // its own button: the application's own mistake
            delete first.data();
    };
    if (slot == QLatin1String("openChanged"))
        connect(view, &GatedView::openChanged, this, kill);
    else if (slot == QLatin1String("aboutToLogOut"))
        connect(&stage->login(), &LoginManager::aboutToLogOut, this, kill);
    else if (slot == QLatin1String("loggedOut"))
        connect(&stage->login(), &LoginManager::loggedOut, this, kill);
    else if (slot == QLatin1String("stateChanged"))
        connect(&stage->login(), &LoginManager::stateChanged, this, kill);
    if (slot == QLatin1String("clicked") && victim == QLatin1String("window"))
        return; // likewise
    connect(first->button, &QPushButton::clicked, this, [&] {
        if (slot == QLatin1String("clicked"))
            kill();
        else if (victim == QLatin1String("content") && slot != QLatin1String("clicked"))
            QMetaObject::invokeMethod(&stage->login(), &LoginManager::logOut, Qt::QueuedConnection);
        else
            stage->login().logOut();
    });
    QTest::mouseClick(first->button, Qt::LeftButton);
    QCoreApplication::processEvents();
    QVERIFY(done);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(victim == QLatin1String("content") || !first);
}

void tst_ViewLifetimes::theFactoryMayDoAnything_data()
{
    QTest::addColumn<QString>("deed");
    for (const char *deed :
         {"log out", "log in another", "lock", "delete the view", "delete the guard", "delete the manager"})
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_ViewLifetimes::theFactoryMayDoAnything()
{
    QFETCH(QString, deed);
    QPointer<QWidget> content;
    view = guard->view(Requirement::login(), [&]() -> QWidget * {
        auto *result = new Page;
        if (made++ > 0)
            return result;
        content = result;
        if (deed == QLatin1String("log out"))
            stage->login().logOut();
        else if (deed == QLatin1String("log in another"))
            (void)stage->logInVerified(Stage::bob());
        else if (deed == QLatin1String("lock"))
            stage->login().lock();
        else if (deed == QLatin1String("delete the view"))
            delete view.data();
        else if (deed == QLatin1String("delete the guard"))
            guard.reset();
        else
            stage->deleteManager();
        return result;
    });
    window->setCentralWidget(view);
    window->show();
    (void)stage->logInVerified(Stage::ada());
    QCoreApplication::processEvents();
    QVERIFY(!content);
    if (deed == QLatin1String("log in another")) {
        QVERIFY(view->isOpen());
        QCOMPARE(made, 2);
    } else {
        QVERIFY(!view || !view->isOpen());
        QCOMPARE(made, 1);
    }
}

void tst_ViewLifetimes::aFactoryThatFailsIsToldAndMayTryAgain_data()
{
    QTest::addColumn<int>("how");
    QTest::addColumn<QString>("message");
    QTest::newRow("null") << 0 << QStringLiteral("made nothing");
    QTest::newRow("exception") << 1 << QStringLiteral("threw \"no database\"");
    QTest::newRow("anything thrown") << 2 << QStringLiteral("threw;");
    QTest::newRow("no factory") << 3 << QStringLiteral("made nothing");
}

void tst_ViewLifetimes::aFactoryThatFailsIsToldAndMayTryAgain()
{
    QFETCH(int, how);
    QFETCH(QString, message);
    bool fails = true;
    const auto factory = [&]() -> QWidget * {
        ++made;
        if (!fails)
            return new Page;
        if (how == 1)
            throw std::runtime_error("no database");
        if (how == 2)
            throw 3;
        return nullptr;
    };
    view = guard->view(Requirement::login(), how == 3 ? GatedView::Factory() : factory);
    window->setCentralWidget(view);
    window->show();
    const QRegularExpression expected(QRegularExpression::escape(message));
    QTest::ignoreMessage(QtCriticalMsg, expected);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(!view->isOpen());
    QCOMPARE(placeholderButton()->text(), QStringLiteral("Try again"));
    stage->clock->advance(6min); // the session looks again; nothing is tried by itself
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(made, how == 3 ? 0 : 1);
    QCOMPARE(placeholderButton()->text(), QStringLiteral("Try again"));
    if (how == 3)
        return;
    QTest::ignoreMessage(QtCriticalMsg, expected);
    placeholderButton()->click();
    QVERIFY(!view->isOpen());
    fails = false;
    placeholderButton()->click();
    QVERIFY(view->isOpen());
}

void tst_ViewLifetimes::contentThatTheApplicationDeletesIsMadeAnew()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    delete page();
    QVERIFY(!view->content());
    stage->login().lock();
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(made, 2);
    const QPointer<Page> second = page();
    stage->login().lock();
    delete second.data();
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(made, 3);
    QVERIFY(page()->isVisible());
}

void tst_ViewLifetimes::theDeathOfGuardOrManagerClosesForGood_data() // F1
{
    QTest::addColumn<bool>("ofGuard");
    QTest::newRow("guard") << true;
    QTest::newRow("manager") << false;
}

void tst_ViewLifetimes::theDeathOfGuardOrManagerClosesForGood()
{
    QFETCH(bool, ofGuard);
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    if (ofGuard)
        guard.reset();
    else
        stage->deleteManager();
    QVERIFY(!view->isOpen());
    QVERIFY(!first->isVisible());
    QTRY_VERIFY(!first);
    if (ofGuard)
        QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(!view->isOpen());
}

void tst_ViewLifetimes::aViewThatGoesTakesItsContentAlong()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    QPointer<Page> content = page();
    stage->login().lock();
    QCoreApplication::processEvents();
    window.reset();
    QVERIFY(!content);
    QVERIFY(stage->login().confirmLogin());
}

// The guard closes the things in a window that is half gone.
void tst_ViewLifetimes::aWindowTakesItsGuardAlong()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    auto *early = new ViewGuard(&stage->login(), window.get());
    window->setCentralWidget(early->view(Requirement::login(), [] { return new QPushButton; }));
    window->show();
    window.reset();
}

QTEST_MAIN(tst_ViewLifetimes)

#include "tst_viewlifetimes.moc"
