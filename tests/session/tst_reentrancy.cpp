// SPDX-License-Identifier: MIT
// Any slot may do anything: each signal of a manager, and in it each of the things that hurt most,
// in one story that hears them all. The address sanitizer sees an object that is freed too early.
#include "guards/guard.h"
#include "session/verbs.h"
#include "session/witness.h"
#include "support/dbus/fakedaemon.h"
#include "support/fulldisk.h"
#include "support/patience.h"
#include "support/stage.h"

#include <QtCore/qloggingcategory.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;

namespace {

using Guards = std::unique_ptr<Guard>;
using Deed = void (*)(Stage &, Guards &);

constexpr struct
{
    const char *name;
    Deed deed;
} deeds[] = {
    {"logs in", [](Stage &stage, Guards &) { (void)stage.login().logInVerified(Stage::bob(), {.remember = Remember::Yes}); }},
    {"logs in with a password", [](Stage &stage, Guards &) { (void)stage.login().logIn(Stage::bobsPassword()); }},
    {"logs out", [](Stage &stage, Guards &) { stage.login().logOut(); }},
    {"locks", [](Stage &stage, Guards &) { stage.login().lock(); }},
    {"restores", [](Stage &stage, Guards &) { (void)stage.login().restore(); }},
    {"asks", [](Stage &stage, Guards &) { (void)stage.login().require(Requirement::freshLogin()); }},
    {"sets a policy", [](Stage &stage, Guards &) { stage.login().setSessionPolicy(SessionPolicy::strict()); }},
    {"deletes the manager", [](Stage &stage, Guards &) { stage.deleteManager(); }},
    {"deletes the guard", [](Stage &, Guards &guard) { guard.reset(); }},
};

// The slot that does the deed, the first time that its signal is heard.
class Culprit : public QObject
{
    Q_OBJECT
public:
    Culprit(const QMetaMethod &signal, std::function<void()> deed) : m_signal(signal), m_deed(std::move(deed)) { }

    void listenTo(LoginManager &login)
    {
        connect(senderOf(login, m_signal), m_signal, this, metaObject()->method(metaObject()->indexOfSlot("act()")));
    }
    bool hasActed() const { return !m_deed; }

public Q_SLOTS:
    void act()
    {
        if (const auto deed = std::exchange(m_deed, nullptr))
            deed();
    }

private:
    QMetaMethod m_signal;
    std::function<void()> m_deed;
};

class Story
{
public:
    Story(const QMetaMethod &signal, Deed deed) : m_culprit(signal, [this, deed] { deed(m_stage, m_guard); })
    {
        attend();
    }

    void play();
    bool hasHeard() const { return m_culprit.hasActed(); }
    QStringList complaints() const { return m_complaints; }

private:
    using Chapter = void (Story::*)();

    void set();
    void fail();
    void turnAway();
    void enter();
    void listen();
    void confirm();
    void idle();
    void comeBack();
    void grow();
    void move();
    void failToRemember();
    void failToRecord();
    void restoreTwice();
    void beRobbed();
    void restoreLater();
    void change();
    void failToForget();
    void leave();

    LoginManager &login() { return m_stage.login(); }
    void attend();
    void restart();
    void waitForRemembering();
    void settle();
    template<typename Future>
    void note(const Future &future)
    {
        const auto result = Stage::resultOf(future);
        if (!result && result.error().kind() == Error::Kind::TimedOut)
            m_complaints += QStringLiteral("a future never ends");
    }
    // Whether there is still a manager to ask the next thing of.
    bool goesOn() const { return m_stage.isRunning(); }

    Stage m_stage;
    Guards m_guard;
    Culprit m_culprit;
    QObject m_page;
    QByteArray m_context = "here";
    SecretPtr m_stolen;
    std::unique_ptr<Witness> m_witness;
    QStringList m_complaints;
};

void Story::play()
{
    static constexpr Chapter chapters[] = {
        &Story::set,      &Story::fail,     &Story::turnAway, &Story::enter,          &Story::listen,       &Story::confirm,
        &Story::idle,     &Story::comeBack, &Story::grow,     &Story::move,           &Story::failToRemember,
        &Story::failToRecord, &Story::restoreTwice, &Story::beRobbed, &Story::restoreLater, &Story::failToForget,
        &Story::change, &Story::leave};
    int left = 3; // chapters that are played on after the deed
    for (const Chapter chapter : chapters) {
        if (hasHeard() && left-- == 0)
            return;
        (this->*chapter)();
        settle();
    }
}

void Story::attend()
{
    if (m_witness)
        m_complaints += m_witness->complaints();
    m_stage.contextId = [this] { return m_context; };
    m_witness = std::make_unique<Witness>(login());
    m_guard = std::make_unique<Guard>(&login());
    m_culprit.listenTo(login());
}

void Story::restart()
{
    settle();
    m_stage.restartApplication();
    attend();
}

// After each chapter all fits together, with every event in it.
void Story::settle()
{
    m_stage.prompt->dismiss();
    if (!goesOn()) {
        m_stage.start();
        attend();
    }
    if (login().state() == SessionState::Restoring)
        note(login().restore()); // joins what the deed has begun
    else
        note(login().rememberedLogin()->peek()); // callers that wait for files wait no longer
    if (!goesOn())
        return settle();
    m_witness->lookAtTheEnd();
}

// As long as nothing unusual has happened, it comes; afterwards, perhaps.
void Story::waitForRemembering()
{
    const int before = m_witness->stored + m_witness->notStored;
    const auto isDone = [&] { return hasHeard() || m_witness->stored + m_witness->notStored > before; };
    if (!QTest::qWaitFor(isDone, patience))
        m_complaints += QStringLiteral("nobody has said whether the login is remembered");
}

void Story::set()
{
    SessionPolicy longer = login().setup().sessionPolicy;
    longer.freshLifetime += 1s;
    const std::function<void()> settings[] = {
        [&] { login().setMessages({.login = QStringLiteral("Who are you?"), .freshLogin = QStringLiteral("Still you?")}); },
        [&] { login().setSessionPolicy(longer); },
        [&] { login().rememberedLogin()->setKeepsUserName(true); },
        [&] { login().rememberedLogin()->setProfile(QStringLiteral("work")); },
        [&] { login().rememberedLogin()->setProfile(QStringLiteral("default")); },
    };
    for (const auto &setting : settings) {
        if (goesOn())
            setting();
    }
}

void Story::fail()
{
    note(login().logIn(Stage::wrongPassword()));
    if (!goesOn())
        return;
    m_stage.loader->fail(Error::Kind::Unavailable);
    note(login().logIn(Stage::adasPassword()));
    m_stage.loader->heal();
}

void Story::turnAway()
{
    const auto asked = login().require(Requirement::login());
    if (goesOn() && m_guard)
        m_guard->run(Requirement::login(), &m_page, [] {});
    m_stage.prompt->dismiss();
    note(asked);
}

void Story::enter()
{
    (void)login().logInVerified(Stage::ada(), {.remember = Remember::Yes});
    if (goesOn())
        waitForRemembering();
    m_stolen = m_stage.store->content()->value(m_stage.key());
}

// There is a screen saver on this desktop.
void Story::listen()
{
    (void)QTest::qWaitFor([&] { return hasHeard() || !goesOn() || login().lockSources(); }, patience);
}

void Story::confirm()
{
    (void)login().confirmLogin();
}

void Story::idle()
{
    SessionPolicy policy;
    policy.idleLock = 4min;
    login().setSessionPolicy(policy);
    m_stage.clock->advance(3min + 45s);
    if (goesOn())
        login().noteUserActivity();
    m_stage.clock->advance(3min + 45s);
    m_stage.clock->advance(1min);
}

void Story::comeBack()
{
    note(login().unlock(Stage::adasPassword()));
}

void Story::grow()
{
    login().setSessionPolicy(SessionPolicy::standard());
    m_stage.clock->advance(6min);
    if (!goesOn())
        return;
    const auto asked = login().require(Requirement::freshLogin());
    if (goesOn() && m_guard)
        m_guard->run(Requirement::freshLogin(), &m_page, [] {});
    m_stage.prompt->dismiss();
    note(asked);
}

void Story::move()
{
    m_context = "there";
    note(login().revalidate());
    m_context = "here";
}

void Story::failToRemember()
{
    m_stage.store->fail(Operation::Write, Error::Kind::Refused);
    (void)login().logInVerified(Stage::ada(), {.remember = Remember::Yes});
    if (goesOn())
        waitForRemembering();
    m_stage.store->heal();
}

// The disk is full when they lock.
void Story::failToRecord()
{
    if (!login().isAuthenticated() || !login().isRemembered())
        return;
    QSignalSpy told(&login(), &LoginManager::lockNotRecorded);
    {
        const FullDisk full(0);
        login().lock();
        (void)QTest::qWaitFor([&] { return hasHeard() || !goesOn() || !told.isEmpty(); }, patience);
    }
    if (goesOn())
        (void)login().confirmLogin();
}

void Story::restoreTwice()
{
    for (int i = 0; i < 2; ++i) {
        restart();
        note(login().restore());
        if (goesOn() && login().isAuthenticated() && m_witness->stored == 0)
            waitForRemembering();
    }
}

// A thief comes with a copy of the token that was stored at first.
void Story::beRobbed()
{
    m_stage.clock->advance(2min);
    restart();
    if (m_stolen)
        m_stage.store->content()->insert(m_stage.key(), m_stolen);
    note(login().restore());
}

void Story::restoreLater()
{
    enter();
    restart();
    m_stage.store->fail(Operation::Read, Error::Kind::Locked);
    note(login().restore());
    m_stage.store->heal();
    if (goesOn())
        note(login().restore());
}

// The disk is full when they want to be forgotten, and the keychain does not answer.
void Story::failToForget()
{
    enter();
    if (!goesOn() || !login().isRemembered())
        return;
    const FullDisk full(0);
    const auto store = m_stage.store;
    store->fail(Operation::Remove, Error::Kind::Unavailable);
    note(login().rememberedLogin()->forget());
    store->heal();
}

void Story::change()
{
    (void)login().logInVerified(Stage::bob());
}

void Story::leave()
{
    login().logOut();
}

} // namespace

class tst_Reentrancy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.*=false"));
        QVERIFY(m_screenSaver.isReady());
    }
    void anySlotMayDoAnything_data(); // F11, rule 29
    void anySlotMayDoAnything();
    void anyObserverOfAPropertyMayDeleteTheManager_data();
    void anyObserverOfAPropertyMayDeleteTheManager();
    void aContinuationMayDeleteTheManager();
    void aHandlerMayDeleteTheManager();
    void logOutMayBeCalledFromItsOwnSignalsWithoutEnd();

private:
    FakeDaemon m_screenSaver = FakeDaemon::screenSaver();
};

void tst_Reentrancy::anySlotMayDoAnything_data()
{
    QTest::addColumn<QMetaMethod>("signal");
    QTest::addColumn<int>("deed");
    for (const QMetaMethod &signal : allSignals()) {
        for (int deed = 0; deed < int(std::size(deeds)); ++deed)
            QTest::addRow("%s: %s", signal.name().constData(), deeds[deed].name) << signal << deed;
    }
}

void tst_Reentrancy::anySlotMayDoAnything() // F11, rule 29
{
    QFETCH(QMetaMethod, signal);
    QFETCH(int, deed);
    Story story(signal, deeds[deed].deed);
    story.play();
    QVERIFY2(story.hasHeard(), "the story does not tell this signal");
    QCOMPARE(story.complaints().join(u'\n'), QString());
}

void tst_Reentrancy::anyObserverOfAPropertyMayDeleteTheManager_data()
{
    using Watch = std::function<QPropertyNotifier(LoginManager &, std::function<void()>)>;
    QTest::addColumn<Watch>("watch");
    const auto row = [](const char *name, auto property) {
        QTest::newRow(name) << Watch([property](LoginManager &login, std::function<void()> act) {
            return (login.*property)().addNotifier(std::move(act));
        });
    };
    row("state", &LoginManager::bindableState);
    row("busy", &LoginManager::bindableBusy);
    row("currentUser", &LoginManager::bindableCurrentUser);
    row("authenticated", &LoginManager::bindableAuthenticated);
    row("fresh", &LoginManager::bindableFresh);
    const auto rememberedRow = [](const char *name, auto property, void (*change)(RememberedLogin &)) {
        QTest::newRow(name) << Watch([property, change](LoginManager &login, std::function<void()> act) {
            auto notifier = (login.rememberedLogin()->*property)().addNotifier(std::move(act));
            change(*login.rememberedLogin());
            return notifier;
        });
    };
    rememberedRow("profile", &RememberedLogin::bindableProfile,
                  [](RememberedLogin &remembered) { remembered.setProfile(QStringLiteral("work")); });
    rememberedRow("keepsUserName", &RememberedLogin::bindableKeepsUserName,
                  [](RememberedLogin &remembered) { remembered.setKeepsUserName(true); });
}

void tst_Reentrancy::anyObserverOfAPropertyMayDeleteTheManager()
{
    QFETCH(std::function<QPropertyNotifier(LoginManager &, std::function<void()>)>, watch);
    Stage stage;
    const auto notifier = watch(stage.login(), [&stage] { stage.deleteManager(); });
    if (stage.isRunning())
        (void)Stage::resultOf(stage.login().logIn(Stage::adasPassword()));
    QVERIFY(!stage.isRunning());
}

void tst_Reentrancy::aContinuationMayDeleteTheManager()
{
    using Verb = QFuture<Result<void>> (*)(LoginManager &);
    const Verb verbs[] = {[](LoginManager &login) { return login.logIn(Stage::adasPassword()); },
                          [](LoginManager &login) { return login.logIn(Stage::wrongPassword()); },
                          [](LoginManager &login) { return login.reauthenticate(Stage::adasPassword()); },
                          [](LoginManager &login) { return login.revalidate(); },
                          [](LoginManager &login) { return login.rememberedLogin()->forget(); },
                          [](LoginManager &login) { return login.restore(); },
                          [](LoginManager &login) { return login.logOutEverywhere(); }};
    for (const Verb verb : verbs) {
        for (const bool in : {false, true}) {
            Stage stage;
            if (in)
                QVERIFY(stage.remember());
            bool heard = false;
            // A plain continuation runs inside the verb's last breath.
            verb(stage.login()).then([&](const Result<void> &) {
                heard = true;
                stage.deleteManager();
            });
            QTRY_VERIFY(heard);
            QVERIFY(!stage.isRunning());
        }
    }
}

void tst_Reentrancy::aHandlerMayDeleteTheManager()
{
    const auto deleting = [](Stage &stage) { return [&stage](const Requirement &) { stage.deleteManager(); }; };
    {
        Stage stage;
        stage.login().setDeniedHandlers({.unauthorized = deleting(stage)});
        QVERIFY(!Stage::resultOf(stage.login().require(Requirement::login())));
    }
    {
        Stage stage;
        QVERIFY(stage.login().logInVerified(Stage::bob(), {.fresh = false}));
        stage.login().setDeniedHandlers({.freshLogin = deleting(stage)});
        QVERIFY(!Stage::resultOf(stage.login().require(Requirement::freshLogin())));
    }
    {
        Stage stage;
        QVERIFY(stage.login().logInVerified(Stage::bob()));
        stage.login().setDeniedHandlers({.forbidden = deleting(stage)});
        QVERIFY(!Stage::resultOf(stage.login().require(Requirement::scope(QStringLiteral("admin")))));
    }
    {
        Stage stage;
        QVERIFY(stage.login().logInVerified(Stage::bob()));
        stage.login().setDeniedHandlers({.guestOnly = deleting(stage)});
        QVERIFY(!Stage::resultOf(stage.login().require(Requirement::guestOnly())));
    }
    {
        Stage stage;
        stage.prompt->setReaction([&stage](ScriptedPrompt &) { stage.deleteManager(); });
        QVERIFY(!Stage::resultOf(stage.login().require(Requirement::login())));
    }
}

void tst_Reentrancy::logOutMayBeCalledFromItsOwnSignalsWithoutEnd()
{
    Stage stage;
    int calls = 0;
    const auto again = [&] {
        if (++calls < 100)
            stage.login().logOut();
    };
    connect(&stage.login(), &LoginManager::aboutToLogOut, this, again);
    connect(&stage.login(), &LoginManager::loggedOut, this, again);
    connect(&stage.login(), &LoginManager::stateChanged, this, again);
    QSignalSpy out(&stage.login(), &LoginManager::loggedOut);
    QVERIFY(!stage.login().logInVerified(Stage::ada()) || !stage.login().isAuthenticated());
    stage.login().logOut();
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(out.count(), 1);
}

QTEST_GUILESS_MAIN(tst_Reentrancy)
#include "tst_reentrancy.moc"
