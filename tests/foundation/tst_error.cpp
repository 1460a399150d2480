// SPDX-License-Identifier: MIT
#include "foundation/error.h"

#include <QtCore/qmetaobject.h>
#include <QtCore/qset.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_Error : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasASentenceOfItsOwn();
    void aMessageOfTheCallersReplacesTheGeneralOne();
    void errorsAreEqualInAllTheirParts();
    void anErrorShowsItsKindAndSentence();
};

void tst_Error::everyKindHasASentenceOfItsOwn()
{
    const auto kinds = QMetaEnum::fromType<Error::Kind>();
    QVERIFY(kinds.keyCount() > 0);
    QSet<QString> sentences;
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const Error error(Error::Kind(kinds.value(i)));
        QCOMPARE(int(error.kind()), kinds.value(i));
        QVERIFY2(error.message().endsWith(u'.'), kinds.key(i));
        QVERIFY(!error.retryAfter());
        sentences.insert(error.message());
    }
    QCOMPARE(sentences.size(), kinds.keyCount());
}

void tst_Error::aMessageOfTheCallersReplacesTheGeneralOne()
{
    const Error error(Error::Kind::Throttled, QStringLiteral("Try again in a minute."), std::chrono::seconds(60));
    QCOMPARE(error.kind(), Error::Kind::Throttled);
    QCOMPARE(error.message(), QStringLiteral("Try again in a minute."));
    QCOMPARE(error.retryAfter(), std::chrono::seconds(60));
}

void tst_Error::errorsAreEqualInAllTheirParts()
{
    using namespace std::chrono_literals;
    QCOMPARE(Error(Error::Kind::Absent), Error(Error::Kind::Absent));
    QVERIFY(!(Error(Error::Kind::Absent) == Error(Error::Kind::Locked)));
    QVERIFY(!(Error(Error::Kind::Absent) == Error(Error::Kind::Absent, QStringLiteral("Gone."))));
    QVERIFY(!(Error(Error::Kind::Throttled, QString(), 1s) == Error(Error::Kind::Throttled, QString(), 2s)));
}

void tst_Error::anErrorShowsItsKindAndSentence()
{
    QString text;
    QDebug(&text) << Error(Error::Kind::WrongUser, QStringLiteral("Not you."));
    QVERIFY(text.contains(QStringLiteral("WrongUser")));
    QVERIFY(text.contains(QStringLiteral("Not you.")));
}

QTEST_APPLESS_MAIN(tst_Error)
#include "tst_error.moc"
