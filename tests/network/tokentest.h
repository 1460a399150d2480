// SPDX-License-Identifier: MIT
#pragma once

#include "contracts/answerof.h"
#include "network/tokenserver.h"
#include "networktesting/scriptedtokenservice.h"
#include "testing/manualclock.h"

// A service that knows ada and gone, who is not active, and logins there.
struct TokenStage
{
    static constexpr char password[] = "correct horse battery staple";

    TokenStage()
    {
        service.add({.id = QStringLiteral("ada-1"), .userName = QStringLiteral("ada"), .password = password,
                     .displayName = QStringLiteral("Ada Lovelace"), .scopes = {QStringLiteral("journal")}});
        service.add({.id = QStringLiteral("gone-2"), .userName = QStringLiteral("gone"), .password = password, .active = false});
    }

    std::shared_ptr<QtLogin::TokenServer> logins()
    {
        return std::make_shared<QtLogin::TokenServer>(
            QtLogin::TokenServerSettings {.baseUrl = service.server().url(), .certificates = {authority.certificate()}},
            clock);
    }
    static QtLogin::Credentials credentials(const QString &name = QStringLiteral("ada"), QByteArrayView secret = password)
    {
        return QtLogin::Credentials::password(name, QtLogin::Secret::copyOf(secret));
    }
    // Logins through which ada has logged in.
    std::shared_ptr<QtLogin::TokenServer> adasLogins()
    {
        auto made = logins();
        return answerOf(made->authenticate(credentials())) ? made : nullptr;
    }

    QtLogin::TestAuthority authority;
    QtLogin::ScriptedTokenService service {authority.valid()};
    std::shared_ptr<QtLogin::ManualClock> clock = std::make_shared<QtLogin::ManualClock>();
};
