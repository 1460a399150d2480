// SPDX-License-Identifier: MIT
#include "contracts/secretstorecontract.h"
#include "vault/memorysecretstore.h"

// Two memory stores share nothing, so the next start of the application is given the same one.
class tst_MemorySecretStore : public SecretStoreContract
{
    Q_OBJECT

protected:
    std::shared_ptr<QtLogin::SecretStore> makeStore() override { return m_store; }

private Q_SLOTS:
    void itForgetsWithTheProcess() // E1
    {
        QVERIFY(wait(m_store->write(key, secret("first"))));
        QtLogin::MemorySecretStore another;
        QVERIFY(wait(another.read(key)).failedWith(QtLogin::Error::Kind::Absent));
    }

private:
    const std::shared_ptr<QtLogin::SecretStore> m_store = std::make_shared<QtLogin::MemorySecretStore>();
};

QTEST_GUILESS_MAIN(tst_MemorySecretStore)
#include "tst_memorysecretstore.moc"
