// SPDX-License-Identifier: MIT
#include "remember/revocationlist_p.h"
#include "vault/storelimits_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

const Clock::Wall noon {std::chrono::milliseconds(1'800'000'000'000)};

RememberRecord record(int number, qsizetype tokenSize = 400)
{
    RememberRecord made;
    made.selector = QByteArray(RememberRecord::selectorSize, char(number));
    made.verifier = Secret::fromBytes(QByteArray(tokenSize, char('a' + number))).share();
    made.binding = QByteArray(RememberRecord::bindingSize, 'b');
    made.userId = QStringLiteral("https://id.example.org#%1").arg(number);
    made.issuedAt = noon - 24h;
    made.expiresAt = noon + 24h;
    made.lifetime = 48h;
    return made;
}

RevocationList listOf(int count, qsizetype tokenSize = 400)
{
    RevocationList list;
    for (int number = 0; number < count; ++number)
        list.add(record(number, tokenSize), noon + std::chrono::seconds(number));
    return list;
}

QByteArray bytesOf(const RevocationList &list)
{
    return (*list.encode())->reveal().toByteArray();
}

Result<RevocationList> decode(QByteArrayView bytes)
{
    return RevocationList::decode(Secret::copyOf(bytes));
}

} // namespace

class tst_RevocationList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void aSeriesIsInItOnce();
    void theOldestMakeRoomForTheNewest();
    void longTokensMakeRoomToo();
    void theLongestTokenFits();
    void whatHasWaitedForThirtyDaysIsOverdue();
    void whatIsDoneIsRemoved();
    void everyOtherBitIsDamaged();
    void everyCutIsDamaged();
    void anotherFormatIsNotTakenForIt();
};

void tst_RevocationList::whatIsWrittenIsRead_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 20})
        QTest::addRow("%d", count) << count;
}

void tst_RevocationList::whatIsWrittenIsRead()
{
    QFETCH(const int, count);
    const auto read = decode(bytesOf(listOf(count)));
    QVERIFY(read);
    QCOMPARE(read->entries().size(), count);
    for (int number = 0; number < count; ++number) {
        const auto &entry = read->entries().at(number);
        QCOMPARE(entry.record.userId, record(number).userId);
        QVERIFY(entry.record.verifier->equals(*record(number).verifier));
        QCOMPARE(entry.endedAt, noon + std::chrono::seconds(number));
    }
}

void tst_RevocationList::aSeriesIsInItOnce()
{
    RevocationList list = listOf(2);
    list.add(record(0, 10), noon + 1h);
    QCOMPARE(list.entries().size(), 2);
    QCOMPARE(list.entries().last().record.verifier->size(), 10);
}

void tst_RevocationList::theOldestMakeRoomForTheNewest()
{
    const RevocationList list = listOf(25);
    QCOMPARE(list.entries().size(), RevocationList::mostEntries);
    QCOMPARE(list.selectors().first(), record(5).selector);
    QCOMPARE(list.selectors().last(), record(24).selector);
}

void tst_RevocationList::longTokensMakeRoomToo()
{
    const RevocationList list = listOf(10, 20'000);
    QCOMPARE(list.entries().size(), 3);
    QCOMPARE(list.selectors().last(), record(9).selector);
    QCOMPARE_LE((*list.encode())->size(), longestSecret);
}

void tst_RevocationList::theLongestTokenFits()
{
    RevocationList list = listOf(3);
    list.add(record(4, 60'000), noon);
    QCOMPARE(list.selectors().last(), record(4).selector);
    QVERIFY(decode(bytesOf(list)));
}

void tst_RevocationList::whatHasWaitedForThirtyDaysIsOverdue()
{
    const RevocationList list = listOf(2); // a second apart
    QVERIFY(list.overdue(noon + RevocationList::longest).isEmpty());
    QCOMPARE(list.overdue(noon + RevocationList::longest + 1s), QList<QByteArray> {record(0).selector});
    QVERIFY(list.overdue(noon - RevocationList::longest * 2).isEmpty());
}

void tst_RevocationList::whatIsDoneIsRemoved()
{
    RevocationList list = listOf(3);
    list.remove({record(1).selector, record(7).selector});
    QCOMPARE(list.selectors(), (QList<QByteArray> {record(0).selector, record(2).selector}));
}

void tst_RevocationList::everyOtherBitIsDamaged()
{
    const QByteArray good = bytesOf(listOf(2, 40));
    for (qsizetype i = 0; i < good.size() * 8; ++i) {
        QByteArray bad = good;
        bad[i / 8] = char(bad.at(i / 8) ^ (1 << (i % 8)));
        QVERIFY(!decode(bad));
    }
}

void tst_RevocationList::everyCutIsDamaged()
{
    const QByteArray good = bytesOf(listOf(2, 40));
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY(decode(good.first(size)).failedWith(Error::Kind::Damaged));
    QVERIFY(decode(good + 'x').failedWith(Error::Kind::Damaged));
}

void tst_RevocationList::anotherFormatIsNotTakenForIt()
{
    QVERIFY(!RevocationList::decode(**record(1).encode()));
    QVERIFY(!RememberRecord::decode(**listOf(1).encode()));
}

QTEST_GUILESS_MAIN(tst_RevocationList)
#include "tst_revocationlist.moc"
