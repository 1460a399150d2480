// SPDX-License-Identifier: MIT
#include "network/dpopnonces_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

namespace {

const QUrl token(QStringLiteral("https://id.example.org/token"));

} // namespace

class tst_DpopNonces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNonceHoldsForItsOrigin_data(); // RFC 9449 §8.2
    void aNonceHoldsForItsOrigin();
    void theLatestOneIsUsed();
    void onlyAnotherOneIsNew();
    void whatIsNoNonceIsNotTaken_data();
    void whatIsNoNonceIsNotTaken();
    void manyOriginsDoNotAddUp();
};

void tst_DpopNonces::aNonceHoldsForItsOrigin_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("isSame");
    QTest::newRow("another path") << QUrl(QStringLiteral("https://id.example.org/me?x=1")) << true;
    QTest::newRow("the port said") << QUrl(QStringLiteral("https://id.example.org:443/")) << true;
    QTest::newRow("another port") << QUrl(QStringLiteral("https://id.example.org:8443/token")) << false;
    QTest::newRow("another host") << QUrl(QStringLiteral("https://api.example.org/token")) << false;
    QTest::newRow("another scheme") << QUrl(QStringLiteral("http://id.example.org:443/token")) << false;
}

void tst_DpopNonces::aNonceHoldsForItsOrigin()
{
    QFETCH(const QUrl, url);
    QFETCH(const bool, isSame);
    DpopNonces nonces;
    QVERIFY(nonces.of(token).isEmpty());
    QVERIFY(nonces.take(token, "one"));
    QCOMPARE(nonces.of(url), isSame ? QByteArray("one") : QByteArray());
}

void tst_DpopNonces::theLatestOneIsUsed()
{
    DpopNonces nonces;
    for (const char *nonce : {"one", "two", "three"})
        QVERIFY(nonces.take(token, nonce));
    QCOMPARE(nonces.of(token), QByteArray("three"));
}

void tst_DpopNonces::onlyAnotherOneIsNew()
{
    DpopNonces nonces;
    QVERIFY(nonces.take(token, "one"));
    QVERIFY(!nonces.take(token, "one"));
    QVERIFY(!nonces.take(token, {})); // the header is missing: the one before stays
    QCOMPARE(nonces.of(token), QByteArray("one"));
}

void tst_DpopNonces::whatIsNoNonceIsNotTaken_data()
{
    QTest::addColumn<QByteArray>("nonce");
    QTest::newRow("a blank") << QByteArray("a b");
    QTest::newRow("a line end") << QByteArray("a\r\nX: y");
    QTest::newRow("a quote") << QByteArray("a\"b");
    QTest::newRow("a backslash") << QByteArray("a\\b");
    QTest::newRow("no ASCII") << QByteArray("ç");
    QTest::newRow("too long") << QByteArray(1025, 'x');
}

void tst_DpopNonces::whatIsNoNonceIsNotTaken()
{
    QFETCH(const QByteArray, nonce);
    DpopNonces nonces;
    QVERIFY(!nonces.take(token, nonce));
    QVERIFY(nonces.of(token).isEmpty());
}

void tst_DpopNonces::manyOriginsDoNotAddUp()
{
    DpopNonces nonces;
    for (int port = 1; port < 1'000; ++port) {
        const QUrl url(QStringLiteral("https://id.example.org:%1/").arg(port));
        QVERIFY(nonces.take(url, "one"));
        QCOMPARE(nonces.of(url), QByteArray("one"));
    }
    QVERIFY(nonces.of(QUrl(QStringLiteral("https://id.example.org:1/"))).isEmpty());
}

QTEST_GUILESS_MAIN(tst_DpopNonces)
#include "tst_dpopnonces.moc"
