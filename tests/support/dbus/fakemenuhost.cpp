// SPDX-License-Identifier: MIT
// A desktop's panel: it shows the menus of applications and the icons in the tray, and does anything
// it likes with them. Besides what behaviour.h says, it understands:
//   learn=1      notes every entry of every menu that there is
//   click=1      opens and clicks every entry that there is, and each that it has noted; and forgets them
//   read=TEXT    says "usable TEXT" if there is an entry with this text that could be clicked
#include "support/dbus/behaviour.h"

#include <QtDBus/qdbusargument.h>
#include <QtDBus/qdbusextratypes.h>
#include <QtDBus/qdbusvirtualobject.h>

static QString registrar()
{
    return QStringLiteral("com.canonical.AppMenu.Registrar");
}

static QString watcher()
{
    return QStringLiteral("org.kde.StatusNotifierWatcher");
}

static QString menuInterface()
{
    return QStringLiteral("com.canonical.dbusmenu");
}

struct Menu
{
    QString service;
    QString path;
    friend bool operator==(const Menu &, const Menu &) = default;
};

struct Entry
{
    int id = 0;
    QVariantMap properties = {};
};

class FakeMenuHost : public QDBusVirtualObject
{
public:
    FakeMenuHost()
    {
        m_behaviour.changed = [this](const QString &name) { obey(name); };
        m_bus.registerVirtualObject(QStringLiteral("/"), this, QDBusConnection::SubPath);
        m_bus.registerService(registrar());
        m_bus.registerService(watcher());
        Behaviour::say(QStringLiteral("ready"));
    }

    QString introspect(const QString &path) const override
    {
        if (path != QLatin1String("/StatusNotifierWatcher"))
            return {};
        return QStringLiteral("<interface name=\"%1\"><property name=\"IsStatusNotifierHostRegistered\" type=\"b\" "
                              "access=\"read\"/><method name=\"RegisterStatusNotifierItem\"><arg type=\"s\" "
                              "direction=\"in\"/></method></interface>")
            .arg(watcher());
    }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        if (message.member() == QLatin1String("Introspect"))
            return false; // which asks introspect()
        const auto answer = [this, message, bus] { bus.send(reply(message)); };
        if (!m_behaviour.meddle(message, bus, answer))
            answer();
        return true;
    }

private:
    QDBusMessage reply(const QDBusMessage &call)
    {
        const QVariantList given = call.arguments();
        if (call.member() == QLatin1String("RegisterWindow"))
            add({call.service(), given.value(1).value<QDBusObjectPath>().path()});
        if (call.member() == QLatin1String("RegisterStatusNotifierItem"))
            add({call.service(), QStringLiteral("/MenuBar")}); // where Qt has it
        if (call.member() == QLatin1String("Get"))
            return call.createReply(QVariant::fromValue(QDBusVariant(true)));
        return call.createReply();
    }

    void add(const Menu &menu)
    {
        if (!m_menus.contains(menu))
            m_menus += menu;
    }

    void obey(const QString &command)
    {
        if (command == QLatin1String("learn") || command == QLatin1String("click"))
            learn();
        if (command == QLatin1String("click"))
            click();
        if (command == QLatin1String("read"))
            read(m_behaviour["read"]);
    }

    QDBusMessage ask(const Menu &menu, const QString &method, const QVariantList &arguments) const
    {
        QDBusMessage call = QDBusMessage::createMethodCall(menu.service, menu.path, menuInterface(), method);
        call.setArguments(arguments);
        const QDBusMessage answer = m_bus.call(call, QDBus::Block, 100'000);
        if (answer.type() == QDBusMessage::ErrorMessage && !isGone(answer)) // a test would take it for a closed menu
            qWarning("The panel's %s was not answered: %s", qPrintable(method), qPrintable(answer.errorMessage()));
        return answer;
    }

    static bool isGone(const QDBusMessage &answer)
    {
        const QDBusError::ErrorType error = QDBusError(answer).type();
        return error == QDBusError::UnknownObject || error == QDBusError::ServiceUnknown;
    }

    QList<Entry> entriesOf(const Menu &menu) const
    {
        const QVariantList answer = ask(menu, QStringLiteral("GetLayout"), {0, -1, QStringList()}).arguments();
        QList<Entry> entries;
        if (answer.size() == 2)
            gather(answer.constLast().value<QDBusArgument>(), entries);
        return entries;
    }

    static void gather(const QDBusArgument &layout, QList<Entry> &entries)
    {
        Entry entry;
        QVariantList children;
        layout.beginStructure();
        layout >> entry.id >> entry.properties >> children;
        layout.endStructure();
        entries += entry;
        for (const QVariant &child : std::as_const(children))
            gather(child.value<QDBusArgument>(), entries);
    }

    void learn()
    {
        const auto menus = std::exchange(m_menus, {});
        for (const Menu &menu : menus) {
            const auto entries = entriesOf(menu);
            if (!entries.isEmpty()) // it is still there
                m_menus += menu;
            for (const Entry &entry : entries)
                m_known.insert(entry.id, menu);
        }
    }

    void click()
    {
        const auto known = std::exchange(m_known, {});
        for (auto [id, menu] : known.asKeyValueRange()) {
            ask(menu, QStringLiteral("AboutToShow"), {id});
            const QVariant nothing = QVariant::fromValue(QDBusVariant(QString()));
            ask(menu, QStringLiteral("Event"), {id, QStringLiteral("clicked"), nothing, 0U});
        }
    }

    void read(const QString &text)
    {
        for (const Menu &menu : std::as_const(m_menus)) {
            const auto entries = entriesOf(menu);
            for (const Entry &entry : entries) {
                const auto is = [&entry](const char *name) {
                    return entry.properties.value(QLatin1String(name), true).toBool();
                };
                QString label = entry.properties.value(QStringLiteral("label")).toString();
                if (label.remove(QLatin1Char('_')) == text && is("enabled") && is("visible"))
                    Behaviour::say(QStringLiteral("usable ") + text);
            }
        }
    }

    QDBusConnection m_bus = QDBusConnection::sessionBus();
    Behaviour m_behaviour {{}};
    QList<Menu> m_menus;
    QMap<int, Menu> m_known; // where Qt has each number once
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    FakeMenuHost host;
    return QCoreApplication::exec();
}
