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
    void use(const std::shared_ptr<ScriptedVerifier> &verifier)
    {
        startWith([&](LoginSetup &setup) { setup.use(verifier); });
    }
    // The next start, and what it restores.
    Result<void> restartAndRestore()
    {
        restartApplication();
        return restore();
    }
    bool comesBackAs(const char *id)
    {
        return restartAndRestore() && login().currentUser()->id() == QLatin1StringView(id);
    }

    bool waitFor(SessionState state)
    {
        return QTest::qWaitFor([&] { return login().state() == state; }, patience);
    }

    // Restores, and waits for the successor in the keychain.
    bool rotate()
    {
        QSignalSpy stored(login().rememberedLogin(), &RememberedLogin::stored);
        return restore() && (!stored.isEmpty() || stored.wait(patience));
    }
    bool restartAndRotate()
    {
        restartApplication();
        return rotate();
    }

    SecretPtr item() { return store->content()->value(key()); }
    void setItem(const SecretPtr &item) { store->content()->insert(key(), item); }
    QString profilePath() { return login().rememberedLogin()->profileFolder() + QStringLiteral("/default.profile"); }

    // The error of the first signal in \a spy. Errors have no default, as QVariant wants it.
    static Error::Kind kindOf(const QSignalSpy &spy)
    {
        return static_cast<const Error *>(spy.at(0).at(0).constData())->kind();
    }
    static bool damage(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadWrite) && file.resize(file.size() - 1);
    }
};

} // namespace QtLogin
