// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "vault/secretstore.h"

namespace QtLogin {

//! The keychain of the operating system, told apart from its own mistakes.
//!
//! ```cpp
//! setup.secretStore = std::make_shared<QtLogin::KeychainStore>();
//! ```
//!
//! Stands on QtKeychain; on Linux the Secret Service or KWallet is asked over D-Bus what QtKeychain
//! does not say. A locked keychain, a prompt that was turned away and a daemon that has died are
//! never taken for "not stored"; writes and deletions are proved. There is no fallback to a file.
//!
//! A value over 2,048 bytes lies encrypted in a file (XChaCha20-Poly1305), and the keychain has the key, a new one for
//! each write. The file says nothing without the keychain; without the file, the value is Damaged.
//!
//! The part of a key before its first slash names the application to the person, in prompts and in
//! the keychain's own windows. The person is asked to unlock at most once in the life of a store,
//! and the question is taken back after 60 seconds; every answer comes within two minutes. The GUI
//! thread never waits. When a store dies, what it has not begun is not done any more.
//!
//! Any program of the same desktop session can read an unlocked keychain. \since 0.1
class QTLOGIN_CORE_EXPORT KeychainStore : public SecretStore
{
public:
    //! Asks and opens nothing yet.
    explicit KeychainStore(std::shared_ptr<Clock> clock = Clock::system());
    //! With \a folder for the files of large values, in place of QtLogin/secrets in the user's folder for data.
    explicit KeychainStore(const QString &folder, std::shared_ptr<Clock> clock = Clock::system());
    ~KeychainStore() override;
    KeychainStore(const KeychainStore &) = delete;
    KeychainStore &operator=(const KeychainStore &) = delete;

    QFuture<Result<void>> probe() override;
    QFuture<Result<SecretPtr>> read(const QString &key) override;
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override;
    QFuture<Result<void>> remove(const QString &key) override;

    //! The keychain in use, such as "Secret Service" or "KWallet", and the environment's wish
    //! (QTKEYCHAIN_BACKEND) where there is one.
    QString backendName() const override;

    //! On Linux the Secret Service, or KWallet, where the other one is in use: as it is, if it runs and is unlocked.
    std::shared_ptr<SecretStore> former(const QString &backendName) override;

private:
    class Private;
    class Former;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
