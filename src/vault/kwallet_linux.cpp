// SPDX-License-Identifier: MIT
#include "vault/kwallet_p.h"
#include "vault/keychainerror_p.h"
#include "vault/kwalletdaemon_p.h"

namespace QtLogin {

KWallet::KWallet(std::shared_ptr<MessageBus> bus, std::shared_ptr<Clock> clock, const QString &daemon)
    : m_bus(std::move(bus)), m_clock(std::move(clock)), m_daemon(daemon)
{
}

QString KWallet::backendName() const
{
    return QStringLiteral("KWallet");
}

template<typename T>
QFuture<Result<T>> KWallet::ask(const char *method, const QVariantList &arguments)
{
    return KWalletDaemon::ask<T>(*m_bus, m_daemon, method, arguments);
}

QFuture<Result<QString>> KWallet::wallet()
{
    return ask<QString>("networkWallet", {});
}

QFuture<Result<KWallet::Found>> KWallet::probe()
{
    const Answer<Found> answer;
    whenDone(ask<bool>("isEnabled", {}), this, [this, answer](const Result<bool> &enabled) {
        if (!enabled || !*enabled)
            return answer.finish(KeychainError::noKeychain());
        whenDone(wallet(), this, [this, answer](const Result<QString> &name) {
            if (!name)
                return answer.finish(name.error());
            lookAtWallet(*name, answer);
        });
    });
    return answer.future();
}

void KWallet::lookAtWallet(const QString &name, const Answer<Found> &answer)
{
    whenDone(ask<bool>("isOpen", {name}), this, [answer](const Result<bool> &open) {
        if (!open)
            return answer.finish(open.error());
        answer.finish(*open ? Found::Unlocked : Found::Locked);
    });
}

QFuture<Result<KWallet::Found>> KWallet::lookFor(const KeychainItem &item)
{
    const Answer<Found> answer;
    whenDone(wallet(), this, [this, item, answer](const Result<QString> &name) {
        if (!name)
            return answer.finish(name.error());
        lookIntoWallet(item, *name, answer);
    });
    return answer.future();
}

// This needs no open wallet.
void KWallet::lookIntoWallet(const KeychainItem &item, const QString &name, const Answer<Found> &answer)
{
    whenDone(ask<bool>("keyDoesNotExist", {name, item.service, item.key}), this,
             [this, item, answer](const Result<bool> &absent) {
                 if (!absent)
                     return answer.finish(absent.error());
                 if (*absent)
                     return answer.finish(Found::Absent);
                 lookAtHandle(item, answer);
             });
}

QFuture<Result<KWallet::Found>> KWallet::lookForRoom(const KeychainItem &item)
{
    const Answer<Found> answer;
    lookAtHandle(item, answer);
    return answer.future();
}

// A wallet that others have opened may still ask the person whether we may look into it.
void KWallet::lookAtHandle(const KeychainItem &item, const Answer<Found> &answer)
{
    const auto handle = m_handles.constFind(item.service);
    if (handle == m_handles.cend())
        return answer.finish(Found::Locked);
    whenDone(ask<bool>("isOpen", {*handle}), this, [this, item, answer](const Result<bool> &open) {
        if (!open)
            return answer.finish(open.error());
        if (!*open)
            m_handles.remove(item.service);
        answer.finish(*open ? Found::Unlocked : Found::Locked);
    });
}

QFuture<Result<void>> KWallet::unlock(const KeychainItem &item)
{
    const Answer<void> answer;
    whenDone(wallet(), this, [this, item, answer](const Result<QString> &name) {
        if (!name)
            return answer.finish(name.error());
        open(item, *name, answer);
    });
    return answer.future();
}

QFuture<Result<void>> KWallet::makeRoom(const KeychainItem &item)
{
    return unlock(item);
}

// KWallet cannot be told to take its question back; an answer that comes late still opens the wallet.
void KWallet::open(const KeychainItem &item, const QString &name, const Answer<void> &answer)
{
    constexpr qlonglong noWindow = 0;
    m_alarm = m_clock->callAfter(promptDeadline, [answer] { answer.finish(KeychainError::unanswered()); });
    whenDone(ask<int>("open", {name, noWindow, item.service}), this,
             [this, item, answer](const Result<int> &handle) {
                 m_alarm.reset();
                 if (!handle)
                     return answer.finish(handle.error());
                 if (*handle < 0)
                     return answer.finish(KeychainError::turnedAway());
                 m_handles.insert(item.service, *handle);
                 answer.finish({});
             });
}

} // namespace QtLogin
