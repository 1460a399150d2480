// SPDX-License-Identifier: MIT
#include "network/oauthtokens_p.h"
#include "support/patience.h"

using namespace QtLogin;

Q_DECLARE_METATYPE(Error::Kind)

// The answers of a token endpoint.
class tst_OAuthTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allOfItIsRead();
    void whatMayBeMissingMayBe();
    void theTypeIsReadInAnyLetters_data();
    void theTypeIsReadInAnyLetters();
    void whatIsWrongIsRefused_data();
    void whatIsWrongIsRefused();
    void anErrorIsRead_data();
    void anErrorIsRead();
    void anErrorIsWhatTheUserCanDo_data();
    void anErrorIsWhatTheUserCanDo();
    void aStrangersTextIsPlainAndShort();
};

static QByteArray textOf(const SecretPtr &secret)
{
    return secret ? secret->reveal().toByteArray() : QByteArray();
}

void tst_OAuthTokens::allOfItIsRead()
{
    const auto parsed = OAuthTokens::parse(200, R"({"access_token":"aaa","refresh_token":"rrr","id_token":"i.i.i",
        "token_type":"Bearer","expires_in":3600,"scope":"openid profile","more":1})");
    const auto *answer = std::get_if<OAuthTokens>(&parsed);
    QVERIFY(answer);
    QCOMPARE(textOf(answer->accessToken), QByteArray("aaa"));
    QCOMPARE(textOf(answer->refreshToken), QByteArray("rrr"));
    QCOMPARE(textOf(answer->idToken), QByteArray("i.i.i"));
    QCOMPARE(answer->type, OAuthTokens::Type::Bearer);
    QVERIFY(answer->expiresIn == std::chrono::hours(1));
    QCOMPARE(*answer->scopes, (QStringList {QStringLiteral("openid"), QStringLiteral("profile")}));
}

void tst_OAuthTokens::whatMayBeMissingMayBe()
{
    const auto parsed = OAuthTokens::parse(200, R"({"access_token":"a","token_type":"Bearer"})");
    const auto *answer = std::get_if<OAuthTokens>(&parsed);
    QVERIFY(answer);
    QVERIFY(!answer->refreshToken && !answer->idToken && !answer->expiresIn && !answer->scopes);
}

void tst_OAuthTokens::theTypeIsReadInAnyLetters_data()
{
    QTest::addColumn<bool>("isBearer");
    QTest::newRow("Bearer") << true;
    QTest::newRow("bearer") << true;
    QTest::newRow("DPoP") << false;
    QTest::newRow("dpop") << false;
}

void tst_OAuthTokens::theTypeIsReadInAnyLetters()
{
    QFETCH(const bool, isBearer);
    const auto parsed = OAuthTokens::parse(
        200, QByteArray(R"({"access_token":"a","token_type":")") + QTest::currentDataTag() + "\"}");
    const auto *answer = std::get_if<OAuthTokens>(&parsed);
    QVERIFY(answer);
    QCOMPARE(answer->type, isBearer ? OAuthTokens::Type::Bearer : OAuthTokens::Type::DPoP);
}

void tst_OAuthTokens::whatIsWrongIsRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto add = [](const char *row, int status, const QByteArray &body) { QTest::newRow(row) << status << body; };
    add("nothing", 200, "");
    add("a list", 200, "[]");
    add("no access token", 200, R"({"token_type":"Bearer"})");
    add("an empty token", 200, R"({"access_token":"","token_type":"Bearer"})");
    add("a token that is a number", 200, R"({"access_token":1,"token_type":"Bearer"})");
    add("a token with a line break", 200, R"({"access_token":"a\r\nX: y","token_type":"Bearer"})");
    add("a token with a blank", 200, R"({"access_token":"a b","token_type":"Bearer"})");
    add("a token beyond ASCII", 200, R"({"access_token":"ä","token_type":"Bearer"})");
    add("a token that is too long", 200,
        R"({"token_type":"Bearer","access_token":")" + QByteArray(OAuthTokens::longestToken + 1, 'a') + "\"}");
    add("a refresh token that is null", 200, R"({"access_token":"a","token_type":"Bearer","refresh_token":null})");
    add("an ID token that is an object", 200, R"({"access_token":"a","token_type":"Bearer","id_token":{}})");
    add("two access tokens", 200, R"({"access_token":"a","access_token":"b","token_type":"Bearer"})");
    add("no type", 200, R"({"access_token":"a"})");
    add("another type", 200, R"({"access_token":"a","token_type":"mac"})");
    add("a time with a fraction", 200, R"({"access_token":"a","token_type":"Bearer","expires_in":1.5})");
    add("a time as text", 200, R"({"access_token":"a","token_type":"Bearer","expires_in":"60"})");
    add("a time before now", 200, R"({"access_token":"a","token_type":"Bearer","expires_in":-1})");
    add("a list of scopes", 200, R"({"access_token":"a","token_type":"Bearer","scope":["openid"]})");
    add("tokens and an error", 200, R"({"access_token":"a","token_type":"Bearer","error":"x"})");
    add("tokens with another status", 201, R"({"access_token":"a","token_type":"Bearer"})");
    add("an error of no kind", 400, R"({"message":"no"})");
    add("an error that is empty", 400, R"({"error":""})");
    add("an error that is a number", 400, R"({"error":1})");
}

void tst_OAuthTokens::whatIsWrongIsRefused()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const auto parsed = OAuthTokens::parse(status, body);
    const auto *error = std::get_if<Error>(&parsed);
    QVERIFY(error);
    QCOMPARE(error->kind(), Error::Kind::Damaged);
}

void tst_OAuthTokens::anErrorIsRead_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("400") << 400;
    QTest::newRow("401") << 401;
    QTest::newRow("403") << 403;
}

void tst_OAuthTokens::anErrorIsRead()
{
    QFETCH(const int, status);
    const auto parsed = OAuthTokens::parse(status, R"({"error":"invalid_grant","error_description":"too late"})");
    const auto *error = std::get_if<OAuthError>(&parsed);
    QVERIFY(error);
    QCOMPARE(error->code, QStringLiteral("invalid_grant"));
    QCOMPARE(error->description, QStringLiteral("too late"));
}

void tst_OAuthTokens::anErrorIsWhatTheUserCanDo_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("access_denied") << Error::Kind::Cancelled;
    QTest::newRow("invalid_grant") << Error::Kind::Unavailable;
    QTest::newRow("temporarily_unavailable") << Error::Kind::Unavailable;
    QTest::newRow("invalid_client") << Error::Kind::NotConfigured;
    QTest::newRow("invalid_scope") << Error::Kind::NotConfigured;
    QTest::newRow("consent_required") << Error::Kind::Refused;
    QTest::newRow("") << Error::Kind::Refused;
}

void tst_OAuthTokens::anErrorIsWhatTheUserCanDo()
{
    QFETCH(const Error::Kind, kind);
    const Error error = LoginErrors::of({QString::fromLatin1(QTest::currentDataTag()), QStringLiteral("secret words")}, "token endpoint");
    QCOMPARE(error.kind(), kind);
    QVERIFY(!error.message().isEmpty());
    QVERIFY(!error.message().contains(u"secret"));
}

void tst_OAuthTokens::aStrangersTextIsPlainAndShort()
{
    QCOMPARE(plainText(QStringLiteral("a\nb\x1b[31mc\u202Ed")), QStringLiteral("a b [31mc d"));
    QCOMPARE(plainText(QString(300, u'x')), QString(300, u'x'));
    QCOMPARE(plainText(QString(1'000'000, u'x')), QString(300, u'x') + u'…');
}

QTEST_GUILESS_MAIN(tst_OAuthTokens)
#include "tst_oauthtokens.moc"
