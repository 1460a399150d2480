// SPDX-License-Identifier: MIT
#include "support/dbus/fakedaemon.h"
#include "support/dbus/privatebus.h"
#include "support/patience.h"
#include "support/stage.h"

#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusconnectioninterface.h>
#include <QtDBus/qdbusmessage.h>

#include <optional>

using namespace QtLogin;
using namespace std::chrono_literals;

using Daemon = std::optional<FakeDaemon>;
constexpr LockSources ofTheMachine = LockSource::Suspend | LockSource::SessionEnd;
constexpr LockSources everything = ofTheMachine | LockSource::ScreenLock | LockSource::UserSwitch;
constexpr LockSources sessionOfLogind = LockSource::ScreenLock | LockSource::UserSwitch;

static QString word(const char *text)
{
    return QString::fromLatin1(text);
}

// A process of the same person's that is none of the services, and speaks like them, to all and to
// each, on both buses.
class Liar
{
public:
    Liar()
        : m_system(QDBusConnection::connectToBus(QDBusConnection::SystemBus, word("liar at the system")))
        , m_session(QDBusConnection::connectToBus(QDBusConnection::SessionBus, word("liar at the session")))
    {
    }
    ~Liar()
    {
        QDBusConnection::disconnectFromBus(m_system.name());
        QDBusConnection::disconnectFromBus(m_session.name());
    }

    static QStringList namesOn(const QDBusConnection &bus)
    {
        return bus.interface()->registeredServiceNames().value();
    }

    // How often it takes to be heard by whoever can be made to listen.
    void tellEverything(int times = 1) const
    {
        const QString path = word("/org/freedesktop/login1"), session = path + word("/session/fake");
        tell(m_system, path, word("org.freedesktop.login1.Manager"), word("PrepareForSleep"), {true}, times);
        tell(m_system, session, word("org.freedesktop.login1.Session"), word("Lock"), {}, times);
        tell(m_system, session, word("org.freedesktop.DBus.Properties"), word("PropertiesChanged"),
             {word("org.freedesktop.login1.Session"), QVariantMap {{word("Active"), false}, {word("LockedHint"), true}},
              QStringList()}, times);
        tell(m_session, word("/org/freedesktop/ScreenSaver"), word("org.freedesktop.ScreenSaver"), word("ActiveChanged"),
             {true}, times);
        for (const auto &bus : {m_system, m_session}) // that everybody has lost their names, and that we have them
            for (const QString &name : {word("org.freedesktop.login1"), word("org.freedesktop.ScreenSaver")})
                tell(bus, word("/org/freedesktop/DBus"), word("org.freedesktop.DBus"), word("NameOwnerChanged"),
                     {name, QString(), bus.baseService()}, times);
        (void)namesOn(m_system); // the buses have passed on what came before
        (void)namesOn(m_session);
    }

private:
    static void tell(const QDBusConnection &bus, const QString &path, const QString &interface, const QString &member,
                     const QVariantList &arguments, int times)
    {
        QDBusMessage toAll = QDBusMessage::createSignal(path, interface, member);
        toAll.setArguments(arguments);
        QList<QDBusMessage> messages {toAll};
        for (const QString &name : namesOn(bus)) {
            if (!name.startsWith(QLatin1Char(':')) || name == bus.baseService())
                continue;
            QDBusMessage toOne = QDBusMessage::createTargetedSignal(name, path, interface, member);
            toOne.setArguments(arguments);
            messages += toOne;
        }
        for (int i = 0; i < times; ++i)
            for (const QDBusMessage &message : messages)
                bus.send(message);
    }

    QDBusConnection m_system;
    QDBusConnection m_session;
};

// C11 and C4, with services of other processes on two private buses.
class tst_DesktopLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void nobodyIsAskedBeforeSomebodyIsIn();
    void whatIsAliveIsTold();
    void eachOfThemLocks_data();
    void eachOfThemLocks();
    void onlyWhatThePolicySaysLocks();
    void aPolicyThatLocksOnNothingListensToNothing();
    void whereNobodyIsInNothingLocks();
    void anotherSessionIsNotOurs();
    void theSessionIsFoundInEveryWay_data();
    void theSessionIsFoundInEveryWay();
    void aScreenThatIsLockedAlreadyLocks_data();
    void aScreenThatIsLockedAlreadyLocks();
    void whatIsToldBeforeTheAnswerIsNotLost();
    void theMachineSleepsOnlyOnceAllIsClosed();
    void theMachineWaitsForNobodyWhoIsGone();
    void whenTheMachineWakesUpTheLimitsAreJudged();
    void whoeverHearsOfTheLockMayDeleteTheManager();
    void aLiarIsNotBelieved_data();
    void aLiarIsNotBelieved();
    void aFloodCostsLittle();
    void whoDiesIsNotAliveAndMayComeBack();
    void whoSaysNothingIsNotAlive();
    void whoOnlyTakesOrdersIsNotAlive();
    void anUnlockBegunBeforeTheSleepOpensNothingAfterIt(); // C4, C11
    void aLoginBegunBeforeTheSleepOpensNothingAfterIt(); // C4, C11
    void whoComesInBehindALockedScreenIsLocked_data(); // C11
    void whoComesInBehindALockedScreenIsLocked();
    void resumingIsHeardAlsoWhereNothingLocks(); // C4
    void aBusThatDiesIsQuietAndFoundAgain(); // the last: the next would find another bus

private:
    static bool isAlive(Stage &stage, LockSources sources)
    {
        return QTest::qWaitFor([&] { return stage.login().lockSources() == sources; }, patience);
    }
    static bool isLocked(Stage &stage)
    {
        return QTest::qWaitFor([&] { return stage.login().isLocked(); }, patience);
    }
    static QList<LockReason> reasonsOf(const QSignalSpy &lockedChanged)
    {
        QList<LockReason> reasons;
        for (const QVariantList &told : lockedChanged) {
            if (told.at(0).toBool())
                reasons += told.at(1).value<LockReason>();
        }
        return reasons;
    }
    // We have the inhibitor: whoever asks the next question has taken the answers before it.
    static bool isHeld(FakeDaemon &logind)
    {
        bool held = logind.waitFor(sleeper());
        for (int i = 0; i < 3; ++i)
            held = held && logind.set(word("vague=yes")) && logind.waitFor(word("called GetAll"));
        return held;
    }
    static QString sleeper() { return word("inhibited delay by org.example.stage"); }

    PrivateBus m_systemBus;
};

void tst_DesktopLocks::initTestCase()
{
    QVERIFY(m_systemBus.start());
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_systemBus.address());
    qputenv("XDG_SESSION_ID", "fake");
    QVERIFY(QDBusConnection::systemBus().isConnected());
    QVERIFY(QDBusConnection::sessionBus().isConnected());
}

void tst_DesktopLocks::init()
{
    // What the test before has left behind is gone.
    QTRY_COMPARE(Liar::namesOn(QDBusConnection::systemBus()).size(), 2);
    QTRY_COMPARE(Liar::namesOn(QDBusConnection::sessionBus()).size(), 2);
}

void tst_DesktopLocks::nobodyIsAskedBeforeSomebodyIsIn()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(!stage.logIn(nullptr));
    QVERIFY(logind.set(word("hint=no")));
    QCOMPARE(Liar::namesOn(QDBusConnection::systemBus()).size(), 4); // bus, test, the service and its name
    QCOMPARE(stage.login().lockSources(), LockSources());
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
}

void tst_DesktopLocks::whatIsAliveIsTold()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QSignalSpy told(&stage.login(), &LoginManager::lockSourcesChanged);
    QProperty<bool> hearsOfSleep;
    hearsOfSleep.setBinding([&] { return stage.login().bindableLockSources().value().testFlag(LockSource::Suspend); });
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QVERIFY(hearsOfSleep);
    QCOMPARE(told.constLast().at(0).value<LockSources>(), everything);
    QCOMPARE(stage.login().property("lockSources").value<LockSources>(), everything);
    stage.login().logOut();
    QCOMPARE(stage.login().lockSources(), everything);
}

void tst_DesktopLocks::eachOfThemLocks_data()
{
    QTest::addColumn<QString>("screenSaver");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<LockReason>("reason");
    QTest::newRow("a request") << QString() << word("lock=fake") << LockReason::ScreenLocked;
    QTest::newRow("a locked screen") << QString() << word("hint=yes") << LockReason::ScreenLocked;
    QTest::newRow("another user") << QString() << word("active=no") << LockReason::UserSwitchedDesktop;
    QTest::newRow("sleep") << QString() << word("sleep=yes") << LockReason::Suspended;
    QTest::newRow("shutdown") << QString() << word("shutdown=yes") << LockReason::SessionEnding;
    for (const char *desktop : {"freedesktop", "gnome", "cinnamon", "mate", "xfce"}) {
        QTest::newRow(desktop) << word("org.%1.ScreenSaver").arg(word(desktop)) << word("active=yes")
                               << LockReason::ScreenLocked;
    }
}

void tst_DesktopLocks::eachOfThemLocks()
{
    QFETCH(QString, screenSaver);
    QFETCH(QString, setting);
    QFETCH(LockReason, reason);
    FakeDaemon daemon = screenSaver.isEmpty() ? FakeDaemon::logind() : FakeDaemon::screenSaver({word("name=") + screenSaver});
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, screenSaver.isEmpty() ? everything : LockSource::ScreenLock));
    QVERIFY(!stage.login().isLocked());
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    for (int i = 0; i < 2; ++i) { // and again, the next time
        const QString setBack = word(qPrintable(setting.section(QLatin1Char('='), 0, 0)))
            + (setting.endsWith(word("yes")) ? word("=no") : word("=yes"));
        QVERIFY(daemon.set(setting));
        QVERIFY(isLocked(stage));
        QCOMPARE(stage.login().check(Requirement::login()), Access::Locked);
        if (!setting.startsWith(word("lock")))
            QVERIFY(daemon.set(setBack));
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    }
    QCOMPARE(reasonsOf(locked), (QList<LockReason> {reason, reason}));
}

void tst_DesktopLocks::onlyWhatThePolicySaysLocks()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    SessionPolicy policy;
    policy.lockOn = LockSource::UserSwitch;
    stage.login().setSessionPolicy(policy);
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind.waitFor(sleeper()));
    for (const char *setting : {"hint=yes", "lock=fake", "sleep=yes", "sleep=no"})
        QVERIFY(logind.set(word(setting)));
    QVERIFY(logind.waitFor(word("released"))); // nobody needs to wait for us
    QVERIFY(logind.set(word("active=no")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), QList<LockReason> {LockReason::UserSwitchedDesktop});
}

void tst_DesktopLocks::aPolicyThatLocksOnNothingListensToNothing()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    stage.login().setSessionPolicy(SessionPolicy::relaxed());
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(logind.set(word("hint=no")));
    QCOMPARE(Liar::namesOn(QDBusConnection::systemBus()).size(), 4);
    stage.login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(isAlive(stage, everything));
}

void tst_DesktopLocks::whereNobodyIsInNothingLocks()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(logind.waitFor(sleeper()));
    stage.login().logOut();
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released"))); // it has been heard
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QCOMPARE(locked.count(), 0);
}

void tst_DesktopLocks::anotherSessionIsNotOurs()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(logind.set(word("lock=other")));
    QVERIFY(logind.set(word("active=no")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), QList<LockReason> {LockReason::UserSwitchedDesktop});
}

void tst_DesktopLocks::theSessionIsFoundInEveryWay_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<LockSources>("alive");
    QTest::newRow("the one that is looked at") << word("auto") << everything;
    QTest::newRow("by its name") << word("id") << everything;
    QTest::newRow("by our process") << word("pid") << everything;
    QTest::newRow("not at all") << word("no") << ofTheMachine;
}

void tst_DesktopLocks::theSessionIsFoundInEveryWay()
{
    QFETCH(QString, found);
    QFETCH(LockSources, alive);
    FakeDaemon logind = FakeDaemon::logind({word("found=") + found});
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(logind.waitFor(sleeper()));
    QVERIFY(isAlive(stage, alive));
    QVERIFY(logind.set(alive == everything ? word("hint=yes") : word("sleep=yes")));
    QVERIFY(isLocked(stage));
}

void tst_DesktopLocks::aScreenThatIsLockedAlreadyLocks_data()
{
    QTest::addColumn<QStringList>("logind");
    QTest::addColumn<QStringList>("screenSaver");
    QTest::addColumn<bool>("locks");
    const QStringList usual;
    QTest::newRow("hint") << QStringList {word("hint=yes")} << usual << true;
    QTest::newRow("saver") << usual << QStringList {word("active=yes")} << true;
    QTest::newRow("sleep") << QStringList {word("sleep=yes")} << usual << true;
    // Who has just logged in is at some screen, and perhaps it is another than logind thinks of.
    QTest::newRow("away") << QStringList {word("active=no")} << usual << false;
}

void tst_DesktopLocks::aScreenThatIsLockedAlreadyLocks()
{
    QFETCH(QStringList, logind);
    QFETCH(QStringList, screenSaver);
    QFETCH(bool, locks);
    FakeDaemon system = FakeDaemon::logind(logind);
    FakeDaemon session = FakeDaemon::screenSaver(screenSaver);
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    if (locks)
        QVERIFY(isLocked(stage));
    QVERIFY(system.waitFor(word("called GetAll")));
    QVERIFY(session.waitFor(word("called GetActive")));
    QCOMPARE(stage.login().isLocked(), locks);
}

void tst_DesktopLocks::whatIsToldBeforeTheAnswerIsNotLost()
{
    FakeDaemon logind = FakeDaemon::logind({word("hold=GetAll")});
    Stage stage;
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(logind.waitFor(word("called GetAll")));
    QVERIFY(logind.set(word("active=no")));
    QVERIFY(isLocked(stage));
    QVERIFY(logind.set(word("release=yes")));
    QVERIFY(logind.waitFor(word("called GetAll"))); // the answer may have been older than what was told
    QVERIFY(isAlive(stage, everything));
    QCOMPARE(reasonsOf(locked), QList<LockReason> {LockReason::UserSwitchedDesktop});

    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(logind.set(word("active=yes")));
    QVERIFY(logind.set(word("active=no")));
    QVERIFY(isLocked(stage));
}

void tst_DesktopLocks::theMachineSleepsOnlyOnceAllIsClosed() // C10, C11
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    bool heldWhileLocking = false;
    connect(&stage.login(), &LoginManager::lockedChanged, &stage.login(), [&](bool locked) {
        if (locked && stage.login().check(Requirement::login()) == Access::Locked)
            heldWhileLocking = logind.set(word("one=thing")) && logind.set(word("another=thing"))
                && !logind.hasSaid(word("released")); // which it would have noticed between the two
    });
    for (int i = 0; i < 2; ++i) {
        heldWhileLocking = false;
        QVERIFY(isHeld(logind)); // the next sleep has to wait as well
        QVERIFY(logind.set(word("sleep=yes")));
        QVERIFY(logind.waitFor(word("released")));
        QVERIFY(heldWhileLocking);
        QVERIFY(!logind.hasSaid(sleeper()));
        QVERIFY(logind.set(word("sleep=no")));
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    }
}

void tst_DesktopLocks::theMachineWaitsForNobodyWhoIsGone()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(logind.waitFor(sleeper()));
    stage.deleteManager();
    QVERIFY(logind.waitFor(word("released")));
}

void tst_DesktopLocks::whenTheMachineWakesUpTheLimitsAreJudged() // C4, row 27
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    SessionPolicy policy;
    policy.lockOn = LockSource::ScreenLock; // sleep alone does not lock
    policy.idleLock = 15min;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(logind.waitFor(sleeper()));
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released")));
    QVERIFY(!stage.login().isLocked());
    stage.clock->suspend(3h); // no alarm has noticed
    QVERIFY(logind.set(word("sleep=no")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), QList<LockReason> {LockReason::Idle});
}

void tst_DesktopLocks::whoeverHearsOfTheLockMayDeleteTheManager()
{
    for (const char *setting : {"sleep=yes", "hint=yes", "lock=fake"}) {
        FakeDaemon logind = FakeDaemon::logind();
        Stage stage;
        QVERIFY(stage.logIn(Stage::ada()));
        QVERIFY(isAlive(stage, everything));
        QVERIFY(logind.waitFor(sleeper()));
        connect(&stage.login(), &LoginManager::lockedChanged, this, [&] { stage.deleteManager(); });
        QVERIFY(logind.set(word(setting)));
        QVERIFY(logind.waitFor(word("released")));
        QVERIFY(!stage.isRunning());
    }
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    connect(&stage.login(), &LoginManager::lockSourcesChanged, this, [&] { stage.deleteManager(); });
    QVERIFY(stage.logIn(Stage::ada()));
    QTRY_VERIFY(!stage.isRunning());
}

void tst_DesktopLocks::aLiarIsNotBelieved_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("beside the services") << true;
    QTest::newRow("in their place") << false;
}

void tst_DesktopLocks::aLiarIsNotBelieved() // T4
{
    QFETCH(bool, isThere);
    Daemon logind, screenSaver;
    if (isThere) {
        logind.emplace(FakeDaemon::logind());
        screenSaver.emplace(FakeDaemon::screenSaver());
    }
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QTRY_VERIFY(Liar::namesOn(QDBusConnection::systemBus()).size() >= 3);
    QTRY_VERIFY(Liar::namesOn(QDBusConnection::sessionBus()).size() >= 3);
    QVERIFY(isAlive(stage, isThere ? everything : LockSources()));
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QSignalSpy alive(&stage.login(), &LoginManager::lockSourcesChanged);
    const Liar liar;
    liar.tellEverything();
    if (!isThere) {
        logind.emplace(FakeDaemon::logind());
        screenSaver.emplace(FakeDaemon::screenSaver());
        QVERIFY(isAlive(stage, everything));
    } else {
        QCOMPARE(alive.count(), 0);
    }
    QCOMPARE(locked.count(), 0);
    QVERIFY(screenSaver->waitFor(word("called GetActive")));
    QVERIFY(screenSaver->set(word("active=yes"))); // the truth, behind all the lies
    QVERIFY(isLocked(stage));
    QVERIFY(screenSaver->set(word("active=no")));
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(logind->set(word("active=no")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), (QList<LockReason> {LockReason::ScreenLocked, LockReason::UserSwitchedDesktop}));
}

void tst_DesktopLocks::aFloodCostsLittle()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind.waitFor(sleeper()));
    QSignalSpy locked(&stage.login(), &LoginManager::lockedChanged);
    QVERIFY(logind.set(word("hold=GetAll")));
    const qsizetype asked = logind.countOf(word("called GetAll"));
    QVERIFY(logind.set(word("flood=10000")));
    QVERIFY(logind.set(word("lock=fake"))); // comes after it
    QVERIFY(isLocked(stage));
    QVERIFY(logind.waitFor(word("called GetAll")));
    QCOMPARE(logind.countOf(word("called GetAll")), asked); // once for all, and then it waits for the answer
    QVERIFY(!logind.hasSaid(sleeper()));
    QCOMPARE(locked.count(), 1);

    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    const Liar liar;
    liar.tellEverything(10'000);
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(isLocked(stage));
    QCOMPARE(reasonsOf(locked), (QList<LockReason> {LockReason::ScreenLocked, LockReason::Suspended}));
}

void tst_DesktopLocks::whoDiesIsNotAliveAndMayComeBack()
{
    Daemon logind = FakeDaemon::logind();
    Daemon screenSaver = FakeDaemon::screenSaver();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind->waitFor(sleeper()));
    logind->kill();
    QVERIFY(isAlive(stage, LockSource::ScreenLock));
    screenSaver->kill();
    QVERIFY(isAlive(stage, {}));
    QVERIFY(!stage.login().isLocked()); // a fault is no reason

    screenSaver.emplace(FakeDaemon::screenSaver());
    QVERIFY(isAlive(stage, LockSource::ScreenLock));
    logind.emplace(FakeDaemon::logind());
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind->waitFor(sleeper())); // the new one is held, too
    QVERIFY(logind->set(word("sleep=yes")));
    QVERIFY(isLocked(stage));
    QVERIFY(logind->waitFor(word("released")));

    // In the middle of a question.
    logind->kill();
    logind.emplace(FakeDaemon::logind({word("die=GetAll")}));
    QVERIFY(logind->waitFor(word("called GetAll")));
    QVERIFY(isAlive(stage, LockSource::ScreenLock));
}

void tst_DesktopLocks::whoSaysNothingIsNotAlive()
{
    FakeDaemon logind = FakeDaemon::logind({word("hold=*")});
    FakeDaemon screenSaver = FakeDaemon::screenSaver({word("hold=*")});
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(logind.waitFor(word("called Get")));
    QVERIFY(logind.waitFor(word("called GetSession")));
    QVERIFY(screenSaver.waitFor(word("called GetActive")));
    QCOMPARE(stage.login().lockSources(), LockSources());
    QVERIFY(logind.set(word("sleep=yes"))); // but what they say nevertheless is true
    QVERIFY(isLocked(stage));
    QVERIFY(logind.set(word("release=yes")));
    QVERIFY(screenSaver.set(word("release=yes")));
    QVERIFY(isAlive(stage, everything));

    FakeDaemon garbling = FakeDaemon::screenSaver({word("name=org.gnome.ScreenSaver"), word("garble=*")});
    QVERIFY(garbling.waitFor(word("called GetActive")));
    stage.deleteManager(); // while they are being asked
}

void tst_DesktopLocks::whoOnlyTakesOrdersIsNotAlive()
{
    FakeDaemon screenSaver = FakeDaemon::screenSaver({word("fail=GetActive")});
    FakeDaemon logind = FakeDaemon::logind({word("found=no"), word("fail=Inhibit")});
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(screenSaver.waitFor(word("called GetActive")));
    QVERIFY(isAlive(stage, ofTheMachine)); // we may not hold it, but we hear of it
    QVERIFY(logind.waitFor(word("called Inhibit")));
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(isLocked(stage));
}

void tst_DesktopLocks::aBusThatDiesIsQuietAndFoundAgain()
{
    Daemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isAlive(stage, everything));
    m_systemBus.kill();
    QVERIFY(isAlive(stage, {}));
    QVERIFY(!stage.login().isLocked());

    QVERIFY(m_systemBus.start());
    logind.emplace(FakeDaemon::logind());
    QVERIFY(stage.login().confirmLogin()); // somebody is here: a moment to look again
    QVERIFY(isAlive(stage, everything));
    QVERIFY(logind->set(word("hint=yes")));
    QVERIFY(isLocked(stage));

    m_systemBus.kill();
    Stage late;
    QVERIFY(late.logIn(Stage::ada()));
    QVERIFY(isAlive(late, {})); // and nothing has ever been heard of it
    QVERIFY(m_systemBus.start());
    logind.emplace(FakeDaemon::logind());
    const auto isFound = [&late] {
        (void)late.login().confirmLogin();
        return late.login().lockSources().testFlag(LockSource::Suspend);
    };
    QVERIFY(QTest::qWaitFor(isFound, patience));
}

void tst_DesktopLocks::anUnlockBegunBeforeTheSleepOpensNothingAfterIt()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isHeld(logind));
    stage.login().lock();
    stage.authenticator->hold();
    const auto unlocked = stage.login().unlock(Stage::adasPassword());
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released")));
    stage.clock->suspend(3h);
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(unlocked).failedWith(Error::Kind::Cancelled));
    QVERIFY(stage.login().isLocked());
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
}

void tst_DesktopLocks::aLoginBegunBeforeTheSleepOpensNothingAfterIt()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isHeld(logind));
    stage.login().logOut();
    stage.authenticator->hold();
    const auto in = stage.login().logIn(Stage::adasPassword());
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released")));
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(in).failedWith(Error::Kind::Cancelled));
    QVERIFY(!stage.login().isAuthenticated());
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
}

void tst_DesktopLocks::whoComesInBehindALockedScreenIsLocked_data()
{
    QTest::addColumn<bool>("logind");
    QTest::newRow("logind") << true;
    QTest::newRow("a screen saver") << false;
}

void tst_DesktopLocks::whoComesInBehindALockedScreenIsLocked()
{
    QFETCH(const bool, logind);
    FakeDaemon daemon = logind ? FakeDaemon::logind() : FakeDaemon::screenSaver();
    Stage stage;
    QVERIFY(stage.logIn(Stage::ada()));
    QTRY_VERIFY(stage.login().lockSources().testFlag(LockSource::ScreenLock));
    stage.login().logOut();
    QVERIFY(daemon.set(logind ? word("hint=yes") : word("active=yes")));
    QVERIFY(stage.logIn(Stage::ada()));
    QTRY_VERIFY(stage.login().isLocked());
    // It is the screen of whoever is at it now.
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QVERIFY(!stage.login().isLocked());
}

void tst_DesktopLocks::resumingIsHeardAlsoWhereNothingLocks()
{
    FakeDaemon logind = FakeDaemon::logind();
    Stage stage;
    auto policy = SessionPolicy::standard();
    policy.lockOn = {};
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logIn(Stage::ada()));
    QVERIFY(isHeld(logind));
    QVERIFY(logind.set(word("sleep=yes")));
    QVERIFY(logind.waitFor(word("released")));
    QVERIFY(!stage.login().isLocked());
    QSignalSpy told(&stage.login(), &LoginManager::freshnessChanged);
    stage.clock->suspend(10min); // no alarm has run yet
    QCOMPARE(told.count(), 0);
    QVERIFY(logind.set(word("sleep=no")));
    QTRY_COMPARE(told.count(), 1);
}

QTEST_GUILESS_MAIN(tst_DesktopLocks)
#include "tst_desktoplocks.moc"
