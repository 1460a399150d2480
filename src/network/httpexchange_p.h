// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "network/httpmessages_p.h"
#include "network/secretbuffer_p.h"

#include <QtCore/qfuturewatcher.h>
#include <QtCore/qobject.h>

class QNetworkReply;

namespace QtLogin {

// One request of an HttpClient, from the moment at which it was sent: reads the answer within its limits, judges it,
// and finishes the future once.
class HttpExchange final : public QObject
{
public:
    static constexpr qint64 largestBody = 1024 * 1024;
    static constexpr std::chrono::seconds deadline {30};

    HttpExchange(QNetworkReply *reply, const HttpRequest &request, std::shared_ptr<Clock> clock);
    // Ends the request; the future, where it has not finished, says Abandoned.
    ~HttpExchange() override;

    // Begins to listen. \p done is called before the future finishes, and may let go of the exchange.
    [[nodiscard]] QFuture<Result<HttpAnswer>> start(std::function<void(HttpExchange *)> done);

private:
    void readHead();
    void readBody();
    void onReplyFinished();
    Result<HttpAnswer> judge();
    std::optional<Error> transportError() const;
    Error unexpected(const char *reason) const;
    void finish(const Result<HttpAnswer> &result);
    QString name() const;

    const HttpRequest m_request;
    const std::shared_ptr<Clock> m_clock;
    QNetworkReply *m_reply;
    SecretBuffer m_body;
    std::unique_ptr<Alarm> m_alarm;
    QFutureWatcher<Result<HttpAnswer>> m_watcher; // of a caller that cancels
    std::function<void(HttpExchange *)> m_done;
    Answer<HttpAnswer> m_answer;
};

} // namespace QtLogin
