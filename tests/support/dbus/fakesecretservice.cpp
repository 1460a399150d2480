// SPDX-License-Identifier: MIT
// A freedesktop Secret Service with one collection and no encryption. Besides what behaviour.h
// says, it understands:
//   locked=yes|no       the collection
//   collection=yes|no   whether there is one
//   sees-locked=yes|no  whether a search also finds what is locked; "yes" also takes
//                       gnome-keyring's name, which promises that
//   prompt=accept|dismiss|silent|malformed|gone|die
//   value=as-is|empty|garbled|truncated   what becomes of a secret on its way out
//   type=base64|other   what becomes of an item's type when it is stored
//   write=yes|refuse|lie, delete=yes|lie
//   owner=no            it leaves the bus, and lives
#include "support/dbus/behaviour.h"
#include "support/dbus/secretstruct.h"

#include <QtDBus/qdbusmetatype.h>
#include <QtDBus/qdbusvirtualobject.h>

using Attributes = QMap<QString, QString>;
using Paths = QList<QDBusObjectPath>;

using Secrets = QMap<QDBusObjectPath, SecretStruct>;
Q_DECLARE_METATYPE(Secrets)

static const QString root = QStringLiteral("/org/freedesktop/secrets");
static const QString collectionPath = root + QStringLiteral("/collection/login");
static const QString promptPath = root + QStringLiteral("/prompt/1");
static const QString interfaces = QStringLiteral("org.freedesktop.Secret.");

static QDBusObjectPath nothing()
{
    return QDBusObjectPath(QStringLiteral("/"));
}

class FakeSecretService : public QDBusVirtualObject
{
public:
    FakeSecretService()
    {
        qDBusRegisterMetaType<Attributes>();
        qDBusRegisterMetaType<SecretStruct>();
        qDBusRegisterMetaType<Secrets>();
        m_behaviour.changed = [this](const QString &) { takeNames(); };
        m_bus.registerVirtualObject(QStringLiteral("/"), this, QDBusConnection::SubPath);
        takeNames();
        Behaviour::say(QStringLiteral("ready"));
    }

    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const auto answer = [this, message, bus] {
            const auto send = [bus, done = reply(message)] { bus.send(done); };
            if (!m_behaviour.keepBack(message, send))
                send();
        };
        if (!m_behaviour.meddle(message, bus, answer))
            answer();
        return true;
    }

private:
    struct Item
    {
        Attributes attributes;
        QByteArray value;
    };

    void takeNames()
    {
        const auto take = [this](const QString &name, bool wanted) {
            wanted ? (void)m_bus.registerService(name) : (void)m_bus.unregisterService(name);
        };
        take(QStringLiteral("org.freedesktop.secrets"), m_behaviour["owner"] != QLatin1String("no"));
        take(QStringLiteral("org.gnome.keyring"), m_behaviour.is("sees-locked"));
    }

    QDBusMessage reply(const QDBusMessage &call)
    {
        const QString member = call.member();
        if (member == QLatin1String("OpenSession"))
            return openSession(call);
        if (member == QLatin1String("SearchItems"))
            return call.createReply(search(call));
        if (member == QLatin1String("ReadAlias"))
            return call.createReply(QVariant::fromValue(m_behaviour.is("collection") ? QDBusObjectPath(collectionPath) : nothing()));
        if (member == QLatin1String("Unlock") || member == QLatin1String("Lock"))
            return lockOrUnlock(call);
        if (member == QLatin1String("CreateCollection"))
            return call.createReply({QVariant::fromValue(nothing()), QVariant::fromValue(QDBusObjectPath(promptPath))});
        if (member == QLatin1String("CreateItem"))
            return createItem(call);
        if (member == QLatin1String("GetSecrets"))
            return getSecrets(call);
        if (member == QLatin1String("Delete"))
            return remove(call);
        if (member == QLatin1String("Prompt"))
            return prompt(call);
        if (member == QLatin1String("Dismiss"))
            return dismiss(call);
        if (member == QLatin1String("Get"))
            return get(call);
        if (member == QLatin1String("GetAll"))
            return call.createReply(QVariant::fromValue(properties(call.path())));
        return call.createErrorReply(QDBusError::UnknownMethod, member);
    }

    static QDBusMessage openSession(const QDBusMessage &call)
    {
        if (call.arguments().constFirst().toString() != QLatin1String("plain"))
            return call.createErrorReply(QDBusError::NotSupported, QStringLiteral("only plain"));
        return call.createReply({QVariant::fromValue(QDBusVariant(QString())),
                                 QVariant::fromValue(QDBusObjectPath(root + QStringLiteral("/session/1")))});
    }

    QVariantList search(const QDBusMessage &call) const
    {
        const auto wanted = qdbus_cast<Attributes>(call.arguments().constFirst());
        Paths found;
        for (auto item = m_items.cbegin(); item != m_items.cend(); ++item) {
            const bool matches = std::all_of(wanted.keyBegin(), wanted.keyEnd(), [&](const QString &name) {
                return item->attributes.value(name) == wanted.value(name);
            });
            if (matches)
                found += QDBusObjectPath(item.key());
        }
        if (!isLocked())
            return {QVariant::fromValue(found), QVariant::fromValue(Paths())};
        return {QVariant::fromValue(Paths()), QVariant::fromValue(m_behaviour.is("sees-locked") ? found : Paths())};
    }

    QDBusMessage lockOrUnlock(const QDBusMessage &call)
    {
        if (call.member() == QLatin1String("Unlock") && isLocked())
            return call.createReply({QVariant::fromValue(Paths()), QVariant::fromValue(QDBusObjectPath(promptPath))});
        if (call.member() == QLatin1String("Lock"))
            m_behaviour.change("locked", QStringLiteral("yes"));
        return call.createReply({call.arguments().constFirst(), QVariant::fromValue(nothing())});
    }

    QDBusMessage createItem(const QDBusMessage &call)
    {
        const QString write = m_behaviour["write"];
        if (isLocked() || write == QLatin1String("refuse"))
            return call.createErrorReply(interfaces + QStringLiteral("Error.IsLocked"), QStringLiteral("locked"));
        const auto given = qdbus_cast<QVariantMap>(call.arguments().at(0));
        auto attributes = qdbus_cast<Attributes>(given.value(interfaces + QStringLiteral("Item.Attributes")));
        if (m_behaviour["type"] == QLatin1String("other"))
            attributes.insert(QStringLiteral("type"), QStringLiteral("other"));
        const auto secret = qdbus_cast<SecretStruct>(call.arguments().at(1));
        const QString path = pathOf(attributes);
        if (write != QLatin1String("lie"))
            m_items.insert(path, {attributes, secret.value});
        return call.createReply({QVariant::fromValue(QDBusObjectPath(path)), QVariant::fromValue(nothing())});
    }

    QString pathOf(const Attributes &attributes)
    {
        for (auto item = m_items.cbegin(); item != m_items.cend(); ++item) {
            if (item->attributes == attributes)
                return item.key();
        }
        return collectionPath + QStringLiteral("/%1").arg(++m_count);
    }

    QDBusMessage getSecrets(const QDBusMessage &call) const
    {
        Secrets secrets;
        const auto paths = qdbus_cast<Paths>(call.arguments().constFirst());
        for (const QDBusObjectPath &path : paths) {
            if (!isLocked() && m_items.contains(path.path()))
                secrets.insert(path, {qdbus_cast<QDBusObjectPath>(call.arguments().at(1)), {},
                                      damaged(m_items.value(path.path()).value), QStringLiteral("text/plain")});
        }
        return call.createReply(QVariant::fromValue(secrets));
    }

    QByteArray damaged(const QByteArray &value) const
    {
        const QString damage = m_behaviour["value"];
        if (damage == QLatin1String("empty"))
            return {};
        if (damage == QLatin1String("garbled"))
            return "\x01\x02\xff!\"$%&/()";
        return damage == QLatin1String("truncated") ? value.left(4) : value;
    }

    QDBusMessage remove(const QDBusMessage &call)
    {
        if (m_behaviour["delete"] != QLatin1String("lie"))
            m_items.remove(call.path());
        return call.createReply(QVariant::fromValue(nothing()));
    }

    QDBusMessage prompt(const QDBusMessage &call)
    {
        const QString how = m_behaviour["prompt"];
        if (how == QLatin1String("gone"))
            return call.createErrorReply(interfaces + QStringLiteral("Error.NoSuchObject"), QStringLiteral("gone"));
        Behaviour::say(QStringLiteral("prompting"));
        if (how == QLatin1String("accept")) {
            m_behaviour.change("locked", QStringLiteral("no"));
            m_behaviour.change("collection", QStringLiteral("yes"));
            complete({false, QVariant::fromValue(QDBusVariant(QVariant::fromValue(Paths {QDBusObjectPath(collectionPath)})))});
        }
        if (how == QLatin1String("dismiss"))
            complete({true, QVariant::fromValue(QDBusVariant(QString()))});
        if (how == QLatin1String("malformed"))
            complete({QStringLiteral("malformed")});
        return call.createReply();
    }

    QDBusMessage dismiss(const QDBusMessage &call)
    {
        Behaviour::say(QStringLiteral("dismissed"));
        complete({true, QVariant::fromValue(QDBusVariant(QString()))});
        return call.createReply();
    }

    void complete(const QVariantList &arguments) const
    {
        QDBusMessage signal = QDBusMessage::createSignal(promptPath, interfaces + QStringLiteral("Prompt"), QStringLiteral("Completed"));
        signal.setArguments(arguments);
        m_bus.send(signal);
    }

    QDBusMessage get(const QDBusMessage &call) const
    {
        const QVariant value = properties(call.path()).value(call.arguments().at(1).toString());
        return call.createReply(QVariant::fromValue(QDBusVariant(value)));
    }

    QVariantMap properties(const QString &path) const
    {
        if (path == root)
            return {{QStringLiteral("Collections"), QVariant::fromValue(Paths {QDBusObjectPath(collectionPath)})}};
        QVariantMap all {{QStringLiteral("Locked"), isLocked()}, {QStringLiteral("Label"), QStringLiteral("fake")},
                         {QStringLiteral("Created"), 1ull}, {QStringLiteral("Modified"), 1ull}};
        if (m_items.contains(path))
            all.insert(QStringLiteral("Attributes"), QVariant::fromValue(m_items.value(path).attributes));
        else
            all.insert(QStringLiteral("Items"), QVariant::fromValue(Paths()));
        return all;
    }

    bool isLocked() const { return m_behaviour.is("locked"); }

    QDBusConnection m_bus = QDBusConnection::sessionBus();
    Behaviour m_behaviour {{{QStringLiteral("collection"), QStringLiteral("yes")}, {QStringLiteral("sees-locked"), QStringLiteral("yes")}}};
    QMap<QString, Item> m_items;
    int m_count = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    FakeSecretService service;
    return QCoreApplication::exec();
}
