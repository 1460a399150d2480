// SPDX-License-Identifier: MIT
#pragma once

#include "vault/messagebus_p.h"

#include <QtCore/qstringlist.h>
#include <QtDBus/qdbusmetatype.h>

// The daemon of KDE's wallet: what its generations are called on the session's bus, and how they are asked.
namespace QtLogin::KWalletDaemon {

// That of KDE 4, 5 or 6.
[[nodiscard]] QString ofGeneration(int generation);
// Of every generation, the newest first.
[[nodiscard]] QStringList all();

[[nodiscard]] QDBusMessage call(const QString &daemon, const char *method, const QVariantList &arguments);

// The answer of \a daemon to \a method: a bool, an int, a text or bytes.
template<typename T>
[[nodiscard]] QFuture<Result<T>> ask(MessageBus &bus, const QString &daemon, const char *method,
                                     const QVariantList &arguments)
{
    const Answer<T> answer;
    const QLatin1StringView signature(QDBusMetaType::typeToSignature(QMetaType::fromType<T>()));
    whenDone(bus.call(call(daemon, method, arguments), signature), &bus, [answer](const Result<QDBusMessage> &reply) {
        if (!reply)
            return answer.finish(reply.error());
        answer.finish(reply->arguments().constFirst().value<T>());
    });
    return answer.future();
}

} // namespace QtLogin::KWalletDaemon
