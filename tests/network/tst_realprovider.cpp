// SPDX-License-Identifier: MIT
#include "network/plainhttp.h"
#include "network/realprovider.h"
#include "network/scriptedbrowser.h"

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtTest/qtest.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Plan = ScriptedBrowser::Plan;
using Form = PlainHttp::Form;

// The facts about the real provider that src/network relies on, seen by hand. The comments have the shapes of the answers.
class tst_RealProvider : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void theIssuerSaysWhatItOffers();
    void theKeysAreOfFourKinds();
    void aLoginInTheBrowserBringsTokens();
    void eachClientHasItsAlgorithm_data();
    void eachClientHasItsAlgorithm();
    void aCodeIsWorthNothingWithoutItsVerifier();
    void aRequestWithoutPkceIsRefused();
    void aRefreshTokenNeedsConsent();
    void aRefreshBringsNewTokens();
    void ofTwoRefreshesOneEndsTheGrant();
    void claimsAreAtUserinfo();
    void anExpiredTokenIsRefused();
    void newKeysSignAfterTheirRotation();
    void aRequestCanBePushed();
    void aClientMayHaveToPushItsRequests();
    void aDeviceLogsInByACode();
    void aClientMayHaveToBindItsTokens();
    void aBrowserStaysLoggedIn();
    void aFreshLoginIsAskedFor();
    void anOldLoginIsAskedForAgain();
    void aCancelledLoginIsDenied();
    void aRefusedConsentIsDenied();
    void aWrongPasswordIsComplainedAbout();
    void aClosedWindowLeavesNothing();
    void aRevokedTokenIsRefused();
    void aGrantCanBeRevokedAtTheProvider();
    void aDisabledAccountIsRefused();
    void aLogoutEndsTheLoginInTheBrowser();
    void anEndpointCanFailAndHeal();
    void theProviderCanGoAwayAndComeBack();
    void theProviderEndsWithTheTest();
    void withoutNodeThereIsAWayOut();

private:
    static constexpr auto redirect = "http://127.0.0.1:49152/callback"; // no test listens there: nothing is delivered
    const QString verifier = QString(43, u'v');

    Form authorization(const Form &more = {}, const QString &client = u"journal"_s) const;
    QUrl authorizationUrl(const Form &more = {}) const
    {
        return PlainHttp::with(m_provider.url(u"/auth"_s), authorization(more));
    }
    QJsonObject exchange(const QString &code, const QString &client = u"journal"_s);
    QJsonObject logIn(ScriptedBrowser &browser, const Form &more = {});
    PlainAnswer refresh(const QString &token);
    PlainAnswer userinfo(const QString &token);
    static Form refreshForm(const QString &token);
    static bool browse(ScriptedBrowser &browser, const QUrl &url);

    RealProvider m_provider;
    std::unique_ptr<PlainHttp> m_http;
    std::unique_ptr<ScriptedBrowser> m_browser;
};

void tst_RealProvider::initTestCase()
{
    QVERIFY2(m_provider.start(), qPrintable(m_provider.complaint()));
    m_http = std::make_unique<PlainHttp>(m_provider.authority().certificate());
}

// A new browser, and the machine's own time.
void tst_RealProvider::init()
{
    m_provider.moveClock(0s);
    m_provider.command(u"resetStatistics"_s);
    m_browser = std::make_unique<ScriptedBrowser>(m_provider.authority().certificate());
    m_browser->setDelivers(false);
}

// An authorization request for everything, with PKCE.
Form tst_RealProvider::authorization(const Form &more, const QString &client) const
{
    Form form {{u"client_id"_s, client},
               {u"response_type"_s, u"code"_s},
               {u"redirect_uri"_s, QString::fromLatin1(redirect)},
               {u"state"_s, u"a state"_s},
               {u"nonce"_s, u"a nonce"_s},
               {u"code_challenge"_s, challengeOf(verifier)},
               {u"code_challenge_method"_s, u"S256"_s}};
    const auto has = [&more](const QString &name) {
        return std::ranges::any_of(more, [&](const auto &field) { return field.first == name; });
    };
    if (!has(u"scope"_s))
        form.emplace_back(u"scope"_s, u"openid offline_access profile email journal"_s);
    if (!has(u"prompt"_s))
        form.emplace_back(u"prompt"_s, u"consent"_s);
    form.insert(form.end(), more.begin(), more.end());
    return form;
}

QJsonObject tst_RealProvider::exchange(const QString &code, const QString &client)
{
    return m_http
        ->post(m_provider.url(u"/token"_s),
               {{u"grant_type"_s, u"authorization_code"_s},
                {u"client_id"_s, client},
                {u"code"_s, code},
                {u"redirect_uri"_s, QString::fromLatin1(redirect)},
                {u"code_verifier"_s, verifier}})
        .json;
}

// The whole code flow; the token endpoint's answer.
QJsonObject tst_RealProvider::logIn(ScriptedBrowser &browser, const Form &more)
{
    return browse(browser, authorizationUrl(more)) ? exchange(browser.answered(u"code"_s)) : QJsonObject();
}

Form tst_RealProvider::refreshForm(const QString &token)
{
    return {{u"grant_type"_s, u"refresh_token"_s}, {u"client_id"_s, u"journal"_s}, {u"refresh_token"_s, token}};
}

PlainAnswer tst_RealProvider::refresh(const QString &token)
{
    return m_http->post(m_provider.url(u"/token"_s), refreshForm(token));
}

PlainAnswer tst_RealProvider::userinfo(const QString &token)
{
    return m_http->get(m_provider.url(u"/me"_s), {{"Authorization", "Bearer " + token.toLatin1()}});
}

// False if the visit does not end.
bool tst_RealProvider::browse(ScriptedBrowser &browser, const QUrl &url)
{
    browser.visit(url);
    return QTest::qWaitFor([&browser] { return !browser.isBusy(); }, patience);
}

void tst_RealProvider::theIssuerSaysWhatItOffers()
{
    // The issuer is https://127.0.0.1:PORT, without a slash at its end. Beside what is compared here there are
    // claims_supported, scopes_supported, subject_types_supported ["public"], grant_types_supported, response_modes_supported
    // ["form_post","fragment","query"], token_endpoint_auth_methods_supported ["none"], claims_parameter_supported false.
    const PlainAnswer answer = m_http->get(m_provider.url(u"/.well-known/openid-configuration"_s));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("Content-Type"), "application/json; charset=utf-8");
    const QJsonObject &offer = answer.json;
    QCOMPARE(offer[u"issuer"], m_provider.issuer().toString());
    for (const auto &[name, path] : Form {{u"authorization_endpoint"_s, u"/auth"_s},
                                          {u"token_endpoint"_s, u"/token"_s},
                                          {u"jwks_uri"_s, u"/jwks"_s},
                                          {u"userinfo_endpoint"_s, u"/me"_s},
                                          {u"revocation_endpoint"_s, u"/token/revocation"_s},
                                          {u"end_session_endpoint"_s, u"/session/end"_s},
                                          {u"device_authorization_endpoint"_s, u"/device/auth"_s},
                                          {u"pushed_authorization_request_endpoint"_s, u"/request"_s}})
        QCOMPARE(offer[name], m_provider.url(path).toString());
    QCOMPARE(offer[u"code_challenge_methods_supported"], QJsonArray {u"S256"_s});
    QCOMPARE(offer[u"authorization_response_iss_parameter_supported"], true);
    QCOMPARE(offer[u"id_token_signing_alg_values_supported"],
             (QJsonArray {u"RS256"_s, u"PS256"_s, u"ES256"_s, u"EdDSA"_s}));
    QCOMPARE(offer[u"dpop_signing_alg_values_supported"], (QJsonArray {u"ES256"_s, u"EdDSA"_s}));
    QCOMPARE(offer[u"response_types_supported"], QJsonArray {u"code"_s});
    QVERIFY(!offer.contains(u"introspection_endpoint"));
}

void tst_RealProvider::theKeysAreOfFourKinds()
{
    // {"keys":[{"kty":"RSA","use":"sig","kid":"RS256-fa618831ba60","alg":"RS256","e":"AQAB","n":"…"},
    //          {"kty":"EC","use":"sig","kid":"ES256-b41fa08dc38e","alg":"ES256","crv":"P-256","x":"…","y":"…"},
    //          {"kty":"OKP","use":"sig","kid":"EdDSA-e0ab3f766a11","alg":"EdDSA","crv":"Ed25519","x":"…"}, …]}
    const PlainAnswer answer = m_http->get(m_provider.url(u"/jwks"_s));
    QCOMPARE(answer.header("Content-Type"), "application/jwk-set+json; charset=utf-8");
    QStringList kinds;
    for (const QJsonValue key : answer.json[u"keys"].toArray())
        kinds.append(key[u"alg"].toString() + u' ' + key[u"kty"].toString());
    QCOMPARE(kinds, QStringList({u"RS256 RSA"_s, u"PS256 RSA"_s, u"ES256 EC"_s, u"EdDSA OKP"_s}));
}

void tst_RealProvider::aLoginInTheBrowserBringsTokens()
{
    QVERIFY(browse(*m_browser, authorizationUrl()));
    QCOMPARE(m_browser->titles(), QStringList({u"Log in"_s, u"Allow access?"_s}));
    // http://127.0.0.1:49152/callback?code=…&state=a%20state&iss=https%3A%2F%2F127.0.0.1%3A38439
    QCOMPARE(m_browser->redirect().adjusted(QUrl::RemoveQuery), QUrl(QString::fromLatin1(redirect)));
    QCOMPARE(m_browser->answered(u"state"_s).replace(u'+', u' '), u"a state"_s);
    QCOMPARE(m_browser->answered(u"iss"_s), m_provider.issuer().toString());

    // {"access_token":"43 letters","expires_in":300,"id_token":"…","refresh_token":"43 letters",
    //  "scope":"openid offline_access profile email journal","token_type":"Bearer"}
    const QJsonObject tokens = exchange(m_browser->answered(u"code"_s));
    QCOMPARE(tokens.keys(),
             QStringList(
                 {u"access_token"_s, u"expires_in"_s, u"id_token"_s, u"refresh_token"_s, u"scope"_s, u"token_type"_s}));
    QCOMPARE(tokens[u"expires_in"], 300);
    QCOMPARE(tokens[u"token_type"], u"Bearer"_s);

    // Header: {"alg":"RS256","typ":"JWT","kid":"RS256-fa618831ba60"}. The times are whole seconds, and there is no azp.
    QCOMPARE(jwtPart(tokens[u"id_token"].toString(), 0).keys(), QStringList({u"alg"_s, u"kid"_s, u"typ"_s}));
    const QJsonObject claims = jwtPart(tokens[u"id_token"].toString(), 1);
    QCOMPARE(claims.keys(),
             QStringList({u"at_hash"_s, u"aud"_s, u"auth_time"_s, u"exp"_s, u"iat"_s, u"iss"_s, u"nonce"_s, u"sub"_s}));
    QCOMPARE(claims[u"aud"], u"journal"_s); // a string, and no list
    QCOMPARE(claims[u"iss"], m_provider.issuer().toString());
    QCOMPARE(claims[u"nonce"], u"a nonce"_s);
    QCOMPARE(claims[u"sub"], u"u-1001"_s);
    QCOMPARE(claims[u"exp"].toInteger() - claims[u"iat"].toInteger(), 300);
}

void tst_RealProvider::eachClientHasItsAlgorithm_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("algorithm");
    QTest::addRow("RS256") << u"journal"_s << u"RS256"_s;
    QTest::addRow("PS256") << u"journal-ps256"_s << u"PS256"_s;
    QTest::addRow("ES256") << u"journal-es256"_s << u"ES256"_s;
    QTest::addRow("EdDSA") << u"journal-eddsa"_s << u"EdDSA"_s;
}

void tst_RealProvider::eachClientHasItsAlgorithm()
{
    QFETCH(QString, client);
    QVERIFY(browse(*m_browser, PlainHttp::with(m_provider.url(u"/auth"_s), authorization({}, client))));
    const QJsonObject tokens = exchange(m_browser->answered(u"code"_s), client);
    QTEST(jwtPart(tokens[u"id_token"].toString(), 0)[u"alg"].toString(), "algorithm");
}

void tst_RealProvider::aCodeIsWorthNothingWithoutItsVerifier()
{
    QVERIFY(browse(*m_browser, authorizationUrl()));
    const PlainAnswer answer = m_http->post(m_provider.url(u"/token"_s),
                                            {{u"grant_type"_s, u"authorization_code"_s},
                                             {u"client_id"_s, u"journal"_s},
                                             {u"code"_s, m_browser->answered(u"code"_s)},
                                             {u"redirect_uri"_s, QString::fromLatin1(redirect)},
                                             {u"code_verifier"_s, QString(43, u'w')}});
    // All reasons have the same description.
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, R"({"error":"invalid_grant","error_description":"grant request is invalid"})");
}

void tst_RealProvider::aRequestWithoutPkceIsRefused()
{
    Form form = authorization();
    std::erase_if(form, [](const auto &field) { return field.first.startsWith("code_challenge"_L1); });
    QVERIFY(browse(*m_browser, PlainHttp::with(m_provider.url(u"/auth"_s), form)));
    QCOMPARE(m_browser->answered(u"error"_s), u"invalid_request"_s);
    QVERIFY(m_browser->titles().isEmpty()); // before any login
}

void tst_RealProvider::aRefreshTokenNeedsConsent()
{
    const QJsonObject tokens = logIn(*m_browser, {{u"prompt"_s, u"login"_s}});
    QVERIFY(!tokens.contains(u"refresh_token"));
    QCOMPARE(tokens[u"scope"], u"openid profile email journal"_s); // offline_access has been left out silently
}

void tst_RealProvider::aRefreshBringsNewTokens()
{
    // The same members as at the login. The ID token is new, with the old nonce and auth_time.
    const QJsonObject first = logIn(*m_browser);
    const PlainAnswer second = refresh(first[u"refresh_token"].toString());
    QCOMPARE(second.status, 200);
    QCOMPARE(second.json.keys(), first.keys());
    QCOMPARE_NE(second.json[u"refresh_token"], first[u"refresh_token"]);
    QCOMPARE_NE(second.json[u"access_token"], first[u"access_token"]);
    const QJsonObject claims = jwtPart(second.json[u"id_token"].toString(), 1);
    QCOMPARE(claims[u"nonce"], u"a nonce"_s);
    QCOMPARE(claims[u"auth_time"], jwtPart(first[u"id_token"].toString(), 1)[u"auth_time"]);
    QCOMPARE(m_provider.statistics()[u"refreshes"], 1);
}

void tst_RealProvider::ofTwoRefreshesOneEndsTheGrant()
{
    const QString token = logIn(*m_browser)[u"refresh_token"].toString();
    std::vector<PlainAnswer> answers =
        m_http->postTogether(m_provider.url(u"/token"_s), {refreshForm(token), refreshForm(token)});
    std::ranges::sort(answers, {}, &PlainAnswer::status);
    QCOMPARE(answers[0].status, 200);
    QCOMPARE(answers[1].status, 400);
    QCOMPARE(answers[1].json[u"error"], u"invalid_grant"_s);

    const PlainAnswer next = refresh(answers[0].json[u"refresh_token"].toString());
    QCOMPARE(next.status, 400);
    QCOMPARE(next.json[u"error"], u"invalid_grant"_s);
    QCOMPARE(userinfo(answers[0].json[u"access_token"].toString()).status,
             401); // its access token has gone with the grant
    QCOMPARE(m_provider.statistics()[u"reusedRefreshTokens"], 1);
}

void tst_RealProvider::claimsAreAtUserinfo()
{
    // {"sub":"u-1003","name":"Ayşe Işık İnönü","given_name":"Ayşe","family_name":"Işık İnönü","preferred_username":"ayşe",
    //  "locale":"tr","email":"ayse@example.org","email_verified":false,"roles":["reader"],"permissions":"pages:read"}
    m_browser->setPerson(ScriptedBrowser::ayse());
    const QJsonObject tokens = logIn(*m_browser);
    const QJsonObject claims = userinfo(tokens[u"access_token"].toString()).json;
    QCOMPARE(claims[u"sub"], jwtPart(tokens[u"id_token"].toString(), 1)[u"sub"]);
    QCOMPARE(claims[u"name"], u"Ayşe Işık İnönü"_s);
    QCOMPARE(claims[u"roles"], QJsonArray {u"reader"_s});
    QCOMPARE(claims[u"permissions"], u"pages:read"_s);
    QCOMPARE(claims[u"email_verified"], false);

    m_browser->forgetCookies();
    m_browser->setPerson(ScriptedBrowser::nemo());
    const QString nemo = logIn(*m_browser)[u"access_token"].toString();
    QCOMPARE(userinfo(nemo).body, R"({"sub":"u-1004","preferred_username":"nemo","roles":[]})");
}

void tst_RealProvider::anExpiredTokenIsRefused()
{
    const QString token = logIn(*m_browser)[u"access_token"].toString();
    QCOMPARE(userinfo(token).status, 200);
    m_provider.moveClock(301s);
    // WWW-Authenticate: Bearer realm="https://127.0.0.1:38439", error="invalid_token", error_description="invalid token provided"
    const PlainAnswer answer = userinfo(token);
    QCOMPARE(answer.status, 401);
    QVERIFY(answer.header("WWW-Authenticate").contains(R"(error="invalid_token")"));
}

void tst_RealProvider::newKeysSignAfterTheirRotation()
{
    const auto published = [this] { return m_http->get(m_provider.url(u"/jwks"_s)).json[u"keys"].toArray(); };
    const QJsonObject before = logIn(*m_browser);
    const QJsonArray oldKeys = published();
    m_provider.rotateKeys();
    const PlainAnswer after = refresh(before[u"refresh_token"].toString()); // the login goes on
    const QJsonValue kid = jwtPart(after.json[u"id_token"].toString(), 0)[u"kid"];
    QCOMPARE_NE(kid, jwtPart(before[u"id_token"].toString(), 0)[u"kid"]);
    QCOMPARE(kid, published().first()[u"kid"]);
    QCOMPARE(published().size(), 4);

    m_provider.command(u"rotateKeys"_s, {{u"keep"_s, true}});
    QCOMPARE(published().size(), 8);
}

void tst_RealProvider::aRequestCanBePushed()
{
    // 201 {"expires_in":60,"request_uri":"urn:ietf:params:oauth:request_uri:V6nWgSis35C0KBZGDMXqu"}
    const PlainAnswer pushed = m_http->post(m_provider.url(u"/request"_s), authorization({}, u"journal-par"_s));
    QCOMPARE(pushed.status, 201);
    QCOMPARE(pushed.json[u"expires_in"], 60);
    QVERIFY(browse(*m_browser,
                   PlainHttp::with(m_provider.url(u"/auth"_s),
                                   {{u"client_id"_s, u"journal-par"_s},
                                    {u"request_uri"_s, pushed.json[u"request_uri"].toString()}})));
    QVERIFY(exchange(m_browser->answered(u"code"_s), u"journal-par"_s).contains(u"refresh_token"));

    const PlainAnswer withoutPkce = m_http->post(m_provider.url(u"/request"_s),
                                                 {{u"client_id"_s, u"journal"_s},
                                                  {u"response_type"_s, u"code"_s},
                                                  {u"scope"_s, u"openid"_s},
                                                  {u"redirect_uri"_s, QString::fromLatin1(redirect)}});
    QCOMPARE(withoutPkce.status, 400);
    QCOMPARE(withoutPkce.json[u"error"], u"invalid_request"_s);
}

void tst_RealProvider::aClientMayHaveToPushItsRequests()
{
    QVERIFY(browse(*m_browser, PlainHttp::with(m_provider.url(u"/auth"_s), authorization({}, u"journal-par"_s))));
    QCOMPARE(m_browser->answered(u"error"_s), u"invalid_request"_s);
}

void tst_RealProvider::aDeviceLogsInByACode()
{
    // {"device_code":"43 letters","user_code":"KXKX-SCFM","verification_uri":"https://127.0.0.1:38439/device",
    //  "verification_uri_complete":"https://127.0.0.1:38439/device?user_code=KXKX-SCFM","expires_in":600}: no interval.
    const PlainAnswer device = m_http->post(m_provider.url(u"/device/auth"_s),
                                            {{u"client_id"_s, u"journal"_s}, {u"scope"_s, u"openid offline_access"_s}});
    QCOMPARE(device.status, 200);
    QCOMPARE(device.json.keys(),
             QStringList({u"device_code"_s, u"expires_in"_s, u"user_code"_s, u"verification_uri"_s,
                          u"verification_uri_complete"_s}));

    const auto poll = [&] {
        return m_http->post(m_provider.url(u"/token"_s),
                            {{u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s},
                             {u"client_id"_s, u"journal"_s},
                             {u"device_code"_s, device.json[u"device_code"].toString()}});
    };
    QCOMPARE(poll().status, 400);
    QCOMPARE(poll().json[u"error"], u"authorization_pending"_s);
    QVERIFY(browse(*m_browser, QUrl(device.json[u"verification_uri_complete"].toString())));
    QVERIFY(m_browser->page().contains("id=\"connected\""));
    const PlainAnswer tokens = poll();
    QCOMPARE(tokens.status, 200);
    QVERIFY(tokens.json.contains(u"id_token") && tokens.json.contains(u"refresh_token"));
    QCOMPARE(poll().json[u"error"], u"invalid_grant"_s); // once only
}

void tst_RealProvider::aClientMayHaveToBindItsTokens()
{
    QVERIFY(browse(*m_browser, PlainHttp::with(m_provider.url(u"/auth"_s), authorization({}, u"journal-dpop"_s))));
    QCOMPARE(exchange(m_browser->answered(u"code"_s), u"journal-dpop"_s)[u"error"],
             u"invalid_grant"_s); // without a DPoP proof
}

void tst_RealProvider::aBrowserStaysLoggedIn()
{
    QVERIFY(!logIn(*m_browser).isEmpty());
    QVERIFY(!logIn(*m_browser).isEmpty());
    QCOMPARE(m_browser->titles(), QStringList {u"Allow access?"_s}); // a native application is asked about each time
}

void tst_RealProvider::aFreshLoginIsAskedFor()
{
    const QJsonObject first = logIn(*m_browser);
    m_provider.moveClock(60s);
    const QJsonObject second = logIn(*m_browser, {{u"prompt"_s, u"login consent"_s}});
    QCOMPARE(m_browser->titles(), QStringList({u"Log in"_s, u"Allow access?"_s}));
    const auto authTime = [](const QJsonObject &tokens) {
        return jwtPart(tokens[u"id_token"].toString(), 1)[u"auth_time"].toInteger();
    };
    QCOMPARE_GE(authTime(second) - authTime(first), 60);
}

void tst_RealProvider::anOldLoginIsAskedForAgain()
{
    QVERIFY(!logIn(*m_browser).isEmpty());
    QVERIFY(!logIn(*m_browser, {{u"max_age"_s, u"600"_s}}).isEmpty());
    QCOMPARE(m_browser->titles(), QStringList {u"Allow access?"_s});
    m_provider.moveClock(660s);
    QVERIFY(!logIn(*m_browser, {{u"max_age"_s, u"600"_s}}).isEmpty());
    QCOMPARE(m_browser->titles(), QStringList({u"Log in"_s, u"Allow access?"_s}));
}

void tst_RealProvider::aCancelledLoginIsDenied()
{
    // ?error=access_denied&error_description=End-User+aborted+interaction&state=…&iss=…
    m_browser->setPlan(Plan::CancelLogin);
    QVERIFY(browse(*m_browser, authorizationUrl()));
    QCOMPARE(m_browser->answered(u"error"_s), u"access_denied"_s);
    QCOMPARE(m_browser->answered(u"iss"_s), m_provider.issuer().toString());
    QVERIFY(m_browser->answered(u"code"_s).isNull());
}

void tst_RealProvider::aRefusedConsentIsDenied()
{
    m_browser->setPlan(Plan::CancelConsent);
    QVERIFY(browse(*m_browser, authorizationUrl()));
    QCOMPARE(m_browser->titles(), QStringList({u"Log in"_s, u"Allow access?"_s}));
    QCOMPARE(m_browser->answered(u"error"_s), u"access_denied"_s);
}

void tst_RealProvider::aWrongPasswordIsComplainedAbout()
{
    m_browser->setPlan(Plan::WrongPassword);
    QVERIFY(browse(*m_browser, authorizationUrl()));
    QVERIFY(m_browser->page().contains("The user name or the password is wrong."));
    QVERIFY(m_browser->redirect().isEmpty());
    m_browser->goOn(Plan::LogIn);
    QTRY_VERIFY(!m_browser->isBusy());
    QVERIFY(!m_browser->answered(u"code"_s).isEmpty());
}

void tst_RealProvider::aClosedWindowLeavesNothing()
{
    m_browser->setPlan(Plan::CloseWindow);
    QVERIFY(browse(*m_browser, authorizationUrl()));
    QCOMPARE(m_browser->titles(), QStringList {u"Log in"_s});
    QVERIFY(m_browser->redirect().isEmpty());
}

void tst_RealProvider::aRevokedTokenIsRefused()
{
    const QJsonObject tokens = logIn(*m_browser);
    const PlainAnswer revoked =
        m_http->post(m_provider.url(u"/token/revocation"_s),
                     {{u"client_id"_s, u"journal"_s}, {u"token"_s, tokens[u"refresh_token"].toString()}});
    QCOMPARE(revoked.status, 200);
    QVERIFY(revoked.body.isEmpty());
    QCOMPARE(refresh(tokens[u"refresh_token"].toString()).json[u"error"], u"invalid_grant"_s);
    QCOMPARE(userinfo(tokens[u"access_token"].toString()).status, 401);
}

void tst_RealProvider::aGrantCanBeRevokedAtTheProvider()
{
    const QJsonObject tokens = logIn(*m_browser);
    QCOMPARE_GE(m_provider.revokeGrants(u"ada"_s), 1);
    QCOMPARE(refresh(tokens[u"refresh_token"].toString()).json[u"error"], u"invalid_grant"_s);
    QCOMPARE(userinfo(tokens[u"access_token"].toString()).status, 401);
    QVERIFY(logIn(*m_browser).contains(u"refresh_token")); // a new one is granted
}

void tst_RealProvider::aDisabledAccountIsRefused()
{
    m_browser->setPerson(ScriptedBrowser::grace());
    const QJsonObject tokens = logIn(*m_browser);
    m_provider.setAccountDisabled(u"grace"_s, true);
    const PlainAnswer refreshed = refresh(tokens[u"refresh_token"].toString());
    const int status = userinfo(tokens[u"access_token"].toString()).status;
    m_browser->forgetCookies();
    QVERIFY(browse(*m_browser, authorizationUrl()));
    m_provider.setAccountDisabled(u"grace"_s, false);
    QCOMPARE(refreshed.json[u"error"], u"invalid_grant"_s);
    QCOMPARE(status, 401);
    QVERIFY(m_browser->page().contains("This account is disabled."));
    QCOMPARE(refresh(tokens[u"refresh_token"].toString()).status, 200); // it was not used up
}

void tst_RealProvider::aLogoutEndsTheLoginInTheBrowser()
{
    const QJsonObject tokens = logIn(*m_browser);
    QVERIFY(browse(*m_browser,
                   PlainHttp::with(m_provider.url(u"/session/end"_s),
                                   {{u"id_token_hint"_s, tokens[u"id_token"].toString()},
                                    {u"post_logout_redirect_uri"_s, u"http://127.0.0.1/callback"_s},
                                    {u"state"_s, u"s"_s}})));
    QCOMPARE(m_browser->titles(), QStringList {u"Log out?"_s});
    QCOMPARE(m_browser->redirect(), QUrl(u"http://127.0.0.1/callback?state=s"_s));
    QVERIFY(!logIn(*m_browser).isEmpty());
    QCOMPARE(m_browser->titles(), QStringList({u"Log in"_s, u"Allow access?"_s}));
    QCOMPARE(refresh(tokens[u"refresh_token"].toString()).status,
             200); // offline access goes on: revocation is another thing
}

void tst_RealProvider::anEndpointCanFailAndHeal()
{
    m_provider.command(u"fail"_s, {{u"path"_s, u"/jwks"_s}, {u"status"_s, 503}});
    QCOMPARE(m_http->get(m_provider.url(u"/jwks"_s)).status, 503);
    m_provider.command(u"heal"_s, {{u"path"_s, u"/jwks"_s}});
    QCOMPARE(m_http->get(m_provider.url(u"/jwks"_s)).status, 200);
}

void tst_RealProvider::theProviderCanGoAwayAndComeBack()
{
    const QJsonObject tokens = logIn(*m_browser);
    m_provider.goAway();
    QCOMPARE(userinfo(tokens[u"access_token"].toString()).status, 0);
    m_provider.comeBack();
    QCOMPARE(userinfo(tokens[u"access_token"].toString()).status, 200);
}

static int startAndDie()
{
    RealProvider provider;
    if (provider.start())
        std::printf("%lld\n", static_cast<long long>(provider.processId()));
    std::fflush(stdout);
    return std::raise(SIGKILL);
}

void tst_RealProvider::theProviderEndsWithTheTest()
{
    QTemporaryDir litter; // of a test that could not tidy up
    QProcess test;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, litter.path());
    test.setProcessEnvironment(environment);
    test.start(QCoreApplication::applicationFilePath(), {u"--die"_s});
    QVERIFY(test.waitForFinished(patience));
    QCOMPARE(test.exitStatus(), QProcess::CrashExit);
    const QByteArray provider = test.readAllStandardOutput().trimmed();
    QVERIFY2(!provider.isEmpty(), test.readAllStandardError().constData());
    QTRY_VERIFY(!QFile::exists(u"/proc/"_s + QString::fromLatin1(provider)));
}

void tst_RealProvider::withoutNodeThereIsAWayOut()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nonexistent");
    RealProvider provider;
    const bool started = provider.start();
    qputenv("PATH", path);
    QVERIFY(!started);
    QVERIFY(provider.complaint().contains("tests/network/provider/install"_L1));
    QVERIFY2(provider.start(), qPrintable(provider.complaint()));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == "--die"_L1)
        return startAndDie();
    tst_RealProvider test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_realprovider.moc"
