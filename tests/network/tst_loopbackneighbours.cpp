// SPDX-License-Identifier: MIT
#include "network/loopbackflow.h"

#include <QtCore/qrandom.h>

#include <memory>
#include <vector>

using namespace QtLogin;
using namespace std::chrono_literals;

// Others that come to a port of this machine, and never end the login (G4, G5, row 50).
class tst_LoopbackNeighbours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestThatIsNotTheAnswerGetsTheSame404_data();
    void aRequestThatIsNotTheAnswerGetsTheSame404();
    void garbageEndsNothing(); // row 50
    void aPortScanEndsNothing(); // row 50
    void tooLongARequestIsCutOff();
    void aClientThatSendsWithoutEndIsCutOff();
    void aClientThatNeverAsksIsCutOff();
    void aClientThatAsksByteByByteIsCutOff();
    void aClientThatNeverReadsIsCutOff();
    void thereAreEightConnectionsAndOthersAreClosed();
    void silentConnectionsMakeRoomAfterASecond();
    void tenScannersDoNotKeepTheBrowserOut();
    void aBrowserThatWaitsForThePageIsNotSilent();
    void thePageIsForTheBrowserThatWasLedThere();

private:
    using Crowd = std::vector<std::unique_ptr<Visitor>>;
    static Crowd crowd(const LoopbackFlow &flow, int count)
    {
        Crowd crowd;
        for (int i = 0; i < count; ++i)
            crowd.push_back(std::make_unique<Visitor>(flow.url));
        return crowd;
    }
    static int connectedOf(const Crowd &crowd)
    {
        int connected = 0;
        for (const auto &visitor : crowd)
            connected += visitor->isConnected();
        return connected;
    }
};

// Each row is made for a login of its own: %p is its path, %h its host with the port, %n the port, %s the state, %l the
// state without its last character.
void tst_LoopbackNeighbours::aRequestThatIsNotTheAnswerGetsTheSame404_data()
{
    QTest::addColumn<QByteArray>("request");
    const auto row = [](const char *name, const QByteArray &request) { QTest::newRow(name) << request; };
    const auto get = [](const QByteArray &target, const QByteArray &headers = {}) {
        return "GET " + target + " HTTP/1.1\r\nHost: %h\r\n" + headers + "\r\n";
    };
    const QByteArray answer = "%p?code=c&state=%s";

    row("the root", get("/"));
    row("the icon", get("/favicon.ico"));
    row("another path with the answer", get("/callback?code=c&state=%s"));
    row("a path below", get("%p/?code=c&state=%s"));
    row("a path with a dot", get("/.%p?code=c&state=%s"));
    row("an encoded path", get("/%%2e%p?code=c&state=%s"));
    row("no parameters", get("%p"));
    row("not HTTP", "hello\r\n");
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));

    row("no state", get("%p?code=c"));
    row("an empty state", get("%p?code=c&state="));
    row("a wrong state", get("%p?code=c&state=00000000000000000000000"));
    row("a state that is too short", get("%p?code=c&state=%l"));
    row("a state that is too long", get("%p?code=c&state=%sx"));
    row("a doubled state", get("%p?code=c&state=%s&state=%s"));
    row("a wrong state and a right one", get("%p?code=c&state=x&state=%s"));
    row("a swapped state and code", get("%p?code=%s&state=c"));
    row("a state in capitals", get("%p?code=c&STATE=%s"));
    row("a doubled code", get("%p?code=c&code=d&state=%s"));
    row("a state without a code", get("%p?state=%s"));
    row("a code and an error", get("%p?code=c&error=e&state=%s"));
    row("an error with a wrong state", get("%p?error=access_denied&state=x"));
    row("a broken percent sign", get("%p?code=c%%&state=%s"));

    row("HEAD", "HEAD " + answer + " HTTP/1.1\r\nHost: %h\r\n\r\n");
    row("POST", "POST %p HTTP/1.1\r\nHost: %h\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                "Content-Length: 8\r\n\r\nstate=x1");
    row("POST with a query", "POST " + answer + " HTTP/1.1\r\nHost: %h\r\nContent-Length: 0\r\n\r\n");
    row("PUT", "PUT " + answer + " HTTP/1.1\r\nHost: %h\r\n\r\n");
    row("OPTIONS", "OPTIONS " + answer + " HTTP/1.1\r\nHost: %h\r\nOrigin: https://evil.example\r\n\r\n");
    row("small letters", "get " + answer + " HTTP/1.1\r\nHost: %h\r\n\r\n");
    row("a body", "GET " + answer + " HTTP/1.1\r\nHost: %h\r\nContent-Length: 1\r\n\r\nx");
    row("HTTP/1.0", "GET " + answer + " HTTP/1.0\r\nHost: %h\r\n\r\n");

    row("no host", "GET " + answer + " HTTP/1.1\r\n\r\n");
    for (const char *host : {"", "127.0.0.1", "localhost:%n", "evil.example:%n", "127.0.0.1:1", "127.0.0.1:%n0",
                             "[::1]:%n", "127.1:%n", "2130706433:%n", "0.0.0.0:%n", "127.0.0.1.nip.io:%n",
                             "%h, evil.example", "user@%h"})
        row(qPrintable(QStringLiteral("host ") + QString::fromLatin1(host)),
            "GET " + answer + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    row("two hosts", get(answer, "Host: evil.example\r\n"));
    row("a whole URL", get("http://evil.example" + answer));

    row("a prefetch", get(answer, "Sec-Purpose: prefetch\r\n"));
    row("a prerender", get(answer, "Sec-Purpose: prefetch;prerender\r\n"));
    row("an old prefetch", get(answer, "Purpose: prefetch\r\n"));
    row("an image", get(answer, "Sec-Fetch-Dest: image\r\n"));
    row("a frame", get(answer, "Sec-Fetch-Dest: iframe\r\n"));
    row("a fetch", get(answer, "Sec-Fetch-Dest: empty\r\nSec-Fetch-Mode: cors\r\n"));
}

void tst_LoopbackNeighbours::aRequestThatIsNotTheAnswerGetsTheSame404()
{
    QFETCH(QByteArray, request);
    LoopbackFlow flow;
    request.replace("%p", flow.url.path().toLatin1()).replace("%h", flow.url.authority().toLatin1());
    request.replace("%n", QByteArray::number(flow.url.port())).replace("%s", flow.state);
    request.replace("%l", flow.state.chopped(1)).replace("%%", "%");
    Visitor visitor(flow.url, request);
    QCOMPARE(visitor.answer(), LoopbackFlow::refusal());
    QVERIFY(!flow.future.isFinished());
    QVERIFY(flow.succeeds());
}

// The same bytes in each run.
void tst_LoopbackNeighbours::garbageEndsNothing()
{
    LoopbackFlow flow;
    QRandomGenerator dice(4711);
    for (int i = 0; i < 100; ++i) {
        QByteArray bytes(dice.bounded(1, 400), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(dice.bounded(256));
        if (i % 2)
            bytes.prepend(flow.answer().first(dice.bounded(flow.answer().size())));
        Visitor visitor(flow.url, bytes + '\0'); // which ends every line, and is right in none
        QCOMPARE(visitor.status(), QByteArray("404"));
    }
    QVERIFY(!flow.future.isFinished());
    QVERIFY(flow.succeeds());
}

void tst_LoopbackNeighbours::aPortScanEndsNothing()
{
    LoopbackFlow flow;
    for (int i = 0; i < 200; ++i) {
        Visitor visitor(flow.url);
        if (i % 2)
            visitor.send(flow.answer().first(i % 40));
        visitor.leave();
    }
    QVERIFY(!flow.future.isFinished());
    QVERIFY(flow.succeeds());
}

// The system may drop the 404 with what it has not given us yet.
void tst_LoopbackNeighbours::tooLongARequestIsCutOff()
{
    for (const int size : {17, 1024}) {
        LoopbackFlow flow;
        Visitor visitor(flow.url, flow.answer("X: " + QByteArray(size * 1024, 'x') + "\r\n"));
        const QByteArray status = visitor.status();
        QVERIFY2(status == "404" || status.isEmpty(), status.constData());
        QVERIFY(!flow.future.isFinished());
        QVERIFY(flow.succeeds());
    }
}

void tst_LoopbackNeighbours::aClientThatSendsWithoutEndIsCutOff()
{
    LoopbackFlow flow;
    Visitor visitor(flow.url, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
    for (int i = 0; i < 200 && visitor.isConnected(); ++i) {
        visitor.send(QByteArray(1024, 'x'));
        QCoreApplication::processEvents();
    }
    const QByteArray status = visitor.status();
    QVERIFY2(status == "404" || status.isEmpty(), status.constData());
    QVERIFY(flow.succeeds());
}

void tst_LoopbackNeighbours::aClientThatNeverAsksIsCutOff()
{
    LoopbackFlow flow;
    Visitor silent(flow.url);
    QVERIFY(flow.isAwake());
    flow.clock->advance(10s - 1ns);
    QVERIFY(flow.isAwake());
    QVERIFY(silent.isConnected());
    flow.clock->advance(1ns);
    QCOMPARE(silent.answer(), QByteArray());
    QVERIFY(flow.succeeds());
}

void tst_LoopbackNeighbours::aClientThatAsksByteByByteIsCutOff()
{
    LoopbackFlow flow;
    Visitor slow(flow.url, "G");
    for (const char byte : QByteArrayView("ET / HTTP")) {
        flow.clock->advance(1s);
        slow.send(QByteArray(1, byte));
        QVERIFY(flow.isAwake());
        QVERIFY(slow.isConnected());
    }
    flow.clock->advance(1s);
    QCOMPARE(slow.answer(), QByteArray());
    QVERIFY(flow.succeeds());
}

// It has got its answer into the buffers of the system; the connection does not last for it.
void tst_LoopbackNeighbours::aClientThatNeverReadsIsCutOff()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    const QUrl pageUrl = flow.pageUrl(browser);
    Visitor page(flow.url, Visitor::get(pageUrl));
    QVERIFY(flow.isAwake());
    flow.receiver.conclude(BrowserPage::Outcome::LoggedIn);
    flow.clock->advance(10s);
    QCOMPARE(flow.closed.count(), 1);
    QVERIFY(flow.refuses());
    QVERIFY(page.answer().contains("You are logged in"));
}

void tst_LoopbackNeighbours::thereAreEightConnectionsAndOthersAreClosed()
{
    LoopbackFlow flow;
    Crowd eight = crowd(flow, 8);
    Visitor ninth(flow.url, flow.answer());
    QCOMPARE(ninth.answer(), QByteArray());
    QCOMPARE(connectedOf(eight), 8);
    QVERIFY(!flow.future.isFinished());

    eight.front()->send("hello\r\n");
    QCOMPARE(eight.front()->status(), QByteArray("404"));
    QVERIFY(flow.succeeds());
}

void tst_LoopbackNeighbours::silentConnectionsMakeRoomAfterASecond()
{
    LoopbackFlow flow;
    Crowd eight = crowd(flow, 8);
    Visitor ninth(flow.url);
    QCOMPARE(ninth.answer(), QByteArray());
    flow.clock->advance(1s);
    QVERIFY(flow.succeeds());
    QCOMPARE(eight.front()->answer(), QByteArray());
    QVERIFY(connectedOf(eight) >= 6);
}

void tst_LoopbackNeighbours::tenScannersDoNotKeepTheBrowserOut()
{
    LoopbackFlow flow;
    Crowd scanners;
    for (int round = 0; round < 6; ++round) {
        for (int i = 0; i < 10; ++i)
            scanners.push_back(std::make_unique<Visitor>(flow.url));
        flow.clock->advance(1s);
        QVERIFY(flow.isAwake());
    }
    QVERIFY(connectedOf(scanners) <= 8);
    QVERIFY(flow.succeeds());
    QVERIFY(flow.clock->alarmCount() <= 8 + 1);
}

void tst_LoopbackNeighbours::aBrowserThatWaitsForThePageIsNotSilent()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    Visitor page(flow.url, Visitor::get(flow.pageUrl(browser)));
    QVERIFY(flow.isAwake());
    Crowd scanners = crowd(flow, 20);
    flow.clock->advance(30s);
    QVERIFY(flow.isAwake());
    QVERIFY(page.isConnected());
    flow.receiver.conclude(BrowserPage::Outcome::LoggedIn);
    QVERIFY(page.answer().contains("You are logged in"));
}

void tst_LoopbackNeighbours::thePageIsForTheBrowserThatWasLedThere()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    const QUrl pageUrl = flow.pageUrl(browser);
    for (const QByteArray &request : {Visitor::request("HEAD", pageUrl, {}), Visitor::request("POST", pageUrl, {}),
                                      Visitor::get(pageUrl, {}, "Sec-Purpose: prefetch\r\n"),
                                      Visitor::get(pageUrl, {}, "Sec-Fetch-Dest: image\r\n"),
                                      Visitor::get(pageUrl).replace("127.0.0.1", "evil.example")}) {
        Visitor stranger(flow.url, request);
        QCOMPARE(stranger.answer(), LoopbackFlow::refusal());
    }
    flow.receiver.conclude(BrowserPage::Outcome::LoggedIn);
    Visitor page(flow.url, Visitor::get(pageUrl));
    QVERIFY(page.answer().contains("You are logged in"));
}

QTEST_GUILESS_MAIN(tst_LoopbackNeighbours)
#include "tst_loopbackneighbours.moc"
