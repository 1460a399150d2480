// SPDX-License-Identifier: MIT
#include "lock/lockedjournal.h"

#include "gates/viewguard.h"

#include <QtTest/qsignalspy.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qpushbutton.h>

#include <map>

using namespace QtLogin;
using namespace QtLogin::LockedJournal;

// Guarded calls that begin while a lock screen covers their window, and those that began before.
class tst_CoveredCalls : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aCallThatBeginsBehindTheLockScreenIsDropped_data();
    void aCallThatBeginsBehindTheLockScreenIsDropped();
    void aDialogThatBeginsBehindTheLockScreenIsDropped_data();
    void aDialogThatBeginsBehindTheLockScreenIsDropped();
    void aCallThatBeganBeforeStaysTheirs();
    void aDialogThatBeganBeforeStaysTheirs();
    void aCallThatNeedsNoLoginRuns();
    void aClickInASignedOutWindowAsksAndThenRuns();
    void withoutALockScreenALockedSessionAsksAndThenRuns();
    void inAnExemptWindowTheLockScreenAsksAndThenItRuns();
    void besideAnotherOpenMainWindowItAsksAndThenRuns_data();
    void besideAnotherOpenMainWindowItAsksAndThenRuns();
    void theLockOfAnotherManagerCoversAsWell();

private:
    // Calls through a connection and through run(), which are two calls.
    void call(QObject *context);
    void unlock();

    std::unique_ptr<ViewGuard> guard;
    std::map<QString, QPointer<QObject>> contexts;
    std::unique_ptr<QSignalSpy> denied;
    int effects = 0;
};

void tst_CoveredCalls::init()
{
    setUp();
    effects = 0;
    guard = std::make_unique<ViewGuard>(&login());
    denied = std::make_unique<QSignalSpy>(guard.get(), &Guard::denied);
    contexts[QStringLiteral("the window")] = window.get();
    contexts[QStringLiteral("a widget of it")] = window->text;
    contexts[QStringLiteral("a child object")] = new QObject(window->text);
    contexts[QStringLiteral("a dialog of it")] = new QDialog(window.get());
    contexts[QStringLiteral("a dialog without a parent")] = new QDialog;
    contexts[QStringLiteral("an object elsewhere")] = new QObject;
}

void tst_CoveredCalls::cleanup()
{
    denied.reset();
    guard.reset();
    delete contexts[QStringLiteral("a dialog without a parent")];
    delete contexts[QStringLiteral("an object elsewhere")];
    tearDown();
}

void tst_CoveredCalls::call(QObject *context)
{
    QPushButton button;
    guard->connect(&button, &QPushButton::clicked, Requirement::login(), context, [this] { ++effects; });
    button.click();
    guard->run(Requirement::login(), context, [this] { ++effects; });
}

void tst_CoveredCalls::unlock()
{
    const auto last = login().require(Requirement::login());
    unlockWith(QStringLiteral("lovelace"));
    QVERIFY(Stage::resultOf(last)); // what was asked for before has run by now
    QCoreApplication::processEvents();
}

void tst_CoveredCalls::aCallThatBeginsBehindTheLockScreenIsDropped_data()
{
    QTest::addColumn<QString>("place");
    for (const char *place : {"the window", "a widget of it", "a child object", "a dialog of it",
                              "a dialog without a parent", "an object elsewhere"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

void tst_CoveredCalls::aCallThatBeginsBehindTheLockScreenIsDropped()
{
    QFETCH(QString, place);
    QObject *context = contexts[place];
    for (int round = 1; round <= 2; ++round) {
        login().lock();
        call(context);
        QCOMPARE(effects, 2 * round - 2);
        QCOMPARE(denied->count(), 2);
        for (const auto &each : std::as_const(*denied))
            QCOMPARE(each.at(1).value<Access>(), Access::Locked);
        denied->clear();
        QVERIFY(!stage->prompt->isAsking());
        unlock();
        QCOMPARE(effects, 2 * round - 2);
        QCOMPARE(denied->count(), 0);
        call(context);
        QCOMPARE(effects, 2 * round);
    }
}

void tst_CoveredCalls::aDialogThatBeginsBehindTheLockScreenIsDropped_data()
{
    QTest::addColumn<bool>("hasParent");
    QTest::newRow("of the window") << true;
    QTest::newRow("without a parent") << false;
}

void tst_CoveredCalls::aDialogThatBeginsBehindTheLockScreenIsDropped()
{
    QFETCH(bool, hasParent);
    QWidget *parent = hasParent ? window.get() : nullptr;
    login().lock();
    const auto covered = guard->open<QDialog>(Requirement::login(), parent);
    QVERIFY(covered.isFinished());
    QVERIFY(Stage::resultOf(covered).failedWith(Error::Kind::Cancelled));
    QCOMPARE(denied->count(), 1);
    QCOMPARE(denied->constFirst().at(0).value<Requirement>(), Requirement::login());
    QCOMPARE(denied->constFirst().at(1).value<Access>(), Access::Locked);
    unlock();
    QCOMPARE(QApplication::activeModalWidget(), nullptr);
    denied->clear();
    const auto opened = guard->open<QDialog>(Requirement::login(), parent);
    QVERIFY(!opened.isFinished());
    auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    dialog->accept();
    QCOMPARE(Stage::resultOf(opened).value(), int(QDialog::Accepted));
    QCOMPARE(denied->count(), 0);
}

void tst_CoveredCalls::aCallThatBeganBeforeStaysTheirs()
{
    delete lock.data();
    login().lock();
    QString written;
    const auto write = [&](const char *text) {
        guard->run(Requirement::login(), window.get(), [&written, text] { written += QLatin1String(text); });
    };
    write("before"); // the user sees the window, and is asked
    QVERIFY(stage->prompt->isAsking());
    new WindowLock(&login(), window.get());
    QVERIFY(lockScreen());
    write("behind");
    QCOMPARE(denied->count(), 1);
    unlock();
    QCOMPARE(written, QStringLiteral("before"));
    QCOMPARE(denied->count(), 1);
}

void tst_CoveredCalls::aDialogThatBeganBeforeStaysTheirs()
{
    delete lock.data();
    login().lock();
    const auto open = [this] { return guard->open<QDialog>(Requirement::login(), window.get()); };
    const auto before = open();
    QVERIFY(stage->prompt->isAsking());
    new WindowLock(&login(), window.get());
    const auto behind = open();
    QVERIFY(behind.isFinished());
    QVERIFY(Stage::resultOf(behind).failedWith(Error::Kind::Cancelled));
    QCOMPARE(denied->count(), 1);
    QVERIFY(!before.isFinished());
    unlock();
    QTRY_VERIFY(QApplication::activeModalWidget());
    qobject_cast<QDialog *>(QApplication::activeModalWidget())->accept();
    QCOMPARE(Stage::resultOf(before).value(), int(QDialog::Accepted));
}

void tst_CoveredCalls::aCallThatNeedsNoLoginRuns()
{
    login().lock();
    guard->run(Requirement::anyone(), window.get(), [this] { ++effects; });
    QCOMPARE(effects, 1);
    QCOMPARE(denied->count(), 0);
}

void tst_CoveredCalls::aClickInASignedOutWindowAsksAndThenRuns()
{
    login().lock();
    login().logOut();
    QVERIFY(!lockScreen());
    call(window.get());
    QVERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(effects, 2);
}

void tst_CoveredCalls::withoutALockScreenALockedSessionAsksAndThenRuns()
{
    delete lock.data();
    login().lock();
    call(window.get());
    QVERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(effects, 2);
}

void tst_CoveredCalls::inAnExemptWindowTheLockScreenAsksAndThenItRuns()
{
    QWidget clock;
    WindowLock::exempt(&clock);
    clock.show();
    login().lock();
    lockScreen()->showMinimized();
    call(&clock);
    QVERIFY(!lockScreen()->isMinimized());
    QVERIFY(!stage->prompt->isAsking());
    QCOMPARE(denied->count(), 0);
    unlock();
    QTRY_COMPARE(effects, 2);
}

void tst_CoveredCalls::besideAnotherOpenMainWindowItAsksAndThenRuns_data()
{
    QTest::addColumn<QString>("place");
    for (const char *place : {"the other window", "a dialog without a parent", "an object elsewhere"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

void tst_CoveredCalls::besideAnotherOpenMainWindowItAsksAndThenRuns()
{
    QFETCH(QString, place);
    QMainWindow other;
    other.show();
    contexts[QStringLiteral("the other window")] = &other;
    login().lock();
    call(window.get());
    QCOMPARE(denied->count(), 2);
    call(contexts[place]);
    QCOMPARE(denied->count(), 2);
    unlock();
    QTRY_COMPARE(effects, 2);
}

void tst_CoveredCalls::theLockOfAnotherManagerCoversAsWell()
{
    Stage others;
    QVERIFY(others.logInVerified(Stage::bob()));
    new WindowLock(&others.login(), window.get());
    others.login().lock();
    QVERIFY(lockScreen());
    guard->run(Requirement::freshLogin(), window.get(), [this] { ++effects; });
    QCOMPARE(effects, 1); // it is met, and needs no question
    QVERIFY(login().setup().sessionPolicy.freshLifetime > std::chrono::seconds(0));
    stage->clock->advance(login().setup().sessionPolicy.freshLifetime + std::chrono::seconds(1));
    guard->run(Requirement::freshLogin(), window.get(), [this] { ++effects; });
    QVERIFY(!stage->prompt->isAsking());
    QCOMPARE(denied->count(), 1);
    QVERIFY(others.login().confirmLogin());
    guard->run(Requirement::freshLogin(), window.get(), [this] { ++effects; });
    QVERIFY(stage->prompt->isAsking());
    window.reset(); // before the other manager
}

QTEST_MAIN(tst_CoveredCalls)

#include "tst_coveredcalls.moc"
