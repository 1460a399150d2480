// SPDX-License-Identifier: MIT
#include "vault/formerkwallet_p.h"
#include "vault/keychainerror_p.h"
#include "vault/kwalletdaemon_p.h"

#include <QtCore/qsettings.h>
#include <QtCore/qstandardpaths.h>

namespace QtLogin {

// Whether a wallet that is open asks the person all the same, about each application that wants to look into it.
static Result<bool> asksForApplications()
{
    const auto files = QStandardPaths::locateAll(QStandardPaths::GenericConfigLocation, QStringLiteral("kwalletrc"));
    for (const QString &file : files) {
        QSettings settings(file, QSettings::IniFormat);
        settings.beginGroup(QStringLiteral("Wallet"));
        const auto keys = settings.childKeys();
        for (const QString &key : keys) { // what is fixed by an administrator has "[$i]" behind it
            if (key.startsWith(QLatin1String("Prompt on Open")) && settings.value(key).toBool())
                return true;
        }
    }
    return false;
}

FormerKWallet::FormerKWallet(Worker &worker)
    : m_bus(QDBusConnection::SessionBus, &KeychainError::noKeychain, MessageBus::Preparation(),
            MessageBus::Services::Running)
    , m_worker(worker)
{
}

template<typename T>
QFuture<Result<T>> FormerKWallet::ask(const QString &daemon, const char *method, const QVariantList &arguments)
{
    return KWalletDaemon::ask<T>(m_bus, daemon, method, arguments);
}

QFuture<Result<FormerKWallet::Wallet>> FormerKWallet::find()
{
    const Answer<Wallet> answer;
    findNext(KWalletDaemon::all(), answer);
    return answer.future();
}

void FormerKWallet::findNext(const QStringList &daemons, const Answer<Wallet> &answer)
{
    const QString daemon = daemons.constFirst();
    whenDone(ask<QString>(daemon, "networkWallet", {}), this,
             [this, daemon, others = daemons.mid(1), answer](const Result<QString> &name) {
                 if (name)
                     return answer.finish(Wallet {.daemon = daemon, .name = *name});
                 if (others.isEmpty())
                     return answer.finish(name.error());
                 findNext(others, answer);
             });
}

QFuture<Result<void>> FormerKWallet::probe()
{
    const Answer<void> answer;
    proceed(find(), this, answer, [this, answer](const Wallet &wallet) {
        proceed(ask<bool>(wallet.daemon, "isOpen", {wallet.name}), this, answer,
                [answer](bool open) { answer.finish(open ? Result<void>() : Error::Kind::Locked); });
    });
    return answer.future();
}

// This needs no open wallet.
QFuture<Result<bool>> FormerKWallet::isAbsent(const Wallet &wallet, const KeychainItem &item)
{
    return ask<bool>(wallet.daemon, "keyDoesNotExist", {wallet.name, item.service, item.key});
}

QFuture<Result<FormerKWallet::Wallet>> FormerKWallet::open(const KeychainItem &item)
{
    const Answer<Wallet> answer;
    proceed(find(), this, answer, [this, item, answer](const Wallet &wallet) {
        proceed(isAbsent(wallet, item), this, answer, [this, wallet, item, answer](bool absent) {
            if (absent)
                return answer.finish(Error::Kind::Absent);
            proceed(m_worker.run(&asksForApplications), this, answer, [this, wallet, item, answer](bool asks) {
                asks ? answer.finish(Error::Kind::Locked) : enter(wallet, item, answer);
            });
        });
    });
    return answer.future();
}

void FormerKWallet::enter(const Wallet &wallet, const KeychainItem &item, const Answer<Wallet> &answer)
{
    const auto asked = ask<bool>(wallet.daemon, "isOpen", {wallet.name});
    proceed(asked, this, answer, [this, wallet, item, answer](bool open) {
        if (!open)
            return answer.finish(Error::Kind::Locked);
        constexpr qlonglong noWindow = 0;
        proceed(ask<int>(wallet.daemon, "open", {wallet.name, noWindow, item.service}), this, answer,
                [wallet, answer](int handle) {
                    if (handle < 0)
                        return answer.finish(Error::Kind::Locked);
                    answer.finish(Wallet {.daemon = wallet.daemon, .name = wallet.name, .handle = handle});
                });
    });
}

// QtKeychain writes the bytes as they are.
QFuture<Result<SecretPtr>> FormerKWallet::read(const KeychainItem &item)
{
    const Answer<SecretPtr> answer;
    proceed(open(item), this, answer, [this, item, answer](const Wallet &wallet) {
        const QVariantList arguments {wallet.handle, item.service, item.key, item.service};
        proceed(ask<QByteArray>(wallet.daemon, "readEntry", arguments), this, answer,
                [answer](QByteArray value) {
                    if (value.isEmpty()) // also what a question looks like that has failed
                        return answer.finish(Error::Kind::Unavailable);
                    answer.finish(Secret::fromBytes(std::move(value)).share());
                });
    });
    return answer.future();
}

QFuture<Result<void>> FormerKWallet::remove(const KeychainItem &item)
{
    const Answer<void> answer;
    whenDone(open(item), this, [this, item, answer](const Result<Wallet> &wallet) {
        if (wallet.failedWith(Error::Kind::Absent))
            return answer.finish({});
        if (!wallet)
            return answer.finish(wallet.error());
        const QVariantList arguments {wallet->handle, item.service, item.key, item.service};
        proceed(ask<int>(wallet->daemon, "removeEntry", arguments), this, answer,
                [this, wallet = *wallet, item, answer](int) { prove(wallet, item, answer); });
    });
    return answer.future();
}

void FormerKWallet::prove(const Wallet &wallet, const KeychainItem &item, const Answer<void> &answer)
{
    proceed(isAbsent(wallet, item), this, answer, [answer](bool absent) {
        answer.finish(absent ? Result<void>() : KeychainError::notForgotten());
    });
}

} // namespace QtLogin
