// SPDX-License-Identifier: MIT
#include "verbs.h"
#include "witness.h"

#include <QtCore/qloggingcategory.h>

#include <stdexcept>

using namespace QtLogin;
using namespace std::chrono_literals;

// Slots, gatekeepers and bindings that throw in the middle of a verb: all of the change takes place and is told, and the
// next verb works.
class tst_ThrowingSlots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.*=false")); }
    void cleanup() { QLoggingCategory::setFilterRules({}); }
    void aVerbHasItsWholeEffectWhereASlotThrows_data(); // rule 30
    void aVerbHasItsWholeEffectWhereASlotThrows();
    void aVerbHasItsWholeEffectWhereAGatekeeperThrows_data(); // rule 30
    void aVerbHasItsWholeEffectWhereAGatekeeperThrows();
    void whatTheEventLoopCallsEndsNoProcess_data(); // rule 30
    void whatTheEventLoopCallsEndsNoProcess();
    void ofManyExceptionsTheFirstOneComesOut();
};

namespace {

// The outcome of a verb, as all the world sees it.
struct Outcome
{
    SessionState state {};
    QString user;
    bool isRemembered = false, isFresh = false;
    QStringList events, complaints;

    friend bool operator==(const Outcome &, const Outcome &) = default;
    QString toString() const
    {
        return QStringLiteral("%1 %2 %3 %4 | %5 | %6")
            .arg(int(state))
            .arg(user)
            .arg(isRemembered)
            .arg(isFresh)
            .arg(events.join(u','), complaints.join(u','));
    }
};

// The verb on a stage of its own, after \a disturb has connected what throws.
template<typename Disturb>
Outcome outcomeOf(const Verb &verb, RememberStage &stage, Disturb disturb)
{
    verb.prepare(stage);
    (void)Stage::resultOf(stage.login().rememberedLogin()->peek());
    Witness witness(stage.login());
    witness.look(QStringLiteral("the beginning"));
    const auto before = witness.complaints().size(); // it has not seen the session begin
    disturb(stage.login());
    try {
        verb.act(stage);
    } catch (const std::runtime_error &) {
    }
    const bool isToBeStored = verb.act == verbs[1].act;
    if (isToBeStored)
        (void)QTest::qWaitFor([&] { return witness.stored > 0; }, patience);
    (void)QTest::qWaitFor([&] { return stage.login().state() != SessionState::Restoring && !stage.login().isBusy(); }, patience);
    witness.lookAtTheEnd();
    const LoginManager &login = stage.login();
    return {login.state(),   login.currentUser()->id(), login.isRemembered(),
            login.isFresh(), witness.takeEvents(),      witness.complaints().mid(before)};
}

Outcome undisturbed(const Verb &verb)
{
    RememberStage stage;
    return outcomeOf(verb, stage, [](LoginManager &) { });
}

void addVerbs()
{
    QTest::addColumn<int>("verb");
    for (int i = 0; i < int(std::size(verbs)); ++i)
        QTest::newRow(verbs[i].name) << i;
}

[[noreturn]] void throwIt()
{
    throw std::runtime_error("a slot has thrown");
}

} // namespace

void tst_ThrowingSlots::aVerbHasItsWholeEffectWhereASlotThrows_data()
{
    addVerbs();
}

void tst_ThrowingSlots::aVerbHasItsWholeEffectWhereASlotThrows()
{
    QFETCH(const int, verb);
    const Outcome expected = undisturbed(verbs[verb]);
    QVERIFY2(expected.complaints.isEmpty(), qPrintable(expected.toString()));
    int thrown = 0;
    for (const QMetaMethod &signal : signalsOf(verbs[verb])) {
        RememberStage stage;
        std::unique_ptr<AnySlot> slot;
        const Outcome outcome = outcomeOf(verbs[verb], stage, [&](LoginManager &login) {
            slot = std::make_unique<AnySlot>(login, signal, throwIt);
        });
        if (slot->count == 0)
            continue; // this time the verb did not emit it
        ++thrown;
        QVERIFY2(outcome == expected,
                 qPrintable(signal.name() + "\n" + outcome.toString() + "\n" + expected.toString()));
        slot.reset();
        if (thrown == 1) // each time would take long
            QVERIFY2(worksOn(stage), signal.name().constData());
    }
    QVERIFY(thrown > 0 || qstrcmp(verbs[verb].name, "revalidate") == 0);
}

namespace {

class ThrowingKeeper final : public Gatekeeper
{
public:
    ThrowingKeeper(LoginManager &login, bool throwsAtClosing, bool throwsAtOpening)
        : m_login(login), m_throwsAtClosing(throwsAtClosing), m_throwsAtOpening(throwsAtOpening)
    {
        m_login.addGatekeeper(this);
    }
    ~ThrowingKeeper() override { m_login.removeGatekeeper(this); }
    void closeGates() override
    {
        ++closed;
        if (m_throwsAtClosing)
            throwIt();
    }
    void openGates() override
    {
        ++opened;
        if (m_throwsAtOpening)
            throwIt();
    }

    int closed = 0, opened = 0;

private:
    LoginManager &m_login;
    const bool m_throwsAtClosing, m_throwsAtOpening;
};

} // namespace

void tst_ThrowingSlots::aVerbHasItsWholeEffectWhereAGatekeeperThrows_data()
{
    addVerbs();
}

void tst_ThrowingSlots::aVerbHasItsWholeEffectWhereAGatekeeperThrows()
{
    QFETCH(const int, verb);
    const Outcome expected = undisturbed(verbs[verb]);
    for (const bool closing : {true, false}) {
        RememberStage stage;
        std::unique_ptr<ThrowingKeeper> thrower, other;
        const Outcome outcome = outcomeOf(verbs[verb], stage, [&](LoginManager &login) {
            thrower = std::make_unique<ThrowingKeeper>(login, closing, !closing);
            other = std::make_unique<ThrowingKeeper>(login, false, false);
        });
        QVERIFY2(outcome == expected, qPrintable(outcome.toString() + "\n" + expected.toString()));
        QCOMPARE(other->closed, thrower->closed); // the exception of one keeps no other from closing …
        QCOMPARE(other->opened, thrower->opened); // … or opening
        QVERIFY(thrower->closed + thrower->opened > 0 || !verbs[verb].movesGates);
        thrower.reset();
        other.reset();
        QVERIFY(worksOn(stage));
    }
}

void tst_ThrowingSlots::whatTheEventLoopCallsEndsNoProcess_data()
{
    using Cause = std::function<void(RememberStage &)>;
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<SessionState>("state");
    QTest::newRow("an answer") << Cause([](RememberStage &stage) {
        stage.authenticator->hold();
        const auto answer = stage.login().logIn(Stage::adasPassword());
        stage.authenticator->releaseHeld();
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(resultOf(answer));
    }) << SessionState::LoggedIn;
    QTest::newRow("a limit") << Cause([](RememberStage &stage) {
        try {
            (void)stage.login().logInVerified(Stage::ada());
        } catch (const std::runtime_error &) {
        }
        SessionPolicy policy;
        policy.idleLock = 4min;
        stage.login().setSessionPolicy(policy);
        stage.clock->advance(5min); // as the event loop does when the alarm rings
    }) << SessionState::Locked;
    QTest::newRow("another process") << Cause([](RememberStage &stage) {
        try {
            (void)stage.login().logInVerified(Stage::ada());
        } catch (const std::runtime_error &) {
        }
        (void)Stage::resultOf(stage.login().rememberedLogin()->peek()); // it listens
        LoginManager other(stage.setup().use(stage.anotherStore()));
        QVERIFY(other.logInVerified(Stage::ada()));
        other.logOut();
        QTRY_COMPARE(stage.login().state(), SessionState::SignedOut);
    }) << SessionState::SignedOut;
}

void tst_ThrowingSlots::whatTheEventLoopCallsEndsNoProcess()
{
    using Cause = std::function<void(RememberStage &)>;
    QFETCH(const Cause, cause);
    QFETCH(const SessionState, state);
    RememberStage stage;
    {
        int thrown = 0;
        QObject context;
        connect(&stage.login(), &LoginManager::stateChanged, &context, [&thrown](SessionState to) {
            if (to == SessionState::LoggingIn) // that is still the verb
                return;
            ++thrown;
            throwIt();
        });
        cause(stage);
        QVERIFY(thrown > 0);
        QCOMPARE(stage.login().state(), state);
    }
    QVERIFY(worksOn(stage));
}

void tst_ThrowingSlots::ofManyExceptionsTheFirstOneComesOut()
{
    Stage stage;
    QStringList told;
    const auto throwing = [&told](const char *what) {
        return [&told, what] {
            told += QLatin1StringView(what);
            throw std::runtime_error(what);
        };
    };
    connect(&stage.login(), &LoginManager::stateChanged, this, throwing("state"));
    connect(&stage.login(), &LoginManager::currentUserChanged, this, throwing("user"));
    connect(&stage.login(), &LoginManager::loggedIn, this, throwing("in"));
    try {
        (void)stage.login().logInVerified(Stage::ada());
        QFAIL("nothing was thrown");
    } catch (const std::runtime_error &error) {
        QCOMPARE(error.what(), "state");
    }
    QCOMPARE(told, QStringList({QStringLiteral("state"), QStringLiteral("user"), QStringLiteral("in")}));
    stage.login().disconnect(this);
    stage.login().logOut(); // and what was thrown is not thrown again
}

QTEST_GUILESS_MAIN(tst_ThrowingSlots)

#include "tst_throwingslots.moc"
