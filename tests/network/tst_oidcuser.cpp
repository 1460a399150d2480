// SPDX-License-Identifier: MIT
#include "network/oidcuser.h"
#include "support/patience.h"

#include <QtCore/qjsondocument.h>

using namespace QtLogin;

Q_DECLARE_METATYPE(QJsonObject)

// A user as their login server describes them.
class tst_OidcUser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreTheFirstThatAreThere_data();
    void namesAreTheFirstThatAreThere();
    void anAddressIsVerifiedWhereTheServerSaysSo_data();
    void anAddressIsVerifiedWhereTheServerSaysSo();
    void theKeyIsIssuerAndSubject(); // G8
    void othersAreNone();
};

static OidcUser userWith(const QJsonObject &claims)
{
    return OidcUser({.issuer = QStringLiteral("https://id.example.org"), .subject = QStringLiteral("u-1"), .claims = claims});
}

static QJsonObject claims(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

void tst_OidcUser::namesAreTheFirstThatAreThere_data()
{
    QTest::addColumn<QJsonObject>("claimed");
    QTest::addColumn<QString>("userName");
    QTest::addColumn<QString>("displayName");
    const auto row = [](const char *json, const char *userName, const char *displayName) {
        QTest::newRow(json) << claims(json) << QString::fromUtf8(userName) << QString::fromUtf8(displayName);
    };
    row("{}", "u-1", "u-1");
    row(R"({"email":"ada@example.org"})", "ada@example.org", "ada@example.org");
    row(R"({"preferred_username":"ada","email":"ada@example.org"})", "ada", "ada");
    row(R"({"preferred_username":"ada","name":"Ada Lovelace","given_name":"A"})", "ada", "Ada Lovelace");
    row(R"({"given_name":"Ada","family_name":"Lovelace"})", "u-1", "Ada Lovelace");
    row(R"({"given_name":"Ada"})", "u-1", "Ada");
    row(R"({"family_name":"Lovelace","nickname":"Al"})", "u-1", "Lovelace");
    row(R"({"nickname":"Al"})", "u-1", "Al");
    row(R"({"preferred_username":"  ","name":" ","email":""})", "u-1", "u-1");
    row(R"({"preferred_username":1,"name":["Ada"],"email":null})", "u-1", "u-1");
}

void tst_OidcUser::namesAreTheFirstThatAreThere()
{
    QFETCH(const QJsonObject, claimed);
    QFETCH(const QString, userName);
    QFETCH(const QString, displayName);
    const OidcUser user = userWith(claimed);
    QCOMPARE(user.userName(), userName);
    QCOMPARE(user.displayName(), displayName);
    QCOMPARE(user.claims(), claimed);
}

void tst_OidcUser::anAddressIsVerifiedWhereTheServerSaysSo_data()
{
    QTest::addColumn<bool>("isVerified");
    QTest::newRow(R"({"email":"a@b","email_verified":true})") << true;
    QTest::newRow(R"({"email":"a@b","email_verified":false})") << false;
    QTest::newRow(R"({"email":"a@b","email_verified":"true"})") << false;
    QTest::newRow(R"({"email":"a@b","email_verified":1})") << false;
    QTest::newRow(R"({"email":"a@b"})") << false;
    QTest::newRow(R"({"email_verified":true})") << false;
}

void tst_OidcUser::anAddressIsVerifiedWhereTheServerSaysSo()
{
    QFETCH(const bool, isVerified);
    QCOMPARE(userWith(claims(QTest::currentDataTag())).isEmailVerified(), isVerified);
}

void tst_OidcUser::theKeyIsIssuerAndSubject()
{
    const QJsonObject same = claims(R"({"email":"a@b","email_verified":true,"preferred_username":"ada"})");
    const OidcUser one({.issuer = QStringLiteral("https://a"), .subject = QStringLiteral("1"), .claims = same});
    const OidcUser other({.issuer = QStringLiteral("https://b"), .subject = QStringLiteral("1"), .claims = same});
    const OidcUser again({.issuer = QStringLiteral("https://a"), .subject = QStringLiteral("1")});
    QCOMPARE(one.id(), QStringLiteral("https://a#1"));
    QVERIFY(!(one == other));
    QVERIFY(one == again);
}

void tst_OidcUser::othersAreNone()
{
    QVERIFY(!OidcUser::in(nullptr));
    QVERIFY(!OidcUser::in(SimpleUser::create({.id = QStringLiteral("ada")})));
    const UserPtr user = std::make_shared<const OidcUser>(OidcUser::Fields {.issuer = QStringLiteral("https://a")});
    QCOMPARE(OidcUser::in(user), user.get());
}

QTEST_GUILESS_MAIN(tst_OidcUser)
#include "tst_oidcuser.moc"
