// SPDX-License-Identifier: MIT
#pragma once

#include "contracts/answerof.h"
#include "identity/userloader.h"

#include <QtTest/qtest.h>

// The contract of every user loader. Derive from it and say where the loader comes from.
class UserLoaderContract : public QObject
{
    Q_OBJECT

protected:
    // A loader that knows exactly one active user, with this id.
    virtual std::shared_ptr<QtLogin::UserLoader> loader() = 0;
    virtual QString knownId() = 0;
    // A loader that cannot ask.
    virtual std::shared_ptr<QtLogin::UserLoader> brokenLoader() = 0;

private Q_SLOTS:
    void aKnownIdIsAUser()
    {
        const auto user = answerOf(loader()->load(knownId()));
        QVERIFY(user);
        QVERIFY(*user);
        QCOMPARE((*user)->id(), knownId());
        QVERIFY((*user)->isActive());
        QVERIFY((*user)->isAuthenticated());
        QVERIFY(!(*user)->isAnonymous());
        QVERIFY(!(*user)->displayName().isEmpty());
    }

    void theSameIdIsTheSamePerson()
    {
        const auto first = answerOf(loader()->load(knownId()));
        const auto second = answerOf(loader()->load(knownId()));
        QVERIFY(first && second);
        QVERIFY(isSamePerson(*first, *second));
        QCOMPARE((*first)->sessionStamp(), (*second)->sessionStamp());
    }

    void anUnknownIdIsAbsent_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("empty") << QString();
        QTest::newRow("zero") << QStringLiteral("0");
        QTest::newRow("a stranger") << QStringLiteral("nobody");
        QTest::newRow("a piece") << knownId().chopped(1);
        QTest::newRow("more") << knownId() + QLatin1Char('x');
        QTest::newRow("a NUL behind it") << knownId() + QChar(0);
        QTest::newRow("SQL") << QStringLiteral("' OR '1'='1");
        QTest::newRow("a wildcard") << QStringLiteral("%");
        QTest::newRow("a lone surrogate") << QString(QChar(0xd800));
        QTest::newRow("a megabyte") << QString(1 << 20, QLatin1Char('a'));
    }

    void anUnknownIdIsAbsent() // FL-27
    {
        QFETCH(const QString, id);
        QVERIFY(answerOf(loader()->load(id)).failedWith(QtLogin::Error::Kind::Absent));
    }

    void couldNotAskIsNeverNoSuchUser() // FL-26
    {
        const auto known = answerOf(brokenLoader()->load(knownId()));
        const auto unknown = answerOf(brokenLoader()->load(QStringLiteral("nobody")));
        QVERIFY(!known && !known.failedWith(QtLogin::Error::Kind::Absent));
        QVERIFY(!unknown && !unknown.failedWith(QtLogin::Error::Kind::Absent));
        QVERIFY(!known.error().message().isEmpty());
    }

    void anAnswerComesEvenWhenTheLoaderGoes()
    {
        auto loader = this->loader();
        const auto future = loader->load(knownId());
        loader.reset();
        const auto answer = answerOf(future);
        QVERIFY(answer || !answer.failedWith(QtLogin::Error::Kind::TimedOut));
        QVERIFY(answer || !answer.failedWith(QtLogin::Error::Kind::Absent));
    }

    void manyQuestionsAtOnceAreAllAnswered()
    {
        const auto loader = this->loader();
        QList<QFuture<QtLogin::Result<QtLogin::UserPtr>>> futures;
        for (int i = 0; i < 100; ++i)
            futures += loader->load(i % 2 ? knownId() : QStringLiteral("nobody"));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(answerOf(futures[i]).has_value(), i % 2 == 1);
    }
};
