// SPDX-License-Identifier: MIT
// A kwalletd5 with one wallet. Besides what behaviour.h says, it understands:
//   enabled=yes|no   the subsystem as a whole
//   open=yes|no      the wallet; closing it makes all handles worthless
//   prompt=accept|dismiss|silent   what comes of opening it while it is closed
//   write=yes|lie    a lie reports the success of what was not done
//   fails=M          M answers -1, or nothing, and does nothing
#include "support/dbus/behaviour.h"

#include <QtDBus/qdbusvirtualobject.h>

class FakeKWallet : public QDBusVirtualObject
{
public:
    FakeKWallet()
    {
        m_behaviour.changed = [this](const QString &name) {
            if (name == QLatin1String("open") && !m_behaviour.is("open"))
                m_handle += 1;
        };
        m_bus.registerVirtualObject(QStringLiteral("/modules/kwalletd5"), this);
        m_bus.registerService(QStringLiteral("org.kde.kwalletd5"));
        Behaviour::say(QStringLiteral("ready"));
    }

    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const auto answer = [this, message, bus] {
            if (const QVariant value = reply(message); value.isValid())
                bus.send(message.createReply(value));
        };
        if (!m_behaviour.meddle(message, bus, answer))
            answer();
        return true;
    }

private:
    QVariant reply(const QDBusMessage &call)
    {
        const QVariantList given = call.arguments();
        const QString member = call.member();
        if (member == QLatin1String("networkWallet"))
            return QStringLiteral("kdewallet");
        if (member == QLatin1String("isEnabled"))
            return m_behaviour["enabled"] != QLatin1String("no");
        if (member == QLatin1String("isOpen"))
            return given.constFirst().typeId() == QMetaType::Int ? isValid(given) : m_behaviour.is("open");
        if (member == QLatin1String("keyDoesNotExist"))
            return !m_entries.contains(entry(given));
        if (member == QLatin1String("open"))
            return open();
        const bool works = isValid(given) && m_behaviour["fails"] != member;
        const QStringList at = entry(given);
        if (member == QLatin1String("entryType"))
            return works && m_entries.contains(at) ? 2 : 0; // a stream, or unknown
        if (member == QLatin1String("readEntry"))
            return works ? m_entries.value(at) : QByteArray();
        if (member == QLatin1String("writeEntry")) {
            if (works && m_behaviour["write"] != QLatin1String("lie"))
                m_entries.insert(at, given.value(3).toByteArray());
            return works ? 0 : -1;
        }
        if (member == QLatin1String("removeEntry"))
            return works && m_entries.remove(at) > 0 ? 0 : -1;
        return {};
    }

    QVariant open()
    {
        if (m_behaviour.is("open"))
            return m_handle;
        Behaviour::say(QStringLiteral("prompting"));
        if (m_behaviour["prompt"] == QLatin1String("silent"))
            return {};
        if (m_behaviour["prompt"] == QLatin1String("dismiss"))
            return -1;
        m_behaviour.change("open", QStringLiteral("yes"));
        return m_handle;
    }

    bool isValid(const QVariantList &given) const { return m_behaviour.is("open") && given.constFirst().toInt() == m_handle; }
    // Folder and key follow the wallet's name or handle.
    static QStringList entry(const QVariantList &given) { return {given.value(1).toString(), given.value(2).toString()}; }

    QDBusConnection m_bus = QDBusConnection::sessionBus();
    Behaviour m_behaviour {{}};
    QMap<QStringList, QByteArray> m_entries;
    int m_handle = 1;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    FakeKWallet wallet;
    return QCoreApplication::exec();
}
