// SPDX-License-Identifier: MIT
#include "network/oidcsettings.h"
#include "support/patience.h"

using namespace QtLogin;

// Which settings can be right.
class tst_OidcSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goodOnesAreGood_data();
    void goodOnesAreGood();
    void eachFaultHasASentence_data();
    void eachFaultHasASentence();
};

Q_DECLARE_METATYPE(OidcSettings)

static OidcSettings good()
{
    return {.issuer = QUrl(QStringLiteral("https://id.example.org")), .clientId = QStringLiteral("journal")};
}

template<typename Change>
static OidcSettings with(Change change)
{
    OidcSettings settings = good();
    change(settings);
    return settings;
}

static OidcSettings issuedBy(const char *issuer)
{
    return with([&](OidcSettings &settings) { settings.issuer = QUrl(QString::fromLatin1(issuer)); });
}

void tst_OidcSettings::goodOnesAreGood_data()
{
    QTest::addColumn<OidcSettings>("settings");
    QTest::newRow("the least") << good();
    QTest::newRow("a path") << issuedBy("https://id.example.org/tenant/v2.0");
    QTest::newRow("a slash") << issuedBy("https://id.example.org/");
    QTest::newRow("a port") << issuedBy("https://127.0.0.1:4711");
    QTest::newRow("everything") << with([](OidcSettings &settings) {
        settings.scopes = {QStringLiteral("profile"), QStringLiteral("https://example.org/scope")};
        settings.scopeClaim = QStringLiteral("roles");
        settings.parameters = {{QStringLiteral("acr_values"), QStringLiteral("a b")}};
        settings.redirectPath = QStringLiteral("/callback");
    });
}

void tst_OidcSettings::goodOnesAreGood()
{
    QFETCH(const OidcSettings, settings);
    QVERIFY(settings.check());
}

void tst_OidcSettings::eachFaultHasASentence_data()
{
    QTest::addColumn<OidcSettings>("settings");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const OidcSettings &settings, const char *words) {
        QTest::newRow(name) << settings << QString::fromLatin1(words);
    };
    row("no issuer", issuedBy(""), "issuer is empty");
    row("a host only", issuedBy("id.example.org"), "no whole address");
    row("no host", issuedBy("https:///path"), "no whole address");
    row("http", issuedBy("http://id.example.org"), "https://");
    row("another scheme", issuedBy("ftp://id.example.org"), "https://");
    row("a user", issuedBy("https://ada@id.example.org"), "user name");
    row("a query", issuedBy("https://id.example.org?a=b"), "query");
    row("a fragment", issuedBy("https://id.example.org#a"), "fragment");
    row("no client id", with([](OidcSettings &settings) { settings.clientId.clear(); }), "client id is empty");
    row("two scopes in one", with([](OidcSettings &settings) { settings.scopes = {QStringLiteral("profile email")}; }),
        "\"profile email\"");
    row("an empty scope", with([](OidcSettings &settings) { settings.scopes = {QString()}; }), "empty");
    row("a scope beyond ASCII", with([](OidcSettings &settings) { settings.scopes = {QStringLiteral("größe")}; }), "characters");
    row("a scope with a quote", with([](OidcSettings &settings) { settings.scopes = {QStringLiteral("a\"b")}; }), "characters");
    for (const char *name : {"state", "nonce", "prompt", "max_age", "redirect_uri", "client_secret", "code_challenge_method"}) {
        QTest::addRow("the parameter %s", name)
            << with([name](OidcSettings &settings) { settings.parameters = {{QLatin1String(name), QString()}}; })
            << QStringLiteral("\"%1\" is set by the login itself").arg(QLatin1String(name));
    }
    row("a parameter without a name", with([](OidcSettings &settings) { settings.parameters = {{QString(), QString()}}; }),
        "no name");
    row("an empty certificate", with([](OidcSettings &settings) { settings.certificates = {QSslCertificate()}; }), "certificate");
    row("a path without a slash", with([](OidcSettings &settings) { settings.redirectPath = QStringLiteral("callback"); }), "slash");
    row("a path with a query", with([](OidcSettings &settings) { settings.redirectPath = QStringLiteral("/a?b"); }), "letters");
}

void tst_OidcSettings::eachFaultHasASentence()
{
    QFETCH(const OidcSettings, settings);
    QFETCH(const QString, words);
    const auto checked = settings.check();
    QVERIFY(checked.failedWith(Error::Kind::InvalidInput));
    QVERIFY2(checked.error().message().contains(words), qPrintable(checked.error().message()));
}

QTEST_GUILESS_MAIN(tst_OidcSettings)
#include "tst_oidcsettings.moc"
