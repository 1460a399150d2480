// SPDX-License-Identifier: MIT
#include "authenticators/loginrequest.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_LoginRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestSaysWhatItIsMadeOf();
    void copiesAreTheSameRequest();
    void attemptsReachWhoeverAsks();
    void theNextStepIsAskedFor();
    void rememberingMayBecomeAvailableMeanwhile();
    void aRequestWithoutAnswersAboutRememberingOffersNone();
};

static std::shared_ptr<LoginRequest::Parts> someParts()
{
    auto parts = std::make_shared<LoginRequest::Parts>();
    parts->attempt = [](const Credentials &, const LoginOptions &) { return readyFuture(Result<void>()); };
    return parts;
}

void tst_LoginRequest::aRequestSaysWhatItIsMadeOf()
{
    const auto ada = SimpleUser::create({.id = QStringLiteral("ada")});
    const auto parts = someParts();
    parts->kind = LoginRequest::Kind::Unlock;
    parts->requirement = Requirement::login();
    parts->message = QStringLiteral("Please.");
    parts->fixedUser = ada;
    parts->suggestedUserName = QStringLiteral("ada");
    const LoginRequest request(parts);
    QCOMPARE(request.kind(), LoginRequest::Kind::Unlock);
    QVERIFY(request.requirement() == Requirement::login());
    QCOMPARE(request.message(), QStringLiteral("Please."));
    QCOMPARE(request.fixedUser(), ada);
    QCOMPARE(request.suggestedUserName(), QStringLiteral("ada"));
}

void tst_LoginRequest::copiesAreTheSameRequest()
{
    const auto parts = someParts();
    auto request = std::make_unique<LoginRequest>(parts);
    LoginRequest copy(someParts());
    copy = *request;
    request.reset();
    parts->message = QStringLiteral("Changed.");
    QCOMPARE(copy.message(), QStringLiteral("Changed."));
}

void tst_LoginRequest::attemptsReachWhoeverAsks()
{
    QStringList tried;
    LoginOptions with;
    const auto parts = someParts();
    parts->attempt = [&](const Credentials &credentials, const LoginOptions &options) {
        tried += credentials.userName();
        with = options;
        return readyFuture<Result<void>>(Error::Kind::WrongCredentials);
    };
    const LoginRequest request(parts);
    const auto answer = request.attempt(Credentials::password(QStringLiteral("ada"), Secret::copyOf("engine")),
                                        {.remember = LoginOptions::Remember::Yes});
    QVERIFY(resultOf(answer).failedWith(Error::Kind::WrongCredentials));
    QCOMPARE(tried, QStringList(QStringLiteral("ada")));
    QCOMPARE(with.remember, LoginOptions::Remember::Yes);
}

void tst_LoginRequest::theNextStepIsAskedFor()
{
    const auto parts = someParts();
    const LoginRequest request(parts);
    QVERIFY(!request.nextStep());
    parts->nextStep = [] { return NextStep {QStringLiteral("Enter the code."), "handle"}; };
    QCOMPARE(request.nextStep()->handle, QByteArray("handle"));
}

void tst_LoginRequest::rememberingMayBecomeAvailableMeanwhile()
{
    const auto availability = std::make_shared<QProperty<RememberAvailability>>(
        RememberAvailability {false, QStringLiteral("The keychain is locked.")});
    const auto parts = someParts();
    parts->rememberAvailability = availability;
    const LoginRequest request(parts);
    QVERIFY(!request.rememberAvailability().value().available);
    QCOMPARE(request.rememberAvailability().value().whyNot, QStringLiteral("The keychain is locked."));

    bool offered = false;
    const auto watching =
        request.rememberAvailability().subscribe([&] { offered = request.rememberAvailability().value().available; });
    QVERIFY(!offered);
    availability->setValue({true, {}});
    QVERIFY(offered);
}

void tst_LoginRequest::aRequestWithoutAnswersAboutRememberingOffersNone()
{
    const LoginRequest request(someParts());
    QVERIFY(!request.rememberAvailability().value().available);
}

QTEST_APPLESS_MAIN(tst_LoginRequest)
#include "tst_loginrequest.moc"
