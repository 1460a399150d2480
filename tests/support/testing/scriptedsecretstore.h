// SPDX-License-Identifier: MIT
#pragma once

#include "vault/secretstore.h"

#include "qtlogintestingexport.h"

#include <QtCore/qhash.h>
#include <QtCore/qlist.h>

namespace QtLogin {

//! A keychain in memory that fails, lingers and lies when a test says so.
//!
//! ```cpp
//! auto keychain = std::make_shared<ScriptedSecretStore>();
//! setup.use(keychain);
//! keychain->fail(ScriptedSecretStore::Operation::Read, Error::Kind::Locked);
//! login.restore(); // RestorePending
//! ```
//!
//! Without a script it is a store that works, and answers at once. Faults are judged when an
//! operation is done, which for a held one is when it is released. \since 0.1
class QTLOGIN_TESTING_EXPORT ScriptedSecretStore final : public SecretStore
{
public:
    enum class Operation { Probe, Read, Write, Remove };
    //! Whether an operation that fails has done its work all the same.
    enum class Effect { None, Done };
    struct Call
    {
        Operation operation;
        QString key;

        friend bool operator==(const Call &, const Call &) = default;
    };
    using Content = QHash<QString, SecretPtr>;

    ScriptedSecretStore();
    //! A store of what another one keeps: the next run of the application, or another process.
    explicit ScriptedSecretStore(std::shared_ptr<Content> content);
    ~ScriptedSecretStore() override;

    QFuture<Result<void>> probe() override;
    QFuture<Result<SecretPtr>> read(const QString &key) override;
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override;
    QFuture<Result<void>> remove(const QString &key) override;
    QString backendName() const override;
    std::shared_ptr<SecretStore> former(const QString &backendName) override;

    //! From now on this is the keychain called \a name, in place of "script".
    void setBackendName(const QString &name);
    //! The keychain of the desktop before, which former() gives under its own name. It stays a keychain that can be
    //! written to, and that fails when a test says so.
    void setFormer(std::shared_ptr<ScriptedSecretStore> former);

    //! From now on each \a operation ends with \a error.
    void fail(Operation operation, Error::Kind error, Effect effect = Effect::None);
    //! The next \a operation does.
    void failOnce(Operation operation, Error::Kind error, Effect effect = Effect::None);
    //! All of them do: a keychain that is locked, or not there.
    void failAll(Error::Kind error);
    //! From now on each \a operation, Write or Remove, claims success and does nothing.
    void lie(Operation operation);
    //! Ends every fault and lie. Held calls stay held.
    void heal();

    //! From now on each \a operation waits, and what comes after it waits behind it.
    void hold(Operation operation);
    void holdAll();
    //! Ends the waiting, and answers all who wait.
    void releaseHeld();
    //! Answers the call that waits longest; the others, and those to come, wait on.
    void releaseFirst();
    int heldCount() const;

    //! The stored secrets. They may be changed, and outlive the store.
    std::shared_ptr<Content> content() const;
    //! Cuts the value under \a key, which must be there, to its first \a size bytes.
    void truncate(const QString &key, qsizetype size);
    //! Turns one bit of the value under \a key, which must be there.
    void flipBit(const QString &key, qsizetype bit);

    //! The calls to this store so far, held or not.
    QList<Call> calls() const;
    int count(Operation operation) const;
    void forgetCalls();

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
