// SPDX-License-Identifier: MIT
#include "network/authorizednetworkmanager.h"
#include "network/tokentest.h"
#include "support/stage.h"
#include "vault/memorysecretstore.h"

#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtTest/qsignalspy.h>

#include <algorithm>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

// An application that logs in at a service, and uses it: the whole way of a token.
struct ServiceApplication : TokenStage
{
    ServiceApplication()
    {
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates({authority.certificate()});
        QSslConfiguration::setDefaultConfiguration(trusting);
        service.setLifetime(300s, clock);
        service.server().route("/pages", [this](const ServerRequest &request) {
            return ServerAnswer::json("[]", service.userOf(request).isEmpty() ? 401 : 200);
        });
        service.server().route("/admin", ServerAnswer::json("{}", 403));
        server = logins();
        LoginSetup setup {.applicationId = QStringLiteral("org.example.service")};
        setup.use(server).use(std::make_shared<MemorySecretStore>());
        setup.profileFolder = folder.path();
        setup.clock = clock;
        setup.sessionPolicy.revalidateInterval = 0s; // tests say when
        login = std::make_unique<LoginManager>(setup);
        network = std::make_unique<AuthorizedNetworkManager>(login.get(), server);
        isIn = network->allowOrigin(service.server().url()) && Stage::resultOf(login->logIn(credentials()));
    }

    std::vector<QNetworkReply *> ask(int count, const QString &path = QStringLiteral("/pages"))
    {
        std::vector<QNetworkReply *> replies;
        for (int i = 0; i < count; ++i)
            replies.push_back(network->get(QNetworkRequest(service.server().url(path))));
        return replies;
    }
    static bool areFinished(const std::vector<QNetworkReply *> &replies)
    {
        const auto isFinished = [](const QNetworkReply *reply) { return reply->isFinished(); };
        return std::all_of(replies.begin(), replies.end(), isFinished);
    }
    // How many of them have succeeded, once all have an answer.
    int succeeded(const std::vector<QNetworkReply *> &replies)
    {
        if (!QTest::qWaitFor([&] { return areFinished(replies); }, patience))
            return -1;
        return int(std::count_if(replies.begin(), replies.end(), [](const QNetworkReply *reply) {
            return reply->error() == QNetworkReply::NoError;
        }));
    }
    bool works() { return succeeded(ask(1)) == 1; }
    int refreshes() { return int(service.server().requests("/refresh").size()); }

    QTemporaryDir folder;
    std::shared_ptr<TokenServer> server;
    std::unique_ptr<LoginManager> login;
    std::unique_ptr<AuthorizedNetworkManager> network;
    bool isIn = false;
};

} // namespace

// Requests of an application to a service that strictly rotates its tokens.
class tst_AuthorizedService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aThousandRequestsWaitForOneRenewal(); // G12
    void lateRefusalsRenewNothing(); // G12
    void tokensThatEndUnderWayAreRenewedOnce();
    void tenMinutesWithoutANetworkCostNothing(); // row 42
    void aLoginThatIsTakenBackParksWhatIsAskedAndGoesOn(); // row 44
    void anotherUserGetsNothingOfWhatWaits();
    void forbiddenIsForThatRequestAlone();
    void aHundredLoginsInARowLeaveNothingBehind();
};

void tst_AuthorizedService::aThousandRequestsWaitForOneRenewal()
{
    ServiceApplication application;
    QVERIFY(application.isIn);
    application.clock->advance(301s);
    QCOMPARE(application.succeeded(application.ask(1'000)), 1'000);
    QCOMPARE(application.refreshes(), 1);
    QCOMPARE(application.service.reuseCount(), 0);
}

// Each has been sent with the old token, and its refusal comes when there is a new one.
void tst_AuthorizedService::lateRefusalsRenewNothing()
{
    ServiceApplication application;
    QVERIFY(application.isIn);
    application.service.server().hold();
    const auto early = application.ask(100);
    QTRY_VERIFY(application.service.server().heldCount() > 0);
    application.clock->advance(301s);
    application.service.server().releaseHeld();
    QCOMPARE(application.succeeded(early), 100);
    QCOMPARE(application.refreshes(), 1);
}

void tst_AuthorizedService::tokensThatEndUnderWayAreRenewedOnce()
{
    ServiceApplication application;
    QVERIFY(application.isIn);
    for (int round = 1; round <= 20; ++round) {
        application.clock->advance(301s);
        QCOMPARE(application.succeeded(application.ask(10)), 10);
        QCOMPARE(application.refreshes(), round);
    }
    QCOMPARE(application.service.reuseCount(), 0);
}

void tst_AuthorizedService::tenMinutesWithoutANetworkCostNothing()
{
    ServiceApplication application;
    QVERIFY(application.isIn);
    application.service.server().stop();
    for (int minute = 0; minute < 10; ++minute) {
        application.clock->advance(1min);
        QCOMPARE(application.succeeded(application.ask(3)), 0);
        QVERIFY(application.login->isAuthenticated());
    }
    application.service.server().start();
    application.clock->advance(1min); // the pause between two tries
    QVERIFY(application.works()); // the first request afterwards
    QVERIFY(application.login->isAuthenticated());
}

void tst_AuthorizedService::aLoginThatIsTakenBackParksWhatIsAskedAndGoesOn()
{
    ServiceApplication application;
    QVERIFY(application.isIn);
    application.service.endLogins(QStringLiteral("ada-1"));
    application.clock->advance(301s);
    const auto waiting = application.ask(50);
    QTRY_VERIFY(application.login->isLocked());
    QVERIFY(!application.areFinished(waiting));
    QVERIFY(Stage::resultOf(application.login->unlock(TokenStage::credentials())));
    QCOMPARE(application.succeeded(waiting), 50);
    QVERIFY(application.works());
}

void tst_AuthorizedService::anotherUserGetsNothingOfWhatWaits()
{
    ServiceApplication application;
    application.service.add({.id = QStringLiteral("grace-3"), .userName = QStringLiteral("grace"), .password = TokenStage::password});
    QVERIFY(application.isIn);
    application.service.endLogins(QStringLiteral("ada-1"));
    application.clock->advance(301s);
    const auto waiting = application.ask(50);
    QTRY_VERIFY(application.login->isLocked());
    QVERIFY(Stage::resultOf(application.login->logIn(TokenStage::credentials(QStringLiteral("grace")))));
    QCOMPARE(application.succeeded(waiting), 0);
    for (const QNetworkReply *reply : waiting)
        QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QVERIFY(application.works());
}

void tst_AuthorizedService::forbiddenIsForThatRequestAlone()
{
    ServiceApplication application;
    QVERIFY(application.isIn);
    const auto forbidden = application.ask(1, QStringLiteral("/admin"));
    QCOMPARE(application.succeeded(forbidden), 0);
    QCOMPARE(forbidden.front()->error(), QNetworkReply::ContentAccessDenied);
    QVERIFY(application.login->isAuthenticated());
    QCOMPARE(application.refreshes(), 0);
    QVERIFY(application.works());
}

void tst_AuthorizedService::aHundredLoginsInARowLeaveNothingBehind()
{
    ServiceApplication application;
    QVERIFY(application.isIn);
    for (int i = 0; i < 100; ++i) {
        application.login->logOut();
        QVERIFY(Stage::resultOf(application.login->logIn(TokenStage::credentials())));
        QVERIFY(application.works());
    }
    QTRY_COMPARE(application.service.refreshTokenCount(QStringLiteral("ada-1")), 1);
}

QTEST_MAIN(tst_AuthorizedService)
#include "tst_authorizedservice.moc"
