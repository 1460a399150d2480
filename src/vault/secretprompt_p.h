// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/futures.h"

#include <QtCore/qobject.h>
#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusextratypes.h>
#include <QtDBus/qdbusmessage.h>

namespace QtLogin {

// A question of the Secret Service on the person's screen, from showing it to taking it back.
class SecretPrompt : public QObject
{
    Q_OBJECT

public:
    // Shows the prompt at \a path of \a owner, which is a unique name.
    SecretPrompt(const QDBusConnection &bus, const QString &owner, const QDBusObjectPath &path, Clock &clock);
    ~SecretPrompt() override; // takes it back where the user has not answered

    // Success, Refused, TimedOut after a minute, or Unavailable.
    [[nodiscard]] QFuture<Result<void>> answered() const { return m_answer.future(); }

private Q_SLOTS:
    void completed(const QDBusMessage &signal);
    void ownerChanged(const QDBusMessage &signal);

private:
    void show();
    void dismiss();
    void finish(const Result<void> &result);
    QDBusMessage message(const QString &method) const;

    QDBusConnection m_bus;
    const QString m_owner;
    const QString m_path;
    const Answer<void> m_answer;
    std::unique_ptr<Alarm> m_alarm;
};

} // namespace QtLogin
