// SPDX-License-Identifier: MIT
#include "network/httpform_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_HttpForm : public QObject
{
    Q_OBJECT

private:
    static QByteArray bodyOf(HttpForm &form) { return form.takeBody()->reveal().toByteArray(); }

private Q_SLOTS:
    void fieldsFollowOneAnother()
    {
        HttpForm form;
        form.add("grant_type", "refresh_token").add("refresh_token", Secret::copyOf("abc")).add("scope", QStringLiteral("a b"));
        QCOMPARE(bodyOf(form), QByteArray("grant_type=refresh_token&refresh_token=abc&scope=a%20b"));
    }

    void everyByteButTheUnreservedIsEncoded_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("unreserved") << QByteArray("AZaz09-._~") << QByteArray("AZaz09-._~");
        QTest::newRow("plus, which would be a blank") << QByteArray("a+b") << QByteArray("a%2Bb");
        QTest::newRow("percent, which would begin a byte") << QByteArray("100%25") << QByteArray("100%2525");
        QTest::newRow("what would begin a field") << QByteArray("a&b=c;d") << QByteArray("a%26b%3Dc%3Bd");
        QTest::newRow("blank") << QByteArray("a b") << QByteArray("a%20b");
        QTest::newRow("others") << QByteArray("/?:@!$'()*,#[]\"<>\\^`{|}")
                                << QByteArray("%2F%3F%3A%40%21%24%27%28%29%2A%2C%23%5B%5D%22%3C%3E%5C%5E%60%7B%7C%7D");
        QTest::newRow("line breaks and NUL") << QByteArray("\r\n\0", 3) << QByteArray("%0D%0A%00");
        QTest::newRow("unicode") << QByteArray("\xc3\xa4\xe2\x82\xac\xf0\x9f\x94\x91")
                                 << QByteArray("%C3%A4%E2%82%AC%F0%9F%94%91");
        QTest::newRow("no unicode") << QByteArray("\xff\x80") << QByteArray("%FF%80");
    }
    void everyByteButTheUnreservedIsEncoded()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, encoded);
        HttpForm form;
        form.add(value, Secret::copyOf(value));
        QCOMPARE(bodyOf(form), encoded + '=' + encoded);
    }

    void everyByteComesBack()
    {
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all.append(char(i));
        HttpForm form;
        form.add("v", all);
        QCOMPARE(QByteArray::fromPercentEncoding(bodyOf(form).mid(2)), all);
    }

    void aTakenFormIsEmptyAndBeginsAnew()
    {
        HttpForm form;
        form.add("a", "1");
        QCOMPARE(bodyOf(form), QByteArray("a=1"));
        QVERIFY(form.takeBody()->isEmpty());
        form.add("b", "2");
        QCOMPARE(bodyOf(form), QByteArray("b=2"));
    }

    void aFormGrowsBeyondItsFirstBuffer()
    {
        HttpForm form;
        const QByteArray value(100'000, '&');
        form.add("v", value).add("w", value);
        QCOMPARE(form.takeBody()->size(), 2 * (2 + 300'000) + 1);
    }
};

QTEST_GUILESS_MAIN(tst_HttpForm)
#include "tst_httpform.moc"
