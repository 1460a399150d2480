// SPDX-License-Identifier: MIT
#pragma once

#include "network/authorizationrequest_p.h"
#include "network/loopbackreceiver_p.h"
#include "network/oidclogin_p.h"

namespace QtLogin {

// A login in the browser of this machine: the code flow with PKCE, answered on loopback.
class BrowserLogin final : public OidcLogin
{
public:
    // \a pages owns what shows the browser its last page, and lives on for some seconds.
    BrowserLogin(OidcServer &server, std::shared_ptr<Clock> clock, AuthorizationRequest::Wishes wishes, QObject *pages);
    ~BrowserLogin() override;

    [[nodiscard]] QFuture<Result<Authentication>> begin() override;
    [[nodiscard]] QFuture<Result<ProvenUser>> finish() override;
    void cancel() override;

private:
    Coroutine prepare();
    Result<void> listen(const OidcMetadata &metadata);
    Coroutine push(QUrl endpoint, Answer<QString> answer);
    Coroutine complete();
    Result<SecretPtr> codeIn(const AuthorizationAnswer &answer) const;
    void show(const QUrl &page);
    void endWith(const Result<ProvenUser> &result);

    OidcServer &m_server;
    const std::shared_ptr<Clock> m_clock;
    const AuthorizationRequest::Wishes m_wishes;
    QObject *const m_pages;
    TokenExaminer m_examiner;
    DpopKey::Ptr m_key; // null: its tokens are bound to none
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
