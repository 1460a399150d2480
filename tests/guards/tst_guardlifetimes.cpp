// SPDX-License-Identifier: MIT
#include "guardedjournal.h"

#include <QtCore/qthread.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

#include <stdexcept>

using namespace QtLogin;
using namespace QtLogin::GuardedJournal;

// Guards, managers, contexts and senders that are deleted at any moment, dead ones, and calls from other threads.
class tst_GuardLifetimes : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theDeathOfAnythingDropsIt_data();
    void theDeathOfAnythingDropsIt();
    void aSlotMayDoAnything_data();
    void aSlotMayDoAnything();
    void aPredicateMayDoAnything_data();
    void aPredicateMayDoAnything();
    void aPredicateThatThrowsDenies();
    void aHandlerMayDeleteTheGuard();
    void aDeadManagerDeniesAll();
    void aGuardOfNobodyDeniesAll();
    void aForgottenRequirementDeniesAll();
    void aContextIsNeeded();
    void anInactiveUserIsDeniedEvenByForce();
    void whatAnotherThreadSentBeforeTheUserChangedIsDropped();
    void whatIsSentElsewhereIsDroppedWhoeverTheSenderBelongsTo_data(); // F9
    void whatIsSentElsewhereIsDroppedWhoeverTheSenderBelongsTo();
};

void tst_GuardLifetimes::theDeathOfAnythingDropsIt_data()
{
    QTest::addColumn<int>("who");
    QTest::newRow("context") << 0;
    QTest::newRow("guard") << 1;
    QTest::newRow("manager") << 2;
}

void tst_GuardLifetimes::theDeathOfAnythingDropsIt()
{
    QFETCH(int, who);
    calls = 0;
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), callMe);
    button->press();
    stage->prompt->answer(Stage::adasPassword());
    if (who == 0)
        journal.reset();
    else if (who == 1)
        guard.reset();
    else
        stage->deleteManager();
    letAnswersArrive();
    QCOMPARE(calls, 0);
    button->press();
    letAnswersArrive();
    QCOMPARE(calls, 0);
}

static const char *const deeds[] = {"log out", "guard", "manager", "context", "sender", "press again", "log in"};

static void addDeeds()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<bool>("asked");
    for (const char *deed : deeds) {
        QTest::addRow("%s, at once", deed) << QString::fromLatin1(deed) << false;
        QTest::addRow("%s, after a question", deed) << QString::fromLatin1(deed) << true;
    }
}

void tst_GuardLifetimes::aSlotMayDoAnything_data() // F11, row 34
{
    addDeeds();
}

void tst_GuardLifetimes::aSlotMayDoAnything()
{
    QFETCH(QString, deed);
    QFETCH(bool, asked);
    calls = 0;
    const auto act = [this, deed] {
        if (++calls > 1)
            return;
        if (deed == QLatin1String("log out"))
            stage->login().logOut();
        else if (deed == QLatin1String("guard"))
            guard.reset();
        else if (deed == QLatin1String("manager"))
            stage->deleteManager();
        else if (deed == QLatin1String("context"))
            journal.reset();
        else if (deed == QLatin1String("sender"))
            button.reset();
        else if (deed == QLatin1String("press again"))
            button->press();
        else
            QVERIFY(stage->logInVerified(Stage::bob()));
    };
    if (!asked)
        QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), act);
    button->press();
    if (asked)
        stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(calls, deed == QLatin1String("press again") ? 2 : 1);
    letAnswersArrive();
}

void tst_GuardLifetimes::aPredicateMayDoAnything_data() // F10, row 35
{
    addDeeds();
}

void tst_GuardLifetimes::aPredicateMayDoAnything()
{
    QFETCH(QString, deed);
    QFETCH(bool, asked);
    calls = 0;
    bool once = true;
    const auto requirement = Requirement::predicate(QStringLiteral("deed"), [&, this](const User &) {
        if (!std::exchange(once, false))
            return true;
        if (deed == QLatin1String("log out"))
            stage->login().logOut();
        else if (deed == QLatin1String("guard"))
            guard.reset();
        else if (deed == QLatin1String("manager"))
            stage->deleteManager();
        else if (deed == QLatin1String("context"))
            journal.reset();
        else if (deed == QLatin1String("sender"))
            button.reset();
        else if (deed == QLatin1String("press again"))
            button->press();
        else
            (void)stage->logInVerified(Stage::bob());
        return true;
    });
    if (!asked)
        QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, requirement, journal.get(), callMe);
    button->press();
    if (asked)
        stage->prompt->answer(Stage::adasPassword());
    letAnswersArrive();
    const bool harmless = deed == QLatin1String("sender") || deed == QLatin1String("press again");
    QVERIFY(harmless ? calls <= 2 : calls == 0);
}

void tst_GuardLifetimes::aPredicateThatThrowsDenies() // F1, row 35
{
    const auto requirement =
        Requirement::predicate(QStringLiteral("throws"), [](const User &) -> bool { throw std::runtime_error("no"); });
    QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, requirement, journal.get(), &Journal::write);
    button->press();
    QVERIFY(journal->pages.isEmpty());
}

void tst_GuardLifetimes::aHandlerMayDeleteTheGuard()
{
    stage->login().setDeniedHandlers({.unauthorized = [this](const Requirement &) { guard.reset(); }});
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(!guard);
    QVERIFY(journal->pages.isEmpty());
}

void tst_GuardLifetimes::aDeadManagerDeniesAll() // F1
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    stage->deleteManager();
    QVERIFY(!guard->login());
    QCOMPARE(guard->check(Requirement::anyone()), Access::Forbidden);
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::anyone(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(journal->pages.isEmpty());
    QCOMPARE(denied.count(), 1);
}

void tst_GuardLifetimes::aGuardOfNobodyDeniesAll() // F1
{
    Guard orphan(nullptr);
    QCOMPARE(orphan.check(Requirement::anyone()), Access::Forbidden);
    orphan.run(Requirement::anyone(), journal.get(), [this] { journal->clear(); });
    QVERIFY(journal->pages.isEmpty());
}

void tst_GuardLifetimes::aForgottenRequirementDeniesAll() // F1
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(journal->pages.isEmpty());
}

void tst_GuardLifetimes::aContextIsNeeded()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("need a context, and were given null")));
    QVERIFY(!guard->connect(button.get(), &Button::pressed, Requirement::login(), static_cast<Journal *>(nullptr),
                            &Journal::write));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("need a context, and were given null")));
    guard->run(Requirement::login(), static_cast<QObject *>(nullptr), [this] { journal->clear(); });
    QVERIFY(journal->pages.isEmpty());

    QThread thread;
    QObject elsewhere;
    elsewhere.moveToThread(&thread);
    QTest::ignoreMessage(QtCriticalMsg,
                         QRegularExpression(QStringLiteral("need a context in the thread of the guard")));
    QVERIFY(!guard->connect(button.get(), &Button::pressed, Requirement::login(), &elsewhere, callMe));
}

void tst_GuardLifetimes::anInactiveUserIsDeniedEvenByForce() // rule 19, FL-41
{
    const auto inactive = SimpleUser::create({.id = QStringLiteral("eve"), .active = false});
    QVERIFY(stage->logInVerified(inactive, {.force = true}));
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write,
                   Guard::Denied::Drop);
    button->press();
    QVERIFY(journal->pages.isEmpty());
}

void tst_GuardLifetimes::whatAnotherThreadSentBeforeTheUserChangedIsDropped() // F9
{
    QThread thread;
    auto *worker = new Button;
    worker->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
    guard->connect(worker, &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    QVERIFY(stage->logInVerified(Stage::ada()));
    letAnswersArrive();
    thread.start();
    const auto pressThere = [&](const QString &text) {
        QMetaObject::invokeMethod(
            worker, [worker, text] { worker->press(text); }, Qt::BlockingQueuedConnection);
    };

    QSignalSpy denied(guard.get(), &Guard::denied);
    pressThere(QStringLiteral("of Ada"));
    QVERIFY(stage->logInVerified(Stage::bob()));
    auto later = std::make_unique<Button>();
    later->moveToThread(&thread);
    QVERIFY(guard->connect(later.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write));
    pressThere(QStringLiteral("of Bob"));
    QTRY_COMPARE(journal->pages, QStringList(QStringLiteral("of Bob")));
    QCOMPARE(denied.count(), 1);
    thread.quit();
    QVERIFY(thread.wait());
}

void tst_GuardLifetimes::whatIsSentElsewhereIsDroppedWhoeverTheSenderBelongsTo_data()
{
    QTest::addColumn<bool>("moves");
    QTest::newRow("moved after it was connected") << true;
    QTest::newRow("of this thread, used by another") << false;
}

void tst_GuardLifetimes::whatIsSentElsewhereIsDroppedWhoeverTheSenderBelongsTo()
{
    QFETCH(const bool, moves);
    QVERIFY(stage->logInVerified(Stage::ada()));
    auto sender = std::make_unique<Button>();
    guard->connect(sender.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    sender->press(QStringLiteral("here"));
    QCOMPARE(journal->pages, QStringList(QStringLiteral("here")));
    const std::unique_ptr<QThread> thread(QThread::create([&] { sender->press(QStringLiteral("of Ada")); }));
    if (moves)
        sender->moveToThread(thread.get());
    thread->start();
    QVERIFY(thread->wait());
    QSignalSpy denied(guard.get(), &Guard::denied);
    stage->login().logOut();
    QVERIFY(stage->logInVerified(Stage::bob()));
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(journal->pages, QStringList(QStringLiteral("here")));
}

QTEST_GUILESS_MAIN(tst_GuardLifetimes)

#include "tst_guardlifetimes.moc"
