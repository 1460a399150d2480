// SPDX-License-Identifier: MIT
#include "support/stage.h"

#include <atomic>
#include <thread>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

// Workers that ask a lease without pause, and remember what they may not have been told.
class Workers
{
public:
    explicit Workers(const SessionLease &lease)
    {
        for (std::thread &thread : m_threads)
            thread = std::thread([this, lease] { work(lease); });
        while (m_rounds < 100)
            std::this_thread::yield();
    }
    ~Workers() { stop(); }

    // From this moment on no user may be let in.
    void forbid() { m_forbidden = true; }
    // The number of times that a user was let in all the same.
    int stop()
    {
        for (const int seen = m_rounds; m_rounds < seen + 100 && !m_stopped;)
            std::this_thread::yield();
        m_stopped = true;
        for (std::thread &thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
        return m_wrong;
    }

private:
    void work(const SessionLease &lease)
    {
        const auto requirement = Requirement::freshLogin(1h) && Requirement::scope(QStringLiteral("admin"));
        while (!m_stopped) {
            const bool forbidden = m_forbidden; // before asking
            const bool allowed = lease.check(requirement) == Access::Allowed || lease.isAlive();
            if (forbidden && allowed)
                ++m_wrong;
            (void)lease.user().scopes.contains(QStringLiteral("admin"));
            ++m_rounds;
        }
    }

    std::thread m_threads[3];
    std::atomic_bool m_forbidden = false;
    std::atomic_bool m_stopped = false;
    std::atomic_int m_rounds = 0;
    std::atomic_int m_wrong = 0;
};

} // namespace

class tst_SessionLease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLeaseOnNothingIsDead();
    void aLeaseOnNobodyIsDead();
    void aLeaseLivesThroughLockingAndProving(); // epochs
    void aLeaseDiesWithItsLogin_data(); // C9
    void aLeaseDiesWithItsLogin();
    void aDeadLeaseStaysDead(); // C9
    void theUserIsTheOneOfThatMoment();
    void limitsAreJudgedWhenAskedFor(); // C4
    void aPredicateIsNotRunHere();
    void copiesAreTheSameLease();
    void nobodyIsLetInOnceLoggingOutHasReturned(); // F9
    void nobodyIsLetInOnceTheManagerHasDied();
    void workersMayAskWhileTheSessionMoves();
};

void tst_SessionLease::aLeaseOnNothingIsDead()
{
    const SessionLease lease;
    QVERIFY(!lease.isAlive());
    QVERIFY(!lease.user().authenticated);
    for (const auto &requirement :
         {Requirement::anyone(), Requirement::login(), Requirement::guestOnly(), Requirement()})
        QVERIFY(lease.check(requirement) != Access::Allowed);
}

void tst_SessionLease::aLeaseOnNobodyIsDead()
{
    Stage stage;
    const SessionLease lease = stage.login().lease();
    QVERIFY(!lease.isAlive());
    QCOMPARE(lease.check(Requirement::login()), Access::LoginRequired);
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(!lease.isAlive());
    QVERIFY(lease.check(Requirement::login()) != Access::Allowed);
}

void tst_SessionLease::aLeaseLivesThroughLockingAndProving()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    const SessionLease lease = stage.login().lease();
    QVERIFY(lease.isAlive());
    QCOMPARE(lease.check(Requirement::freshLogin()), Access::Allowed);

    stage.login().lock();
    QVERIFY(lease.isAlive());
    QCOMPARE(lease.check(Requirement::login()), Access::Locked);
    QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    QCOMPARE(lease.check(Requirement::login()), Access::Allowed);
    QVERIFY(stage.login().confirmLogin());
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QVERIFY(lease.isAlive());
    QCOMPARE(lease.check(Requirement::freshLogin()), Access::Allowed);
}

void tst_SessionLease::aLeaseDiesWithItsLogin_data()
{
    using End = std::function<void(Stage &)>;
    QTest::addColumn<End>("end");
    QTest::newRow("log out") << End([](Stage &stage) { stage.login().logOut(); });
    QTest::newRow("switch") << End([](Stage &stage) { (void)stage.login().logInVerified(Stage::bob()); });
    QTest::newRow("gone") << End([](Stage &stage) {
        stage.loader->remove(QStringLiteral("ada"));
        (void)Stage::resultOf(stage.login().revalidate());
    });
    QTest::newRow("refused") << End([](Stage &stage) { stage.login().endSession(LogoutReason::TokenRefused); });
    QTest::newRow("everywhere") << End([](Stage &stage) { (void)Stage::resultOf(stage.login().logOutEverywhere()); });
    QTest::newRow("manager") << End([](Stage &stage) { stage.deleteManager(); });
}

void tst_SessionLease::aLeaseDiesWithItsLogin() // C9
{
    QFETCH(std::function<void(Stage &)>, end);
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    const SessionLease lease = stage.login().lease();
    end(stage);
    QVERIFY(!lease.isAlive());
    QCOMPARE(lease.check(Requirement::login()), Access::LoginRequired);
    QVERIFY(lease.check(Requirement::guestOnly()) != Access::Allowed); // who is out now is not this login
}

void tst_SessionLease::aDeadLeaseStaysDead() // C9
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    const SessionLease lease = stage.login().lease();
    stage.login().logOut();
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(!lease.isAlive());
    QCOMPARE(lease.check(Requirement::login()), Access::LoginRequired);
    QVERIFY(stage.login().lease().isAlive());
}

void tst_SessionLease::theUserIsTheOneOfThatMoment()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    const SessionLease lease = stage.login().lease();
    QCOMPARE(lease.user().id, QStringLiteral("ada"));
    QVERIFY(lease.user().authenticated);
    QCOMPARE(lease.user().scopes, Scopes {QStringLiteral("admin")});
    stage.login().logOut();
    QCOMPARE(lease.user().id, QStringLiteral("ada"));
}

void tst_SessionLease::limitsAreJudgedWhenAskedFor() // C4
{
    Stage stage;
    SessionPolicy policy;
    policy.idleLock = 1h;
    policy.sessionLifetime = 2h;
    stage.login().setSessionPolicy(policy);
    QVERIFY(stage.logInVerified(Stage::ada()));
    const SessionLease lease = stage.login().lease();
    stage.clock->suspend(3min); // no alarm rings
    QCOMPARE(lease.check(Requirement::freshLogin()), Access::Allowed);
    QCOMPARE(lease.check(Requirement::freshLogin(2min)), Access::FreshLoginRequired);
    stage.clock->suspend(2min);
    QCOMPARE(lease.check(Requirement::freshLogin()), Access::FreshLoginRequired);
    QCOMPARE(lease.check(Requirement::login()), Access::Allowed);
    stage.clock->suspend(55min);
    QCOMPARE(lease.check(Requirement::login()), Access::Locked);
    stage.clock->suspend(1h);
    QCOMPARE(lease.check(Requirement::login()), Access::LoginRequired);
}

void tst_SessionLease::aPredicateIsNotRunHere()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    const SessionLease lease = stage.login().lease();
    bool ran = false;
    const auto predicate = Requirement::predicate(QStringLiteral("p"), [&ran](const User &) { return ran = true; });
    QCOMPARE(lease.check(predicate), Access::Forbidden);
    QCOMPARE(lease.check(Requirement::scope(QStringLiteral("admin")) && predicate), Access::Forbidden);
    QVERIFY(!ran);
    QCOMPARE(lease.check(Requirement::scope(QStringLiteral("admin"))), Access::Allowed);
    QCOMPARE(lease.check(Requirement::scope(QStringLiteral("root"))), Access::Forbidden);
}

void tst_SessionLease::copiesAreTheSameLease()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    SessionLease lease = stage.login().lease();
    const SessionLease copy = lease;
    const SessionLease moved = std::move(lease);
    QVERIFY(copy.isAlive() && moved.isAlive());
    lease = copy;
    stage.login().logOut();
    QVERIFY(!copy.isAlive() && !moved.isAlive() && !lease.isAlive());
}

void tst_SessionLease::nobodyIsLetInOnceLoggingOutHasReturned() // F9
{
    for (int round = 0; round < 20; ++round) {
        Stage stage;
        QVERIFY(stage.logInVerified(Stage::ada()));
        Workers workers(stage.login().lease());
        stage.login().logOut();
        workers.forbid();
        QVERIFY(stage.logInVerified(Stage::ada())); // not for this lease
        QCOMPARE(workers.stop(), 0);
    }
}

void tst_SessionLease::nobodyIsLetInOnceTheManagerHasDied()
{
    for (int round = 0; round < 20; ++round) {
        Stage stage;
        QVERIFY(stage.logInVerified(Stage::ada()));
        Workers workers(stage.login().lease());
        stage.deleteManager();
        workers.forbid();
        QCOMPARE(workers.stop(), 0);
    }
}

void tst_SessionLease::workersMayAskWhileTheSessionMoves()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    Workers workers(stage.login().lease());
    for (int round = 0; round < 200; ++round) {
        stage.login().lock();
        stage.clock->advance(1s);
        QVERIFY(stage.login().confirmLogin());
        stage.login().setSessionPolicy(round % 2 ? SessionPolicy::relaxed() : SessionPolicy::standard());
    }
    QVERIFY(stage.login().isFresh());
    QCOMPARE(workers.stop(), 0);
}

QTEST_GUILESS_MAIN(tst_SessionLease)
#include "tst_sessionlease.moc"
