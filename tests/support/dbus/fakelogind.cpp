// SPDX-License-Identifier: MIT
// The login service of a system with one session. Besides what behaviour.h says, it understands:
//   found=auto|id|pid   by what the session is found: as the session looked at, as "fake", by a process
//   sleep=yes|no        tells that the machine is about to sleep, and that it is awake
//   shutdown=yes|no     tells that the machine is about to shut down, and that it stays
//   hint=yes|no         the screen is locked
//   active=yes|no       the session is the one on the screen
//   vague=yes           tells that both have changed, and not how
//   lock=SESSION        asks SESSION, "fake" or "other", to lock
//   flood=N             tells N times of everything that means nothing new
// It says "inhibited MODE by WHO" and, once no process holds that inhibitor any more, "released".
#include "support/dbus/behaviour.h"

#include <QtDBus/qdbusargument.h>
#include <QtDBus/qdbusunixfiledescriptor.h>
#include <QtDBus/qdbusvirtualobject.h>

static QString service()
{
    return QStringLiteral("org.freedesktop.login1");
}

static QString root()
{
    return QStringLiteral("/org/freedesktop/login1");
}

static QString pathOf(const QString &session)
{
    return root() + QStringLiteral("/session/") + session;
}

class FakeLogind : public QDBusVirtualObject
{
public:
    FakeLogind()
    {
        m_behaviour.changed = [this](const QString &name) { tell(name); };
        m_bus.registerVirtualObject(root(), this, QDBusConnection::SubPath);
        m_bus.registerService(service());
        Behaviour::say(QStringLiteral("ready"));
    }

    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const auto answer = [this, message, bus] { bus.send(reply(message)); };
        if (!m_behaviour.meddle(message, bus, answer))
            answer();
        return true;
    }

private:
    QDBusMessage reply(const QDBusMessage &call)
    {
        const QVariantList given = call.arguments();
        const QString member = call.member();
        if (member == QLatin1String("Inhibit"))
            return call.createReply(QVariant::fromValue(inhibit(given.value(1).toString(), given.value(3).toString())));
        if (member == QLatin1String("Get"))
            return call.createReply(QVariant::fromValue(QDBusVariant(m_behaviour.is("sleep"))));
        if (member == QLatin1String("GetAll"))
            return call.createReply(QVariant(state()));
        if (!finds(member, given.constFirst()))
            return call.createErrorReply(QStringLiteral("org.freedesktop.login1.NoSuchSession"), QStringLiteral("as told"));
        return call.createReply(QVariant::fromValue(QDBusObjectPath(pathOf(QStringLiteral("fake")))));
    }

    bool finds(const QString &method, const QVariant &what) const
    {
        const QString by = m_behaviour["found"];
        if (method == QLatin1String("GetSessionByPID"))
            return by == QLatin1String("pid") && what.toUInt() > 1;
        return (by == QLatin1String("auto") && what == by) || (by == QLatin1String("id") && what == QLatin1String("fake"));
    }

    QVariantMap state() const
    {
        return {{QStringLiteral("LockedHint"), m_behaviour.is("hint")}, {QStringLiteral("Active"), m_behaviour.is("active")}};
    }

    QDBusUnixFileDescriptor inhibit(const QString &who, const QString &mode)
    {
        int ends[2];
        if (pipe(ends) != 0)
            _exit(1);
        auto *released = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
        connect(released, &QSocketNotifier::activated, this, [released, end = ends[0]] {
            released->setEnabled(false);
            released->deleteLater();
            close(end);
            Behaviour::say(QStringLiteral("released"));
        });
        QDBusUnixFileDescriptor inhibitor;
        inhibitor.giveFileDescriptor(ends[1]);
        Behaviour::say(QStringLiteral("inhibited %1 by %2").arg(mode, who));
        return inhibitor;
    }

    void tell(const QString &name)
    {
        if (name == QLatin1String("sleep"))
            tellSleep(m_behaviour.is("sleep"));
        if (name == QLatin1String("hint"))
            tellChange({{QStringLiteral("LockedHint"), m_behaviour.is("hint")}}, {});
        if (name == QLatin1String("active"))
            tellChange({{QStringLiteral("Active"), m_behaviour.is("active")}}, {});
        if (name == QLatin1String("vague"))
            tellChange({}, {QStringLiteral("LockedHint"), QStringLiteral("Active")});
        if (name == QLatin1String("lock"))
            m_bus.send(QDBusMessage::createSignal(pathOf(m_behaviour["lock"]), service() + QStringLiteral(".Session"), QStringLiteral("Lock")));
        if (name == QLatin1String("shutdown"))
            tellManager(QStringLiteral("PrepareForShutdown"), m_behaviour["shutdown"] == QLatin1String("yes"));
        if (name == QLatin1String("flood"))
            flood();
    }

    void flood()
    {
        for (int i = m_behaviour["flood"].toInt(); i > 0; --i) {
            tellSleep(false);
            tellChange(state(), {});
            tellChange({}, {QStringLiteral("LockedHint"), QStringLiteral("Active")});
        }
    }

    void tellSleep(bool begins) { tellManager(QStringLiteral("PrepareForSleep"), begins); }

    void tellManager(const QString &what, bool begins)
    {
        QDBusMessage signal = QDBusMessage::createSignal(root(), service() + QStringLiteral(".Manager"), what);
        m_bus.send(signal << begins);
    }

    void tellChange(const QVariantMap &changed, const QStringList &vaguely)
    {
        QDBusMessage signal = QDBusMessage::createSignal(pathOf(QStringLiteral("fake")), QStringLiteral("org.freedesktop.DBus.Properties"),
                                                         QStringLiteral("PropertiesChanged"));
        m_bus.send(signal << service() + QStringLiteral(".Session") << changed << vaguely);
    }

    QDBusConnection m_bus = QDBusConnection::systemBus();
    Behaviour m_behaviour {{{QStringLiteral("found"), QStringLiteral("auto")}, {QStringLiteral("active"), QStringLiteral("yes")}}};
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    FakeLogind logind;
    return QCoreApplication::exec();
}
