// SPDX-License-Identifier: MIT
#include "network/base64url_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

class tst_Base64Url : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteComesBack();
    void oneSpellingIsReadForEachValue_data(); // G7
    void oneSpellingIsReadForEachValue();
};

void tst_Base64Url::everyByteComesBack()
{
    QByteArray bytes;
    QCOMPARE(Base64Url::decoded({}), QByteArray());
    for (int byte = 0; byte < 256; ++byte) {
        bytes.append(char(255 - byte));
        const QByteArray text = Base64Url::encoded(bytes);
        QVERIFY(!text.contains('=') && !text.contains('+') && !text.contains('/'));
        QCOMPARE(Base64Url::decoded(text), bytes);
    }
}

void tst_Base64Url::oneSpellingIsReadForEachValue_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isRead");
    QTest::newRow("one byte") << QByteArray("_w") << true;
    QTest::newRow("two bytes") << QByteArray("__8") << true;
    QTest::newRow("three bytes") << QByteArray("-_-_") << true;
    QTest::newRow("padded once") << QByteArray("__8=") << false;
    QTest::newRow("padded twice") << QByteArray("_w==") << false;
    QTest::newRow("padding alone") << QByteArray("=") << false;
    QTest::newRow("one character") << QByteArray("_") << false;
    QTest::newRow("five characters") << QByteArray("-_-_-") << false;
    QTest::newRow("spare bits of one byte") << QByteArray("_x") << false;
    QTest::newRow("spare bits of two bytes") << QByteArray("__9") << false;
    QTest::newRow("plain base64") << QByteArray("+/+/") << false;
    QTest::newRow("a blank") << QByteArray("__ 8") << false;
    QTest::newRow("a line break") << QByteArray("__8\n") << false;
    QTest::newRow("NUL") << QByteArray("__8\0", 4) << false;
    QTest::newRow("a byte that is no ASCII") << QByteArray("__\xff") << false;
}

void tst_Base64Url::oneSpellingIsReadForEachValue()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isRead);
    QCOMPARE(Base64Url::decoded(text).has_value(), isRead);
}

QTEST_APPLESS_MAIN(tst_Base64Url)
#include "tst_base64url.moc"
