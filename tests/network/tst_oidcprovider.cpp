// SPDX-License-Identifier: MIT
#include "network/company.h"

#include <QtCore/qregularexpression.h>

using namespace QtLogin;
using namespace std::chrono_literals;

using Endpoint = ScriptedProvider::Endpoint;

// Logins at a server that is in order. What it may do wrong is in tst_oidcrefusals.
class tst_OidcProvider : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLoginBeginsWithThePageOfTheServer(); // G1
    void eachLoginHasSecretsOfItsOwn(); // G2
    void theUserIsTheSubjectOfTheIssuer(); // G8
    void twoIssuersHaveTwoUsersWithOneAddress(); // G8
    void theServerKnowsTheNameToBeginWith();
    void aKnownBrowserIsAnOldProof(); // C8
    void aNewProofIsAskedForAndGiven(); // C8
    void aServerThatDoesNotSayWhenGivesNoFreshLogin(); // C8
    void theScopesAreThoseThatWereGranted();
    void theScopesAreThoseOfAClaim_data();
    void theScopesAreThoseOfAClaim();
    void aSecondLoginCancelsTheFirst(); // G5, row 51
    void aLoginThatIsGivenUpIsCancelled();
    void aLoginIsGivenUpWhileItBegins();
    void aBrowserThatDoesNotComeIsNotWaitedForLongerThanFiveMinutes(); // row 49
    void theBrowserMayComeBeforeTheApplicationWaits();
    void theBrowserShowsHowItWent_data();
    void theBrowserShowsHowItWent();
    void aServerThatTakesPushesGetsThem();
    void theRedirectPathIsThatOfTheSettings();
    void furtherParametersReachTheServer();
    void theDescriptionIsKeptForAnHour();
    void theKeysAreKeptForAnHour();
    void newKeysAreFetchedWhenATokenNeedsThem(); // row 48
    void unknownKeysAreFetchedOnceAMinute(); // row 48
    void theNetworkComesBack(); // row 42
    void idsOfOthersAreAbsent();
    void wrongSettingsAreNotConfigured();
    void aPasswordIsNotConfigured();
    void theEndOfTheProviderEndsTheLogin();
    void noSecretIsLogged(); // J5
};

static QString parameter(const QUrl &link, const char *name)
{
    return QUrlQuery(link).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

void tst_OidcProvider::aLoginBeginsWithThePageOfTheServer()
{
    Company company;
    QCOMPARE(company.provider->ways(), QList {LoginWay::Browser});
    const auto step = company.begin();
    QVERIFY(step);
    QVERIFY(!step->handle.isEmpty());
    QVERIFY(!step->message.isEmpty());
    QCOMPARE(step->link.adjusted(QUrl::RemoveQuery).toString(), company.server.issuer().toString() + QStringLiteral("/authorize"));
    QCOMPARE(parameter(step->link, "response_type"), QStringLiteral("code"));
    QCOMPARE(parameter(step->link, "client_id"), company.server.clientId());
    QCOMPARE(parameter(step->link, "scope"), QStringLiteral("openid profile"));
    QCOMPARE(parameter(step->link, "code_challenge_method"), QStringLiteral("S256"));
    QCOMPARE(parameter(step->link, "code_challenge").size(), 43);
    QCOMPARE(parameter(step->link, "max_age"), QStringLiteral("31536000"));
    QVERIFY(!QUrlQuery(step->link).hasQueryItem(QStringLiteral("prompt")));
    QVERIFY(!QUrlQuery(step->link).hasQueryItem(QStringLiteral("login_hint")));
    QVERIFY(parameter(step->link, "redirect_uri").startsWith(u"http://127.0.0.1:"));
}

void tst_OidcProvider::eachLoginHasSecretsOfItsOwn()
{
    Company company;
    const auto first = company.begin();
    const auto second = company.begin();
    QVERIFY(first && second);
    for (const char *name : {"state", "nonce", "code_challenge", "redirect_uri"})
        QVERIFY2(parameter(first->link, name) != parameter(second->link, name), name);
    QVERIFY(first->handle != second->handle);
}

void tst_OidcProvider::theUserIsTheSubjectOfTheIssuer()
{
    Company company;
    company.server.setAccount({QStringLiteral("u-7"),
                               {{QStringLiteral("preferred_username"), QStringLiteral("grace")},
                                {QStringLiteral("name"), QStringLiteral("Grace Hopper")},
                                {QStringLiteral("email"), QStringLiteral("grace@example.org")},
                                {QStringLiteral("email_verified"), true}}});
    const auto proof = company.logIn();
    QVERIFY(proof);
    QCOMPARE(proof->userId, company.idOf(QStringLiteral("u-7")));
    QCOMPARE(*proof->provedAt, std::chrono::floor<std::chrono::seconds>(company.clock->wall()));
    const auto loaded = company.load(proof->userId);
    QVERIFY(loaded);
    const OidcUser *const grace = OidcUser::in(*loaded);
    QVERIFY(grace);
    QCOMPARE(grace->id(), proof->userId);
    QCOMPARE(grace->issuer(), company.server.issuer().toString());
    QCOMPARE(grace->subject(), QStringLiteral("u-7"));
    QCOMPARE(grace->userName(), QStringLiteral("grace"));
    QCOMPARE(grace->displayName(), QStringLiteral("Grace Hopper"));
    QVERIFY(grace->isEmailVerified());
    QVERIFY(!grace->claims().contains(QStringLiteral("aud")));
}

void tst_OidcProvider::twoIssuersHaveTwoUsersWithOneAddress()
{
    Company one;
    Company other;
    const auto first = one.logIn();
    const auto second = other.logIn();
    QVERIFY(first && second);
    QVERIFY(first->userId != second->userId);
    QVERIFY(other.load(first->userId).failedWith(Error::Kind::Absent));
    QVERIFY(one.load(first->userId));
}

void tst_OidcProvider::theServerKnowsTheNameToBeginWith()
{
    Company company;
    const auto step = company.begin(Company::browser().withUserName(QStringLiteral("ada & co@example.org")));
    QVERIFY(step);
    QCOMPARE(parameter(step->link, "login_hint"), QStringLiteral("ada & co@example.org"));
}

void tst_OidcProvider::aKnownBrowserIsAnOldProof()
{
    Company company;
    const auto first = company.logIn();
    QVERIFY(first);
    company.advance(3h);
    const auto second = company.logIn();
    QVERIFY(second);
    QCOMPARE(*second->provedAt, *first->provedAt);
    company.server.forgetBrowser();
    const auto third = company.logIn();
    QVERIFY(third);
    QCOMPARE(*third->provedAt, *first->provedAt + 3h);
}

void tst_OidcProvider::aNewProofIsAskedForAndGiven()
{
    Company company;
    const auto first = company.logIn();
    QVERIFY(first);
    company.advance(3h);
    const auto step = company.begin(Company::browser().provingAnew());
    QVERIFY(step);
    QCOMPARE(parameter(step->link, "prompt"), QStringLiteral("login"));
    QCOMPARE(parameter(step->link, "max_age"), QStringLiteral("0"));
    const auto second = company.finish(*step);
    QVERIFY(second);
    QCOMPARE(*second->provedAt, *first->provedAt + 3h);
}

void tst_OidcProvider::aServerThatDoesNotSayWhenGivesNoFreshLogin()
{
    Company company;
    company.server.changeClaims([](QJsonObject &claims) { claims.remove(QStringLiteral("auth_time")); });
    const auto proof = company.logIn();
    QVERIFY(proof);
    QCOMPARE(*proof->provedAt, Clock::Wall {}); // long ago
    QVERIFY(company.logIn(Company::browser().provingAnew()).failedWith(Error::Kind::Damaged));
    company.server.heal();
    QVERIFY(company.logIn(Company::browser().provingAnew()));
}

void tst_OidcProvider::theScopesAreThoseThatWereGranted()
{
    Company company;
    const auto proof = company.logIn();
    QVERIFY(proof);
    QCOMPARE((*company.load(proof->userId))->scopes(), (Scopes {QStringLiteral("openid"), QStringLiteral("profile")}));
}

void tst_OidcProvider::theScopesAreThoseOfAClaim_data()
{
    QTest::addColumn<QJsonValue>("claim");
    QTest::addColumn<QStringList>("scopes");
    const QStringList both {QStringLiteral("admin"), QStringLiteral("editor")};
    QTest::newRow("a list") << QJsonValue(QJsonArray::fromStringList(both)) << both;
    QTest::newRow("words") << QJsonValue(QStringLiteral("editor  admin")) << both;
    QTest::newRow("an empty list") << QJsonValue(QJsonArray()) << QStringList();
    QTest::newRow("no claim") << QJsonValue(QJsonValue::Undefined) << QStringList();
    QTest::newRow("true") << QJsonValue(true) << QStringList();
    QTest::newRow("an object") << QJsonValue(QJsonObject {{QStringLiteral("admin"), true}}) << QStringList();
    QTest::newRow("a list with others") << QJsonValue(QJsonArray {1, QStringLiteral("admin"), QString()})
                                        << QStringList {QStringLiteral("admin")};
}

void tst_OidcProvider::theScopesAreThoseOfAClaim()
{
    QFETCH(const QJsonValue, claim);
    QFETCH(const QStringList, scopes);
    Company company([](OidcSettings &settings) { settings.scopeClaim = QStringLiteral("roles"); });
    company.server.setAccount({QStringLiteral("u-1"), {{QStringLiteral("roles"), claim}}});
    const auto proof = company.logIn();
    QVERIFY(proof);
    QCOMPARE((*company.load(proof->userId))->scopes(), Scopes(scopes.begin(), scopes.end()));
}

void tst_OidcProvider::aSecondLoginCancelsTheFirst()
{
    Company company;
    const auto first = company.begin();
    QVERIFY(first);
    const auto waiting = company.await(*first);
    const auto second = company.begin();
    QVERIFY(second);
    QVERIFY(Stage::resultOf(waiting).failedWith(Error::Kind::Cancelled));
    QVERIFY(Stage::resultOf(company.await(*first)).failedWith(Error::Kind::Cancelled));
    company.server.visit(first->link); // the first tab is still open
    QVERIFY(company.finish(*second));
}

void tst_OidcProvider::aLoginThatIsGivenUpIsCancelled()
{
    Company company;
    const auto step = company.begin();
    QVERIFY(step);
    const auto waiting = company.await(*step);
    company.provider->giveUp("another one's");
    QVERIFY(!waiting.isFinished());
    company.provider->giveUp(step->handle);
    QVERIFY(Stage::resultOf(waiting).failedWith(Error::Kind::Cancelled));
    company.server.visit(step->link);
    QVERIFY(Stage::resultOf(company.await(*step)).failedWith(Error::Kind::Cancelled));
    QCOMPARE(company.server.count(Endpoint::Token), 0);
    QVERIFY(company.logIn());
}

void tst_OidcProvider::aLoginIsGivenUpWhileItBegins()
{
    Company company;
    company.server.server().hold();
    const auto first = company.provider->authenticate(Company::browser());
    const auto second = company.provider->authenticate(Company::browser());
    QVERIFY(Stage::resultOf(first).failedWith(Error::Kind::Cancelled));
    QTRY_VERIFY(company.server.server().heldCount() > 0);
    company.server.server().releaseHeld();
    const auto begun = Stage::resultOf(second);
    QVERIFY(begun);
    QVERIFY(company.finish(std::get<NextStep>(*begun)));
    QCOMPARE(company.server.count(Endpoint::Discovery), 1);
}

void tst_OidcProvider::aBrowserThatDoesNotComeIsNotWaitedForLongerThanFiveMinutes()
{
    Company company;
    const auto step = company.begin();
    QVERIFY(step);
    const auto waiting = company.await(*step);
    company.advance(5min - 1s);
    QVERIFY(!waiting.isFinished());
    company.advance(1s);
    QVERIFY(Stage::resultOf(waiting).failedWith(Error::Kind::TimedOut));
    QVERIFY(company.logIn());
}

void tst_OidcProvider::theBrowserMayComeBeforeTheApplicationWaits()
{
    Company company;
    const auto step = company.begin();
    QVERIFY(step);
    company.server.visit(step->link);
    QTRY_VERIFY(!company.server.lastRequest().isEmpty());
    const auto done = Stage::resultOf(company.await(*step));
    QVERIFY(done);
    QVERIFY(std::holds_alternative<Proof>(*done));
}

void tst_OidcProvider::theBrowserShowsHowItWent_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("logged in") << QString() << QByteArray("You are logged in");
    QTest::newRow("cancelled") << QStringLiteral("access_denied") << QByteArray("The login was cancelled");
    QTest::newRow("failed") << QStringLiteral("server_error") << QByteArray("The login did not work");
}

void tst_OidcProvider::theBrowserShowsHowItWent()
{
    QFETCH(const QString, error);
    QFETCH(const QByteArray, words);
    Company company;
    company.server.refuse(error);
    QCOMPARE(company.logIn().has_value(), error.isEmpty());
    QTRY_VERIFY(company.server.answerPage().contains(words));
}

void tst_OidcProvider::aServerThatTakesPushesGetsThem()
{
    Company company;
    company.server.setPushing(true);
    const auto step = company.begin();
    QVERIFY(step);
    QCOMPARE(QUrlQuery(step->link).queryItems().size(), 2);
    QCOMPARE(parameter(step->link, "client_id"), company.server.clientId());
    QVERIFY(parameter(step->link, "request_uri").startsWith(u"urn:ietf:params:oauth:request_uri:"));
    QVERIFY(company.finish(*step));
    QCOMPARE(company.server.count(Endpoint::Push), 1);
    QCOMPARE(company.server.lastRequest().queryItemValue(QStringLiteral("response_type")), QStringLiteral("code"));
}

void tst_OidcProvider::theRedirectPathIsThatOfTheSettings()
{
    Company company([](OidcSettings &settings) { settings.redirectPath = QStringLiteral("/callback"); });
    const auto step = company.begin();
    QVERIFY(step);
    QCOMPARE(QUrl(parameter(step->link, "redirect_uri")).path(), QStringLiteral("/callback"));
    QVERIFY(company.finish(*step));
}

void tst_OidcProvider::furtherParametersReachTheServer()
{
    Company company([](OidcSettings &settings) { settings.parameters = {{QStringLiteral("acr_values"), QStringLiteral("mfa & more")}}; });
    const auto step = company.begin();
    QVERIFY(step);
    QCOMPARE(parameter(step->link, "acr_values"), QStringLiteral("mfa & more"));
    QVERIFY(company.finish(*step));
}

void tst_OidcProvider::theDescriptionIsKeptForAnHour()
{
    Company company;
    QVERIFY(company.logIn());
    company.advance(59min);
    QVERIFY(company.logIn());
    QCOMPARE(company.server.count(Endpoint::Discovery), 1);
    company.advance(1min);
    QVERIFY(company.logIn());
    QCOMPARE(company.server.count(Endpoint::Discovery), 2);
}

void tst_OidcProvider::theKeysAreKeptForAnHour()
{
    Company company;
    QVERIFY(company.logIn());
    company.advance(59min);
    QVERIFY(company.logIn());
    QCOMPARE(company.server.count(Endpoint::Keys), 1);
    company.advance(1min);
    QVERIFY(company.logIn());
    QCOMPARE(company.server.count(Endpoint::Keys), 2);
}

void tst_OidcProvider::newKeysAreFetchedWhenATokenNeedsThem()
{
    Company company;
    QVERIFY(company.logIn());
    company.server.rotateKeys();
    QVERIFY(company.logIn());
    QCOMPARE(company.server.count(Endpoint::Keys), 2);
    QVERIFY(company.logIn());
    QCOMPARE(company.server.count(Endpoint::Keys), 2);
}

void tst_OidcProvider::unknownKeysAreFetchedOnceAMinute()
{
    Company company;
    QVERIFY(company.logIn());
    company.server.signWithUnknownKey();
    QVERIFY(company.logIn().failedWith(Error::Kind::Damaged));
    QVERIFY(company.logIn().failedWith(Error::Kind::Damaged));
    QCOMPARE(company.server.count(Endpoint::Keys), 2);
    company.advance(1min);
    QVERIFY(company.logIn().failedWith(Error::Kind::Damaged));
    QCOMPARE(company.server.count(Endpoint::Keys), 3);
    company.server.rotateKeys();
    QVERIFY(company.logIn().failedWith(Error::Kind::Damaged)); // the minute is not over
    company.advance(1min);
    QVERIFY(company.logIn());
}

void tst_OidcProvider::theNetworkComesBack()
{
    Company company;
    company.server.server().stop();
    QVERIFY(company.logIn().failedWith(Error::Kind::Unavailable));
    company.server.server().start();
    const auto step = company.begin();
    QVERIFY(step);
    const QUrl answer = company.server.answerTo(step->link);
    const auto waiting = company.await(*step);
    company.server.server().stop();
    company.server.deliver(answer);
    QVERIFY(Stage::resultOf(waiting).failedWith(Error::Kind::Unavailable));
    company.server.server().start();
    QVERIFY(company.logIn());
}

void tst_OidcProvider::idsOfOthersAreAbsent()
{
    Company company;
    const QString issuer = company.server.issuer().toString();
    QVERIFY(company.load(company.idOf(QStringLiteral("u-1"))).failedWith(Error::Kind::Unavailable));
    QVERIFY(company.logIn());
    QVERIFY(company.load(company.idOf(QStringLiteral("u-1"))));
    QVERIFY(company.load(company.idOf(QStringLiteral("u-2"))).failedWith(Error::Kind::Unavailable));
    for (const QString &id : {QStringLiteral("u-1"), issuer, issuer + u'#', issuer + QStringLiteral("/#u-1"),
                              QStringLiteral("https://id.example.org#u-1"), QString()})
        QVERIFY2(company.load(id).failedWith(Error::Kind::Absent), qPrintable(id));
}

void tst_OidcProvider::wrongSettingsAreNotConfigured()
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("nobody can log in.*The client id is empty")));
    Company company([](OidcSettings &settings) { settings.clientId.clear(); });
    QVERIFY(company.begin().failedWith(Error::Kind::NotConfigured));
    QVERIFY(company.load(company.idOf(QStringLiteral("u-1"))).failedWith(Error::Kind::NotConfigured));
    QVERIFY(company.server.server().requests().isEmpty());
}

void tst_OidcProvider::aPasswordIsNotConfigured()
{
    Company company;
    QVERIFY(company.begin(Stage::adasPassword()).failedWith(Error::Kind::NotConfigured));
    QVERIFY(company.server.server().requests().isEmpty());
    QVERIFY(company.logIn());
}

void tst_OidcProvider::theEndOfTheProviderEndsTheLogin()
{
    Company company;
    const auto step = company.begin();
    QVERIFY(step);
    const auto waiting = company.await(*step);
    company.provider.reset();
    QVERIFY(Stage::resultOf(waiting).failedWith(Error::Kind::Abandoned));

    Company another;
    another.server.server().hold();
    const auto begun = another.provider->authenticate(Company::browser());
    QTRY_COMPARE(another.server.server().heldCount(), 1);
    another.provider.reset();
    QVERIFY(Stage::resultOf(begun).failedWith(Error::Kind::Abandoned));
}

static QByteArray logged;

static void keepLogged(QtMsgType, const QMessageLogContext &, const QString &text)
{
    logged += text.toUtf8() + '\n';
}

void tst_OidcProvider::noSecretIsLogged()
{
    Company company;
    logged.clear();
    QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.*=true"));
    const QtMessageHandler before = qInstallMessageHandler(keepLogged);
    QString errors;
    const auto tryOnce = [&] {
        const auto done = company.logIn();
        if (!done)
            errors += done.error().message() + u'\n';
    };
    tryOnce();
    for (const Endpoint endpoint : {Endpoint::Discovery, Endpoint::Keys, Endpoint::Token, Endpoint::UserInfo}) {
        company.server.change(endpoint, [](ServerAnswer &answer) { answer.body.chop(1); });
        company.advance(2h);
        tryOnce();
        company.server.heal();
    }
    company.server.refuse(QStringLiteral("server_error"), QStringLiteral("a description"));
    tryOnce();
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QVERIFY(!errors.contains(u"a description"));
    QVERIFY(logged.contains("a description"));
    QVERIFY(company.server.secrets().size() > 12);
    const QByteArray seen = logged + errors.toUtf8();
    for (const QByteArray &secret : company.server.secrets()) {
        QVERIFY(secret.size() > 20);
        QVERIFY(!seen.contains(secret));
    }
}

QTEST_GUILESS_MAIN(tst_OidcProvider)
#include "tst_oidcprovider.moc"
