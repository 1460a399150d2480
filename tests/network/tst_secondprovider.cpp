// SPDX-License-Identifier: MIT
#include "network/plainhttp.h"
#include "network/secondprovider.h"

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtTest/qtest.h>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using Form = PlainHttp::Form;

// The second provider's own ways, where they differ from those of tst_realprovider. The comments have the shapes of the answers.
class tst_SecondProvider : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theIssuerHasAPath();
    void aLoginBringsTokens();
    void theRedirectIsComparedToTheLetter();
    void aRequestWithoutPkceIsRefused();
    void aUsedRefreshTokenIsRefusedWithoutAWord();
    void theProviderEndsWithTheTest();

private:
    const QUrl redirect {u"http://127.0.0.1:49152/callback"_s}; // no test listens there: nothing is delivered
    const QString verifier = QString(43, u'v');

    QUrl authorization(const QUrl &redirectTo, bool pkce = true) const;
    QJsonObject tokens();
    PlainAnswer refresh(const QString &token);

    SecondProvider m_provider;
    std::unique_ptr<PlainHttp> m_http;
};

void tst_SecondProvider::initTestCase()
{
    QVERIFY2(m_provider.start(redirect), qPrintable(m_provider.complaint()));
    m_http = std::make_unique<PlainHttp>(m_provider.authority().certificate());
}

QUrl tst_SecondProvider::authorization(const QUrl &redirectTo, bool pkce) const
{
    Form form {
        {u"client_id"_s, u"journal"_s}, {u"response_type"_s, u"code"_s}, {u"redirect_uri"_s, redirectTo.toString()},
        {u"scope"_s, u"openid"_s},      {u"state"_s, u"a-state"_s},      {u"nonce"_s, u"a-nonce"_s}};
    if (pkce) {
        form.emplace_back(u"code_challenge"_s, challengeOf(verifier));
        form.emplace_back(u"code_challenge_method"_s, u"S256"_s);
    }
    return PlainHttp::with(m_provider.url(u"/auth"_s), form);
}

QJsonObject tst_SecondProvider::tokens()
{
    const QUrlQuery answer(m_provider.logIn(authorization(redirect)));
    return m_http
        ->post(m_provider.url(u"/token"_s),
               {{u"grant_type"_s, u"authorization_code"_s},
                {u"client_id"_s, u"journal"_s},
                {u"code"_s, answer.queryItemValue(u"code"_s)},
                {u"redirect_uri"_s, redirect.toString()},
                {u"code_verifier"_s, verifier}})
        .json;
}

PlainAnswer tst_SecondProvider::refresh(const QString &token)
{
    return m_http->post(
        m_provider.url(u"/token"_s),
        {{u"grant_type"_s, u"refresh_token"_s}, {u"client_id"_s, u"journal"_s}, {u"refresh_token"_s, token}});
}

void tst_SecondProvider::theIssuerHasAPath()
{
    // It offers neither PAR nor DPoP nor the end of a session, and does not say that "iss" is in its answers. The methods of
    // its token endpoint are said to be client_secret_basic and client_secret_post; it takes "none" all the same.
    const QJsonObject offer = m_http->get(m_provider.url(u"/.well-known/openid-configuration"_s)).json;
    QCOMPARE(offer[u"issuer"], m_provider.issuer().toString());
    QVERIFY(m_provider.issuer().path() == "/api/oidc"_L1);
    for (const auto &[name, path] : Form {{u"authorization_endpoint"_s, u"/auth"_s},
                                          {u"token_endpoint"_s, u"/token"_s},
                                          {u"jwks_uri"_s, u"/jwks"_s},
                                          {u"userinfo_endpoint"_s, u"/userinfo"_s}})
        QCOMPARE(offer[name], m_provider.url(path).toString());
    QCOMPARE(offer[u"code_challenge_methods_supported"], QJsonArray {u"S256"_s});
    QVERIFY(!offer.contains(u"authorization_response_iss_parameter_supported"));
    QVERIFY(!offer.contains(u"pushed_authorization_request_endpoint"));
    QVERIFY(!offer.contains(u"end_session_endpoint"));
}

void tst_SecondProvider::aLoginBringsTokens()
{
    // http://127.0.0.1:49152/callback?state=a-state&code=1JTHNBwiRr6lpn7e2YI3hIgSDikjcYr4
    const QUrlQuery answer(m_provider.logIn(authorization(redirect)));
    QCOMPARE(answer.queryItemValue(u"state"_s), u"a-state"_s);
    QVERIFY(!answer.hasQueryItem(u"iss"_s));

    // {"token_type":"bearer","access_token":"a JWT","refresh_token":"128 letters","iat":1796085559,"expires_in":300,
    //  "scope":"openid","id_token":"…"}: the type in small letters, a refresh token without offline_access.
    const QJsonObject got = tokens();
    QCOMPARE(got.keys(),
             QStringList({u"access_token"_s, u"expires_in"_s, u"iat"_s, u"id_token"_s, u"refresh_token"_s, u"scope"_s,
                          u"token_type"_s}));
    QCOMPARE(got[u"token_type"], u"bearer"_s);
    QCOMPARE(jwtPart(got[u"access_token"].toString(), 0)[u"typ"], u"at+jwt"_s);

    // {"sub":"hIIUxhmZlTEMDDGVFbhnMKkYpf8h1EPZ","iss":"…/api/oidc","aud":"journal","exp":…,"iat":…,"auth_time":…,
    //  "azp":"journal","nonce":"a-nonce","amr":["password"],"at_hash":"…","c_hash":"…"}
    const QJsonObject claims = jwtPart(got[u"id_token"].toString(), 1);
    QCOMPARE(jwtPart(got[u"id_token"].toString(), 0)[u"alg"], u"ES256"_s);
    QCOMPARE(claims[u"azp"], u"journal"_s);
    QCOMPARE(claims[u"aud"], u"journal"_s);
    QCOMPARE(claims[u"nonce"], u"a-nonce"_s);
    const PlainAnswer userinfo = m_http->get(
        m_provider.url(u"/userinfo"_s), {{"Authorization", "Bearer " + got[u"access_token"].toString().toLatin1()}});
    QCOMPARE(userinfo.json[u"sub"], claims[u"sub"]);
}

void tst_SecondProvider::theRedirectIsComparedToTheLetter()
{
    QVERIFY(
        m_provider.logIn(authorization(QUrl(u"http://127.0.0.1:49153/callback"_s))).isEmpty()); // 403, without a word
}

void tst_SecondProvider::aRequestWithoutPkceIsRefused()
{
    const QUrlQuery answer(m_provider.logIn(authorization(redirect, false)));
    QCOMPARE(answer.queryItemValue(u"error"_s), u"invalid_request"_s);
}

void tst_SecondProvider::aUsedRefreshTokenIsRefusedWithoutAWord()
{
    const QString token = tokens()[u"refresh_token"].toString();
    const PlainAnswer first = refresh(token);
    QCOMPARE(first.status, 200);
    QCOMPARE_NE(first.json[u"refresh_token"], token);
    const PlainAnswer again = refresh(token);
    QCOMPARE(again.status, 400);
    QVERIFY(again.body.isEmpty()); // and no "invalid_grant"
    QCOMPARE(refresh(first.json[u"refresh_token"].toString()).status, 400); // what it had brought has gone, too
}

static int startAndDie()
{
    SecondProvider provider;
    if (provider.start(QUrl(u"http://127.0.0.1:49152/callback"_s)))
        std::printf("%lld\n", static_cast<long long>(provider.processId()));
    else
        std::fprintf(stderr, "%s\n", qPrintable(provider.complaint()));
    std::fflush(stdout);
    return std::raise(SIGKILL);
}

void tst_SecondProvider::theProviderEndsWithTheTest()
{
    QTemporaryDir litter; // of a test that could not tidy up
    QProcess test;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, litter.path());
    test.setProcessEnvironment(environment);
    test.start(QCoreApplication::applicationFilePath(), {u"--die"_s});
    QVERIFY(test.waitForFinished(patience));
    QCOMPARE(test.exitStatus(), QProcess::CrashExit);
    const QByteArray provider = test.readAllStandardOutput().trimmed(); // the shell, which waits for glewlwyd
    QVERIFY2(!provider.isEmpty(), test.readAllStandardError().constData());
    QTRY_VERIFY(!QFile::exists(u"/proc/"_s + QString::fromLatin1(provider)));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == "--die"_L1)
        return startAndDie();
    tst_SecondProvider test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_secondprovider.moc"
