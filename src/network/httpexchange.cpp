// SPDX-License-Identifier: MIT
#include "network/httpexchange_p.h"

#include "network/httperrors_p.h"
#include "network/networklog_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qcoreevent.h>
#include <QtNetwork/qnetworkreply.h>

namespace QtLogin {

HttpExchange::HttpExchange(QNetworkReply *reply, const HttpRequest &request, std::shared_ptr<Clock> clock)
    : m_request(request), m_clock(std::move(clock)), m_reply(reply)
{
}

// Qt complains of a second error, and an abort is one: the first may have come, or its thread has posted it.
static void abortQuietly(QNetworkReply *reply)
{
    if (reply->error() == QNetworkReply::NoError)
        reply->abort();
    QCoreApplication::removePostedEvents(reply, QEvent::MetaCall);
}

// No signal of the reply is under way: callers run in finish() alone, which has let go of it by then.
HttpExchange::~HttpExchange()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    abortQuietly(m_reply);
    delete m_reply;
}

QFuture<Result<HttpAnswer>> HttpExchange::start(std::function<void(HttpExchange *)> done)
{
    m_done = std::move(done);
    m_reply->setReadBufferSize(largestBody + 1); // what comes while this thread is busy is limited as well
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::onReplyFinished);
    connect(&m_watcher, &QFutureWatcherBase::canceled, this, [this] { finish(Error::Kind::Abandoned); });
    m_watcher.setFuture(m_answer.future());
    m_alarm = m_clock->callAfter(deadline, [this] {
        qCInfo(networkLog).noquote() << name() + ": no answer in time.";
        finish(HttpErrors::late(m_request.url));
    });
    return m_answer.future();
}

// Host and path for the log: a query may hold secrets, and headers and bodies do.
QString HttpExchange::name() const
{
    return QLatin1String("HttpClient: ") + QLatin1String(m_request.method) + QLatin1Char(' ') + m_request.url.host()
        + m_request.url.path(QUrl::FullyEncoded);
}

Error HttpExchange::unexpected(const char *reason) const
{
    qCCritical(networkLog).noquote() << name() + ": unexpected answer: " + QLatin1String(reason);
    return HttpErrors::unexpected(m_request.url);
}

void HttpExchange::readHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray encoding = m_reply->rawHeader("Content-Encoding").trimmed().toLower();
    if (status >= 300 && status < 400)
        return finish(unexpected("a redirect, which is not followed. Set the address that it leads to, if that is yours."));
    if (!encoding.isEmpty() && encoding != "identity")
        return finish(unexpected("it is compressed, which was not asked for."));
    if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > largestBody)
        return finish(unexpected("it is larger than 1 MiB."));
}

void HttpExchange::readBody()
{
    QByteArray bytes = m_reply->read(largestBody + 1 - m_body.size());
    m_body.append(bytes);
    wipe(bytes);
    if (m_body.size() > largestBody)
        finish(unexpected("it is larger than 1 MiB."));
}

void HttpExchange::onReplyFinished()
{
    if (m_reply->bytesAvailable() > 0)
        readBody();
    if (!m_answer.isFinished())
        finish(judge());
}

static bool hasStatus(const QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() >= 200;
}

// Whether Qt gives \p error to a whole answer, for its status; InvalidOperation is 400.
static bool isOfStatus(QNetworkReply::NetworkError error)
{
    return error > QNetworkReply::UnknownProxyError && error != QNetworkReply::ContentReSendError
        && error != QNetworkReply::ProtocolUnknownError && error != QNetworkReply::ProtocolFailure;
}

// The error where no whole answer has come.
std::optional<Error> HttpExchange::transportError() const
{
    const auto error = m_reply->error();
    if (error == QNetworkReply::NoError || (hasStatus(m_reply) && isOfStatus(error)))
        return {};
    qCInfo(networkLog).noquote() << name() + QLatin1String(": no answer:") << error;
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return HttpErrors::notSecure(m_request.url);
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return HttpErrors::late(m_request.url);
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return HttpErrors::unexpected(m_request.url);
    default:
        return HttpErrors::unreachable(m_request.url);
    }
}

Result<HttpAnswer> HttpExchange::judge()
{
    if (const auto error = transportError())
        return *error;
    HttpAnswer answer {.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()};
    if (answer.status < 200)
        return unexpected("it has no status.");
    for (const auto &[key, value] : m_reply->rawHeaderPairs())
        answer.headers.append({key, value});
    answer.retryAfter = Http::retryAfter(answer.header("Retry-After").trimmed(), m_clock->wall());
    answer.body = m_body.take();
    qCDebug(networkLog).noquote() << name() + QLatin1String(": status") << answer.status;
    if (m_request.expect == HttpRequest::Expect::Anything || answer.body->isEmpty()
        || Http::isJson(answer.header("Content-Type")))
        return answer;
    // These say all with their status, whoever has written the page below it.
    if (answer.status == 429 || answer.status >= 500) {
        answer.body = Secret().share();
        return answer;
    }
    return unexpected("it is not JSON.");
}

void HttpExchange::finish(const Result<HttpAnswer> &result)
{
    if (m_answer.isFinished() || !m_reply)
        return;
    const auto answer = m_answer;
    const auto reply = std::exchange(m_reply, nullptr);
    m_watcher.disconnect(this);
    m_alarm.reset();
    reply->disconnect(this);
    abortQuietly(reply);
    reply->deleteLater();
    const Result<HttpAnswer> kept = result; // for done() lets go of this
    m_done(this);
    answer.finish(kept);
}

} // namespace QtLogin
