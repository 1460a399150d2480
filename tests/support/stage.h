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
    bool logIn(const UserPtr &user, const LoginOptions &options = {})
    {
        QSignalSpy stored(m_login.get(), &LoginManager::rememberStored);
        QSignalSpy failed(m_login.get(), &LoginManager::rememberFailed);
        if (!m_login->logIn(user, options))
            return false;
        return options.remember != LoginOptions::Remember::Yes
            || QTest::qWaitFor([&] { return stored.count() + failed.count() > 0; }, patience);
    }
    bool remember(const UserPtr &user = ada()) { return logIn(user, {.remember = LoginOptions::Remember::Yes}); }

    // What a future ends with, waiting for it no longer than it takes.
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
    void start()
    {
        store = std::make_shared<ScriptedSecretStore>(store ? store->content() : std::make_shared<ScriptedSecretStore::Content>());
        m_login = std::make_unique<LoginManager>(QStringLiteral("org.example.stage"), clock);
        m_login->setProfileFolder(m_folder.filePath(QStringLiteral("profile")));
        m_login->use(loader);
        m_login->use(authenticator);
        m_login->use(store);
        m_login->use(prompt);
    }
    void restartApplication()
    {
        end();
        start();
    }
    void deleteManager() { m_login.reset(); }

    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    const std::shared_ptr<ScriptedUserLoader> loader = std::make_shared<ScriptedUserLoader>();
    const std::shared_ptr<ScriptedAuthenticator> authenticator = std::make_shared<ScriptedAuthenticator>();
    const std::shared_ptr<ScriptedPrompt> prompt = std::make_shared<ScriptedPrompt>();
    std::shared_ptr<ScriptedSecretStore> store;

private:
    QTemporaryDir m_folder;
    QString m_key = sharedKey();
    std::unique_ptr<LoginManager> m_login;
};

} // namespace QtLogin
