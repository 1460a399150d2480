// SPDX-License-Identifier: MIT
#pragma once

#include "network/loopbackreceiver_p.h"
#include "network/loopbackresponse_p.h"
#include "network/visitor.h"
#include "testing/manualclock.h"

#include <QtTest/qsignalspy.h>

// One login that waits for its browser.
struct LoopbackFlow
{
    explicit LoopbackFlow(QtLogin::LoopbackReceiver::Settings settings = {.application = QStringLiteral("Journal")})
        : receiver(clock, std::move(settings)), closed(&receiver, &QtLogin::LoopbackReceiver::closed)
    {
        begin();
    }

    void begin()
    {
        const auto listened = receiver.listen();
        url = listened ? *listened : QUrl();
        state = QByteArray("state-") + QByteArray::number(++flows) + "-0123456789abcdef";
        future = receiver.received(QtLogin::Secret::copyOf(state).share());
    }

    QByteArray query() const { return "code=marker-of-the-code&state=" + state; }
    // The request that carries the answer.
    QByteArray answer(const QByteArray &headers = {}) const { return Visitor::get(url, query(), headers); }
    // The URL that the browser is led to.
    QUrl pageUrl(Visitor &visitor) const { return url.resolved(QUrl(QString::fromLatin1(visitor.header("Location")))); }

    bool hasCode() const
    {
        const auto result = QtLogin::resultOf(future);
        return result && result->code && result->code->equals(QtLogin::Secret::copyOf("marker-of-the-code"));
    }
    bool failedWith(QtLogin::Error::Kind kind) const
    {
        return future.isFinished() && QtLogin::resultOf(future).failedWith(kind);
    }
    // Whether the port lets no one in any more.
    bool refuses() const { return !Visitor(url).isConnected(); }

    // Waits until all that was sent before has been looked at: a connection of its own is answered.
    bool isAwake() const { return Visitor(url, "hello\r\n").status() == "404"; }
    // The whole answer to each request that is refused.
    static QByteArray refusal() { return QtLogin::LoopbackResponse::notFound(); }
    // A whole login: the answer comes, and the browser is told so.
    bool succeeds()
    {
        Visitor browser(url, answer());
        if (browser.status() != "303" || !future.isFinished() || !hasCode())
            return false;
        Visitor page(url, Visitor::get(pageUrl(browser)));
        receiver.conclude(QtLogin::BrowserPage::Outcome::LoggedIn);
        return page.status() == "200" && page.answer().contains("You are logged in");
    }

    static inline int flows = 0;
    std::shared_ptr<QtLogin::ManualClock> clock = std::make_shared<QtLogin::ManualClock>();
    QtLogin::LoopbackReceiver receiver;
    QSignalSpy closed;
    QUrl url;
    QByteArray state;
    QFuture<QtLogin::Result<QtLogin::AuthorizationAnswer>> future;
};
