// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/authenticator.h"
#include "contracts/answerof.h"

#include <QtTest/qtest.h>

// The contract of every authenticator of names and passwords. Derive from it and say where the
// authenticator comes from.
class AuthenticatorContract : public QObject
{
    Q_OBJECT

protected:
    using Kind = QtLogin::Error::Kind;
    using Credentials = QtLogin::Credentials;

    // Knows "ada" and "gone", both with password(); "gone" is disabled.
    virtual std::shared_ptr<QtLogin::Authenticator> authenticator() = 0;
    virtual QString adasId() = 0;
    // An authenticator that cannot tell.
    virtual std::shared_ptr<QtLogin::Authenticator> brokenAuthenticator() = 0;

    static QByteArray password() { return "correct horse battery staple"; }
    static Credentials offer(const QString &name, QByteArrayView password)
    {
        return Credentials::password(name, QtLogin::Secret::copyOf(password));
    }
    static Credentials adas() { return offer(QStringLiteral("ada"), password()); }
    QtLogin::Result<QtLogin::Authentication> tryWith(const Credentials &credentials)
    {
        return answerOf(authenticator()->authenticate(credentials));
    }

private Q_SLOTS:
    void theRightPasswordIsAProof()
    {
        const auto answer = tryWith(adas());
        QVERIFY(answer);
        const auto *proof = std::get_if<QtLogin::Proof>(&*answer);
        QVERIFY(proof);
        QCOMPARE(proof->userId, adasId());
    }

    void anythingElseIsWrong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("password");
        const QString ada = QStringLiteral("ada");
        QTest::newRow("wrong password") << ada << QByteArray("correct horse battery stapler");
        QTest::newRow("empty password") << ada << QByteArray();
        QTest::newRow("other case") << ada << password().toUpper();
        QTest::newRow("a piece") << ada << password().chopped(1);
        QTest::newRow("a NUL behind it") << ada << password() + '\0';
        QTest::newRow("a space before it") << ada << ' ' + password();
        QTest::newRow("a megabyte") << ada << QByteArray(1 << 20, 'a');
        QTest::newRow("unknown user") << QStringLiteral("bob") << password();
        QTest::newRow("empty name") << QString() << password();
        QTest::newRow("disabled user") << QStringLiteral("gone") << password();
        QTest::newRow("disabled user, wrong password") << QStringLiteral("gone") << QByteArray("wrong");
        QTest::newRow("SQL") << QStringLiteral("' OR '1'='1") << password();
        QTest::newRow("wildcard") << QStringLiteral("%") << password();
        QTest::newRow("a NUL in the name") << ada + QChar(0) << password();
        QTest::newRow("a lone surrogate") << QString(QChar(0xdc00)) << password();
        QTest::newRow("a name of a megabyte") << QString(1 << 20, QLatin1Char('a')) << password();
    }

    void anythingElseIsWrong() // A9: one error for all that may be wrong
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, password);
        const auto answer = tryWith(offer(name, password));
        QVERIFY(!answer);
        QCOMPARE(answer.error(), QtLogin::Error(Kind::WrongCredentials));
    }

    void anAnswerToAStepThatWasNeverAskedIsNoProof()
    {
        const QtLogin::NextStep step {.message = {}, .handle = "made up"};
        const auto credentials = Credentials::answer(step, QtLogin::Secret::copyOf(password()));
        QVERIFY(!tryWith(credentials));
        QVERIFY(!tryWith(credentials.withUserName(QStringLiteral("ada"))));
    }

    void couldNotTellIsNeverWrong() // A4
    {
        const auto answer = answerOf(brokenAuthenticator()->authenticate(adas()));
        QVERIFY(!answer);
        QVERIFY(answer.error().kind() != Kind::WrongCredentials);
        QVERIFY(!answer.error().message().isEmpty());
    }

    void anAnswerComesEvenWhenTheAuthenticatorGoes() // A5
    {
        auto authenticator = this->authenticator();
        QList<QFuture<QtLogin::Result<QtLogin::Authentication>>> futures;
        for (int i = 0; i < 5; ++i)
            futures += authenticator->authenticate(adas());
        authenticator.reset();
        for (const auto &future : futures) {
            const auto answer = answerOf(future);
            QVERIFY(answer || answer.failedWith(Kind::Abandoned));
        }
    }

    void manyAttemptsAtOnceAreAllAnswered()
    {
        const auto authenticator = this->authenticator();
        QList<QFuture<QtLogin::Result<QtLogin::Authentication>>> futures;
        for (int i = 0; i < 10; ++i)
            futures += authenticator->authenticate(offer(QStringLiteral("ada"), i % 2 ? password() : "wrong"));
        for (int i = 0; i < 10; ++i)
            QCOMPARE(answerOf(futures[i]).has_value(), i % 2 == 1);
    }
};
