// SPDX-License-Identifier: MIT
#include "foundation/strictjson_p.h"
#include "network/tokentest.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Kind = Error::Kind;

class tst_TokenServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUserIsWhatTheServiceSays()
    {
        TokenStage stage;
        const auto logins = stage.adasLogins();
        QVERIFY(logins);
        const auto user = answerOf(logins->load(QStringLiteral("ada-1")));
        QVERIFY(user.has_value());
        QCOMPARE((*user)->id(), QStringLiteral("ada-1"));
        QCOMPARE((*user)->userName(), QStringLiteral("ada"));
        QCOMPARE((*user)->displayName(), QStringLiteral("Ada Lovelace"));
        QCOMPARE((*user)->scopes(), Scopes {QStringLiteral("journal")});
        QVERIFY((*user)->isActive());
        stage.service.add({.id = QStringLiteral("ada-1"), .userName = QStringLiteral("ada"), .active = false});
        const auto later = answerOf(logins->load(QStringLiteral("ada-1")));
        QVERIFY(later.has_value() && !(*later)->isActive());
    }

    void nameAndPasswordArriveAsTheyAre()
    {
        TokenStage stage;
        const QByteArray password = "q\"uo\\te \t\x7f \xc3\xa4\xf0\x9f\x94\x91 {}";
        const QString name = QStringLiteral("a\"d\\a ä");
        stage.service.add({.id = QStringLiteral("3"), .userName = name, .password = password});
        QVERIFY(answerOf(stage.logins()->authenticate(TokenStage::credentials(name, password))).has_value());
        const ServerRequest request = stage.service.server().requests("/login").constFirst();
        QCOMPARE(request.header("Content-Type"), QByteArray("application/json"));
        const auto body = StrictJson::parse(request.body);
        QVERIFY(body.has_value());
        QCOMPARE(body->object.keys(), QStringList({QStringLiteral("password"), QStringLiteral("username")}));
    }

    void anErrorOfALoginSaysWhatToDo_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<bool>("quotes");
        QTest::newRow("400") << 400 << Kind::InvalidInput << true;
        QTest::newRow("401") << 401 << Kind::WrongCredentials << false;
        QTest::newRow("403") << 403 << Kind::Forbidden << true;
        QTest::newRow("409") << 409 << Kind::InvalidInput << true;
        QTest::newRow("418") << 418 << Kind::Damaged << false;
        QTest::newRow("422") << 422 << Kind::InvalidInput << true;
        QTest::newRow("423") << 423 << Kind::Inactive << true;
        QTest::newRow("429") << 429 << Kind::Throttled << true;
        QTest::newRow("500") << 500 << Kind::Unavailable << false;
        QTest::newRow("503") << 503 << Kind::Unavailable << false;
    }
    void anErrorOfALoginSaysWhatToDo() // rows 43 and 45
    {
        QFETCH(int, status);
        QFETCH(Kind, kind);
        QFETCH(bool, quotes);
        TokenStage stage;
        const auto logins = stage.logins();
        const QString words = QStringLiteral("Own words.");
        stage.service.answerLoginsWith(
            ServerAnswer::json(R"({"detail":"Own words."})", status).with("Retry-After", "42"));
        const auto answer = answerOf(logins->authenticate(TokenStage::credentials()));
        QVERIFY(answer.failedWith(kind));
        QCOMPARE(answer.error().message() == words, quotes);
        QCOMPARE(answer.error().retryAfter() == std::optional(42s), kind != Kind::WrongCredentials && kind != Kind::Damaged);

        stage.service.answerLoginsWith(ServerAnswer::json("{}", status)); // without a word
        const auto silent = answerOf(logins->authenticate(TokenStage::credentials()));
        QVERIFY(silent.failedWith(kind));
        QVERIFY(!silent.error().message().isEmpty());

        stage.service.heal();
        QVERIFY(answerOf(logins->authenticate(TokenStage::credentials())).has_value());
    }

    void theWordsOfAServiceAreShortPlainText_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words"); // empty for the general ones
        const QByteArray a400(400, 'a');
        QTest::newRow("string") << QByteArray(R"({"message":"Too short."})") << QStringLiteral("Too short.");
        QTest::newRow("best first") << QByteArray(R"({"error":"e","detail":"d"})") << QStringLiteral("d");
        QTest::newRow("list") << QByteArray(R"({"detail":["One.","Two."]})") << QStringLiteral("One. Two.");
        QTest::newRow("objects") << QByteArray(R"({"detail":[{"loc":["x"],"msg":"One."},{"msg":"Two."}]})")
                                 << QStringLiteral("One. Two.");
        QTest::newRow("tags stay letters") << QByteArray(R"({"detail":"<b>x</b>"})") << QStringLiteral("<b>x</b>");
        QTest::newRow("control characters") << QByteArray(R"({"detail":"a\u0007b\r\nc\u202ed\u200be"})")
                                            << QStringLiteral("a b c d e");
        QTest::newRow("long") << QByteArray("{\"detail\":\"") + a400 + "\"}"
                              << QString(299, QLatin1Char('a')) + QChar(0x2026);
        QTest::newRow("number") << QByteArray(R"({"detail":5})") << QString();
        QTest::newRow("deep") << QByteArray(R"({"detail":[[[[["x"]]]]]})") << QString();
        QTest::newRow("twice") << QByteArray(R"({"detail":"a","detail":"b"})") << QString();
        QTest::newRow("no JSON") << QByteArray("oops") << QString();
    }
    void theWordsOfAServiceAreShortPlainText() // G11
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        TokenStage stage;
        stage.service.answerLoginsWith(ServerAnswer::json(body, 422));
        const auto answer = answerOf(stage.logins()->authenticate(TokenStage::credentials()));
        QVERIFY(answer.failedWith(Kind::InvalidInput));
        QCOMPARE(answer.error().message(), words.isEmpty() ? Error(Kind::InvalidInput).message() : words);
    }

    void anAnswerWithoutTokensIsUnexpected_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("none") << QByteArray("{}");
        QTest::newRow("empty") << QByteArray(R"({"access_token":""})");
        QTest::newRow("number") << QByteArray(R"({"access_token":5})");
        QTest::newRow("line break") << QByteArray(R"({"access_token":"a\r\nX: y"})");
        QTest::newRow("refresh token with a blank") << QByteArray(R"({"access_token":"a","refresh_token":"b c"})");
        QTest::newRow("twice") << QByteArray(R"({"access_token":"a","access_token":"b"})");
        QTest::newRow("nothing") << QByteArray();
    }
    void anAnswerWithoutTokensIsUnexpected() // row 45
    {
        QFETCH(QByteArray, body);
        TokenStage stage;
        const auto logins = stage.logins();
        stage.service.answerLoginsWith(ServerAnswer::json(body));
        QVERIFY(answerOf(logins->authenticate(TokenStage::credentials())).failedWith(Kind::Damaged));
        stage.service.heal();
        QVERIFY(answerOf(logins->authenticate(TokenStage::credentials())).has_value());
    }

    void aUserWhoCannotBeReadIsUnexpected_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("right");
        QTest::newRow("number") << QByteArray(R"({"id":7})") << true;
        QTest::newRow("names that are null") << QByteArray(R"({"id":"7","username":null,"name":null})") << true;
        QTest::newRow("fraction") << QByteArray(R"({"id":7.5})") << false;
        QTest::newRow("no id") << QByteArray(R"({"name":"Ada"})") << false;
        QTest::newRow("empty id") << QByteArray(R"({"id":""})") << false;
        QTest::newRow("scopes in a string") << QByteArray(R"({"id":"7","scopes":"a b"})") << false;
        QTest::newRow("scope that is a number") << QByteArray(R"({"id":"7","scopes":[1]})") << false;
        QTest::newRow("active as a word") << QByteArray(R"({"id":"7","is_active":"false"})") << false;
    }
    void aUserWhoCannotBeReadIsUnexpected() // row 45
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, right);
        TokenStage stage;
        stage.service.server().route("/me", ServerAnswer::json(body));
        const auto answer = answerOf(stage.logins()->authenticate(TokenStage::credentials()));
        QCOMPARE(answer.has_value(), right);
        if (right)
            QCOMPARE(std::get<Proof>(*answer).userId, QStringLiteral("7"));
        else
            QVERIFY(answer.failedWith(Kind::Damaged));
    }

    void tokensThatNobodyUsesAreEnded()
    {
        TokenStage stage;
        const auto logins = stage.logins();
        stage.service.server().route("/me", ServerAnswer::json("{}", 503));
        QVERIFY(answerOf(logins->authenticate(TokenStage::credentials())).failedWith(Kind::Unavailable));
        QTRY_COMPARE(stage.service.refreshTokenCount(QStringLiteral("ada-1")), 0);
    }

    void aTokenThatIsNotTakenIsRenewedOnce()
    {
        TokenStage stage;
        const QString ada = QStringLiteral("ada-1");
        const auto logins = stage.adasLogins();
        stage.service.expireAccessTokens();
        QVERIFY(answerOf(logins->load(ada)).has_value());
        QCOMPARE(stage.service.renewalCount(), 1);
        stage.service.server().route("/me", ServerAnswer::json("{}", 401)); // not even a new one
        QVERIFY(answerOf(logins->load(ada)).failedWith(Kind::WrongCredentials));
        QCOMPARE(stage.service.renewalCount(), 2);
        QVERIFY(answerOf(logins->accessToken(ada)).failedWith(Kind::WrongCredentials));
    }

    void aServiceThatIsAwayIsNoVerdict() // row 42
    {
        TokenStage stage;
        const QString ada = QStringLiteral("ada-1");
        const auto logins = stage.adasLogins();
        stage.service.server().stop();
        QVERIFY(answerOf(logins->load(ada)).failedWith(Kind::Unavailable));
        stage.service.server().start();
        QVERIFY(answerOf(logins->load(ada)).has_value());
        stage.service.remove(ada);
        QVERIFY(answerOf(logins->load(ada)).failedWith(Kind::Absent));
    }

    void onlyAClearNoEndsALogin_data() // row 46
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("ends");
        const QByteArray grant = R"({"error":"invalid_grant"})";
        QTest::newRow("401") << 401 << QByteArray("{}") << true;
        QTest::newRow("400 and the word") << 400 << grant << true;
        QTest::newRow("403 and the word") << 403 << grant << true;
        QTest::newRow("400 alone") << 400 << QByteArray("{}") << false;
        QTest::newRow("403 with another word") << 403 << QByteArray(R"({"error":"slow_down"})") << false;
        QTest::newRow("403 of a gateway") << 403 << QByteArray() << false;
        QTest::newRow("429") << 429 << grant << false;
        QTest::newRow("500 and the word") << 500 << grant << false;
        QTest::newRow("404") << 404 << QByteArray("{}") << false;
        QTest::newRow("200 without tokens") << 200 << QByteArray("{}") << false;
        QTest::newRow("200 that cannot be read") << 200 << QByteArray("oops") << false;
    }
    void onlyAClearNoEndsALogin()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, ends);
        TokenStage stage;
        stage.service.setLifetime(300s, stage.clock);
        const QString ada = QStringLiteral("ada-1");
        const auto logins = stage.adasLogins();
        int asked = 0;
        bool isOutOfOrder = true;
        auto answer = body.isEmpty() ? ServerAnswer {.status = status} : ServerAnswer::json(body, status);
        stage.service.server().route("/refresh", [&, answer](const ServerRequest &) {
            ++asked;
            return isOutOfOrder ? ServerAnswer(answer).with("Retry-After", "40") : ServerAnswer::json(R"({"access_token":"n"})");
        });
        stage.clock->advance(301s);
        const auto token = answerOf(logins->accessToken(ada));
        QVERIFY(!token);
        QCOMPARE(token.failedWith(Kind::WrongCredentials), ends);
        isOutOfOrder = false;
        const bool saysWhen = status == 429 || status == 500 || status == 400 || (status == 403 && !ends);
        if (!ends && saysWhen) {
            QCOMPARE(token.error().retryAfter(), std::optional(40s));
            stage.clock->advance(39s);
            QVERIFY(!answerOf(logins->accessToken(ada)));
            QCOMPARE(asked, 1);
        }
        stage.clock->advance(1min);
        QCOMPARE(answerOf(logins->accessToken(ada)).has_value(), !ends);
        QCOMPARE(asked, ends ? 1 : 2);
    }

    void aRefreshTokenStaysWhereTheServiceGivesNoOther()
    {
        TokenStage stage;
        stage.service.setLifetime(300s, stage.clock);
        stage.service.setRotates(false);
        const auto logins = stage.adasLogins();
        for (int i = 1; i <= 3; ++i) {
            stage.clock->advance(301s);
            QVERIFY(answerOf(logins->accessToken(QStringLiteral("ada-1"))).has_value());
            QCOMPARE(stage.service.renewalCount(), i);
        }
    }

    void aTokenWhoseEndIsNotKnownIsKeptUntilItIsRefused()
    {
        TokenStage stage;
        const auto logins = stage.adasLogins();
        const QString ada = QStringLiteral("ada-1");
        stage.clock->advance(24h);
        const auto token = answerOf(logins->accessToken(ada));
        QVERIFY(token.has_value());
        QCOMPARE(stage.service.renewalCount(), 0);
        const auto newer = answerOf(logins->accessTokenAfter(ada, token->generation));
        QVERIFY(newer.has_value() && !newer->value->equals(*token->value));
        QCOMPARE(stage.service.renewalCount(), 1);
    }

    void aStrangerHasNoToken()
    {
        TokenStage stage;
        const auto logins = stage.adasLogins();
        QVERIFY(answerOf(logins->accessToken(QStringLiteral("eve"))).failedWith(Kind::Absent));
        QVERIFY(answerOf(logins->accessTokenAfter(QStringLiteral("eve"), 0)).failedWith(Kind::Absent));
        logins->refuse(QStringLiteral("eve"));
        QVERIFY(answerOf(logins->accessToken(QStringLiteral("ada-1"))).has_value());
    }

    void aServiceThatNamesAnotherUserIsNotBelieved()
    {
        TokenStage stage;
        const auto logins = stage.adasLogins();
        stage.service.server().route("/me", ServerAnswer::json(R"({"id":"bob-9"})"));
        QVERIFY(answerOf(logins->load(QStringLiteral("ada-1"))).failedWith(Kind::Damaged));
    }

    void anotherUsersLoginLeavesTheFirstOneTheirTokens()
    {
        TokenStage stage;
        stage.service.add({.id = QStringLiteral("bob-9"), .userName = QStringLiteral("bob"), .password = "b"});
        const auto logins = stage.adasLogins();
        QVERIFY(answerOf(logins->authenticate(TokenStage::credentials(QStringLiteral("bob"), "b"))).has_value());
        QVERIFY(answerOf(logins->load(QStringLiteral("ada-1"))).has_value());
        QVERIFY(answerOf(logins->load(QStringLiteral("bob-9"))).has_value());
    }

    void theEndOfASessionEndsTheTokensHereAndThere()
    {
        TokenStage stage;
        const QString ada = QStringLiteral("ada-1");
        const auto elsewhere = stage.adasLogins();
        const auto logins = stage.adasLogins();
        QCOMPARE(stage.service.refreshTokenCount(ada), 2);
        logins->sessionEnded(ada);
        QVERIFY(resultOf(logins->load(ada)).failedWith(Kind::Unavailable)); // at once, whatever the service says
        QTRY_COMPARE(stage.service.refreshTokenCount(ada), 1);
        QVERIFY(answerOf(elsewhere->load(ada)).has_value());
        logins->sessionEnded(ada); // there is nothing left
        QVERIFY(answerOf(logins->authenticate(TokenStage::credentials())).has_value());
        QVERIFY(answerOf(logins->load(ada)).has_value());
    }

    void revokingAllEndsThemEverywhere_data()
    {
        QTest::addColumn<bool>("isOld");
        QTest::newRow("with a good token") << false;
        QTest::newRow("with a token that has ended") << true;
    }
    void revokingAllEndsThemEverywhere()
    {
        QFETCH(bool, isOld);
        TokenStage stage;
        stage.service.setLifetime(300s, stage.clock);
        const QString ada = QStringLiteral("ada-1");
        const auto elsewhere = stage.adasLogins();
        const auto logins = stage.adasLogins();
        stage.clock->advance(isOld ? 301s : 0s);
        const auto done = logins->revokeAll(ada);
        logins->sessionEnded(ada); // as a session does it
        QVERIFY(answerOf(done).has_value());
        QCOMPARE(stage.service.refreshTokenCount(ada), 0);
        QVERIFY(answerOf(elsewhere->load(ada)).failedWith(Kind::WrongCredentials));
    }

    void revokingAllWithoutANetworkSaysSo() // row 42
    {
        TokenStage stage;
        const QString ada = QStringLiteral("ada-1");
        const auto logins = stage.adasLogins();
        stage.service.server().stop();
        QVERIFY(answerOf(logins->revokeAll(ada)).failedWith(Kind::Unavailable));
        QVERIFY(answerOf(logins->revokeAll(QStringLiteral("eve"))).has_value()); // has no login here
    }

    void theServiceMakesTheTokens()
    {
        TokenStage stage;
        const auto logins = stage.adasLogins();
        QVERIFY(logins->makesTokens());
        QVERIFY(answerOf(logins->issue({.selector = QByteArray(16, 'a')})).failedWith(Kind::NotConfigured));
        const auto foreign = answerOf(logins->present(QByteArray(16, 'a'), Secret::copyOf("no token").share(), {}));
        QVERIFY(foreign.has_value() && foreign->verdict == RememberVerifier::Presented::Verdict::Unknown);
    }

    void namesAndPathsAreSettings()
    {
        TokenStage stage;
        HttpsServer &server = stage.service.server();
        server.route("/api/v2/in", ServerAnswer::json(R"({"token":"t"})"));
        server.route("/api/v2/user", ServerAnswer::json(R"({"sub":"s","full":"Ada","roles":["r"],"ok":true})"));
        TokenServer logins({.baseUrl = server.url(QStringLiteral("/api/v2/")),
                            .loginPath = QStringLiteral("/in"),
                            .mePath = QStringLiteral("/user"),
                            .userNameField = QStringLiteral("email"),
                            .passwordField = QStringLiteral("pass"),
                            .accessTokenField = QStringLiteral("token"),
                            .idField = QStringLiteral("sub"),
                            .displayNameField = QStringLiteral("full"),
                            .scopesField = QStringLiteral("roles"),
                            .activeField = QStringLiteral("ok"),
                            .certificates = {stage.authority.certificate()}});
        QVERIFY(answerOf(logins.authenticate(TokenStage::credentials())).has_value());
        QCOMPARE(server.requests("/api/v2/in").constFirst().body,
                 QByteArray(R"({"email":"ada","pass":"correct horse battery staple"})"));
        QCOMPARE(server.requests("/api/v2/user").constFirst().header("Authorization"), QByteArray("Bearer t"));
        const auto user = answerOf(logins.load(QStringLiteral("s")));
        QVERIFY(user.has_value());
        QCOMPARE((*user)->displayName(), QStringLiteral("Ada"));
        QCOMPARE((*user)->scopes(), Scopes {QStringLiteral("r")});
    }

    void anAddressThatIsNotHttpsLogsNobodyIn() // G10
    {
        TokenServer logins({.baseUrl = QUrl(QStringLiteral("http://127.0.0.1/"))});
        QVERIFY(answerOf(logins.authenticate(TokenStage::credentials())).failedWith(Kind::InvalidInput));
    }
};

QTEST_GUILESS_MAIN(tst_TokenServer)
#include "tst_tokenserver.moc"
