// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/proof.h"
#include "network/tokenexaminer_p.h"

namespace QtLogin {

// One login at a server, from the first request to the user whom it proves: begin(), which gives the step that the user takes
// elsewhere, and finish(), which waits for them. cancel() ends both at any time. An object for each login.
class OidcLogin : public QObject
{
public:
    // The one of the step which begin() answers. Random.
    QByteArray handle() const { return m_handle; }

    [[nodiscard]] virtual QFuture<Result<Authentication>> begin() = 0;
    [[nodiscard]] virtual QFuture<Result<ProvenUser>> finish() = 0;
    virtual void cancel() = 0;

protected:
    OidcLogin();

    // The tokens that \p answer of the token endpoint has, or its error for the user.
    static Result<OAuthTokens> tokensIn(const HttpAnswer &answer);

private:
    const QByteArray m_handle;
};

} // namespace QtLogin
