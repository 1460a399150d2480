// SPDX-License-Identifier: MIT
#include "authenticators/credentials.h"
#include "authenticators/loginoptions.h"

#include <QtTest/qtest.h>

#include <type_traits>

using namespace QtLogin;

// They travel by value; a secret of theirs cannot be printed by mistake.
static_assert(std::is_copy_constructible_v<Credentials>);
static_assert(!std::is_constructible_v<QString, Credentials> && !std::is_constructible_v<QVariant, Credentials>);

class tst_Credentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyCredentialsHoldNothing();
    void aPasswordComesWithAName();
    void copiesShareTheSecret();
    void anotherNameKeepsTheProof();
    void aStepIsAnsweredByItsHandle();
    void aMissingSecretIsTheEmptyOne();
    void nobodyIsRememberedOrForcedUnasked(); // FL-40
};

void tst_Credentials::emptyCredentialsHoldNothing()
{
    const Credentials none;
    QVERIFY(none.userName().isEmpty());
    QVERIFY(none.secret().isEmpty());
    QVERIFY(none.step().isEmpty());
}

void tst_Credentials::aPasswordComesWithAName()
{
    const auto credentials = Credentials::password(QStringLiteral("ada"), Secret::copyOf("engine"));
    QCOMPARE(credentials.userName(), QStringLiteral("ada"));
    QVERIFY(credentials.secret().reveal() == "engine");
    QVERIFY(credentials.step().isEmpty());
}

void tst_Credentials::copiesShareTheSecret()
{
    const SecretPtr secret = Secret::copyOf("engine").share();
    auto credentials = std::make_unique<Credentials>(Credentials::password(QStringLiteral("ada"), secret));
    const Credentials copy = *credentials;
    QCOMPARE(secret.use_count(), 3);
    credentials.reset();
    QVERIFY(copy.secret().reveal().data() == secret->reveal().data());
    QCOMPARE(secret.use_count(), 2);
}

void tst_Credentials::anotherNameKeepsTheProof()
{
    const auto credentials = Credentials::password(QStringLiteral("eve"), Secret::copyOf("engine"));
    const auto fixed = credentials.withUserName(QStringLiteral("ada"));
    QCOMPARE(fixed.userName(), QStringLiteral("ada"));
    QVERIFY(fixed.secret().reveal() == "engine");
    QCOMPARE(credentials.userName(), QStringLiteral("eve"));
}

void tst_Credentials::aStepIsAnsweredByItsHandle()
{
    const NextStep step {QStringLiteral("Enter the code."), QByteArray("h\0le", 4)};
    const auto credentials = Credentials::answer(step, Secret::copyOf("123456"));
    QVERIFY(credentials.userName().isEmpty());
    QCOMPARE(credentials.step(), step.handle);
    QVERIFY(credentials.secret().reveal() == "123456");
    QCOMPARE(credentials.withUserName(QStringLiteral("ada")).step(), step.handle);
}

void tst_Credentials::aMissingSecretIsTheEmptyOne()
{
    const auto credentials = Credentials::password(QStringLiteral("ada"), SecretPtr());
    QVERIFY(credentials.secret().isEmpty());
    QVERIFY(credentials.secret().reveal().isEmpty());
}

void tst_Credentials::nobodyIsRememberedOrForcedUnasked() // FL-40
{
    const LoginOptions options;
    QCOMPARE(options.remember, LoginOptions::Remember::No);
    QVERIFY(!options.rememberFor);
    QVERIFY(!options.force);
    QVERIFY(options.fresh);
}

QTEST_APPLESS_MAIN(tst_Credentials)
#include "tst_credentials.moc"
