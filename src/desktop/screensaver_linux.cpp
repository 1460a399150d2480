// SPDX-License-Identifier: MIT
#include "desktop/screensaver_p.h"

namespace QtLogin {

// Each of them has its interface by its own name, at the path of its own name.
static QStringList services()
{
    return {QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("org.gnome.ScreenSaver"),
            QStringLiteral("org.cinnamon.ScreenSaver"), QStringLiteral("org.mate.ScreenSaver"),
            QStringLiteral("org.xfce.ScreenSaver")};
}

static QString pathOf(const QString &service)
{
    return u'/' + QString(service).replace(u'.', u'/');
}

static QList<ServiceWatch::Topic> topics()
{
    QList<ServiceWatch::Topic> topics;
    for (const QString &service : services())
        topics += {service, service, QStringLiteral("ActiveChanged")};
    return topics;
}

ScreenSaver::ScreenSaver() : m_watch(QDBusConnection::SessionBus, topics())
{
    connect(&m_watch, &ServiceWatch::ownerChanged, this, &ScreenSaver::greet);
    connect(&m_watch, &ServiceWatch::heard, this, &ScreenSaver::hear);
}

void ScreenSaver::attach()
{
    m_watch.start();
}

void ScreenSaver::tellAgain()
{
    const auto services = m_answering;
    for (const QString &service : services)
        ask(service, m_watch.owner(service));
}

// Some only take orders: who cannot say whether it is active does not tell when it becomes so.
void ScreenSaver::greet(const QString &service, const QString &owner)
{
    m_answering.remove(service);
    setAlive(m_answering.isEmpty() ? LockSources() : LockSource::ScreenLock);
    if (!owner.isEmpty())
        ask(service, owner);
}

void ScreenSaver::ask(const QString &service, const QString &owner)
{
    whenDone(m_watch.ask(owner, pathOf(service), service, QStringLiteral("GetActive"), {}, QStringLiteral("b")), this,
             [this, service, owner](const Result<QDBusMessage> &reply) {
                 if (!reply || m_watch.owner(service) != owner)
                     return;
                 m_answering.insert(service);
                 setAlive(LockSource::ScreenLock);
                 onActive(reply->arguments().constFirst().toBool());
             });
}

void ScreenSaver::hear(const QDBusMessage &signal)
{
    if (signal.signature() == QLatin1String("b"))
        onActive(signal.arguments().constFirst().toBool());
}

void ScreenSaver::onActive(bool active)
{
    if (active)
        Q_EMIT happened(LockReason::ScreenLocked);
}

} // namespace QtLogin
