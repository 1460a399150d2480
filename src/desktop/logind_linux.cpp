// SPDX-License-Identifier: MIT
#include "desktop/logind_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qpointer.h>
#include <QtDBus/qdbusargument.h>

namespace QtLogin {

static QString service()
{
    return QStringLiteral("org.freedesktop.login1");
}

static QString managerPath()
{
    return QStringLiteral("/org/freedesktop/login1");
}

static QString manager()
{
    return QStringLiteral("org.freedesktop.login1.Manager");
}

static QString session()
{
    return QStringLiteral("org.freedesktop.login1.Session");
}

static QString properties()
{
    return QStringLiteral("org.freedesktop.DBus.Properties");
}

Logind::Logind(const QString &application)
    : m_application(application)
    , m_watch(QDBusConnection::SystemBus,
              {{service(), manager(), QStringLiteral("PrepareForSleep")},
               {service(), manager(), QStringLiteral("PrepareForShutdown")},
               {service(), session(), QStringLiteral("Lock")},
               {service(), properties(), QStringLiteral("PropertiesChanged"), session()}})
{
    connect(&m_watch, &ServiceWatch::ownerChanged, this, [this](const QString &, const QString &owner) { greet(owner); });
    connect(&m_watch, &ServiceWatch::heard, this, &Logind::hear);
}

void Logind::attach()
{
    m_watch.start();
}

void Logind::tellAgain()
{
    m_screenLocked.reset();
    if (!m_session.isEmpty())
        readSession();
}

template<typename Then>
void Logind::ask(const QString &path, const QString &interface, const QString &method, const QVariantList &arguments,
                 const QString &signature, Then then)
{
    const QString owner = m_watch.owner(service());
    whenDone(m_watch.ask(owner, path, interface, method, arguments, signature), this,
             [this, owner, then](const Result<QDBusMessage> &reply) {
                 if (m_watch.owner(service()) == owner)
                     then(reply);
             });
}

// A service that has come back knows nothing of us.
void Logind::greet(const QString &owner)
{
    m_inhibitor = {};
    m_takingInhibitor = m_readingSession = m_readingAgain = false;
    m_asleep.reset();
    m_session.clear();
    m_screenLocked.reset();
    m_active.reset();
    setAlive({});
    if (owner.isEmpty())
        return;
    ask(managerPath(), properties(), QStringLiteral("Get"), {manager(), QStringLiteral("PreparingForSleep")},
        QStringLiteral("v"), [this](const Result<QDBusMessage> &reply) {
            if (!reply)
                return;
            setAlive(alive() | LockSource::Suspend | LockSource::SessionEnd);
            if (!m_asleep) // what was told meanwhile is newer
                prepareForSleep(qdbus_cast<QDBusVariant>(reply->arguments().constFirst()).variant().toBool());
        });
    findSession({{QStringLiteral("GetSession"), {QStringLiteral("auto")}},
                 {QStringLiteral("GetSession"), {qEnvironmentVariable("XDG_SESSION_ID")}},
                 {QStringLiteral("GetSessionByPID"), {quint32(QCoreApplication::applicationPid())}}});
}

void Logind::holdSleep()
{
    if (m_takingInhibitor || m_inhibitor.isValid())
        return;
    m_takingInhibitor = true;
    const QString why = QCoreApplication::translate("QtLogin::LoginManager", "To lock what is open");
    ask(managerPath(), manager(), QStringLiteral("Inhibit"),
        {QStringLiteral("sleep"), m_application, why, QStringLiteral("delay")}, QStringLiteral("h"),
        [this](const Result<QDBusMessage> &reply) {
            m_takingInhibitor = false;
            if (reply && m_asleep == false)
                m_inhibitor = qdbus_cast<QDBusUnixFileDescriptor>(reply->arguments().constFirst());
        });
}

// Finds the session of the desktop that is ours. A process that this session has started is in it; a process that a
// service of the user has started is not, and belongs to the session that the user looks at.
void Logind::findSession(const QList<QPair<QString, QVariantList>> &ways)
{
    if (ways.isEmpty())
        return;
    ask(managerPath(), manager(), ways.constFirst().first, ways.constFirst().second, QStringLiteral("o"),
        [this, ways](const Result<QDBusMessage> &reply) {
            if (!reply)
                return findSession(ways.sliced(1));
            m_session = qdbus_cast<QDBusObjectPath>(reply->arguments().constFirst()).path();
            readSession();
        });
}

// However often it is said that something has changed, one question at a time is under way.
void Logind::readSession()
{
    m_readingAgain = m_readingSession;
    if (std::exchange(m_readingSession, true))
        return;
    ask(m_session, properties(), QStringLiteral("GetAll"), {session()}, QStringLiteral("a{sv}"),
        [this](const Result<QDBusMessage> &reply) {
            m_readingSession = false;
            if (std::exchange(m_readingAgain, false))
                readSession();
            if (!reply)
                return;
            setAlive(alive() | LockSource::ScreenLock | LockSource::UserSwitch);
            onProperties(qdbus_cast<QVariantMap>(reply->arguments().constFirst()), m_active == true);
        });
}

void Logind::hear(const QDBusMessage &signal)
{
    if (signal.path() == m_session)
        return hearOfSession(signal);
    if (signal.path() != managerPath() || signal.signature() != QLatin1String("b"))
        return;
    const bool begins = signal.arguments().constFirst().toBool();
    if (signal.member() == QLatin1String("PrepareForSleep"))
        prepareForSleep(begins);
    else if (signal.member() == QLatin1String("PrepareForShutdown") && begins)
        Q_EMIT happened(LockReason::SessionEnding);
}

void Logind::hearOfSession(const QDBusMessage &signal)
{
    if (signal.interface() == session()) {
        Q_EMIT happened(LockReason::ScreenLocked); // a request to lock, which the screen is to follow too
        return;
    }
    if (signal.signature() != QLatin1String("sa{sv}as"))
        return;
    const QStringList unsaid = signal.arguments().at(2).toStringList();
    if (m_readingSession || unsaid.contains(QStringLiteral("LockedHint")) || unsaid.contains(QStringLiteral("Active")))
        readSession(); // an answer that is under way may be older than this
    onProperties(qdbus_cast<QVariantMap>(signal.arguments().at(1)), true);
}

void Logind::prepareForSleep(bool begins)
{
    const bool resumes = m_asleep == true && !begins;
    m_asleep = begins;
    if (!begins) {
        holdSleep();
        if (resumes)
            Q_EMIT resumed();
        return;
    }
    const QPointer<Logind> self(this);
    Q_EMIT happened(LockReason::Suspended);
    if (self)
        m_inhibitor = {}; // all is closed: the machine may sleep
}

// That a session was inactive before we came is no news: perhaps it is another screen than ours.
void Logind::onProperties(const QVariantMap &properties, bool tellsInactive)
{
    const auto changed = [&properties](const QString &name, std::optional<bool> &known) {
        if (!properties.contains(name))
            return false;
        const bool now = properties.value(name).toBool();
        return std::exchange(known, now) != now;
    };
    const bool locks = changed(QStringLiteral("LockedHint"), m_screenLocked) && *m_screenLocked;
    const bool leaves = changed(QStringLiteral("Active"), m_active) && tellsInactive && !*m_active;
    if (locks)
        Q_EMIT happened(LockReason::ScreenLocked);
    else if (leaves)
        Q_EMIT happened(LockReason::UserSwitchedDesktop);
}

} // namespace QtLogin
