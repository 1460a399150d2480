// SPDX-License-Identifier: MIT
#include "session/referencemodel.h"
#include "session/sessionmodel_p.h"
#include "support/repetitions.h"

#include <QtCore/qrandom.h>
#include <QtTest/QTest>

using namespace QtLogin;
using namespace std::chrono_literals;

// The model of the session beside the reference model, which was written after the design: after each call to both,
// they show the same and tell the same. Without an event loop, so that a million steps take seconds.
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
        m_reference.now = 1h;
        m_reference.wall = Clock::Wall(std::chrono::days(20'000));
    }

    void step();
    // Empty where both models agree.
    QString difference() const;

private:
    using Outcome = ReferenceModel::Outcome;

    static const std::vector<SessionPolicy> &policies();
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

    ReferenceModel m_reference;
    SessionModel m_model {std::make_shared<const AnonymousUser>()};
    QRandomGenerator m_random;
    QString m_last; // step, for the report
    QStringList m_events, m_expected;
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
        return std::vector {SessionPolicy::standard(), SessionPolicy::relaxed(), SessionPolicy::strict(), limited, strong, off};
    }();
    return all;
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
    const SessionChange change = transition(m_model);
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
        case SessionEvent::Kind::Restored: // by no step of this walk
        case SessionEvent::Kind::AboutToLock: // the reference model does not warn
        case SessionEvent::Kind::LockAverted:
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
}

void Walk::revalidate()
{
    if (!m_model.isIn())
        return;
    SessionChange noted;
    apply([&](SessionModel &m) { return noted = m.noteContext(context()); });
    if (!noted.events.empty() && m_model.policy().protection == SessionProtection::Strong) {
        const QString told = m_events.takeLast(); // together with the logout, whose hook is called before
        apply([](SessionModel &m) { return m.end(LogoutReason::ContextChanged, anonymous()); });
        m_events.insert(m_events.size() - 1, told);
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
    apply([&](SessionModel &m) { return m.noteUser(entry.user, entry.answers, entry.isActive); });
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

void Walk::step()
{
    m_events.clear();
    const size_t who = m_random.bounded(2);
    switch (m_random.bounded(16)) {
    case 0:
    case 1:
        return enter(who, {.remember = LoginOptions::Remember::Keep, .force = m_random.bounded(4) == 0,
                           .fresh = m_random.bounded(3) > 0});
    case 2:
        if (m_model.isIn())
            apply([](SessionModel &m) { return m.end(LogoutReason::Requested, anonymous()); });
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
        return expect(QStringLiteral("input"), m_reference.noteUserActivity());
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
    compare("user", m_model.isIn() ? m_model.user()->id() : QString(), m_reference.user() ? m_reference.user()->id : QString());
    static const std::vector<Requirement> requirements = {
        Requirement(), Requirement::anyone(), Requirement::guestOnly(), Requirement::login(), Requirement::freshLogin(),
        Requirement::freshLogin(30s), Requirement::scope(QStringLiteral("admin")) && Requirement::freshLogin(2h)};
    for (const Requirement &requirement : requirements)
        compare(qPrintable(requirement.toString()), m_model.check(requirement, now()), m_reference.check(requirement));
    compare("events", m_events, m_expected);
    return found.isEmpty() ? QString()
                           : QStringLiteral("after \"%1\": %2 | %3").arg(m_last, found.join(u' '), m_reference.describe());
}

} // namespace

void tst_ModelWalk::theModelDoesAsTheReferenceModel()
{
    const int walks = repetitions("QTLOGIN_MODEL_WALKS", 1'000);
    const quint32 seed = qEnvironmentVariableIntValue("QTLOGIN_SEED");
    for (int i = 0; i < walks; ++i) {
        Walk walk(seed + quint32(i));
        for (int step = 0; step < 1'000; ++step) {
            walk.step();
            const QString difference = walk.difference();
            QVERIFY2(difference.isEmpty(), qPrintable(QStringLiteral("walk %1, step %2, %3").arg(seed + quint32(i)).arg(step).arg(difference)));
        }
    }
}

QTEST_APPLESS_MAIN(tst_ModelWalk)

#include "tst_modelwalk.moc"
