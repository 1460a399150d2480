// SPDX-License-Identifier: MIT
#include "contracts/secretstorecontract.h"
#include "support/dbus/fakedaemon.h"
#include "testing/manualclock.h"
#include "vault/keychainjobs_p.h"
#include "vault/keychainstore.h"

#include <QtCore/qtemporarydir.h>

using namespace QtLogin;

// The store as it is on Windows and macOS, where only QtKeychain can be asked: built here from
// their sources, but for the source that holds files, before the same contract, and before a keychain that lies.
class tst_TrustedKeychain : public SecretStoreContract
{
    Q_OBJECT

protected:
    std::shared_ptr<SecretStore> makeStore() override
    {
        return std::make_shared<KeychainStore>(m_folder.path(), std::make_shared<ManualClock>());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_daemon.isReady());
        QCOMPARE(makeStore()->backendName(), "Windows Credential Manager");
    }

    void aWriteThatLiesIsCaught() // row 9, E3
    {
        QVERIFY(wait(store->write(key, secret("old"))));
        QVERIFY(m_daemon.set(QStringLiteral("write=lie")));
        QVERIFY(wait(store->write(key, secret("new"))).failedWith(Error::Kind::Unavailable));
        QVERIFY(m_daemon.set(QStringLiteral("write=yes")));
        QCOMPARE(revealed(wait(store->read(key))), "old");
    }

    void aDeletionThatLiesIsCaught() // row 11, E3
    {
        QVERIFY(wait(store->write(key, secret("old"))));
        QVERIFY(m_daemon.set(QStringLiteral("delete=lie")));
        QVERIFY(wait(store->remove(key)).failedWith(Error::Kind::Unavailable));
        QVERIFY(m_daemon.set(QStringLiteral("delete=yes")));
        QCOMPARE(revealed(wait(store->read(key))), "old");
    }

    void anAnswerWithoutBytesProvesNothing() // row 8
    {
        QVERIFY(wait(store->write(key, secret("old"))));
        QVERIFY(m_daemon.set(QStringLiteral("value=empty")));
        QVERIFY(wait(store->read(key)).failedWith(Error::Kind::Unavailable));
        QVERIFY(m_daemon.set(QStringLiteral("value=as-is")));
        QCOMPARE(revealed(wait(store->read(key))), "old");
    }

    void anItemThatSomePlatformWouldCutIsRefused() // E8
    {
        const auto wanted = std::make_shared<char>();
        const auto write = [&](qsizetype size) {
            return wait(KeychainJobs::line().write(KeychainItem(key), secret(QByteArray(size, 'x')), wanted));
        };
        QVERIFY(write(2'560));
        QVERIFY(write(2'561).failedWith(Error::Kind::InvalidInput));
        QCOMPARE(revealed(wait(store->read(key))), QByteArray(2'560, 'x'));
    }

    void whatFailsIsNotAbsence() // row 7, E2
    {
        QVERIFY(wait(store->write(key, secret("old"))));
        QVERIFY(m_daemon.set(QStringLiteral("fail=*")));
        QVERIFY(wait(store->read(key)).failedWith(Error::Kind::Unavailable));
        QVERIFY(wait(store->remove(key)).failedWith(Error::Kind::Unavailable));
        QVERIFY(m_daemon.set(QStringLiteral("fail=no")));
        QCOMPARE(revealed(wait(store->read(key))), "old");
    }

private:
    const QTemporaryDir m_folder;
    FakeDaemon m_daemon = FakeDaemon::secretService();
};

QTEST_GUILESS_MAIN(tst_TrustedKeychain)
#include "tst_trustedkeychain.moc"
