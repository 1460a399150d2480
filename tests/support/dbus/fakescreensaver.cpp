// SPDX-License-Identifier: MIT
// A screen saver of the session. Besides what behaviour.h says, it understands:
//   name=NAME       its name on the bus, at the start; org.freedesktop.ScreenSaver by default
//   active=yes|no   it begins, and ends
#include "support/dbus/behaviour.h"

#include <QtDBus/qdbusvirtualobject.h>

class FakeScreenSaver : public QDBusVirtualObject
{
public:
    FakeScreenSaver()
    {
        m_behaviour.changed = [this](const QString &name) {
            if (name == QLatin1String("active"))
                tell();
        };
        m_bus.registerVirtualObject(path(), this);
        m_bus.registerService(m_behaviour["name"]);
        Behaviour::say(QStringLiteral("ready"));
    }

    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const auto answer = [this, message, bus] { bus.send(message.createReply(m_behaviour.is("active"))); };
        if (!m_behaviour.meddle(message, bus, answer))
            answer();
        return true;
    }

private:
    QString path() const { return QLatin1Char('/') + m_behaviour["name"].replace(QLatin1Char('.'), QLatin1Char('/')); }

    void tell()
    {
        QDBusMessage signal = QDBusMessage::createSignal(path(), m_behaviour["name"], QStringLiteral("ActiveChanged"));
        m_bus.send(signal << m_behaviour.is("active"));
    }

    QDBusConnection m_bus = QDBusConnection::sessionBus();
    Behaviour m_behaviour {{{QStringLiteral("name"), QStringLiteral("org.freedesktop.ScreenSaver")}}};
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    FakeScreenSaver screenSaver;
    return QCoreApplication::exec();
}
