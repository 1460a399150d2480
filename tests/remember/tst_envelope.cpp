// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"

#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

static constexpr char magic[] = "TEST";
static constexpr quint8 version = 3;

static Result<QByteArray> opened(const QByteArray &bytes)
{
    const auto payload = Envelope::unwrap(magic, version, bytes);
    return payload ? Result<QByteArray>(payload->toByteArray()) : Result<QByteArray>(payload.error());
}

class tst_Envelope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrappedComesBack_data();
    void whatIsWrappedComesBack();
    void cutAtAnyLengthItIsDamaged(); // E4, row 12
    void withAnyBitFlippedItIsDamaged(); // E4, row 13
    void withAnythingAddedItIsDamaged();
    void ofAnotherKindItIsDamaged();
    void aNewerOneIsToldFromADamagedOne(); // row 18
    void anOlderOneIsDamaged();
    void aNewerOneThatIsDamagedIsDamaged();
    void garbageIsDamaged();
};

void tst_Envelope::whatIsWrappedComesBack_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("a byte") << QByteArray("x");
    QTest::newRow("zeroes") << QByteArray(100, '\0');
    QTest::newRow("an envelope") << Envelope::wrap(magic, version, "inner");
    QTest::newRow("64 kB") << QByteArray(65'536, 'x');
}

void tst_Envelope::whatIsWrappedComesBack()
{
    QFETCH(const QByteArray, payload);
    const QByteArray bytes = Envelope::wrap(magic, version, payload);
    QCOMPARE(bytes.size(), payload.size() + Envelope::overhead);
    const auto back = opened(bytes);
    QVERIFY(back);
    QCOMPARE(*back, payload);
}

void tst_Envelope::cutAtAnyLengthItIsDamaged()
{
    const QByteArray bytes = Envelope::wrap(magic, version, "what is inside");
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        QVERIFY2(opened(bytes.first(size)).failedWith(Error::Kind::Damaged), qPrintable(QString::number(size)));
        QVERIFY(opened(bytes.last(size)).failedWith(Error::Kind::Damaged));
    }
}

void tst_Envelope::withAnyBitFlippedItIsDamaged()
{
    const QByteArray bytes = Envelope::wrap(magic, version, "what is inside");
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        QByteArray flipped = bytes;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY2(opened(flipped).failedWith(Error::Kind::Damaged), qPrintable(QString::number(bit)));
    }
}

void tst_Envelope::withAnythingAddedItIsDamaged()
{
    const QByteArray bytes = Envelope::wrap(magic, version, "what is inside");
    QVERIFY(opened(bytes + '\0').failedWith(Error::Kind::Damaged));
    QVERIFY(opened('\0' + bytes).failedWith(Error::Kind::Damaged));
    QVERIFY(opened(bytes + bytes).failedWith(Error::Kind::Damaged));
}

void tst_Envelope::ofAnotherKindItIsDamaged()
{
    QVERIFY(opened(Envelope::wrap("REST", version, "what is inside")).failedWith(Error::Kind::Damaged));
}

void tst_Envelope::aNewerOneIsToldFromADamagedOne()
{
    for (const int newer : {version + 1, 255})
        QVERIFY(opened(Envelope::wrap(magic, quint8(newer), "from tomorrow")).failedWith(Error::Kind::NewerFormat));
}

void tst_Envelope::anOlderOneIsDamaged() // there has never been one
{
    QVERIFY(opened(Envelope::wrap(magic, version - 1, "from yesterday")).failedWith(Error::Kind::Damaged));
}

void tst_Envelope::aNewerOneThatIsDamagedIsDamaged()
{
    QByteArray bytes = Envelope::wrap(magic, version + 1, "from tomorrow");
    bytes.chop(1);
    QVERIFY(opened(bytes).failedWith(Error::Kind::Damaged));
}

void tst_Envelope::garbageIsDamaged()
{
    QRandomGenerator random(20'260'115); // the same garbage in each run
    for (int i = 0; i < 10'000; ++i) {
        QByteArray garbage(random.bounded(200), Qt::Uninitialized);
        for (char &byte : garbage)
            byte = char(random.bounded(256));
        if (i % 2 && garbage.size() >= 5)
            garbage.replace(0, 5, QByteArray(magic) + char(version));
        QVERIFY(opened(garbage).failedWith(Error::Kind::Damaged));
    }
}

QTEST_APPLESS_MAIN(tst_Envelope)
#include "tst_envelope.moc"
