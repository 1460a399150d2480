// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"
#include "support/patience.h"
#include "testing/manualclock.h"
#include "testing/scriptedauthenticator.h"
#include "testing/scriptedprompt.h"
#include "testing/scriptedsecretstore.h"
#include "testing/scripteduserloader.h"

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
    Stage();
    ~Stage();
    Stage(const Stage &) = delete;
    Stage &operator=(const Stage &) = delete;

    static UserPtr ada();
    static UserPtr bob();
    static UserPtr inactiveAda();
    static UserPtr stampedAda(const QString &stamp);
    static Credentials adasPassword();
    static Credentials bobsPassword();
    static Credentials wrongPassword();

    LoginManager &login() { return *m_login; }
    // For another manager of the same application, such as in another process.
    LoginSetup setup() const;
    bool isRunning() const { return m_login != nullptr; }
    QString folder() const;
    // The key of the application's remembered login, which ends with the number of the installation; as last seen.
    QString key();
    // As it was before installations were told apart.
    static QString sharedKey();
    bool hasItem();
    // Whether the keychain has tokens that have ended here, and not yet at their server.
    bool hasWaitingTokens();

    // Logs in for the test, and waits until remembering has been done or has failed.
    bool logInVerified(const UserPtr &user, const LoginOptions &options = {});
    bool remember(const UserPtr &user = ada());

    // The result of a future, waiting for it no longer than it takes.
    template<typename T>
    static Result<T> resultOf(const QFuture<Result<T>> &future);
    Result<void> restore();

    void end();
    void start();
    void restartApplication();
    // Begins anew with what \a change makes of the setup, which holds from now on; a keychain only for this once.
    void startWith(const std::function<void(LoginSetup &)> &change);
    void deleteManager();

    const std::shared_ptr<ManualClock> clock;
    const std::shared_ptr<ScriptedUserLoader> loader;
    const std::shared_ptr<ScriptedAuthenticator> authenticator;
    const std::shared_ptr<ScriptedPrompt> prompt;
    // A connection of its own to the same keychain, as each process has.
    std::shared_ptr<ScriptedSecretStore> anotherStore() const;
    std::shared_ptr<ScriptedSecretStore> store;
    std::function<QByteArray()> contextId; // null: always the same

private:
    // Waits until \a future has finished; false when the test waits in vain.
    static bool waitFor(const QFuture<void> &future);

    QTemporaryDir m_folder;
    QString m_key;
    LoginSetup m_setup;
    std::unique_ptr<LoginManager> m_login;
};

template<typename T>
Result<T> Stage::resultOf(const QFuture<Result<T>> &future)
{
    if (!waitFor(QFuture<void>(future)))
        return Error(Error::Kind::TimedOut, QStringLiteral("The test waited in vain."));
    return QtLogin::resultOf(future);
}

// Compiled once, in stage.cpp, instead of in every test.
extern template Result<void> Stage::resultOf(const QFuture<Result<void>> &future);

} // namespace QtLogin
