// SPDX-License-Identifier: MIT
#include "vault/formersecretservice_p.h"
#include "vault/keychainerror_p.h"

#include <QtDBus/qdbusargument.h>
#include <QtDBus/qdbusmetatype.h>

namespace QtLogin {

static QDBusMessage secretsCall(const QString &path, const char *interface, const char *method,
                                const QVariantList &arguments = {})
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), path,
        QStringLiteral("org.freedesktop.Secret.") + QLatin1String(interface), QLatin1String(method));
    message.setArguments(arguments);
    return message;
}

static QDBusMessage secretsCall(const char *method, const QVariantList &arguments)
{
    return secretsCall(QStringLiteral("/org/freedesktop/secrets"), "Service", method, arguments);
}

// The value of one item out of the answer, which is a map of paths to structs.
static QByteArray takeValue(const QDBusMessage &reply)
{
    const auto secrets = reply.arguments().constFirst().value<QDBusArgument>();
    QByteArray value;
    for (secrets.beginMap(); !secrets.atEnd();) {
        QDBusObjectPath item, session;
        QByteArray parameters;
        QString contentType;
        secrets.beginMapEntry();
        secrets >> item;
        secrets.beginStructure();
        secrets >> session >> parameters >> value >> contentType;
        secrets.endStructure();
        secrets.endMapEntry();
    }
    secrets.endMap();
    return value;
}

// QtKeychain writes base64. Of what is something else nothing is known: another answer may be whole.
static Result<SecretPtr> decodedValue(QByteArray &&value)
{
    auto decoded = QByteArray::fromBase64Encoding(value, QByteArray::AbortOnBase64DecodingErrors);
    wipe(value);
    if (!decoded || decoded.decoded.isEmpty())
        return Error::Kind::Unavailable;
    return Secret::fromBytes(std::move(decoded.decoded)).share();
}

FormerSecretService::FormerSecretService(const std::shared_ptr<Clock> &clock)
    : m_bus(std::make_shared<MessageBus>(QDBusConnection::SessionBus, &KeychainError::noKeychain,
                                         MessageBus::Preparation(), MessageBus::Services::Running))
    , m_service(m_bus, clock)
{
    qDBusRegisterMetaType<Attributes>();
}

QFuture<Result<void>> FormerSecretService::probe()
{
    const Answer<void> answer;
    proceed(m_service.probe(), this, answer, [answer](SecretService::Found found) { answer.finish(isOpen(found)); });
    return answer.future();
}

QFuture<Result<SecretPtr>> FormerSecretService::read(const KeychainItem &item)
{
    const Answer<SecretPtr> answer;
    proceed(m_service.lookFor(item), this, answer, [this, item, answer](SecretService::Found found) {
        if (const auto open = isOpen(found); !open)
            return answer.finish(open.error());
        const Attributes attributes {{QStringLiteral("xdg:schema"), QStringLiteral("org.qt.keychain")},
                                     {QStringLiteral("user"), item.key},
                                     {QStringLiteral("server"), item.service},
                                     {QStringLiteral("type"), QStringLiteral("base64")}};
        proceed(findUnlocked(attributes), this, answer, [this, answer](const Paths &items) {
            if (items.isEmpty()) // it was written by something else
                return answer.finish(Error::Kind::Damaged);
            openSession(items.constFirst(), answer);
        });
    });
    return answer.future();
}

QFuture<Result<FormerSecretService::Paths>> FormerSecretService::findUnlocked(const Attributes &attributes)
{
    const Answer<Paths> answer;
    const auto search = secretsCall("SearchItems", {QVariant::fromValue(attributes)});
    proceed(m_bus->call(search, QStringLiteral("aoao")), this, answer,
            [answer](const QDBusMessage &reply) { answer.finish(qdbus_cast<Paths>(reply.arguments().at(0))); });
    return answer.future();
}

void FormerSecretService::openSession(const QDBusObjectPath &item, const Answer<SecretPtr> &answer)
{
    const QVariant nothing = QVariant::fromValue(QDBusVariant(QString()));
    const auto open = secretsCall("OpenSession", {QStringLiteral("plain"), nothing});
    proceed(m_bus->call(open, QStringLiteral("vo")), this, answer, [this, item, answer](const QDBusMessage &reply) {
        fetch(item, qdbus_cast<QDBusObjectPath>(reply.arguments().at(1)), answer);
    });
}

void FormerSecretService::fetch(const QDBusObjectPath &item, const QDBusObjectPath &session,
                                const Answer<SecretPtr> &answer)
{
    const auto get = secretsCall("GetSecrets", {QVariant::fromValue(Paths {item}), QVariant::fromValue(session)});
    proceed(m_bus->call(get, QStringLiteral("a{o(oayays)}")), this, answer,
            [this, session, answer](const QDBusMessage &reply) {
                close(reply.service(), session);
                answer.finish(decodedValue(takeValue(reply)));
            });
}

void FormerSecretService::close(const QString &owner, const QDBusObjectPath &session)
{
    m_bus->connection().call(QDBusMessage::createMethodCall(owner, session.path(),
                                                            QStringLiteral("org.freedesktop.Secret.Session"),
                                                            QStringLiteral("Close")),
                             QDBus::NoBlock);
}

// As QtKeychain removes: every item of these names.
QFuture<Result<void>> FormerSecretService::remove(const KeychainItem &item)
{
    const Answer<void> answer;
    proceed(m_service.lookFor(item), this, answer, [this, item, answer](SecretService::Found found) {
        if (found == SecretService::Found::Absent)
            return answer.finish({});
        if (const auto open = isOpen(found); !open)
            return answer.finish(open);
        const Attributes attributes {{QStringLiteral("user"), item.key}, {QStringLiteral("server"), item.service}};
        proceed(findUnlocked(attributes), this, answer,
                [this, item, answer](const Paths &items) { erase(items, item, answer); });
    });
    return answer.future();
}

// A service that wants to ask the person first does not, for its prompt is not shown: the item stays, and is seen.
void FormerSecretService::erase(Paths items, const KeychainItem &item, const Answer<void> &answer)
{
    if (items.isEmpty())
        return prove(item, answer);
    const auto erasure = secretsCall(items.takeFirst().path(), "Item", "Delete");
    proceed(m_bus->call(erasure, QStringLiteral("o")), this, answer,
            [this, items, item, answer](const QDBusMessage &) { erase(items, item, answer); });
}

void FormerSecretService::prove(const KeychainItem &item, const Answer<void> &answer)
{
    proceed(m_service.lookFor(item), this, answer, [answer](SecretService::Found found) {
        if (found == SecretService::Found::Absent)
            return answer.finish({});
        const bool isLocked = found == SecretService::Found::Locked;
        answer.finish(isLocked ? Error(Error::Kind::Locked) : KeychainError::notForgotten());
    });
}

} // namespace QtLogin
