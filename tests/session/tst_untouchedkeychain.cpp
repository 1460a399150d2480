// SPDX-License-Identifier: MIT
#include "rememberstage.h"

using namespace QtLogin;
using namespace std::chrono_literals;
using Operation = ScriptedSecretStore::Operation;
using Remember = LoginOptions::Remember;

namespace {

void rememberNoUser(LoginSetup &setup)
{
    setup.sessionPolicy.rememberLifetime = 0s;
}

} // namespace

// An application that remembers no user does not have the desktop ask to unlock the keychain.
class tst_UntouchedKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whereNoUserIsRememberedNothingTouchesIt_data();
    void whereNoUserIsRememberedNothingTouchesIt();
    void aPolicyThatRemembersAgainTouchesIt();
    void whatWasStoredEarlierIsRemovedOnce();
    void whatCouldNotBeRemovedIsRemovedLater();
    void aPromptLooksAtItOnceItOffersToRemember();
    void aLoginThatIsNotRememberedDoesNotTouchIt();
};

void tst_UntouchedKeychain::whereNoUserIsRememberedNothingTouchesIt_data()
{
    using Verb = std::function<void(RememberStage &)>;
    QTest::addColumn<Verb>("verb");
    const auto row = [](const char *name, const Verb &verb) { QTest::newRow(name) << verb; };
    const auto enter = [](RememberStage &stage, Remember remember) {
        QVERIFY(Stage::resultOf(stage.login().logIn(Stage::adasPassword(), {.remember = remember})));
    };
    row("restore", [](auto &stage) { QVERIFY(stage.restore().failedWith(Error::Kind::Absent)); });
    row("require", [](auto &stage) {
        const auto required = stage.login().require(Requirement::login());
        QVERIFY(!stage.prompt->request().rememberAvailability().value().available);
        QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())));
        QVERIFY(Stage::resultOf(required));
    });
    row("log in, and not remember", [enter](auto &stage) { enter(stage, Remember::No); });
    row("log in, and remember", [enter](auto &stage) { enter(stage, Remember::Yes); });
    row("log in, and keep", [enter](auto &stage) { enter(stage, Remember::Keep); });
    row("log out", [enter](auto &stage) {
        enter(stage, Remember::No);
        stage.login().logOut();
    });
    row("log out of no session", [](auto &stage) { stage.login().logOut(); });
    row("log out everywhere", [enter](auto &stage) {
        enter(stage, Remember::No);
        QVERIFY(Stage::resultOf(stage.login().logOutEverywhere()).failedWith(Error::Kind::NotConfigured));
    });
    row("another user", [enter](auto &stage) {
        enter(stage, Remember::No);
        QVERIFY(Stage::resultOf(stage.login().logIn(Stage::bobsPassword())));
    });
    row("lock and unlock", [enter](auto &stage) {
        enter(stage, Remember::No);
        stage.login().lock();
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    });
    row("a new policy that remembers no user", [enter](auto &stage) {
        enter(stage, Remember::No);
        SessionPolicy policy = stage.login().setup().sessionPolicy;
        policy.freshLifetime = 1h;
        stage.login().setSessionPolicy(policy);
    });
    row("peek", [](auto &stage) {
        QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->peek()).failedWith(Error::Kind::Absent));
    });
}

// Neither on a disk that has never remembered a user, nor on one that has.
void tst_UntouchedKeychain::whereNoUserIsRememberedNothingTouchesIt()
{
    using Verb = std::function<void(RememberStage &)>;
    QFETCH(const Verb, verb);
    for (const bool hasRemembered : {false, true}) {
        RememberStage stage;
        if (hasRemembered) {
            QVERIFY(stage.remember());
            QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
            QVERIFY(!stage.hasItem());
        }
        stage.startWith(rememberNoUser);
        stage.store->forgetCalls();
        verb(stage);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget())); // comes after all that was begun before
        QVERIFY2(stage.store->calls().isEmpty(), hasRemembered ? "on a disk that has remembered one" : "on a new disk");
    }
}

void tst_UntouchedKeychain::aPolicyThatRemembersAgainTouchesIt()
{
    RememberStage stage;
    stage.startWith(rememberNoUser);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    stage.login().setSessionPolicy(SessionPolicy::standard());
    QVERIFY(stage.remember());
    QVERIFY(stage.hasItem());
}

void tst_UntouchedKeychain::whatWasStoredEarlierIsRemovedOnce()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    QVERIFY(stage.hasItem());
    stage.startWith(rememberNoUser);
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(!stage.hasItem());
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    stage.restartApplication();
    stage.store->forgetCalls();
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    QVERIFY(stage.store->calls().isEmpty());
}

void tst_UntouchedKeychain::whatCouldNotBeRemovedIsRemovedLater()
{
    RememberStage stage;
    QVERIFY(stage.remember());
    stage.store->fail(Operation::Remove, Error::Kind::Unavailable);
    stage.login().logOut();
    QTRY_COMPARE(stage.store->count(Operation::Remove), 1);
    stage.startWith(rememberNoUser);
    QVERIFY(stage.hasItem());
    QVERIFY(stage.restore().failedWith(Error::Kind::Absent));
    QTRY_VERIFY(!stage.hasItem());
}

void tst_UntouchedKeychain::aPromptLooksAtItOnceItOffersToRemember()
{
    RememberStage stage;
    const auto required = stage.login().require(Requirement::login());
    QVERIFY(stage.prompt->isAsking());
    QVERIFY(stage.store->calls().isEmpty());
    const LoginRequest request = stage.prompt->request();
    QVERIFY(request.rememberAvailability().value().available);
    QVERIFY(stage.prompt->request().rememberAvailability().value().available);
    QCOMPARE(stage.store->count(Operation::Probe), 1);
    stage.prompt->dismiss();
    QVERIFY(Stage::resultOf(required).failedWith(Error::Kind::Cancelled));
    QVERIFY(request.rememberAvailability().value().available); // of a request that has ended
    QCOMPARE(stage.store->count(Operation::Probe), 1);
    const auto again = stage.login().require(Requirement::login());
    QVERIFY(stage.prompt->request().rememberAvailability().value().available);
    QCOMPARE(stage.store->count(Operation::Probe), 2);
}

// Where a dialog never offers it, although the policy would remember.
void tst_UntouchedKeychain::aLoginThatIsNotRememberedDoesNotTouchIt()
{
    RememberStage stage;
    const auto required = stage.login().require(Requirement::login());
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword(), {.remember = Remember::No})));
    QVERIFY(Stage::resultOf(required));
    stage.login().logOut();
    QVERIFY(Stage::resultOf(stage.login().rememberedLogin()->forget()));
    QVERIFY(stage.store->calls().isEmpty());
}

QTEST_GUILESS_MAIN(tst_UntouchedKeychain)
#include "tst_untouchedkeychain.moc"
