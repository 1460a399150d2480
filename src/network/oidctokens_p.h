// SPDX-License-Identifier: MIT
#pragma once

#include "network/tokenexaminer_p.h"

namespace QtLogin {

// The tokens of a login server, renewed and ended there (RFC 6749 §6, RFC 7009).
class OidcTokens final : public QObject, public TokenSource
{
public:
    OidcTokens(OidcServer &server, TokenExaminer &examiner) : m_server(server), m_examiner(examiner) { }

    QString server() const override { return m_server.issuer(); }
    QFuture<Result<TokenSet>> refresh(const TokenSet &tokens) override;
    QFuture<Result<void>> revoke(const TokenSet &tokens) override;

private:
    Coroutine refresh(TokenSet before, Answer<TokenSet> answer);
    Coroutine revoke(SecretPtr token, QString kind, Answer<void> answer);

    OidcServer &m_server;
    TokenExaminer &m_examiner;
    bool m_isNoRevocationNoted = false;
};

} // namespace QtLogin
