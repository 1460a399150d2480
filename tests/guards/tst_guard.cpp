// SPDX-License-Identifier: MIT
#include "guardedjournal.h"

#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace QtLogin::GuardedJournal;
using namespace std::chrono_literals;

// Which calls run at once, which ask first, and which are dropped.
class tst_Guard : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void whatIsAllowedHappensAtOnce();
    void aSlotTakesAsManyArgumentsAsItWants();
    void aSlotMayBeAnythingCallable();
    void deletingTheSenderOrTheContextEndsTheConnection();
    void nobodyIsAskedToLogInAndThenItHappensOnce();
    void theArgumentsAreThoseOfTheMomentOfTheEmission();
    void aStalePersonProvesThemselvesAgain();
    void aLockedSessionAsksToUnlock();
    void whileRestoringItWaitsAndAsksOnlyThen();
    void whatNobodyCausesIsDroppedWithoutAQuestion();
    void turningAwayDropsIt();
    void withoutAPromptNothingHappens();
    void aHandlerIsCalledInsteadOfThePrompt();
    void whatNoLoginCanHelpIsDroppedAndSaid();
    void guestsOnlyIsNoQuestionOfLoggingIn();
    void theLastEmissionDuringAPromptCounts();
    void twoConnectionsBothHappen();
    void aLaterCallThatIsAllowedTakesThePlaceOfAnEarlierOne();
    void runLetsThroughOrAsks();
    void runCountsTheLastCallOfEachLine();
    void runTellsLinesApartThatCallTheSameType();
};

void tst_Guard::whatIsAllowedHappensAtOnce() // F10
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    QCOMPARE(journal->pages, QStringList(QStringLiteral("text")));
    QVERIFY(stage->prompt->requests().isEmpty());
}

void tst_Guard::aSlotTakesAsManyArgumentsAsItWants()
{
    const auto login = Requirement::login();
    guard->connect(button.get(), &Button::pressed, login, journal.get(), &Journal::writeNumber);
    guard->connect(button.get(), &Button::pressed, login, journal.get(), &Journal::clear);
    guard->connect(button.get(), qOverload<int>(&Button::overloaded), login, journal.get(),
                   [this](double number) { journal->write(QString::number(number)); });
    QVERIFY(stage->logInVerified(Stage::ada()));
    button->press();
    Q_EMIT button->overloaded(3);
    Q_EMIT button->overloaded(QStringLiteral("not this one"));
    QCOMPARE(journal->pages, QStringList({QStringLiteral("text7"), QStringLiteral("cleared"), QStringLiteral("3")}));

    stage->login().logOut();
    journal->pages.clear();
    button->press(QStringLiteral("later"));
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList({QStringLiteral("later7"), QStringLiteral("cleared")}));
}

void tst_Guard::aSlotMayBeAnythingCallable()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    calls = 0;
    const auto login = Requirement::login();
    guard->connect(button.get(), &Button::pressed, login, journal.get(), callMe);
    guard->connect(button.get(), &Button::pressed, login, journal.get(),
                   [kept = Uncopyable()](const QString &) mutable { calls += *kept.number; });
    guard->connect(button.get(), &Button::pressed, login, journal.get(), std::function<void()>([] { calls += 10; }));
    guard->connect(button.get(), &Button::pressed, login, journal.get(),
                   [](const auto &...all) { calls += 100 * int(sizeof...(all)); });
    button->press();
    QCOMPARE(calls, 1 + 3 + 10 + 300);
}

void tst_Guard::deletingTheSenderOrTheContextEndsTheConnection()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    calls = 0;
    const auto connection = guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), callMe);
    QVERIFY(connection);
    journal.reset();
    button->press();
    QCOMPARE(calls, 0);

    QObject context;
    const auto second = guard->connect(button.get(), &Button::pressed, Requirement::login(), &context, callMe);
    QVERIFY(QObject::disconnect(second));
    button->press();
    QCOMPARE(calls, 0);
}

void tst_Guard::nobodyIsAskedToLogInAndThenItHappensOnce() // FL-70, rule 14
{
    QSignalSpy unauthorized(&stage->login(), &LoginManager::unauthorized);
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(journal->pages.isEmpty());
    QCOMPARE(unauthorized.count(), 1);
    QVERIFY(stage->prompt->isAsking());
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::LogIn);

    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages.size(), 1);
    stage->login().logOut();
    QVERIFY(stage->logInVerified(Stage::ada()));
    letAnswersArrive();
    QCOMPARE(journal->pages.size(), 1);
}

void tst_Guard::theArgumentsAreThoseOfTheMomentOfTheEmission()
{
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    {
        QString text = QStringLiteral("then");
        button->press(text);
        text.fill(QLatin1Char('x'));
    }
    button->disconnect();
    button.reset(); // the sender may go: what the person wanted stands
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList(QStringLiteral("then")));
}

void tst_Guard::aStalePersonProvesThemselvesAgain() // FL-62, rule 14
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    QCOMPARE(journal->pages.size(), 1);
    stage->clock->advance(6min);
    button->press();
    QCOMPARE(journal->pages.size(), 1);
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::Reauthenticate);
    QVERIFY(isSamePerson(stage->prompt->request().fixedUser(), Stage::ada()));
    QCOMPARE(stage->prompt->request().context(), journal.get()); // FL-08
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages.size(), 2);
}

void tst_Guard::aLockedSessionAsksToUnlock()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    stage->login().lock();
    button->press();
    QVERIFY(journal->pages.isEmpty());
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::Unlock);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages.size(), 1);
}

void tst_Guard::whileRestoringItWaitsAndAsksOnlyThen()
{
    // Another user, of whom there is nothing but the desktop's word, and that is late.
    Answer<UserPtr> desktop;
    stage->startWith([&](LoginSetup &setup) { setup.ambientLogins = {[desktop] { return desktop.future(); }}; });
    stage->store->holdAll();
    guard = std::make_unique<Guard>(&stage->login());
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    const auto restored = stage->login().restore();
    QCOMPARE(guard->check(Requirement::login()), Access::Pending);
    button->press();
    QVERIFY(stage->prompt->requests().isEmpty());
    stage->store->releaseHeld();
    desktop.finish(Stage::ada());
    QTRY_COMPARE(journal->pages.size(), 1);
    QVERIFY(stage->prompt->requests().isEmpty());
}

void tst_Guard::whatNobodyCausesIsDroppedWithoutAQuestion()
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write,
                   Guard::Denied::Drop);
    button->press();
    QVERIFY(stage->prompt->requests().isEmpty());
    QCOMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), Access::LoginRequired);
    QVERIFY(stage->logInVerified(Stage::ada()));
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
    button->press();
    QCOMPARE(journal->pages.size(), 1);
}

void tst_Guard::turningAwayDropsIt() // FL-74
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    stage->prompt->dismiss();
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(0).value<Requirement>(), Requirement::login());
    QVERIFY(stage->logInVerified(Stage::ada()));
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::withoutAPromptNothingHappens()
{
    stage->login().setLoginPrompt({});
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    QTRY_COMPARE(denied.count(), 1);
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::aHandlerIsCalledInsteadOfThePrompt() // FL-15
{
    QStringList handled;
    const auto note = [&](const char *what) {
        return [&handled, what](const Requirement &) { handled += QString::fromLatin1(what); };
    };
    stage->login().setDeniedHandlers({.unauthorized = note("unauthorized"),
                                      .freshLogin = note("stale"),
                                      .forbidden = note("forbidden"),
                                      .guestOnly = note("guests")});
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    for (const auto &requirement : {Requirement::login(), Requirement::freshLogin(), admin, Requirement::guestOnly()})
        guard->connect(button.get(), &Button::pressed, requirement, journal.get(), &Journal::clear);
    stage->login().logInVerified(Stage::bob(), {.fresh = false}).value();
    button->press();
    QCOMPARE(handled, QStringList({QStringLiteral("stale"), QStringLiteral("forbidden"), QStringLiteral("guests")}));
    QCOMPARE(journal->pages.size(), 1);
    stage->login().logOut();
    handled.clear();
    button->press();
    QCOMPARE(handled.count(QStringLiteral("unauthorized")), 3);
    QVERIFY(stage->prompt->requests().isEmpty());
}

void tst_Guard::whatNoLoginCanHelpIsDroppedAndSaid() // rule 21, SL-54
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    guard->connect(button.get(), &Button::pressed, admin, journal.get(), &Journal::write);
    QVERIFY(stage->logInVerified(Stage::bob()));
    button->press();
    QCOMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), Access::Forbidden);
    QVERIFY(stage->prompt->requests().isEmpty());
    QVERIFY(stage->logInVerified(Stage::ada()));
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::guestsOnlyIsNoQuestionOfLoggingIn() // RL-12
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::guestOnly(), journal.get(), &Journal::write);
    button->press();
    QCOMPARE(journal->pages.size(), 1);
    QVERIFY(stage->logInVerified(Stage::ada()));
    button->press();
    QCOMPARE(journal->pages.size(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), Access::GuestOnly);
    QVERIFY(stage->prompt->requests().isEmpty());
}

void tst_Guard::theLastEmissionDuringAPromptCounts()
{
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    for (const char *text : {"first", "second", "third"})
        button->press(QString::fromLatin1(text));
    QCOMPARE(stage->prompt->requests().size(), 1);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList(QStringLiteral("third")));
    letAnswersArrive();
    QCOMPARE(journal->pages.size(), 1);
}

void tst_Guard::twoConnectionsBothHappen()
{
    Button other;
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    guard->connect(&other, &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press(QStringLiteral("one"));
    other.press(QStringLiteral("two"));
    QCOMPARE(stage->prompt->requests().size(), 1);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList({QStringLiteral("one"), QStringLiteral("two")}));
}

void tst_Guard::aLaterCallThatIsAllowedTakesThePlaceOfAnEarlierOne()
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press(QStringLiteral("asked for"));
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(stage->login().isAuthenticated());
    button->press(QStringLiteral("at once")); // before the answer has arrived
    letAnswersArrive();
    QCOMPARE(journal->pages, QStringList(QStringLiteral("at once")));
    QCOMPARE(denied.count(), 0);
}

void tst_Guard::runLetsThroughOrAsks()
{
    guard->run(Requirement::login(), journal.get(), &Journal::clear);
    QVERIFY(stage->prompt->isAsking());
    QVERIFY(journal->pages.isEmpty());
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages.size(), 1);
    guard->run(Requirement::login(), journal.get(), [this] { journal->clear(); });
    QCOMPARE(journal->pages.size(), 2);
}

void tst_Guard::runCountsTheLastCallOfEachLine()
{
    const auto press = [this](const QString &text) {
        guard->run(Requirement::login(), journal.get(), [this, text] { journal->write(text); });
    };
    press(QStringLiteral("first"));
    press(QStringLiteral("second"));
    guard->run(Requirement::login(), journal.get(), [this] { journal->clear(); });
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList({QStringLiteral("second"), QStringLiteral("cleared")}));
}

void tst_Guard::runTellsLinesApartThatCallTheSameType()
{
    const std::function<void()> first = [this] { journal->write(QStringLiteral("first")); };
    const std::function<void()> second = [this] { journal->write(QStringLiteral("second")); };
    guard->run(Requirement::login(), journal.get(), first);
    guard->run(Requirement::login(), journal.get(), second);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages, QStringList({QStringLiteral("first"), QStringLiteral("second")}));
}

QTEST_GUILESS_MAIN(tst_Guard)

#include "tst_guard.moc"
