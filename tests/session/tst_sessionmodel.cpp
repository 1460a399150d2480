// SPDX-License-Identifier: MIT
#include "session/sessionmodel_p.h"

#include <QtTest/QTest>

using namespace QtLogin;
using namespace std::chrono_literals;
using Kind = SessionEvent::Kind;

// The transitions of a session one by one, with the time as an argument. Sequences of them are walked
// through in tst_modelwalk, beside the reference model.
class tst_SessionModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void loginsAndRestoresFromOutside_data();
    void loginsAndRestoresFromOutside();
    void whatDoesNotApplyChangesNothing();
    void aWarningIsTakenBackByInputAndByProof_data();
    void aWarningIsTakenBackByInputAndByProof();
    void aLockTakesTheWarningWithIt();
    void aSessionComesBackAsItWasLeft();
    void aProofFromBeforeTheLockIsNotRecent();
    void whatIsRememberedEndsByTime();
    void theNextLimitIsTheNearest();
    void aMarkEndsWithItsSession();
    void aPredicateThatMovesTheModelIsNotBelieved();
    void freshnessEndsInTimeAlsoForAUserWhoBecameActive();
    void inputAfterALimitDoesNotUndoIt();
    void aUserWhoIsLoadedAnewTakesTheirOwnPlaceAlone();
    void aProofLastsAsLongAsTheShortestLimit_data();
    void aProofLastsAsLongAsTheShortestLimit();
    void ofAlternativesTheLongestCounts();
    void theAnonymousUserChangesOutsideOnly();
    void aClosedModelKeepsNothingCurrent();
};

namespace {

UserPtr anonymous()
{
    return std::make_shared<const AnonymousUser>();
}

SessionModel::Entry entryOf(const char *id, std::optional<Clock::Boot> provedAt = {})
{
    const auto user = SimpleUser::create({.id = QString::fromLatin1(id)});
    return {.user = user, .answers = UserSnapshot::of(*user), .provedAt = provedAt};
}

SessionModel modelOf(const SessionPolicy &policy)
{
    SessionModel model(anonymous());
    model.setPolicy(policy);
    return model;
}

SessionPolicy idlePolicy()
{
    SessionPolicy policy;
    policy.idleLock = 10min;
    policy.lockWarning = 1min;
    return policy;
}

QList<Kind> kindsOf(const SessionChange &change)
{
    QList<Kind> kinds;
    for (const SessionEvent &event : change.events)
        kinds += event.kind;
    return kinds;
}

} // namespace

void tst_SessionModel::loginsAndRestoresFromOutside_data()
{
    using Step = std::function<void(SessionModel &)>;
    const Step beginLogin = [](SessionModel &m) { m.beginLogin(); };
    const Step cancelLogin = [](SessionModel &m) { m.cancelLogin(); };
    const Step beginRestore = [](SessionModel &m) { m.beginRestore(); };
    const Step restoreFails = [](SessionModel &m) { m.endRestore(false); };
    const Step restorePends = [](SessionModel &m) { m.endRestore(true); };
    const Step giveUp = [](SessionModel &m) { m.giveUp(); };
    QTest::addColumn<QList<Step>>("steps");
    QTest::addColumn<SessionState>("state");
    QTest::newRow("login") << QList {beginLogin} << SessionState::LoggingIn;
    QTest::newRow("cancelled login") << QList {beginLogin, cancelLogin} << SessionState::SignedOut;
    QTest::newRow("restore") << QList {beginRestore} << SessionState::Restoring;
    QTest::newRow("restore without a user") << QList {beginRestore, restoreFails} << SessionState::SignedOut;
    QTest::newRow("pending") << QList {beginRestore, restorePends} << SessionState::RestorePending;
    QTest::newRow("login while pending") << QList {beginRestore, restorePends, beginLogin} << SessionState::LoggingIn;
    QTest::newRow("cancelled while pending") << QList {beginRestore, restorePends, beginLogin, cancelLogin} << SessionState::RestorePending;
    QTest::newRow("pending during a login") << QList {beginLogin, restorePends, cancelLogin} << SessionState::RestorePending;
    QTest::newRow("a restore does not interrupt a login") << QList {beginLogin, beginRestore} << SessionState::LoggingIn;
    QTest::newRow("pending is given up") << QList {beginRestore, restorePends, giveUp} << SessionState::SignedOut;
    QTest::newRow("a login is given up") << QList {beginLogin, giveUp} << SessionState::SignedOut;
}

void tst_SessionModel::loginsAndRestoresFromOutside()
{
    QFETCH(const QList<std::function<void(SessionModel &)>>, steps);
    QFETCH(const SessionState, state);
    SessionModel model = modelOf({});
    for (const auto &step : steps)
        step(model);
    QCOMPARE(model.state(), state);
    QVERIFY(!model.isIn());
    model.enter(entryOf("ada"), 1s); // a user can log in from each of them
    QCOMPARE(model.state(), SessionState::LoggedIn);
}

void tst_SessionModel::whatDoesNotApplyChangesNothing()
{
    SessionModel model = modelOf(idlePolicy());
    for (const SessionChange &change :
         {model.lock(LockReason::Requested, 1s), model.end(LogoutReason::Requested, anonymous()), model.confirm(entryOf("ada"), 1s),
          model.passTime(100h, anonymous()), model.noteActivity(1s), model.noteContext("other"), model.cancelLogin()}) {
        QVERIFY(!change.closes && !change.opens && !change.locks && !change.leaving && change.events.empty());
    }
    QCOMPARE(model.state(), SessionState::SignedOut);
    QCOMPARE(model.facts().epoch, 0u);
    QVERIFY(!model.nextLimit(1s));
}

void tst_SessionModel::aWarningIsTakenBackByInputAndByProof_data()
{
    QTest::addColumn<bool>("proves");
    QTest::newRow("input") << false;
    QTest::newRow("proof") << true;
}

void tst_SessionModel::aWarningIsTakenBackByInputAndByProof()
{
    QFETCH(const bool, proves);
    SessionModel model = modelOf(idlePolicy());
    model.enter(entryOf("ada", 0s), 0s);
    const SessionChange warned = model.passTime(9min, anonymous());
    QCOMPARE(kindsOf(warned), QList {Kind::AboutToLock});
    QCOMPARE(warned.events.front().left, 60s);
    QVERIFY(model.passTime(9min + 1s, anonymous()).events.empty()); // once
    const SessionChange averted = proves ? model.confirm(entryOf("ada", 9min + 2s), 9min + 2s) : model.noteActivity(9min + 2s);
    QVERIFY(kindsOf(averted).contains(Kind::LockAverted));
    QVERIFY(model.passTime(10min, anonymous()).events.empty());
    QCOMPARE(model.state(), SessionState::LoggedIn);
    QCOMPARE(kindsOf(model.passTime(18min + 2s, anonymous())), QList {Kind::AboutToLock}); // and the next one is told
}

void tst_SessionModel::aLockTakesTheWarningWithIt()
{
    SessionModel model = modelOf(idlePolicy());
    model.enter(entryOf("ada", 0s), 0s);
    model.passTime(9min, anonymous());
    const SessionChange locked = model.passTime(10min, anonymous());
    QVERIFY(locked.closes && locked.locks && locked.events.empty());
    QCOMPARE(model.lockReason(), LockReason::Idle);
    QVERIFY(model.noteActivity(11min).events.empty()); // input does not unlock
    QCOMPARE(model.state(), SessionState::Locked);
    QVERIFY(!kindsOf(model.confirm(entryOf("ada", 12min), 12min)).contains(Kind::LockAverted));
    QCOMPARE(model.state(), SessionState::LoggedIn);
}

void tst_SessionModel::aSessionComesBackAsItWasLeft()
{
    SessionPolicy policy;
    policy.sessionLifetime = 1h;
    SessionModel model = modelOf(policy);
    const SessionChange back = model.comeBack(entryOf("ada"), {.isLocked = true, .age = 50min, .begunAt = 2h}, 2h);
    QCOMPARE(kindsOf(back), QList {Kind::Restored});
    QVERIFY(!back.closes && back.opens && !back.locks);
    QCOMPARE(model.state(), SessionState::Locked);
    QCOMPARE(model.lockReason(), LockReason::Restored);
    QVERIFY(!model.isFresh(2h));
    model.confirm(entryOf("ada", 2h + 1min), 2h + 1min);
    QCOMPARE(model.check(Requirement::login(), 2h + 9min), Access::Allowed);
    const SessionChange expired = model.passTime(2h + 10min, anonymous()); // its ceiling goes on over the start
    QVERIFY(expired.expires && expired.leaving);
    QCOMPARE(model.state(), SessionState::SignedOut);
}

void tst_SessionModel::aProofFromBeforeTheLockIsNotRecent()
{
    SessionModel model = modelOf({});
    model.enter(entryOf("ada", 0s), 0s);
    model.lock(LockReason::Requested, 60s);
    QVERIFY(!model.isRecentProof(58s, 70s));
    QVERIFY(model.isRecentProof(59s, 70s)); // a server tells whole seconds
    QVERIFY(model.isRecentProof(61s, 70s));
    QVERIFY(!model.isRecentProof(61s, 61s + 5min)); // stale already
    QVERIFY(!model.isRecentProof(std::nullopt, 70s));
}

void tst_SessionModel::whatIsRememberedEndsByTime()
{
    SessionModel model = modelOf({});
    model.enter(entryOf("ada", 0s), 0s);
    QVERIFY(!model.isRemembered(0s));
    model.noteRemembered(1h);
    QVERIFY(model.isRemembered(1h - 1ns));
    QVERIFY(!model.isRemembered(1h));
    model.noteRemembered(2h);
    QVERIFY(model.isRemembered(1h));
    model.enter(entryOf("ada", 1h), 1h); // the same user's login says nothing of it
    QVERIFY(model.isRemembered(1h));
    model.end(LogoutReason::Requested, anonymous());
    QVERIFY(!model.isRemembered(1h));
    model.enter(entryOf("bob", 1h), 1h);
    QVERIFY(!model.isRemembered(1h));
}

void tst_SessionModel::theNextLimitIsTheNearest()
{
    SessionPolicy policy = idlePolicy();
    policy.freshLifetime = 5min;
    policy.sessionLifetime = 1h;
    policy.revalidateInterval = 3min;
    SessionModel model = modelOf(policy);
    model.enter(entryOf("ada", 0s), 0s);
    QCOMPARE(model.nextLimit(0s), 3min); // the user is loaded again
    model.noteLoading(3min);
    QCOMPARE(model.nextLimit(3min), 2min); // freshness
    QVERIFY(model.passTime(5min, anonymous()).closes);
    QCOMPARE(model.nextLimit(5min), 1min);
    model.noteLoading(8min);
    QCOMPARE(model.nextLimit(8min), 1min); // the warning
    model.passTime(9min, anonymous());
    QCOMPARE(model.nextLimit(9min), 1min); // the lock
    model.passTime(10min, anonymous());
    QCOMPARE(model.nextLimit(10min), 1min); // the user is loaded while the session is locked, too
    model.noteLoading(59min);
    QCOMPARE(model.nextLimit(59min), 1min); // the ceiling
    QCOMPARE(model.nextLimit(61min), 0min); // has passed
}

void tst_SessionModel::aMarkEndsWithItsSession()
{
    SessionModel model = modelOf(idlePolicy());
    const SessionMark ofNobody = model.mark(0s);
    model.enter(entryOf("ada", 0s), 0s);
    const SessionMark ofAda = model.mark(0s);
    QVERIFY(model.isCurrent(ofNobody) && model.isCurrent(ofAda));
    const SessionMark late = model.mark(10min); // the limit has passed, and the lock is about to come
    model.passTime(10min, anonymous());
    QVERIFY(!model.isCurrent(ofNobody) && !model.isCurrent(ofAda) && model.isCurrent(late));
    const SessionMark ofLocked = model.mark(11min);
    model.confirm(entryOf("ada", 11min), 11min);
    QVERIFY(model.isCurrent(ofLocked) && model.isCurrent(late) && !model.isCurrent(ofAda));
    model.lock(LockReason::Requested, 12min);
    QVERIFY(!model.isCurrent(ofLocked) && !model.isCurrent(late));
    const SessionMark last = model.mark(12min);
    model.end(LogoutReason::Requested, anonymous());
    model.enter(entryOf("ada", 13min), 13min);
    QVERIFY(!model.isCurrent(last)); // also when the same user comes back
}

void tst_SessionModel::aPredicateThatMovesTheModelIsNotBelieved()
{
    SessionModel model = modelOf({});
    model.enter(entryOf("ada", 0s), 0s);
    const auto quiet = Requirement::predicate(QStringLiteral("quiet"), [](const User &) { return true; });
    QCOMPARE(model.check(quiet, 1s), Access::Allowed);
    const auto locks = Requirement::predicate(QStringLiteral("locks"), [&](const User &) {
        model.lock(LockReason::Requested, 1s);
        return true;
    });
    QCOMPARE(model.check(locks, 1s), Access::Forbidden);
    model.confirm(entryOf("ada", 2s), 2s);
    const auto leaves = Requirement::predicate(QStringLiteral("leaves"), [&](const User &) {
        model.end(LogoutReason::Requested, anonymous());
        model.enter(entryOf("bob", 3s), 3s);
        return true;
    });
    QCOMPARE(model.check(leaves, 3s), Access::Forbidden);
}

// A user who was forced in is not fresh. Loaded anew as active, they are, until the proof is too old.
void tst_SessionModel::freshnessEndsInTimeAlsoForAUserWhoBecameActive()
{
    SessionPolicy policy;
    policy.freshLifetime = 5min;
    SessionModel model = modelOf(policy);
    SessionModel::Entry forced = entryOf("ada", 0s);
    forced.answers.authenticated = forced.isActive = false;
    model.enter(forced, 0s);
    QVERIFY(!model.isFresh(0s));
    const auto active = entryOf("ada");
    const SessionChange noted = model.noteUser(active.user, active.answers, true, 1min);
    QVERIFY(noted.opens && model.isFresh(1min));
    QCOMPARE(model.nextLimit(1min), std::optional<std::chrono::nanoseconds>(4min));
    const SessionChange stale = model.passTime(5min, anonymous());
    QVERIFY(stale.closes && !model.isFresh(5min));
}

void tst_SessionModel::inputAfterALimitDoesNotUndoIt()
{
    SessionPolicy policy = idlePolicy();
    policy.sessionLifetime = 1h;
    SessionModel model = modelOf(policy);
    model.enter(entryOf("ada", 0s), 0s);
    model.noteActivity(10min);
    model.passTime(10min, anonymous());
    QCOMPARE(model.state(), SessionState::Locked);
    policy.idleLock = 2h;
    model = modelOf(policy);
    model.enter(entryOf("ada", 0s), 0s);
    model.noteActivity(61min);
    QCOMPARE(model.facts().lastActivityAt, Clock::Boot(0s));
    model.passTime(61min, anonymous());
    QCOMPARE(model.state(), SessionState::SignedOut);
}

void tst_SessionModel::aUserWhoIsLoadedAnewTakesTheirOwnPlaceAlone()
{
    SessionModel model = modelOf({});
    const auto bob = entryOf("bob"), ada = entryOf("ada", 0s), again = entryOf("ada");
    QVERIFY(!model.noteUser(bob.user, bob.answers, true, 0s).opens && !model.isIn());
    QVERIFY(model.user() != bob.user);
    model.enter(ada, 0s);
    QVERIFY(!model.noteUser(bob.user, bob.answers, false, 1s).opens);
    QVERIFY(model.user() == ada.user && model.isActive());
    QVERIFY(model.noteUser(again.user, again.answers, false, 1s).opens);
    QVERIFY(model.user() == again.user && !model.isActive());
}

void tst_SessionModel::aProofLastsAsLongAsTheShortestLimit_data()
{
    QTest::addColumn<std::chrono::seconds>("policy");
    QTest::addColumn<std::chrono::seconds>("within");
    QTest::addColumn<std::chrono::seconds>("left"); // after one minute; negative: it does not end
    const std::chrono::seconds endless(-1), minute(60), never(0), hour(3600);
    QTest::newRow("the policy's") << 5 * minute << never << 4 * minute;
    QTest::newRow("the requirement's") << 5 * minute << 2 * minute << minute;
    QTest::newRow("the policy's, which is shorter") << 5 * minute << hour << 4 * minute;
    QTest::newRow("the requirement's alone") << never << 2 * minute << minute;
    QTest::newRow("none") << never << never << endless;
    QTest::newRow("longer than can be counted") << never << std::chrono::seconds(std::chrono::years(300)) << endless;
    QTest::newRow("too old") << minute << never << endless;
}

void tst_SessionModel::aProofLastsAsLongAsTheShortestLimit()
{
    QFETCH(const std::chrono::seconds, policy);
    QFETCH(const std::chrono::seconds, within);
    QFETCH(const std::chrono::seconds, left);
    SessionPolicy limits;
    limits.freshLifetime = policy;
    SessionModel model = modelOf(limits);
    model.enter(entryOf("ada", 0s), 0s);
    const auto expected = left < 0s ? std::nullopt : std::optional<std::chrono::nanoseconds>(left);
    QCOMPARE(model.freshFor(Requirement::freshLogin(within), 1min), expected);
    QCOMPARE(model.freshFor(Requirement::login(), 1min), std::optional<std::chrono::nanoseconds>());
}

void tst_SessionModel::ofAlternativesTheLongestCounts()
{
    SessionPolicy limits;
    limits.freshLifetime = 1h;
    SessionModel model = modelOf(limits);
    model.enter(entryOf("ada", 0s), 0s);
    const auto left = [&](const Requirement &requirement) { return model.freshFor(requirement, 1min); };
    const auto quick = Requirement::freshLogin(2min), slow = Requirement::freshLogin(10min);
    const auto admins = Requirement::scope(QStringLiteral("admin")) && Requirement::freshLogin(30min);
    QCOMPARE(left(quick || slow), std::optional<std::chrono::nanoseconds>(9min));
    QCOMPARE(left(slow || quick), std::optional<std::chrono::nanoseconds>(9min));
    QCOMPARE(left(quick || admins), std::optional<std::chrono::nanoseconds>(1min)); // ada is no administrator
    QCOMPARE(left(quick || Requirement::login()), std::optional<std::chrono::nanoseconds>());
}

void tst_SessionModel::theAnonymousUserChangesOutsideOnly()
{
    SessionModel model = modelOf({});
    const UserPtr guest = anonymous();
    model.setAnonymous(guest);
    QCOMPARE(model.user(), guest);
    const auto ada = entryOf("ada", 0s);
    model.enter(ada, 0s);
    model.setAnonymous(anonymous());
    QCOMPARE(model.user(), ada.user);
    model.end(LogoutReason::Requested, guest);
    QCOMPARE(model.user(), guest);
}

void tst_SessionModel::aClosedModelKeepsNothingCurrent()
{
    for (const bool isIn : {true, false}) {
        SessionModel model = modelOf({});
        isIn ? model.enter(entryOf("ada", 0s), 0s) : model.beginLogin();
        const SessionMark mark = model.mark(0s);
        const UserPtr guest = anonymous();
        model.close(guest);
        QCOMPARE(model.state(), SessionState::SignedOut);
        QVERIFY(!model.isCurrent(mark) && (!isIn || model.user() == guest));
        QCOMPARE(model.check(Requirement::login(), 0s), Access::LoginRequired);
    }
}

QTEST_APPLESS_MAIN(tst_SessionModel)

#include "tst_sessionmodel.moc"
