// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/proof.h"
#include "network/authorizationrequest_p.h"
#include "network/loopbackreceiver_p.h"
#include "network/tokenexaminer_p.h"

namespace QtLogin {

// One login in the browser, from the first request to the user whom it proves: begin(), which gives the page to open, and
// finish(), which waits for the user. cancel() ends both at any time. An object for each login.
class BrowserLogin final : public QObject
{
public:
    // \a pages owns what shows the browser its last page, and lives on for some seconds.
    BrowserLogin(OidcServer &server, std::shared_ptr<Clock> clock, AuthorizationRequest::Wishes wishes, QObject *pages);
    ~BrowserLogin() override;

    // That of the step which begin() answers. Random.
    QByteArray handle() const { return m_handle; }

    [[nodiscard]] QFuture<Result<Authentication>> begin();
    [[nodiscard]] QFuture<Result<ProvenUser>> finish();
    void cancel();

private:
    Coroutine prepare();
    Result<void> listen();
    Coroutine push(QUrl endpoint, Answer<QString> answer);
    Coroutine complete();
    Result<SecretPtr> codeIn(const AuthorizationAnswer &answer) const;
    Result<OAuthTokens> tokensIn(const HttpAnswer &answer) const;
    void show(const QUrl &page);
    void endWith(const Result<ProvenUser> &result);

    OidcServer &m_server;
    const std::shared_ptr<Clock> m_clock;
    const AuthorizationRequest::Wishes m_wishes;
    const QByteArray m_handle;
    QObject *const m_pages;
    TokenExaminer m_examiner;
    std::optional<AuthorizationRequest> m_request;
    QPointer<LoopbackReceiver> m_receiver;
    QFuture<Result<AuthorizationAnswer>> m_received;
    bool m_namesIssuer = false; // the server, in its answers
    QUrl m_tokenEndpoint;
    Answer<Authentication> m_begun;
    Answer<ProvenUser> m_finished;
    bool m_isCompleting = false;
};

} // namespace QtLogin
