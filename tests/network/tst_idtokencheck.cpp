// SPDX-License-Identifier: MIT
#include "network/forgedtokens.h"
#include "network/signedtoken_p.h"

#include <QtCore/qset.h>
#include <QtTest/qtest.h>

#include <openssl/err.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Refusal = IdTokenRefusal;

class tst_IdTokenCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSampleOfTheStandardIsOpened();
    void theHonestTokenIsBelieved_data(); // G7
    void theHonestTokenIsBelieved();
    void anHonestVariationIsBelieved_data();
    void anHonestVariationIsBelieved();
    void aForgedTokenIsRefusedForItsOwnReason_data(); // G7
    void aForgedTokenIsRefusedForItsOwnReason();
    void withoutItsSignatureAnyTokenIsRefused();
    void theLeewayIsAMinute_data();
    void theLeewayIsAMinute();
    void aClockThatIsWrongIsSaidToBe_data(); // row 26
    void aClockThatIsWrongIsSaidToBe();
    void anAlgorithmHasToBeAllowed();
    void aKeyThatIsFetchedAgainIsFound();
    void theSamePersonIsExpectedAtARefresh();
    void aLoginIsFreshByItsAuthTimeAlone(); // C8
    void aPersonIsKnownByIssuerAndSubject(); // G8
    void withoutExpectationsNothingIsBelieved();
    void eachReasonHasItsSentence();
    void eachReasonIsShownByATable();
    void thePersonReadsOneOfTwoSentences();
    void noWordOfATokenIsSaid();
};

static const QStringList algorithms {QStringLiteral("RS256"), QStringLiteral("PS256"), QStringLiteral("ES256"),
                                     QStringLiteral("EdDSA")};

static IdTokenCheck::Answer answerTo(const QByteArray &token, const QJsonArray &keys = TokenIssuer::instance().keys(),
                                     const IdTokenExpectations &expected = TokenIssuer::expectations(),
                                     Clock::Wall now = TokenIssuer::now())
{
    return IdTokenCheck::check(Secret::copyOf(token), JsonWebKeys::parse(jwksOf(keys)).value(), expected, now);
}

// Null: it is believed.
static std::optional<Refusal> refusalOf(const IdTokenCheck::Answer &answer)
{
    const auto *refusal = std::get_if<Refusal>(&answer);
    return refusal ? std::optional(*refusal) : std::nullopt;
}

static const char *words(const std::optional<Refusal> &refusal)
{
    return refusal ? sentenceOf(*refusal) : "it is believed";
}

static std::optional<Refusal> refusalAt(Clock::Wall now, const QJsonObject &claimChanges)
{
    return refusalOf(answerTo(TokenIssuer::instance().tokenWith(claimChanges), TokenIssuer::instance().keys(),
                              TokenIssuer::expectations(), now));
}

// RFC 7515 A.3, whose claims are no ID token's.
void tst_IdTokenCheck::theSampleOfTheStandardIsOpened()
{
    const QByteArray token = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGx"
                             "lLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8I"
                             "SlSApmWQxfKTUJqPP3-Kg6NU1Q";
    const auto keys = JsonWebKeys::parse(R"({"keys":[{"kty":"EC","crv":"P-256",)"
                                         R"("x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                                         R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})");
    const auto opened = SignedToken::open(token, *keys, {SignatureAlgorithm::ES256});
    QVERIFY(std::holds_alternative<SignedToken>(opened));
    const auto &signedToken = std::get<SignedToken>(opened);
    QCOMPARE(signedToken.algorithm, SignatureAlgorithm::ES256);
    QCOMPARE(signedToken.claims.object.value(QStringLiteral("iss")).toString(), QStringLiteral("joe"));
    QCOMPARE(timeIn(signedToken.claims, u"exp"), 1'300'819'380);
}

void tst_IdTokenCheck::theHonestTokenIsBelieved_data()
{
    QTest::addColumn<QString>("algorithm");
    for (const QString &algorithm : algorithms)
        QTest::newRow(qPrintable(algorithm)) << algorithm;
}

void tst_IdTokenCheck::theHonestTokenIsBelieved()
{
    QFETCH(const QString, algorithm);
    const auto &issuer = TokenIssuer::instance();
    const QJsonObject claims =
        TokenIssuer::claimsWith({{QStringLiteral("at_hash"), halfHash("an access token", algorithm)},
                                 {QStringLiteral("c_hash"), halfHash("a code", algorithm)},
                                 {QStringLiteral("email"), QStringLiteral("ada@example.org")}});
    const auto answer = answerTo(tokenOf(claims, issuer.keyFor(algorithm), algorithm, TokenIssuer::idFor(algorithm)));
    QVERIFY2(!refusalOf(answer), words(refusalOf(answer)));
    const auto &believed = std::get<IdTokenClaims>(answer);
    QCOMPARE(believed.issuer, QStringLiteral("https://id.example.org"));
    QCOMPARE(believed.subject, QStringLiteral("248289761001"));
    QCOMPARE(believed.issuedAt, TokenIssuer::now());
    QCOMPARE(believed.expiresAt, TokenIssuer::now() + 300s);
    QCOMPARE(believed.authTime, TokenIssuer::now() - 10s);
    QCOMPARE(believed.all, claims);
    QVERIFY(ERR_peek_error() == 0);
}

static void addVariation(const char *name, const QJsonObject &claims, const QJsonObject &header = {},
                         const QJsonArray &keys = TokenIssuer::instance().keys())
{
    QTest::newRow(name) << TokenIssuer::instance().tokenWith(claims, header) << keys;
}

void tst_IdTokenCheck::anHonestVariationIsBelieved_data()
{
    const auto &issuer = TokenIssuer::instance();
    const QString us = QStringLiteral("journal");
    const QString other = QStringLiteral("other");
    const QString aud = QStringLiteral("aud");
    const QString azp = QStringLiteral("azp");
    const QString typ = QStringLiteral("typ");
    const QString address = QStringLiteral("https://forger.example/keys");
    const QJsonObject noKid {{QStringLiteral("kid"), QJsonValue()}};
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QJsonArray>("keys");
    addVariation("us alone in a list", {{aud, QJsonArray {us}}});
    addVariation("several audiences and azp", {{aud, QJsonArray {other, us}}, {azp, us}});
    addVariation("one audience and azp", {{azp, us}});
    addVariation("no kid, one key", {}, noKid, {issuer.rsa.jwk()});
    addVariation("no kid, one key with an id", {}, noKid, {issuer.rsa.jwk(QStringLiteral("rsa"))});
    addVariation("no kid, one key of its type", {}, noKid);
    addVariation("a kid that a key of another type has", {}, {},
                 {issuer.p256.jwk(QStringLiteral("rsa")), issuer.rsa.jwk(QStringLiteral("rsa"))});
    addVariation("beside a key that cannot be read", {}, {},
                 {QJsonObject {{QStringLiteral("kty"), QStringLiteral("oct")}}, issuer.rsa.jwk(QStringLiteral("rsa"))});
    addVariation("JWT", {}, {{typ, QStringLiteral("JWT")}});
    addVariation("jwt", {}, {{typ, QStringLiteral("jwt")}});
    addVariation("keys in the header, which are not looked at", {},
                 {{QStringLiteral("jku"), address},
                  {QStringLiteral("x5u"), address},
                  {QStringLiteral("jwk"), issuer.forger.jwk(QStringLiteral("rsa"))},
                  {QStringLiteral("x5c"), QJsonArray {QString::fromLatin1(issuer.forger.pem())}}});
    addVariation("b64 that nobody has called critical", {}, {{QStringLiteral("b64"), true}});
    addVariation("a long sub", {{QStringLiteral("sub"), QString(255, u'x')}});
    addVariation("signs in sub", {{QStringLiteral("sub"), QStringLiteral("auth0|a b~!#/\"\\")}});
    addVariation("more claims", {{QStringLiteral("address"), QJsonObject {{QStringLiteral("country"), 1}}}});
    addVariation("nbf", {{QStringLiteral("nbf"), TokenIssuer::seconds}});
    addVariation("issued long ago", {{QStringLiteral("iat"), TokenIssuer::seconds - 3600}});
}

void tst_IdTokenCheck::anHonestVariationIsBelieved()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QJsonArray, keys);
    const auto answer = answerTo(token, keys);
    QVERIFY2(!refusalOf(answer), words(refusalOf(answer)));
}

void tst_IdTokenCheck::aForgedTokenIsRefusedForItsOwnReason_data()
{
    QTest::addColumn<int>("index");
    const auto tokens = forgedTokens();
    QVERIFY(tokens.size() >= 60);
    for (int i = 0; i < int(tokens.size()); ++i)
        QTest::newRow(tokens[i].name) << i;
}

void tst_IdTokenCheck::aForgedTokenIsRefusedForItsOwnReason()
{
    QFETCH(const int, index);
    static const auto tokens = forgedTokens();
    const ForgedToken &forged = tokens[index];
    const auto answer = answerTo(forged.token, forged.keys);
    QCOMPARE(words(refusalOf(answer)), words(forged.refusal));
    QCOMPARE(refusalOf(answer), forged.refusal);
    QVERIFY(ERR_peek_error() == 0);
}

void tst_IdTokenCheck::withoutItsSignatureAnyTokenIsRefused()
{
    for (const QString &algorithm : algorithms) {
        const auto &issuer = TokenIssuer::instance();
        const QByteArray token =
            tokenOf(TokenIssuer::claims(), issuer.keyFor(algorithm), algorithm, TokenIssuer::idFor(algorithm));
        for (qsizetype size = 0; size < token.size(); ++size)
            QVERIFY(refusalOf(answerTo(token.first(size))));
        const qsizetype begin = token.lastIndexOf('.') + 1;
        for (qsizetype i = 0; i < token.size(); ++i) {
            QByteArray changed = token;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            const auto refusal = refusalOf(answerTo(changed));
            QVERIFY2(refusal, qPrintable(algorithm + u' ' + QString::number(i)));
            if (i >= begin)
                QVERIFY(refusal == Refusal::SignatureWrong || refusal == Refusal::SignatureNotBase64);
        }
    }
}

void tst_IdTokenCheck::theLeewayIsAMinute_data()
{
    const QString exp = QStringLiteral("exp");
    const QString iat = QStringLiteral("iat");
    const QString nbf = QStringLiteral("nbf");
    const QString authTime = QStringLiteral("auth_time");
    const qint64 then = TokenIssuer::seconds;
    QTest::addColumn<QJsonObject>("claims");
    QTest::addColumn<qint64>("milliseconds"); // of the clock, after the moment
    QTest::addColumn<int>("refusal"); // -1: none
    const auto row = [](const char *name, const QJsonObject &claims, qint64 milliseconds, int refusal) {
        QTest::newRow(name) << claims << milliseconds << refusal;
    };
    row("exp, still", {{exp, then}}, 59'999, -1);
    row("exp, over", {{exp, then}}, 60'000, int(Refusal::Expired));
    row("exp, over and iat off as well", {{exp, then}}, 60'001, int(Refusal::ClockAhead));
    row("nbf, already", {{nbf, then + 60}}, 0, -1);
    row("nbf, not yet", {{nbf, then + 60}}, -1, int(Refusal::NotYetValid));
    row("iat, already", {{iat, then + 60}, {nbf, then}}, 0, -1);
    row("iat, not yet", {{iat, then + 60}, {nbf, then}}, -1, int(Refusal::IssuedInFuture));
    row("iat alone, already", {}, -60'000, -1);
    row("iat alone, not yet", {}, -60'001, int(Refusal::ClockBehind));
    row("auth_time, already", {{authTime, then + 60}}, 0, -1);
    row("auth_time, not yet", {{authTime, then + 60}}, -1, int(Refusal::AuthTimeInFuture));
    row("auth_time, still", {{authTime, then - 360}}, 0, -1);
    row("auth_time, too long ago", {{authTime, then - 360}}, 1, int(Refusal::AuthTimeTooOld));
}

void tst_IdTokenCheck::theLeewayIsAMinute()
{
    QFETCH(const QJsonObject, claims);
    QFETCH(const qint64, milliseconds);
    QFETCH(const int, refusal);
    const auto found = refusalAt(TokenIssuer::now() + std::chrono::milliseconds(milliseconds), claims);
    QCOMPARE(found ? int(*found) : -1, refusal);
}

void tst_IdTokenCheck::aClockThatIsWrongIsSaidToBe_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<bool>("isAhead");
    QTest::newRow("an hour behind") << qint64(-60) * 60 << false;
    QTest::newRow("a day behind") << qint64(-24) * 60 * 60 << false;
    QTest::newRow("in 1970") << -TokenIssuer::seconds << false;
    QTest::newRow("an hour ahead") << qint64(60) * 60 << true;
    QTest::newRow("ten years ahead") << qint64(10) * 365 * 24 * 60 * 60 << true;
}

void tst_IdTokenCheck::aClockThatIsWrongIsSaidToBe()
{
    QFETCH(const qint64, seconds);
    QFETCH(const bool, isAhead);
    const Clock::Wall wrong = TokenIssuer::now() + std::chrono::seconds(seconds);
    const auto refusal = refusalAt(wrong, {});
    QCOMPARE(refusal, isAhead ? Refusal::ClockAhead : Refusal::ClockBehind);
    QCOMPARE(errorOf(*refusal).message(), QStringLiteral("The clock of this computer seems to be wrong."));
    QCOMPARE(errorOf(*refusal).kind(), Error::Kind::Unavailable);
    QCOMPARE(refusalAt(TokenIssuer::now(), {}), std::nullopt); // it has been set right
    // A token for another login says nothing about the clock.
    QCOMPARE(refusalAt(wrong, {{QStringLiteral("nonce"), QStringLiteral("other")}}), Refusal::NonceWrong);
}

void tst_IdTokenCheck::anAlgorithmHasToBeAllowed()
{
    const auto &issuer = TokenIssuer::instance();
    const QHash<QString, SignatureAlgorithm> all {{QStringLiteral("RS256"), SignatureAlgorithm::RS256},
                                                  {QStringLiteral("PS256"), SignatureAlgorithm::PS256},
                                                  {QStringLiteral("ES256"), SignatureAlgorithm::ES256},
                                                  {QStringLiteral("EdDSA"), SignatureAlgorithm::EdDSA}};
    for (const QString &used : algorithms) {
        const QByteArray token = tokenOf(TokenIssuer::claims(), issuer.keyFor(used), used, TokenIssuer::idFor(used));
        for (const QString &allowed : algorithms) {
            auto expected = TokenIssuer::expectations();
            expected.algorithms = {all.value(allowed)};
            const auto refusal = refusalOf(answerTo(token, issuer.keys(), expected));
            QCOMPARE(refusal, used == allowed ? std::nullopt : std::optional(Refusal::AlgorithmNotAllowed));
        }
    }
}

void tst_IdTokenCheck::aKeyThatIsFetchedAgainIsFound()
{
    const auto &issuer = TokenIssuer::instance();
    const QByteArray token = issuer.tokenWith({});
    const QJsonArray old {issuer.forger.jwk(QStringLiteral("last year"))};
    QCOMPARE(refusalOf(answerTo(token, old)), Refusal::UnknownKey);
    QCOMPARE(refusalOf(answerTo(token)), std::nullopt);
}

void tst_IdTokenCheck::theSamePersonIsExpectedAtARefresh()
{
    const auto &issuer = TokenIssuer::instance();
    auto expected = TokenIssuer::expectations();
    expected.nonce.reset();
    expected.maxAge.reset();
    expected.code.reset();
    expected.subject = QStringLiteral("248289761001");
    const auto refusal = [&](const QJsonObject &changes) {
        return refusalOf(answerTo(issuer.tokenWith(changes), issuer.keys(), expected));
    };
    const QJsonValue absent;
    QCOMPARE(refusal({{QStringLiteral("nonce"), absent}, {QStringLiteral("auth_time"), absent}}), std::nullopt);
    QCOMPARE(refusal({}), std::nullopt); // with the nonce of the login, which nobody knows any more
    QCOMPARE(refusal({{QStringLiteral("c_hash"), QStringLiteral("of a code that is over")}}), std::nullopt);
    QCOMPARE(refusal({{QStringLiteral("sub"), QStringLiteral("248289761002")}}), Refusal::SubjectChanged);
    QCOMPARE(refusal({{QStringLiteral("iss"), QStringLiteral("https://id.example.com")}}), Refusal::IssuerWrong);
    QCOMPARE(refusal({{QStringLiteral("aud"), QStringLiteral("other")}}), Refusal::AudienceWrong);
    QCOMPARE(refusal({{QStringLiteral("azp"), QStringLiteral("other")}}), Refusal::PartyWrong);
    QCOMPARE(refusal({{QStringLiteral("at_hash"), QStringLiteral("other")}}), Refusal::AccessTokenHashWrong);
}

void tst_IdTokenCheck::aLoginIsFreshByItsAuthTimeAlone()
{
    const auto &issuer = TokenIssuer::instance();
    const QString authTime = QStringLiteral("auth_time");
    auto expected = TokenIssuer::expectations();
    const auto answer = [&](const QJsonValue &time) {
        return answerTo(issuer.tokenWith({{authTime, time}}), issuer.keys(), expected);
    };
    expected.maxAge = 0s; // asked for with prompt=login, too
    QCOMPARE(refusalOf(answer(TokenIssuer::seconds)), std::nullopt);
    QCOMPARE(refusalOf(answer(TokenIssuer::seconds - 60)), std::nullopt);
    QCOMPARE(refusalOf(answer(TokenIssuer::seconds - 61)), Refusal::AuthTimeTooOld);
    QCOMPARE(refusalOf(answer(QJsonValue())), Refusal::AuthTimeMissing);
    QCOMPARE(refusalOf(answer(TokenIssuer::seconds + 61)), Refusal::AuthTimeInFuture);

    expected.maxAge.reset(); // and where nothing was asked for, the claims say what is known
    const auto old = answer(TokenIssuer::seconds - 86'400);
    QCOMPARE(refusalOf(old), std::nullopt);
    QCOMPARE(std::get<IdTokenClaims>(old).authTime, TokenIssuer::now() - 86'400s);
    QCOMPARE(std::get<IdTokenClaims>(answer(QJsonValue())).authTime, std::nullopt);
    QCOMPARE(refusalOf(answer(TokenIssuer::seconds + 61)), Refusal::AuthTimeInFuture);
}

void tst_IdTokenCheck::aPersonIsKnownByIssuerAndSubject()
{
    const auto &issuer = TokenIssuer::instance();
    const QString iss = QStringLiteral("iss");
    const QString sub = QStringLiteral("sub");
    const auto idOf = [&](const QString &server, const QString &subject, const QString &mail) {
        auto expected = TokenIssuer::expectations();
        expected.issuer = server;
        const QByteArray token = issuer.tokenWith({{iss, server}, {sub, subject}, {QStringLiteral("email"), mail}});
        return std::get<IdTokenClaims>(answerTo(token, issuer.keys(), expected)).userId();
    };
    const QString one = QStringLiteral("https://id.example.org");
    const QString two = QStringLiteral("https://id.example.com");
    const QString mail = QStringLiteral("ada@example.org");
    QCOMPARE(idOf(one, QStringLiteral("7"), mail), QStringLiteral("https://id.example.org#7"));
    QVERIFY(idOf(one, QStringLiteral("7"), mail) != idOf(two, QStringLiteral("7"), mail));
    QVERIFY(idOf(one, QStringLiteral("7"), mail) != idOf(one, QStringLiteral("8"), mail));
    QCOMPARE(idOf(one, QStringLiteral("7"), mail), idOf(one, QStringLiteral("7"), QStringLiteral("new@example.org")));
    QVERIFY(idOf(one, QStringLiteral("7"), mail) != idOf(one, QStringLiteral("7#7"), mail));
}

void tst_IdTokenCheck::withoutExpectationsNothingIsBelieved()
{
    const QByteArray token = TokenIssuer::instance().tokenWith({});
    const auto refusal = [&](const auto &change) {
        auto expected = TokenIssuer::expectations();
        change(expected);
        return refusalOf(answerTo(token, TokenIssuer::instance().keys(), expected));
    };
    QCOMPARE(refusal([](IdTokenExpectations &) {}), std::nullopt);
    QCOMPARE(refusal([](IdTokenExpectations &expected) { expected.issuer.clear(); }), Refusal::Unexpectable);
    QCOMPARE(refusal([](IdTokenExpectations &expected) { expected.clientId.clear(); }), Refusal::Unexpectable);
    QCOMPARE(refusal([](IdTokenExpectations &expected) { expected.algorithms.clear(); }), Refusal::Unexpectable);
    QCOMPARE(refusal([](IdTokenExpectations &expected) { expected.nonce = QString(); }), Refusal::Unexpectable);
    QCOMPARE(refusal([](IdTokenExpectations &expected) { expected.subject = QString(); }), Refusal::Unexpectable);
}

static constexpr int countOfRefusals = int(Refusal::CodeHashWrong) + 1;

void tst_IdTokenCheck::eachReasonHasItsSentence()
{
    QSet<QByteArray> sentences;
    for (int i = 0; i < countOfRefusals; ++i) {
        const QByteArray sentence = sentenceOf(Refusal(i));
        QVERIFY2(!sentence.isEmpty() && !sentence.endsWith('.'), sentence.constData());
        sentences.insert(sentence);
    }
    QCOMPARE(sentences.size(), countOfRefusals);
    QVERIFY(QByteArray(sentenceOf(Refusal(countOfRefusals))).isEmpty()); // CodeHashWrong is the last one
}

void tst_IdTokenCheck::eachReasonIsShownByATable()
{
    QSet<int> shown {int(Refusal::Unexpectable), int(Refusal::AlgorithmNotAllowed), int(Refusal::SubjectChanged),
                     int(Refusal::UnusableKeys)}; // by other tests here and of JsonWebKeys
    for (const ForgedToken &forged : forgedTokens())
        shown.insert(int(forged.refusal));
    for (int i = 0; i < countOfRefusals; ++i)
        QVERIFY2(shown.contains(i), sentenceOf(Refusal(i)));
}

void tst_IdTokenCheck::thePersonReadsOneOfTwoSentences()
{
    for (int i = 0; i < countOfRefusals; ++i) {
        const auto refusal = Refusal(i);
        const bool isClock = refusal == Refusal::ClockAhead || refusal == Refusal::ClockBehind;
        QCOMPARE(errorOf(refusal).message(),
                 isClock ? QStringLiteral("The clock of this computer seems to be wrong.")
                         : QStringLiteral("The answer of the login server could not be trusted."));
        QCOMPARE(errorOf(refusal).kind(), isClock ? Error::Kind::Unavailable : Error::Kind::Damaged);
    }
}

static QString said;

void tst_IdTokenCheck::noWordOfATokenIsSaid()
{
    const QString marker = QStringLiteral("wombat");
    const auto handler =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) { said += text + u'\n'; });
    for (const char *claim : {"iss", "aud", "sub", "nonce", "exp", "iat", "at_hash"}) {
        const QByteArray token = TokenIssuer::instance().tokenWith({{QString::fromLatin1(claim), marker}});
        const auto refusal = refusalOf(answerTo(token));
        said += QString::fromLatin1(words(refusal)) + (refusal ? errorOf(*refusal).message() : QString());
    }
    for (const char *member : {"alg", "typ", "kid", "crit"}) {
        const QByteArray token = TokenIssuer::instance().tokenWith({}, {{QString::fromLatin1(member), marker}});
        const auto refusal = refusalOf(answerTo(token));
        said += QString::fromLatin1(words(refusal)) + (refusal ? errorOf(*refusal).message() : QString());
    }
    const QByteArray text = R"({"wombat":"wombat","wombat":"wombat"})";
    for (const QByteArray &token :
         {tokenOf(text, text, TokenIssuer::instance().rsa, "RS256"),
          tokenOf(compactJson(TokenIssuer::headerWith({})), text, TokenIssuer::instance().rsa, "RS256")})
        said += QString::fromLatin1(words(refusalOf(answerTo(token))));
    const auto keys = JsonWebKeys::parse(R"({"keys":[{"kty":"wombat"},{"kty":"RSA","n":"wombat","kid":"wombat"}]})");
    qInstallMessageHandler(handler);
    QVERIFY(!keys);
    said += keys.error().message();
    QVERIFY(said.contains(QStringLiteral("its iss is another issuer")));
    QVERIFY(said.contains(QStringLiteral("Key 2 of a login server")));
    QVERIFY2(!said.contains(marker), qPrintable(said));
    QVERIFY(!said.contains(QStringLiteral("d29tYmF0"))); // in base64
}

QTEST_APPLESS_MAIN(tst_IdTokenCheck)
#include "tst_idtokencheck.moc"
