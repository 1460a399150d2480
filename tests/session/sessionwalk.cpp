// SPDX-License-Identifier: MIT
#include "session/sessionwalk.h"

#include "support/patience.h"

#include <QtCore/qdeadlinetimer.h>

using namespace std::chrono_literals;

namespace QtLogin {

using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;

SessionWalk::SessionWalk(quint32 seed) : m_dice(seed)
{
    m_model.now = m_stage.clock->sinceBoot();
    m_model.wall = m_stage.clock->wall();
    m_stage.authenticator->add(QStringLiteral("bob"), "builder");
    m_stage.startWith([this](LoginSetup &setup) {
        setup.ambientLogins = {[this] {
            return readyFuture(m_model.isKnownToDesktop ? Result<UserPtr>(userOf(2)) : Result<UserPtr>(Error::Kind::Absent));
        }};
    });
    tellLoader();
    beginRun();
}

const SessionWalk::Step SessionWalk::steps[] = {
    {12, "log in", &SessionWalk::logIn},
    {8, "log in by the application", &SessionWalk::logInByApplication},
    {6, "log out", &SessionWalk::logOut},
    {2, "log in and out in one breath", &SessionWalk::logInAndOutInOneBreath},
    {3, "move on while logging in", &SessionWalk::moveOnWhileLoggingIn},
    {6, "lock", &SessionWalk::lock},
    {9, "unlock", &SessionWalk::unlock},
    {4, "confirm", &SessionWalk::confirmLogin},
    {6, "re-authenticate", &SessionWalk::reauthenticate},
    {5, "revalidate", &SessionWalk::revalidate},
    {10, "restore", &SessionWalk::restore},
    {1, "restore what is damaged", &SessionWalk::restoreDamaged},
    {6, "come back later", &SessionWalk::comeBackLater},
    {3, "come in by the desktop", &SessionWalk::comeInByDesktop},
    {8, "require", &SessionWalk::require},
    {8, "guard", &SessionWalk::guard},
    {2, "forget", &SessionWalk::forget},
    {10, "restart", &SessionWalk::restart},
    {4, "change the policy", &SessionWalk::changePolicy},
    {5, "change a person", &SessionWalk::changePerson},
    {3, "change the loader", &SessionWalk::changeLoader},
    {4, "change the keychain", &SessionWalk::changeKeychain},
    {2, "change the context", &SessionWalk::changeContext},
    {12, "let time pass", &SessionWalk::letTimePass},
    {5, "suspend", &SessionWalk::suspend},
    {3, "set the date", &SessionWalk::moveWallClock},
};

QString SessionWalk::step()
{
    int total = 0;
    for (const Step &step : steps)
        total += step.weight;
    int die = roll(total);
    const Step *chosen = steps;
    while (die >= chosen->weight)
        die -= chosen++->weight;
    m_path += QLatin1StringView(chosen->name);
    const QString before = m_model.describe();
    (this->*chosen->walk)();
    m_complaints += m_witness->complaints();
    if (!m_complaints.isEmpty())
        m_complaints += {QStringLiteral("before: ") + before, QStringLiteral("after: ") + m_model.describe()};
    return m_complaints.join(u'\n');
}

// --- The world ------------------------------------------------------------------------------------

UserPtr SessionWalk::userOf(size_t who) const
{
    const auto &person = m_model.people[who];
    return SimpleUser::create({.id = person.id,
                               .scopes = person.admin ? Scopes {QStringLiteral("admin")} : Scopes(),
                               .sessionStamp = QString::number(person.stamp),
                               .active = person.active});
}

Credentials SessionWalk::credentials(size_t who, bool right) const
{
    if (!right)
        return Credentials::password(m_model.people[who].id, Secret::copyOf("wrong"));
    return who == 0 ? Stage::adasPassword() : Stage::bobsPassword();
}

LoginOptions SessionWalk::someOptions()
{
    LoginOptions options;
    options.remember = oneOf({Remember::No, Remember::Yes, Remember::Yes, Remember::Keep});
    if (maybe(25))
        options.rememberFor = oneOf<std::chrono::seconds>({1h, 24h, 240h});
    options.force = maybe(15);
    options.fresh = maybe(85);
    return options;
}

void SessionWalk::tellLoader()
{
    for (size_t who = 0; who < m_model.people.size(); ++who) {
        if (m_model.people[who].exists)
            m_stage.loader->add(userOf(who));
        else
            m_stage.loader->remove(m_model.people[who].id);
    }
    if (m_model.loaderAnswers)
        m_stage.loader->heal();
    else
        m_stage.loader->fail(Error::Kind::Unavailable);
}

// A manager of its own for each run, and a keychain without faults.
void SessionWalk::beginRun()
{
    m_model.keychainReads = m_model.keychainWrites = true;
    m_stage.contextId = [this] { return QByteArray::number(m_model.context); };
    login().setSessionPolicy(m_model.policy);
    m_witness = std::make_unique<Witness>(login());
    m_stored = m_notStored = 0;
    m_epoch = login().epoch();
    m_modelEpoch = m_model.epoch;
}

// --- The comparison -------------------------------------------------------------------------------

void SessionWalk::compare(const Outcome &expected, bool success)
{
    const QStringList events = m_witness->takeEvents();
    expect(success == expected.success, QStringLiteral("success should be %1").arg(expected.success));
    expect(events == expected.events,
           QStringLiteral("heard: %1; should hear: %2")
               .arg(events.join(QStringLiteral(", ")), expected.events.join(QStringLiteral(", "))));
    compareRemembering(expected);
    compareSession();
    if (maybe(50))
        waitUntilRemembered();
    m_witness->lookAtTheEnd();
}

void SessionWalk::compareRemembering(const Outcome &expected)
{
    if (!expected.stored)
        return;
    const int before = *expected.stored ? m_stored : m_notStored;
    const int &heard = *expected.stored ? m_witness->stored : m_witness->notStored;
    for (QDeadlineTimer end(patience); !end.hasExpired() && heard == before;)
        (void)Stage::resultOf(login().rememberedLogin()->peek()); // goes the same way, and takes as long
    expect(heard > before, QStringLiteral("remembering is not reported"));
    m_stored = m_witness->stored;
    m_notStored = m_witness->notStored;
}

void SessionWalk::compareSession()
{
    const auto same = [this](const char *what, auto is, auto should) {
        if (is == should)
            return;
        QString text;
        QDebug(&text) << what << "is" << is << "and should be" << should;
        m_complaints += text;
    };
    const auto user = m_model.user();
    same("state", login().state(), m_model.state);
    same("the user", login().currentUser()->id(), user ? user->id : QString());
    same("authenticated", login().isAuthenticated(), m_model.isAuthenticated());
    same("fresh", login().isFresh(), m_model.isFresh());
    same("locked", login().isLocked(), m_model.state == SessionState::Locked);
    same("busy", login().isBusy(), false);
    same("another epoch", login().epoch() != m_epoch, m_model.epoch != m_modelEpoch);
    m_epoch = login().epoch();
    m_modelEpoch = m_model.epoch;
    compareChecks("now");
}

void SessionWalk::compareChecks(const char *when)
{
    const auto ada = Requirement::predicate(QStringLiteral("ada"),
                                            [](const User &user) { return user.id() == QStringLiteral("ada"); });
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    const Requirement all[] = {Requirement(),
                               Requirement::anyone(),
                               Requirement::guestOnly(),
                               Requirement::login(),
                               Requirement::freshLogin(),
                               Requirement::freshLogin(2min),
                               admin,
                               Requirement::scope(QStringLiteral("root")),
                               ada,
                               Requirement::freshLogin(30s) && admin,
                               Requirement::guestOnly() && Requirement::login()};
    const SessionLease lease = login().lease();
    for (const Requirement &requirement : all) {
        if (requirement.needsGuest() && m_model.isLimitPassed())
            continue; // neither in nor out, until it is noticed
        const Access is = login().check(requirement);
        const Access should = m_model.check(requirement);
        QString text;
        QDebug(&text) << when << requirement.toString() << "is" << is << "and should be" << should;
        expect(is == should, text);
        if (m_model.isAuthenticated() && !requirement.hasPredicates())
            expect(lease.check(requirement) == should, QStringLiteral("the lease says otherwise: ") + text);
    }
}

// No operation of the remembered login asks more often, and each of its questions is answered before the next of these.
static constexpr int longestOperation = 8;

// An operation that is under way would read two dates, or run into its deadline, if time passed now.
void SessionWalk::settle()
{
    for (int i = 0; i < longestOperation; ++i) {
        (void)Stage::resultOf(login().rememberedLogin()->peek());
        (void)Stage::resultOf(login().rememberedLogin()->devices());
    }
    waitUntilRemembered();
}

// Remembering goes on beside the session, through files: in the end it is as it should be.
void SessionWalk::waitUntilRemembered()
{
    const auto isSettled = [this] {
        const bool isStored = bool(Stage::resultOf(login().rememberedLogin()->peek()));
        return isStored == m_model.hasToken()
            && login().isRemembered() == m_model.isRemembered().value_or(login().isRemembered());
    };
    for (QDeadlineTimer end(patience); !end.hasExpired() && !isSettled();)
        QCoreApplication::processEvents();
    const bool isStored = bool(Stage::resultOf(login().rememberedLogin()->peek()));
    expect(isStored == m_model.hasToken(),
           QStringLiteral("somebody is remembered should be %1").arg(m_model.hasToken()));
    if (!m_model.isIn())
        expect(login().rememberedLogin()->hasUser() == m_model.hasToken(),
               QStringLiteral("hasRememberedUser is not what is stored"));
    m_stored = m_witness->stored;
    m_notStored = m_witness->notStored;
    if (const auto remembered = m_model.isRemembered())
        expect(login().isRemembered() == *remembered, QStringLiteral("remembered should be %1").arg(*remembered));
}

// --- Coming and going -----------------------------------------------------------------------------

void SessionWalk::logIn()
{
    const size_t who = someone();
    const bool right = maybe(75);
    const auto options = someOptions();
    const bool success = bool(Stage::resultOf(login().logIn(credentials(who, right), options)));
    compare(m_model.logIn(who, right, options), success);
}

void SessionWalk::logInByApplication()
{
    const size_t who = someone();
    const auto options = someOptions();
    const bool success = bool(login().logInVerified(userOf(who), options));
    compare(m_model.logInByApplication(who, options), success);
}

void SessionWalk::logOut()
{
    login().logOut();
    compare(m_model.logOut(), true);
}

// The last command wins, however far the first one had come.
void SessionWalk::logInAndOutInOneBreath()
{
    const LoginOptions options {.remember = Remember::Yes, .force = true};
    (void)login().logInVerified(userOf(0), options);
    for (int i = roll(4); i > 0; --i)
        QCoreApplication::processEvents();
    login().logOut();
    Outcome outcome = m_model.logInByApplication(0, options);
    outcome.events += m_model.logOut().events;
    outcome.stored.reset();
    compare(outcome, true);
    waitUntilRemembered();
}

void SessionWalk::moveOnWhileLoggingIn()
{
    const size_t who = someone();
    m_stage.authenticator->hold();
    const auto attempt = login().logIn(credentials(who, true));
    expect(login().isBusy(), QStringLiteral("not busy while logging in"));
    expect(m_model.isIn() == (login().state() != SessionState::LoggingIn),
           QStringLiteral("a login begun outside is a state"));
    const int way = roll(3);
    if (way == 0) {
        login().logOut();
        m_stage.authenticator->releaseHeld();
        compare(m_model.logOut(), !Stage::resultOf(attempt));
    } else if (way == 1) {
        const auto options = LoginOptions {.remember = Remember::Keep, .force = true};
        const bool success = bool(login().logInVerified(userOf(1 - who), options));
        m_stage.authenticator->releaseHeld();
        compare(m_model.logInByApplication(1 - who, options), success && !Stage::resultOf(attempt));
    } else {
        const bool locks = m_model.state == SessionState::LoggedIn;
        login().lock();
        Outcome outcome = m_model.lock(QStringLiteral("Requested"));
        m_stage.authenticator->releaseHeld();
        const bool success = bool(Stage::resultOf(attempt));
        if (!locks) { // else it was begun before the lock, and does not open it
            const Outcome after = m_model.logIn(who, true, {});
            outcome.events += after.events;
            outcome.success = after.success;
        }
        compare(outcome, success);
    }
}

void SessionWalk::restore()
{
    if (m_model.isIn() && maybe(80))
        return restart();
    const bool success = bool(Stage::resultOf(login().restore()));
    compare(m_model.restore(), success);
}

void SessionWalk::restoreDamaged()
{
    restart();
    waitUntilRemembered();
    const auto item = m_stage.store->content()->value(m_stage.key());
    if (!item || !m_model.hasToken() || m_model.isItemDamaged())
        return;
    if (maybe(50))
        m_stage.store->flipBit(m_stage.key(), roll(int(item->size()) * 8));
    else
        m_stage.store->truncate(m_stage.key(), roll(int(item->size())));
    m_model.damageItem();
    restore();
}

// Days later, and perhaps the date has been set meanwhile.
void SessionWalk::comeBackLater()
{
    if (maybe(50)) {
        const size_t who = someone();
        const LoginOptions options {.remember = Remember::Yes, .force = true};
        const bool success = bool(login().logInVerified(userOf(who), options));
        compare(m_model.logInByApplication(who, options), success);
    }
    restart();
    const auto duration = oneOf<std::chrono::seconds>({24h, 9 * 24h, 13 * 24h, 14 * 24h - 1s, 14 * 24h, 20 * 24h});
    m_stage.clock->suspend(duration);
    m_model.sleepThrough(duration);
    if (maybe(30))
        moveWallClock();
    restore();
}

void SessionWalk::forget()
{
    const bool success = bool(Stage::resultOf(login().rememberedLogin()->forget()));
    compare(m_model.forget(), success);
}

void SessionWalk::restart()
{
    if (maybe(50))
        waitUntilRemembered();
    m_witness.reset();
    m_stage.restartApplication();
    m_model.restartApplication();
    beginRun();
    compare({.success = true}, true);
}

// --- Away and back --------------------------------------------------------------------------------

void SessionWalk::lock()
{
    login().lock(LockReason::ScreenLocked);
    Outcome outcome = m_model.lock(QStringLiteral("ScreenLocked"));
    outcome.success = true;
    compare(outcome, true);
}

void SessionWalk::unlock()
{
    if (m_model.state == SessionState::LoggedIn)
        lock();
    const size_t who = someone();
    const bool right = maybe(80);
    const bool success = bool(Stage::resultOf(login().unlock(credentials(who, right))));
    compare(m_model.state == SessionState::Locked ? m_model.reauthenticate(who, right) : Outcome(), success);
}

void SessionWalk::confirmLogin()
{
    const bool success = bool(login().confirmLogin());
    compare(m_model.confirmLogin(), success);
}

void SessionWalk::reauthenticate()
{
    const size_t who = someone();
    const bool right = maybe(80);
    const bool success = bool(Stage::resultOf(login().reauthenticate(credentials(who, right))));
    compare(m_model.reauthenticate(who, right), success);
}

void SessionWalk::revalidate()
{
    const bool success = bool(Stage::resultOf(login().revalidate()));
    compare(m_model.revalidate(), success);
}

// --- The world changes ----------------------------------------------------------------------------

void SessionWalk::changePolicy()
{
    SessionPolicy policy = oneOf({SessionPolicy::relaxed(), SessionPolicy::standard(), SessionPolicy::standard(),
                                  SessionPolicy::strict(), SessionPolicy::standard()});
    if (maybe(40)) {
        policy.freshLifetime = oneOf<std::chrono::seconds>({0s, 60s, 1h});
        policy.idleLock = oneOf<std::chrono::seconds>({0s, 5min, 2h});
        policy.sessionLifetime = oneOf<std::chrono::seconds>({0s, 1h, 24h});
        policy.revalidateInterval = oneOf<std::chrono::seconds>({0s, 10min, 3h});
    }
    policy.protection = oneOf({SessionProtection::Off, SessionProtection::Basic, SessionProtection::Strong});
    login().setSessionPolicy(policy);
    compare(m_model.setPolicy(policy), false);
}

void SessionWalk::changePerson()
{
    auto &person = m_model.people[someone()];
    switch (roll(4)) {
    case 0:
        person.exists = !person.exists;
        break;
    case 1:
        person.active = !person.active;
        break;
    case 2:
        ++person.stamp;
        break;
    default:
        person.admin = !person.admin;
    }
    if (maybe(50)) // mostly they are well
        person.exists = person.active = true;
    tellLoader();
    compare({}, false);
}

void SessionWalk::changeLoader()
{
    m_model.loaderAnswers = maybe(65);
    tellLoader();
    compare({}, false);
}

void SessionWalk::changeKeychain()
{
    m_stage.store->heal();
    m_model.keychainReads = m_model.keychainWrites = true;
    switch (roll(6)) {
    case 0:
        m_stage.store->failAll(
            oneOf({Error::Kind::Locked, Error::Kind::Refused, Error::Kind::Unavailable, Error::Kind::TimedOut}));
        m_model.keychainReads = m_model.keychainWrites = false;
        break;
    case 1:
        m_stage.store->fail(Operation::Write, Error::Kind::Refused);
        m_model.keychainWrites = false;
        break;
    case 2:
        m_stage.store->fail(Operation::Remove, Error::Kind::Locked);
        break;
    default:
        break;
    }
    compare({}, false);
}

void SessionWalk::changeContext()
{
    ++m_model.context;
    compare({}, false);
    revalidate(); // it is noticed once, and told once
    revalidate();
}

// --- Time -----------------------------------------------------------------------------------------

void SessionWalk::letTimePass()
{
    std::chrono::nanoseconds duration =
        oneOf<std::chrono::seconds>({1s, 29s, 30s, 61s, 4min, 5min, 16min, 1h, 13h, 24h, 120h});
    if (const auto limit = m_model.untilNextLimit(); limit && maybe(60))
        duration = maybe(50) ? *limit : *limit - 1s;
    settle();
    const bool pending = m_model.state == SessionState::RestorePending;
    m_stage.clock->advance(duration);
    QCoreApplication::processEvents();
    const Outcome outcome = m_model.advance(duration);
    if (!pending)
        return compare(outcome, false);
    followRetry();
}

// A pending restore may try again by itself, or not yet; if it has, with the result that a restore has now.
void SessionWalk::followRetry()
{
    m_witness->takeEvents();
    if (QTest::qWaitFor([this] { return login().state() != SessionState::Restoring; }, patience)
        && login().state() != SessionState::RestorePending)
        (void)m_model.restore();
    m_witness->takeEvents();
    compareSession();
}

void SessionWalk::suspend()
{
    const auto duration = oneOf<std::chrono::seconds>({61s, 6min, 3h, 14h, 240h});
    settle();
    const bool pending = m_model.state == SessionState::RestorePending;
    m_stage.clock->suspend(duration);
    m_model.sleepThrough(duration);
    compareChecks("after a suspend");
    Outcome outcome;
    if (maybe(50)) {
        login().noteUserActivity(); // a user opens the lid and moves the mouse
        outcome = m_model.noteUserActivity();
    }
    compareChecks("after waking up");
    if (pending)
        return;
    m_stage.clock->advance(0s);
    outcome.events += m_model.advance(0s).events;
    compare(outcome, false);
}

void SessionWalk::moveWallClock()
{
    const auto step = oneOf<std::chrono::seconds>({61s, -61s, 1h, -1h, 36h, -36h, 360h, -360h});
    const bool pending = m_model.state == SessionState::RestorePending;
    settle();
    m_stage.clock->moveWall(step);
    m_model.wall += step;
    m_stage.clock->advance(0s); // rings also what has become due in a suspend
    QCoreApplication::processEvents();
    const Outcome outcome = m_model.advance(0s);
    if (!pending)
        return compare(outcome, false);
    followRetry();
}

} // namespace QtLogin
