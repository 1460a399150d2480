// SPDX-License-Identifier: MIT
#include "accounts/house.h"

#include <QtCore/qdir.h>
#include <QtCore/qfileinfo.h>
#include <QtTest/qtest.h>

#include <cerrno>
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace QtLogin;
using Kind = Error::Kind;

static const QString ada = QStringLiteral("ada");

// The file that another user owns, as far as this process can see: only root could really give one away.
static QByteArray foreign;

extern "C" __attribute__((visibility("default"))) int lstat(const char *path, struct stat *status) noexcept
{
    static const auto real = reinterpret_cast<int (*)(const char *, struct stat *)>(dlsym(RTLD_NEXT, "lstat"));
    const int result = real(path, status);
    if (result == 0 && foreign == path)
        status->st_uid = geteuid() + 1;
    return result;
}

// The error that fchmod() fails with, if at all.
static int unchangeable = 0;

extern "C" __attribute__((visibility("default"))) int fchmod(int file, mode_t mode) noexcept
{
    static const auto real = reinterpret_cast<int (*)(int, mode_t)>(dlsym(RTLD_NEXT, "fchmod"));
    if (!unchangeable)
        return real(file, mode);
    errno = unchangeable;
    return -1;
}

static uint modeOf(const QString &path)
{
    struct stat status
    { };
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

static bool setMode(const QString &path, uint mode)
{
    return chmod(QFile::encodeName(path).constData(), mode) == 0;
}

static void giveAway(const QString &path)
{
    foreign = QFile::encodeName(path);
}

// The owner of the accounts file, and the users who may open it.
class tst_PrivateFile : public QObject
{
    Q_OBJECT

    static Result<Proof> createIn(const House &house)
    {
        return answerOf(house.open()->createAccount({QStringLiteral("bob"), {}, House::secret(House::password)}));
    }

    static bool write(const QString &path, const QByteArray &content, uint mode)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && setMode(path, mode);
    }

    // No login succeeds, nothing changes, and it is said what is wrong with which of them.
    static void verifyRefused(const House &house, const QString &culprit)
    {
        const QByteArray before = house.bytes();
        for (const Error &error : {answerOf(house.open()->hasAccounts()).error(), createIn(house).error(),
                                   house.logIn(ada).error()}) {
            QCOMPARE(error.kind(), Kind::Unavailable);
            QVERIFY2(error.message().contains(culprit), qPrintable(error.message()));
        }
        QCOMPARE(house.bytes(), before);
    }

private Q_SLOTS:
    void cleanup()
    {
        foreign.clear();
        unchangeable = 0;
    }

    void ourOwnFileIsClosedToOthers_data()
    {
        QTest::addColumn<uint>("mode");
        for (const uint mode : {0644U, 0666U, 0640U, 0602U, 0777U, 0610U})
            QTest::addRow("%o", mode) << mode;
    }

    void ourOwnFileIsClosedToOthers() // I3
    {
        QFETCH(const uint, mode);
        House house;
        QVERIFY(!house.create(ada).isEmpty());
        QVERIFY(setMode(house.path, mode));
        QVERIFY(house.logIn(ada));
        QCOMPARE(modeOf(house.path), mode & 0700U);
    }

    void whatCannotBeClosedIsRefused() // as on a FAT file system
    {
        House house;
        QVERIFY(!house.create(ada).isEmpty());
        QVERIFY(setMode(house.path, 0644));
        unchangeable = EPERM;
        verifyRefused(house, house.path);
        unchangeable = 0;
        QVERIFY(house.logIn(ada));
    }

    void fromAFileSystemThatCannotBeWrittenPeopleStillLogIn() // H5
    {
        House house;
        QVERIFY(!house.create(ada).isEmpty());
        QVERIFY(setMode(house.path, 0444));
        unchangeable = EROFS;
        QVERIFY(house.logIn(ada));
    }

    void anEmptyFileOfOursIsClosedBeforeItIsFilled()
    {
        House house;
        QVERIFY(write(house.path, {}, 0666));
        QVERIFY(createIn(house));
        QCOMPARE(modeOf(house.path), 0600U);
    }

    void whatSQLiteKeepsBesideIsClosedToo_data()
    {
        QTest::addColumn<QString>("beside");
        for (const char *beside : {"-journal", "-wal", "-shm"})
            QTest::newRow(beside) << QString::fromLatin1(beside);
    }

    void whatSQLiteKeepsBesideIsClosedToo()
    {
        QFETCH(const QString, beside);
        House house;
        QVERIFY(!house.create(ada).isEmpty());
        const QString path = house.path + beside;
        QVERIFY(write(path, QByteArray(512, '\0'), 0644)); // no journal that means anything
        QVERIFY(house.logIn(ada));
        QVERIFY(!QFileInfo::exists(path) || modeOf(path) == 0600U);
    }

    void aFileOfAnotherUserIsRefused_data()
    {
        QTest::addColumn<QString>("beside");
        for (const char *beside : {"", "-journal", "-wal", "-shm"})
            QTest::newRow(*beside ? beside : "the file") << QString::fromLatin1(beside);
    }

    void aFileOfAnotherUserIsRefused()
    {
        QFETCH(const QString, beside);
        House house;
        QVERIFY(!house.create(ada).isEmpty());
        const QString path = house.path + beside;
        QVERIFY(beside.isEmpty() || write(path, QByteArray(512, '\0'), 0600));
        giveAway(path);
        verifyRefused(house, path);

        foreign.clear(); // it is ours again
        QVERIFY(beside.isEmpty() || QFile::remove(path));
        QVERIFY(house.logIn(ada));
    }

    void anEmptyFileOfAnotherUserIsNotFilled()
    {
        House house;
        QVERIFY(write(house.path, {}, 0666));
        giveAway(house.path);
        verifyRefused(house, house.path);
    }

    void aJournalBesideNoFileYetIsRefused()
    {
        House house;
        const QString journal = house.path + QStringLiteral("-journal");
        QVERIFY(write(journal, "planted", 0644));
        giveAway(journal);
        verifyRefused(house, journal);
        QVERIFY(!QFileInfo::exists(house.path));
    }

    void aFolderThatEverybodyCanWriteToIsRefused_data()
    {
        QTest::addColumn<uint>("mode");
        QTest::newRow("like a share") << 0777U;
        QTest::newRow("like /tmp") << 01777U;
    }

    void aFolderThatEverybodyCanWriteToIsRefused() // they could put a journal into it
    {
        QFETCH(const uint, mode);
        House house;
        const QString folder = QFileInfo(house.path).path();
        QVERIFY(QDir().mkpath(folder) && setMode(folder, mode));
        verifyRefused(house, folder);
        QVERIFY(!QFileInfo::exists(house.path));
        QVERIFY(setMode(folder, 0775)); // a group is the user's choice
        QVERIFY(createIn(house));
        QVERIFY(setMode(folder, mode));
        verifyRefused(house, folder);
        QCOMPARE(modeOf(folder), mode);
    }

    void aLinkOfOursIsFollowedAndWhereItLeadsIsClosed()
    {
        House house;
        const QString real = house.folder.filePath(QStringLiteral("elsewhere.db"));
        QVERIFY(write(real, {}, 0644));
        QVERIFY(QDir().mkpath(QFileInfo(house.path).path()) && QFile::link(real, house.path));
        QVERIFY(!house.create(ada).isEmpty());
        QVERIFY(house.logIn(ada));
        QCOMPARE(modeOf(real), 0600U);
        QVERIFY(QFileInfo(house.path).isSymLink());
    }

    void aLinkOfAnotherUserIsRefused()
    {
        House house;
        const QString real = house.folder.filePath(QStringLiteral("elsewhere.db"));
        QVERIFY(write(real, {}, 0600));
        QVERIFY(QDir().mkpath(QFileInfo(house.path).path()) && QFile::link(real, house.path));
        giveAway(house.path);
        verifyRefused(house, house.path);
    }

    void aLinkToAFileOfAnotherUserIsRefused()
    {
        House house;
        const QString real = house.folder.filePath(QStringLiteral("elsewhere.db"));
        QVERIFY(write(real, {}, 0666));
        giveAway(real);
        QVERIFY(QDir().mkpath(QFileInfo(house.path).path()) && QFile::link(real, house.path));
        verifyRefused(house, real);
    }

    void aLinkToNothingAndAFolderAreNoAccountsFile()
    {
        House house;
        QVERIFY(QDir().mkpath(house.path));
        QVERIFY(createIn(house).failedWith(Kind::Unavailable));
        QVERIFY(QDir().rmdir(house.path));
        QVERIFY(QFile::link(house.folder.filePath(QStringLiteral("nowhere.db")), house.path));
        QVERIFY(createIn(house).failedWith(Kind::Unavailable));
        QVERIFY(answerOf(house.open()->hasAccounts()).failedWith(Kind::Unavailable)); // and no first start
        QVERIFY(QFile::remove(house.path));
        QVERIFY(createIn(house));
    }
};

QTEST_GUILESS_MAIN(tst_PrivateFile)
#include "tst_privatefile.moc"
