// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"
#include "remember/profilefile_p.h"
#include "support/fulldisk.h"

#include <QtCore/qcborarray.h>
#include <QtCore/qcbormap.h>
#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_ProfileFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("login/profile"));
    }

    void aMissingFileIsAnEmptyProfile();
    void readingMakesNothing(); // rule 36
    void preparingMakesTheFolderAndNoMore();
    void whatIsChangedComesBack();
    void aChangeThatChangesNothingWritesNothing();
    void itSaysWhoItIsWithoutNamingThem(); // K5
    void twoProfilesHashOnePersonDifferently();
    void onlyTheSamePersonIsRememberedFor();
    void onlyItsOwnerMayReadIt(); // T2
    void aDamagedOneIsAnErrorToRead();
    void aDamagedOneIsPutAsideByAChange();
    void aNewerOneIsNeitherReadNorChanged(); // row 18
    void whatCannotBeReadIsNotChanged();
    void onAFullDiskWhatWasThereStays(); // row 39
    void onlySoManyTombstonesAreKept();
    void nothingIsLeftOverWhereALoginIsStored();
    void onlySoManyLeftoversAreKept();
    void oneOfAnOlderVersionIsReadAsBefore();
    void aFieldOfAnotherTypeOpensNothing(); // I5
    void processesThatChangeItAtOnceLoseNothing(); // H1
    void aProcessThatDiesChangingItStopsNobody(); // H2

private:
    ProfileFile file() const { return ProfileFile(m_path); }
    void remember(const char *selector, const char *user) const
    {
        QVERIFY(file().update([&](Profile &profile) {
            profile.remembered = {selector, profile.hashOf(QLatin1StringView(user)), {}, 3600s};
        }));
    }
    QByteArray bytes() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setBytes(const QByteArray &bytes) const
    {
        QVERIFY(file().prepare());
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static mode_t modeOf(const QString &path)
    {
        struct stat info {};
        return stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 0777 : 0;
    }
    QStringList files() const { return QDir(m_folder->filePath(QStringLiteral("login"))).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void tst_ProfileFile::aMissingFileIsAnEmptyProfile()
{
    const auto profile = file().read();
    QVERIFY(profile);
    QVERIFY(*profile == Profile());
}

void tst_ProfileFile::readingMakesNothing()
{
    QVERIFY(file().read());
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void tst_ProfileFile::preparingMakesTheFolderAndNoMore()
{
    QVERIFY(file().prepare());
    QVERIFY(QDir(m_folder->filePath(QStringLiteral("login"))).isEmpty());
}

void tst_ProfileFile::whatIsChangedComesBack()
{
    const auto changed = file().update([](Profile &profile) {
        profile.generation = 7;
        profile.remembered = {"selector", profile.hashOf(QStringLiteral("ada")), QStringLiteral("Ada"), 7 * 24h};
        profile.tombstones = {"one", "two"};
        profile.loggedOutUser = profile.hashOf(QStringLiteral("bob"));
        profile.loggedOutAt = 6;
        profile.remembered->backend = QStringLiteral("Secret Service");
        profile.noteLeftover(QStringLiteral("KWallet"), "one");
    });
    QVERIFY(changed);
    const auto back = file().read();
    QVERIFY(back);
    QVERIFY(*back == *changed);
    QCOMPARE(back->generation, 7u);
    QCOMPARE(back->remembered->userName, QStringLiteral("Ada"));
    QVERIFY(back->remembered->lifetime == 7 * 24h);
    QCOMPARE(back->tombstones, QList<QByteArray>({"one", "two"}));
    QCOMPARE(back->leftovers.size(), 1);
    QCOMPARE(back->leftovers.first().backend, QStringLiteral("KWallet"));
    QCOMPARE(files(), QStringList(QStringLiteral("profile"))); // and the lock is gone
}

void tst_ProfileFile::aChangeThatChangesNothingWritesNothing()
{
    QVERIFY(file().update([](Profile &) { }));
    QCOMPARE(files(), QStringList());
}

void tst_ProfileFile::itSaysWhoItIsWithoutNamingThem()
{
    remember("selector", "ada-lovelace@example.org");
    QVERIFY(!bytes().contains("ada-lovelace"));
    QCOMPARE(file().read()->remembered->userHash, file().read()->hashOf(QStringLiteral("ada-lovelace@example.org")));
    QVERIFY(file().read()->remembered->userHash != file().read()->hashOf(QStringLiteral("ada")));
}

void tst_ProfileFile::twoProfilesHashOnePersonDifferently()
{
    remember("selector", "ada");
    const QByteArray here = file().read()->remembered->userHash;
    m_path = m_folder->filePath(QStringLiteral("login/other"));
    remember("selector", "ada");
    QVERIFY(file().read()->remembered->userHash != here);
}

void tst_ProfileFile::onlyTheSamePersonIsRememberedFor()
{
    QVERIFY(Profile().lifetimeFor({}) == 0s);
    remember("selector", "ada");
    QVERIFY(file().read()->lifetimeFor(QStringLiteral("ada")) == 3600s);
    QVERIFY(file().read()->lifetimeFor(QStringLiteral("Ada")) == 0s);
    QVERIFY(file().read()->lifetimeFor({}) == 0s);
}

void tst_ProfileFile::onlyItsOwnerMayReadIt()
{
    const mode_t before = umask(0);
    remember("selector", "ada");
    umask(before);
    QCOMPARE(modeOf(m_path), mode_t(0600));
    QCOMPARE(modeOf(m_folder->filePath(QStringLiteral("login"))), mode_t(0700));
}

void tst_ProfileFile::aDamagedOneIsAnErrorToRead()
{
    remember("selector", "ada");
    setBytes(bytes().chopped(1));
    QVERIFY(file().read().failedWith(Error::Kind::Damaged));
    QVERIFY(file().prepare().failedWith(Error::Kind::Damaged));
    QCOMPARE(files(), QStringList(QStringLiteral("profile"))); // and left alone
}

void tst_ProfileFile::aDamagedOneIsPutAsideByAChange()
{
    remember("selector", "ada");
    const QByteArray damaged = bytes().chopped(1);
    setBytes(damaged);
    remember("other", "bob");
    QCOMPARE(file().read()->remembered->selector, QByteArray("other"));
    QFile aside(m_path + QStringLiteral(".damaged"));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), damaged);
}

void tst_ProfileFile::aNewerOneIsNeitherReadNorChanged()
{
    const QByteArray newer = Envelope::wrap("QLPF", 2, "of another shape");
    setBytes(newer);
    QVERIFY(file().read().failedWith(Error::Kind::NewerFormat));
    QVERIFY(file().update([](Profile &profile) { ++profile.generation; }).failedWith(Error::Kind::NewerFormat));
    QCOMPARE(bytes(), newer);
    QCOMPARE(files(), QStringList(QStringLiteral("profile")));
}

void tst_ProfileFile::whatCannotBeReadIsNotChanged()
{
    QVERIFY(QDir().mkpath(m_path)); // permissions would not stop root
    QVERIFY(file().read().failedWith(Error::Kind::Unavailable));
    bool asked = false;
    QVERIFY(file().update([&](Profile &) { asked = true; }).failedWith(Error::Kind::Unavailable));
    QVERIFY(!asked);
}

void tst_ProfileFile::onAFullDiskWhatWasThereStays()
{
    remember("selector", "ada");
    {
        const FullDisk full(600); // room for the lock
        QVERIFY(file().update([](Profile &profile) { profile.tombstones.append(QByteArray(1'000, 't')); })
                    .failedWith(Error::Kind::Unavailable));
    }
    QCOMPARE(file().read()->remembered->selector, QByteArray("selector"));
    QCOMPARE(file().read()->tombstones.size(), 0);
    QCOMPARE(files(), QStringList(QStringLiteral("profile")));
}

void tst_ProfileFile::onlySoManyTombstonesAreKept()
{
    for (int i = 0; i < 100; ++i)
        QVERIFY(file().update([&](Profile &profile) { profile.tombstones.append(QByteArray::number(i)); }));
    const auto tombstones = file().read()->tombstones;
    QCOMPARE(tombstones.size(), 64);
    QCOMPARE(tombstones.last(), QByteArray("99")); // the oldest are forgotten
}

void tst_ProfileFile::nothingIsLeftOverWhereALoginIsStored()
{
    const QString kwallet = QStringLiteral("KWallet"), secretService = QStringLiteral("Secret Service");
    remember("old", "ada");
    QVERIFY(file().update([&](Profile &profile) {
        profile.remembered->backend = kwallet;
        profile.endRemembered();
        profile.noteLeftover(secretService, "older");
        profile.noteLeftover(secretService, "older");
        profile.noteLeftover(QString(), "nowhere");
    }));
    QCOMPARE(file().read()->tombstones, QList<QByteArray>({"old"}));
    QVERIFY(file().read()->leftovers == QList<Profile::Leftover>({{kwallet, "old"}, {secretService, "older"}}));
    remember("new", "ada");
    QVERIFY(file().update([&](Profile &profile) { profile.remembered->backend = kwallet + QStringLiteral(" (a remark)"); }));
    QVERIFY(file().read()->leftovers == QList<Profile::Leftover>({{secretService, "older"}}));
}

void tst_ProfileFile::onlySoManyLeftoversAreKept()
{
    for (int i = 0; i < 20; ++i)
        QVERIFY(file().update([&](Profile &profile) { profile.noteLeftover(QStringLiteral("KWallet"), QByteArray::number(i)); }));
    QCOMPARE(file().read()->leftovers.size(), 16);
    QCOMPARE(file().read()->leftovers.last().selector, QByteArray("19"));
}

void tst_ProfileFile::oneOfAnOlderVersionIsReadAsBefore()
{
    const QCborMap remembered {{QStringLiteral("selector"), QByteArray("selector")},
                               {QStringLiteral("lifetime"), 60},
                               {QStringLiteral("backend"), QStringLiteral("KWallet")}};
    const QCborMap old {{QStringLiteral("salt"), QByteArray("salt")},
                        {QStringLiteral("generation"), 7},
                        {QStringLiteral("tombstones"), QCborArray {QByteArray("one")}},
                        {QStringLiteral("remembered"), remembered}};
    setBytes(Envelope::wrap("QLPF", 1, QCborValue(old).toCbor()));
    const auto profile = file().read();
    QVERIFY(profile && profile->remembered);
    QCOMPARE(profile->remembered->backend, QStringLiteral("KWallet"));
    QCOMPARE(profile->tombstones, QList<QByteArray>({"one"}));
    QVERIFY(profile->leftovers.isEmpty());
    QVERIFY(file().update([](Profile &profile) { ++profile.generation; }));
    QCOMPARE(file().read()->remembered->selector, QByteArray("selector"));
}

void tst_ProfileFile::aFieldOfAnotherTypeOpensNothing()
{
    for (const QCborValue &wrong : {QCborValue(1), QCborValue(QStringLiteral("text")), QCborValue(QCborMap()), QCborValue()}) {
        for (const char *key : {"salt", "generation", "remembered", "tombstones", "leftovers", "loggedOutUser", "loggedOutAt"}) {
            setBytes(Envelope::wrap("QLPF", 1, QCborValue(QCborMap {{QLatin1StringView(key), wrong}}).toCbor()));
            const auto profile = file().read();
            QVERIFY(profile);
            QVERIFY(!profile->remembered);
            QVERIFY(profile->loggedOutUser != profile->hashOf(QStringLiteral("ada")));
        }
        const QCborMap remembered {{QStringLiteral("selector"), wrong}, {QStringLiteral("user"), wrong}};
        setBytes(Envelope::wrap("QLPF", 1, QCborValue(QCborMap {{QStringLiteral("remembered"), remembered}}).toCbor()));
        QVERIFY(file().read()->lifetimeFor(QStringLiteral("ada")) == 0s);
    }
}

void tst_ProfileFile::processesThatChangeItAtOnceLoseNothing()
{
    constexpr int processes = 4, changes = 20;
    for (int i = 0; i < processes; ++i) {
        if (fork() == 0) {
            for (int done = 0; done < changes;) {
                if (file().update([](Profile &profile) { ++profile.generation; }))
                    ++done;
            }
            _exit(0);
        }
    }
    for (int i = 0; i < processes; ++i) {
        int status = -1;
        wait(&status);
        QCOMPARE(status, 0);
    }
    QCOMPARE(file().read()->generation, quint64(processes * changes));
}

void tst_ProfileFile::aProcessThatDiesChangingItStopsNobody()
{
    remember("selector", "ada");
    const pid_t child = fork();
    if (child == 0) {
        (void)file().update([](Profile &profile) {
            profile.remembered.reset();
            _exit(0); // with the lock in its hands
        });
    }
    waitpid(child, nullptr, 0);
    QVERIFY(QFile::exists(m_path + QStringLiteral(".lock")));
    QCOMPARE(file().read()->remembered->selector, QByteArray("selector"));
    remember("other", "bob");
    QCOMPARE(file().read()->remembered->selector, QByteArray("other"));
}

QTEST_APPLESS_MAIN(tst_ProfileFile)
#include "tst_profilefile.moc"
