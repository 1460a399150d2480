// SPDX-License-Identifier: MIT
#include "desktop/servicewatch_p.h"

#include "vault/shutdowngate_p.h"

#include <QtCore/qset.h>

#include <algorithm>
#include <mutex>
#include <utility>

namespace QtLogin {

static QString busService()
{
    return QStringLiteral("org.freedesktop.DBus");
}

static QString busPath()
{
    return QStringLiteral("/org/freedesktop/DBus");
}

static QString localInterface()
{
    return QStringLiteral("org.freedesktop.DBus.Local");
}

static QSet<QString> servicesOf(const QList<ServiceWatch::Topic> &topics)
{
    QSet<QString> services;
    for (const auto &topic : topics)
        services += topic.service;
    return services;
}

// Where QtDBus puts what it hears. It is shared with the thread beside, which may still be at work
// with it when no listener is left; and it is always taken down in its own thread, or by the
// end of the process where that comes first.
class ServiceWatch::Mailbox final : public QObject
{
    Q_OBJECT
public:
    static std::shared_ptr<Mailbox> create()
    {
        return {new Mailbox, [](Mailbox *mailbox) { mailbox->deleteLater(); }};
    }
    ~Mailbox() override
    {
        const std::lock_guard lock(s_mutex);
        s_all->remove(this);
    }

    void subscribe(QDBusConnection bus, const QList<Topic> &topics)
    {
        const ShutdownGate::Pass pass;
        const char *const slot = SLOT(put(QDBusMessage));
        bus.connect(QString(), busPath() + QStringLiteral("/Local"), localInterface(), QStringLiteral("Disconnected"),
                    this, slot);
        const auto services = servicesOf(topics);
        for (const QString &service : services) {
            bus.connect(busService(), busPath(), busService(), QStringLiteral("NameOwnerChanged"), {service}, QString(),
                        this, slot);
        }
        for (const Topic &topic : topics) {
            const QStringList first = topic.firstArgument.isEmpty() ? QStringList() : QStringList {topic.firstArgument};
            bus.connect(topic.service, QString(), topic.interface, topic.member, first, QString(), this, slot);
        }
    }

Q_SIGNALS:
    void received(const QDBusMessage &signal);

private Q_SLOTS:
    void put(const QDBusMessage &signal) { Q_EMIT received(signal); }

private:
    Mailbox()
    {
        const std::lock_guard lock(s_mutex);
        s_all->insert(this);
    }

    static inline std::mutex s_mutex;
    static inline auto *const s_all = new QSet<Mailbox *>; // what no event loop takes down any more is not lost
};

ServiceWatch::ServiceWatch(QDBusConnection::BusType type, const QList<Topic> &topics)
    : m_topics(topics)
    , m_mailbox(Mailbox::create())
    , m_bus(type, [] { return Error(Error::Kind::Unavailable); },
            [mailbox = m_mailbox, topics](const QDBusConnection &bus) { mailbox->subscribe(bus, topics); })
{
    connect(m_mailbox.get(), &Mailbox::received, this, &ServiceWatch::take);
}

ServiceWatch::~ServiceWatch() = default;

void ServiceWatch::start()
{
    const auto services = servicesOf(m_topics);
    for (const QString &service : services) {
        if (!m_owners.contains(service))
            lookFor(service);
    }
}

// A signal of the bus that has come meanwhile is newer than its answer.
void ServiceWatch::lookFor(const QString &service)
{
    m_owners.insert(service, {});
    whenDone(ask(busService(), busPath(), busService(), QStringLiteral("GetNameOwner"), {service}, QStringLiteral("s")), this,
             [this, service](const Result<QDBusMessage> &reply) {
                 if (!owner(service).isEmpty())
                     return;
                 if (!reply)
                     m_owners.remove(service); // start() looks again: perhaps there was no bus
                 else
                     setOwner(service, reply->arguments().constFirst().toString());
             });
}

QFuture<Result<QDBusMessage>> ServiceWatch::ask(const QString &owner, const QString &path, const QString &interface,
                                                const QString &method, const QVariantList &arguments,
                                                const QString &signature)
{
    QDBusMessage message = QDBusMessage::createMethodCall(owner, path, interface, method);
    message.setArguments(arguments);
    message.setAutoStartService(false);
    return m_bus.call(message, signature);
}

void ServiceWatch::take(const QDBusMessage &signal)
{
    if (signal.interface() == localInterface())
        return loseBus();
    if (signal.interface() == busService() && signal.service() == busService())
        return setOwner(signal.arguments().value(0).toString(), signal.arguments().value(2).toString());
    if (isBelieved(signal))
        Q_EMIT heard(signal);
}

// QtDBus compares the sender, too. But signals are believed of the owner that we know, and of none
// while no owner is known.
bool ServiceWatch::isBelieved(const QDBusMessage &signal) const
{
    return std::any_of(m_topics.begin(), m_topics.end(), [&](const Topic &topic) {
        return topic.interface == signal.interface() && topic.member == signal.member()
            && owner(topic.service) == signal.service();
    });
}

void ServiceWatch::setOwner(const QString &service, const QString &owner)
{
    QString &known = m_owners[service];
    if (std::exchange(known, owner) != owner)
        Q_EMIT ownerChanged(service, owner);
}

void ServiceWatch::loseBus()
{
    const auto services = m_owners.keys();
    m_owners.clear(); // start() looks again
    for (const QString &service : services)
        Q_EMIT ownerChanged(service, {});
}

} // namespace QtLogin

#include "moc_servicewatch_p.cpp"
#include "servicewatch_linux.moc"
