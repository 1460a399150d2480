// SPDX-License-Identifier: MIT
#include "guards/guard.h"

#include "support/stage.h"

#include <QtCore/qthread.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

#include <stdexcept>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

// Whatever a person may press.
class Button : public QObject
{
    Q_OBJECT
public:
    void press() { Q_EMIT pressed(QStringLiteral("text"), 7, QPrivateSignal()); }
    void press(const QString &text) { Q_EMIT pressed(text, 7, QPrivateSignal()); }

Q_SIGNALS:
    void pressed(const QString &text, int number, QPrivateSignal);
    void overloaded(int number);
    void overloaded(const QString &text);
};

class Journal : public QObject
{
public:
    void write(const QString &text) { pages += text; }
    int writeNumber(QStringView text, double number)
    {
        pages += text.toString() + QString::number(number);
        return 1;
    }
    void clear() { pages += QStringLiteral("cleared"); }

    QStringList pages;
};

struct Uncopyable
{
    std::unique_ptr<int> number = std::make_unique<int>(3);
};

// Lets every answer arrive, also one that goes from hand to hand.
void letAnswersArrive()
{
    for (int hand = 0; hand < 20; ++hand)
        QCoreApplication::processEvents();
}

} // namespace

class tst_Guard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

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
    void runLetsThroughOrAsks();
    void runCountsTheLastCallOfEachLine();
    void runTellsLinesApartThatCallTheSameType();

private:
    std::unique_ptr<Stage> stage;
    std::unique_ptr<Guard> guard;
    std::unique_ptr<Button> button;
    std::unique_ptr<Journal> journal;
};

void tst_Guard::init()
{
    stage = std::make_unique<Stage>();
    guard = std::make_unique<Guard>(&stage->login());
    button = std::make_unique<Button>();
    journal = std::make_unique<Journal>();
}

void tst_Guard::cleanup()
{
    journal.reset();
    button.reset();
    guard.reset();
    stage.reset();
}

void tst_Guard::whatIsAllowedHappensAtOnce() // F10
{
    QVERIFY(stage->logIn(Stage::ada()));
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
    QVERIFY(stage->logIn(Stage::ada()));
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

static int calls = 0;
static void callMe()
{
    ++calls;
}

void tst_Guard::aSlotMayBeAnythingCallable()
{
    QVERIFY(stage->logIn(Stage::ada()));
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
    QVERIFY(stage->logIn(Stage::ada()));
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
    QVERIFY(stage->logIn(Stage::ada()));
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
    QVERIFY(stage->logIn(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    QCOMPARE(journal->pages.size(), 1);
    stage->clock->advance(6min);
    button->press();
    QCOMPARE(journal->pages.size(), 1);
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::Reauthenticate);
    QVERIFY(isSamePerson(stage->prompt->request().fixedUser(), Stage::ada()));
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(journal->pages.size(), 2);
}

void tst_Guard::aLockedSessionAsksToUnlock()
{
    QVERIFY(stage->logIn(Stage::ada()));
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
    auto keychain = std::make_shared<ScriptedSecretStore>();
    keychain->holdAll();
    stage->login().setSecretStore(keychain);
    // Somebody else, of whom there is nothing but the desktop's word, and that is late.
    Answer<UserPtr> desktop;
    stage->login().addAmbientLogin([desktop] { return desktop.future(); });
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    const auto restored = stage->login().restore();
    QCOMPARE(guard->check(Requirement::login()), Access::Pending);
    button->press();
    QVERIFY(stage->prompt->requests().isEmpty());
    keychain->releaseHeld();
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
    QVERIFY(stage->logIn(Stage::ada()));
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
    QVERIFY(stage->logIn(Stage::ada()));
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
    stage->login().setUnauthorizedHandler(note("unauthorized"));
    stage->login().setFreshLoginHandler(note("stale"));
    stage->login().setForbiddenHandler(note("forbidden"));
    stage->login().setGuestOnlyHandler(note("guests"));
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    for (const auto &requirement : {Requirement::login(), Requirement::freshLogin(), admin, Requirement::guestOnly()})
        guard->connect(button.get(), &Button::pressed, requirement, journal.get(), &Journal::clear);
    stage->login().logIn(Stage::bob(), {.fresh = false}).value();
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
    QVERIFY(stage->logIn(Stage::bob()));
    button->press();
    QCOMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), Access::Forbidden);
    QVERIFY(stage->prompt->requests().isEmpty());
    QVERIFY(stage->logIn(Stage::ada()));
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::guestsOnlyIsNoQuestionOfLoggingIn() // RL-12
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::guestOnly(), journal.get(), &Journal::write);
    button->press();
    QCOMPARE(journal->pages.size(), 1);
    QVERIFY(stage->logIn(Stage::ada()));
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

void tst_Guard::theOneWhoAskedMustBeTheOneWhoIsIn() // rule 16, FL-74
{
    QVERIFY(stage->logIn(Stage::ada(), {.fresh = false}));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(stage->prompt->isAsking());
    QVERIFY(stage->logIn(Stage::bob()));
    letAnswersArrive();
    QVERIFY(guard->check(Requirement::freshLogin()) == Access::Allowed);
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::loggingOutDropsWhatWasAsked() // FL-74
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    QVERIFY(stage->logIn(Stage::ada(), {.fresh = false}));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    stage->login().logOut();
    QVERIFY(stage->logIn(Stage::ada()));
    QTRY_COMPARE(denied.count(), 1);
    QVERIFY(journal->pages.isEmpty());

    // Also when the answer was good and on its way.
    stage->clock->advance(6min);
    button->press();
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(stage->login().isFresh());
    stage->login().logOut();
    QVERIFY(stage->logIn(Stage::ada()));
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::askedByNobodyIsBoundToWhoeverComesNext() // rule 20
{
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(isSamePerson(stage->login().currentUser(), Stage::ada()));
    QVERIFY(stage->logIn(Stage::bob())); // before the answer has arrived
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::itIsCheckedAgainRightBeforeItRuns() // rule 20
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

void tst_Guard::anotherPersonsPasswordOpensNothing() // rule 16, C9
{
    QVERIFY(stage->logIn(Stage::ada(), {.fresh = false}));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    stage->prompt->answer(Stage::bobsPassword());
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
    QVERIFY(isSamePerson(stage->login().currentUser(), Stage::ada()));
}

void tst_Guard::lockingMeanwhileDropsIt()
{
    QVERIFY(stage->logIn(Stage::ada(), {.fresh = false}));
    guard->connect(button.get(), &Button::pressed, Requirement::freshLogin(), journal.get(), &Journal::write);
    button->press();
    stage->login().lock();
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::lockingRightAfterTheLoginDropsItAndAsksNothing()
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    QObject::connect(&stage->login(), &LoginManager::loggedIn, this, [this] { stage->login().lock(); });
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(stage->login().isLocked());
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(denied.first().at(1).value<Access>(), Access::Locked);
    QVERIFY(!stage->prompt->isAsking()); // nobody who has just locked wants to be asked to unlock
    QVERIFY(stage->login().confirmLogin());
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::whatWasAskedForInALockedSessionIsForTheSamePersonOnly_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<int>("written");
    QTest::newRow("unlocks") << QStringLiteral("unlock") << 1;
    QTest::newRow("logs out") << QStringLiteral("log out") << 0;
    QTest::newRow("logs out and comes back") << QStringLiteral("back") << 0;
    QTest::newRow("another one comes") << QStringLiteral("bob") << 0;
    QTest::newRow("unlocks and locks again") << QStringLiteral("again") << 0;
}

void tst_Guard::whatWasAskedForInALockedSessionIsForTheSamePersonOnly() // rules 16, 20
{
    QFETCH(QString, deed);
    QFETCH(int, written);
    QVERIFY(stage->logIn(Stage::ada()));
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
        QVERIFY(stage->logIn(Stage::ada()));
    if (deed == QLatin1String("bob"))
        QVERIFY(stage->logIn(Stage::bob()));
    letAnswersArrive();
    QTRY_COMPARE(journal->pages.size(), written);
    QVERIFY(!stage->prompt->isAsking());
}

void tst_Guard::oneAnswerRunsAllInTheOrderOfAsking() // FL-70
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

void tst_Guard::aRepeatedCallKeepsItsPlace()
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

void tst_Guard::aLaterCallFromTheSamePlaceIsCheckedForWhatItNeeds() // F10
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

void tst_Guard::whatIsAskedForAfterALockDoesNotWaitWithWhatWasDropped()
{
    QVERIFY(stage->logIn(Stage::ada(), {.fresh = false}));
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

void tst_Guard::whatIsForbiddenHoldsUpNobody()
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

void tst_Guard::whatNeedsAnotherQuestionHoldsUpNobody() // rule 14
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

void tst_Guard::aCallInTheQueueMayEndTheRest_data() // rule 20
{
    QTest::addColumn<QString>("deed");
    for (const char *deed : {"lock", "log out", "come back", "another user", "guard", "manager", "context"})
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_Guard::aCallInTheQueueMayEndTheRest()
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
            QVERIFY(stage->logIn(Stage::ada()));
        if (deed == QLatin1String("another user"))
            QVERIFY(stage->logIn(Stage::bob()));
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

void tst_Guard::turningAwayDropsTheWholeQueue() // FL-74
{
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->run(Requirement::login(), journal.get(), [this] { journal->clear(); });
    guard->run(Requirement::freshLogin(), journal.get(), [this] { journal->clear(); });
    stage->prompt->dismiss();
    QTRY_COMPARE(denied.count(), 2);
    QVERIFY(!stage->prompt->isAsking());
    QVERIFY(stage->logIn(Stage::ada()));
    letAnswersArrive();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::theDeathOfAnythingDropsIt_data()
{
    QTest::addColumn<int>("who");
    QTest::newRow("context") << 0;
    QTest::newRow("guard") << 1;
    QTest::newRow("manager") << 2;
}

void tst_Guard::theDeathOfAnythingDropsIt()
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

void tst_Guard::aSlotMayDoAnything_data() // F11
{
    addDeeds();
}

void tst_Guard::aSlotMayDoAnything()
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
            QVERIFY(stage->logIn(Stage::bob()));
    };
    if (!asked)
        QVERIFY(stage->logIn(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), act);
    button->press();
    if (asked)
        stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(calls, deed == QLatin1String("press again") ? 2 : 1);
    letAnswersArrive();
}

void tst_Guard::aPredicateMayDoAnything_data() // F10
{
    addDeeds();
}

void tst_Guard::aPredicateMayDoAnything()
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
            (void)stage->logIn(Stage::bob());
        return true;
    });
    if (!asked)
        QVERIFY(stage->logIn(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, requirement, journal.get(), callMe);
    button->press();
    if (asked)
        stage->prompt->answer(Stage::adasPassword());
    letAnswersArrive();
    const bool harmless = deed == QLatin1String("sender") || deed == QLatin1String("press again");
    QVERIFY(harmless ? calls <= 2 : calls == 0);
}

void tst_Guard::aPredicateThatThrowsDenies() // F1
{
    const auto requirement =
        Requirement::predicate(QStringLiteral("throws"), [](const User &) -> bool { throw std::runtime_error("no"); });
    QVERIFY(stage->logIn(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, requirement, journal.get(), &Journal::write);
    button->press();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::aHandlerMayDeleteTheGuard()
{
    stage->login().setUnauthorizedHandler([this](const Requirement &) { guard.reset(); });
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(!guard);
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::aDeadManagerDeniesAll() // F1
{
    QVERIFY(stage->logIn(Stage::ada()));
    stage->deleteManager();
    QVERIFY(!guard->login());
    QCOMPARE(guard->check(Requirement::anyone()), Access::Forbidden);
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(button.get(), &Button::pressed, Requirement::anyone(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(journal->pages.isEmpty());
    QCOMPARE(denied.count(), 1);
}

void tst_Guard::aGuardOfNobodyDeniesAll() // F1
{
    Guard orphan(nullptr);
    QCOMPARE(orphan.check(Requirement::anyone()), Access::Forbidden);
    orphan.run(Requirement::anyone(), journal.get(), [this] { journal->clear(); });
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::aForgottenRequirementDeniesAll() // F1
{
    QVERIFY(stage->logIn(Stage::ada()));
    guard->connect(button.get(), &Button::pressed, Requirement(), journal.get(), &Journal::write);
    button->press();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::aContextIsNeeded()
{
    QVERIFY(stage->logIn(Stage::ada()));
    QTest::ignoreMessage(QtCriticalMsg, "A guarded call needs a context.");
    QVERIFY(!guard->connect(button.get(), &Button::pressed, Requirement::login(), static_cast<Journal *>(nullptr),
                            &Journal::write));
    QTest::ignoreMessage(QtCriticalMsg, "A guarded call needs a context.");
    guard->run(Requirement::login(), static_cast<QObject *>(nullptr), [this] { journal->clear(); });
    QVERIFY(journal->pages.isEmpty());

    QThread thread;
    QObject elsewhere;
    elsewhere.moveToThread(&thread);
    QTest::ignoreMessage(QtCriticalMsg, "A guard, its contexts and its manager live in one thread.");
    QVERIFY(!guard->connect(button.get(), &Button::pressed, Requirement::login(), &elsewhere, callMe));
}

void tst_Guard::anInactiveUserIsDeniedEvenByForce() // rule 19, FL-41
{
    const auto inactive = SimpleUser::create({.id = QStringLiteral("eve"), .active = false});
    QVERIFY(stage->logIn(inactive, {.force = true}));
    guard->connect(button.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write,
                   Guard::Denied::Drop);
    button->press();
    QVERIFY(journal->pages.isEmpty());
}

void tst_Guard::whatAnotherThreadSentBeforeTheUserChangedIsDropped() // F9
{
    QThread thread;
    auto *worker = new Button;
    worker->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
    guard->connect(worker, &Button::pressed, Requirement::login(), journal.get(), &Journal::write);
    QVERIFY(stage->logIn(Stage::ada()));
    letAnswersArrive();
    thread.start();
    const auto pressThere = [&](const QString &text) {
        QMetaObject::invokeMethod(
            worker, [worker, text] { worker->press(text); }, Qt::BlockingQueuedConnection);
    };

    QSignalSpy denied(guard.get(), &Guard::denied);
    pressThere(QStringLiteral("of Ada"));
    QVERIFY(stage->logIn(Stage::bob()));
    auto later = std::make_unique<Button>();
    later->moveToThread(&thread);
    QVERIFY(guard->connect(later.get(), &Button::pressed, Requirement::login(), journal.get(), &Journal::write));
    pressThere(QStringLiteral("of Bob"));
    QTRY_COMPARE(journal->pages, QStringList(QStringLiteral("of Bob")));
    QCOMPARE(denied.count(), 1);
    thread.quit();
    QVERIFY(thread.wait());
}

void tst_Guard::whatIsSentElsewhereIsDroppedWhoeverTheSenderBelongsTo_data()
{
    QTest::addColumn<bool>("moves");
    QTest::newRow("moved after it was connected") << true;
    QTest::newRow("of this thread, used by another") << false;
}

void tst_Guard::whatIsSentElsewhereIsDroppedWhoeverTheSenderBelongsTo()
{
    QFETCH(const bool, moves);
    QVERIFY(stage->logIn(Stage::ada()));
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
    QVERIFY(stage->logIn(Stage::bob()));
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(journal->pages, QStringList(QStringLiteral("here")));
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
