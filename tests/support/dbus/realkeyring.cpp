// SPDX-License-Identifier: MIT
#include "support/dbus/realkeyring.h"
#include "support/dbus/secretstruct.h"

#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusmessage.h>
#include <QtDBus/qdbusmetatype.h>

static const QDBusObjectPath login(QStringLiteral("/org/freedesktop/secrets/collection/login"));

static QDBusMessage call(const QString &interface, const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
                                                          QStringLiteral("/org/freedesktop/secrets"), interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

static QString service()
{
    return QStringLiteral("org.freedesktop.Secret.Service");
}

bool RealKeyring::lock()
{
    return call(service(), QStringLiteral("Lock"), {QVariant::fromValue(QList<QDBusObjectPath> {login})}).type()
        == QDBusMessage::ReplyMessage;
}

bool RealKeyring::unlock()
{
    qDBusRegisterMetaType<SecretStruct>();
    const QDBusMessage opened = call(service(), QStringLiteral("OpenSession"),
                                     {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
    const SecretStruct password {qdbus_cast<QDBusObjectPath>(opened.arguments().value(1)), {}, "test", QStringLiteral("text/plain")};
    return call(QStringLiteral("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"),
                QStringLiteral("UnlockWithMasterPassword"), {QVariant::fromValue(login), QVariant::fromValue(password)})
               .type()
        == QDBusMessage::ReplyMessage;
}
