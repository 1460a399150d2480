// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"
#include "remember/rememberrecord_p.h"

#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_RememberRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsEncodedComesBack_data();
    void whatIsEncodedComesBack();
    void aTokenOfAServerHasAnySize_data();
    void aTokenOfAServerHasAnySize();
    void aTokenOfAServerThatIsTooLongIsRefused();
    void aTokenOfAServerIsDamagedWhereAnyBitIs();
    void theTwoKindsAreNotTakenForEachOther();
    void cutAtAnyLengthItIsDamaged(); // E4, row 12
    void withAnyBitFlippedItIsDamaged(); // E4, row 13
    void ofANewerVersionItIsLeftAlone(); // row 18
    void madeForAnotherPurposeItIsDamaged(); // rule 44
    void withAnyFieldMissingItIsDamaged(); // I5
    void withoutAUserOrALifetimeItIsDamaged();
    void endingBeforeItBeganItIsDamaged();
    void garbageIsDamaged();
    void whatIsTooLongIsRefused(); // E8
    void whatIsJustShortEnoughFitsIntoAKeychain();

private:
    static RememberRecord record();
    static QByteArray bytesOf(const RememberRecord &record) { return (*record.encode())->reveal().toByteArray(); }
    static Result<RememberRecord> decoded(const QByteArray &bytes) { return RememberRecord::decode(Secret::copyOf(bytes)); }
    static QByteArray payloadOf(const QByteArray &bytes) { return bytes.sliced(9, bytes.size() - Envelope::overhead); }
    static Result<RememberRecord> wrapped(const QByteArray &payload)
    {
        return decoded(Envelope::wrap("QLRM", 1, payload)); // whole, and with a right checksum
    }
};

RememberRecord tst_RememberRecord::record()
{
    RememberRecord record;
    record.selector = QByteArray(16, 's');
    record.verifier = Secret::copyOf(QByteArray(32, 'v')).share();
    record.binding = QByteArray(16, 'b');
    record.contextId = QByteArray(32, 'c');
    record.userId = QStringLiteral("ada");
    record.sessionStamp = QStringLiteral("7");
    record.issuedAt = Clock::Wall(1'768'471'200'000ms);
    record.expiresAt = record.issuedAt + std::chrono::days(30);
    record.lifetime = std::chrono::days(30);
    return record;
}

void tst_RememberRecord::whatIsEncodedComesBack_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("stamp");
    QTest::newRow("plain") << QStringLiteral("ada") << QStringLiteral("7");
    QTest::newRow("no stamp") << QStringLiteral("0") << QString();
    QTest::newRow("separators") << QStringLiteral("a|b\nc\td") << QStringLiteral("|");
    QTest::newRow("embedded NUL") << QString::fromLatin1("a\0b", 3) << QString::fromLatin1("\0", 1);
    QTest::newRow("Unicode") << QStringLiteral("Žofie 日本 🦄") << QStringLiteral("ß");
}

void tst_RememberRecord::whatIsEncodedComesBack()
{
    QFETCH(const QString, id);
    QFETCH(const QString, stamp);
    auto record = this->record();
    record.userId = id;
    record.sessionStamp = stamp;

    const auto back = decoded(bytesOf(record));
    QVERIFY(back);
    QCOMPARE(back->selector, record.selector);
    QVERIFY(back->verifier->equals(*record.verifier));
    QCOMPARE(back->binding, record.binding);
    QCOMPARE(back->contextId, record.contextId);
    QCOMPARE(back->userId, id);
    QCOMPARE(back->sessionStamp, stamp);
    QVERIFY(back->issuedAt == record.issuedAt);
    QVERIFY(back->expiresAt == record.expiresAt);
    QVERIFY(back->lifetime == record.lifetime);
}

void tst_RememberRecord::aTokenOfAServerHasAnySize_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {1, 31, 32, 33, 2'048, 8'192, 60'000})
        QTest::addRow("%lld bytes", qlonglong(size)) << size;
}

void tst_RememberRecord::aTokenOfAServerHasAnySize()
{
    QFETCH(const qsizetype, size);
    auto record = this->record();
    record.verifier = Secret::random(size).share();
    const auto back = decoded(bytesOf(record));
    QVERIFY(back);
    QVERIFY(back->verifier->equals(*record.verifier));
    QCOMPARE(back->userId, record.userId);
    QVERIFY(back->lifetime == record.lifetime);
}

void tst_RememberRecord::aTokenOfAServerThatIsTooLongIsRefused()
{
    auto record = this->record();
    record.verifier = Secret::random(65'536).share();
    QVERIFY(record.encode().failedWith(Error::Kind::InvalidInput));
}

void tst_RememberRecord::aTokenOfAServerIsDamagedWhereAnyBitIs()
{
    auto record = this->record();
    record.verifier = Secret::random(40).share();
    const QByteArray bytes = bytesOf(record);
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY2(decoded(bytes.first(size)).failedWith(Error::Kind::Damaged), qPrintable(QString::number(size)));
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        QByteArray flipped = bytes;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY2(decoded(flipped).failedWith(Error::Kind::Damaged), qPrintable(QString::number(bit)));
    }
}

void tst_RememberRecord::theTwoKindsAreNotTakenForEachOther()
{
    auto servers = record();
    servers.verifier = Secret::random(40).share();
    QVERIFY(decoded(Envelope::wrap("QLRM", 1, payloadOf(bytesOf(servers)))).failedWith(Error::Kind::Damaged));
    QVERIFY(decoded(Envelope::wrap("QLRM", 2, payloadOf(bytesOf(record())))).failedWith(Error::Kind::Damaged));
}

void tst_RememberRecord::cutAtAnyLengthItIsDamaged()
{
    const QByteArray bytes = bytesOf(record());
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY2(decoded(bytes.first(size)).failedWith(Error::Kind::Damaged), qPrintable(QString::number(size)));
}

void tst_RememberRecord::withAnyBitFlippedItIsDamaged()
{
    const QByteArray bytes = bytesOf(record());
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        QByteArray flipped = bytes;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY2(decoded(flipped).failedWith(Error::Kind::Damaged), qPrintable(QString::number(bit)));
    }
}

void tst_RememberRecord::ofANewerVersionItIsLeftAlone()
{
    QVERIFY(decoded(Envelope::wrap("QLRM", 3, payloadOf(bytesOf(record())))).failedWith(Error::Kind::NewerFormat));
    QVERIFY(decoded(Envelope::wrap("QLRM", 3, "of another shape")).failedWith(Error::Kind::NewerFormat));
}

void tst_RememberRecord::madeForAnotherPurposeItIsDamaged()
{
    QByteArray payload = payloadOf(bytesOf(record()));
    QVERIFY(wrapped(payload));
    for (int purpose = 0; purpose < 256; ++purpose) {
        if (char(purpose) == payload[0])
            continue;
        QByteArray other = payload;
        other[0] = char(purpose);
        QVERIFY(wrapped(other).failedWith(Error::Kind::Damaged));
    }
    QVERIFY(decoded(Envelope::wrap("QLRV", 1, payload)).failedWith(Error::Kind::Damaged));
}

void tst_RememberRecord::withAnyFieldMissingItIsDamaged()
{
    const QByteArray payload = payloadOf(bytesOf(record()));
    struct Field { qsizetype at, size; };
    const Field fields[] = {{0, 1}, {1, 16}, {17, 32}, {49, 16}, {65, 8}, {73, 8}, {81, 8},
                            {89, 2 + 32}, {123, 2 + 3}, {128, 2 + 1}};
    QCOMPARE(payload.size(), 131);
    for (const Field &field : fields) {
        QByteArray without = payload;
        without.remove(field.at, field.size);
        QVERIFY2(!wrapped(without), qPrintable(QString::number(field.at)));
        QVERIFY(wrapped(without).failedWith(Error::Kind::Damaged));
    }
    QVERIFY(wrapped(payload + '\0').failedWith(Error::Kind::Damaged));
}

void tst_RememberRecord::withoutAUserOrALifetimeItIsDamaged()
{
    auto record = this->record();
    record.userId.clear();
    QVERIFY(decoded(bytesOf(record)).failedWith(Error::Kind::Damaged));
    for (const auto lifetime : {0s, -1s}) {
        record = this->record();
        record.lifetime = lifetime;
        QVERIFY(decoded(bytesOf(record)).failedWith(Error::Kind::Damaged));
    }
}

void tst_RememberRecord::endingBeforeItBeganItIsDamaged()
{
    auto record = this->record();
    record.expiresAt = record.issuedAt - 1ms;
    QVERIFY(decoded(bytesOf(record)).failedWith(Error::Kind::Damaged));
}

void tst_RememberRecord::garbageIsDamaged()
{
    QRandomGenerator random(20'260'115); // the same garbage in each run
    for (int i = 0; i < 10'000; ++i) {
        QByteArray garbage(random.bounded(300), Qt::Uninitialized);
        for (char &byte : garbage)
            byte = char(random.bounded(256));
        QVERIFY(decoded(garbage).failedWith(Error::Kind::Damaged));
        if (!garbage.isEmpty())
            garbage[0] = 'R';
        const auto inside = wrapped(garbage); // also where an attacker can make checksums
        QVERIFY(inside || inside.failedWith(Error::Kind::Damaged));
    }
}

void tst_RememberRecord::whatIsTooLongIsRefused()
{
    auto record = this->record();
    record.userId = QString(1'000'000, u'x');
    QVERIFY(record.encode().failedWith(Error::Kind::InvalidInput));
    record = this->record();
    record.sessionStamp = QString(2'048, u'x');
    QVERIFY(record.encode().failedWith(Error::Kind::InvalidInput));
    record = this->record();
    record.contextId = QByteArray(2'048, 'x');
    QVERIFY(record.encode().failedWith(Error::Kind::InvalidInput));
}

void tst_RememberRecord::whatIsJustShortEnoughFitsIntoAKeychain()
{
    auto record = this->record();
    const auto others = (*record.encode())->size() - record.userId.size();
    record.userId = QString(2'048 - others, u'x');
    QVERIFY(record.encode());
    QCOMPARE((*record.encode())->size(), 2'048);
    QVERIFY(decoded(bytesOf(record)));
    record.userId += u'x';
    QVERIFY(record.encode().failedWith(Error::Kind::InvalidInput));
}

QTEST_APPLESS_MAIN(tst_RememberRecord)
#include "tst_rememberrecord.moc"
