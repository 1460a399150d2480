// SPDX-License-Identifier: MIT
#include "network/base64url_p.h"
#include "network/dpopkey_p.h"
#include "network/signaturekey_p.h"
#include "testing/manualclock.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qset.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

// A proof as a server reads it.
struct ReadProof
{
    explicit ReadProof(const QByteArray &proof) : parts(proof.split('.'))
    {
        header = QJsonDocument::fromJson(*Base64Url::decoded(parts.at(0))).object();
        claims = QJsonDocument::fromJson(*Base64Url::decoded(parts.at(1))).object();
        const QJsonObject jwk = header.value(QStringLiteral("jwk")).toObject();
        const auto number = [&jwk](const char *name) {
            return *Base64Url::decoded(jwk.value(QLatin1StringView(name)).toString().toLatin1());
        };
        const auto made = SignatureKey::p256(number("x"), number("y"));
        if (const auto *key = std::get_if<SignatureKey>(&made))
            isRight = key->verify(SignatureAlgorithm::ES256, parts.at(0) + '.' + parts.at(1), *Base64Url::decoded(parts.at(2)))
                == SignatureKey::Verdict::Right;
    }

    QString claim(const char *name) const { return claims.value(QLatin1StringView(name)).toString(); }

    const QList<QByteArray> parts;
    QJsonObject header;
    QJsonObject claims;
    bool isRight = false;
};

const QUrl token(QStringLiteral("https://id.example.org/token"));
const Secret bearer = Secret::copyOf("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");

} // namespace

class tst_DpopKey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aProofSaysWhatItIsFor(); // RFC 9449 §4.2
    void aProofIsSignedByTheKeyInIt();
    void aProofHoldsOnce(); // G15
    void anAddressIsProvedWithoutItsQuery_data();
    void anAddressIsProvedWithoutItsQuery();
    void theTokenIsInTheProofAsItsHash(); // RFC 9449 §7.1
    void aKeyNamesItself(); // RFC 9449 §6.1, figure 13
    void aKeyIsReadAsItWasWritten();
    void whatIsNoKeyIsNotRead();
    void everyBitOfAKeyCounts();
    void eachLoginHasAKeyOfItsOwn();

private:
    const std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();
};

void tst_DpopKey::aProofSaysWhatItIsFor()
{
    const auto key = DpopKey::generate(m_clock);
    QVERIFY(key);
    const ReadProof proof(key->proof("POST", token, nullptr, "eyJ7S_zG.eyJH0-Z.HX4w-7v"));
    QCOMPARE(proof.parts.size(), 3);
    QCOMPARE(proof.header.value(QStringLiteral("typ")).toString(), QStringLiteral("dpop+jwt"));
    QCOMPARE(proof.header.value(QStringLiteral("alg")).toString(), QStringLiteral("ES256"));
    const QJsonObject jwk = proof.header.value(QStringLiteral("jwk")).toObject();
    QCOMPARE(jwk.keys(), (QStringList {QStringLiteral("crv"), QStringLiteral("kty"), QStringLiteral("x"), QStringLiteral("y")}));
    QCOMPARE(proof.claim("htm"), QStringLiteral("POST"));
    QCOMPARE(proof.claim("htu"), token.toString());
    QCOMPARE(proof.claim("nonce"), QStringLiteral("eyJ7S_zG.eyJH0-Z.HX4w-7v"));
    QCOMPARE(proof.claims.value(QStringLiteral("iat")).toInteger(),
             std::chrono::floor<std::chrono::seconds>(m_clock->wall()).time_since_epoch().count());
    QCOMPARE_GE(proof.claim("jti").size(), 22); // 128 bits
    QVERIFY(!proof.claims.contains(QStringLiteral("ath")));
    QVERIFY(!ReadProof(key->proof("POST", token, nullptr, {})).claims.contains(QStringLiteral("nonce")));
}

void tst_DpopKey::aProofIsSignedByTheKeyInIt()
{
    for (int i = 0; i < 50; ++i) { // numbers of a signature begin with zeros now and then
        const QByteArray proof = DpopKey::generate(m_clock)->proof("GET", token, nullptr, {});
        QVERIFY(ReadProof(proof).isRight);
        QList<QByteArray> other = proof.split('.');
        other[1] = ReadProof(DpopKey::generate(m_clock)->proof("GET", token, nullptr, {})).parts.at(1);
        QVERIFY(!ReadProof(other.join('.')).isRight);
    }
}

void tst_DpopKey::aProofHoldsOnce()
{
    const auto key = DpopKey::generate(m_clock);
    QSet<QString> names;
    for (int i = 0; i < 100; ++i)
        names.insert(ReadProof(key->proof("GET", token, nullptr, {})).claim("jti"));
    QCOMPARE(names.size(), 100);
}

void tst_DpopKey::anAddressIsProvedWithoutItsQuery_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("proved");
    QTest::newRow("path") << "https://a.example.org/x/y" << "https://a.example.org/x/y";
    QTest::newRow("query") << "https://a.example.org/x?secret=1&y=2" << "https://a.example.org/x";
    QTest::newRow("fragment") << "https://a.example.org/x#part" << "https://a.example.org/x";
    QTest::newRow("port") << "https://a.example.org:8443/x?y" << "https://a.example.org:8443/x";
    QTest::newRow("encoded") << QStringLiteral("https://a.example.org/ç/%2F") << "https://a.example.org/%C3%A7/%2F";
    QTest::newRow("no path") << "https://a.example.org" << "https://a.example.org";
}

void tst_DpopKey::anAddressIsProvedWithoutItsQuery()
{
    QFETCH(const QString, url);
    QFETCH(const QString, proved);
    QCOMPARE(ReadProof(DpopKey::generate(m_clock)->proof("GET", QUrl(url), bearer, {})).claim("htu"), proved);
}

// The example of RFC 9449 §7.1.
void tst_DpopKey::theTokenIsInTheProofAsItsHash()
{
    const ReadProof proof(DpopKey::generate(m_clock)->proof("GET", token, bearer, {}));
    QCOMPARE(proof.claim("ath"), QStringLiteral("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"));
}

void tst_DpopKey::aKeyNamesItself()
{
    const QByteArray x = *Base64Url::decoded("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs");
    const QByteArray y = *Base64Url::decoded("9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA");
    QCOMPARE(DpopKey(nullptr, '\x04' + x + y, m_clock).thumbprint(), QByteArray("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
}

void tst_DpopKey::aKeyIsReadAsItWasWritten()
{
    for (int i = 0; i < 50; ++i) {
        const auto key = DpopKey::generate(m_clock);
        const SecretPtr secret = key->secret();
        QCOMPARE(secret->size(), 97);
        const auto read = DpopKey::read(*secret, m_clock);
        QVERIFY(read);
        QCOMPARE(read->thumbprint(), key->thumbprint());
        QVERIFY(read->secret()->equals(*secret));
        QVERIFY(ReadProof(read->proof("GET", token, bearer, "n")).isRight);
    }
}

void tst_DpopKey::whatIsNoKeyIsNotRead()
{
    const SecretPtr secret = DpopKey::generate(m_clock)->secret();
    const QByteArray bytes = secret->reveal().toByteArray();
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY(!DpopKey::read(Secret::copyOf(bytes.first(size)), m_clock));
    QVERIFY(!DpopKey::read(Secret::copyOf(bytes + 'x'), m_clock));
    QVERIFY(!DpopKey::read(Secret::copyOf(QByteArray(97, '\0')), m_clock));
    const QByteArray others = DpopKey::generate(m_clock)->secret()->reveal().toByteArray();
    QVERIFY(!DpopKey::read(Secret::copyOf(bytes.first(65) + others.sliced(65)), m_clock));
}

void tst_DpopKey::everyBitOfAKeyCounts()
{
    const QByteArray bytes = DpopKey::generate(m_clock)->secret()->reveal().toByteArray();
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        QByteArray other = bytes;
        other[bit / 8] = char(other.at(bit / 8) ^ (1 << (bit % 8)));
        QVERIFY(!DpopKey::read(Secret::copyOf(other), m_clock));
    }
}

void tst_DpopKey::eachLoginHasAKeyOfItsOwn()
{
    QVERIFY(DpopKey::generate(m_clock)->thumbprint() != DpopKey::generate(m_clock)->thumbprint());
}

QTEST_GUILESS_MAIN(tst_DpopKey)
#include "tst_dpopkey.moc"
