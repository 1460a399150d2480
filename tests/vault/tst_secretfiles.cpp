// SPDX-License-Identifier: MIT
#include "vault/secretfiles_p.h"

#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <sys/stat.h>

using namespace QtLogin;
using Kind = Error::Kind;

static const QString key = QStringLiteral("org.example.files/default/tokens/1");
static const QString otherKey = QStringLiteral("org.example.files/other/tokens/1");

// The files of large values, and the items that lead to them.
class tst_SecretFiles : public QObject
{
    Q_OBJECT

    // A folder, and a value in it that is not being written any more.
    struct Shelf
    {
        QTemporaryDir place;
        QString folder = place.filePath(QStringLiteral("deep/secrets"));
        SecretFiles files {folder};
        SecretReference reference;

        Shelf() { reference = put(key); }
        SecretReference put(const QString &theKey) const
        {
            return files.write(theKey, Secret::copyOf(QByteArray(5'000, 'v')))->reference;
        }
        QStringList names() const { return QDir(folder).entryList(QDir::Files | QDir::Hidden); }
        QString path() const { return folder + u'/' + names().constFirst(); }
        QByteArray bytes() const
        {
            QFile file(path());
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }
        void overwrite(const QByteArray &bytes) const
        {
            QFile file(path());
            if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
                qFatal("The file could not be overwritten.");
        }
        Result<SecretPtr> read() const { return files.read(key, reference); }
    };

    static uint modeOf(const QString &path)
    {
        struct stat status
        { };
        return stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
    }

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const Shelf shelf;
        const auto read = shelf.read();
        QVERIFY(read);
        QCOMPARE((*read)->reveal().toByteArray(), QByteArray(5'000, 'v'));
    }

    void nothingLiesInTheClear() // E1
    {
        const Shelf shelf;
        QVERIFY(!shelf.bytes().contains("vvvv"));
        QVERIFY(!shelf.bytes().contains(shelf.reference.key->reveal().toByteArray()));
        QVERIFY(!shelf.path().contains(QStringLiteral("example")));
    }

    void onlyTheOwnerReadsThem() // E8
    {
        const auto before = umask(0);
        const Shelf shelf;
        umask(before);
        QCOMPARE(modeOf(shelf.path()), 0600U);
        QCOMPARE(modeOf(shelf.folder), 0700U);
    }

    void noTwoHaveANameOrAKeyInCommon()
    {
        const Shelf shelf;
        const SecretReference another = shelf.put(key);
        QVERIFY(another.name != shelf.reference.name);
        QVERIFY(!another.key->equals(*shelf.reference.key));
        QCOMPARE(shelf.names().size(), 2);
        QVERIFY(shelf.read() && shelf.files.read(key, another));
    }

    void everyTruncationIsDamaged() // E4, row 12
    {
        const Shelf shelf;
        const QByteArray whole = shelf.bytes();
        for (qsizetype length = 0; length < whole.size(); length += length < 100 ? 1 : 97) {
            shelf.overwrite(whole.left(length));
            QVERIFY2(shelf.read().failedWith(Kind::Damaged), qPrintable(QString::number(length)));
        }
        shelf.overwrite(whole + 'x');
        QVERIFY(shelf.read().failedWith(Kind::Damaged));
        shelf.overwrite(QByteArray(1 << 20, 'x'));
        QVERIFY(shelf.read().failedWith(Kind::Damaged));
        shelf.overwrite(whole);
        QVERIFY(shelf.read());
    }

    void everyFlippedBitIsDamaged() // E4, row 13
    {
        const Shelf shelf;
        const QByteArray whole = shelf.bytes();
        for (qsizetype at = 0; at < whole.size(); at += at < 64 ? 1 : 61) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray flipped = whole;
                flipped[at] = char(flipped[at] ^ (1 << bit));
                shelf.overwrite(flipped);
                QVERIFY(shelf.read().failedWith(Kind::Damaged));
            }
        }
    }

    void aFileBelongsToItsItemAlone() // row 17
    {
        const Shelf shelf;
        const SecretReference another = shelf.put(key);
        QVERIFY(shelf.files.read(otherKey, shelf.reference).failedWith(Kind::Absent)); // under a name of its own
        QVERIFY(QFile::rename(shelf.path(), shelf.place.filePath(QStringLiteral("one"))));
        QVERIFY(QFile::rename(shelf.path(), shelf.place.filePath(QStringLiteral("two"))));
        (void)shelf.put(otherKey);
        const QString others = shelf.path();
        for (const QString &moved : {QStringLiteral("one"), QStringLiteral("two")}) {
            QVERIFY(QFile::remove(others));
            QVERIFY(QFile::copy(shelf.place.filePath(moved), others));
            const QByteArray name = QByteArray::fromHex(others.section(u'-', -1).toLatin1());
            QVERIFY(shelf.files.read(otherKey, {name, shelf.reference.key}).failedWith(Kind::Damaged));
            QVERIFY(shelf.files.read(otherKey, {name, another.key}).failedWith(Kind::Damaged));
        }
    }

    void whatIsMissingAndWhatCannotBeSeenAreTwoThings() // E2
    {
        const Shelf shelf;
        const QString away = shelf.place.filePath(QStringLiteral("away"));
        QVERIFY(QDir().rename(shelf.folder, away)); // as on a disk that is not there
        QVERIFY(shelf.read().failedWith(Kind::Unavailable));
        QVERIFY(QDir().rename(away, shelf.folder));
        QVERIFY(shelf.read());
        QVERIFY(QFile::remove(shelf.path()));
        QVERIFY(shelf.read().failedWith(Kind::Absent));
    }

    void whereNothingCanBeWrittenNothingIsLeft()
    {
        const Shelf shelf;
        const SecretFiles nowhere(shelf.path() + QStringLiteral("/in/a/file"));
        QVERIFY(nowhere.write(key, Secret::copyOf("x")).failedWith(Kind::Unavailable));
        QCOMPARE(shelf.names().size(), 1);
    }

    void whoWritesKeepsOthersFromClearingAway()
    {
        const Shelf shelf;
        const auto writing = shelf.files.write(key, Secret::copyOf("new"));
        QVERIFY(writing);
        const auto claims = shelf.files.claim(key, nullptr);
        QCOMPARE(claims.size(), size_t(1)); // the other one
        QVERIFY(shelf.files.claim(key, nullptr).empty()); // and that once
        shelf.files.remove(claims, key, {});
        QVERIFY(shelf.read().failedWith(Kind::Absent));
        QVERIFY(shelf.files.read(key, writing->reference));
    }

    void whatIsInUseAndWhatIsOfOthersStays()
    {
        const Shelf shelf;
        const SecretReference used = shelf.put(key), others = shelf.put(otherKey);
        shelf.files.remove(shelf.files.claim(key, nullptr), key, used.name);
        QVERIFY(shelf.read().failedWith(Kind::Absent));
        QVERIFY(shelf.files.read(key, used) && shelf.files.read(otherKey, others));
        QCOMPARE(shelf.files.claim(key, nullptr).size(), size_t(1)); // nothing is held any more
    }

    void anItemLeadsToItsFile()
    {
        const SecretReference reference = SecretReference::create();
        const SecretPtr item = reference.toItem();
        QVERIFY(item->size() <= 2'560);
        QVERIFY(SecretReference::isIn(*item));
        const auto parsed = SecretReference::parse(*item);
        QVERIFY(parsed && parsed->name == reference.name && parsed->key->equals(*reference.key));
        QVERIFY(!SecretReference::isIn(Secret::copyOf("a value")));
    }

    void anItemThatIsNotWholeIsDamagedAndNeverAValue() // E4, rows 12 and 13
    {
        const QByteArray whole = SecretReference::create().toItem()->reveal().toByteArray();
        const auto isDamaged = [](const QByteArray &bytes) {
            const Secret item = Secret::copyOf(bytes);
            return SecretReference::isIn(item) && SecretReference::parse(item).failedWith(Kind::Damaged);
        };
        for (qsizetype length = 1; length < whole.size(); ++length)
            QVERIFY(isDamaged(whole.left(length)));
        QVERIFY(isDamaged(whole + 'x'));
        for (qsizetype bit = 0; bit < whole.size() * 8; ++bit) {
            QByteArray flipped = whole;
            flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << bit % 8));
            QVERIFY(isDamaged(flipped));
        }
    }
};

QTEST_GUILESS_MAIN(tst_SecretFiles)
#include "tst_secretfiles.moc"
