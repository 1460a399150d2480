// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"

#include <QtCore/qobject.h>
#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusmessage.h>

namespace QtLogin {

// A connection of our own to the session bus. It is made on first use and on a thread beside, for a
// bus that does not answer blocks whoever connects for a minute; after that every call is
// asynchronous. There are no time limits here: who asks has one.
class SessionBus : public QObject
{
public:
    // The reply to \a message, whose arguments are of \a signature, or Unavailable: nobody is
    // there, and nobody could be started, or they have died, or they have answered something else.
    [[nodiscard]] QFuture<Result<QDBusMessage>> call(const QDBusMessage &message, const QString &signature);

    // For signals and for calls without an answer. Not connected before a call has succeeded.
    [[nodiscard]] QDBusConnection connection() const;

private:
    struct Link
    {
        explicit Link(const QString &name);
        ~Link();
        QDBusConnection connection;
    };
    using LinkPtr = std::shared_ptr<const Link>;

    [[nodiscard]] QFuture<Result<LinkPtr>> connected();
    static void connectAside(Answer<LinkPtr> &&asked);
    void send(const QDBusMessage &message, const QString &signature, const Answer<QDBusMessage> &answer);

    LinkPtr m_link;
    QFuture<Result<LinkPtr>> m_connecting;
};

} // namespace QtLogin
