// SPDX-License-Identifier: MIT
#include "authenticators/accounteditor.h"
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Remember = LoginOptions::Remember;
using Store = ScriptedSecretStore::Operation;
using Verified = ScriptedVerifier::Operation;

// Parts of an application that do not answer: every verb does, each in its time, and the next login works.
class tst_HangingParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerbAnswers_data();
    void everyVerbAnswers();
    void anEditorThatHangsIsGivenUpAfterHalfAMinute();
    void aKeychainThatHangsIsGivenUpAfterFiveMinutes_data();
    void aKeychainThatHangsIsGivenUpAfterFiveMinutes();
};

namespace {

// An account editor that answers when the test says so.
class HeldEditor final : public AccountEditor
{
public:
    QFuture<Result<bool>> hasAccounts() override { return readyFuture<Result<bool>>(true); }
    QStringList passwordComplaints(const Secret &, const QString &) const override { return {}; }
    QFuture<Result<Proof>> createAccount(const NewAccount &) override { return readyFuture<Result<Proof>>(Error::Kind::Unavailable); }
    QFuture<Result<Proof>> changePassword(const QString &, SecretPtr, SecretPtr) override
    {
        return readyFuture<Result<Proof>>(Error::Kind::Unavailable);
    }
    QFuture<Result<void>> changeStamp(const QString &) override
    {
        if (!isHeld)
            return readyFuture(Result<void>());
        return waiting.emplace_back().future();
    }

    bool isHeld = false;
    std::vector<Answer<void>> waiting;
};

// A stage all of whose parts can be held back.
class HangingStage : public RememberStage
{
public:
    HangingStage()
    {
        startWith([this](LoginSetup &setup) {
            setup.accountEditor = editor;
            setup.ambientLogins = {[this] { return holdsAmbient ? ambient.future() : readyFuture<Result<UserPtr>>(Error::Kind::Absent); }};
            setup.use(verifier);
        });
    }
    void release()
    {
        store->releaseHeld();
        verifier->release();
        loader->releaseHeld();
        authenticator->releaseHeld();
        editor->isHeld = holdsAmbient = false;
        editor->waiting.clear();
        ambient.finish(Error::Kind::Absent);
    }

    const std::shared_ptr<ScriptedVerifier> verifier = std::make_shared<ScriptedVerifier>(clock);
    const std::shared_ptr<HeldEditor> editor = std::make_shared<HeldEditor>();
    Answer<UserPtr> ambient;
    bool holdsAmbient = false;
};

using Hold = std::function<void(HangingStage &)>;
using Ended = std::function<bool()>; // whether the future of a verb has ended, with a result
using Verb = std::function<Ended(LoginManager &)>;

template<typename T>
Ended endOf(const QFuture<Result<T>> &future)
{
    return [future] { return future.isFinished() && future.resultCount() == 1; };
}

Hold holding(Store operation)
{
    return [operation](HangingStage &stage) { stage.store->hold(operation); };
}

Hold holding(Verified operation)
{
    return [operation](HangingStage &stage) { stage.verifier->held.insert(operation); };
}

const std::vector<std::pair<const char *, Hold>> parts = {
    {"loader", [](HangingStage &stage) { stage.loader->hold(); }},
    {"authenticator", [](HangingStage &stage) { stage.authenticator->hold(); }},
    {"ambient login", [](HangingStage &stage) { stage.holdsAmbient = true; }},
    {"editor", [](HangingStage &stage) { stage.editor->isHeld = true; }},
    {"keychain's probe", holding(Store::Probe)},
    {"keychain's read", holding(Store::Read)},
    {"keychain's write", holding(Store::Write)},
    {"keychain's remove", holding(Store::Remove)},
    {"keychain", [](HangingStage &stage) { stage.store->holdAll(); }},
    {"verifier's issue", holding(Verified::Issue)},
    {"verifier's present", holding(Verified::Present)},
    {"verifier's touch", holding(Verified::Touch)},
    {"verifier's revoke", holding(Verified::Revoke)},
    {"verifier's devices", holding(Verified::Devices)},
};

// The others find a user who is remembered, and logged in.
const char *const restoring = "restore";

const std::vector<std::pair<const char *, Verb>> verbs = {
    {restoring, [](LoginManager &m) { return endOf(m.restore()); }},
    {"log in", [](LoginManager &m) { return endOf(m.logIn(Stage::bobsPassword(), {.remember = Remember::Yes})); }},
    {"reauthenticate", [](LoginManager &m) { return endOf(m.reauthenticate(Stage::adasPassword())); }},
    {"unlock", [](LoginManager &m) { return m.lock(), endOf(m.unlock(Stage::adasPassword())); }},
    {"revalidate", [](LoginManager &m) { return endOf(m.revalidate()); }},
    {"log out everywhere", [](LoginManager &m) { return endOf(m.logOutEverywhere()); }},
    {"peek", [](LoginManager &m) { return endOf(m.rememberedLogin()->peek()); }},
    {"forget", [](LoginManager &m) { return endOf(m.rememberedLogin()->forget()); }},
    {"devices", [](LoginManager &m) { return endOf(m.rememberedLogin()->devices()); }},
    {"revoke", [](LoginManager &m) { return endOf(m.rememberedLogin()->revoke(QByteArray(16, 'd'))); }},
    {"revoke others", [](LoginManager &m) { return endOf(m.rememberedLogin()->revokeOthers()); }},
    {"revoke all users", [](LoginManager &m) { return endOf(m.rememberedLogin()->revokeAllUsers()); }},
};

// Lets up to an hour pass until \a ended.
bool passUntil(HangingStage &stage, const Ended &ended)
{
    int steps = 0;
    const auto pass = [&] {
        if (!ended() && steps++ < 720)
            stage.clock->advance(5s);
        return ended();
    };
    return QTest::qWaitFor(pass, patience); // for the threads that read and write files
}

} // namespace

void tst_HangingParts::everyVerbAnswers_data()
{
    QTest::addColumn<int>("part");
    QTest::addColumn<int>("verb");
    for (int part = 0; part < int(parts.size()); ++part) {
        for (int verb = 0; verb < int(verbs.size()); ++verb)
            QTest::addRow("%s: %s", parts[size_t(part)].first, verbs[size_t(verb)].first) << part << verb;
    }
}

void tst_HangingParts::everyVerbAnswers()
{
    QFETCH(const int, part);
    QFETCH(const int, verb);
    const auto &[name, ask] = verbs[size_t(verb)];
    HangingStage stage;
    QVERIFY(stage.remember());
    stage.verifier->addDevice(QByteArray(16, 'd'), QStringLiteral("ada"));
    if (name == restoring)
        stage.restartApplication();
    parts[size_t(part)].second(stage);
    QVERIFY(passUntil(stage, ask(stage.login())));
    stage.release();
    QCoreApplication::processEvents();
    QVERIFY(stage.remember(Stage::bob()));
    QVERIFY(stage.login().isRemembered());
    QVERIFY(stage.comesBackAs("bob"));
}

void tst_HangingParts::anEditorThatHangsIsGivenUpAfterHalfAMinute()
{
    HangingStage stage;
    QVERIFY(stage.remember());
    stage.editor->isHeld = true;
    const auto asked = stage.login().logOutEverywhere();
    QCOMPARE(stage.login().state(), SessionState::SignedOut); // which waits for nothing
    QTRY_VERIFY(!stage.hasItem());
    stage.clock->advance(30s - 1ms);
    QCoreApplication::processEvents();
    QVERIFY(!asked.isFinished());
    stage.clock->advance(1ms);
    QTRY_VERIFY(asked.isFinished());
    QVERIFY(resultOf(asked).failedWith(Error::Kind::TimedOut));
    stage.editor->waiting.front().finish({}); // too late
    QVERIFY(stage.remember());
    stage.editor->isHeld = false;
    QVERIFY(Stage::resultOf(stage.login().logOutEverywhere()));
}

void tst_HangingParts::aKeychainThatHangsIsGivenUpAfterFiveMinutes_data()
{
    QTest::addColumn<Store>("operation");
    QTest::newRow("probe") << Store::Probe;
    QTest::newRow("write") << Store::Write;
}

void tst_HangingParts::aKeychainThatHangsIsGivenUpAfterFiveMinutes()
{
    QFETCH(const Store, operation);
    HangingStage stage;
    QSignalSpy failed(stage.login().rememberedLogin(), &RememberedLogin::storingFailed);
    stage.store->hold(operation);
    QVERIFY(stage.login().logInVerified(Stage::ada(), {.remember = Remember::Yes}));
    QTRY_COMPARE(stage.store->heldCount(), 1);
    stage.clock->advance(5min - 1ms);
    QCoreApplication::processEvents();
    QCOMPARE(failed.count(), 0);
    stage.clock->advance(1ms);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(RememberStage::kindOf(failed), Error::Kind::TimedOut);
    QVERIFY(!stage.login().isRemembered());
    stage.release(); // what it stores too late brings no user back
    QVERIFY(!stage.restartAndRestore());
    QVERIFY(stage.remember());
    QVERIFY(stage.comesBackAs("ada"));
}

QTEST_GUILESS_MAIN(tst_HangingParts)

#include "tst_hangingparts.moc"
