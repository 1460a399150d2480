// SPDX-License-Identifier: MIT
#pragma once

#include "network/oidclogin_p.h"

namespace QtLogin {

// A login on another device (RFC 8628): the user opens a page there and enters a code, and this asks the server meanwhile
// whether they are done.
class DeviceLogin final : public OidcLogin
{
public:
    // Between two questions, where the server names no interval, and what a "slow_down" adds (RFC 8628 §3.2 and §3.5).
    static constexpr std::chrono::seconds usualInterval {5};
    // Codes are not waited for any longer, whatever the server says.
    static constexpr std::chrono::minutes longestWait {10};

    // \p provesAnew: a user who proved who they are before the login began is refused, but for the minute by which clocks
    // may differ.
    DeviceLogin(OidcServer &server, std::shared_ptr<Clock> clock, bool provesAnew);
    ~DeviceLogin() override;

    [[nodiscard]] QFuture<Result<Authentication>> begin() override;
    [[nodiscard]] QFuture<Result<ProvenUser>> finish() override;
    void cancel() override;

private:
    Coroutine prepare();
    Result<NextStep> stepIn(const HttpAnswer &answer);
    void askLater(std::chrono::nanoseconds wait);
    void waitForNetwork(const Error &error);
    Coroutine ask();
    void onRefused(const OAuthError &error);
    Coroutine examine(OAuthTokens tokens);
    void endWith(const Result<ProvenUser> &result);

    OidcServer &m_server;
    const std::shared_ptr<Clock> m_clock;
    const bool m_provesAnew;
    TokenExaminer m_examiner;
    QUrl m_tokenEndpoint;
    DpopKey::Ptr m_key; // null: its tokens are bound to none
    SecretPtr m_deviceCode; // null before begin() has answered, and after the end
    std::chrono::nanoseconds m_interval = usualInterval; // between two questions
    std::chrono::nanoseconds m_pause {0}; // after one that has not reached the server; zero: the last one has
    Clock::Boot m_beganAt {}; // when the code was asked for
    Clock::Boot m_expiresAt {};
    std::unique_ptr<Alarm> m_alarm;
    Answer<Authentication> m_begun;
    Answer<ProvenUser> m_finished;
    bool m_isAsking = false;
};

} // namespace QtLogin
