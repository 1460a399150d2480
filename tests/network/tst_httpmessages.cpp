// SPDX-License-Identifier: MIT
#include "network/httpmessages_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_HttpMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeaderIsFoundByItsNameInAnyCase()
    {
        const HttpAnswer answer {.headers = {{"DPoP-Nonce", "one"}, {"dpop-nonce", "two"}}};
        QCOMPARE(answer.header("dpop-nonce"), QByteArray("one"));
        QVERIFY(answer.header("nonce").isNull());
    }

    void onlyTwoHundredsAreSuccess()
    {
        QVERIFY(HttpAnswer {.status = 200}.isSuccess());
        QVERIFY(HttpAnswer {.status = 299}.isSuccess());
        QVERIFY(!HttpAnswer {.status = 400}.isSuccess());
        QVERIFY(!HttpAnswer {.status = 500}.isSuccess());
    }

    void jsonHasManyTypes_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("json");
        QTest::newRow("plain") << QByteArray("application/json") << true;
        QTest::newRow("charset") << QByteArray("application/json; charset=utf-8") << true;
        QTest::newRow("case") << QByteArray("Application/JSON ;charset=UTF-8") << true;
        QTest::newRow("suffix") << QByteArray("application/problem+json") << true;
        QTest::newRow("keys") << QByteArray("application/jwk-set+json") << true;
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("html") << QByteArray("text/html") << false;
        QTest::newRow("html that says json") << QByteArray("text/html; a=application/json") << false;
        QTest::newRow("longer") << QByteArray("application/jsonp") << false;
        QTest::newRow("text") << QByteArray("text/json") << false;
        QTest::newRow("suffix only") << QByteArray("+json") << false;
        QTest::newRow("javascript") << QByteArray("application/javascript") << false;
    }
    void jsonHasManyTypes() // G11
    {
        QFETCH(QByteArray, type);
        QTEST(Http::isJson(type), "json");
    }

    void retryAfterIsSecondsOrADateWithinAnHour_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("seconds"); // -1 for none
        QTest::newRow("none") << QByteArray() << -1;
        QTest::newRow("seconds") << QByteArray("120") << 120;
        QTest::newRow("zero") << QByteArray("0") << 0;
        QTest::newRow("an hour") << QByteArray("3600") << 3600;
        QTest::newRow("longer") << QByteArray("3601") << 3600;
        QTest::newRow("beyond 64 bits") << QByteArray("99999999999999999999") << 3600;
        QTest::newRow("negative") << QByteArray("-5") << -1;
        QTest::newRow("fraction") << QByteArray("1.5") << -1;
        QTest::newRow("word") << QByteArray("soon") << -1;
        QTest::newRow("date") << QByteArray("Wed, 21 Oct 2015 07:28:00 GMT") << 30;
        QTest::newRow("date now") << QByteArray("Wed, 21 Oct 2015 07:27:30 GMT") << 0;
        QTest::newRow("past date") << QByteArray("Tue, 20 Oct 2015 07:28:00 GMT") << 0;
        QTest::newRow("far date") << QByteArray("Fri, 21 Oct 2095 07:28:00 GMT") << 3600;
        QTest::newRow("no date") << QByteArray("Wed, 41 Oct 2015 07:28:00 GMT") << -1;
    }
    void retryAfterIsSecondsOrADateWithinAnHour() // row 43
    {
        QFETCH(QByteArray, header);
        QFETCH(int, seconds);
        const Clock::Wall now(std::chrono::sys_days(std::chrono::year(2015) / 10 / 21) + 7h + 27min + 30s);
        const auto expected = seconds < 0 ? std::optional<std::chrono::seconds>() : std::chrono::seconds(seconds);
        QCOMPARE(Http::retryAfter(header, now), expected);
    }
};

QTEST_GUILESS_MAIN(tst_HttpMessages)
#include "tst_httpmessages.moc"
