// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"
#include "testing/manualclock.h"
#include "testing/scriptedauthenticator.h"
#include "testing/scriptedprompt.h"
#include "testing/scriptedsecretstore.h"
#include "testing/scripteduserloader.h"

#include <QtCore/qtemporarydir.h>

#include <memory>

namespace QtLogin {

// A session with two people, Ada and Bob, whose password is their name.
class GuardedStage
{
public:
    GuardedStage()
    {
        for (const UserPtr &user : {ada, bob}) {
            users->add(user);
            doorman->add(user->id(), user->id().toUtf8());
        }
        login = std::make_unique<LoginManager>(QStringLiteral("org.example.guarded"), clock);
        login->setProfileFolder(folder.path());
        login->setSecretStore(std::make_shared<ScriptedSecretStore>());
        login->setUserLoader(users);
        login->setAuthenticator(doorman);
        login->setLoginPrompt(prompt);
    }

    static Credentials of(const UserPtr &user)
    {
        return Credentials::password(user->id(), Secret::copyOf(user->id().toUtf8()));
    }
    bool logIn(const UserPtr &user, LoginOptions options = {}) const { return bool(login->logIn(user, options)); }
    void growStale() const { clock->advance(std::chrono::minutes(6)); }

    const UserPtr ada = SimpleUser::create({.id = QStringLiteral("ada"), .scopes = {QStringLiteral("admin")}});
    const UserPtr bob = SimpleUser::create({.id = QStringLiteral("bob")});
    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    const std::shared_ptr<ScriptedUserLoader> users = std::make_shared<ScriptedUserLoader>();
    const std::shared_ptr<ScriptedAuthenticator> doorman = std::make_shared<ScriptedAuthenticator>();
    const std::shared_ptr<ScriptedPrompt> prompt = std::make_shared<ScriptedPrompt>();
    QTemporaryDir folder;
    std::unique_ptr<LoginManager> login;
};

} // namespace QtLogin
