// SPDX-License-Identifier: MIT
#include "network/signaturekey_p.h"
#include "network/tokenmaker.h"

#include <QtTest/qtest.h>

#include <openssl/err.h>

using namespace QtLogin;

Q_DECLARE_METATYPE(QtLogin::SignatureAlgorithm)

class tst_SignatureKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSamplesOfTheStandardsAreRight_data(); // G7
    void theSamplesOfTheStandardsAreRight();
    void anyBitThatIsFlippedMakesItWrong_data();
    void anyBitThatIsFlippedMakesItWrong();
    void aKeyIsForTheAlgorithmsOfItsType();
    void anRsaKeyHasBounds();
    void aPointLiesOnTheCurve();
    void nothingStaysInTheQueueOfErrors();
};

static QByteArray decoded(const char *text)
{
    return QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding);
}

// RFC 7515 A.2
static SignatureKey rsaOfTheStandard()
{
    return std::get<SignatureKey>(SignatureKey::rsa(
        decoded(
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SF"
            "d2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo"
            "7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkM"
            "Ls91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
        decoded("AQAB")));
}

// RFC 7515 A.3
static SignatureKey p256OfTheStandard()
{
    return std::get<SignatureKey>(SignatureKey::p256(decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                                                     decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")));
}

// RFC 8037 A.2
static SignatureKey ed25519OfTheStandard()
{
    return std::get<SignatureKey>(SignatureKey::ed25519(decoded("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")));
}

static SignatureKey standardFor(SignatureAlgorithm algorithm)
{
    return algorithm == SignatureAlgorithm::ES256 ? p256OfTheStandard()
        : algorithm == SignatureAlgorithm::EdDSA  ? ed25519OfTheStandard()
                                                  : rsaOfTheStandard();
}

void tst_SignatureKey::theSamplesOfTheStandardsAreRight_data()
{
    QTest::addColumn<SignatureAlgorithm>("algorithm");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("signature");
    const QByteArray claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
                              "cnVlfQ";
    QTest::newRow("RFC 7515 A.2")
        << SignatureAlgorithm::RS256 << "eyJhbGciOiJSUzI1NiJ9." + claims
        << decoded("cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds"
                   "9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZR"
                   "mB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs9"
                   "8rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw");
    QTest::newRow("RFC 7515 A.3")
        << SignatureAlgorithm::ES256 << "eyJhbGciOiJFUzI1NiJ9." + claims
        << decoded("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
    QTest::newRow("RFC 8037 A.4")
        << SignatureAlgorithm::EdDSA << QByteArray("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc")
        << decoded("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
}

void tst_SignatureKey::theSamplesOfTheStandardsAreRight()
{
    QFETCH(const SignatureAlgorithm, algorithm);
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, signature);
    const SignatureKey key = standardFor(algorithm);
    QCOMPARE(key.verify(algorithm, message, signature), SignatureKey::Verdict::Right);
    QCOMPARE(key.verify(algorithm, message + 'x', signature), SignatureKey::Verdict::Wrong);
    QCOMPARE(key.verify(algorithm, message, signature.chopped(1)), SignatureKey::Verdict::WrongLength);
}

void tst_SignatureKey::anyBitThatIsFlippedMakesItWrong_data()
{
    theSamplesOfTheStandardsAreRight_data();
}

void tst_SignatureKey::anyBitThatIsFlippedMakesItWrong()
{
    QFETCH(const SignatureAlgorithm, algorithm);
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, signature);
    const SignatureKey key = standardFor(algorithm);
    for (qsizetype bit = 0; bit < signature.size() * 8; ++bit) {
        QByteArray flipped = signature;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        QCOMPARE(key.verify(algorithm, message, flipped), SignatureKey::Verdict::Wrong);
    }
}

void tst_SignatureKey::aKeyIsForTheAlgorithmsOfItsType()
{
    using Algorithm = SignatureAlgorithm;
    const QList<Algorithm> all {Algorithm::RS256, Algorithm::PS256, Algorithm::ES256, Algorithm::EdDSA};
    const std::pair<SignatureKey, QList<Algorithm>> rows[] = {
        {rsaOfTheStandard(), {Algorithm::RS256, Algorithm::PS256}},
        {p256OfTheStandard(), {Algorithm::ES256}},
        {ed25519OfTheStandard(), {Algorithm::EdDSA}},
    };
    for (const auto &[key, algorithms] : rows) {
        for (const Algorithm algorithm : all) {
            QCOMPARE(key.isFor(algorithm), algorithms.contains(algorithm));
            const auto verdict = key.verify(algorithm, "message", QByteArray(64, 'x'));
            QCOMPARE(verdict == SignatureKey::Verdict::OtherType, !algorithms.contains(algorithm));
        }
    }
}

// A number of \a bits bits whose last one is set.
static QByteArray oddNumber(int bits)
{
    QByteArray number((bits + 7) / 8, '\0');
    number[0] = char(1 << ((bits - 1) % 8));
    number.back() = char(number.back() | 1);
    return number;
}

void tst_SignatureKey::anRsaKeyHasBounds()
{
    using Flaw = SignatureKey::Flaw;
    const auto flawOf = [](const QByteArray &modulus, const QByteArray &exponent) -> std::optional<Flaw> {
        const auto made = SignatureKey::rsa(modulus, exponent);
        return std::holds_alternative<Flaw>(made) ? std::optional(std::get<Flaw>(made)) : std::nullopt;
    };
    const QByteArray usual = QByteArray::fromHex("010001");
    QCOMPARE(flawOf(oddNumber(2047), usual), Flaw::ModulusTooShort);
    QCOMPARE(flawOf(oddNumber(2048), usual), std::nullopt);
    QCOMPARE(flawOf('\0' + oddNumber(2048), usual), std::nullopt); // servers in Java write such
    QCOMPARE(flawOf(oddNumber(8192), usual), std::nullopt);
    QCOMPARE(flawOf(oddNumber(8193), usual), Flaw::ModulusTooLong);
    QCOMPARE(flawOf(QByteArray(1'000'000, '\xff'), usual), Flaw::ModulusTooLong);
    QCOMPARE(flawOf(QByteArray(256, '\0'), usual), Flaw::ModulusTooShort);
    QCOMPARE(flawOf({}, usual), Flaw::ModulusTooShort);
    QCOMPARE(flawOf(oddNumber(2048).chopped(1) + '\2', usual), Flaw::ModulusEven);
    QCOMPARE(flawOf(oddNumber(2048), "\3"), std::nullopt);
    QCOMPARE(flawOf(oddNumber(2048), QByteArray::fromHex("ffffffff")), std::nullopt);
    QCOMPARE(flawOf(oddNumber(2048), QByteArray::fromHex("0100000001")), Flaw::ExponentUnusable);
    QCOMPARE(flawOf(oddNumber(2048), oddNumber(2047)), Flaw::ExponentUnusable);
    QCOMPARE(flawOf(oddNumber(2048), "\1"), Flaw::ExponentUnusable);
    QCOMPARE(flawOf(oddNumber(2048), "\2"), Flaw::ExponentUnusable);
    QCOMPARE(flawOf(oddNumber(2048), QByteArray(1, '\0')), Flaw::ExponentUnusable);
    QCOMPARE(flawOf(oddNumber(2048), {}), Flaw::ExponentUnusable);
}

void tst_SignatureKey::aPointLiesOnTheCurve()
{
    using Flaw = SignatureKey::Flaw;
    const QByteArray x = decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
    const QByteArray y = decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    const QByteArray prime = QByteArray::fromHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    const QByteArray zero(32, '\0');
    const auto flawOf = [](const QByteArray &first, const QByteArray &second) -> std::optional<Flaw> {
        const auto made = SignatureKey::p256(first, second);
        return std::holds_alternative<Flaw>(made) ? std::optional(std::get<Flaw>(made)) : std::nullopt;
    };
    QCOMPARE(flawOf(x, y), std::nullopt);
    QCOMPARE(flawOf(y, x), Flaw::NotOnTheCurve);
    QCOMPARE(flawOf(zero, zero), Flaw::NotOnTheCurve);
    QCOMPARE(flawOf(prime, y), Flaw::NotOnTheCurve);
    QCOMPARE(flawOf(x.chopped(1), y), Flaw::CoordinateLength);
    QCOMPARE(flawOf('\0' + x, y), Flaw::CoordinateLength);
    QCOMPARE(flawOf(x, {}), Flaw::CoordinateLength);
    QCOMPARE(std::get<Flaw>(SignatureKey::ed25519(x.chopped(1))), Flaw::CoordinateLength);
    QVERIFY(std::holds_alternative<SignatureKey>(SignatureKey::ed25519(x)));
}

// Qt's secure connections in the same thread take an old error for their own.
void tst_SignatureKey::nothingStaysInTheQueueOfErrors()
{
    QVERIFY(ERR_peek_error() == 0);
    const auto isOffCurve = [](const SignatureKey::Made &made) { return made.index() == 1; };
    QVERIFY(isOffCurve(SignatureKey::p256(QByteArray(32, 'x'), QByteArray(32, 'y'))));
    QVERIFY(ERR_peek_error() == 0);
    QCOMPARE(rsaOfTheStandard().verify(SignatureAlgorithm::RS256, "x", QByteArray(256, '\xff')),
             SignatureKey::Verdict::Wrong);
    QVERIFY(ERR_peek_error() == 0);
    QCOMPARE(rsaOfTheStandard().verify(SignatureAlgorithm::PS256, "x", QByteArray(256, 'x')),
             SignatureKey::Verdict::Wrong);
    QVERIFY(ERR_peek_error() == 0);
    ERR_raise(ERR_LIB_USER, 1); // of other code: stays
    QCOMPARE(rsaOfTheStandard().verify(SignatureAlgorithm::RS256, "x", QByteArray(256, 'x')),
             SignatureKey::Verdict::Wrong);
    QVERIFY(ERR_get_error() != 0);
    QVERIFY(ERR_get_error() == 0);
}

QTEST_APPLESS_MAIN(tst_SignatureKey)
#include "tst_signaturekey.moc"
