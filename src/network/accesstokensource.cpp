// SPDX-License-Identifier: MIT
#include "network/accesstokensource.h"

namespace QtLogin {

AccessTokenSource::~AccessTokenSource() = default;

TokenBinding::~TokenBinding() = default;

AccessToken::Headers AccessToken::headersFor(const QByteArray &method, const QUrl &url, const QByteArray &nonce) const
{
    const QByteArray scheme = binding ? "DPoP " : "Bearer ";
    Headers headers {{"Authorization", scheme + value->reveal().toByteArray()}};
    if (binding)
        headers.append({"DPoP", binding->proof(method, url, *value, nonce)});
    return headers;
}

} // namespace QtLogin
