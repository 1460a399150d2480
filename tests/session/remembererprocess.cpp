// SPDX-License-Identifier: MIT
// An application that remembers its user, for tests with several of them. It does what it reads,
// line by line, says what happens, and dies where it is told to.
//
//   remembererprocess --folder F [--keyring] [--ahead SECONDS] [--times FACTOR]
//                     [--at N --then die|stop --when before|during|after]
//
// N counts the calls of keychain and verifier.
#include "remember/filerememberverifier_p.h"
#include "session/loginmanager.h"
#include "support/commandreader.h"
#include "support/folderstore.h"
#include "vault/keychainstore.h"

#include <QtCore/qcommandlineparser.h>
#include <QtCore/qcoreapplication.h>
#include <QtCore/qmetaobject.h>

#include <csignal>
#include <unistd.h>

using namespace QtLogin;

// The machine's clock, some time from now, or so fast that the test need not wait.
class OtherTime final : public Clock
{
public:
    OtherTime(std::chrono::seconds ahead, int times) : m_ahead(ahead), m_times(times) { }
    Wall wall() const override { return m_clock->wall() + m_ahead; }
    Boot sinceBoot() const override { return m_clock->sinceBoot() * m_times; }
    std::unique_ptr<Alarm> callAfter(std::chrono::nanoseconds delay, std::function<void()> call) override
    {
        return m_clock->callAfter(delay / m_times, std::move(call));
    }

private:
    const std::shared_ptr<Clock> m_clock = Clock::system();
    const std::chrono::seconds m_ahead;
    const int m_times;
};

// The fate of the process at the chosen call.
class Fate : public QObject
{
public:
    template<typename T, typename Call>
    QFuture<Result<T>> run(Call call)
    {
        const bool now = ++m_calls == at;
        if (now && when == QStringLiteral("before"))
            strike();
        const QFuture<Result<T>> answer = call();
        if (now && when == QStringLiteral("during"))
            strike();
        if (now && when == QStringLiteral("after"))
            whenDone(answer, this, [this](const Result<T> &) { strike(); });
        return answer;
    }

    int at = 0;
    QString when, then;

private:
    void strike() const
    {
        if (then == QStringLiteral("stop"))
            raise(SIGSTOP);
        else
            _exit(99);
    }
    int m_calls = 0;
};

class FatefulStore final : public SecretStore
{
public:
    FatefulStore(std::shared_ptr<SecretStore> store, Fate &fate) : m_store(std::move(store)), m_fate(fate) { }
    QFuture<Result<void>> probe() override { return m_fate.run<void>([&] { return m_store->probe(); }); }
    QFuture<Result<SecretPtr>> read(const QString &key) override
    {
        return m_fate.run<SecretPtr>([&] { return m_store->read(key); });
    }
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override
    {
        return m_fate.run<void>([&] { return m_store->write(key, secret); });
    }
    QFuture<Result<void>> remove(const QString &key) override
    {
        const auto removed = m_fate.run<void>([&] { return m_store->remove(key); });
        whenDone(removed, &m_fate, [](const Result<void> &result) { say("removed", outcome(result)); });
        return removed;
    }
    QString backendName() const override { return m_store->backendName(); }

private:
    std::shared_ptr<SecretStore> m_store;
    Fate &m_fate;
};

class FatefulVerifier final : public RememberVerifier
{
public:
    FatefulVerifier(std::shared_ptr<RememberVerifier> verifier, Fate &fate) : m_verifier(std::move(verifier)), m_fate(fate) { }
    QFuture<Result<void>> issue(const NewSeries &series) override
    {
        return m_fate.run<void>([&] { return m_verifier->issue(series); });
    }
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier, const QByteArray &hash) override
    {
        return m_fate.run<Presented>([&] { return m_verifier->present(selector, verifier, hash); });
    }
    QFuture<Result<Series>> touch(const QByteArray &selector) override { return m_verifier->touch(selector); }
    QFuture<Result<void>> revoke(const QByteArray &selector) override
    {
        return m_fate.run<void>([&] { return m_verifier->revoke(selector); });
    }
    QFuture<Result<void>> revokeAll(const QString &userId) override
    {
        return m_fate.run<void>([&] { return m_verifier->revokeAll(userId); });
    }
    QFuture<Result<QList<Series>>> devices(const QString &userId) override { return m_verifier->devices(userId); }
    void flush(std::chrono::milliseconds longest) override { m_verifier->flush(longest); }

private:
    std::shared_ptr<RememberVerifier> m_verifier;
    Fate &m_fate;
};

static QString stateOf(const LoginManager &login)
{
    return QString::fromLatin1(QMetaEnum::fromType<SessionState>().valueToKey(int(login.state())));
}

static void listen(LoginManager &login)
{
    QObject::connect(&login, &LoginManager::lockNotRecorded, [](const Error &error) { say("unrecorded", outcome(Result<void>(error))); });
    QObject::connect(&login, &LoginManager::restored, [](const UserPtr &user) { say("restored", user->id()); });
    QObject::connect(&login, &LoginManager::loggedIn, [](const UserPtr &user) { say("loggedIn", user->id()); });
    QObject::connect(&login, &LoginManager::loggedOut, [](const UserPtr &user, LogoutReason reason) {
        say("loggedOut", user->id(), QString::fromLatin1(QMetaEnum::fromType<LogoutReason>().valueToKey(int(reason))));
    });
    QObject::connect(login.rememberedLogin(), &RememberedLogin::stored, [] { say("stored"); });
    QObject::connect(login.rememberedLogin(), &RememberedLogin::storingFailed, [](const Error &error) { say("failed", outcome(Result<void>(error))); });
    QObject::connect(login.rememberedLogin(), &RememberedLogin::tokenReused, [] { say("ALARM"); });
}

static void obey(LoginManager &login, const QByteArray &command)
{
    const QList<QByteArray> words = command.simplified().split(' ');
    const QString who = QString::fromUtf8(words.value(1));
    const auto user = [&] { return SimpleUser::create({.id = who}); };
    if (words[0] == "restore") {
        whenDone(login.restore(), &login, [](const Result<void> &restored) { say("done", outcome(restored)); });
    } else if (words[0] == "remember") {
        say("done", outcome(login.logInVerified(user(), {.remember = LoginOptions::Remember::Yes})));
    } else if (words[0] == "login") {
        const auto in = login.logInVerified(user(), {.remember = LoginOptions::Remember::Keep});
        whenDone(login.rememberedLogin()->peek(), &login, [in](const Result<QString> &) { say("done", outcome(in)); });
    } else if (words[0] == "lock") {
        login.lock();
        say("done", stateOf(login));
    } else if (words[0] == "unlock") {
        (void)login.confirmLogin();
        say("done", stateOf(login));
    } else if (words[0] == "state") {
        say("done", stateOf(login));
    } else if (words[0] == "logout") {
        login.logOut();
        say("done");
    } else if (words[0] == "who") {
        say("done", login.isAuthenticated() ? login.currentUser()->id() : QStringLiteral("nobody"));
    } else {
        QCoreApplication::quit();
    }
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser options;
    for (const char *name : {"folder", "ahead", "times", "at", "then", "when"})
        options.addOption({QString::fromLatin1(name), QString(), QString::fromLatin1(name)});
    options.addOption({QStringLiteral("keyring"), QString()});
    options.process(app);
    const auto value = [&](const char *name) { return options.value(QString::fromLatin1(name)); };

    const QString folder = value("folder");
    const auto clock = std::make_shared<OtherTime>(std::chrono::seconds(value("ahead").toLongLong()), std::max(1, value("times").toInt()));
    Fate fate;
    fate.at = value("at").toInt();
    fate.when = value("when");
    fate.then = value("then");
    std::shared_ptr<SecretStore> store = std::make_shared<FolderStore>(folder + QStringLiteral("/keychain"));
    if (options.isSet(QStringLiteral("keyring")))
        store = std::make_shared<KeychainStore>(clock);
    const auto verifier = std::make_shared<FileRememberVerifier>(folder + QStringLiteral("/profile/default.devices"), clock);

    LoginManager login({.applicationId = QStringLiteral("org.example.rememberer"),
                        .userLoader = UserLoader::from([](const QString &id) { return SimpleUser::create({.id = id}); }),
                        .secretStore = std::make_shared<FatefulStore>(store, fate),
                        .rememberVerifier = std::make_shared<FatefulVerifier>(verifier, fate),
                        .profileFolder = folder + QStringLiteral("/profile"),
                        .clock = clock});
    listen(login);

    const CommandReader reader([&login](const QByteArray &command) { obey(login, command); });
    say("ready");
    return app.exec();
}
