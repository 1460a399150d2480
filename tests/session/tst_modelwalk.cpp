// SPDX-License-Identifier: MIT
#include "session/referencemodel.h"
#include "session/sessionmodel_p.h"
#include "support/repetitions.h"

#include <QtCore/qrandom.h>
#include <QtTest/QTest>

using namespace QtLogin;
using namespace std::chrono_literals;

// The model of the session beside the reference model, which was written after the design: after each call to both,
// they show the same and tell the same. Without an event loop, so that a million steps take seconds. The world around
// both, which is the verifier and the record that the next start finds, is played by the walk.
//
//   QTLOGIN_SEED=…        walks the same way again
//   QTLOGIN_MODEL_WALKS=… walks longer, by a thousand steps each
//   QTLOGIN_LONG=1        walks longer, and another way each time
class tst_ModelWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theModelDoesAsTheReferenceModel(); // rules 14, 15, 17, 19, 21, 25, 26, 32, 33
};

namespace {

template<typename T>
QString nameOf(T value)
{
    return QString::fromLatin1(QMetaEnum::fromType<T>().valueToKey(int(value)));
}

class Walk
{
public:
    explicit Walk(quint32 seed) : m_random(seed)
    {
        m_reference.policy = policies().front();
        m_model.setPolicy(m_reference.policy);
        moveGates(false, true);
        m_reference.now = 1h;
        m_reference.wall = Clock::Wall(std::chrono::days(20'000));
    }

    void step()
    {
        begin();
        takeStep();
        followMarks();
    }
    // Empty where both models agree.
    QString difference() const;

private:
    using Outcome = ReferenceModel::Outcome;

    static const std::vector<SessionPolicy> &policies();
    static const std::vector<Requirement> &gated();
    UserPtr userOf(const ReferenceModel::Person &person) const;
    SessionModel::Entry entryOf(size_t who) const;
    QByteArray context() const { return QByteArray::number(m_reference.context); }
    Clock::Boot now() const { return m_reference.now; }
    void apply(const std::function<SessionChange(SessionModel &)> &transition);
    void expect(const QString &what, const Outcome &outcome);
    void enter(size_t who, const LoginOptions &options);
    void revalidate();
    void pass(std::chrono::nanoseconds duration);
    void change(int what);
    void restart();
    void restore();
    void logInAtTheDialog();
    void noteRemembered();
    void moveGates(bool closes, bool opens);
    void begin();
    void takeStep();
    void followMarks();

    struct Left // for the next start
    {
        bool isLocked = false;
        Clock::Boot activeAt {}, enteredAt {};
    };
    struct Begun // work that is bound to the session of its mark
    {
        SessionMark mark;
        Clock::Boot at {};
        bool isOfNobody = false;
        bool isCurrent = true;
    };

    ReferenceModel m_reference;
    SessionModel m_model {std::make_shared<const AnonymousUser>()};
    QRandomGenerator m_random;
    QString m_last; // step, for the report
    QStringList m_events, m_expected;
    std::optional<Left> m_left;
    std::vector<Begun> m_begun;
    Clock::Boot m_moment {}; // of the transition, while time passes
    bool m_isWarned = false; // as the events say
    bool m_isRemembered = false; // as an application was told
    std::vector<bool> m_gates = std::vector<bool>(gated().size()); // open; moved only when the model says so
};

const std::vector<SessionPolicy> &Walk::policies()
{
    static const std::vector<SessionPolicy> all = [] {
        SessionPolicy limited = SessionPolicy::standard();
        limited.idleLock = 10min;
        limited.sessionLifetime = 1h;
        SessionPolicy strong = SessionPolicy::relaxed();
        strong.protection = SessionProtection::Strong;
        SessionPolicy off = SessionPolicy::strict();
        off.protection = SessionProtection::Off;
        SessionPolicy quick = SessionPolicy::standard(); // in which no other limit comes before that of a proof
        quick.freshLifetime = 200s;
        quick.revalidateInterval = 0s;
        return std::vector {SessionPolicy::standard(), SessionPolicy::relaxed(), SessionPolicy::strict(), limited, strong, off, quick};
    }();
    return all;
}

// Without limits of their own, for which each gate has an alarm.
const std::vector<Requirement> &Walk::gated()
{
    static const std::vector<Requirement> all = {Requirement::anyone(), Requirement::guestOnly(), Requirement::login(),
                                                 Requirement::freshLogin(), Requirement::scope(QStringLiteral("admin"))};
    return all;
}

// As the gates of a session: what a user sees closes only where the model says so, before anything else is told. That
// a guest is none any more is found with what may open.
void Walk::moveGates(bool closes, bool opens)
{
    for (size_t i = 0; i < m_gates.size(); ++i) {
        const bool isAllowed = m_model.check(gated()[i], m_moment) == Access::Allowed;
        const bool isLooked = closes || (opens && (!m_gates[i] || gated()[i].needsGuest()));
        m_gates[i] = isLooked ? isAllowed : m_gates[i];
    }
}

UserPtr Walk::userOf(const ReferenceModel::Person &person) const
{
    return SimpleUser::create({.id = person.id,
                               .scopes = person.admin ? Scopes {QStringLiteral("admin")} : Scopes(),
                               .sessionStamp = QString::number(person.stamp),
                               .active = person.active});
}

SessionModel::Entry Walk::entryOf(size_t who) const
{
    const auto user = userOf(m_reference.people[who]);
    return {.user = user,
            .answers = UserSnapshot::of(*user),
            .isActive = user->isActive(),
            .stamp = user->sessionStamp(),
            .contextId = context()};
}

// Does with a change of the model as the session does, in the words of the reference model.
void Walk::apply(const std::function<SessionChange(SessionModel &)> &transition)
{
    const bool wasLocked = m_model.state() == SessionState::Locked;
    const SessionFacts before = m_model.facts();
    const SessionChange change = transition(m_model);
    moveGates(change.closes, change.opens);
    m_isRemembered = m_model.isRemembered(m_moment);
    if (change.expires)
        m_left = Left {true, before.lastActivityAt, before.loggedInAt};
    else if (change.leaving)
        m_left.reset();
    if (!m_model.isIn() || (!wasLocked && m_model.state() == SessionState::Locked))
        m_isWarned = false; // what the warning was of has come
    const bool isLocked = m_model.state() == SessionState::Locked;
    if (change.leaving)
        m_events += QStringLiteral("aboutToLogOut ") + change.leaving->id();
    if (wasLocked && !isLocked)
        m_events += QStringLiteral("unlocked");
    if (!wasLocked && isLocked)
        m_events += QStringLiteral("locked ") + nameOf(m_model.lockReason());
    for (const SessionEvent &event : change.events) {
        switch (event.kind) {
        case SessionEvent::Kind::LoggedIn:
            m_events += QStringLiteral("loggedIn ") + event.user->id();
            break;
        case SessionEvent::Kind::LoginConfirmed:
            m_events += QStringLiteral("loginConfirmed ") + event.user->id();
            break;
        case SessionEvent::Kind::LoggedOut:
            m_events += QStringLiteral("loggedOut %1 %2").arg(event.user->id(), nameOf(event.reason));
            break;
        case SessionEvent::Kind::Protected:
            m_events += QStringLiteral("sessionProtected %1").arg(int(event.level));
            break;
        case SessionEvent::Kind::Restored:
            m_events += QStringLiteral("restored ") + event.user->id();
            break;
        case SessionEvent::Kind::AboutToLock: // compared as a state: the reference model does not say when it warns
        case SessionEvent::Kind::LockAverted:
            m_isWarned = event.kind == SessionEvent::Kind::AboutToLock;
            break;
        }
    }
}

void Walk::expect(const QString &what, const Outcome &outcome)
{
    m_last = what;
    m_expected = outcome.events;
}

static const UserPtr &anonymous()
{
    static const UserPtr user = std::make_shared<const AnonymousUser>();
    return user;
}

void Walk::enter(size_t who, const LoginOptions &options)
{
    const ReferenceModel::Person &person = m_reference.people[who];
    if (person.active || options.force) {
        SessionModel::Entry entry = entryOf(who);
        if (options.fresh)
            entry.provedAt = now();
        if (m_model.isIn() && !isSamePerson(entry.user, m_model.user()))
            apply([](SessionModel &m) { return m.end(LogoutReason::UserSwitched, anonymous()); });
        apply([&](SessionModel &m) { return m.enter(entry, now()); });
    }
    expect(QStringLiteral("log in %1 force %2 fresh %3").arg(person.id).arg(options.force).arg(options.fresh),
           m_reference.logInByApplication(who, options));
    noteRemembered();
}

// As the verifier says, after a step in which it is asked. From there on, the model goes its own way.
void Walk::noteRemembered()
{
    if (m_model.isIn())
        m_model.noteRemembered(m_reference.rememberedUntil());
    m_isRemembered = m_model.isRemembered(now());
}

void Walk::restart()
{
    if (m_model.isIn())
        m_left = Left {m_model.state() == SessionState::Locked, m_model.facts().lastActivityAt, m_model.facts().loggedInAt};
    m_model = SessionModel(anonymous());
    (void)m_model.setPolicy(m_reference.policy);
    m_begun.clear();
    m_isWarned = m_isRemembered = false;
    m_gates.assign(m_gates.size(), false);
    moveGates(false, true);
    m_reference.restartApplication();
    expect(QStringLiteral("restart"), {});
}

// Which remembered login comes back, the reference model says: that is no question to a session.
void Walk::restore()
{
    if (m_model.isIn())
        return expect(QStringLiteral("restore nothing"), {});
    m_reference.keychainReads = m_random.bounded(4) > 0;
    if (m_model.state() == SessionState::LoggingIn) { // it goes on, and the restore has waited for nothing
        m_reference.endRestore(!m_reference.keychainReads);
        apply([this](SessionModel &m) { return m.endRestore(!m_reference.keychainReads); });
        return expect(QStringLiteral("restore beside a login"), {});
    }
    apply([](SessionModel &m) { return m.beginRestore(); });
    if (m_random.bounded(4) == 0) { // for a step
        m_reference.beginRestore();
        return expect(QStringLiteral("begin to restore"), {});
    }
    const Outcome outcome = m_reference.restore();
    if (!outcome.success) {
        const bool isPending = m_reference.state == SessionState::RestorePending;
        apply([isPending](SessionModel &m) { return m.endRestore(isPending); });
        m_events += isPending ? QStringList {QStringLiteral("restorePending")} : QStringList(); // the session says so
        return expect(QStringLiteral("restore"), outcome);
    }
    const auto isOver = [this](Clock::Boot since, std::chrono::seconds limit) { return limit > 0s && now() - since >= limit; };
    SessionModel::Comeback how {.begunAt = now(), .rememberedUntil = m_reference.rememberedUntil()};
    if (m_left) {
        const bool isAtCeiling = isOver(m_left->enteredAt, m_reference.policy.sessionLifetime);
        how.age = isAtCeiling ? 0ns : now() - m_left->enteredAt;
        how.isLocked = m_left->isLocked || isAtCeiling || isOver(m_left->activeAt, m_reference.policy.idleLock);
    }
    const size_t who = m_reference.user()->id == m_reference.people[0].id ? 0 : 1;
    apply([&](SessionModel &m) { return m.comeBack(entryOf(who), how, now()); });
    expect(QStringLiteral("restore"), outcome);
}

// An attempt to log in, which may be given up, and the desktop that locks meanwhile.
void Walk::logInAtTheDialog()
{
    const int what = m_random.bounded(4);
    if (what < 2) {
        m_reference.beginLogin();
        apply([](SessionModel &m) { return m.beginLogin(); });
        return expect(QStringLiteral("begin to log in"), {});
    }
    if (what == 3) {
        m_reference.turnAwayProofs();
        m_model.turnAwayProofs(now());
    }
    m_reference.cancelLogin();
    apply([](SessionModel &m) { return m.cancelLogin(); });
    expect(QStringLiteral("cancel a login"), {});
}

// Work that was begun counts until its user logs out or locks; where no user was logged in, it is for the next one.
void Walk::followMarks()
{
    for (const QString &event : std::as_const(m_expected)) {
        const bool isIn = event.startsWith(QLatin1StringView("loggedIn")) || event.startsWith(QLatin1StringView("restored"));
        const bool isLock = event.startsWith(QLatin1StringView("locked")) && !event.endsWith(QLatin1StringView("Restored"));
        const bool isOut = event.startsWith(QLatin1StringView("loggedOut"));
        for (Begun &each : m_begun) {
            if (isIn)
                each.isOfNobody = false;
            else if ((isLock || isOut) && !each.isOfNobody)
                each.isCurrent = false;
        }
    }
}

void Walk::begin()
{
    m_events.clear();
    m_moment = now();
    if (m_begun.size() > 8)
        m_begun.erase(m_begun.begin());
    m_begun.push_back({m_model.mark(now()), now(), !m_model.isIn()});
}

void Walk::revalidate()
{
    if (!m_model.isIn())
        return;
    SessionChange noted;
    apply([&](SessionModel &m) { return noted = m.noteContext(context()); });
    if (!noted.events.empty() && m_model.policy().protection == SessionProtection::Strong) {
        const QString told = m_events.takeLast(); // together with the logout, whose hook is called before
        const auto afterHook = m_events.size() + 1;
        apply([](SessionModel &m) { return m.end(LogoutReason::ContextChanged, anonymous()); });
        m_events.insert(afterHook, told);
        return;
    }
    const size_t who = m_model.user()->id() == m_reference.people[0].id ? 0 : 1;
    const ReferenceModel::Person &person = m_reference.people[who];
    const auto entry = entryOf(who);
    const auto end = [this](LogoutReason reason) {
        apply([reason](SessionModel &m) { return m.end(reason, anonymous()); });
    };
    if (!person.exists)
        return end(LogoutReason::UserGone);
    if (!person.active && m_model.isActive())
        return end(LogoutReason::UserDisabled);
    if (entry.stamp != m_model.stamp())
        return end(LogoutReason::StampChanged);
    apply([&](SessionModel &m) { return m.noteUser(entry.user, entry.answers, entry.isActive, m_moment); });
}

// As the alarms of the session do: from limit to limit.
void Walk::pass(std::chrono::nanoseconds duration)
{
    const Clock::Boot end = now() + duration;
    Clock::Boot moment = now();
    while (const auto left = m_model.nextLimit(moment)) {
        if (moment + *left > end)
            break;
        moment += *left;
        m_moment = moment;
        apply([&](SessionModel &m) { return m.passTime(moment, anonymous()); });
        if (!m_model.isRevalidationDue(moment))
            continue;
        m_model.noteLoading(moment);
        revalidate();
    }
    expect(QStringLiteral("pass %1 s").arg(duration / 1s), m_reference.advance(duration));
}

// Something in the world around the session, of which it does not hear.
void Walk::change(int what)
{
    ReferenceModel::Person &person = m_reference.people[m_random.bounded(2)];
    if (what == 0)
        person.active = !person.active;
    else if (what == 1)
        person.admin = !person.admin;
    else if (what == 2)
        ++person.stamp;
    else if (what == 3)
        m_reference.context = 1 + m_random.bounded(2);
    else
        person.exists = !person.exists;
    expect(QStringLiteral("change %1").arg(what), {});
}

void Walk::takeStep()
{
    const size_t who = m_random.bounded(2);
    switch (m_random.bounded(21)) {
    case 19:
    case 20:
        return logInAtTheDialog();
    case 16:
        restart();
        return;
    case 17:
    case 18:
        return restore();
    case 0:
    case 1: {
        using Remember = LoginOptions::Remember;
        const Remember choices[] = {Remember::Keep, Remember::Yes, Remember::Yes, Remember::No};
        LoginOptions options {.remember = choices[m_random.bounded(4)], .force = m_random.bounded(4) == 0,
                              .fresh = m_random.bounded(3) > 0};
        if (m_random.bounded(2))
            options.rememberFor = std::chrono::seconds(600);
        return enter(who, options);
    }
    case 2:
        apply([](SessionModel &m) { return m.isIn() ? m.end(LogoutReason::Requested, anonymous()) : m.giveUp(); });
        return expect(QStringLiteral("log out"), m_reference.logOut());
    case 3:
    case 4:
        apply([this](SessionModel &m) { return m.lock(LockReason::Requested, now()); });
        return expect(QStringLiteral("lock"), m_reference.lock(QStringLiteral("Requested")));
    case 5:
    case 6:
        apply([this](SessionModel &m) {
            return m.confirm({.user = m.user(),
                              .answers = m.answers(),
                              .isActive = m.isActive(),
                              .stamp = m.stamp(),
                              .contextId = context(),
                              .provedAt = now()},
                             now());
        });
        return expect(QStringLiteral("confirm"), m_reference.confirmLogin());
    case 7:
        revalidate();
        return expect(QStringLiteral("revalidate"), m_reference.revalidate());
    case 8: {
        const SessionPolicy policy = policies().at(m_random.bounded(int(policies().size())));
        apply([&](SessionModel &m) { return m.setPolicy(policy); });
        if (policy.rememberLifetime == 0s)
            m_model.noteRemembered({}), m_isRemembered = false;
        apply([this](SessionModel &m) { return m.passTime(now(), anonymous()); });
        if (m_model.isRevalidationDue(now())) {
            m_model.noteLoading(now());
            revalidate();
        }
        return expect(QStringLiteral("set the policy"), m_reference.setPolicy(policy));
    }
    case 9: {
        const bool isLate = m_model.state() != SessionState::LoggedIn || m_reference.isLimitPassed();
        apply([this, isLate](SessionModel &m) {
            return isLate ? m.passTime(now(), anonymous()) : m.noteActivity(now());
        });
        const auto before = m_reference.rememberedUntil();
        expect(QStringLiteral("input"), m_reference.noteUserActivity());
        if (m_reference.rememberedUntil() != before) // it is use of the remembered login
            noteRemembered();
        return;
    }
    case 10:
    case 11:
        return change(m_random.bounded(5));
    case 12: { // to the next limit, or just before it
        const auto left = m_reference.untilNextLimit();
        return pass(left ? *left - (m_random.bounded(2) ? 1ns : 0ns) : 1s);
    }
    default:
        return pass(std::chrono::seconds(m_random.bounded(m_random.bounded(2) ? 20 : 2'000)));
    }
}

QString Walk::difference() const
{
    QStringList found;
    const auto compare = [&found](const char *what, auto ours, auto theirs) {
        if (ours != theirs) {
            QString text;
            QDebug(&text) << what << ours << "and not" << theirs;
            found += text;
        }
    };
    compare("state", m_model.state(), m_reference.state);
    compare("epoch", m_model.facts().epoch, m_reference.epoch);
    compare("authenticated", m_model.isAuthenticated(), m_reference.isAuthenticated());
    compare("fresh", m_model.isFresh(now()), m_reference.isFresh());
    compare("remembered", m_model.isRemembered(now()), m_reference.isRemembered() == true);
    compare("told as remembered", m_isRemembered, m_reference.isRemembered() == true);
    compare("warned", m_isWarned, m_reference.isWarned());
    compare("user", m_model.isIn() ? m_model.user()->id() : QString(), m_reference.user() ? m_reference.user()->id : QString());
    static const std::vector<Requirement> requirements = {
        Requirement(), Requirement::anyone(), Requirement::guestOnly(), Requirement::login(), Requirement::freshLogin(),
        Requirement::freshLogin(30s), Requirement::scope(QStringLiteral("admin")) && Requirement::freshLogin(2h)};
    for (const Requirement &requirement : requirements)
        compare(qPrintable(requirement.toString()), m_model.check(requirement, now()), m_reference.check(requirement));
    compare("events", m_events, m_expected);
    for (size_t i = 0; i < m_gates.size(); ++i)
        compare(qPrintable(QStringLiteral("gate of ") + gated()[i].toString()), m_gates[i],
                m_reference.check(gated()[i]) == Access::Allowed);
    if (!m_model.isIn()) { // nothing is left of a user who has gone
        const bool isNothingLeft = m_model.user()->isAnonymous() && m_model.answers().id.isEmpty() && m_model.stamp().isEmpty()
            && m_model.contextId().isEmpty() && !m_model.facts().provedAt && !m_model.facts().authenticated;
        compare("nothing left", isNothingLeft, true);
    }
    for (const Begun &each : m_begun) {
        compare("mark", m_model.isCurrent(each.mark), each.isCurrent);
        compare("recent proof", m_model.isRecentProof(each.at, now()), m_reference.isRecentProof(each.at));
    }
    return found.isEmpty() ? QString()
                           : QStringLiteral("after \"%1\": %2 | %3").arg(m_last, found.join(u' '), m_reference.describe());
}

} // namespace

void tst_ModelWalk::theModelDoesAsTheReferenceModel()
{
    const int walks = repetitions("QTLOGIN_MODEL_WALKS", 1'000);
    bool isGiven = false;
    const quint32 given = qEnvironmentVariable("QTLOGIN_SEED").toUInt(&isGiven);
    const quint32 seed = isGiven || !qEnvironmentVariableIsSet("QTLOGIN_LONG") ? given : QRandomGenerator::system()->generate();
    for (int i = 0; i < walks; ++i) {
        Walk walk(seed + quint32(i));
        for (int step = 0; step < 1'000; ++step) {
            walk.step();
            const QString difference = walk.difference();
            QVERIFY2(difference.isEmpty(),
                     qPrintable(QStringLiteral("QTLOGIN_SEED=%1, step %2, %3").arg(seed + quint32(i)).arg(step).arg(difference)));
        }
    }
}

QTEST_APPLESS_MAIN(tst_ModelWalk)

#include "tst_modelwalk.moc"
