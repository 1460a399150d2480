// SPDX-License-Identifier: MIT
#include "network/redirection_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using Manager = QNetworkAccessManager;

class tst_Redirection : public QObject
{
    Q_OBJECT

private:
    static QUrl here() { return QUrl(QStringLiteral("https://api.example.org/v1/pages?of=ada")); }
    static QNetworkRequest textRequest()
    {
        QNetworkRequest request(here());
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain"));
        request.setHeader(QNetworkRequest::ContentLengthHeader, 4);
        request.setRawHeader("X-Own", "kept");
        return request;
    }

private Q_SLOTS:
    void onlyARedirectWithAnAddressHasATarget_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("target");
        const QByteArray there = "https://other.example/a";
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%d", status) << status << there << QString::fromLatin1(there);
        for (const int status : {200, 201, 300, 304, 305, 306, 309, 401, 500})
            QTest::addRow("%d is none", status) << status << there << QString();
        QTest::newRow("no address") << 302 << QByteArray() << QString();
        QTest::newRow("no host") << 302 << QByteArray("https:///a") << QString();
        QTest::newRow("no web address") << 302 << QByteArray("mailto:ada@example.org") << QString();
        QTest::newRow("a path") << 302 << QByteArray("/a") << QStringLiteral("https://api.example.org/a");
        QTest::newRow("a name beside") << 302 << QByteArray("a") << QStringLiteral("https://api.example.org/v1/a");
        QTest::newRow("another host, the same scheme") << 302 << QByteArray("//other.example/a")
                                                       << QStringLiteral("https://other.example/a");
    }
    void onlyARedirectWithAnAddressHasATarget()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, location);
        QFETCH(const QString, target);
        const auto found = Redirection::target(status, here(), location);
        QCOMPARE(found.has_value(), !target.isEmpty());
        QCOMPARE(found.value_or(QUrl()), QUrl(target));
    }

    void aTargetNamesNoUser()
    {
        const auto target = Redirection::target(302, here(), "https://ada:secret@other.example/a");
        QCOMPARE(target.value_or(QUrl()), QUrl(QStringLiteral("https://other.example/a")));
    }

    void theFragmentStaysUnlessTheTargetHasOne()
    {
        QUrl base = here();
        base.setFragment(QStringLiteral("mine"));
        QCOMPARE(Redirection::target(302, base, "/a").value_or(QUrl()).fragment(), QStringLiteral("mine"));
        QCOMPARE(Redirection::target(302, base, "/a#its").value_or(QUrl()).fragment(), QStringLiteral("its"));
    }

    void anOriginIsSchemeHostAndPort_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("another path") << "https://api.example.org/a" << true;
        QTest::newRow("the usual port") << "https://api.example.org:443" << true;
        QTest::newRow("capitals") << "https://API.example.org" << true;
        QTest::newRow("another port") << "https://api.example.org:8443" << false;
        QTest::newRow("another scheme") << "http://api.example.org" << false;
        QTest::newRow("another scheme, the same port") << "http://api.example.org:443" << false;
        QTest::newRow("a host below") << "https://a.api.example.org" << false;
        QTest::newRow("the host as a beginning") << "https://api.example.org.evil.example" << false;
    }
    void anOriginIsSchemeHostAndPort()
    {
        QFETCH(const QString, other);
        QFETCH(const bool, isSame);
        QCOMPARE(Redirection::isSameOrigin(here(), QUrl(other)), isSame);
        QCOMPARE(Redirection::isSameOrigin(QUrl(other), here()), isSame);
    }

    void someRequestsBecomeGetWithoutABody_data()
    {
        QTest::addColumn<int>("operation");
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("becomesGet");
        for (const int status : {301, 302, 303, 307, 308}) {
            const auto row = [status](const char *name, Manager::Operation operation, const QByteArray &verb, bool becomesGet) {
                QTest::addRow("%s, %d", name, status) << int(operation) << verb << status << becomesGet;
            };
            row("POST", Manager::PostOperation, {}, status <= 303);
            row("custom POST", Manager::CustomOperation, "POST", status <= 303);
            row("PUT", Manager::PutOperation, {}, status == 303);
            row("PATCH", Manager::CustomOperation, "PATCH", status == 303);
            row("DELETE", Manager::DeleteOperation, {}, status == 303);
            row("HEAD", Manager::HeadOperation, {}, false);
            row("custom HEAD", Manager::CustomOperation, "HEAD", false);
        }
    }
    void someRequestsBecomeGetWithoutABody()
    {
        QFETCH(const int, operation);
        QFETCH(const QByteArray, verb);
        QFETCH(const int, status);
        QFETCH(const bool, becomesGet);
        QNetworkRequest request = textRequest();
        if (!verb.isEmpty())
            request.setAttribute(QNetworkRequest::CustomVerbAttribute, verb);
        const QUrl target(QStringLiteral("https://api.example.org/a"));
        const Redirection next = Redirection::of(request, Manager::Operation(operation), status, target);
        QCOMPARE(next.request.url(), target);
        QCOMPARE(next.keepsBody, !becomesGet);
        QCOMPARE(int(next.operation), becomesGet ? int(Manager::GetOperation) : operation);
        QCOMPARE(next.request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray(), becomesGet ? QByteArray() : verb);
        QCOMPARE(next.request.hasRawHeader("Content-Type"), !becomesGet);
        QCOMPARE(next.request.hasRawHeader("Content-Length"), !becomesGet);
        QCOMPARE(next.request.rawHeader("X-Own"), QByteArray("kept"));
    }

    void aCookieOfTheRequestStaysAtItsOrigin()
    {
        QNetworkRequest request = textRequest();
        request.setRawHeader("Cookie", "session=of-ada");
        const auto cookieAt = [&](const char *target) {
            return Redirection::of(request, Manager::GetOperation, 307, QUrl(QString::fromLatin1(target)))
                .request.rawHeader("Cookie");
        };
        QCOMPARE(cookieAt("https://api.example.org/a"), QByteArray("session=of-ada"));
        QCOMPARE(cookieAt("https://other.example/a"), QByteArray());
        QCOMPARE(cookieAt("https://api.example.org:8443/a"), QByteArray());
    }
};

QTEST_APPLESS_MAIN(tst_Redirection)
#include "tst_redirection.moc"
