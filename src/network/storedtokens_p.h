// SPDX-License-Identifier: MIT
#pragma once

#include "network/tokenset_p.h"
#include "remember/rememberverifier.h"

namespace QtLogin {

// A remembered login of a server as it lies in the keychain: the tokens, so that the processes of one application share
// them, and how long the login is remembered.
struct QTLOGIN_NETWORK_EXPORT StoredTokens
{
    QString server; // see TokenSource::server()
    TokenSet tokens;
    RememberVerifier::Series series;
    std::chrono::seconds lifetime {0};
    bool sliding = false; // each use begins the lifetime anew

    [[nodiscard]] static StoredTokens begin(const QString &server, const TokenSet &tokens,
                                            const RememberVerifier::NewSeries &series, Clock::Wall now);
    // Notes a use.
    void touch(Clock::Wall now);
    [[nodiscard]] bool isOver(Clock::Wall now) const { return now >= series.endsAt(); }

    [[nodiscard]] SecretPtr encode() const;
    // Damaged for what encode() has not made. By \p clock their key proves itself.
    [[nodiscard]] static Result<StoredTokens> decode(const Secret &bytes, const QByteArray &selector,
                                                     const std::shared_ptr<Clock> &clock);
};

} // namespace QtLogin
