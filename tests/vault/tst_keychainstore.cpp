// SPDX-License-Identifier: MIT
#include "contracts/secretstorecontract.h"
#include "support/dbus/realkeyring.h"
#include "testing/manualclock.h"
#include "vault/keychainstore.h"

#include <QtCore/qdiriterator.h>
#include <QtCore/qfile.h>

using namespace QtLogin;

// The contract on the real gnome-keyring, and its locks.
class tst_KeychainStore : public SecretStoreContract
{
    Q_OBJECT

protected:
    std::shared_ptr<SecretStore> makeStore() override
    {
        return std::make_shared<KeychainStore>(std::make_shared<ManualClock>());
    }

private Q_SLOTS:
    void theBackendHasAName() // E10
    {
        QCOMPARE(store->backendName(), "Secret Service");
        qputenv("QTKEYCHAIN_BACKEND", "libsecret");
        QCOMPARE(store->backendName(), "Secret Service (QTKEYCHAIN_BACKEND=libsecret)");
        qunsetenv("QTKEYCHAIN_BACKEND");
    }

    void aLockedKeyringKeepsWhatItHas() // row 3, E2
    {
        QVERIFY(wait(store->write(key, secret("survivor"))));
        QVERIFY(RealKeyring::lock());
        QVERIFY(wait(store->probe()).failedWith(Error::Kind::Locked));
        QVERIFY(wait(store->remove(key)).failedWith(Error::Kind::Locked));
        // No service is here that could show a prompt, and so gnome-keyring takes it back at once.
        QVERIFY(wait(store->read(key)).failedWith(Error::Kind::Refused));
        QVERIFY(wait(store->write(key, secret("intruder"))).failedWith(Error::Kind::Refused));
        QVERIFY(wait(store->remove(key)).failedWith(Error::Kind::Locked));
        QVERIFY(wait(store->probe()).failedWith(Error::Kind::Refused));
        QVERIFY(RealKeyring::unlock());
        QCOMPARE(revealed(wait(store->read(key))), "survivor");
        QVERIFY(wait(store->probe()));
    }

    void whatIsAbsentIsAbsentBehindTheLockToo() // E2
    {
        QVERIFY(wait(store->write(key + QLatin1Char('2'), secret("neighbour"))));
        QVERIFY(RealKeyring::lock());
        QVERIFY(wait(store->read(key)).failedWith(Error::Kind::Absent));
        QVERIFY(wait(store->remove(key)));
        QVERIFY(RealKeyring::unlock());
        QVERIFY(wait(store->remove(key + QLatin1Char('2'))));
    }

    void nothingLiesInTheClear() // E1
    {
        const QByteArray marker = "a-marker-that-nobody-else-writes";
        const QString other = key + QStringLiteral("0");
        QVERIFY(wait(store->write(key, secret(marker))));
        QVERIFY(wait(store->write(other, secret(marker.repeated(1'000)))));
        const QString home = qEnvironmentVariable("XDG_DATA_HOME");
        QVERIFY(!home.isEmpty());
        int files = 0;
        for (QDirIterator each(home, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); each.hasNext(); ++files) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY2(!content.contains(marker) && !content.contains(marker.toBase64().left(40)), qPrintable(file.fileName()));
        }
        QVERIFY(files > 1); // the keyring, and the large value
        QVERIFY(wait(store->remove(other)));
    }
};

QTEST_GUILESS_MAIN(tst_KeychainStore)
#include "tst_keychainstore.moc"
