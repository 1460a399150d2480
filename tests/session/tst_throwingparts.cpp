// SPDX-License-Identifier: MIT
#include "rememberstage.h"
#include "throwingparts.h"

#include <QtCore/qloggingcategory.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Remember = LoginOptions::Remember;
using Verifier = ThrowingVerifier::Operation;
using Store = ThrowingStore::Operation;

// Parts of an application that throw: the answer is an error, the session stays whole, and the next verb works.
class tst_ThrowingParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.parts.critical=false")); } // far too many
    void cleanup() { QLoggingCategory::setFilterRules({}); }
    void aVerifierThatThrowsIsOneThatCouldNotBeAsked_data();
    void aVerifierThatThrowsIsOneThatCouldNotBeAsked();
    void aKeychainThatThrowsIsOneThatCouldNotBeAsked_data();
    void aKeychainThatThrowsIsOneThatCouldNotBeAsked();
    void aPolicyThatEndsRememberingHoldsAlsoWhereTheVerifierThrows();
    void whatIsRememberedEndsInTheKeychainWhereTheVerifierThrows();
    void aLoaderThatThrowsEndsNoSession();
    void anAuthenticatorThatThrowsFailsTheLogin();
    void anAmbientLoginThatThrowsIsFollowedByTheNext();
    void aContextProviderThatThrowsIsAnotherContext();
    void anAccountEditorThatThrowsIsTheAnswer();
    void aPromptThatThrowsIsTheAnswer();
    void aPromptThatThrowsWhenItIsTakenBackIsStillTakenBack();
    void theManagerGoesAlsoWhereItsPromptThrows();
    void aLockScreenThatThrowsLeavesTheQuestionToThePrompt();
    void aFactoryOfAnonymousUsersThatThrowsIsReplaced();
};

namespace {

using Deed = std::function<void(RememberStage &)>;

// A stage whose verifier and keychain throw on demand.
class ThrowingStage : public RememberStage
{
public:
    ThrowingStage() { restart(); }

    void restart()
    {
        startWith([this](LoginSetup &setup) {
            throwingStore = std::make_shared<ThrowingStore>(store);
            setup.use(verifier).use(throwingStore);
        });
    }
    void heal()
    {
        verifier->throwing.clear();
        throwingStore->throwing.clear();
    }
    // Each verb works as ever.
    bool isWhole()
    {
        heal();
        login().setSessionPolicy(SessionPolicy::standard());
        if (login().isLocked())
            login().logOut();
        if (!remember(bob()) || !login().isRemembered() || login().check(Requirement::login()) != Access::Allowed)
            return false;
        login().lock();
        if (!resultOf(login().unlock(bobsPassword())) || !resultOf(login().revalidate()))
            return false;
        restart();
        if (!restore() || login().currentUser()->id() != QStringLiteral("bob"))
            return false;
        login().logOut();
        restart();
        return restore().failedWith(Error::Kind::Absent);
    }

    const std::shared_ptr<ThrowingVerifier> verifier = std::make_shared<ThrowingVerifier>(clock);
    std::shared_ptr<ThrowingStore> throwingStore;
};

struct Verb
{
    const char *name;
    bool isIn; // a remembered user is logged in; else the application has just been started again
    Deed deed;
};

const Verb verbs[] = {
    {"log in and remember", true, [](RememberStage &s) { (void)s.login().logInVerified(Stage::ada(), {.remember = Remember::Yes}); }},
    {"log in and keep", true, [](RememberStage &s) { (void)s.login().logInVerified(Stage::ada(), {.remember = Remember::Keep}); }},
    {"log in and forget", true, [](RememberStage &s) { (void)s.login().logInVerified(Stage::ada(), {.remember = Remember::No}); }},
    {"log another user in", true, [](RememberStage &s) { (void)s.login().logInVerified(Stage::bob(), {.remember = Remember::Keep}); }},
    {"set a policy", true, [](RememberStage &s) { s.login().setSessionPolicy(SessionPolicy::strict()); }},
    {"use it", true, [](RememberStage &s) {
         s.clock->advance(25h);
         s.login().noteUserActivity();
     }},
    {"lock", true, [](RememberStage &s) { s.login().lock(); }},
    {"log out", true, [](RememberStage &s) { s.login().logOut(); }},
    {"log out everywhere", true, [](RememberStage &s) { QVERIFY(!Stage::resultOf(s.login().logOutEverywhere())); }},
    {"forget", true, [](RememberStage &s) { (void)Stage::resultOf(s.login().rememberedLogin()->forget()); }},
    {"ask for a name", true, [](RememberStage &s) { (void)s.login().rememberedLogin()->keychainName(); }},
    {"restore", false, [](RememberStage &s) { (void)s.restore(); }},
    {"peek", false, [](RememberStage &s) { (void)Stage::resultOf(s.login().rememberedLogin()->peek()); }},
};

template<typename Operation>
void addVerbs(const char *name, Operation operation)
{
    for (int i = 0; i < int(std::size(verbs)); ++i)
        QTest::addRow("%s: %s", name, verbs[i].name) << operation << i;
}

void play(ThrowingStage &stage, const Verb &verb, const std::function<void()> &spoil)
{
    QVERIFY(stage.remember());
    if (!verb.isIn)
        stage.restart();
    spoil();
    verb.deed(stage);
    QCoreApplication::processEvents();
    (void)Stage::resultOf(stage.login().rememberedLogin()->peek()); // what was begun before has been done
}

} // namespace

Q_DECLARE_METATYPE(Verifier)
Q_DECLARE_METATYPE(Store)

void tst_ThrowingParts::aVerifierThatThrowsIsOneThatCouldNotBeAsked_data()
{
    QTest::addColumn<Verifier>("operation");
    QTest::addColumn<int>("verb");
    addVerbs("issue", Verifier::Issue);
    addVerbs("present", Verifier::Present);
    addVerbs("touch", Verifier::Touch);
    addVerbs("revoke", Verifier::Revoke);
    addVerbs("revoke all", Verifier::RevokeAll);
    addVerbs("devices", Verifier::Devices);
}

void tst_ThrowingParts::aVerifierThatThrowsIsOneThatCouldNotBeAsked()
{
    QFETCH(const Verifier, operation);
    QFETCH(const int, verb);
    ThrowingStage stage;
    play(stage, verbs[verb], [&] { stage.verifier->throwing = {operation}; });
    QVERIFY(stage.isWhole());
    // Also at the very end.
    stage.verifier->throwing = {operation, Verifier::Flush};
    QLoggingCategory::setFilterRules({});
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("flush")));
    stage.end();
}

void tst_ThrowingParts::aKeychainThatThrowsIsOneThatCouldNotBeAsked_data()
{
    QTest::addColumn<Store>("operation");
    QTest::addColumn<int>("verb");
    addVerbs("probe", Store::Probe);
    addVerbs("read", Store::Read);
    addVerbs("write", Store::Write);
    addVerbs("remove", Store::Remove);
    addVerbs("name", Store::Name);
}

void tst_ThrowingParts::aKeychainThatThrowsIsOneThatCouldNotBeAsked()
{
    QFETCH(const Store, operation);
    QFETCH(const int, verb);
    ThrowingStage stage;
    if (operation == Store::Name)
        QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.parts.critical=false")); // said each time
    play(stage, verbs[verb], [&] { stage.throwingStore->throwing = {operation}; });
    QVERIFY(stage.isWhole());
}

void tst_ThrowingParts::aPolicyThatEndsRememberingHoldsAlsoWhereTheVerifierThrows()
{
    ThrowingStage stage;
    QVERIFY(stage.remember());
    stage.verifier->throwing = {Verifier::Revoke};
    stage.login().setSessionPolicy(SessionPolicy::strict());
    QCOMPARE(stage.verifier->count, 1);
    QVERIFY(stage.login().setup().sessionPolicy == SessionPolicy::strict());
    QVERIFY(!stage.login().isRemembered());
    QTRY_VERIFY(!stage.hasItem());
    QCOMPARE(stage.login().check(Requirement::login()), Access::Allowed);
    QVERIFY(stage.isWhole());
}

void tst_ThrowingParts::whatIsRememberedEndsInTheKeychainWhereTheVerifierThrows()
{
    ThrowingStage stage;
    QVERIFY(stage.remember());
    stage.verifier->throwing = {Verifier::Revoke, Verifier::RevokeAll};
    stage.login().logOut();
    QTRY_VERIFY(!stage.hasItem());
    stage.restart();
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(stage.isWhole());
}

void tst_ThrowingParts::aLoaderThatThrowsEndsNoSession()
{
    ThrowingStage stage;
    bool throws = true;
    stage.startWith([&throws](LoginSetup &setup) {
        setup.userLoader = UserLoader::from([&throws](const QString &id) -> Result<UserPtr> {
            if (throws)
                throw std::runtime_error("the loader has thrown");
            return SimpleUser::create({.id = id});
        });
    });
    QVERIFY(stage.remember());
    QSignalSpy failed(&stage.login(), &LoginManager::loaderFailed);
    QVERIFY(Stage::resultOf(stage.login().revalidate()).failedWith(Error::Kind::Internal));
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())).failedWith(Error::Kind::Unavailable));
    QVERIFY(!stage.login().isBusy());
    QVERIFY(stage.login().isAuthenticated() && stage.login().isRemembered());
    stage.restart();
    QVERIFY(!stage.restore());
    QCOMPARE(stage.login().state(), SessionState::RestorePending);
    throws = false;
    QVERIFY(stage.restore());
    QCOMPARE(failed.count(), 2);
    QVERIFY(stage.isWhole());
}

void tst_ThrowingParts::anAuthenticatorThatThrowsFailsTheLogin()
{
    ThrowingStage stage;
    stage.startWith([](LoginSetup &setup) {
        setup.authenticator =
            Authenticator::from([](const Credentials &) -> Result<Proof> { throw std::runtime_error("thrown"); });
    });
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())).failedWith(Error::Kind::Internal));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QVERIFY(!stage.login().isBusy());
    stage.startWith([&](LoginSetup &setup) { setup.use(stage.authenticator); });
    QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QVERIFY(stage.isWhole());
}

void tst_ThrowingParts::anAmbientLoginThatThrowsIsFollowedByTheNext()
{
    ThrowingStage stage;
    stage.startWith([](LoginSetup &setup) {
        setup.ambientLogins = {[]() -> QFuture<Result<UserPtr>> { throw std::runtime_error("thrown"); },
                               [] { return readyFuture<Result<UserPtr>>(Stage::bob()); }};
    });
    QVERIFY(stage.restore());
    QCOMPARE(stage.login().currentUser()->id(), QStringLiteral("bob"));
}

void tst_ThrowingParts::aContextProviderThatThrowsIsAnotherContext()
{
    ThrowingStage stage;
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(stage.remember());
    QVERIFY(stage.login().isFresh());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("contextId has thrown")));
    stage.contextId = []() -> QByteArray { throw std::runtime_error("thrown"); };
    QVERIFY(Stage::resultOf(stage.login().revalidate()));
    QVERIFY(stage.login().isAuthenticated() && !stage.login().isFresh());
    stage.contextId = [] { return QByteArray("here"); };
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())));
    QVERIFY(stage.login().isFresh());
}

namespace {

class ThrowingEditor final : public AccountEditor
{
public:
    QFuture<Result<bool>> hasAccounts() override { return readyFuture<Result<bool>>(true); }
    QStringList passwordComplaints(const Secret &, const QString &) const override { return {}; }
    QFuture<Result<Proof>> createAccount(const NewAccount &) override
    {
        return readyFuture<Result<Proof>>(Error::Kind::Unavailable);
    }
    QFuture<Result<Proof>> changePassword(const QString &, SecretPtr, SecretPtr) override
    {
        return readyFuture<Result<Proof>>(Error::Kind::Unavailable);
    }
    QFuture<Result<void>> changeStamp(const QString &) override { throw std::runtime_error("thrown"); }
};

class ThrowingPrompt final : public LoginPrompt
{
public:
    QFuture<Result<void>> ask(const LoginRequest &request) override
    {
        ++asked;
        if (throwsWhenAsked)
            throw std::runtime_error("thrown");
        requests.push_back(request);
        return answer.future();
    }
    void cancel() override
    {
        ++cancelled;
        throw std::runtime_error("thrown");
    }

    bool throwsWhenAsked = false;
    int asked = 0, cancelled = 0;
    std::vector<LoginRequest> requests;
    Answer<void> answer;
};

class ThrowingLockScreen final : public Gatekeeper
{
public:
    void closeGates() override { }
    void openGates() override { }
    bool askToUnlock() override { throw std::runtime_error("thrown"); }
};

} // namespace

void tst_ThrowingParts::anAccountEditorThatThrowsIsTheAnswer()
{
    ThrowingStage stage;
    stage.startWith([&](LoginSetup &setup) { setup.accountEditor = std::make_shared<ThrowingEditor>(); });
    QVERIFY(stage.remember());
    QVERIFY(Stage::resultOf(stage.login().logOutEverywhere()).failedWith(Error::Kind::Internal));
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(stage.isWhole());
}

void tst_ThrowingParts::aPromptThatThrowsIsTheAnswer()
{
    ThrowingStage stage;
    const auto prompt = std::make_shared<ThrowingPrompt>();
    prompt->throwsWhenAsked = true;
    stage.login().setLoginPrompt(prompt);
    QVERIFY(Stage::resultOf(stage.login().require(Requirement::login())).failedWith(Error::Kind::Internal));
    QCOMPARE(prompt->asked, 1);
    prompt->throwsWhenAsked = false;
    const auto asked = stage.login().require(Requirement::login());
    QCOMPARE(prompt->asked, 2); // the first question is over
    prompt->answer.finish(Error::Kind::Cancelled);
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Cancelled));
    QVERIFY(stage.isWhole());
}

// The session ends the question; the exception comes out of the verb that made it pointless.
void tst_ThrowingParts::aPromptThatThrowsWhenItIsTakenBackIsStillTakenBack()
{
    ThrowingStage stage;
    const auto prompt = std::make_shared<ThrowingPrompt>();
    stage.login().setLoginPrompt(prompt);
    const auto asked = stage.login().require(Requirement::login());
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)stage.login().logInVerified(Stage::ada()));
    QCOMPARE(prompt->cancelled, 1);
    QVERIFY(stage.login().isAuthenticated());
    QVERIFY(Stage::resultOf(asked));
    QVERIFY(stage.isWhole());
    QCOMPARE(prompt->cancelled, 1);
}

void tst_ThrowingParts::theManagerGoesAlsoWhereItsPromptThrows()
{
    ThrowingStage stage;
    const auto prompt = std::make_shared<ThrowingPrompt>();
    stage.login().setLoginPrompt(prompt);
    const auto asked = stage.login().require(Requirement::login());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("has thrown")));
    stage.end();
    QCOMPARE(prompt->cancelled, 1);
    QVERIFY(Stage::resultOf(asked).failedWith(Error::Kind::Abandoned));
}

void tst_ThrowingParts::aLockScreenThatThrowsLeavesTheQuestionToThePrompt()
{
    ThrowingStage stage;
    ThrowingLockScreen screen;
    stage.login().addGatekeeper(&screen);
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.login().lock();
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)stage.login().unlock());
    QVERIFY(stage.prompt->isAsking());
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
    QCOMPARE(stage.login().state(), SessionState::LoggedIn);
    stage.login().removeGatekeeper(&screen);
    QVERIFY(stage.isWhole());
}

void tst_ThrowingParts::aFactoryOfAnonymousUsersThatThrowsIsReplaced()
{
    ThrowingStage stage;
    QVERIFY(stage.remember());
    for (int i = 0; i < 2; ++i) // at the start, and at the end of the session
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("anonymousUser has thrown")));
    stage.startWith([](LoginSetup &setup) {
        setup.anonymousUser = []() -> std::shared_ptr<const AnonymousUser> { throw std::runtime_error("thrown"); };
    });
    QVERIFY(stage.login().currentUser()->isAnonymous());
    QVERIFY(stage.restore());
    stage.login().logOut();
    QVERIFY(stage.login().currentUser()->isAnonymous());
    QCOMPARE(stage.login().state(), SessionState::SignedOut);
}

QTEST_GUILESS_MAIN(tst_ThrowingParts)

#include "tst_throwingparts.moc"
