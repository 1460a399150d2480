// SPDX-License-Identifier: MIT
#pragma once

#include "network/dpopnonces_p.h"
#include "network/redirection_p.h"
#include "network/requestbody_p.h"
#include "network/tokendesk_p.h"

#include <QtCore/qpointer.h>
#include <QtNetwork/qnetworkreply.h>

namespace QtLogin {

// The manager of an AuthorizedReply, as the reply sees it.
class AuthorizedSender
{
public:
    virtual ~AuthorizedSender() = default;
    virtual QNetworkReply *send(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                                QIODevice *body) = 0;
    virtual bool isAllowed(const QUrl &url) const = 0;
    virtual bool hasCache() const = 0;
    virtual TokenDesk &desk() = 0;
    virtual DpopNonces &nonces() = 0;
};

// The reply that callers of an AuthorizedNetworkManager hold. Inside, one reply of Qt after the other does the work: the
// first with a token, one after a 401, one for each redirect. The last one's answer becomes the answer of this.
class AuthorizedReply final : public QNetworkReply
{
    Q_OBJECT
public:
    AuthorizedReply(AuthorizedSender &sender, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                    QIODevice *body, QObject *parent);
    ~AuthorizedReply() override;

    void begin();
    void leaveManager(); // which dies

    void abort() override;
    void close() override;
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    bool canReadLine() const override;
    void setReadBufferSize(qint64 size) override;
    void ignoreSslErrors() override { refuseToIgnore(); }

protected:
    qint64 readData(char *data, qint64 longest) override;
    void sslConfigurationImplementation(QSslConfiguration &configuration) const override;
    void setSslConfigurationImplementation(const QSslConfiguration &configuration) override;
    void ignoreSslErrorsImplementation(const QList<QSslError> &) override { refuseToIgnore(); }

private:
    enum class Plan { Open, Deliver, Repeat, Renew, Redirect };
    struct Failure
    {
        NetworkError code = NoError;
        QString text;
    };

    void goOnWith(const QFuture<Result<TokenDesk::Pass>> &asked);
    void onPass(const Result<TokenDesk::Pass> &pass);
    void send(bool withToken);
    void watch(QNetworkReply *inner);

    void onMetaData();
    void onReadyRead();
    void onError(NetworkError code);
    void onInnerFinished();
    int redirectPolicy() const { return request().attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(); }
    Plan plan();
    Plan planForRefusal();
    Plan planForRedirect(const QUrl &target, int status);
    void takeMetaData();

    void advance();
    void proceed();
    void redirect();
    void refuseToIgnore() const;
    void dropInner();
    void failLater(NetworkError code, const QString &text);
    void fail(NetworkError code, const QString &text);
    void report(NetworkError code, const QString &text);
    void finish();

    AuthorizedSender *m_sender;
    QPointer<QNetworkReply> m_inner;
    RequestBody m_body;
    QNetworkRequest m_next; // without a token
    QNetworkAccessManager::Operation m_nextOperation;
    TokenDesk::Visit m_visit;
    TokenDesk::Pass m_pass;
    bool m_hasToken = false; // what m_inner sends
    bool m_leftOrigins = false;
    int m_refusals = 0;
    bool m_hasRepeated = false; // with the nonce that the service wants
    int m_redirectsLeft;
    Plan m_plan = Plan::Open;
    std::optional<Failure> m_failure; // that of the answer, in place of Qt's
    qint64 m_skipped = 0;
};

} // namespace QtLogin
