// SPDX-License-Identifier: MIT
#include "network/browserlogin_p.h"

#include "foundation/strictjson_p.h"
#include "network/networklog_p.h"

#include <QtCore/qcoreapplication.h>

namespace QtLogin {

// The reference to pushed parameters (RFC 9126 §2.2). It goes into an address.
static Result<QString> referenceIn(const HttpAnswer &answer)
{
    const QByteArrayView body = answer.body->reveal();
    if (const auto error = oauthErrorIn(body); error && !answer.isSuccess())
        return LoginErrors::of(*error, "pushed authorization request endpoint");
    const auto json = StrictJson::parse(body);
    const auto reference = json ? stringIn(json->object, u"request_uri") : std::nullopt;
    if (answer.isSuccess() && reference && !reference->isEmpty())
        return *reference;
    qCCritical(networkLog, "OidcProvider: the server has taken no pushed request, or gave no request_uri for it: status %d.",
               answer.status);
    return LoginErrors::untrusted();
}

BrowserLogin::BrowserLogin(OidcServer &server, std::shared_ptr<Clock> clock, AuthorizationRequest::Wishes wishes, QObject *pages)
    : m_server(server)
    , m_clock(std::move(clock))
    , m_wishes(std::move(wishes))
    , m_pages(pages)
    , m_examiner(server, m_clock)
{
}

BrowserLogin::~BrowserLogin() = default;

QFuture<Result<Authentication>> BrowserLogin::begin()
{
    const auto begun = m_begun.future();
    prepare();
    return begun;
}

Coroutine BrowserLogin::prepare()
{
    const auto metadata = co_await m_server.metadata();
    if (!metadata)
        co_return endWith(metadata.error());
    m_tokenEndpoint = metadata->tokenEndpoint;
    m_namesIssuer = metadata->namesIssuer;
    const auto listening = listen(*metadata);
    if (!listening)
        co_return endWith(listening.error());
    if (metadata->pushEndpoint.isEmpty())
        co_return show(m_request->pageAt(metadata->authorizationEndpoint));
    const Answer<QString> pushed;
    push(metadata->pushEndpoint, pushed);
    const auto reference = co_await pushed.future();
    if (!reference)
        co_return endWith(reference.error());
    show(m_request->pageAt(metadata->authorizationEndpoint, *reference));
}

// The receiver stays for the last page, also when this has gone.
Result<void> BrowserLogin::listen(const OidcMetadata &metadata)
{
    const QByteArray path = m_server.settings().redirectPath.toLatin1();
    m_receiver = new LoopbackReceiver(m_clock, {.path = path}, m_pages);
    connect(m_receiver, &LoopbackReceiver::closed, m_receiver, &QObject::deleteLater);
    const auto redirectUrl = m_receiver->listen();
    if (!redirectUrl) {
        delete m_receiver;
        return redirectUrl.error();
    }
    m_key = m_server.keyFor(metadata);
    AuthorizationRequest::Wishes wishes = m_wishes;
    if (m_key)
        wishes.keyThumbprint = m_key->thumbprint();
    m_request.emplace(m_server.settings(), *redirectUrl, wishes);
    m_received = m_receiver->received(m_request->state());
    return {};
}

Coroutine BrowserLogin::push(QUrl endpoint, Answer<QString> answer)
{
    const auto received = co_await m_server.post(endpoint, m_request->pushedForm());
    if (!received)
        co_return answer.finish(received.error());
    answer.finish(referenceIn(*received));
}

void BrowserLogin::show(const QUrl &page)
{
    m_begun.finish(NextStep {
        .message = QCoreApplication::translate("QtLogin::OidcProvider", "Continue in your browser."),
        .handle = handle(),
        .link = page});
}

QFuture<Result<ProvenUser>> BrowserLogin::finish()
{
    const auto finished = m_finished.future();
    if (!std::exchange(m_isCompleting, true) && m_request)
        complete();
    return finished;
}

Coroutine BrowserLogin::complete()
{
    const auto answer = co_await m_received;
    if (!answer)
        co_return endWith(answer.error());
    const auto code = codeIn(*answer);
    if (!code)
        co_return endWith(code.error());
    const auto received = co_await m_server.post(m_tokenEndpoint, m_request->redemptionOf(**code), m_key);
    if (!received)
        co_return endWith(received.error());
    const auto tokens = tokensIn(*received);
    if (!tokens)
        co_return endWith(tokens.error());
    IdTokenExpectations expected {.issuer = m_server.issuer(), .clientId = m_server.settings().clientId};
    expected.nonce = m_request->nonce();
    expected.code = *code;
    if (m_wishes.provesAnew)
        expected.maxAge = std::chrono::seconds(0);
    const auto proven = co_await m_examiner.examine(*tokens, expected, m_key);
    endWith(proven);
}

// An answer that names another issuer is one that this server has not given: someone has mixed up two logins (RFC 9207 §2.4).
// That is looked at before anything else in it is believed, its error too.
Result<SecretPtr> BrowserLogin::codeIn(const AuthorizationAnswer &answer) const
{
    if (answer.issuer.isEmpty() && m_namesIssuer) {
        qCCritical(networkLog, "OidcProvider: the answer in the browser names no issuer, which this server always does.");
        return LoginErrors::untrusted();
    }
    if (!answer.issuer.isEmpty() && answer.issuer != m_server.issuer()) {
        qCCritical(networkLog).noquote().nospace() << "OidcProvider: the answer in the browser is one of \""
            << plainText(answer.issuer) << "\", and not of \"" << m_server.issuer() << "\": it is refused.";
        return LoginErrors::untrusted();
    }
    if (!answer.code)
        return LoginErrors::of({answer.error, answer.errorDescription}, "authorization endpoint");
    return answer.code;
}

void BrowserLogin::cancel()
{
    endWith(Error(Error::Kind::Cancelled));
}

// Tells the browser first, and those who wait last: they may delete this.
void BrowserLogin::endWith(const Result<ProvenUser> &result)
{
    const auto outcome = result                       ? BrowserPage::Outcome::LoggedIn
        : result.failedWith(Error::Kind::Cancelled) ? BrowserPage::Outcome::Cancelled
                                                    : BrowserPage::Outcome::Failed;
    const auto begun = m_begun;
    const auto finished = m_finished;
    const Result<ProvenUser> kept = result;
    if (m_receiver)
        m_receiver->conclude(outcome);
    if (!kept)
        begun.finish(kept.error());
    finished.finish(kept);
}

} // namespace QtLogin
