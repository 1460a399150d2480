// SPDX-License-Identifier: MIT
#include "network/authorizedreply_p.h"

#include "network/authorizedrequest_p.h"
#include "network/networklog_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qcoreevent.h>
#include <QtNetwork/qsslconfiguration.h>

namespace QtLogin {

// Bytes of an answer that the caller does not see; one that is longer ends with its connection.
static constexpr qint64 mostSkipped = 64 * 1024;

static constexpr QNetworkRequest::Attribute forwarded[] = {
    QNetworkRequest::HttpStatusCodeAttribute,    QNetworkRequest::HttpReasonPhraseAttribute,
    QNetworkRequest::RedirectionTargetAttribute, QNetworkRequest::ConnectionEncryptedAttribute,
    QNetworkRequest::SourceIsFromCacheAttribute, QNetworkRequest::HttpPipeliningWasUsedAttribute,
    QNetworkRequest::Http2WasUsedAttribute,      QNetworkRequest::OriginalContentLengthAttribute};

AuthorizedReply::AuthorizedReply(AuthorizedSender &sender, QNetworkAccessManager::Operation operation,
                                 const QNetworkRequest &request, QIODevice *body, QObject *parent)
    : QNetworkReply(parent)
    , m_sender(&sender)
    , m_body(body)
    , m_next(request)
    , m_nextOperation(operation)
    , m_redirectsLeft(request.maximumRedirectsAllowed())
{
    setRequest(request);
    setUrl(request.url());
    setOperation(operation);
    open(ReadOnly);
}

AuthorizedReply::~AuthorizedReply()
{
    dropInner();
}

void AuthorizedReply::begin()
{
    const auto visit = m_sender->desk().visit();
    if (!visit)
        return failLater(AuthenticationRequiredError, tr("Please log in first."));
    m_visit = *visit;
    connect(&m_sender->desk(), &TokenDesk::sessionEnded, this, [this] {
        if (m_sender && !m_sender->desk().isCurrent(m_visit)) // else an earlier one has ended
            fail(OperationCanceledError, tr("The login has ended."));
    });
    connect(this, &QNetworkReply::redirectAllowed, this, [this] {
        if (m_plan == Plan::Redirect && !m_inner)
            redirect();
    });
    goOnWith(m_sender->desk().pass(m_visit));
}

void AuthorizedReply::leaveManager()
{
    fail(OperationCanceledError, tr("The request was cancelled."));
    m_sender = nullptr;
}

// --- Sending ------------------------------------------------------------------------------------

void AuthorizedReply::goOnWith(const QFuture<Result<TokenDesk::Pass>> &asked)
{
    whenDone(asked, this, [this](const Result<TokenDesk::Pass> &pass) { onPass(pass); });
}

void AuthorizedReply::onPass(const Result<TokenDesk::Pass> &pass)
{
    if (isFinished())
        return;
    if (pass.failedWith(Error::Kind::Cancelled) || !m_sender->desk().isCurrent(m_visit))
        return failLater(OperationCanceledError, tr("The login has ended."));
    if (pass.failedWith(Error::Kind::Absent))
        return failLater(AuthenticationRequiredError, tr("Please log in first."));
    if (!pass)
        return failLater(TemporaryNetworkFailureError, pass.error().message());
    m_pass = *pass;
    send(true);
}

void AuthorizedReply::send(bool withToken)
{
    if (!m_body.prepare())
        return failLater(ContentReSendError, tr("What was to be sent is no longer there."));
    QNetworkRequest request = m_next;
    if (withToken)
        request = AuthorizedRequest::of(m_next, m_nextOperation, m_pass.token, m_sender->nonces(), m_sender->hasCache());
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    m_plan = Plan::Open;
    m_failure.reset();
    m_skipped = 0;
    m_hasToken = withToken;
    m_inner = m_sender->send(m_nextOperation, request, m_body.device());
    watch(m_inner);
}

void AuthorizedReply::watch(QNetworkReply *inner)
{
    if (readBufferSize() > 0)
        inner->setReadBufferSize(readBufferSize());
    connect(inner, &QNetworkReply::metaDataChanged, this, &AuthorizedReply::onMetaData);
    connect(inner, &QNetworkReply::readyRead, this, &AuthorizedReply::onReadyRead);
    connect(inner, &QNetworkReply::errorOccurred, this, &AuthorizedReply::onError);
    connect(inner, &QNetworkReply::finished, this, &AuthorizedReply::onInnerFinished);
    connect(inner, &QNetworkReply::uploadProgress, this, &QNetworkReply::uploadProgress);
    connect(inner, &QNetworkReply::downloadProgress, this, [this](qint64 received, qint64 total) {
        if (m_plan == Plan::Deliver)
            Q_EMIT downloadProgress(received, total);
    });
    connect(inner, &QNetworkReply::encrypted, this, &QNetworkReply::encrypted);
    connect(inner, &QNetworkReply::sslErrors, this, &QNetworkReply::sslErrors);
    connect(inner, &QNetworkReply::preSharedKeyAuthenticationRequired, this,
            &QNetworkReply::preSharedKeyAuthenticationRequired);
    connect(inner, &QNetworkReply::socketStartedConnecting, this, &QNetworkReply::socketStartedConnecting);
    connect(inner, &QNetworkReply::requestSent, this, &QNetworkReply::requestSent);
}

// --- The answer ---------------------------------------------------------------------------------

AuthorizedReply::Plan AuthorizedReply::plan()
{
    const int status = m_inner->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool wantsNonce = m_hasToken && m_pass.token.binding && m_sender->nonces().takeFrom(*m_inner);
    if (status == 401 && wantsNonce && m_body.canBeSentAgain() && !std::exchange(m_hasRepeated, true))
        return Plan::Repeat;
    if (status == 401 && m_hasToken)
        return planForRefusal();
    const auto target = Redirection::target(status, m_next.url(), m_inner->rawHeader("Location"));
    return target ? planForRedirect(*target, status) : Plan::Deliver;
}

// Without a newer token, the next request would be refused as well.
AuthorizedReply::Plan AuthorizedReply::planForRefusal()
{
    if (m_pass.token.binding && !m_inner->rawHeader("WWW-Authenticate").toLower().contains("dpop"))
        qCCritical(networkLog, "A service does not say that it takes tokens that are bound to a key (DPoP): if it does not, set "
                               "OidcSettings::bindsTokens to false.");
    if (m_body.canBeSentAgain())
        return Plan::Renew;
    static_cast<void>(m_sender->desk().passAfter(m_visit, m_pass, 1));
    m_failure = Failure {AuthenticationRequiredError,
                         tr("The login had expired, and what was sent cannot be sent a second time. Please try again.")};
    return Plan::Deliver;
}

AuthorizedReply::Plan AuthorizedReply::planForRedirect(const QUrl &target, int status)
{
    if (redirectPolicy() == QNetworkRequest::ManualRedirectPolicy)
        return Plan::Deliver;
    const bool mustStay = redirectPolicy() == QNetworkRequest::SameOriginRedirectPolicy;
    if (!Redirection::isSecure(m_next.url(), target) || (mustStay && !Redirection::isSameOrigin(m_next.url(), target))) {
        m_failure = Failure {InsecureRedirectError, tr("The server points to an address that is not allowed.")};
        return Plan::Deliver;
    }
    if (m_redirectsLeft <= 0) {
        m_failure = Failure {TooManyRedirectsError, tr("The server points to too many other addresses.")};
        return Plan::Deliver;
    }
    const Redirection next = Redirection::of(m_next, m_nextOperation, status, target);
    if (m_body.exists() && next.keepsBody && !m_sender->isAllowed(target)) {
        m_failure = Failure {InsecureRedirectError, tr("The server points to an address that is not allowed.")};
        return Plan::Deliver;
    }
    if (next.keepsBody && !m_body.canBeSentAgain()) {
        m_failure = Failure {ContentReSendError, tr("The server points to another address, and what was sent cannot be sent a second time.")};
        return Plan::Deliver;
    }
    --m_redirectsLeft;
    m_refusals = 0;
    m_hasRepeated = false;
    m_next = next.request;
    m_nextOperation = next.operation;
    if (!next.keepsBody)
        m_body.drop();
    m_leftOrigins = m_leftOrigins || !m_sender->isAllowed(target);
    return Plan::Redirect;
}

void AuthorizedReply::takeMetaData()
{
    setUrl(m_inner->url());
    setOperation(m_inner->operation());
    for (const auto attribute : forwarded) {
        if (const QVariant value = m_inner->attribute(attribute); value.isValid())
            setAttribute(attribute, value);
    }
    for (const auto &[name, value] : m_inner->rawHeaderPairs())
        setRawHeader(name, value);
}

void AuthorizedReply::onMetaData()
{
    if (m_plan == Plan::Open)
        m_plan = plan();
    if (m_plan != Plan::Deliver)
        return;
    takeMetaData();
    Q_EMIT metaDataChanged();
}

void AuthorizedReply::onReadyRead()
{
    if (m_plan == Plan::Deliver) {
        Q_EMIT readyRead();
    } else if (m_plan != Plan::Open) {
        m_skipped += m_inner->skip(m_inner->bytesAvailable());
        if (m_skipped > mostSkipped)
            advance();
    }
}

void AuthorizedReply::onError(NetworkError code)
{
    const QPointer<AuthorizedReply> self(this);
    if (m_plan == Plan::Open && m_inner->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid())
        onMetaData(); // slots run, which may delete this
    else if (m_plan == Plan::Open)
        m_plan = Plan::Deliver;
    if (!self || m_plan != Plan::Deliver || m_failure || isFinished() || !m_inner)
        return;
    QString text = m_inner->errorString(); // may quote the server, which has had the token
    if (m_hasToken)
        text.replace(QString::fromUtf8(m_pass.token.value->reveal()), QStringLiteral("…"));
    report(code, text);
}

void AuthorizedReply::onInnerFinished()
{
    const QPointer<AuthorizedReply> self(this);
    if (m_plan == Plan::Open)
        onMetaData();
    if (!self || isFinished() || !m_inner)
        return;
    if (m_plan != Plan::Deliver)
        return advance();
    if (m_failure)
        report(m_failure->code, m_failure->text);
    if (self && !isFinished())
        finish();
}

// --- The next one -------------------------------------------------------------------------------

// It is gone when the next one begins, for both read the same body.
void AuthorizedReply::advance()
{
    const QPointer<QNetworkReply> inner = std::exchange(m_inner, nullptr);
    inner->disconnect(this);
    connect(inner, &QObject::destroyed, this, &AuthorizedReply::proceed);
    inner->deleteLater();
}

void AuthorizedReply::proceed()
{
    if (isFinished() || !m_sender)
        return;
    if (m_plan == Plan::Redirect) {
        const bool asks = redirectPolicy() == QNetworkRequest::UserVerifiedRedirectPolicy;
        const QPointer<AuthorizedReply> self(this);
        Q_EMIT redirected(m_next.url());
        if (self && !asks)
            redirect();
        return;
    }
    if (std::exchange(m_plan, Plan::Open) == Plan::Repeat)
        return send(true);
    m_hasRepeated = false;
    goOnWith(m_sender->desk().passAfter(m_visit, m_pass, ++m_refusals));
}

// A server that was sent a request without a token does not get it back to an allowed one with a token: the address is
// that server's choice.
void AuthorizedReply::redirect()
{
    if (isFinished() || !m_sender)
        return;
    m_plan = Plan::Open;
    if (m_leftOrigins)
        return send(false);
    goOnWith(m_sender->desk().pass(m_visit));
}

void AuthorizedReply::dropInner()
{
    const QPointer<QNetworkReply> inner = std::exchange(m_inner, nullptr);
    if (!inner)
        return;
    inner->disconnect(this);
    if (inner->isRunning() && inner->error() == NoError) // it ends by itself where it is telling of an error
        inner->abort();
    if (!inner)
        return;
    QCoreApplication::removePostedEvents(inner, QEvent::MetaCall); // or an error that was posted comes after the abort
    inner->deleteLater();
}

// --- The end ------------------------------------------------------------------------------------

// Nothing is emitted before the caller has the reply.
void AuthorizedReply::failLater(NetworkError code, const QString &text)
{
    QMetaObject::invokeMethod(this, [this, code, text] { fail(code, text); }, Qt::QueuedConnection);
}

void AuthorizedReply::fail(NetworkError code, const QString &text)
{
    if (isFinished())
        return;
    dropInner();
    m_plan = Plan::Deliver;
    const QPointer<AuthorizedReply> self(this);
    setFinished(true); // what slots call now does nothing
    report(code, text);
    if (self)
        finish();
}

void AuthorizedReply::report(NetworkError code, const QString &text)
{
    setError(code, text);
    Q_EMIT errorOccurred(code);
}

void AuthorizedReply::finish()
{
    const QPointer<AuthorizedReply> self(this);
    setFinished(true);
    Q_EMIT readChannelFinished();
    if (self)
        Q_EMIT finished();
}

void AuthorizedReply::abort()
{
    fail(OperationCanceledError, tr("The request was cancelled."));
}

void AuthorizedReply::close()
{
    if (isFinished()) // the answer stays readable, as with Qt
        return;
    QNetworkReply::close();
    abort();
}

// --- The device ---------------------------------------------------------------------------------

qint64 AuthorizedReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + (m_inner && m_plan == Plan::Deliver ? m_inner->bytesAvailable() : 0);
}

bool AuthorizedReply::canReadLine() const
{
    return QNetworkReply::canReadLine() || (m_inner && m_plan == Plan::Deliver && m_inner->canReadLine());
}

qint64 AuthorizedReply::readData(char *data, qint64 longest)
{
    const bool isReadable = m_inner && m_plan == Plan::Deliver;
    if (isReadable && m_inner->bytesAvailable() > 0)
        return m_inner->read(data, longest);
    return isFinished() ? -1 : 0;
}

void AuthorizedReply::setReadBufferSize(qint64 size)
{
    QNetworkReply::setReadBufferSize(size);
    if (m_inner)
        m_inner->setReadBufferSize(size);
}

// --- TLS ----------------------------------------------------------------------------------------

void AuthorizedReply::refuseToIgnore() const
{
    qCCritical(networkLog).noquote() << "AuthorizedNetworkManager: errors of TLS are not ignored for" << m_next.url().host()
        << "- a token is sent to no server that cannot prove who it is. Trust its authority: "
           "QSslConfiguration::addCaCertificates().";
}

void AuthorizedReply::sslConfigurationImplementation(QSslConfiguration &configuration) const
{
    configuration = m_inner ? m_inner->sslConfiguration() : m_next.sslConfiguration();
}

void AuthorizedReply::setSslConfigurationImplementation(const QSslConfiguration &configuration)
{
    m_next.setSslConfiguration(configuration);
}

} // namespace QtLogin
