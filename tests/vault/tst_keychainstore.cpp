// SPDX-License-Identifier: MIT
#include "contracts/secretstorecontract.h"
#include "vault/keychainstore.h"

// The contract on the real gnome-keyring.
class tst_KeychainStore : public SecretStoreContract
{
    Q_OBJECT

protected:
    std::shared_ptr<QtLogin::SecretStore> makeStore() override { return std::make_shared<QtLogin::KeychainStore>(); }

private Q_SLOTS:
    void theBackendHasAName() // E10
    {
        QCOMPARE(store->backendName(), "Secret Service");
    }
};

QTEST_GUILESS_MAIN(tst_KeychainStore)
#include "tst_keychainstore.moc"
