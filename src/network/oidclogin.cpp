// SPDX-License-Identifier: MIT
#include "network/oidclogin_p.h"

namespace QtLogin {

static constexpr qsizetype handleSize = 16; // bytes

OidcLogin::OidcLogin() : m_handle(Secret::random(handleSize).reveal().toByteArray().toHex()) { }

Result<OAuthTokens> OidcLogin::tokensIn(const HttpAnswer &answer)
{
    const auto parsed = OAuthTokens::parse(answer.status, answer.body->reveal());
    if (const auto *refused = std::get_if<OAuthError>(&parsed))
        return LoginErrors::of(*refused, "token endpoint");
    if (const auto *error = std::get_if<Error>(&parsed))
        return *error;
    return std::get<OAuthTokens>(parsed);
}

} // namespace QtLogin
