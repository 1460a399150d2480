// SPDX-License-Identifier: MIT
#include "network/loopbackrequest_p.h"

#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using State = LoopbackRequest::State;

static const QByteArray chromium = "GET /cb?code=4711&state=s HTTP/1.1\r\n"
                                   "Host: 127.0.0.1:40000\r\n"
                                   "Connection: keep-alive\r\n"
                                   "sec-ch-ua: \"Chromium\";v=\"120\"\r\n"
                                   "Upgrade-Insecure-Requests: 1\r\n"
                                   "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
                                   "Accept: text/html,*/*;q=0.8\r\n"
                                   "Sec-Fetch-Site: cross-site\r\n"
                                   "Sec-Fetch-Mode: navigate\r\n"
                                   "Sec-Fetch-User: ?1\r\n"
                                   "Sec-Fetch-Dest: document\r\n"
                                   "Accept-Encoding: gzip, deflate, br\r\n"
                                   "\r\n";
static const QByteArray form = "POST /cb HTTP/1.1\r\n"
                               "host:\t[::1]:7 \r\n"
                               "CONTENT-TYPE: application/x-www-form-urlencoded ; charset=utf-8\r\n"
                               "content-length: 8\r\n"
                               "\r\n"
                               "code=abc";

class tst_LoopbackRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRequestOfABrowserIsRead()
    {
        const LoopbackRequest request = LoopbackRequest::parse(chromium);
        QCOMPARE(request.state, State::Complete);
        QCOMPARE(request.method, QByteArrayView("GET"));
        QCOMPARE(request.path, QByteArrayView("/cb"));
        QCOMPARE(request.query, QByteArrayView("code=4711&state=s"));
        QCOMPARE(request.host, QByteArrayView("127.0.0.1:40000"));
        QVERIFY(request.body.isEmpty());
        QVERIFY(!request.isPrefetch);
        QVERIFY(!request.isPartOfPage);
        QVERIFY(request.path.data() == chromium.constData() + 4); // nothing is copied
    }

    void aFormIsReadWithItsBody()
    {
        const LoopbackRequest request = LoopbackRequest::parse(form);
        QCOMPARE(request.state, State::Complete);
        QCOMPARE(request.method, QByteArrayView("POST"));
        QCOMPARE(request.host, QByteArrayView("[::1]:7"));
        QCOMPARE(request.contentType, QByteArrayView("application/x-www-form-urlencoded"));
        QCOMPARE(request.body, QByteArrayView("code=abc"));
    }

    void everyBeginningIsIncompleteAndAByteTooMuchIsRefused()
    {
        for (const QByteArray &whole : {chromium, form}) {
            for (qsizetype size = 0; size < whole.size(); ++size)
                QCOMPARE(LoopbackRequest::parse(whole.first(size)).state, State::Incomplete);
            QCOMPARE(LoopbackRequest::parse(whole).state, State::Complete);
            QCOMPARE(LoopbackRequest::parse(whole + 'x').state, State::Refused);
            QCOMPARE(LoopbackRequest::parse(whole + whole).state, State::Refused);
        }
    }

    void someRequestsAreTaken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const char *bytes) { QTest::newRow(name) << QByteArray(bytes); };
        row("the smallest", "GET / HTTP/1.1\r\nHost:\r\n\r\n");
        row("another method", "BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n");
        row("an empty header", "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n");
        row("a tab in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\tb\r\n\r\n");
        row("UTF-8 in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: \xc3\xa4\r\n\r\n");
        row("an empty body", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        row("a header twice", "GET / HTTP/1.1\r\nHost: a\r\nAccept: a\r\nAccept: b\r\n\r\n");
        row("an empty query", "GET /? HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    void someRequestsAreTaken()
    {
        QFETCH(const QByteArray, bytes);
        QCOMPARE(LoopbackRequest::parse(bytes).state, State::Complete);
    }

    void someRequestsAreRefused_data() // G4
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
        row("no HTTP", "hello\r\n");
        row("TLS", QByteArray("\x16\x03\x01\x02\x00", 5));
        row("SSH", "SSH-2.0-OpenSSH_9.2\r\n");
        row("HTTP/1.0", "GET / HTTP/1.0\r\n");
        row("HTTP/2", "PRI * HTTP/2.0\r\n");
        row("HTTP/0.9", "GET /\r\n");
        row("small letters in the version", "GET / http/1.1\r\n");
        row("bare LF", "GET / HTTP/1.1\n");
        row("bare LF after a header", "GET / HTTP/1.1\r\nHost: a\n");
        row("bare CR", "GET / HTTP/1.1\rHost: a");
        row("CR CR LF", "GET / HTTP/1.1\r\r\n");
        row("an empty line in front", "\r\nGET / HTTP/1.1\r\n");
        row("a blank in front", " GET / HTTP/1.1\r\n");
        row("two blanks", "GET  / HTTP/1.1\r\n");
        row("a tab between", "GET\t/\tHTTP/1.1\r\n");
        row("a blank in the target", "GET /a b HTTP/1.1\r\n");
        row("a fragment", "GET /a#b HTTP/1.1\r\n");
        row("a whole URL", "GET http://127.0.0.1/ HTTP/1.1\r\n");
        row("a star", "OPTIONS * HTTP/1.1\r\n");
        row("a proxy's request", "CONNECT example.org:443 HTTP/1.1\r\n");
        row("a method that is no token", "G{T / HTTP/1.1\r\n");
        row("no method", " / HTTP/1.1\r\n");
        row("UTF-8 in the target", "GET /\xc3\xa4 HTTP/1.1\r\n");
        row("NUL", QByteArray("GET /\0 HTTP/1.1\r\n", 17));
        row("DEL", "GET /\x7f HTTP/1.1\r\n");
        row("escape in a header", "GET / HTTP/1.1\r\nX: \x1b[2J\r\n");
        row("no host", "GET / HTTP/1.1\r\n\r\n");
        row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n");
        row("the same host twice", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n");
        row("a folded header", "GET / HTTP/1.1\r\nX: a\r\n b\r\n");
        row("a folded first header", "GET / HTTP/1.1\r\n Host: a\r\n");
        row("a blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n");
        row("no colon", "GET / HTTP/1.1\r\nHost\r\n");
        row("no name", "GET / HTTP/1.1\r\n: a\r\n");
        row("chunks", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n");
        row("identity", "POST / HTTP/1.1\r\nHost: a\r\ntransfer-encoding: identity\r\n");
        row("two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n");
        row("a list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n");
        row("a length with a sign", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n");
        row("a negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n");
        row("a hexadecimal length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n");
        row("an empty length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n");
        row("a length beyond the limit", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 16385\r\n");
        row("a length beyond all numbers", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551617\r\n");
        row("two types", "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Type: a/b\r\n");
        row("more body than said", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nab");
        row("a body that was not said", "POST / HTTP/1.1\r\nHost: a\r\n\r\na");
        row("a body too large with its head",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 16384\r\n\r\n");
    }

    void someRequestsAreRefused()
    {
        QFETCH(const QByteArray, bytes);
        const LoopbackRequest request = LoopbackRequest::parse(bytes);
        QCOMPARE(request.state, State::Refused);
        QVERIFY(request.path.isEmpty() && request.query.isEmpty() && request.body.isEmpty());
    }

    void sixteenKibibytesAreTakenAndNoByteMore() // G4
    {
        const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
        const QByteArray end = "\r\n\r\n";
        const qsizetype rest = LoopbackRequest::maximumSize - head.size() - end.size();
        QCOMPARE(LoopbackRequest::parse(head + QByteArray(rest, 'x') + end).state, State::Complete);
        QCOMPARE(LoopbackRequest::parse(head + QByteArray(rest + 1, 'x') + end).state, State::Refused);
        QCOMPARE(LoopbackRequest::parse(head + QByteArray(rest + 3, 'x')).state, State::Incomplete);
        QCOMPARE(LoopbackRequest::parse(head + QByteArray(rest + 4, 'x')).state, State::Refused);
    }

    void theBrowserSaysWhoAsks_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("isPrefetch");
        QTest::addColumn<bool>("isPartOfPage");
        const auto row = [](const char *header, bool isPrefetch, bool isPartOfPage) {
            QTest::newRow(header) << QByteArray(header) << isPrefetch << isPartOfPage;
        };
        row("Sec-Purpose: prefetch", true, false);
        row("sec-purpose: Prefetch;prerender", true, false);
        row("Sec-Purpose: prefetch;anonymous-client-ip", true, false);
        row("Purpose: prefetch", true, false);
        row("X-Purpose: preview", true, false);
        row("X-Moz: prefetch", true, false);
        row("Purpose: other", false, false);
        row("X-Other: prefetch", false, false);
        row("Sec-Fetch-Dest: document", false, false);
        row("Sec-Fetch-Dest: image", false, true);
        row("sec-fetch-dest: empty", false, true);
        row("Sec-Fetch-Dest: iframe", false, true);
    }

    void theBrowserSaysWhoAsks()
    {
        QFETCH(const QByteArray, header);
        const auto request = LoopbackRequest::parse("GET / HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n");
        QCOMPARE(request.state, State::Complete);
        QTEST(request.isPrefetch, "isPrefetch");
        QTEST(request.isPartOfPage, "isPartOfPage");
    }

    // 200,000 requests with a few bytes changed, doubled or cut out; the same ones in each run.
    void noByteMakesRightWhatWasRefused() // I1
    {
        QRandomGenerator dice(4711);
        const QByteArray bytes("\r\n :\t\0?#;\x7f\x80HG/1", 16);
        int complete = 0;
        for (int i = 0; i < 200'000; ++i) {
            QByteArray text = i % 2 ? chromium : form;
            for (int change = dice.bounded(1, 4); change > 0; --change) {
                const qsizetype at = dice.bounded(text.size());
                switch (dice.bounded(3)) {
                case 0:
                    text[at] = bytes[dice.bounded(bytes.size())];
                    break;
                case 1:
                    text.insert(at, text.mid(at, dice.bounded(1, 20)));
                    break;
                case 2:
                    text.remove(at, dice.bounded(1, 20));
                    break;
                }
            }
            const LoopbackRequest whole = LoopbackRequest::parse(text);
            const LoopbackRequest part = LoopbackRequest::parse(text.first(dice.bounded(text.size() + 1)));
            if (whole.state == State::Complete) {
                ++complete;
                QVERIFY(whole.path.startsWith('/'));
                QVERIFY(!whole.query.contains('#') && !whole.path.contains('?'));
            }
            if (whole.state != State::Refused)
                QVERIFY(part.state != State::Refused);
        }
        QVERIFY(complete > 1000);
    }
};

QTEST_GUILESS_MAIN(tst_LoopbackRequest)
#include "tst_loopbackrequest.moc"
