// SPDX-License-Identifier: MIT
#include "vault/secretprompt_p.h"
#include "vault/keychainerror_p.h"
#include "vault/keychaininspector_p.h"

#include <QtDBus/qdbuspendingcall.h>

namespace QtLogin {

static QString promptInterface()
{
    return QStringLiteral("org.freedesktop.Secret.Prompt");
}

SecretPrompt::SecretPrompt(const QDBusConnection &bus, const QString &owner, const QDBusObjectPath &path, Clock &clock)
    : m_bus(bus)
    , m_owner(owner)
    , m_path(path.path())
    , m_alarm(clock.callAfter(KeychainInspector::promptDeadline, [this] {
        dismiss();
        finish(KeychainError::unanswered());
    }))
{
    // A unique name of the sender, and none at all below: QtDBus would ask the bus for the owner of
    // any other, and wait for the answer.
    m_bus.connect(m_owner, m_path, promptInterface(), QStringLiteral("Completed"), this, SLOT(completed(QDBusMessage)));
    m_bus.connect(QString(), QStringLiteral("/org/freedesktop/DBus"), QStringLiteral("org.freedesktop.DBus"),
                  QStringLiteral("NameOwnerChanged"), {m_owner}, QString(), this, SLOT(ownerChanged(QDBusMessage)));
    show();
}

SecretPrompt::~SecretPrompt()
{
    if (!m_answer.isFinished())
        dismiss();
}

void SecretPrompt::show()
{
    QDBusMessage prompt = message(QStringLiteral("Prompt"));
    prompt << QString(); // the window is not known here
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(prompt), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->isError())
            finish(Error::Kind::Unavailable);
    });
}

void SecretPrompt::dismiss()
{
    m_bus.call(message(QStringLiteral("Dismiss")), QDBus::NoBlock);
}

void SecretPrompt::completed(const QDBusMessage &signal)
{
    if (!signal.signature().startsWith(QLatin1Char('b')))
        return finish(Error::Kind::Unavailable);
    finish(signal.arguments().constFirst().toBool() ? Result<void>(KeychainError::turnedAway()) : Result<void>());
}

void SecretPrompt::ownerChanged(const QDBusMessage &signal)
{
    if (signal.arguments().value(2).toString().isEmpty())
        finish(KeychainError::noKeychain());
}

void SecretPrompt::finish(const Result<void> &result)
{
    m_alarm.reset();
    m_answer.finish(result);
}

QDBusMessage SecretPrompt::message(const QString &method) const
{
    return QDBusMessage::createMethodCall(m_owner, m_path, promptInterface(), method);
}

} // namespace QtLogin

#include "moc_secretprompt_p.cpp"
