// SPDX-License-Identifier: MIT
#include "network/devicelogin_p.h"

#include "foundation/strictjson_p.h"
#include "network/authorizationrequest_p.h"
#include "network/httpform_p.h"
#include "network/networklog_p.h"

#include <QtCore/qcoreapplication.h>

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr auto longestInterval = 60s; // that a network which is away makes of it
static constexpr qsizetype longestCode = 64;

static const QString deviceCodeName = QStringLiteral("device_code");

static Error notOffered()
{
    qCCritical(networkLog, "OidcProvider: the server offers no login on another device (device_authorization_endpoint): set "
                           "OidcSettings::offersDevice to false.");
    return {Error::Kind::NotConfigured,
            QCoreApplication::translate("QtLogin::OidcProvider", "The login server offers no login on another device.")};
}

// The user types it, and reads it from the screen: no line break, no change of direction.
static bool isCode(const QString &code)
{
    return !code.isEmpty() && code.size() <= longestCode
        && std::all_of(code.begin(), code.end(), [](QChar c) { return c.isPrint(); });
}

static bool isPage(const QUrl &page)
{
    return page.isValid() && page.scheme() == u"https" && !page.host().isEmpty() && page.userInfo().isEmpty();
}

DeviceLogin::DeviceLogin(OidcServer &server, std::shared_ptr<Clock> clock, bool provesAnew)
    : m_server(server), m_clock(std::move(clock)), m_provesAnew(provesAnew), m_examiner(server, m_clock)
{
}

DeviceLogin::~DeviceLogin() = default;

QFuture<Result<Authentication>> DeviceLogin::begin()
{
    const auto begun = m_begun.future();
    m_beganAt = m_clock->sinceBoot();
    prepare();
    return begun;
}

Coroutine DeviceLogin::prepare()
{
    const auto metadata = co_await m_server.metadata();
    if (!metadata)
        co_return endWith(metadata.error());
    if (metadata->deviceEndpoint.isEmpty())
        co_return endWith(notOffered());
    m_tokenEndpoint = metadata->tokenEndpoint;
    m_key = m_server.keyFor(*metadata);
    HttpForm form;
    form.add("client_id", m_server.settings().clientId)
        .add("scope", AuthorizationRequest::scopesOf(m_server.settings()));
    const auto received = co_await m_server.post(metadata->deviceEndpoint, form.takeBody());
    if (!received)
        co_return endWith(received.error());
    const auto step = stepIn(*received);
    if (!step)
        co_return endWith(step.error());
    m_begun.finish(*step);
}

// RFC 8628 §3.2. A server that is wrong about times gets the usual ones.
Result<NextStep> DeviceLogin::stepIn(const HttpAnswer &answer)
{
    const QByteArrayView body = answer.body->reveal();
    if (const auto error = oauthErrorIn(body); error && !answer.isSuccess())
        return LoginErrors::of(*error, "device authorization endpoint");
    const auto json = StrictJson::parse(body, {deviceCodeName});
    const QString code = json ? stringIn(json->object, u"user_code").value_or(QString()) : QString();
    const QUrl page(json ? stringIn(json->object, u"verification_uri").value_or(QString()) : QString(), QUrl::StrictMode);
    const SecretPtr deviceCode = json ? json->secrets.value(deviceCodeName) : nullptr;
    if (!answer.isSuccess() || !deviceCode || deviceCode->isEmpty() || !isCode(code) || !isPage(page)) {
        qCCritical(networkLog, "OidcProvider: the device authorization endpoint gave no device code, no code that a user can "
                               "type, or no https page for it: status %d.", answer.status);
        return LoginErrors::untrusted();
    }
    const std::chrono::seconds interval(timeIn(*json, u"interval").value_or(0));
    const std::chrono::seconds lifetime(timeIn(*json, u"expires_in").value_or(0));
    const auto longest = lifetime > 0s ? std::min<std::chrono::seconds>(lifetime, longestWait) : longestWait;
    m_interval = std::min<std::chrono::nanoseconds>(interval > 0s ? interval : usualInterval, longest / 2); // it is asked once at least
    m_expiresAt = m_clock->sinceBoot() + longest;
    m_deviceCode = deviceCode;
    const QUrl withCode(stringIn(json->object, u"verification_uri_complete").value_or(QString()), QUrl::StrictMode);
    return NextStep {
        .message = QCoreApplication::translate("QtLogin::OidcProvider", "Open this page on another device, and enter the code."),
        .handle = handle(),
        .link = page,
        .code = code,
        .linkWithCode = isPage(withCode) && withCode.host() == page.host() ? withCode : QUrl()};
}

QFuture<Result<ProvenUser>> DeviceLogin::finish()
{
    const auto finished = m_finished.future();
    if (!std::exchange(m_isAsking, true) && m_deviceCode)
        askLater(m_interval);
    return finished;
}

void DeviceLogin::askLater(std::chrono::nanoseconds wait)
{
    const auto left = m_expiresAt - m_clock->sinceBoot();
    if (left <= wait)
        m_alarm = m_clock->callAfter(std::max<std::chrono::nanoseconds>(left, 0ns), [this] { endWith(LoginErrors::tooLate()); });
    else
        m_alarm = m_clock->callAfter(wait, [this] { ask(); });
}

// It ends nothing: the user is still typing, perhaps. A server that is busy may say when to come back.
void DeviceLogin::waitForNetwork(const Error &error)
{
    m_pause = std::max<std::chrono::nanoseconds>(m_interval, std::min<std::chrono::nanoseconds>(m_pause * 2, longestInterval));
    const std::chrono::nanoseconds asked = error.retryAfter().value_or(0s);
    askLater(std::max(m_pause, asked));
}

Coroutine DeviceLogin::ask()
{
    HttpForm form;
    form.add("grant_type", QStringLiteral("urn:ietf:params:oauth:grant-type:device_code"))
        .add("client_id", m_server.settings().clientId)
        .add("device_code", *m_deviceCode);
    const auto received = co_await m_server.post(m_tokenEndpoint, form.takeBody(), m_key);
    if (!m_deviceCode)
        co_return; // it has been cancelled
    if (!received)
        co_return waitForNetwork(received.error());
    m_pause = 0ns;
    const auto parsed = OAuthTokens::parse(received->status, received->body->reveal());
    if (const auto *refused = std::get_if<OAuthError>(&parsed))
        co_return onRefused(*refused);
    if (const auto *error = std::get_if<Error>(&parsed))
        co_return endWith(*error);
    examine(std::get<OAuthTokens>(parsed));
}

// RFC 8628 §3.5.
void DeviceLogin::onRefused(const OAuthError &error)
{
    if (error.code == u"slow_down")
        m_interval += usualInterval;
    if (error.code == u"slow_down" || error.code == u"authorization_pending")
        askLater(m_interval);
    else
        endWith(error.code == u"expired_token" ? LoginErrors::tooLate() : LoginErrors::of(error, "token endpoint"));
}

Coroutine DeviceLogin::examine(OAuthTokens tokens)
{
    IdTokenExpectations expected {.issuer = m_server.issuer(), .clientId = m_server.settings().clientId};
    if (m_provesAnew)
        expected.maxAge = std::chrono::ceil<std::chrono::seconds>(m_clock->sinceBoot() - m_beganAt);
    const auto proven = co_await m_examiner.examine(tokens, expected, m_key);
    endWith(proven);
}

void DeviceLogin::cancel()
{
    endWith(Error(Error::Kind::Cancelled));
}

// The callers, who may delete this, run last.
void DeviceLogin::endWith(const Result<ProvenUser> &result)
{
    m_alarm.reset();
    m_deviceCode.reset();
    const auto begun = m_begun;
    const auto finished = m_finished;
    const Result<ProvenUser> kept = result;
    if (!kept)
        begun.finish(kept.error());
    finished.finish(kept);
}

} // namespace QtLogin
