// SPDX-License-Identifier: MIT
#include "support/dbus/realkeyring.h"
#include "vault/elsewhere.h"

#include <QtTest/qtest.h>

// Today's desktop has KWallet, and the real gnome-keyring still runs with what the desktop before has stored there.
class tst_FormerSecretService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Elsewhere::useDesktop("KDE");
        QVERIFY(m_today.isReady());
        QCOMPARE(said(wait(m_stage.store.probe())), "Locked");
        QCOMPARE(m_stage.store.backendName(), "KWallet");
        m_former = m_stage.store.former(QStringLiteral("Secret Service"));
        QVERIFY(m_former);
    }

    void cleanup()
    {
        QVERIFY(RealKeyring::unlock());
        QCOMPARE(m_stage.remove(m_stage.key), "success");
        QVERIFY(wait(m_stage.store.remove(m_stage.key)));
        QVERIFY(m_stage.files().isEmpty());
    }

    void todaysKeychainIsNoFormerOne()
    {
        QVERIFY(!m_stage.store.former(QStringLiteral("KWallet")));
        QVERIFY(!m_stage.store.former(QStringLiteral("KWallet (QTKEYCHAIN_BACKEND=kwallet5)")));
        QVERIFY(!m_stage.store.former(QStringLiteral("macOS Keychain")));
        QVERIFY(!m_stage.store.former(QString()));
        const auto former = m_stage.store.former(QStringLiteral("Secret Service (QTKEYCHAIN_BACKEND=libsecret)"));
        QVERIFY(former);
        QCOMPARE(former->backendName(), "Secret Service");
    }

    void whatQtKeychainHasWrittenIsRead_data()
    {
        Elsewhere::addValues();
    }

    void whatQtKeychainHasWrittenIsRead() // E4, E8
    {
        QFETCH(const QByteArray, bytes);
        QCOMPARE(m_stage.write(m_stage.key, bytes), "success");
        QVERIFY(wait(m_former->probe()));
        QCOMPARE(Elsewhere::revealed(wait(m_former->read(m_stage.key))), bytes);
        QCOMPARE(m_stage.read(m_stage.key), QString::fromLatin1(bytes.toHex())); // and stays
        QVERIFY(wait(m_stage.store.read(m_stage.key)).failedWith(Error::Kind::Absent));
    }

    void whatIsRemovedIsGone() // E3, E8
    {
        QCOMPARE(m_stage.write(m_stage.key, Elsewhere::large()), "success");
        QCOMPARE(m_stage.write(m_stage.otherKey, "neighbour"), "success");
        QCOMPARE(m_stage.files().size(), 1);
        QCOMPARE(said(wait(m_former->remove(m_stage.key))), "success");
        QVERIFY(m_stage.files().isEmpty());
        QCOMPARE(m_stage.read(m_stage.key), "Absent");
        QCOMPARE(value(wait(m_former->read(m_stage.key))), "Absent");
        QCOMPARE(said(wait(m_former->remove(m_stage.key))), "success");
        QCOMPARE(value(wait(m_former->read(m_stage.otherKey))), "neighbour");
        QCOMPARE(m_stage.remove(m_stage.otherKey), "success");
    }

    void todaysLargeValueStaysWhereTheFormerOneGoes() // E8
    {
        QCOMPARE(m_stage.write(m_stage.key, Elsewhere::large()), "success");
        QVERIFY(wait(m_stage.store.write(m_stage.key, secret(QByteArray(20'000, 'n')))));
        QCOMPARE(value(wait(m_former->read(m_stage.key))), "Damaged"); // its file has been replaced
        QCOMPARE(said(wait(m_former->remove(m_stage.key))), "success");
        QCOMPARE(Elsewhere::revealed(wait(m_stage.store.read(m_stage.key))), QByteArray(20'000, 'n'));
        QCOMPARE(m_stage.read(m_stage.key), "Absent");
    }

    void whatIsLockedIsNeitherReadNorRemoved() // row 3, E2
    {
        QCOMPARE(m_stage.write(m_stage.key, "survivor"), "success");
        QVERIFY(RealKeyring::lock());
        QCOMPARE(said(wait(m_former->probe())), "Locked");
        QCOMPARE(value(wait(m_former->read(m_stage.key))), "Locked");
        QCOMPARE(said(wait(m_former->remove(m_stage.key))), "Locked");
        QCOMPARE(value(wait(m_former->read(m_stage.otherKey))), "Absent"); // gnome-keyring says so behind the lock too
        QVERIFY(RealKeyring::unlock());
        QCOMPARE(value(wait(m_former->read(m_stage.key))), "survivor");
    }

    void nothingIsWrittenThere()
    {
        QCOMPARE(said(wait(m_former->write(m_stage.key, secret("new")))), "Unavailable");
        QCOMPARE(m_stage.read(m_stage.key), "Absent");
    }

    void aBadKeyIsTheCallersMistake()
    {
        QCOMPARE(value(wait(m_former->read(QString()))), "InvalidInput");
        QCOMPARE(said(wait(m_former->remove(QString()))), "InvalidInput");
    }

private:
    FakeDaemon m_today = FakeDaemon::kwallet();
    Elsewhere m_stage {"GNOME"};
    std::shared_ptr<SecretStore> m_former;
};

int main(int argc, char **argv)
{
    return Elsewhere::main<tst_FormerSecretService>(argc, argv);
}

#include "tst_formersecretservice.moc"
