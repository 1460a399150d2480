// SPDX-License-Identifier: MIT
#include "guardedjournal.h"

#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace QtLogin::GuardedJournal;
using namespace std::chrono_literals;

// Calls that wait until the user has been asked: whose they are, in which order they run, and what drops them.
class tst_WaitingCalls : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theOneWhoAskedMustBeTheOneWhoIsIn();
    void loggingOutDropsWhatWasAsked();
    void askedByNobodyIsBoundToWhoeverComesNext();
    void itIsCheckedAgainRightBeforeItRuns();
    void anotherPersonsPasswordOpensNothing();
    void lockingMeanwhileDropsIt();
    void lockingRightAfterTheLoginDropsItAndAsksNothing();
    void whatWasAskedForInALockedSessionIsForTheSamePersonOnly_data();
    void whatWasAskedForInALockedSessionIsForTheSamePersonOnly();
    void oneAnswerRunsAllInTheOrderOfAsking();
    void aRepeatedCallKeepsItsPlace();
    void aLaterCallFromTheSamePlaceIsCheckedForWhatItNeeds();
    void whatIsAskedForAfterALockDoesNotWaitWithWhatWasDropped();
    void whatIsForbiddenHoldsUpNobody();
    void whatNeedsAnotherQuestionHoldsUpNobody();
    void aCallInTheQueueMayEndTheRest_data();
    void aCallInTheQueueMayEndTheRest();
    void turningAwayDropsTheWholeQueue();
};

void tst_WaitingCalls::theOneWhoAskedMustBeTheOneWhoIsIn() // rule 16, FL-74
{
    QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(stage->prompt->isAsking());
    QVERIFY(stage->logInVerified(Stage::bob()));
    letAnswersArrive();
    QVERIFY(guard->check(Requirement::freshLogin()) == Access::Allowed);
    QVERIFY(journal->pages.isEmpty());
}

void tst_WaitingCalls::loggingOutDropsWhatWasAsked() // FL-74
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    stage->login().logOut();
    QVERIFY(stage->logInVerified(Stage::ada()));
    QTRY_COMPARE(denied.count(), 1);
    QVERIFY(journal->pages.isEmpty());

    // Also when the answer was good and on its way.
    stage->clock->advance(6min);
    button->press();
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(stage->login().isFresh());
    stage->login().logOut();
    QVERIFY(stage->logInVerified(Stage::ada()));
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_WaitingCalls::askedByNobodyIsBoundToWhoeverComesNext() // rule 20
{
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(isSamePerson(stage->login().currentUser(), Stage::ada()));
    QVERIFY(stage->logInVerified(Stage::bob())); // before the answer has arrived
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_WaitingCalls::itIsCheckedAgainRightBeforeItRuns() // rule 20
{
    // The session lets it pass, and grows stale while its word is on the way.
    const auto late = Requirement::predicate(QStringLiteral("late"), [this](const User &) {
        QMetaObject::invokeMethod(
            journal.get(), [this] { stage->clock->advance(6min); }, Qt::QueuedConnection);
        return true;
    });
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin() && late, journal.get(), &Journal::write);
    button->press();
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), Access::FreshLoginRequired);
    QVERIFY(journal->pages.isEmpty());
}

void tst_WaitingCalls::anotherPersonsPasswordOpensNothing() // rule 16, C9
{
    QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    stage->prompt->answer(Stage::bobsPassword());
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
    QVERIFY(isSamePerson(stage->login().currentUser(), Stage::ada()));
}

void tst_WaitingCalls::lockingMeanwhileDropsIt()
{
    QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    stage->login().lock();
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_WaitingCalls::lockingRightAfterTheLoginDropsItAndAsksNothing()
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    QObject::connect(&stage->login(), &LoginManager::loggedIn, this, [this] { stage->login().lock(); });
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(stage->login().isLocked());
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), Access::Locked);
    QVERIFY(!stage->prompt->isAsking()); // a user who has just locked does not want to be asked to unlock
    QVERIFY(stage->login().confirmLogin());
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_WaitingCalls::whatWasAskedForInALockedSessionIsForTheSamePersonOnly_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<int>("written");
    QTest::newRow("unlocks") << QStringLiteral("unlock") << 1;
    QTest::newRow("logs out") << QStringLiteral("log out") << 0;
    QTest::newRow("logs out and comes back") << QStringLiteral("back") << 0;
    QTest::newRow("another one comes") << QStringLiteral("bob") << 0;
    QTest::newRow("unlocks and locks again") << QStringLiteral("again") << 0;
}

void tst_WaitingCalls::whatWasAskedForInALockedSessionIsForTheSamePersonOnly() // rules 16, 20
{
    QFETCH(QString, deed);
    QFETCH(int, written);
    QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    stage->login().lock();
    button->press();
    QVERIFY(stage->prompt->isAsking());
    if (deed == QLatin1String("unlock") || deed == QLatin1String("again"))
        stage->prompt->answer(Stage::adasPassword());
    if (deed == QLatin1String("again"))
        stage->login().lock();
    if (deed == QLatin1String("log out") || deed == QLatin1String("back"))
        stage->login().logOut();
    if (deed == QLatin1String("back"))
        QVERIFY(stage->logInVerified(Stage::ada()));
    if (deed == QLatin1String("bob"))
        QVERIFY(stage->logInVerified(Stage::bob()));
    letAnswersArrive();
    QTRY_COMPARE(journal->pages.size(), written);
    QVERIFY(!stage->prompt->isAsking());
}

void tst_WaitingCalls::oneAnswerRunsAllInTheOrderOfAsking() // FL-70
{
    Guard other(&stage->login());
    Button second;
    QStringList done;
    const auto note = [&done](const char *what) { return [&done, what] { done += QLatin1String(what); }; };
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), note("a button"));
    other.connect(&second, &Button::pressed, Requirement::login(), journal.get(), note("another guard's button"));
    guard->run(Requirement::login(), journal.get(), note("a call"));
    second.press();
    button->press();
    other.run(Requirement::scope(QStringLiteral("admin")), journal.get(), note("another guard's call"));
    QCOMPARE(stage->prompt->requests().size(), 1);
    QVERIFY(done.isEmpty());
    stage->prompt->answer(Stage::adasPassword());
    const QStringList order = {QStringLiteral("a call"), QStringLiteral("another guard's button"),
                               QStringLiteral("a button"), QStringLiteral("another guard's call")};
    QTRY_COMPARE(done, order);
    QCOMPARE(stage->prompt->requests().size(), 1);
}

void tst_WaitingCalls::aRepeatedCallKeepsItsPlace()
{
    Button other;
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    guard->connect(&other, &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press(QStringLiteral("first"));
    other.press(QStringLiteral("second"));
    button->press(QStringLiteral("first, corrected"));
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList({QStringLiteral("first, corrected"), QStringLiteral("second")}));
}

void tst_WaitingCalls::aLaterCallFromTheSamePlaceIsCheckedForWhatItNeeds() // F10
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    const auto write = [this](const Requirement &requirement, const char *text) { // one line for both
        guard->run(requirement, journal.get(), [this, text] { journal->write(QLatin1String(text)); });
    };
    write(Requirement::login(), "for all");
    write(Requirement::scope(QStringLiteral("admin")), "for admins");
    stage->prompt->answer(Stage::bobsPassword());
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), Access::Forbidden);
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty()); // the later one counts, and Bob is no admin

    stage->login().logOut();
    write(Requirement::login(), "for all");
    guard->run(Requirement::login(), journal.get(), [this] { journal->write(QStringLiteral("between")); });
    write(Requirement::scope(QStringLiteral("admin")), "for admins");
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList({QStringLiteral("between"), QStringLiteral("for admins")}));
}

void tst_WaitingCalls::whatIsAskedForAfterALockDoesNotWaitWithWhatWasDropped()
{
    QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    const auto write = [this](const Requirement &requirement, const char *text) { // one line for all
        guard->run(requirement, journal.get(), [this, text] { journal->write(QLatin1String(text)); });
    };
    write(Requirement::freshLogin(), "before");
    write(Requirement::freshLogin(1min), "in its place");
    stage->login().lock();
    write(Requirement::freshLogin(), "in the locked session"); // before any answer has arrived
    QTRY_VERIFY(stage->prompt->isAsking());
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::Unlock);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList(QStringLiteral("in the locked session")));
}

void tst_WaitingCalls::whatIsForbiddenHoldsUpNobody()
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    guard->run(admin, journal.get(), [this] { journal->write(QStringLiteral("for admins")); });
    guard->run(Requirement::login(), journal.get(), [this] { journal->write(QStringLiteral("for all")); });
    stage->prompt->answer(Stage::bobsPassword());
    QTRY_COMPARE(journal->pages, QStringList(QStringLiteral("for all")));
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(0).value<Requirement>(), admin);
}

void tst_WaitingCalls::whatNeedsAnotherQuestionHoldsUpNobody() // rule 14
{
    guard->run(Requirement::freshLogin(), journal.get(), [this] { journal->write(QStringLiteral("fresh")); });
    guard->run(Requirement::login(), journal.get(), [this] { journal->write(QStringLiteral("any")); });
    const Proof old {.userId = QStringLiteral("ada"), .provedAt = stage->clock->wall() - 1h};
    stage->authenticator->answerWith(Authentication(old)); // by a browser that has been logged in for long
    stage->prompt->answer(Stage::adasPassword());
    stage->authenticator->heal();
    QTRY_COMPARE(journal->pages, QStringList(QStringLiteral("any")));
    QTRY_VERIFY(stage->prompt->isAsking());
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::Reauthenticate);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList({QStringLiteral("any"), QStringLiteral("fresh")}));
}

void tst_WaitingCalls::aCallInTheQueueMayEndTheRest_data() // rule 20
{
    QTest::addColumn<QString>("deed");
    for (const char *deed : {"lock", "log out", "come back", "another user", "guard", "manager", "context"})
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_WaitingCalls::aCallInTheQueueMayEndTheRest()
{
    QFETCH(QString, deed);
    int before = 0;
    int after = 0;
    guard->run(Requirement::login(), journal.get(), [&] { ++before; });
    guard->run(Requirement::login(), this, [&, this] { // the context lives on
        if (deed == QLatin1String("lock"))
            stage->login().lock();
        if (deed == QLatin1String("log out") || deed == QLatin1String("come back"))
            stage->login().logOut();
        if (deed == QLatin1String("come back"))
            QVERIFY(stage->logInVerified(Stage::ada()));
        if (deed == QLatin1String("another user"))
            QVERIFY(stage->logInVerified(Stage::bob()));
        if (deed == QLatin1String("guard"))
            guard.reset();
        if (deed == QLatin1String("manager"))
            stage->deleteManager();
        if (deed == QLatin1String("context"))
            journal.reset();
    });
    guard->run(Requirement::login(), journal.get(), [&] { ++after; });
    guard->run(Requirement::freshLogin(), journal.get(), [&] { ++after; });
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(before, 1);
    letAnswersArrive();
    QCOMPARE(after, 0);
    QVERIFY(!stage->prompt->isAsking());
    if (deed == QLatin1String("lock")) {
        QVERIFY(stage->login().confirmLogin());
        letAnswersArrive();
        QCOMPARE(after, 0); // dropped, and not put off
    }
}

void tst_WaitingCalls::turningAwayDropsTheWholeQueue() // FL-74
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->run(Requirement::login(), journal.get(), [this] { journal->clear(); });
    guard->run(Requirement::freshLogin(), journal.get(), [this] { journal->clear(); });
    stage->prompt->dismiss();
    QTRY_COMPARE(denied.count(), 2);
    QVERIFY(!stage->prompt->isAsking());
    QVERIFY(stage->logInVerified(Stage::ada()));
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

QTEST_GUILESS_MAIN(tst_WaitingCalls)

#include "tst_waitingcalls.moc"
