// SPDX-License-Identifier: MIT
#include "support/stage.h"

using namespace QtLogin;

// The step after the password: until when it can be answered.
class tst_SecondStep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCodeThatCouldNotBeCheckedMayBeSentAgain_data();
    void aCodeThatCouldNotBeCheckedMayBeSentAgain();
    void aCodeThatWasRefusedBeginsALoginAnew_data();
    void aCodeThatWasRefusedBeginsALoginAnew();
    void aPromptSeesTheStepThatStays();
    void aLogoutEndsTheStepThatStays();
    void aNewPasswordEndsTheStepThatStays();
    void anAnswerToAnotherStepKeepsNone();
    void aLockMeanwhileEndsTheStep();
};

namespace {

const NextStep step {QStringLiteral("Enter the code."), "step-1"};

Credentials code(const char *digits = "123456")
{
    return Credentials::answer(step, Secret::copyOf(digits));
}

// The password was right, and the code is asked for.
bool isAtStep(Stage &stage)
{
    stage.authenticator->requireStep(step, "123456");
    const auto first = Stage::resultOf(stage.login().logIn(Stage::adasPassword()));
    return first.failedWith(Error::Kind::StepRequired) && stage.login().nextStep();
}

} // namespace

void tst_SecondStep::aCodeThatCouldNotBeCheckedMayBeSentAgain_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("no network") << Error::Kind::Unavailable;
    QTest::newRow("no answer") << Error::Kind::TimedOut;
    QTest::newRow("too often") << Error::Kind::Throttled;
}

void tst_SecondStep::aCodeThatCouldNotBeCheckedMayBeSentAgain()
{
    QFETCH(const Error::Kind, kind);
    Stage stage;
    QVERIFY(isAtStep(stage));
    stage.authenticator->fail(kind);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(Stage::resultOf(stage.login().logIn(code())).failedWith(kind));
        QVERIFY(stage.login().nextStep());
        QCOMPARE(stage.login().nextStep()->handle, step.handle);
        QCOMPARE(stage.login().nextStep()->message, step.message);
        QCOMPARE(stage.login().state(), SessionState::SignedOut);
    }
    stage.authenticator->heal();
    QVERIFY(Stage::resultOf(stage.login().logIn(code())));
    QVERIFY(!stage.login().nextStep());
    QVERIFY(stage.login().isFresh());
}

void tst_SecondStep::aCodeThatWasRefusedBeginsALoginAnew_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("wrong, or too late") << Error::Kind::WrongCredentials;
    QTest::newRow("another user's") << Error::Kind::WrongUser;
    QTest::newRow("turned away") << Error::Kind::Cancelled;
    QTest::newRow("no such step") << Error::Kind::Absent;
    QTest::newRow("a defect") << Error::Kind::Internal;
}

void tst_SecondStep::aCodeThatWasRefusedBeginsALoginAnew()
{
    QFETCH(const Error::Kind, kind);
    Stage stage;
    QVERIFY(isAtStep(stage));
    stage.authenticator->fail(Error::Kind::Unavailable); // which it may be before
    QVERIFY(!Stage::resultOf(stage.login().logIn(code())));
    QVERIFY(stage.login().nextStep());
    stage.authenticator->fail(kind);
    QVERIFY(Stage::resultOf(stage.login().logIn(code())).failedWith(kind));
    QVERIFY(!stage.login().nextStep());
    stage.authenticator->heal();
    QVERIFY(isAtStep(stage)); // and so it does
    QVERIFY(Stage::resultOf(stage.login().logIn(code())));
}

void tst_SecondStep::aPromptSeesTheStepThatStays()
{
    Stage stage;
    stage.authenticator->requireStep(step, "123456");
    const auto required = stage.login().require(Requirement::login());
    QVERIFY(Stage::resultOf(stage.prompt->answer(Stage::adasPassword())).failedWith(Error::Kind::StepRequired));
    stage.authenticator->fail(Error::Kind::Unavailable);
    QVERIFY(Stage::resultOf(stage.prompt->answer(code())).failedWith(Error::Kind::Unavailable));
    QVERIFY(stage.prompt->request().nextStep());
    stage.authenticator->heal();
    QVERIFY(Stage::resultOf(stage.prompt->answer(code())));
    QVERIFY(Stage::resultOf(required));
    QVERIFY(!stage.prompt->request().nextStep());
}

void tst_SecondStep::aLogoutEndsTheStepThatStays()
{
    Stage stage;
    QVERIFY(isAtStep(stage));
    stage.authenticator->fail(Error::Kind::Unavailable);
    QVERIFY(!Stage::resultOf(stage.login().logIn(code())));
    QVERIFY(stage.login().nextStep());
    stage.login().logOut();
    QVERIFY(!stage.login().nextStep());
}

void tst_SecondStep::aNewPasswordEndsTheStepThatStays()
{
    Stage stage;
    QVERIFY(isAtStep(stage));
    stage.authenticator->fail(Error::Kind::Unavailable);
    QVERIFY(!Stage::resultOf(stage.login().logIn(code())));
    QVERIFY(stage.login().nextStep());
    QVERIFY(!Stage::resultOf(stage.login().logIn(Stage::adasPassword())));
    QVERIFY(!stage.login().nextStep());
}

void tst_SecondStep::anAnswerToAnotherStepKeepsNone()
{
    Stage stage;
    QVERIFY(isAtStep(stage));
    stage.authenticator->fail(Error::Kind::Unavailable);
    const auto other = Credentials::answer({QStringLiteral("Enter the code."), "step-2"}, Secret::copyOf("123456"));
    QVERIFY(!Stage::resultOf(stage.login().logIn(other)));
    QVERIFY(!stage.login().nextStep());
}

void tst_SecondStep::aLockMeanwhileEndsTheStep()
{
    Stage stage;
    QVERIFY(stage.logInVerified(Stage::ada()));
    stage.authenticator->requireStep(step, "123456");
    QVERIFY(Stage::resultOf(stage.login().reauthenticate(Stage::adasPassword())).failedWith(Error::Kind::StepRequired));
    stage.authenticator->hold();
    stage.authenticator->fail(Error::Kind::Unavailable);
    const auto attempt = stage.login().reauthenticate(code());
    QTRY_COMPARE(stage.authenticator->heldCount(), 1);
    stage.login().lock();
    stage.authenticator->releaseHeld();
    QVERIFY(Stage::resultOf(attempt).failedWith(Error::Kind::Cancelled));
    QVERIFY(!stage.login().nextStep());
}

QTEST_GUILESS_MAIN(tst_SecondStep)
#include "tst_secondstep.moc"
