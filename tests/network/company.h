// SPDX-License-Identifier: MIT
#pragma once

#include "network/oidcprovider.h"
#include "network/oidcuser.h"
#include "networktesting/scriptedprovider.h"
#include "support/stage.h"

#include <QtCore/qjsonarray.h>

namespace QtLogin {

// A company's login server, and an application that logs in there.
struct Company
{
    explicit Company(const std::function<void(OidcSettings &)> &change = {})
    {
        OidcSettings settings {.issuer = server.issuer(),
                               .clientId = server.clientId(),
                               .scopes = {QStringLiteral("profile")},
                               .certificates = {server.certificate()}};
        if (change)
            change(settings);
        provider = std::make_unique<OidcProvider>(settings, clock);
    }

    static Credentials browser() { return Credentials::elsewhere(LoginWay::Browser); }

    // The page to open, or the reason why there is none.
    Result<NextStep> begin(const Credentials &credentials = browser())
    {
        const auto begun = Stage::resultOf(provider->authenticate(credentials));
        if (!begun)
            return begun.error();
        return std::get<NextStep>(*begun);
    }
    QFuture<Result<Authentication>> await(const NextStep &step) { return provider->authenticate(Credentials::answer(step)); }
    // The whole login, where the user does what the server's script says.
    Result<Proof> logIn(const Credentials &credentials = browser())
    {
        const auto step = begin(credentials);
        if (!step)
            return step.error();
        return finish(*step);
    }
    Result<Proof> finish(const NextStep &step)
    {
        const auto waiting = await(step);
        server.visit(step.link);
        const auto done = Stage::resultOf(waiting);
        if (!done)
            return done.error();
        return std::get<Proof>(*done);
    }
    Result<UserPtr> load(const QString &id) { return Stage::resultOf(provider->load(id)); }
    QString idOf(const QString &subject) const { return server.issuer().toString() + u'#' + subject; }

    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    const std::shared_ptr<ManualClock> serverClock = std::make_shared<ManualClock>();
    ScriptedProvider server {serverClock};
    std::unique_ptr<OidcProvider> provider;

    // Both clocks, as time does.
    void advance(std::chrono::nanoseconds duration)
    {
        serverClock->advance(duration);
        clock->advance(duration);
    }
};

// The kind of an error, or nothing.
template<typename T>
std::optional<Error::Kind> kindOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().kind());
}

} // namespace QtLogin
