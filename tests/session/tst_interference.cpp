// SPDX-License-Identifier: MIT
#include "verbs.h"

#include <QtCore/qloggingcategory.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Remember = LoginOptions::Remember;

// Application code that acts in the middle of a verb: it logs out, deletes the manager, changes the parts. Its act
// counts, and the next login works.
class tst_Interference : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.*=false")); }
    void cleanup() { QLoggingCategory::setFilterRules({}); }
    void afterLoggingOutInASlotTheNextLoginWorks_data();
    void afterLoggingOutInASlotTheNextLoginWorks();
    void anyNotifierMayDeleteTheManager_data();
    void anyNotifierMayDeleteTheManager();
    void ofALoginThatHasEndedAgainNothingIsStored_data();
    void ofALoginThatHasEndedAgainNothingIsStored();
    void aFactoryThatLogsOutMeanwhileEndsTheUserBefore();
    void aLockScreenMayChangeTheGatekeepersWhenItIsAsked_data();
    void aLockScreenMayChangeTheGatekeepersWhenItIsAsked();
    void aLateRevalidationSaysNothingOfTheNextSession_data();
    void aLateRevalidationSaysNothingOfTheNextSession();
    void aContextThatChangesDuringALoginIsToldAfterwards_data();
    void aContextThatChangesDuringALoginIsToldAfterwards();
    void aContextProviderMayMoveTheSession_data();
    void aContextProviderMayMoveTheSession();
};

namespace {

void addVerbs()
{
    QTest::addColumn<int>("verb");
    for (int i = 0; i < int(std::size(verbs)); ++i)
        QTest::newRow(verbs[i].name) << i;
}

} // namespace

void tst_Interference::afterLoggingOutInASlotTheNextLoginWorks_data()
{
    addVerbs();
}

void tst_Interference::afterLoggingOutInASlotTheNextLoginWorks()
{
    QFETCH(const int, verb);
    const bool switches = verbs[verb].act == verbs[3].act || verbs[verb].act == verbs[4].act;
    int heard = 0;
    for (const QMetaMethod &signal : signalsOf(verbs[verb])) {
        RememberStage stage;
        verbs[verb].prepare(stage);
        std::unique_ptr<AnySlot> slot;
        slot = std::make_unique<AnySlot>(stage.login(), signal, [&] {
            if (slot->count == 1)
                stage.login().logOut();
        });
        verbs[verb].act(stage);
        if (slot->count == 0)
            continue;
        ++heard;
        slot.reset();
        const bool isIn = stage.login().isAuthenticated() || stage.login().isLocked();
        QCOMPARE(stage.login().currentUser()->isAnonymous(), !isIn);
        if (isIn) // the logout came before the user: in a slot that tells of the one before, or of an attempt
            QVERIFY2(switches || signal.name() == "busyChanged" || signal.name() == "stateChanged",
                     signal.name().constData());
        QVERIFY2(worksOn(stage), signal.name().constData());
    }
    QVERIFY(heard > 0 || qstrcmp(verbs[verb].name, "revalidate") == 0);
}

void tst_Interference::anyNotifierMayDeleteTheManager_data()
{
    addVerbs();
}

void tst_Interference::anyNotifierMayDeleteTheManager()
{
    QFETCH(const int, verb);
    using Watch = std::function<QPropertyNotifier(LoginManager &, std::function<void()>)>;
    const auto watch = [](auto property) {
        return Watch([property](LoginManager &login, std::function<void()> act) {
            return (login.*property)().addNotifier(std::move(act));
        });
    };
    const auto watchRemembered = [](auto property) {
        return Watch([property](LoginManager &login, std::function<void()> act) {
            return (login.rememberedLogin()->*property)().addNotifier(std::move(act));
        });
    };
    const Watch watches[] = {watch(&LoginManager::bindableState),
                             watch(&LoginManager::bindableBusy),
                             watch(&LoginManager::bindableCurrentUser),
                             watch(&LoginManager::bindableAuthenticated),
                             watch(&LoginManager::bindableFresh),
                             watch(&LoginManager::bindableRemembered),
                             watch(&LoginManager::bindableLocked),
                             watchRemembered(&RememberedLogin::bindableHasUser),
                             watchRemembered(&RememberedLogin::bindableAvailable),
                             watchRemembered(&RememberedLogin::bindableAvailability),
                             watchRemembered(&RememberedLogin::bindableKeychainState),
                             watchRemembered(&RememberedLogin::bindableProfile),
                             watchRemembered(&RememberedLogin::bindableKeepsUserName),
                             watch(&LoginManager::bindableLockSources)};
    int deleted = 0;
    for (const Watch &each : watches) {
        RememberStage stage;
        verbs[verb].prepare(stage);
        const auto notifier = each(stage.login(), [&stage] { stage.deleteManager(); });
        verbs[verb].act(stage);
        if (stage.isRunning())
            continue;
        ++deleted;
        stage.start();
        QVERIFY(stage.remember(Stage::bob()));
        QVERIFY(stage.comesBackAs("bob"));
    }
    QVERIFY(deleted > 0 || qstrncmp(verbs[verb].name, "revalidate", 10) == 0);
}

namespace {

// Does something when the gates open, once.
class OpeningKeeper final : public Gatekeeper
{
public:
    explicit OpeningKeeper(std::function<void()> deed) : m_deed(std::move(deed)) { }
    void closeGates() override { }
    void openGates() override
    {
        if (const auto deed = std::exchange(m_deed, nullptr))
            deed();
    }

private:
    std::function<void()> m_deed;
};

} // namespace

void tst_Interference::ofALoginThatHasEndedAgainNothingIsStored_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("in a notifier") << QStringLiteral("notifier");
    QTest::newRow("in a gatekeeper") << QStringLiteral("gatekeeper");
    QTest::newRow("in a slot") << QStringLiteral("slot");
}

void tst_Interference::ofALoginThatHasEndedAgainNothingIsStored()
{
    QFETCH(const QString, where);
    RememberStage stage;
    LoginManager &login = stage.login();
    const auto leave = [&login] { login.logOut(); };
    OpeningKeeper keeper(where == QLatin1StringView("gatekeeper") ? std::function<void()>(leave) : nullptr);
    login.addGatekeeper(&keeper);
    const auto notifier = login.bindableAuthenticated().addNotifier([&] {
        if (where == QLatin1StringView("notifier") && login.bindableAuthenticated().value())
            leave();
    });
    QObject context;
    if (where == QLatin1StringView("slot"))
        connect(&login, &LoginManager::loggedIn, &context, leave);
    QSignalSpy stored(login.rememberedLogin(), &RememberedLogin::stored);
    (void)login.logInVerified(Stage::ada(), {.remember = Remember::Yes});
    QCOMPARE(login.state(), SessionState::SignedOut);
    QVERIFY(login.currentUser()->isAnonymous());
    (void)Stage::resultOf(login.rememberedLogin()->forget()); // what was begun before has been done
    QCOMPARE(stored.count(), 0);
    QVERIFY(!stage.hasItem());
    QVERIFY(!login.isRemembered() && !login.rememberedLogin()->hasUser());
    login.removeGatekeeper(&keeper);
    if (where == QLatin1StringView("gatekeeper"))
        QVERIFY(worksOn(stage));
    stage.restartApplication();
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
}

// The factory is called while the user before leaves; the login that comes after that counts.
void tst_Interference::aFactoryThatLogsOutMeanwhileEndsTheUserBefore()
{
    RememberStage stage;
    bool leaves = false;
    const auto factory = [&] {
        if (std::exchange(leaves, false))
            stage.login().logOut();
        return std::make_shared<const AnonymousUser>();
    };
    stage.startWith([&](LoginSetup &setup) { setup.anonymousUser = factory; });
    LoginManager &login = stage.login();
    QVERIFY(stage.remember());
    QSignalSpy loggedOut(&login, &LoginManager::loggedOut);
    leaves = true;
    const bool isIn = bool(login.logInVerified(Stage::bob(), {.remember = Remember::Yes}));
    QVERIFY(!leaves);
    QCOMPARE(loggedOut.count(), 1); // ada has left once
    QCOMPARE(login.isAuthenticated(), isIn);
    QCOMPARE(login.currentUser()->id(), isIn ? QStringLiteral("bob") : QString());
    if (isIn)
        QTRY_VERIFY(login.isRemembered());
    QVERIFY(!stage.comesBackAs("ada")); // she has logged out
    QVERIFY(worksOn(stage));
}

namespace {

class AskedKeeper final : public Gatekeeper
{
public:
    explicit AskedKeeper(bool asks, std::function<void()> deed = {}) : m_asks(asks), m_deed(std::move(deed)) { }
    void closeGates() override { }
    void openGates() override { }
    bool askToUnlock() override
    {
        ++asked;
        const bool asks = m_asks;
        if (const auto deed = std::exchange(m_deed, nullptr))
            deed(); // may delete this one
        return asks;
    }
    int asked = 0;

private:
    const bool m_asks;
    std::function<void()> m_deed;
};

} // namespace

void tst_Interference::aLockScreenMayChangeTheGatekeepersWhenItIsAsked_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<bool>("isPrompted");
    QTest::newRow("removes itself") << QStringLiteral("itself") << false;
    QTest::newRow("removes the next one") << QStringLiteral("next") << true;
    QTest::newRow("adds one") << QStringLiteral("adds") << false;
    QTest::newRow("removes all") << QStringLiteral("all") << true;
}

void tst_Interference::aLockScreenMayChangeTheGatekeepersWhenItIsAsked()
{
    QFETCH(const QString, deed);
    QFETCH(const bool, isPrompted);
    Stage stage;
    LoginManager &login = stage.login();
    std::unique_ptr<AskedKeeper> first, next, added;
    const auto drop = [&login](std::unique_ptr<AskedKeeper> &keeper) {
        login.removeGatekeeper(keeper.get());
        keeper.reset();
    };
    first = std::make_unique<AskedKeeper>(false, [&] {
        if (deed == QLatin1StringView("next") || deed == QLatin1StringView("all"))
            drop(next);
        if (deed == QLatin1StringView("itself") || deed == QLatin1StringView("all"))
            drop(first);
        if (deed == QLatin1StringView("adds")) {
            added = std::make_unique<AskedKeeper>(true);
            login.addGatekeeper(added.get());
        }
    });
    next = std::make_unique<AskedKeeper>(true);
    login.addGatekeeper(first.get());
    login.addGatekeeper(next.get());
    QVERIFY(login.logInVerified(Stage::ada()));
    login.lock();
    const auto unlocked = login.unlock();
    QCOMPARE(stage.prompt->isAsking(), isPrompted);
    if (next)
        QCOMPARE(next->asked, 1);
    QVERIFY(Stage::resultOf(login.unlock(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(unlocked));
    QCOMPARE(login.state(), SessionState::LoggedIn);
    for (auto *keeper : {&first, &next, &added}) {
        if (*keeper)
            drop(*keeper);
    }
    login.lock();
    (void)login.unlock();
    QVERIFY(stage.prompt->isAsking());
}

void tst_Interference::aLateRevalidationSaysNothingOfTheNextSession_data()
{
    using Move = std::function<void(LoginManager &)>;
    QTest::addColumn<Move>("move");
    QTest::addColumn<QString>("user");
    QTest::newRow("another user") << Move([](LoginManager &login) { QVERIFY(login.logInVerified(Stage::bob())); })
                                  << QStringLiteral("bob");
    QTest::newRow("the same user anew") << Move([](LoginManager &login) {
        login.logOut();
        QVERIFY(login.logInVerified(Stage::ada()));
    }) << QStringLiteral("ada");
    QTest::newRow("no user") << Move([](LoginManager &login) { login.logOut(); }) << QString();
}

void tst_Interference::aLateRevalidationSaysNothingOfTheNextSession()
{
    using Move = std::function<void(LoginManager &)>;
    QFETCH(const Move, move);
    QFETCH(const QString, user);
    RememberStage stage;
    LoginManager &login = stage.login();
    QVERIFY(login.logInVerified(Stage::ada()));
    stage.loader->hold();
    const auto late = login.revalidate();
    QTRY_COMPARE(stage.loader->heldCount(), 1);
    move(login);
    stage.loader->remove(QStringLiteral("ada")); // which is the answer
    QSignalSpy loggedOut(&login, &LoginManager::loggedOut);
    stage.loader->releaseHeld();
    QVERIFY(Stage::resultOf(late).failedWith(Error::Kind::Cancelled));
    QCOMPARE(loggedOut.count(), 0);
    QCOMPARE(login.currentUser()->id(), user);
    QVERIFY(worksOn(stage));
}

void tst_Interference::aContextThatChangesDuringALoginIsToldAfterwards_data()
{
    QTest::addColumn<int>("calls"); // before it changes
    QTest::addColumn<SessionProtection>("protection");
    for (const int calls : {0, 1, 2}) {
        QTest::addRow("after %d calls", calls) << calls << SessionProtection::Basic;
        QTest::addRow("after %d calls, strong", calls) << calls << SessionProtection::Strong;
    }
}

void tst_Interference::aContextThatChangesDuringALoginIsToldAfterwards()
{
    QFETCH(const int, calls);
    QFETCH(const SessionProtection, protection);
    RememberStage stage;
    LoginManager &login = stage.login();
    SessionPolicy policy;
    policy.protection = protection;
    login.setSessionPolicy(policy);
    int called = 0;
    stage.contextId = [&] { return QByteArray(called++ < calls ? "here" : "there"); };
    QSignalSpy told(&login, &LoginManager::sessionProtected);
    (void)Stage::resultOf(login.logIn(Stage::adasPassword(), {.remember = Remember::No}));
    const bool isSame = calls == 0 || called <= calls;
    QVERIFY(login.isAuthenticated());
    (void)Stage::resultOf(login.revalidate());
    const bool hasChanged = !isSame || (calls > 0 && called > calls);
    QCOMPARE(told.count(), hasChanged ? 1 : 0);
    if (hasChanged && protection == SessionProtection::Strong)
        QCOMPARE(login.state(), SessionState::SignedOut);
    else
        QCOMPARE(login.isFresh(), !hasChanged);
    called = calls; // from now on it stays
    QVERIFY(stage.remember());
    QVERIFY(login.isFresh());
    QVERIFY(Stage::resultOf(login.revalidate()));
    QVERIFY(login.isFresh());
}

void tst_Interference::aContextProviderMayMoveTheSession_data()
{
    using Deed = std::function<void(RememberStage &)>;
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<int>("verb");
    const std::pair<const char *, Deed> deeds[] = {
        {"logs out", [](RememberStage &stage) { stage.login().logOut(); }},
        {"locks", [](RememberStage &stage) { stage.login().lock(); }},
        {"logs another user in", [](RememberStage &stage) { (void)stage.login().logInVerified(Stage::bob()); }},
        {"deletes the manager", [](RememberStage &stage) { stage.deleteManager(); }},
    };
    for (const auto &[name, deed] : deeds) {
        for (int i = 0; i < int(std::size(verbs)); ++i)
            QTest::addRow("%s: %s", verbs[i].name, name) << deed << i;
    }
}

void tst_Interference::aContextProviderMayMoveTheSession()
{
    using Deed = std::function<void(RememberStage &)>;
    QFETCH(const Deed, deed);
    QFETCH(const int, verb);
    RememberStage stage;
    verbs[verb].prepare(stage);
    const Deed once = [deed, acted = std::make_shared<bool>(false)](RememberStage &stage) {
        if (!std::exchange(*acted, true))
            deed(stage);
    };
    stage.contextId = [&stage, once] {
        const Deed act = once; // the provider may go with the manager
        act(stage);
        return QByteArray("here");
    };
    verbs[verb].act(stage);
    if (stage.isRunning())
        stage.contextId = {};
    QVERIFY(worksOn(stage));
}

QTEST_GUILESS_MAIN(tst_Interference)

#include "tst_interference.moc"
