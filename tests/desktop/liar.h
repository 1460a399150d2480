// SPDX-License-Identifier: MIT
#pragma once

#include "desktoptest.h"

#include <QtDBus/qdbusmessage.h>

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

    // How often it takes to be heard by each listener that can be made to listen.
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
