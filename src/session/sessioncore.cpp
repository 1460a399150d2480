// SPDX-License-Identifier: MIT
#include "session/sessioncore_p.h"

#include "desktop/contextid_p.h"
#include "session/sessionlog_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qcoreevent.h>
#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qstandardpaths.h>

#include <algorithm>
#include <typeinfo>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcSession, "qtlogin.session", QtInfoMsg)

SessionCore::SessionCore(LoginManager *manager, const QString &id, std::shared_ptr<Clock> c)
    : applicationId(id)
    , clock(c ? std::move(c) : Clock::system())
    , remember(clock, nullptr)
    , rememberAvailability(std::make_shared<QProperty<RememberAvailability>>())
    , m_manager(manager)
    , m_shared(std::make_shared<SharedSession>(clock))
    , m_mark(clock)
{
    refreshAnonymous();
    setPolicy(m_policy);
    connect(&remember, &RememberMe::keychainChanged, this, &SessionCore::noteKeychain);
    connect(&remember, &RememberMe::keychainAnsweredLate, this, [this] {
        if (m_facts.state == SessionState::RestorePending)
            (void)restore();
    });
    connect(&remember, &RememberMe::stored, this, [this] { tell([](LoginManager &m) { Q_EMIT m.rememberStored(); }); });
    connect(&remember, &RememberMe::storingFailed, this,
            [this](const Error &error) { tell([error](LoginManager &m) { Q_EMIT m.rememberFailed(error); }); });
    connect(&remember, &RememberMe::revokeFailed, this,
            [this](const Error &error) { tell([error](LoginManager &m) { Q_EMIT m.revokeFailed(error); }); });
    connect(&remember, &RememberMe::elsewhere, this, &SessionCore::heardElsewhere);
    if (auto *application = QCoreApplication::instance(); application && application->thread() == thread())
        application->installEventFilter(this);
}

SessionCore::~SessionCore() = default;

// What it says is on screens, perhaps.
bool SessionCore::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && watched == QCoreApplication::instance()) {
        const auto self = shared_from_this();
        updateAvailability();
        speak();
    }
    return false;
}

void SessionCore::speak()
{
    const QString fresh = std::exchange(m_ownFreshLoginMessage, LoginManager::tr("Enter your password to go on."));
    if (m_manager && freshLoginMessage.value() == fresh)
        m_manager->setFreshLoginMessage(m_ownFreshLoginMessage);
    renewPromptMessage();
}

void SessionCore::shutDown()
{
    const auto self = shared_from_this();
    const QDeadlineTimer end(std::chrono::seconds(2));
    if (m_facts.state == SessionState::LoggedIn)
        recordMark(LockMark::Others::Keep); // when there was input last
    // Gates close while check() can still be asked; then nobody is told anything any more.
    m_facts.state = SessionState::SignedOut;
    ++m_facts.epoch;
    m_user = nobody();
    share();
    closeGates();
    m_gatekeepers.clear();
    m_manager = nullptr;
    m_events.clear();
    m_lockListeners.clear();
    m_alarm.reset();
    m_retry.reset();
    m_nextStep.reset();
    if (std::exchange(m_prompting, nullptr) && parts.prompt)
        parts.prompt->cancel();
    remember.stopWatching();
    m_mark.close(std::chrono::milliseconds(end.remainingTime()));
    remember.flush(std::chrono::milliseconds(end.remainingTime()));
    m_restore.reset();
    m_whenRestored.clear();
    std::exchange(m_restoreAnswers, {});
    abandonRevalidation();
}

// The only place where the state moves. Gates are closed before anyone hears of it.
void SessionCore::become(const Transition &next)
{
    const Scope scope(this);
    const bool wasOpen = m_facts.state == SessionState::LoggedIn;
    const bool wasIn = isIn();
    const UserPtr leaving = next.leaves ? m_user : nullptr;
    m_events.push_back(next.event);
    apply(next);
    if (wasOpen)
        closeGates();
    if (leaving)
        announceHook(leaving);
    publish();
    openGates();
    if (next.to == SessionState::LoggedIn && !wasIn)
        askDesktopAgain();
    if (isIn())
        listenToDesktop();
}

void SessionCore::apply(const Transition &next)
{
    noteClockJump();
    const Clock::Boot now = clock->sinceBoot();
    m_facts.state = next.to;
    if (next.leaves) {
        ++m_facts.epoch;
        m_facts.provedAt.reset();
        m_user = nobody();
        m_stamp.clear();
        m_contextId.clear();
        m_contextChanged = false;
        m_remembered = false;
        m_nextStep.reset();
        remember.stopWatching();
    }
    if (next.user && !isSamePerson(next.user, m_user)) {
        ++m_facts.epoch;
        m_facts.loggedInAt = now - next.age;
        m_loadedAt = now;
    }
    if (next.user)
        m_user = next.user;
    if (next.to == SessionState::LoggedIn)
        m_facts.lastActivityAt = now;
    if (next.to == SessionState::Locked)
        m_facts.provedAt.reset();
    const bool averts = std::exchange(m_warnedOfLock, false) && next.to == SessionState::LoggedIn;
    if (averts)
        m_events.push_back([](LoginManager &m) { Q_EMIT m.lockAverted(); });
    share();
    armAlarm();
}

// A change of what is allowed that leaves the state where it is.
void SessionCore::changeAccess(const std::function<void()> &change, const Event &event)
{
    const Scope scope(this);
    m_events.push_back(event);
    change();
    share();
    armAlarm();
    closeGates();
    publish();
    openGates();
}

// The hook runs while the detached content is still alive; a slow one keeps nothing open.
void SessionCore::announceHook(const UserPtr &leaving)
{
    if (m_manager)
        Q_EMIT m_manager->aboutToLogOut(leaving);
}

static bool opensFirst(const Gatekeeper *keeper)
{
    return !keeper->closesFirst();
}

void SessionCore::closeGates()
{
    const auto keepers = m_gatekeepers; // closing must not, but may, take one away
    for (Gatekeeper *keeper : keepers) {
        if (std::find(m_gatekeepers.begin(), m_gatekeepers.end(), keeper) != m_gatekeepers.end())
            keeper->closeGates();
    }
}

void SessionCore::openGates()
{
    auto keepers = m_gatekeepers; // a factory that builds content may make or delete guards
    std::stable_partition(keepers.begin(), keepers.end(), opensFirst);
    for (Gatekeeper *keeper : keepers) {
        if (std::find(m_gatekeepers.begin(), m_gatekeepers.end(), keeper) != m_gatekeepers.end())
            keeper->openGates();
    }
}

// Bindings see either all of a change or nothing of it.
void SessionCore::publish()
{
    const auto self = shared_from_this();
    const bool in = m_facts.state == SessionState::LoggedIn && isSomebody();
    Qt::beginPropertyUpdateGroup();
    state = m_facts.state;
    busy = m_busy > 0;
    currentUser = m_user;
    authenticated = in;
    fresh = in && m_facts.isFresh(clock->sinceBoot(), std::chrono::seconds(0));
    remembered = isIn() && m_remembered;
    locked = m_facts.state == SessionState::Locked;
    hasRememberedUser = m_hasRememberedUser;
    updateAvailability();
    Qt::endPropertyUpdateGroup();
}

// Each slot may do anything, also make the next change: the outermost call tells all, in order.
void SessionCore::announce()
{
    if (m_announcing)
        return;
    const auto self = shared_from_this();
    m_announcing = true;
    while (m_manager && !m_events.empty()) {
        const Event event = std::move(m_events.front());
        m_events.pop_front();
        notify();
        if (m_manager && event)
            event(*m_manager);
    }
    m_announcing = false;
    cancelPointlessPrompt();
}

template<typename T, typename Emit>
static void notifyChange(T &announced, const T &now, LoginManager *&manager, Emit emit)
{
    if (!manager || announced == now)
        return;
    announced = now;
    emit(*manager, now);
}

void SessionCore::notify()
{
    notifyChange(m_announced.state, state.value(), m_manager, [](auto &m, auto v) { Q_EMIT m.stateChanged(v); });
    notifyChange(m_announced.busy, busy.value(), m_manager, [](auto &m, bool v) { Q_EMIT m.busyChanged(v); });
    notifyChange(m_announced.user, currentUser.value(), m_manager,
                 [](auto &m, const UserPtr &v) { Q_EMIT m.currentUserChanged(v); });
    notifyChange(m_announced.authenticated, authenticated.value(), m_manager,
                 [](auto &m, bool v) { Q_EMIT m.authenticatedChanged(v); });
    notifyChange(m_announced.fresh, fresh.value(), m_manager, [](auto &m, bool v) { Q_EMIT m.freshnessChanged(v); });
    notifyChange(m_announced.locked, locked.value(), m_manager,
                 [reason = m_lockReason](auto &m, bool v) { Q_EMIT m.lockedChanged(v, reason); });
    notifyChange(m_announced.remembered, remembered.value(), m_manager,
                 [](auto &m, bool v) { Q_EMIT m.rememberedChanged(v); });
    notifyChange(m_announced.hasRememberedUser, hasRememberedUser.value(), m_manager,
                 [](auto &m, bool v) { Q_EMIT m.hasRememberedUserChanged(v); });
    notifyChange(m_announced.keychain, keychain.value(), m_manager,
                 [](auto &m, auto v) { Q_EMIT m.keychainStateChanged(v); });
    notifyChange(m_announced.lockSources, lockSources.value(), m_manager,
                 [](auto &m, LockSources v) { Q_EMIT m.lockSourcesChanged(v); });
    notifyChange(m_announced.rememberAvailable, rememberAvailable.value(), m_manager,
                 [](auto &m, bool v) { Q_EMIT m.rememberAvailableChanged(v); });
}

// An event that moves no state; properties that have changed are told with it.
void SessionCore::tell(const Event &event)
{
    const Scope scope(this);
    m_events.push_back(event);
    publish();
}

bool SessionCore::isSomebody() const
{
    return !m_user->isAnonymous() && m_user->isActive() && m_user->isAuthenticated();
}

UserPtr SessionCore::nobody() const
{
    try {
        if (const UserPtr made = parts.anonymous ? parts.anonymous() : nullptr)
            return made;
    } catch (...) { // in the middle of a logout: the gates are not closed yet
        qCCritical(lcSession, "The factory of anonymous users has thrown.");
    }
    return std::make_shared<const AnonymousUser>();
}

void SessionCore::refreshAnonymous()
{
    if (isIn())
        return;
    m_user = nobody();
    m_announced.user = m_user;
    currentUser = m_user;
}

void SessionCore::share()
{
    const bool somebody = isSomebody();
    m_shared->update(m_facts, somebody);
    // A SimpleUser is a constant; any other user is asked at each check.
    const User &user = *m_user;
    m_plainlyIn = m_facts.state == SessionState::LoggedIn && somebody && !m_facts.hasTimeLimit()
        && typeid(user) == typeid(SimpleUser);
}

Access SessionCore::checkClosely(const Requirement &requirement) const
{
    const auto self = requirement.hasConditions() ? shared_from_this() : nullptr;
    const Access access = judge(requirement, m_facts, isSomebody(), *clock, [this, &requirement] {
        // A predicate may do anything, also log out: what it said then no longer counts.
        const UserPtr user = m_user;
        const quint64 epoch = m_facts.epoch;
        return requirement.conditionsHoldFor(*user) && m_facts.epoch == epoch
            && m_facts.state == SessionState::LoggedIn;
    });
    const bool overdue = (access == Access::LoginRequired || access == Access::Locked)
        && m_facts.state == SessionState::LoggedIn && isSomebody();
    if (overdue && !m_judgementQueued) {
        m_judgementQueued = true; // a limit has passed before its alarm: move the state, soon
        auto *core = const_cast<SessionCore *>(this);
        QMetaObject::invokeMethod(core, [core] { core->judgeTime(); }, Qt::QueuedConnection);
    }
    return access;
}

SessionLease SessionCore::lease() const
{
    return SessionLease(m_shared, m_facts.epoch, UserSnapshot::of(*m_user));
}

bool SessionCore::isFreshNow() const
{
    const Clock::Boot now = clock->sinceBoot();
    return m_facts.state == SessionState::LoggedIn && isSomebody() && !m_facts.isOverdue(now)
        && !m_facts.isIdleTooLong(now) && m_facts.isFresh(now, std::chrono::seconds(0));
}

void SessionCore::addGatekeeper(Gatekeeper *gatekeeper)
{
    const auto end = m_gatekeepers.end();
    const auto place = gatekeeper->closesFirst() ? std::find_if(m_gatekeepers.begin(), end, opensFirst) : end;
    m_gatekeepers.insert(place, gatekeeper);
}

void SessionCore::removeGatekeeper(Gatekeeper *gatekeeper)
{
    m_gatekeepers.erase(std::remove(m_gatekeepers.begin(), m_gatekeepers.end(), gatekeeper), m_gatekeepers.end());
}

bool SessionCore::isCovered(const QObject *context) const
{
    return std::any_of(m_gatekeepers.begin(), m_gatekeepers.end(),
                       [context](const Gatekeeper *keeper) { return keeper->covers(context); });
}

// Each profile of each application has things of its own, in a folder of the user's data.
void SessionCore::setPlace(const QString &name, const QString &folder)
{
    if (isIn() || m_restore || m_facts.state == SessionState::LoggingIn) {
        qCCritical(lcSession, "The profile cannot change while somebody is in, or is coming in.");
        return;
    }
    m_place = {applicationId, name, folder};
    if (folder.isEmpty()) {
        m_place.folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u'/' + applicationId
            + QStringLiteral("/login");
    }
    remember.setPlace(m_place);
    m_mark.setPlace(remember.path("marks"), remember.path("profile"));
    profile = name;
}

QByteArray SessionCore::contextId() const
{
    try {
        return parts.contextId ? parts.contextId() : defaultContextId(applicationId);
    } catch (...) {
        qCCritical(lcSession, "The provider of context ids has thrown.");
        return {}; // differs from any that was recorded
    }
}

// What is missing is the developer's mistake: said loudly, and never taken for "anonymous".
Result<void> SessionCore::configured(bool needsAuthenticator) const
{
    static const QRegularExpression goodId(QStringLiteral("^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$"));
    const char *missing = nullptr;
    if (!goodId.match(applicationId).hasMatch())
        missing = "an application id such as \"org.example.journal\"";
    else if (!parts.loader)
        missing = "a user loader: see setUserLoader()";
    else if (needsAuthenticator && !parts.authenticator)
        missing = "an authenticator: see setAuthenticator()";
    if (!missing)
        return {};
    qCCritical(lcSession, "LoginManager needs %s.", missing);
    return Error(Error::Kind::NotConfigured, QStringLiteral("LoginManager needs %1.").arg(QLatin1StringView(missing)));
}

} // namespace QtLogin
