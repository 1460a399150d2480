// SPDX-License-Identifier: MIT
#include "vault/secretservice_p.h"
#include "vault/keychainerror_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtDBus/qdbusargument.h>
#include <QtDBus/qdbusmetatype.h>

namespace QtLogin {

using Attributes = QMap<QString, QString>;

static QString collectionInterface()
{
    return QStringLiteral("org.freedesktop.Secret.Collection");
}

static QDBusMessage toService(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.freedesktop.Secret.Service"), method);
    message.setArguments(arguments);
    return message;
}

static QDBusMessage toBus(const QString &method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
                                          QStringLiteral("org.freedesktop.DBus"), method);
}

static bool isNothing(const QDBusObjectPath &path)
{
    return path.path() == QLatin1String("/");
}

SecretService::SecretService(std::shared_ptr<MessageBus> bus, std::shared_ptr<Clock> clock)
    : m_bus(std::move(bus)), m_clock(std::move(clock))
{
    qDBusRegisterMetaType<Attributes>();
}

QString SecretService::backendName() const
{
    return QStringLiteral("Secret Service");
}

QFuture<Result<SecretService::Found>> SecretService::probe()
{
    const Answer<Found> answer;
    whenDone(defaultCollection(), this, [answer](const Result<Collection> &collection) {
        if (!collection)
            return answer.finish(collection.error());
        answer.finish(collection->locked ? Found::Locked : Found::Unlocked);
    });
    return answer.future();
}

QFuture<Result<SecretService::Found>> SecretService::lookForRoom(const KeychainItem &)
{
    return probe();
}

QFuture<Result<SecretService::Found>> SecretService::lookFor(const KeychainItem &item)
{
    const Answer<Found> answer;
    whenDone(search(item), this, [this, answer](const Result<Items> &items) {
        if (!items)
            return answer.finish(items.error());
        if (!items->locked.isEmpty())
            return answer.finish(Found::Locked);
        if (!items->unlocked.isEmpty())
            return answer.finish(Found::Unlocked);
        lookIntoTheDark(answer);
    });
    return answer.future();
}

// The attributes by which QtKeychain finds an item of any type.
QFuture<Result<SecretService::Items>> SecretService::search(const KeychainItem &item)
{
    const Attributes attributes {{QStringLiteral("user"), item.key}, {QStringLiteral("server"), item.service}};
    const Answer<Items> answer;
    whenDone(m_bus->call(toService(QStringLiteral("SearchItems"), {QVariant::fromValue(attributes)}), QStringLiteral("aoao")),
             this, [answer](const Result<QDBusMessage> &reply) {
                 if (!reply)
                     return answer.finish(reply.error());
                 answer.finish(Items {.unlocked = qdbus_cast<Paths>(reply->arguments().at(0)),
                                      .locked = qdbus_cast<Paths>(reply->arguments().at(1))});
             });
    return answer.future();
}

// No item was found. Some services do not look into a locked collection, and then it is not known;
// gnome-keyring does, and without a collection there is nothing to find.
void SecretService::lookIntoTheDark(const Answer<Found> &answer)
{
    whenDone(defaultCollection(), this, [this, answer](const Result<Collection> &collection) {
        if (!collection)
            return answer.finish(collection.error());
        if (collection->owner.isEmpty() || !collection->locked)
            return answer.finish(Found::Absent);
        QDBusMessage question = toBus(QStringLiteral("GetNameOwner"));
        question << QStringLiteral("org.gnome.keyring");
        whenDone(m_bus->call(question, QStringLiteral("s")), this,
                 [answer, owner = collection->owner](const Result<QDBusMessage> &reply) {
                     const bool seesAll = reply && reply->arguments().constFirst().toString() == owner;
                     answer.finish(seesAll ? Found::Absent : Found::Locked);
                 });
    });
}

// Where new items go. There may be none: then the person can be asked to make one.
QFuture<Result<SecretService::Collection>> SecretService::defaultCollection()
{
    const Answer<Collection> answer;
    whenDone(m_bus->call(toService(QStringLiteral("ReadAlias"), {QStringLiteral("default")}), QStringLiteral("o")), this,
             [this, answer](const Result<QDBusMessage> &reply) {
                 if (!reply)
                     return answer.finish(reply.error());
                 const auto path = qdbus_cast<QDBusObjectPath>(reply->arguments().constFirst());
                 if (isNothing(path))
                     return answer.finish(Collection {});
                 lookAt({.owner = reply->service(), .path = path, .locked = true}, answer);
             });
    return answer.future();
}

void SecretService::lookAt(const Collection &collection, const Answer<Collection> &answer)
{
    QDBusMessage question = QDBusMessage::createMethodCall(
        collection.owner, collection.path.path(), QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    question << collectionInterface() << QStringLiteral("Locked");
    whenDone(m_bus->call(question, QStringLiteral("v")), this,
             [collection = collection, answer](const Result<QDBusMessage> &reply) mutable {
                 if (!reply)
                     return answer.finish(reply.error());
                 const QVariant locked = qdbus_cast<QDBusVariant>(reply->arguments().constFirst()).variant();
                 if (locked.typeId() != QMetaType::Bool)
                     return answer.finish(Error::Kind::Unavailable);
                 collection.locked = locked.toBool();
                 answer.finish(collection);
             });
}

QFuture<Result<void>> SecretService::unlock(const KeychainItem &item)
{
    const Answer<void> answer;
    whenDone(search(item), this, [this, answer](const Result<Items> &items) {
        if (!items)
            return answer.finish(items.error());
        if (items->locked.isEmpty())
            return openDefault(answer);
        unlock(items->locked, answer);
    });
    return answer.future();
}

QFuture<Result<void>> SecretService::makeRoom(const KeychainItem &)
{
    const Answer<void> answer;
    openDefault(answer);
    return answer.future();
}

void SecretService::openDefault(const Answer<void> &answer)
{
    whenDone(defaultCollection(), this, [this, answer](const Result<Collection> &collection) {
        if (!collection)
            return answer.finish(collection.error());
        if (collection->owner.isEmpty())
            return createDefault(answer);
        unlock({collection->path}, answer);
    });
}

void SecretService::unlock(const Paths &paths, const Answer<void> &answer)
{
    whenDone(m_bus->call(toService(QStringLiteral("Unlock"), {QVariant::fromValue(paths)}), QStringLiteral("aoo")), this,
             [this, answer](const Result<QDBusMessage> &reply) {
                 if (!reply)
                     return answer.finish(reply.error());
                 prompt(*reply, answer);
             });
}

void SecretService::createDefault(const Answer<void> &answer)
{
    const QVariantMap properties {{collectionInterface() + QStringLiteral(".Label"),
                                   QCoreApplication::translate("QtLogin::KeychainStore", "Default keyring")}};
    whenDone(m_bus->call(toService(QStringLiteral("CreateCollection"), {properties, QStringLiteral("default")}),
                         QStringLiteral("oo")),
             this, [this, answer](const Result<QDBusMessage> &reply) {
                 if (!reply)
                     return answer.finish(reply.error());
                 prompt(*reply, answer);
             });
}

// The last argument of these replies is the prompt that has to be shown first, if any.
void SecretService::prompt(const QDBusMessage &reply, const Answer<void> &answer)
{
    const auto path = qdbus_cast<QDBusObjectPath>(reply.arguments().constLast());
    if (isNothing(path))
        return answer.finish({});
    m_prompt = std::make_unique<SecretPrompt>(m_bus->connection(), reply.service(), path, *m_clock);
    whenDone(m_prompt->answered(), this, [answer](const Result<void> &answered) { answer.finish(answered); });
}

} // namespace QtLogin
