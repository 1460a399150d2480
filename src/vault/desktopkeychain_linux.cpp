// SPDX-License-Identifier: MIT
#include "vault/desktopkeychain_p.h"
#include "vault/backendname_p.h"
#include "vault/formerkwallet_p.h"
#include "vault/formersecretservice_p.h"
#include "vault/keychainerror_p.h"
#include "vault/keychainjobs_p.h"
#include "vault/kwalletdaemon_p.h"

#include <QtCore/qabstracteventdispatcher.h>
#include <QtCore/qlibrary.h>
#include <QtCore/qversionnumber.h>

#include <optional>

namespace QtLogin {

namespace {

// The choice that QtKeychain will make, as far as the environment tells.
struct Preference
{
    QString wallet = {}; // the daemon; empty: the Secret Service, without asking for a wallet
    bool always = false; // even where that daemon does not answer
};

bool isQtKeychainSince(int major, int minor)
{
    return QVersionNumber::fromString(QLatin1String(QTLOGIN_QTKEYCHAIN_VERSION)) >= QVersionNumber(major, minor);
}

bool isKde()
{
    const QByteArray current = qgetenv("XDG_CURRENT_DESKTOP");
    if (current == "KDE" || current == "GNOME" || current == "Unity" || current == "XFCE")
        return current == "KDE";
    const QByteArray session = qgetenv("DESKTOP_SESSION");
    if (session == "kde" || session == "gnome" || session == "xubuntu" || session.contains("xfce"))
        return session == "kde";
    return qEnvironmentVariableIsEmpty("GNOME_DESKTOP_SESSION_ID") && !qEnvironmentVariableIsEmpty("KDE_FULL_SESSION");
}

Preference preferenceOfDesktop()
{
    if (!isKde())
        return {};
    const QByteArray generation = qgetenv("KDE_SESSION_VERSION");
    if (generation == "4")
        return {.wallet = KWalletDaemon::ofGeneration(4), .always = true};
    if (generation == "5")
        return {.wallet = KWalletDaemon::ofGeneration(5)};
    if (generation == "6" && isQtKeychainSince(0, 14))
        return {.wallet = KWalletDaemon::ofGeneration(6)};
    return {};
}

Preference preference()
{
    const QByteArray wish = isQtKeychainSince(0, 17) ? qgetenv("QTKEYCHAIN_BACKEND") : QByteArray();
    if (wish == "libsecret")
        return {};
    if (wish == "kwallet4")
        return {.wallet = KWalletDaemon::ofGeneration(4), .always = true};
    if (wish == "kwallet5" || wish == "kwallet6")
        return {.wallet = KWalletDaemon::ofGeneration(wish.back() - '0'), .always = true};
    return preferenceOfDesktop();
}

// libsecret, through which QtKeychain asks the Secret Service, runs in the event loop of GLib.
bool isWithoutGLib()
{
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    return dispatcher && dispatcher->inherits("QEventDispatcherUNIX");
}

// QtKeychain asks the Secret Service through libsecret and GIO. Loaded and connected here, it does
// not keep the GUI thread waiting on first use. And GIO, when it loses the bus, ends the process:
// a user must not lose their work with the bus because a secret was to be kept. All that happens outside
// of the door: unlike Qt it has no limit of time, and nothing of it is taken down.
void prepareLibsecret(const QDBusConnection &)
{
    using Get = void *(*)(int bus, void *cancellable, void **error);
    using SetExitOnClose = void (*)(void *connection, int exit);
    constexpr int sessionBus = 2;
    QLibrary libsecret(QStringLiteral("secret-1"), 0);
    QLibrary gio(QStringLiteral("gio-2.0"), 0);
    if (!libsecret.load() || !gio.load())
        return;
    const auto get = reinterpret_cast<Get>(gio.resolve("g_bus_get_sync"));
    const auto setExitOnClose = reinterpret_cast<SetExitOnClose>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    void *const connection = get && setExitOnClose ? get(sessionBus, nullptr, nullptr) : nullptr;
    if (connection) // is kept: it is GIO's one for the process
        setExitOnClose(connection, false);
}

using Backend = KeychainJobs::Backend;

} // namespace

DesktopKeychain::DesktopKeychain(const std::shared_ptr<Clock> &clock)
    : m_bus(std::make_shared<MessageBus>(QDBusConnection::SessionBus, &KeychainError::noKeychain, prepareLibsecret))
    , m_secretService(m_bus, clock)
    , m_kwallet(m_bus, clock, preference().wallet)
{
}

QFuture<Result<KeychainInspector *>> DesktopKeychain::chosen()
{
    auto &line = KeychainJobs::line();
    if (line.backend() == Backend::Undecided && preference().wallet.isEmpty())
        line.setBackend(Backend::SecretService);
    if (line.backend() == Backend::Undecided && preference().always)
        line.setBackend(Backend::KWallet);
    if (line.backend() != Backend::Undecided)
        return readyFuture(current());
    const Answer<KeychainInspector *> answer;
    whenDone(m_kwallet.wallet(), this, [this, answer](const Result<QString> &wallet) {
        if (!wallet && !m_bus->connection().isConnected())
            return answer.finish(wallet.error());
        KeychainJobs::line().setBackend(wallet ? Backend::KWallet : Backend::SecretService);
        answer.finish(current());
    });
    return answer.future();
}

Result<KeychainInspector *> DesktopKeychain::current()
{
    if (KeychainJobs::line().backend() == Backend::KWallet)
        return &m_kwallet;
    if (isWithoutGLib())
        return KeychainError::noGLib();
    return &m_secretService;
}

template<typename T, typename Question>
QFuture<Result<T>> DesktopKeychain::ask(Question question)
{
    const Answer<T> answer;
    whenDone(chosen(), this, [this, question, answer](const Result<KeychainInspector *> &keychain) {
        if (!keychain)
            return answer.finish(keychain.error());
        whenDone(question(**keychain), this, [answer](const Result<T> &result) { answer.finish(result); });
    });
    return answer.future();
}

QFuture<Result<DesktopKeychain::Found>> DesktopKeychain::probe()
{
    return ask<Found>([](KeychainInspector &keychain) { return keychain.probe(); });
}

QFuture<Result<DesktopKeychain::Found>> DesktopKeychain::lookFor(const KeychainItem &item)
{
    return ask<Found>([item](KeychainInspector &keychain) { return keychain.lookFor(item); });
}

QFuture<Result<DesktopKeychain::Found>> DesktopKeychain::lookForRoom(const KeychainItem &item)
{
    return ask<Found>([item](KeychainInspector &keychain) { return keychain.lookForRoom(item); });
}

QFuture<Result<void>> DesktopKeychain::unlock(const KeychainItem &item)
{
    return ask<void>([item](KeychainInspector &keychain) { return keychain.unlock(item); });
}

QFuture<Result<void>> DesktopKeychain::makeRoom(const KeychainItem &item)
{
    return ask<void>([item](KeychainInspector &keychain) { return keychain.makeRoom(item); });
}

QString DesktopKeychain::backendName() const
{
    const Backend backend = KeychainJobs::line().backend();
    const bool expectWallet = backend == Backend::Undecided && !preference().wallet.isEmpty();
    const QString name = backend == Backend::KWallet || expectWallet ? m_kwallet.backendName() : m_secretService.backendName();
    const QString wish = qEnvironmentVariable("QTKEYCHAIN_BACKEND");
    return wish.isEmpty() ? name : name + QStringLiteral(" (QTKEYCHAIN_BACKEND=%1)").arg(wish);
}

std::shared_ptr<FormerKeychain> DesktopKeychain::former(const QString &name, const std::shared_ptr<Clock> &clock,
                                                        Worker &worker)
{
    if (isSameBackend(name, backendName()))
        return {};
    if (isSameBackend(name, m_kwallet.backendName()))
        return std::make_shared<FormerKWallet>(worker);
    if (isSameBackend(name, m_secretService.backendName()))
        return std::make_shared<FormerSecretService>(clock);
    return {};
}

} // namespace QtLogin
