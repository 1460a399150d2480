// SPDX-License-Identifier: MIT
#include "network/loopbackreceiver_p.h"

#include "network/loopbackresponse_p.h"
#include "network/networklog_p.h"

#include <algorithm>

namespace QtLogin {

static constexpr qsizetype shortestState = 16; // bytes
static constexpr qsizetype randomPathSize = 32; // bytes, before base64

static Secret randomLoopbackPath()
{
    const Secret random = Secret::random(randomPathSize);
    constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    QByteArray path = '/' + random.reveal().toByteArray().toBase64(options);
    return Secret::fromBytes(std::move(path));
}

static bool isPlainPath(QByteArrayView path)
{
    const auto isPlain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || QByteArrayView("-._~/").contains(c);
    };
    return path.startsWith('/') && std::all_of(path.begin(), path.end(), isPlain);
}

LoopbackReceiver::LoopbackReceiver(std::shared_ptr<Clock> clock, Settings settings, QObject *parent)
    : QObject(parent), m_clock(std::move(clock)), m_settings(std::move(settings))
{
}

LoopbackReceiver::~LoopbackReceiver() = default;

Result<QUrl> LoopbackReceiver::listen()
{
    const QPointer<LoopbackReceiver> self(this);
    end(Error::Kind::Cancelled);
    if (!self)
        return Error::Kind::Abandoned;
    if (!m_settings.path.isEmpty() && !isPlainPath(m_settings.path)) {
        qCCritical(networkLog, "LoopbackReceiver::listen(): the path of the redirect URL has other characters than letters, "
                               "digits and -._~/, or no slash in front. Leave it empty for a random one.");
        return Error::Kind::InvalidInput;
    }
    m_listener = std::make_unique<LoopbackListener>(m_clock);
    if (!m_listener->listen()) {
        qCCritical(networkLog, "LoopbackReceiver::listen(): neither 127.0.0.1 nor ::1 has a free port for this process. "
                               "Check the loopback interface and the limit of open files.");
        m_listener.reset();
        return Error(Error::Kind::Unavailable, tr("The browser cannot be connected to this application."));
    }
    connect(m_listener.get(), &LoopbackListener::requested, this, &LoopbackReceiver::respond);
    connect(m_listener.get(), &LoopbackListener::ended, this, &LoopbackReceiver::closeWhenFetched);
    m_path = m_settings.path.isEmpty() ? randomLoopbackPath() : Secret::copyOf(m_settings.path);
    m_pagePath = randomLoopbackPath();
    m_stage = Stage::Waiting;
    limitTime(longestFlow);
    return QUrl(QString::fromLatin1("http://" + m_listener->authority() + m_path.reveal().toByteArray()), QUrl::StrictMode);
}

QFuture<Result<AuthorizationAnswer>> LoopbackReceiver::received(SecretPtr state)
{
    if (m_stage != Stage::Waiting || m_state || !state || state->size() < shortestState) {
        qCCritical(networkLog, "LoopbackReceiver::received(): call it once after listen(), with a state of at least %d bytes.",
                   int(shortestState));
        return readyFuture(Result<AuthorizationAnswer>(Error::Kind::InvalidInput));
    }
    m_state = std::move(state);
    m_answer.emplace();
    return m_answer->future();
}

void LoopbackReceiver::conclude(BrowserPage::Outcome outcome)
{
    if (m_stage == Stage::Waiting)
        return end(Error::Kind::Cancelled);
    if (m_stage != Stage::Answered)
        return;
    m_stage = Stage::Concluded;
    m_outcome = outcome;
    limitTime(longestPage);
    for (const auto &connection : std::exchange(m_waiting, {})) {
        if (connection && connection->isOpen())
            sendPage(connection);
    }
}

void LoopbackReceiver::cancel()
{
    conclude(BrowserPage::Outcome::Cancelled);
}

void LoopbackReceiver::respond(LoopbackConnection *connection, const LoopbackRequest &request)
{
    if (m_clock->sinceBoot() >= m_deadline) // the alarm is late after a suspend
        return onTimeOver();
    if (const char *reason = refusal(*connection, request))
        return refuse(connection, reason);
    if (!isAnswer(request))
        return showPage(connection);
    const auto view = m_settings.responseMode == ResponseMode::FormPost ? request.body : request.query;
    const auto answer = AuthorizationAnswer::parse(view);
    if (!answer)
        return refuse(connection, "its parameters are no answer");
    if (!answer->state || !m_state || !m_state->equals(*answer->state))
        return refuse(connection, "its state is not that of this login");
    takeAnswer(connection, *answer);
}

// Logs the same reason once, for a port scanner has hundreds of requests.
void LoopbackReceiver::refuse(LoopbackConnection *connection, const char *reason)
{
    if (std::exchange(m_lastRefusal, reason) != reason)
        qCDebug(networkLog, "A request at the loopback was refused: %s.", reason);
    connection->answer(LoopbackResponse::notFound());
}

// Null: it is for the answer or for the page.
const char *LoopbackReceiver::refusal(const LoopbackConnection &connection, const LoopbackRequest &request) const
{
    if (request.state != LoopbackRequest::State::Complete)
        return "it is not HTTP as browsers speak it";
    if (request.host != connection.authority()) // a name of a stranger that leads here
        return "it is for another host";
    if (request.isPrefetch || request.isPartOfPage)
        return "no person has opened it";
    const Secret path = Secret::copyOf(request.path);
    const bool isPage = path.equals(m_pagePath);
    if (!isPage && !path.equals(m_path))
        return "it has another path";
    const bool isPost = !isPage && m_settings.responseMode == ResponseMode::FormPost;
    if (request.method != (isPost ? QByteArrayView("POST") : QByteArrayView("GET")))
        return "it has another method";
    if (isPost ? !request.query.isEmpty() : !request.body.isEmpty())
        return "its parameters are in another place";
    if (isPost && request.contentType.compare("application/x-www-form-urlencoded", Qt::CaseInsensitive) != 0)
        return "its parameters are no form";
    return nullptr;
}

bool LoopbackReceiver::isAnswer(const LoopbackRequest &request) const
{
    return Secret::copyOf(request.path).equals(m_path);
}

// The state is good for one answer. A second tab with the same one is led to the page, where it waits like the first.
void LoopbackReceiver::takeAnswer(LoopbackConnection *connection, const AuthorizationAnswer &answer)
{
    connection->answer(LoopbackResponse::seeOther(m_pagePath.reveal()));
    if (m_stage != Stage::Waiting)
        return;
    m_stage = Stage::Answered;
    limitTime(longestFlow);
    if (const auto waiting = std::exchange(m_answer, {}))
        waiting->finish(answer);
}

void LoopbackReceiver::showPage(LoopbackConnection *connection)
{
    if (m_stage == Stage::Concluded)
        return sendPage(connection);
    m_waiting.emplace_back(connection);
}

void LoopbackReceiver::sendPage(LoopbackConnection *connection)
{
    m_wasFetched = true;
    const BrowserPage page(m_outcome, m_settings.application);
    connection->answer(LoopbackResponse::page(page.html(), BrowserPage::contentSecurityPolicy()));
}

// Other tabs are waited for as well, and so is what a browser has opened in advance: all of it for ten seconds at most.
void LoopbackReceiver::closeWhenFetched()
{
    if (m_stage == Stage::Concluded && m_wasFetched && !m_listener->hasConnections())
        end(Error::Kind::Cancelled);
}

void LoopbackReceiver::limitTime(std::chrono::nanoseconds duration)
{
    m_deadline = m_clock->sinceBoot() + duration;
    m_alarm = m_clock->callAfter(duration, [this] { onTimeOver(); });
}

void LoopbackReceiver::onTimeOver()
{
    end(Error::Kind::TimedOut);
}

// The listener stays until the next login, for it may be the caller. Last: the caller that waits may delete this.
void LoopbackReceiver::end(Error::Kind kind)
{
    if (m_stage == Stage::Closed)
        return;
    m_stage = Stage::Closed;
    m_alarm.reset();
    m_listener->close();
    m_waiting.clear();
    m_wasFetched = false;
    m_lastRefusal = nullptr;
    m_state.reset();
    const auto waiting = std::exchange(m_answer, {});
    const Error error = kind == Error::Kind::TimedOut
        ? Error(kind, tr("The browser did not come back in time."))
        : Error(kind);
    Q_EMIT closed();
    if (waiting)
        waiting->finish(error);
}

} // namespace QtLogin
