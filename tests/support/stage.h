// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"
#include "support/patience.h"
#include "testing/manualclock.h"
#include "testing/scriptedauthenticator.h"
#include "testing/scriptedprompt.h"
#include "testing/scriptedsecretstore.h"
#include "testing/scripteduserloader.h"

#include <QtCore/qfuturewatcher.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

#include <functional>

namespace QtLogin {

// A login manager with everything around it played by the test: keychain, users, clock, person.
// restartApplication() ends one run of the application and begins the next, on the same disk.
class Stage
{
public:
    Stage()
    {
        authenticator->add(QStringLiteral("ada"), "lovelace");
        authenticator->add(QStringLiteral("bob"), "builder");
        loader->add(ada());
        loader->add(bob());
        m_setup.applicationId = QStringLiteral("org.example.stage");
        m_setup.profileFolder = m_folder.filePath(QStringLiteral("profile"));
        m_setup.contextId = [this] { return contextId ? contextId() : QByteArray("stage"); };
        m_setup.clock = clock;
        m_setup.use(loader).use(authenticator).use(prompt);
        start();
    }

    static UserPtr ada() { return SimpleUser::create({.id = QStringLiteral("ada"), .scopes = {QStringLiteral("admin")}}); }
    static UserPtr bob() { return SimpleUser::create({.id = QStringLiteral("bob")}); }
    static UserPtr inactiveAda() { return SimpleUser::create({.id = QStringLiteral("ada"), .active = false}); }
    static UserPtr stampedAda(const QString &stamp)
    {
        return SimpleUser::create({.id = QStringLiteral("ada"), .sessionStamp = stamp});
    }
    static Credentials adasPassword() { return Credentials::password(QStringLiteral("ada"), Secret::copyOf("lovelace")); }
    static Credentials bobsPassword() { return Credentials::password(QStringLiteral("bob"), Secret::copyOf("builder")); }
    static Credentials wrongPassword() { return Credentials::password(QStringLiteral("ada"), Secret::copyOf("byron")); }

    LoginManager &login() { return *m_login; }
    // For another manager of the same application, such as in another process.
    LoginSetup setup() const { return m_setup; }
    bool isRunning() const { return m_login != nullptr; }
    QString folder() const { return m_folder.path(); }
    // The key of the application's remembered login, which ends with the number of the installation; as last seen.
    QString key()
    {
        const auto keys = store->content()->keys();
        for (const QString &key : keys) {
            if (key.startsWith(sharedKey() + u'/'))
                m_key = key;
        }
        return m_key;
    }
    // As it was before installations were told apart.
    static QString sharedKey() { return QStringLiteral("org.example.stage/default/remember/1"); }
    bool hasItem() { return store->content()->contains(key()); }

    // Logs in for the test, and waits until remembering has been done or has failed.
    bool logInVerified(const UserPtr &user, const LoginOptions &options = {})
    {
        QSignalSpy stored(m_login->rememberedLogin(), &RememberedLogin::stored);
        QSignalSpy failed(m_login->rememberedLogin(), &RememberedLogin::storingFailed);
        if (!m_login->logInVerified(user, options))
            return false;
        return options.remember != LoginOptions::Remember::Yes
            || QTest::qWaitFor([&] { return stored.count() + failed.count() > 0; }, patience);
    }
    bool remember(const UserPtr &user = ada()) { return logInVerified(user, {.remember = LoginOptions::Remember::Yes}); }

    // The result of a future, waiting for it no longer than it takes.
    template<typename T>
    static Result<T> resultOf(const QFuture<Result<T>> &future)
    {
        if (!future.isFinished()) {
            QFutureWatcher<Result<T>> watcher;
            QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
            watcher.setFuture(future);
            finished.wait(patience);
        }
        if (!future.isFinished())
            return Error(Error::Kind::TimedOut, QStringLiteral("The test waited in vain."));
        return QtLogin::resultOf(future);
    }
    Result<void> restore() { return resultOf(m_login->restore()); }

    void end() { m_login.reset(); }
    void start() { startWith([](LoginSetup &) {}); }
    void restartApplication() { start(); }
    // Begins anew with what \a change makes of the setup, which holds from now on; a keychain only for this once.
    void startWith(const std::function<void(LoginSetup &)> &change)
    {
        end();
        store = anotherStore();
        m_setup.use(store);
        change(m_setup);
        m_login = std::make_unique<LoginManager>(m_setup);
    }
    void deleteManager() { m_login.reset(); }

    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    const std::shared_ptr<ScriptedUserLoader> loader = std::make_shared<ScriptedUserLoader>();
    const std::shared_ptr<ScriptedAuthenticator> authenticator = std::make_shared<ScriptedAuthenticator>();
    const std::shared_ptr<ScriptedPrompt> prompt = std::make_shared<ScriptedPrompt>();
    // A connection of its own to the same keychain, as each process has.
    std::shared_ptr<ScriptedSecretStore> anotherStore() const
    {
        return std::make_shared<ScriptedSecretStore>(store ? store->content() : std::make_shared<ScriptedSecretStore::Content>());
    }
    std::shared_ptr<ScriptedSecretStore> store;
    std::function<QByteArray()> contextId; // null: always the same

private:
    QTemporaryDir m_folder;
    QString m_key = sharedKey();
    LoginSetup m_setup;
    std::unique_ptr<LoginManager> m_login;
};

} // namespace QtLogin
