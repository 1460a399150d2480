// SPDX-License-Identifier: MIT
#include "testing/manualclock.h"
#include "vault/keychainstore.h"
#include "vault/keychainwords.h"

#include <QtCore/qdiriterator.h>
#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

// A machine without a session bus, as qtlogin_test() makes it.
class tst_NoKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsUnavailable() // row 1
    {
        KeychainStore store(std::make_shared<ManualClock>());
        const QString key = QStringLiteral("org.example.nobody/default/remember/1");
        QCOMPARE(said(wait(store.probe())), "Unavailable");
        QCOMPARE(said(wait(store.read(key))), "Unavailable");
        QCOMPARE(said(wait(store.write(key, secret("x")))), "Unavailable");
        QCOMPARE(said(wait(store.remove(key))), "Unavailable");
        QCOMPARE(store.backendName(), "Secret Service");
    }

    void theReasonIsASentence() // E10
    {
        KeychainStore store(std::make_shared<ManualClock>());
        QCOMPARE(wait(store.probe()).error().message(), "No keychain is running on this desktop.");
    }

    void nothingIsWrittenElsewhere() // E1
    {
        const QTemporaryDir home;
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            qputenv(name, home.path().toUtf8());
        KeychainStore store(std::make_shared<ManualClock>());
        QCOMPARE(said(wait(store.write(QStringLiteral("org.example.nobody/secret"), secret("marker")))), "Unavailable");
        const QByteArray large(20'000, 'm'); // and nothing is made ready for it
        QCOMPARE(said(wait(store.write(QStringLiteral("org.example.nobody/secret"), secret(large)))), "Unavailable");
        QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        QVERIFY2(!files.hasNext(), qPrintable(files.next()));
    }

    void dyingInTheMiddleIsQuiet() // row 15
    {
        auto store = std::make_unique<KeychainStore>(std::make_shared<ManualClock>());
        const auto read = store->read(QStringLiteral("org.example.nobody/secret"));
        store.reset();
        const QString answer = said(wait(read)); // whichever came first: the end, or the truth
        QVERIFY2(answer == QLatin1String("Abandoned") || answer == QLatin1String("Unavailable"), qPrintable(answer));
    }
};

QTEST_GUILESS_MAIN(tst_NoKeychain)
#include "tst_nokeychain.moc"
