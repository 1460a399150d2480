// SPDX-License-Identifier: MIT
#pragma once

#include "scriptedverifier.h"
#include "support/patience.h"
#include "support/stage.h"

#include <QtCore/qfile.h>

namespace QtLogin {

// A stage on which tokens are copied, stolen, damaged and brought back.
class RememberStage : public Stage
{
public:
    using Operation = ScriptedSecretStore::Operation;
    using Remember = LoginOptions::Remember;

    // Keeps the series in \a verifier from now on, instead of in a file of the profile.
    void use(const std::shared_ptr<ScriptedVerifier> &verifier);
    // The next start, and what it restores.
    Result<void> restartAndRestore();
    bool comesBackAs(const char *id);

    bool waitFor(SessionState state);

    // Restores, and waits for the successor in the keychain.
    bool rotate();
    bool restartAndRotate();

    SecretPtr item();
    void setItem(const SecretPtr &item);
    QString profilePath();

    // The error of the first signal in \a spy. Errors have no default, as QVariant wants it.
    static Error::Kind kindOf(const QSignalSpy &spy);
    static bool damage(const QString &path);
};

} // namespace QtLogin
