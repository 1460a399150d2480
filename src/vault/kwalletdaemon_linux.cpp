// SPDX-License-Identifier: MIT
#include "vault/kwalletdaemon_p.h"

namespace QtLogin {

QString KWalletDaemon::ofGeneration(int generation)
{
    const QString name = QStringLiteral("kwalletd");
    return generation == 4 ? name : name + QString::number(generation); // the first one did not count
}

QStringList KWalletDaemon::all()
{
    return {ofGeneration(6), ofGeneration(5), ofGeneration(4)};
}

QDBusMessage KWalletDaemon::call(const QString &daemon, const char *method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(QStringLiteral("org.kde.") + daemon,
                                                          QStringLiteral("/modules/") + daemon,
                                                          QStringLiteral("org.kde.KWallet"), QLatin1String(method));
    message.setArguments(arguments);
    return message;
}

} // namespace QtLogin
