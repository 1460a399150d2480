// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/futures.h"
#include "network/authorizationanswer_p.h"
#include "network/browserpage_p.h"
#include "network/loopbacklistener_p.h"

#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>
#include <QtCore/qurl.h>

#include <memory>
#include <optional>
#include <vector>

namespace QtLogin {

// Takes the answer of one login from the browser, and tells the browser how the login went:
//
//   listen() -> the redirect URL; received(state), then open the browser; conclude(outcome) after the exchange
//
// Requests that are not the answer get the same 404, and the login goes on. The browser is led from the address with the
// code to a second one at once, and waits there for the page. The page is there until it was fetched, or for ten seconds.
class LoopbackReceiver final : public QObject
{
    Q_OBJECT
public:
    enum class ResponseMode { Query, FormPost };
    struct Settings
    {
        QString application = {}; // a name for people; empty: QCoreApplication::applicationName()
        QByteArray path = {}; // for a server that compares it, such as "/callback"; empty: a random one
        ResponseMode responseMode = ResponseMode::Query;
    };
    // From listen() to the answer, and again from the answer to conclude().
    static constexpr std::chrono::minutes longestFlow {5};
    static constexpr std::chrono::seconds longestPage {10};

    explicit LoopbackReceiver(std::shared_ptr<Clock> clock, Settings settings, QObject *parent = nullptr);
    ~LoopbackReceiver() override;

    // Begins a login, and cancels the one before it. The result is the URL that the browser is to be sent to in the end:
    // the address in numbers, and a port that was free. InvalidInput for a path that is not plain, Unavailable where the
    // machine gives no port.
    [[nodiscard]] Result<QUrl> listen();
    // The first answer with this \a state, of at least 16 bytes. TimedOut, Cancelled, Abandoned when this dies;
    // InvalidInput without a state, or when it does not listen.
    [[nodiscard]] QFuture<Result<AuthorizationAnswer>> received(SecretPtr state);
    // Sends the page, once the answer has been received; cancels the login before that.
    void conclude(BrowserPage::Outcome outcome);
    // Ends the login. A browser that waits is told so.
    void cancel();

    bool isListening() const { return m_listener && m_listener->isListening(); }

Q_SIGNALS:
    // The port is closed, and the receiver may be deleted.
    void closed();

private:
    enum class Stage { Closed, Waiting, Answered, Concluded };
    void respond(LoopbackConnection *connection, const LoopbackRequest &request);
    const char *refusal(const LoopbackConnection &connection, const LoopbackRequest &request) const;
    bool isAnswer(const LoopbackRequest &request) const;
    void refuse(LoopbackConnection *connection, const char *reason);
    void takeAnswer(LoopbackConnection *connection, const AuthorizationAnswer &answer);
    void showPage(LoopbackConnection *connection);
    void sendPage(LoopbackConnection *connection);
    void closeWhenFetched();
    void limitTime(std::chrono::nanoseconds duration);
    void onTimeOver();
    void end(Error::Kind kind);

    const std::shared_ptr<Clock> m_clock;
    const Settings m_settings;
    Stage m_stage = Stage::Closed;
    std::unique_ptr<LoopbackListener> m_listener;
    Secret m_path;
    Secret m_pagePath;
    SecretPtr m_state;
    std::optional<Answer<AuthorizationAnswer>> m_answer;
    Clock::Boot m_deadline {};
    std::unique_ptr<Alarm> m_alarm;
    BrowserPage::Outcome m_outcome = BrowserPage::Outcome::Failed;
    std::vector<QPointer<LoopbackConnection>> m_waiting; // for the page
    bool m_wasFetched = false;
    const char *m_lastRefusal = nullptr;
};

} // namespace QtLogin
