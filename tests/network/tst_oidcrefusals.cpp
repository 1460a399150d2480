// SPDX-License-Identifier: MIT
#include "network/company.h"

#include <QtCore/qregularexpression.h>

using namespace QtLogin;
using namespace std::chrono_literals;

using Endpoint = ScriptedProvider::Endpoint;
using Script = std::function<void(Company &)>;

Q_DECLARE_METATYPE(Script)
Q_DECLARE_METATYPE(Error::Kind)

// A server, or a stranger between, does something wrong: no user comes of it, and the next login works.
class tst_OidcRefusals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWrongServerIsRefused_data(); // rows 43, 45, 46, 48; G6, G7
    void aWrongServerIsRefused();
    void aServerThatSaysNoIsUnderstood_data(); // row 44
    void aServerThatSaysNoIsUnderstood();
    void anAnswerOfAnotherIssuerIsRefused_data(); // G6
    void anAnswerOfAnotherIssuerIsRefused();
    void aCodeOfAnotherLoginIsRefused(); // G5
    void aServerThatPromisesNoIssuerNeedNotNameIt();
    void aServerWithoutUserInfoIsEnough();
    void aTokenThatIsBoundToAKeyIsRefused_data();
    void aTokenThatIsBoundToAKeyIsRefused();
    void aRenewedTokenThatIsBoundToAKeyIsRefused();
    void aClockThatIsAnHourOffIsSaid_data(); // row 26
    void aClockThatIsAnHourOffIsSaid();
    void aCertificateOfAStrangerIsRefused(); // row 47
    void aBusyServerSaysUntilWhen(); // row 43
    void anOldProofIsNoNewOne_data(); // C8
    void anOldProofIsNoNewOne();
};

static Script answering(Endpoint endpoint, const ServerAnswer &answer)
{
    return [=](Company &company) { company.server.change(endpoint, [answer](ServerAnswer &right) { right = answer; }); };
}

static Script describing(const char *name, const QJsonValue &value)
{
    return [=](Company &company) {
        company.server.changeMetadata([=](QJsonObject &metadata) { metadata.insert(QLatin1String(name), value); });
    };
}

static Script claiming(const char *name, const QJsonValue &value)
{
    return [=](Company &company) {
        company.server.changeClaims([=](QJsonObject &claims) { claims.insert(QLatin1String(name), value); });
    };
}

// The browser brings another value for a parameter of the answer; null takes it away.
static Script bringing(const char *name, const QString &value)
{
    return [=](Company &company) {
        company.server.changeAnswer([=](QUrlQuery &answer) {
            answer.removeQueryItem(QLatin1String(name));
            if (!value.isNull())
                answer.addQueryItem(QLatin1String(name), value);
        });
    };
}

static void add(const char *name, const Script &script, Error::Kind kind)
{
    QTest::newRow(name) << script << kind;
}

void tst_OidcRefusals::aWrongServerIsRefused_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Error::Kind>("kind");
    const auto damaged = Error::Kind::Damaged;
    const auto unavailable = Error::Kind::Unavailable;
    const auto notConfigured = Error::Kind::NotConfigured;
    const ServerAnswer page = ServerAnswer::html("<html>Please pay for the wireless network</html>");
    const ServerAnswer elsewhere = ServerAnswer::redirect(302, QUrl(QStringLiteral("https://127.0.0.2/")));
    const ServerAnswer fails = ServerAnswer::json("{}", 503);
    const ServerAnswer notFound = ServerAnswer::json("{}", 404);
    const ServerAnswer nothing = ServerAnswer::json("[]");
    const std::pair<const char *, Endpoint> endpoints[] {
        {"discovery", Endpoint::Discovery}, {"keys", Endpoint::Keys}, {"token", Endpoint::Token}, {"userinfo", Endpoint::UserInfo}};
    for (const auto &[name, endpoint] : endpoints) {
        QTest::addRow("%s: a page", name) << answering(endpoint, page) << damaged;
        QTest::addRow("%s: a redirect", name) << answering(endpoint, elsewhere) << damaged;
        QTest::addRow("%s: out of order", name) << answering(endpoint, fails) << unavailable;
        QTest::addRow("%s: not there", name) << answering(endpoint, notFound)
                                             << (endpoint == Endpoint::Discovery ? notConfigured : damaged);
        QTest::addRow("%s: no object", name) << answering(endpoint, nothing) << damaged;
        QTest::addRow("%s: dropped", name) << answering(endpoint, ServerAnswer::dropped()) << unavailable;
        QTest::addRow("%s: endless", name)
            << answering(endpoint, ServerAnswer::json(QByteArray(10'000, ' ')).with(ServerAnswer::Delivery::Endless)) << damaged;
    }
    add("the issuer is another", describing("issuer", QStringLiteral("https://id.example.org")), damaged);
    add("there is no issuer", describing("issuer", QJsonValue::Null), damaged);
    add("only plain", describing("code_challenge_methods_supported", QJsonArray {QStringLiteral("plain")}), notConfigured);
    add("keys over http", describing("jwks_uri", QStringLiteral("http://127.0.0.1/keys")), damaged);

    add("another issuer signs", claiming("iss", QStringLiteral("https://id.example.org")), damaged);
    add("for another application", claiming("aud", QStringLiteral("another")), damaged);
    add("of another login", claiming("nonce", QStringLiteral("another")), damaged);
    add("with another access token", claiming("at_hash", QStringLiteral("AAAA")), damaged);
    add("without a subject", claiming("sub", QJsonValue::Null), damaged);
    add("userinfo is about another", claiming("sub", QStringLiteral("u-2")), damaged);
    add("a key that the server does not have", [](Company &company) { company.server.signWithUnknownKey(); }, damaged);
    const auto token = [](const QByteArray &json) { return answering(Endpoint::Token, ServerAnswer::json(json)); };
    add("no ID token", token(R"({"access_token":"a","token_type":"Bearer"})"), damaged);
    add("no access token", token(R"({"id_token":"a","token_type":"Bearer"})"), damaged);
    add("a token of another kind", token(R"({"access_token":"a","id_token":"b","token_type":"mac"})"), damaged);
}

void tst_OidcRefusals::aWrongServerIsRefused()
{
    QFETCH(const Script, script);
    QFETCH(const Error::Kind, kind);
    Company company;
    script(company);
    const auto refused = company.logIn();
    QCOMPARE(kindOf(refused), std::optional(kind));
    QVERIFY(!refused.error().message().isEmpty());
    QVERIFY(!refused.error().message().contains(u"wireless"));
    company.server.heal();
    company.server.rotateKeys();
    company.advance(1min);
    QVERIFY(company.logIn());
}

void tst_OidcRefusals::aServerThatSaysNoIsUnderstood_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("access_denied") << Error::Kind::Cancelled;
    QTest::newRow("login_required") << Error::Kind::Refused;
    QTest::newRow("interaction_required") << Error::Kind::Refused;
    QTest::newRow("server_error") << Error::Kind::Unavailable;
    QTest::newRow("temporarily_unavailable") << Error::Kind::Unavailable;
    QTest::newRow("invalid_scope") << Error::Kind::NotConfigured;
    QTest::newRow("unauthorized_client") << Error::Kind::NotConfigured;
    QTest::newRow("something_of_its_own") << Error::Kind::Refused;
}

void tst_OidcRefusals::aServerThatSaysNoIsUnderstood()
{
    QFETCH(const Error::Kind, kind);
    const QString code = QString::fromLatin1(QTest::currentDataTag());
    Company company;
    company.server.refuse(code, QStringLiteral("<b>Call 555-0100</b>"));
    const auto inBrowser = company.logIn();
    QCOMPARE(kindOf(inBrowser), std::optional(kind));
    QVERIFY(!inBrowser.error().message().contains(u"555"));
    QVERIFY(!inBrowser.error().message().contains(code));
    company.server.heal();
    const QByteArray json = R"({"error":")" + code.toLatin1() + R"(","error_description":"555-0100"})";
    answering(Endpoint::Token, ServerAnswer::json(json, 400))(company);
    const auto atToken = company.logIn();
    QCOMPARE(kindOf(atToken), std::optional(kind));
    QVERIFY(!atToken.error().message().contains(u"555"));
    company.server.heal();
    QVERIFY(company.logIn());
}

void tst_OidcRefusals::anAnswerOfAnotherIssuerIsRefused_data()
{
    QTest::addColumn<QString>("issuer"); // null: none
    QTest::addColumn<bool>("isError");
    const QString other = QStringLiteral("https://id.example.org");
    QTest::newRow("another issuer") << other << false;
    QTest::newRow("no issuer") << QString() << false;
    QTest::newRow("an error of another issuer") << other << true;
    QTest::newRow("an error of no issuer") << QString() << true;
}

void tst_OidcRefusals::anAnswerOfAnotherIssuerIsRefused()
{
    QFETCH(const QString, issuer);
    QFETCH(const bool, isError);
    Company company;
    bringing("iss", issuer)(company);
    if (isError)
        company.server.refuse(QStringLiteral("access_denied"));
    QCOMPARE(kindOf(company.logIn()), std::optional(Error::Kind::Damaged));
    QCOMPARE(company.server.count(Endpoint::Token), 0);
    company.server.heal();
    QVERIFY(company.logIn());
}

void tst_OidcRefusals::aCodeOfAnotherLoginIsRefused()
{
    Company company;
    const auto first = company.begin();
    QVERIFY(first);
    const QUrlQuery stolen(company.server.answerTo(first->link));
    bringing("code", stolen.queryItemValue(QStringLiteral("code")))(company);
    QCOMPARE(kindOf(company.logIn()), std::optional(Error::Kind::Unavailable)); // the challenge is another
    company.server.heal();
    QVERIFY(company.logIn());
}

void tst_OidcRefusals::aServerThatPromisesNoIssuerNeedNotNameIt()
{
    Company company;
    company.server.changeMetadata([](QJsonObject &metadata) {
        metadata.remove(QStringLiteral("authorization_response_iss_parameter_supported"));
    });
    bringing("iss", QString())(company);
    QVERIFY(company.logIn());
    bringing("iss", QStringLiteral("https://id.example.org"))(company); // but what it names has to be right
    QCOMPARE(kindOf(company.logIn()), std::optional(Error::Kind::Damaged));
}

void tst_OidcRefusals::aServerWithoutUserInfoIsEnough()
{
    Company company;
    company.server.changeMetadata([](QJsonObject &metadata) { metadata.remove(QStringLiteral("userinfo_endpoint")); });
    company.server.changeClaims([](QJsonObject &claims) { claims.insert(QStringLiteral("name"), QStringLiteral("Ada")); });
    const auto proof = company.logIn();
    QVERIFY(proof);
    QCOMPARE((*company.load(proof->userId))->displayName(), QStringLiteral("Ada"));
    QCOMPARE(company.server.count(Endpoint::UserInfo), 0);
}

void tst_OidcRefusals::aTokenThatIsBoundToAKeyIsRefused_data()
{
    QTest::addColumn<bool>("hasUserInfo");
    QTest::newRow("with userinfo") << true;
    QTest::newRow("without") << false;
}

// It was not asked for: without the key it is worth nothing, and no request may carry it.
void tst_OidcRefusals::aTokenThatIsBoundToAKeyIsRefused()
{
    QFETCH(const bool, hasUserInfo);
    Company company;
    if (!hasUserInfo)
        company.server.changeMetadata([](QJsonObject &metadata) { metadata.remove(QStringLiteral("userinfo_endpoint")); });
    company.server.change(Endpoint::Token, [](ServerAnswer &right) { right.body.replace("Bearer", "DPoP"); });
    QCOMPARE(kindOf(company.logIn()), std::optional(Error::Kind::Damaged));
    QCOMPARE(company.server.count(Endpoint::UserInfo), 0);
    company.server.heal();
    QVERIFY(company.logIn());
}

void tst_OidcRefusals::aRenewedTokenThatIsBoundToAKeyIsRefused()
{
    Company company;
    company.server.change(Endpoint::Token, [](ServerAnswer &right) { right.body.replace("{", R"({"refresh_token":"one",)"); });
    const auto proof = company.logIn();
    QVERIFY(proof);
    company.server.heal();
    const auto renew = [&](const QByteArray &type) {
        company.server.change(Endpoint::Token, [=](ServerAnswer &right) {
            right = ServerAnswer::json(R"({"access_token":"newer","refresh_token":"two","token_type":")" + type + "\"}");
        });
        company.advance(1h);
        return Stage::resultOf(company.provider->accessToken(proof->userId));
    };
    QCOMPARE(kindOf(renew("DPoP")), std::optional(Error::Kind::Damaged));
    const auto newer = renew("Bearer");
    QVERIFY(newer);
    QVERIFY(newer->value->equals(Secret::copyOf("newer")));
}

void tst_OidcRefusals::aClockThatIsAnHourOffIsSaid_data()
{
    QTest::addColumn<std::chrono::milliseconds>("step");
    QTest::newRow("behind") << std::chrono::milliseconds(-1h);
    QTest::newRow("ahead") << std::chrono::milliseconds(1h);
}

void tst_OidcRefusals::aClockThatIsAnHourOffIsSaid()
{
    QFETCH(const std::chrono::milliseconds, step);
    Company company;
    company.clock->moveWall(step);
    const auto refused = company.logIn();
    QCOMPARE(kindOf(refused), std::optional(Error::Kind::Unavailable));
    QVERIFY(refused.error().message().contains(u"clock"));
    company.clock->moveWall(-step);
    QVERIFY(company.logIn());
}

void tst_OidcRefusals::aCertificateOfAStrangerIsRefused()
{
    const TestAuthority stranger;
    Company company([&](OidcSettings &settings) { settings.certificates = {stranger.certificate()}; });
    QCOMPARE(kindOf(company.begin()), std::optional(Error::Kind::Unavailable));
    QVERIFY(company.server.server().requests().isEmpty());
}

void tst_OidcRefusals::aBusyServerSaysUntilWhen()
{
    Company company;
    answering(Endpoint::Discovery, ServerAnswer::json("{}", 429).with("Retry-After", "90"))(company);
    const auto busy = company.begin();
    QCOMPARE(kindOf(busy), std::optional(Error::Kind::Unavailable));
    QCOMPARE(busy.error().retryAfter(), std::optional(90s));
    company.server.heal();
    QVERIFY(company.logIn());
}

void tst_OidcRefusals::anOldProofIsNoNewOne_data()
{
    QTest::addColumn<std::chrono::seconds>("age"); // of auth_time
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("now") << 0s << true;
    QTest::newRow("as long ago as clocks may differ") << 60s << true;
    QTest::newRow("two minutes ago") << 120s << false;
    QTest::newRow("a year ago") << std::chrono::seconds(24h * 365) << false;
    QTest::newRow("in an hour") << std::chrono::seconds(-1h) << false;
}

void tst_OidcRefusals::anOldProofIsNoNewOne()
{
    QFETCH(const std::chrono::seconds, age);
    QFETCH(const bool, isTaken);
    Company company;
    const auto now = std::chrono::floor<std::chrono::seconds>(company.serverClock->wall()).time_since_epoch();
    claiming("auth_time", qint64((now - age).count()))(company);
    QCOMPARE(company.logIn(Company::browser().provingAnew()).has_value(), isTaken);
    company.server.heal();
    QVERIFY(company.logIn(Company::browser().provingAnew()));
}

QTEST_GUILESS_MAIN(tst_OidcRefusals)
#include "tst_oidcrefusals.moc"
