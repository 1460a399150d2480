// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"
#include "remember/statefile_p.h"
#include "support/fulldisk.h"

#include <QtCore/qcborarray.h>
#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <sys/stat.h>

using namespace QtLogin;

static constexpr char magic[] = "TEST";

class tst_StateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("state"));
    }

    void whatIsWrittenComesBack();
    void aMissingFileIsAbsent();
    void whatCannotBeOpenedIsUnavailable();
    void cutAtAnyLengthItIsDamaged();
    void withAnyBitFlippedItIsDamaged();
    void ofAnotherKindItIsDamaged();
    void anEnvelopeAroundSomethingElseIsDamaged();
    void aHugeFileIsDamagedAndNotReadWhole();
    void aNewerOneIsLeftAlone(); // row 18
    void onlyItsOwnerMayReadIt(); // T2
    void aWriteThatFailsLeavesWhatWasThere(); // row 39
    void whereNoFolderCanBeMadeNothingIsWritten();
    void aDamagedOneIsPutAside();
    void puttingAsideKeepsTheYoungestOnly();
    void oneAtATimeHoldsTheLock();

private:
    StateFile file() const { return StateFile(m_path, magic); }
    QByteArray bytes() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setBytes(const QByteArray &bytes) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static mode_t modeOf(const QString &path)
    {
        struct stat info {};
        return stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 0777 : 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void tst_StateFile::whatIsWrittenComesBack()
{
    const QCborArray value {1, QStringLiteral("two"), QByteArray("three")};
    QVERIFY(file().write(value));
    QCOMPARE(file().read().value_or({}), QCborValue(value));
    QVERIFY(file().write(QStringLiteral("shorter")));
    QCOMPARE(file().read().value_or({}), QCborValue(QStringLiteral("shorter")));
}

void tst_StateFile::aMissingFileIsAbsent()
{
    QVERIFY(file().read().failedWith(Error::Kind::Absent));
    QVERIFY(StateFile(m_path + QStringLiteral("/no/such/folder"), magic).read().failedWith(Error::Kind::Absent));
}

void tst_StateFile::whatCannotBeOpenedIsUnavailable()
{
    QVERIFY(QDir().mkdir(m_path)); // permissions would not stop root
    QVERIFY(file().read().failedWith(Error::Kind::Unavailable));
    QVERIFY(file().write(1).failedWith(Error::Kind::Unavailable));
    QVERIFY(file().read().error().message().contains(m_path));
}

void tst_StateFile::cutAtAnyLengthItIsDamaged()
{
    QVERIFY(file().write(QStringLiteral("what is inside")));
    const QByteArray whole = bytes();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        setBytes(whole.first(size));
        QVERIFY2(file().read().failedWith(Error::Kind::Damaged), qPrintable(QString::number(size)));
    }
}

void tst_StateFile::withAnyBitFlippedItIsDamaged()
{
    QVERIFY(file().write(QStringLiteral("what is inside")));
    const QByteArray whole = bytes();
    for (qsizetype bit = 0; bit < whole.size() * 8; ++bit) {
        QByteArray flipped = whole;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        setBytes(flipped);
        QVERIFY2(file().read().failedWith(Error::Kind::Damaged), qPrintable(QString::number(bit)));
    }
}

void tst_StateFile::ofAnotherKindItIsDamaged()
{
    static constexpr char other[] = "REST";
    QVERIFY(StateFile(m_path, other).write(1));
    QVERIFY(file().read().failedWith(Error::Kind::Damaged));
}

void tst_StateFile::anEnvelopeAroundSomethingElseIsDamaged()
{
    for (const QByteArray &payload : {QByteArray(), QByteArray("\xff"), QCborValue(1).toCbor() + '\0'}) {
        setBytes(Envelope::wrap(magic, 1, payload));
        QVERIFY(file().read().failedWith(Error::Kind::Damaged));
    }
}

void tst_StateFile::aHugeFileIsDamagedAndNotReadWhole()
{
    QFile huge(m_path);
    QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(qint64(1) << 40)); // a hole
    QVERIFY(file().read().failedWith(Error::Kind::Damaged));
}

void tst_StateFile::aNewerOneIsLeftAlone()
{
    setBytes(Envelope::wrap(magic, 2, "of another shape"));
    QVERIFY(file().read().failedWith(Error::Kind::NewerFormat));
    QVERIFY(file().read().error().message().contains(m_path));
}

void tst_StateFile::onlyItsOwnerMayReadIt()
{
    const mode_t before = umask(0);
    const QString path = m_folder->filePath(QStringLiteral("a/b/state"));
    const auto written = StateFile(path, magic).write(1);
    const auto locked = StateFile(path, magic).lock();
    umask(before);
    QVERIFY(written && locked);
    QCOMPARE(modeOf(path), mode_t(0600));
    QCOMPARE(modeOf(m_folder->filePath(QStringLiteral("a/b"))), mode_t(0700));
}

void tst_StateFile::aWriteThatFailsLeavesWhatWasThere()
{
    QVERIFY(file().write(QStringLiteral("before")));
    {
        const FullDisk full(20);
        QVERIFY(file().write(QStringLiteral("afterwards")).failedWith(Error::Kind::Unavailable));
    }
    QCOMPARE(file().read().value_or({}), QCborValue(QStringLiteral("before")));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList(QStringLiteral("state")));
}

void tst_StateFile::whereNoFolderCanBeMadeNothingIsWritten()
{
    setBytes("a file, and no folder");
    const StateFile below(m_path + QStringLiteral("/state"), magic);
    QVERIFY(below.write(1).failedWith(Error::Kind::Unavailable));
    QVERIFY(below.lock().failedWith(Error::Kind::Unavailable));
    QVERIFY(StateFile::makeFolderFor(m_path + QStringLiteral("/state")).failedWith(Error::Kind::Unavailable));
    QCOMPARE(bytes(), QByteArray("a file, and no folder"));
}

void tst_StateFile::aDamagedOneIsPutAside()
{
    setBytes("damaged");
    QVERIFY(file().putAside());
    QVERIFY(file().read().failedWith(Error::Kind::Absent));
    QFile aside(m_path + QStringLiteral(".damaged"));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), QByteArray("damaged"));
}

void tst_StateFile::puttingAsideKeepsTheYoungestOnly()
{
    for (const char *bytes : {"first", "second"}) {
        setBytes(bytes);
        QVERIFY(file().putAside());
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList(QStringLiteral("state.damaged")));
    QVERIFY(file().putAside().failedWith(Error::Kind::Unavailable)); // there is nothing left to put aside
}

void tst_StateFile::oneAtATimeHoldsTheLock()
{
    auto lock = file().lock();
    QVERIFY(lock);
    LockFile other(m_path + QStringLiteral(".lock"));
    QVERIFY(!other.tryLock());
    *lock = nullptr;
    QVERIFY(other.tryLock());
}

QTEST_APPLESS_MAIN(tst_StateFile)
#include "tst_statefile.moc"
