// SPDX-License-Identifier: MIT
#include "network/authorizedstage.h"
#include "network/httptest.h"

#include <QtCore/qbuffer.h>
#include <QtNetwork/qhttpmultipart.h>
#include <QtTest/qsignalspy.h>

using namespace QtLogin;
using ReplyPtr = AuthorizedStage::ReplyPtr;

// The requests that get a token, those that wait for one, and those that are told that there is none.
class tst_AuthorizedNetworkManager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRequestToAnAllowedOriginCarriesTheToken();
    void onlyAnAddressWithHttpsAndAHostIsAnOrigin_data();
    void onlyAnAddressWithHttpsAndAHostIsAnOrigin();
    void anotherOriginGetsNoToken();
    void aRequestWithItsOwnHeaderKeepsIt();
    void withoutAUserNothingIsSent();
    void inALockedSessionNothingIsSent();
    void aThousandRequestsWaitForOneToken(); // G12
    void fiveRefusedRequestsCauseOneNewToken(); // G12
    void aSecondRefusalLocksAndTheSameUserGoesOn(); // F13, row 44
    void aLoginThatIsNotTakenLocksAndTheSameUserGoesOn(); // row 44
    void requestsThatBeginWhileTheTokenIsRefusedWait();
    void anotherUserDropsWhatWaited();
    void aLogoutDropsWhatWaited();
    void aRefusalThatComesLateDoesNotLockAgain();
    void aRequestOfAdaNeverGetsTheTokenOfBob();
    void aNetworkThatIsAwayKeepsTheSession(); // row 42
    void aServerThatIsAwayKeepsTheSession(); // row 42
    void forbiddenIsThatOfItsRequest(); // F13
    void anAnswerOf500KeepsTheSession(); // row 43
    void aSourceWithoutThatLoginSaysSo();
    void theManagerOfTheLoginMayGo();
    void theNetworkManagerMayGo();
    void theTokenIsInNoLogAndNoError();
};

void tst_AuthorizedNetworkManager::aRequestToAnAllowedOriginCarriesTheToken()
{
    AuthorizedStage on;
    QVERIFY(on.works());
    QCOMPARE(on.server.requests().size(), 1);
    QCOMPARE(on.server.requests().first().header("Authorization"), "Bearer " + ScriptedTokenSource::tokenOf(u"ada"_qs, 1));
    QVERIFY(on.works());
    QCOMPARE(on.server.connectionCount(), 1);
}

void tst_AuthorizedNetworkManager::onlyAnAddressWithHttpsAndAHostIsAnOrigin_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isOrigin");
    QTest::newRow("host and port") << "https://api.example.org:8443" << true;
    QTest::newRow("with a slash") << "https://api.example.org/" << true;
    QTest::newRow("a host only") << "api.example.org" << false;
    QTest::newRow("http") << "http://api.example.org" << false;
    QTest::newRow("with a path") << "https://api.example.org/v1" << false;
    QTest::newRow("with a query") << "https://api.example.org?a" << false;
    QTest::newRow("with a fragment") << "https://api.example.org#a" << false;
    QTest::newRow("with a user") << "https://ada:pass-marker@api.example.org" << false;
    QTest::newRow("all hosts") << "https://*.example.org" << false;
    QTest::newRow("no host") << "https://" << false;
    QTest::newRow("empty") << "" << false;
}

void tst_AuthorizedNetworkManager::onlyAnAddressWithHttpsAndAHostIsAnOrigin()
{
    QFETCH(QString, address);
    QFETCH(bool, isOrigin);
    AuthorizedNetworkManager network(nullptr, nullptr);
    const LogReader log;
    QCOMPARE(network.allowOrigin(QUrl(address)), isOrigin);
    QCOMPARE(network.isAllowed(QUrl(address)), isOrigin);
    QCOMPARE(log.text().contains(u"allowOrigin"), !isOrigin);
    QVERIFY(!log.text().contains(u"pass-marker"));
}

void tst_AuthorizedNetworkManager::anotherOriginGetsNoToken()
{
    AuthorizedStage on;
    HttpsServer other(on.authority.valid());
    other.route("/data", ServerAnswer::json("{}"));
    for (const QUrl &url : {other.url(u"/data"_qs), on.server.url(u"/data"_qs, u"localhost"_qs)}) {
        const ReplyPtr reply(on.network->get(QNetworkRequest(url)));
        QVERIFY(on.ends(reply));
    }
    QCOMPARE(other.requests().size(), 1);
    QVERIFY(other.requests().first().header("Authorization").isNull());
    QCOMPARE(on.server.requests().size(), 1);
    QVERIFY(on.server.requests().first().header("Authorization").isNull());
    QCOMPARE(on.source->asked, 0);
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::aRequestWithItsOwnHeaderKeepsIt()
{
    AuthorizedStage on;
    QNetworkRequest request = on.request();
    request.setRawHeader("Authorization", "Basic own");
    const ReplyPtr reply(on.network->get(request));
    QVERIFY(on.ends(reply));
    QCOMPARE(on.server.requests().first().header("Authorization"), QByteArray("Basic own"));
    QCOMPARE(on.status(reply), 401);
    QCOMPARE(on.source->asked + on.source->askedAfter, 0);
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::withoutAUserNothingIsSent()
{
    AuthorizedStage on;
    on.stage.login().logOut();
    const ReplyPtr reply = on.get();
    QVERIFY(!reply->isFinished()); // never before the caller has it
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::AuthenticationRequiredError);
    QCOMPARE(reply->errorString(), u"Please log in first."_qs);
    QVERIFY(on.server.requests().isEmpty());
    QVERIFY(on.stage.login().logInVerified(Stage::ada()));
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::inALockedSessionNothingIsSent()
{
    AuthorizedStage on;
    on.stage.login().lock();
    const ReplyPtr reply = on.get();
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::AuthenticationRequiredError);
    QVERIFY(on.server.requests().isEmpty());
    QVERIFY(on.unlock());
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::aThousandRequestsWaitForOneToken()
{
    AuthorizedStage on;
    on.source->hold();
    std::vector<ReplyPtr> replies;
    for (int i = 0; i < 1000; ++i)
        replies.push_back(on.get());
    QCOMPARE(on.source->asked, 1);
    QVERIFY(on.server.requests().isEmpty());
    on.source->release();
    for (const ReplyPtr &reply : replies) {
        QVERIFY(on.ends(reply));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
    }
    QCOMPARE(on.source->asked, 1);
    QCOMPARE(on.server.requests().size(), 1000);
}

void tst_AuthorizedNetworkManager::fiveRefusedRequestsCauseOneNewToken()
{
    AuthorizedStage on;
    on.firstGood = 2;
    on.server.hold();
    std::vector<ReplyPtr> replies;
    for (int i = 0; i < 5; ++i)
        replies.push_back(on.get());
    QTRY_COMPARE(on.server.heldCount(), 5);
    on.source->hold();
    on.server.releaseHeld();
    QTRY_COMPARE(on.source->askedAfter, 1);
    on.turnEventLoop();
    on.source->release();
    for (const ReplyPtr &reply : replies) {
        QVERIFY(on.ends(reply));
        QCOMPARE(on.status(reply), 200);
    }
    QCOMPARE(on.source->generation, 2u);
    QCOMPARE(on.server.requests().size(), 10);
    QVERIFY(on.stage.login().isAuthenticated());
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::aSecondRefusalLocksAndTheSameUserGoesOn()
{
    AuthorizedStage on;
    on.firstGood = 3;
    QSignalSpy locked(&on.stage.login(), &LoginManager::lockedChanged);
    const ReplyPtr reply = on.get();
    QTRY_VERIFY(on.stage.login().isLocked());
    QCOMPARE(locked.first().at(1).value<LockReason>(), LockReason::TokenRefused);
    QCOMPARE(on.source->refusedUsers, QStringList {u"ada"_qs});
    QCOMPARE(on.server.requests().size(), 2);
    on.turnEventLoop();
    QVERIFY(!reply->isFinished());
    QVERIFY(on.unlock());
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
    QCOMPARE(on.source->refusedUsers.size(), 1);
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::aLoginThatIsNotTakenLocksAndTheSameUserGoesOn()
{
    AuthorizedStage on;
    on.source->failure = Error::Kind::WrongCredentials;
    const ReplyPtr reply = on.get();
    QTRY_VERIFY(on.stage.login().isLocked());
    QVERIFY(!reply->isFinished());
    QVERIFY(on.server.requests().isEmpty());
    QVERIFY(on.unlock());
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
}

void tst_AuthorizedNetworkManager::requestsThatBeginWhileTheTokenIsRefusedWait()
{
    AuthorizedStage on;
    on.stage.login().lock(LockReason::TokenRefused);
    const ReplyPtr reply = on.get();
    on.turnEventLoop();
    QVERIFY(!reply->isFinished());
    QCOMPARE(on.source->asked, 0);
    QVERIFY(on.unlock());
    QVERIFY(on.ends(reply));
    QCOMPARE(on.status(reply), 200);
}

void tst_AuthorizedNetworkManager::anotherUserDropsWhatWaited()
{
    AuthorizedStage on;
    on.firstGood = 3;
    const ReplyPtr reply = on.get();
    QTRY_VERIFY(on.stage.login().isLocked());
    on.source->logIn();
    QVERIFY(on.stage.login().logInVerified(Stage::bob()));
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QCOMPARE(on.server.requests().size(), 2);
    QVERIFY(on.works());
    QVERIFY(on.server.requests().last().header("Authorization").contains("bob"));
}

void tst_AuthorizedNetworkManager::aLogoutDropsWhatWaited()
{
    AuthorizedStage on;
    on.firstGood = 3;
    const ReplyPtr reply = on.get();
    QTRY_VERIFY(on.stage.login().isLocked());
    on.stage.login().logOut();
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    on.source->logIn();
    QVERIFY(on.stage.login().logInVerified(Stage::ada()));
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::aRefusalThatComesLateDoesNotLockAgain()
{
    AuthorizedStage on;
    on.firstGood = 3;
    const ReplyPtr first = on.get();
    on.server.hold();
    QTRY_COMPARE(on.server.heldCount(), 1);
    const ReplyPtr late = on.get();
    QTRY_COMPARE(on.server.heldCount(), 2);
    on.server.releaseFirst();
    QTRY_COMPARE(on.server.heldCount(), 2); // the first one again, with a newer token
    on.stage.login().lock(LockReason::TokenRefused);
    QVERIFY(on.unlock());
    on.server.releaseHeld();
    QVERIFY(on.ends(first));
    QVERIFY(on.ends(late));
    QCOMPARE(on.status(first), 200);
    QCOMPARE(on.status(late), 200);
    QVERIFY(on.source->refusedUsers.isEmpty());
    QVERIFY(!on.stage.login().isLocked());
}

void tst_AuthorizedNetworkManager::aRequestOfAdaNeverGetsTheTokenOfBob()
{
    AuthorizedStage on;
    on.source->hold();
    const ReplyPtr waiting = on.get();
    QVERIFY(on.stage.login().logInVerified(Stage::bob()));
    on.source->release();
    QVERIFY(on.ends(waiting));
    QCOMPARE(waiting->error(), QNetworkReply::OperationCanceledError);
    on.server.hold();
    const ReplyPtr under = on.get();
    QTRY_COMPARE(on.server.heldCount(), 1);
    QVERIFY(on.stage.login().logInVerified(Stage::ada()));
    QVERIFY(on.ends(under));
    QCOMPARE(under->error(), QNetworkReply::OperationCanceledError);
    on.server.releaseHeld();
    for (const ServerRequest &request : on.server.requests())
        QVERIFY(request.header("Authorization").contains("bob")); // the one that began in his session
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::aNetworkThatIsAwayKeepsTheSession()
{
    AuthorizedStage on;
    on.source->failure = Error(Error::Kind::Unavailable, u"The service cannot be reached."_qs);
    const ReplyPtr reply = on.get();
    QVERIFY(!reply->isFinished());
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::TemporaryNetworkFailureError);
    QCOMPARE(reply->errorString(), u"The service cannot be reached."_qs);
    QVERIFY(on.server.requests().isEmpty());
    QVERIFY(on.stage.login().isAuthenticated());
    on.source->failure.reset();
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::aServerThatIsAwayKeepsTheSession()
{
    AuthorizedStage on;
    on.server.stop();
    const ReplyPtr reply = on.get();
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::ConnectionRefusedError);
    QVERIFY(on.stage.login().isAuthenticated());
    on.server.start();
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::forbiddenIsThatOfItsRequest()
{
    AuthorizedStage on;
    on.server.route("/secret", ServerAnswer::json("{\"no\":1}", 403));
    const ReplyPtr reply = on.get(u"/secret"_qs);
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::ContentAccessDenied);
    QCOMPARE(reply->readAll(), QByteArray("{\"no\":1}"));
    QCOMPARE(on.source->askedAfter, 0);
    QVERIFY(on.stage.login().isAuthenticated());
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::anAnswerOf500KeepsTheSession()
{
    AuthorizedStage on;
    on.server.route("/broken", ServerAnswer::json("{}", 500));
    const ReplyPtr reply = on.get(u"/broken"_qs);
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::InternalServerError);
    QVERIFY(on.stage.login().isAuthenticated());
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::aSourceWithoutThatLoginSaysSo()
{
    AuthorizedStage on;
    on.source->failure = Error::Kind::Absent;
    const LogReader log;
    const ReplyPtr reply = on.get();
    QVERIFY(on.ends(reply));
    QCOMPARE(reply->error(), QNetworkReply::AuthenticationRequiredError);
    QVERIFY(log.text().contains(u"knows no login"));
    QVERIFY(on.stage.login().isAuthenticated());
    on.source->failure.reset();
    QVERIFY(on.works());
}

void tst_AuthorizedNetworkManager::theManagerOfTheLoginMayGo()
{
    AuthorizedStage on;
    on.source->hold();
    const ReplyPtr waiting = on.get();
    on.stage.deleteManager();
    QVERIFY(on.ends(waiting));
    QCOMPARE(waiting->error(), QNetworkReply::OperationCanceledError);
    on.source->release();
    const ReplyPtr next = on.get();
    QVERIFY(on.ends(next));
    QCOMPARE(next->error(), QNetworkReply::AuthenticationRequiredError);
    QVERIFY(on.server.requests().isEmpty());
}

void tst_AuthorizedNetworkManager::theNetworkManagerMayGo()
{
    AuthorizedStage on;
    QObject keeper;
    on.source->hold();
    const QPointer<QNetworkReply> waiting = on.get().release();
    ReplyPtr kept = on.get();
    kept->setParent(&keeper);
    on.network.reset();
    QVERIFY(!waiting);
    QVERIFY(kept->isFinished());
    QCOMPARE(kept->error(), QNetworkReply::OperationCanceledError);
    on.source->release();
    on.turnEventLoop();
    QVERIFY(on.server.requests().isEmpty());
    kept.reset();

    on.network = std::make_unique<AuthorizedNetworkManager>(&on.stage.login(), on.source);
    QVERIFY(on.network->allowOrigin(on.server.url(QString())));
    on.server.hold();
    const QPointer<QNetworkReply> under = on.get().release();
    QTRY_COMPARE(on.server.heldCount(), 1);
    on.network.reset();
    QVERIFY(!under);
}

void tst_AuthorizedNetworkManager::theTokenIsInNoLogAndNoError()
{
    AuthorizedStage on;
    on.server.route("/echo", [](const ServerRequest &request) {
        return ServerAnswer::redirect(302, QUrl(u"http://other.example/?t="_qs + QString::fromUtf8(request.header("Authorization"))));
    });
    const LogReader log;
    on.server.route("/broken", ServerAnswer::dropped());
    QString errors;
    for (const QString &path : {u"/echo"_qs, u"/broken"_qs, u"/data"_qs}) {
        on.firstGood = 9;
        const ReplyPtr reply = on.get(path);
        QTRY_VERIFY(reply->isFinished() || on.stage.login().isLocked());
        errors += reply->errorString();
    }
    QVERIFY(on.stage.login().isLocked());
    QVERIFY2(!errors.contains(u"marker"), qPrintable(errors));
    QVERIFY2(!log.text().contains(u"marker"), qPrintable(log.text()));
}

QTEST_GUILESS_MAIN(tst_AuthorizedNetworkManager)
#include "tst_authorizednetworkmanager.moc"
