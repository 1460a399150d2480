// SPDX-License-Identifier: MIT
#include "support/stage.h"

#include <QtCore/qfuturewatcher.h>

namespace QtLogin {

Stage::Stage()
    : clock(std::make_shared<ManualClock>()), loader(std::make_shared<ScriptedUserLoader>()),
      authenticator(std::make_shared<ScriptedAuthenticator>()), prompt(std::make_shared<ScriptedPrompt>()),
      m_key(sharedKey())
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

Stage::~Stage() = default;

UserPtr Stage::ada()
{
    return SimpleUser::create({.id = QStringLiteral("ada"), .scopes = {QStringLiteral("admin")}});
}

UserPtr Stage::bob()
{
    return SimpleUser::create({.id = QStringLiteral("bob")});
}

UserPtr Stage::inactiveAda()
{
    return SimpleUser::create({.id = QStringLiteral("ada"), .active = false});
}

UserPtr Stage::stampedAda(const QString &stamp)
{
    return SimpleUser::create({.id = QStringLiteral("ada"), .sessionStamp = stamp});
}

Credentials Stage::adasPassword()
{
    return Credentials::password(QStringLiteral("ada"), Secret::copyOf("lovelace"));
}

Credentials Stage::bobsPassword()
{
    return Credentials::password(QStringLiteral("bob"), Secret::copyOf("builder"));
}

Credentials Stage::wrongPassword()
{
    return Credentials::password(QStringLiteral("ada"), Secret::copyOf("byron"));
}

LoginSetup Stage::setup() const
{
    return m_setup;
}

QString Stage::folder() const
{
    return m_folder.path();
}

QString Stage::key()
{
    const auto keys = store->content()->keys();
    for (const QString &key : keys) {
        if (key.startsWith(sharedKey() + u'/') && !key.endsWith(QStringLiteral("/ending")))
            m_key = key;
    }
    return m_key;
}

bool Stage::hasWaitingTokens()
{
    return store->content()->contains(key() + QStringLiteral("/ending"));
}

QString Stage::sharedKey()
{
    return QStringLiteral("org.example.stage/default/remember/1");
}

bool Stage::hasItem()
{
    return store->content()->contains(key());
}

bool Stage::logInVerified(const UserPtr &user, const LoginOptions &options)
{
    QSignalSpy stored(m_login->rememberedLogin(), &RememberedLogin::stored);
    QSignalSpy failed(m_login->rememberedLogin(), &RememberedLogin::storingFailed);
    if (!m_login->logInVerified(user, options))
        return false;
    return options.remember != LoginOptions::Remember::Yes
        || QTest::qWaitFor([&] { return stored.count() + failed.count() > 0; }, patience);
}

bool Stage::remember(const UserPtr &user)
{
    return logInVerified(user, {.remember = LoginOptions::Remember::Yes});
}

bool Stage::waitFor(const QFuture<void> &future)
{
    if (!future.isFinished()) {
        QFutureWatcher<void> watcher;
        QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
        watcher.setFuture(future);
        finished.wait(patience);
    }
    return future.isFinished();
}

template Result<void> Stage::resultOf(const QFuture<Result<void>> &future);

Result<void> Stage::restore()
{
    return resultOf(m_login->restore());
}

void Stage::end()
{
    m_login.reset();
}

void Stage::start()
{
    startWith([](LoginSetup &) {});
}

void Stage::restartApplication()
{
    start();
}

void Stage::startWith(const std::function<void(LoginSetup &)> &change)
{
    end();
    store = anotherStore();
    m_setup.use(store);
    change(m_setup);
    m_login = std::make_unique<LoginManager>(m_setup);
}

void Stage::deleteManager()
{
    m_login.reset();
}

std::shared_ptr<ScriptedSecretStore> Stage::anotherStore() const
{
    using Content = ScriptedSecretStore::Content;
    return std::make_shared<ScriptedSecretStore>(store ? store->content() : std::make_shared<Content>());
}

} // namespace QtLogin
