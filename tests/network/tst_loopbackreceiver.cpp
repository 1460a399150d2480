// SPDX-License-Identifier: MIT
#include "network/loopbackflow.h"

#include <QtCore/qfile.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qset.h>

#include <dlfcn.h>
#include <sys/socket.h>

#include <cerrno>

using namespace QtLogin;
using namespace std::chrono_literals;
using Outcome = BrowserPage::Outcome;
using ResponseMode = LoopbackReceiver::ResponseMode;

namespace {
QSet<int> missingFamilies; // kinds of sockets that this machine has not got
bool hasTooManyFiles = false;
QStringList logLines;
}

// Stands before that of the system.
extern "C" __attribute__((visibility("default"))) int socket(int family, int type, int protocol) noexcept
{
    if (missingFamilies.contains(family)) {
        errno = EAFNOSUPPORT;
        return -1;
    }
    static const auto real = reinterpret_cast<decltype(&::socket)>(dlsym(RTLD_NEXT, "socket"));
    return real(family, type, protocol);
}

extern "C" __attribute__((visibility("default"))) int accept4(int fd, sockaddr *address, socklen_t *size, int flags)
{
    if (hasTooManyFiles) {
        errno = EMFILE;
        return -1;
    }
    static const auto real = reinterpret_cast<decltype(&::accept4)>(dlsym(RTLD_NEXT, "accept4"));
    return real(fd, address, size, flags);
}

class tst_LoopbackReceiver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        missingFamilies.clear();
        hasTooManyFiles = false;
    }

    void theAnswerComesAndTheBrowserWaitsForThePage();
    void aPageThatIsReadyEarlyIsSentWhenItIsAskedFor();
    void everyOutcomeHasItsPage_data();
    void everyOutcomeHasItsPage();
    void anErrorIsAnAnswerToo();
    void aFormIsAnAnswerWhereItWasAskedFor();
    void aQueryIsNoAnswerWhereAFormWasAskedFor();
    void aSecondTabWaitsForTheSamePage(); // G5
    void aTabThatComesLateGetsThePageToo(); // G5
    void thePageIsThereForTenSeconds();
    void itEndsAfterFiveMinutes(); // G3, row 49
    void itEndsWhileTheMachineSleeps(); // G3
    void anExchangeThatNeverEndsEndsTheConnection();
    void cancellingEndsAtOnceAndTheNextLoginWorks(); // row 49
    void cancellingTheExchangeTellsTheBrowser();
    void aSecondLoginEndsTheFirst(); // G5, row 51
    void theAnswerOfAFormerLoginIsNone(); // G5
    void itMayBeDeletedWhereverItTellsSomething();
    void aReceiverThatGoesEndsEverything();
    void onlyThisMachineCanConnect(); // G3
    void aMachineWithoutIpv6Works(); // G3
    void aMachineWithIpv6AloneWorks();
    void aMachineWithNeitherSaysSoAndWorksLater();
    void aProcessWithTooManyFilesIsDeafForASecond();
    void thePathIsRandomOrAsRegistered(); // G3
    void aPathThatIsNotPlainIsRefused_data();
    void aPathThatIsNotPlainIsRefused();
    void aWrongCallIsRefused();
    void noSecretIsLogged(); // K2
};

void tst_LoopbackReceiver::theAnswerComesAndTheBrowserWaitsForThePage()
{
    LoopbackFlow flow;
    QCOMPARE(flow.url.scheme(), QStringLiteral("http"));
    QCOMPARE(flow.url.host(), QStringLiteral("127.0.0.1"));
    Visitor browser(flow.url, flow.answer());
    QCOMPARE(browser.status(), QByteArray("303"));
    QVERIFY(flow.future.isFinished());
    QVERIFY(flow.hasCode());

    const QUrl pageUrl = flow.pageUrl(browser);
    QVERIFY(pageUrl.path() != flow.url.path());
    QVERIFY(!pageUrl.hasQuery());
    Visitor page(flow.url, Visitor::get(pageUrl));
    QVERIFY(flow.isAwake());
    flow.clock->advance(4min);
    QVERIFY(flow.isAwake());
    QVERIFY(page.isConnected());

    flow.receiver.conclude(Outcome::LoggedIn);
    QCOMPARE(page.status(), QByteArray("200"));
    QVERIFY(page.answer().contains("You are logged in"));
    QVERIFY(!page.answer().contains("marker-of-the-code") && !page.answer().contains(flow.state));
    QTRY_COMPARE(flow.closed.count(), 1);
    QVERIFY(!flow.receiver.isListening());
    QVERIFY(flow.refuses());
    QCOMPARE(flow.clock->alarmCount(), 0);
    flow.begin();
    QVERIFY(flow.succeeds());
}

void tst_LoopbackReceiver::aPageThatIsReadyEarlyIsSentWhenItIsAskedFor()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    QCOMPARE(browser.status(), QByteArray("303"));
    flow.receiver.conclude(Outcome::Failed);
    QCOMPARE(flow.closed.count(), 0);
    Visitor page(flow.url, Visitor::get(flow.pageUrl(browser)));
    QCOMPARE(page.status(), QByteArray("200"));
    QVERIFY(page.answer().contains("The login did not work"));
    QTRY_COMPARE(flow.closed.count(), 1);
}

void tst_LoopbackReceiver::everyOutcomeHasItsPage_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("logged in") << Outcome::LoggedIn << QByteArray("You are logged in");
    QTest::newRow("failed") << Outcome::Failed << QByteArray("The login did not work");
    QTest::newRow("cancelled") << Outcome::Cancelled << QByteArray("The login was cancelled");
}

void tst_LoopbackReceiver::everyOutcomeHasItsPage()
{
    QFETCH(const Outcome, outcome);
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    Visitor page(flow.url, Visitor::get(flow.pageUrl(browser)));
    flow.receiver.conclude(outcome);
    QTEST(page.answer().mid(page.answer().indexOf("<h1>") + 4).split('<').first(), "words");
    QVERIFY(page.answer().contains("Journal"));
}

void tst_LoopbackReceiver::anErrorIsAnAnswerToo()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, Visitor::get(flow.url, "error=access_denied&state=" + flow.state));
    QCOMPARE(browser.status(), QByteArray("303"));
    QVERIFY(flow.future.isFinished());
    const auto answer = resultOf(flow.future);
    QVERIFY(answer);
    QVERIFY(!answer->code);
    QCOMPARE(answer->error, QStringLiteral("access_denied"));
}

void tst_LoopbackReceiver::aFormIsAnAnswerWhereItWasAskedFor()
{
    LoopbackFlow flow({.application = QStringLiteral("Journal"), .responseMode = ResponseMode::FormPost});
    const auto post = [&flow](const QByteArray &type, const QByteArray &query = {}) {
        const QByteArray form = flow.query();
        return Visitor::request("POST", flow.url, query,
                                "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(form.size()) + "\r\n")
            + form;
    };
    Visitor wrongType(flow.url, post("text/plain"));
    QCOMPARE(wrongType.status(), QByteArray("404"));
    Visitor withQuery(flow.url, post("application/x-www-form-urlencoded", "code=another"));
    QCOMPARE(withQuery.status(), QByteArray("404"));
    QVERIFY(!flow.future.isFinished());

    Visitor browser(flow.url, post("application/x-www-form-urlencoded"));
    QCOMPARE(browser.status(), QByteArray("303"));
    QVERIFY(flow.hasCode());
    Visitor page(flow.url, Visitor::get(flow.pageUrl(browser)));
    flow.receiver.conclude(Outcome::LoggedIn);
    QCOMPARE(page.status(), QByteArray("200"));
}

void tst_LoopbackReceiver::aQueryIsNoAnswerWhereAFormWasAskedFor()
{
    LoopbackFlow flow({.responseMode = ResponseMode::FormPost});
    Visitor browser(flow.url, flow.answer());
    QCOMPARE(browser.status(), QByteArray("404"));
    QVERIFY(!flow.future.isFinished());
}

void tst_LoopbackReceiver::aSecondTabWaitsForTheSamePage()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    QCOMPARE(browser.status(), QByteArray("303"));
    Visitor second(flow.url, flow.answer());
    QCOMPARE(second.status(), QByteArray("303"));
    Visitor page(flow.url, Visitor::get(flow.pageUrl(browser)));
    Visitor secondPage(flow.url, Visitor::get(flow.pageUrl(second)));
    Visitor wrong(flow.url, Visitor::get(flow.url, "code=another&state=0123456789abcdef0123456789abcdef"));
    QCOMPARE(wrong.status(), QByteArray("404"));
    flow.receiver.conclude(Outcome::LoggedIn);
    QVERIFY(page.answer().contains("You are logged in"));
    QVERIFY(secondPage.answer().contains("You are logged in"));
    QTRY_COMPARE(flow.closed.count(), 1);
    QVERIFY(flow.refuses());
}

void tst_LoopbackReceiver::aTabThatComesLateGetsThePageToo()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    QCOMPARE(browser.status(), QByteArray("303"));
    flow.receiver.conclude(Outcome::LoggedIn);
    flow.clock->advance(9s);
    Visitor late(flow.url, flow.answer());
    QCOMPARE(late.status(), QByteArray("303"));
    Visitor open(flow.url); // holds the port open, until the ten seconds are over
    QVERIFY(flow.isAwake());
    Visitor page(flow.url, Visitor::get(flow.pageUrl(late)));
    QVERIFY(page.answer().contains("You are logged in"));
    QVERIFY(flow.isAwake());
    QCOMPARE(flow.closed.count(), 0);
    flow.clock->advance(1s); // the late tab has not prolonged them
    QCOMPARE(flow.closed.count(), 1);
    QVERIFY(flow.refuses());
}

void tst_LoopbackReceiver::thePageIsThereForTenSeconds()
{
    for (const bool isFetched : {true, false}) {
        LoopbackFlow flow;
        Visitor browser(flow.url, flow.answer());
        QCOMPARE(browser.status(), QByteArray("303"));
        flow.receiver.conclude(Outcome::LoggedIn);
        flow.clock->advance(10s - 1ns);
        if (isFetched) {
            Visitor page(flow.url, Visitor::get(flow.pageUrl(browser)));
            QCOMPARE(page.status(), QByteArray("200"));
        } else {
            QCOMPARE(flow.closed.count(), 0);
            flow.clock->advance(1ns);
            QCOMPARE(flow.closed.count(), 1);
        }
        QTRY_COMPARE(flow.closed.count(), 1);
        QVERIFY(flow.refuses());
    }
}

void tst_LoopbackReceiver::itEndsAfterFiveMinutes()
{
    LoopbackFlow flow;
    flow.clock->advance(5min - 1ns);
    QVERIFY(!flow.future.isFinished());
    QVERIFY(!flow.refuses());
    flow.clock->advance(1ns);
    QVERIFY(flow.failedWith(Error::Kind::TimedOut));
    QCOMPARE(resultOf(flow.future).error().message(), QStringLiteral("The browser did not come back in time."));
    QCOMPARE(flow.closed.count(), 1);
    QVERIFY(flow.refuses());
    flow.begin();
    QVERIFY(flow.succeeds());
}

void tst_LoopbackReceiver::itEndsWhileTheMachineSleeps()
{
    LoopbackFlow flow;
    flow.clock->suspend(5min); // the alarm has not rung
    QVERIFY(!flow.future.isFinished());
    Visitor browser(flow.url, flow.answer());
    QCOMPARE(browser.answer(), QByteArray());
    QVERIFY(flow.failedWith(Error::Kind::TimedOut));
    QVERIFY(flow.refuses());
}

void tst_LoopbackReceiver::anExchangeThatNeverEndsEndsTheConnection()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    Visitor page(flow.url, Visitor::get(flow.pageUrl(browser)));
    QVERIFY(flow.isAwake());
    flow.clock->advance(5min - 1ns);
    QVERIFY(flow.isAwake());
    QVERIFY(page.isConnected());
    flow.clock->advance(1ns);
    QCOMPARE(page.answer(), QByteArray());
    QCOMPARE(flow.closed.count(), 1);
    QVERIFY(flow.hasCode());
    QVERIFY(flow.refuses());
    flow.receiver.conclude(Outcome::LoggedIn); // too late, and harmless
    QCOMPARE(flow.closed.count(), 1);
}

void tst_LoopbackReceiver::cancellingEndsAtOnceAndTheNextLoginWorks()
{
    LoopbackFlow flow;
    Visitor idle(flow.url);
    flow.receiver.cancel();
    QVERIFY(flow.failedWith(Error::Kind::Cancelled));
    QCOMPARE(flow.closed.count(), 1);
    QCOMPARE(idle.answer(), QByteArray());
    QVERIFY(flow.refuses());
    QCOMPARE(flow.clock->alarmCount(), 0);
    flow.receiver.cancel();
    QCOMPARE(flow.closed.count(), 1);
    flow.begin();
    QVERIFY(flow.succeeds());
}

void tst_LoopbackReceiver::cancellingTheExchangeTellsTheBrowser()
{
    LoopbackFlow flow;
    Visitor browser(flow.url, flow.answer());
    Visitor page(flow.url, Visitor::get(flow.pageUrl(browser)));
    flow.receiver.cancel();
    QVERIFY(page.answer().contains("The login was cancelled"));
    QTRY_COMPARE(flow.closed.count(), 1);
    QVERIFY(flow.refuses());
}

void tst_LoopbackReceiver::aSecondLoginEndsTheFirst()
{
    LoopbackFlow flow;
    const auto first = flow.future;
    const QUrl firstUrl = flow.url;
    flow.begin();
    QVERIFY(first.isFinished());
    QVERIFY(resultOf(first).failedWith(Error::Kind::Cancelled));
    QVERIFY(flow.url != firstUrl);
    QVERIFY(flow.succeeds());
}

void tst_LoopbackReceiver::theAnswerOfAFormerLoginIsNone()
{
    LoopbackFlow flow({.path = "/callback"});
    const QByteArray former = flow.query();
    flow.begin();
    Visitor late(flow.url, Visitor::get(flow.url, former));
    QCOMPARE(late.status(), QByteArray("404"));
    QVERIFY(!flow.future.isFinished());
    QVERIFY(flow.succeeds());
}

void tst_LoopbackReceiver::itMayBeDeletedWhereverItTellsSomething()
{
    const auto receiverOf = [](const std::shared_ptr<ManualClock> &clock) {
        return std::make_unique<LoopbackReceiver>(clock, LoopbackReceiver::Settings {.application = QStringLiteral("J")});
    };
    const auto clock = std::make_shared<ManualClock>();
    const QByteArray state(32, 's');
    for (const bool byFuture : {true, false}) {
        auto receiver = receiverOf(clock);
        const QUrl url = *receiver->listen();
        auto future = receiver->received(Secret::copyOf(state).share());
        QObject context;
        if (byFuture)
            whenDone(future, &context, [&](const Result<AuthorizationAnswer> &) { receiver.reset(); });
        else
            connect(receiver.get(), &LoopbackReceiver::closed, &context, [&] { receiver.reset(); });
        Visitor browser(url, Visitor::get(url, "code=a&state=" + state));
        QCOMPARE(browser.status(), QByteArray("303"));
        if (!byFuture) {
            receiver->conclude(Outcome::LoggedIn);
            clock->advance(10s);
        }
        QTRY_VERIFY(!receiver);
        QVERIFY(!Visitor(url).isConnected());
        QCOMPARE(clock->alarmCount(), 0);
    }
}

void tst_LoopbackReceiver::aReceiverThatGoesEndsEverything()
{
    const auto clock = std::make_shared<ManualClock>();
    auto receiver = std::make_unique<LoopbackReceiver>(clock, LoopbackReceiver::Settings {});
    const QUrl url = *receiver->listen();
    const auto future = receiver->received(Secret::random(32).share());
    Visitor idle(url);
    receiver.reset();
    QVERIFY(future.isFinished());
    QVERIFY(resultOf(future).failedWith(Error::Kind::Abandoned));
    QCOMPARE(idle.answer(), QByteArray());
    QVERIFY(!Visitor(url).isConnected());
    QCOMPARE(clock->alarmCount(), 0);
}

// The addresses that listen on \a port, as the kernel writes them.
static QList<QByteArray> listeners(const QString &table, int port)
{
    QList<QByteArray> addresses;
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return addresses;
    const QByteArray hexPort = QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        const QList<QByteArray> local = columns.value(1).split(':');
        if (local.value(1) == hexPort && columns.value(3) == "0A")
            addresses << local.first();
    }
    return addresses;
}

void tst_LoopbackReceiver::onlyThisMachineCanConnect()
{
    LoopbackFlow flow;
    const auto ipv4 = [&] { return listeners(QStringLiteral("/proc/net/tcp"), flow.url.port()); };
    const auto ipv6 = [&] { return listeners(QStringLiteral("/proc/net/tcp6"), flow.url.port()); };
    QCOMPARE(ipv4(), QList<QByteArray> {"0100007F"});
    const QList<QByteArray> loopback {"00000000000000000000000001000000"};
    QCOMPARE(ipv6(), QTcpServer().listen(QHostAddress::LocalHostIPv6) ? loopback : QList<QByteArray>());
    if (!ipv6().isEmpty()) {
        Visitor browser(QStringLiteral("::1"), quint16(flow.url.port()));
        browser.send(flow.answer().replace("Host: 127.0.0.1:", "Host: [::1]:"));
        QCOMPARE(browser.status(), QByteArray("303"));
        QVERIFY(flow.hasCode());
    }
    flow.begin();
    flow.receiver.cancel();
    QCOMPARE(ipv4(), QList<QByteArray>());
    QCOMPARE(ipv6(), QList<QByteArray>());
}

void tst_LoopbackReceiver::aMachineWithoutIpv6Works()
{
    missingFamilies = {AF_INET6};
    LoopbackFlow flow;
    QCOMPARE(flow.url.host(), QStringLiteral("127.0.0.1"));
    QCOMPARE(listeners(QStringLiteral("/proc/net/tcp6"), flow.url.port()), QList<QByteArray>());
    QVERIFY(flow.succeeds());
}

void tst_LoopbackReceiver::aMachineWithIpv6AloneWorks()
{
    if (!QTcpServer().listen(QHostAddress::LocalHostIPv6))
        return; // this machine has no IPv6 to be tried
    missingFamilies = {AF_INET};
    LoopbackFlow flow;
    QCOMPARE(flow.url.host(), QStringLiteral("::1"));
    QVERIFY(flow.succeeds());
}

void tst_LoopbackReceiver::aMachineWithNeitherSaysSoAndWorksLater()
{
    LoopbackFlow flow;
    missingFamilies = {AF_INET, AF_INET6};
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("neither 127.0.0.1 nor ::1 has a free port")));
    const auto listened = flow.receiver.listen();
    QVERIFY(listened.failedWith(Error::Kind::Unavailable));
    QCOMPARE(listened.error().message(), QStringLiteral("The browser cannot be connected to this application."));
    QVERIFY(!flow.receiver.isListening());
    QVERIFY(flow.failedWith(Error::Kind::Cancelled));
    missingFamilies.clear();
    flow.begin();
    QVERIFY(flow.succeeds());
}

void tst_LoopbackReceiver::aProcessWithTooManyFilesIsDeafForASecond()
{
    LoopbackFlow flow;
    const int alarms = flow.clock->alarmCount();
    hasTooManyFiles = true;
    Visitor browser(flow.url, flow.answer()); // the system has taken the connection, and we have not
    QTRY_COMPARE(flow.clock->alarmCount(), alarms + 1);
    hasTooManyFiles = false;
    QVERIFY(!flow.future.isFinished());
    flow.clock->advance(1s);
    QCOMPARE(browser.status(), QByteArray("303"));
    QVERIFY(flow.hasCode());
}

void tst_LoopbackReceiver::thePathIsRandomOrAsRegistered()
{
    QSet<QString> paths;
    LoopbackFlow flow;
    for (int i = 0; i < 20; ++i) {
        flow.begin();
        QVERIFY(flow.url.path().size() >= 23); // a slash, and 22 characters of base64 are more than 128 bits
        paths.insert(flow.url.path());
    }
    QCOMPARE(paths.size(), 20);
    LoopbackFlow registered({.path = "/callback/of-the.journal"});
    QCOMPARE(registered.url.path(), QStringLiteral("/callback/of-the.journal"));
    QVERIFY(registered.succeeds());
}

void tst_LoopbackReceiver::aPathThatIsNotPlainIsRefused_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"callback", "/a b", "/a?b", "/a#b", "/\xc3\xa4", "/%41", "http://127.0.0.1/", "/a\r\nX: y"})
        QTest::newRow(path) << QByteArray(path);
}

void tst_LoopbackReceiver::aPathThatIsNotPlainIsRefused()
{
    QFETCH(const QByteArray, path);
    LoopbackReceiver receiver(std::make_shared<ManualClock>(), {.path = path});
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("the path of the redirect URL")));
    QVERIFY(receiver.listen().failedWith(Error::Kind::InvalidInput));
    QVERIFY(!receiver.isListening());
}

void tst_LoopbackReceiver::aWrongCallIsRefused()
{
    LoopbackReceiver receiver(std::make_shared<ManualClock>(), {});
    const SecretPtr state = Secret::random(16).share();
    const auto isRefused = [&receiver](const SecretPtr &wanted) {
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("call it once after listen\\(\\)")));
        return resultOf(receiver.received(wanted)).failedWith(Error::Kind::InvalidInput);
    };
    QVERIFY(isRefused(state)); // it does not listen
    QVERIFY(receiver.listen());
    QVERIFY(isRefused(nullptr));
    QVERIFY(isRefused(std::make_shared<const Secret>()));
    QVERIFY(isRefused(Secret::random(15).share()));
    const auto future = receiver.received(state);
    QVERIFY(!future.isFinished());
    QVERIFY(isRefused(state)); // the second time
    QVERIFY(!future.isFinished());
    receiver.conclude(Outcome::LoggedIn); // before the answer
    QVERIFY(resultOf(future).failedWith(Error::Kind::Cancelled));
    QVERIFY(isRefused(state));
}

void tst_LoopbackReceiver::noSecretIsLogged()
{
    QLoggingCategory::setFilterRules(QStringLiteral("qtlogin.*=true"));
    const auto handler = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &line) {
        logLines << line;
    });
    LoopbackFlow flow;
    Visitor wrong(flow.url, Visitor::get(flow.url, "code=marker-of-the-code&state=marker-of-a-wrong-state"));
    const QByteArray status = wrong.status();
    Visitor broken(flow.url, "GET /?code=marker-of-the-code HTTP/1.0\r\n");
    (void)broken.status();
    const bool succeeded = flow.succeeds();
    qInstallMessageHandler(handler);
    QLoggingCategory::setFilterRules(QString());
    QCOMPARE(status, QByteArray("404"));
    QVERIFY(succeeded);
    QVERIFY(!logLines.isEmpty());
    for (const QString &line : std::as_const(logLines))
        QVERIFY2(!line.contains(QStringLiteral("marker")) && !line.contains(QString::fromLatin1(flow.state))
                     && !line.contains(flow.url.path()),
                 qUtf8Printable(line));
}

QTEST_GUILESS_MAIN(tst_LoopbackReceiver)
#include "tst_loopbackreceiver.moc"
