// SPDX-License-Identifier: MIT
#include "remember/envelope_p.h"
#include "remember/markfile_p.h"
#include "remember/statefile_p.h"
#include "support/fulldisk.h"

#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

#include <csignal>
#include <functional>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using State = Mark::State;
using Others = MarkFile::Others;

static const auto ada = QStringLiteral("ada"), bob = QStringLiteral("bob");

static Mark marked(State state, std::chrono::seconds at = 0s)
{
    const Moment moment {Clock::Wall(at), at};
    return {.state = state, .lastInput = moment, .begun = moment};
}

// The entries that a manager leaves behind in the file of marks, and the answer of the next one to them.
class tst_MarkFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("login/default.marks"));
    }

    void aMissingFileIsAbsent();
    void readingMakesNothing();
    void whatIsWrittenComesBack();
    void onlyItsOwnerMayReadIt();
    void itIsOverwrittenInPlace();
    void onAFullDiskItIsOverwritten();
    void inAFolderThatTakesNoFilesItSaysSo();
    void eachManagerHasAnEntry();
    void theEntryOfADeadManagerStaysUntilItIsDropped();
    void theEntryOfALivingManagerIsNeverDropped();
    void theEntryOfAKilledProcessIsThatOfADeadOne();
    void onlyEntriesOfTheSameUserAreTheirs();
    void theEntryOfTheUserBeforeIsLeftToBeDropped();
    void clearingFreesTheEntryAndNoOther();
    void itDoesNotSayWhoTheUserIs();
    void aDamagedFileIsAnErrorToRead_data();
    void aDamagedFileIsAnErrorToRead();
    void aDamagedFileIsMadeAnewByALockAndAfterAProof();
    void aDamagedFileStaysDamagedForWhoProvesNothing();
    void aDamagedEntryCountsAsLockedForEverybody();
    void aNewerFileIsNeitherReadNorChanged();
    void aFileThatHasGoneIsMadeAnew();
    void deadEntriesThatSayNothingMakeRoom();
    void lockedEntriesMakeNoRoom();
    void timeIsMeasuredByTheClockThatCounts();

private:
    [[nodiscard]] QList<Mark> marks(const QString &user = ada) const
    {
        const auto read = MarkFile(m_path).read(user);
        return read ? *read : QList<Mark> {Mark(), Mark(), Mark()}; // more than any test wants
    }
    [[nodiscard]] QList<State> states(const QString &user = ada) const
    {
        QList<State> states;
        for (const Mark &mark : marks(user))
            states += mark.state;
        return states;
    }
    // The entry of a run that ends without a word.
    void leave(State state, const QString &user = ada) const
    {
        QVERIFY(MarkFile(m_path).write(user, marked(state), Others::Keep));
    }
    [[nodiscard]] QByteArray bytes() const
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

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void tst_MarkFile::aMissingFileIsAbsent()
{
    QVERIFY(MarkFile(m_path).read(ada).failedWith(Error::Kind::Absent));
    QVERIFY(MarkFile(m_path).clear(Others::DropDead));
    QVERIFY(!QFile::exists(m_path));
}

void tst_MarkFile::readingMakesNothing()
{
    const MarkFile file(m_path);
    (void)file.read(ada);
    QVERIFY(!file.hasEntry());
    QVERIFY(!QFile::exists(m_path));
}

void tst_MarkFile::whatIsWrittenComesBack()
{
    MarkFile file(m_path);
    QVERIFY(!file.hasEntry());
    const Mark mark {.state = State::Locked,
                     .lastInput = {Clock::Wall(1234567ms), 89ms},
                     .begun = {Clock::Wall(-5ms), 7ms}};
    QVERIFY(file.write(ada, mark, Others::Keep));
    QVERIFY(file.hasEntry());
    const auto read = marks();
    QCOMPARE(read.size(), 1);
    QCOMPARE(read[0].state, State::Locked);
    QCOMPARE(read[0].lastInput.wall, mark.lastInput.wall);
    QCOMPARE(read[0].lastInput.boot, mark.lastInput.boot);
    QCOMPARE(read[0].begun.wall, mark.begun.wall);
    QCOMPARE(read[0].begun.boot, mark.begun.boot);
    QVERIFY(read[0].isOfThisBoot);
    QVERIFY(file.write(ada, marked(State::Open), Others::Keep));
    QCOMPARE(states(), QList {State::Open});
}

void tst_MarkFile::onlyItsOwnerMayReadIt()
{
    leave(State::Open);
    struct stat status {};
    QCOMPARE(stat(qPrintable(m_path), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0600u);
}

void tst_MarkFile::itIsOverwrittenInPlace()
{
    MarkFile file(m_path);
    QVERIFY(file.write(ada, marked(State::Open), Others::Keep));
    struct stat before {}, after {};
    QCOMPARE(stat(qPrintable(m_path), &before), 0);
    for (const Others others : {Others::Keep, Others::DropTheirs, Others::DropDead})
        QVERIFY(file.write(ada, marked(State::Locked), others));
    QVERIFY(file.clear(Others::DropDead));
    QCOMPARE(stat(qPrintable(m_path), &after), 0);
    QCOMPARE(after.st_ino, before.st_ino);
    QCOMPARE(after.st_size, before.st_size);
}

void tst_MarkFile::onAFullDiskItIsOverwritten()
{
    MarkFile file(m_path);
    QVERIFY(file.write(ada, marked(State::Open), Others::Keep));
    const FullDisk full(rlim_t(bytes().size()));
    QVERIFY(file.write(ada, marked(State::Locked), Others::Keep));
    QCOMPARE(states(), QList {State::Locked});
}

void tst_MarkFile::inAFolderThatTakesNoFilesItSaysSo()
{
    const FullDisk full(0);
    QVERIFY(MarkFile(m_path).write(ada, marked(State::Locked), Others::Keep).failedWith(Error::Kind::Unavailable));
    QVERIFY(!QFile::exists(m_path)); // half a file would be taken for a damaged one
}

void tst_MarkFile::eachManagerHasAnEntry()
{
    MarkFile first(m_path), second(m_path);
    QVERIFY(first.write(ada, marked(State::Locked), Others::Keep));
    QVERIFY(second.write(ada, marked(State::Open), Others::Keep));
    QCOMPARE(states(), (QList {State::Locked, State::Open}));
    QVERIFY(first.write(ada, marked(State::Open), Others::Keep));
    QVERIFY(second.write(ada, marked(State::Locked), Others::Keep));
    QCOMPARE(states(), (QList {State::Open, State::Locked}));
}

void tst_MarkFile::theEntryOfADeadManagerStaysUntilItIsDropped()
{
    leave(State::Locked);
    MarkFile next(m_path);
    QVERIFY(next.write(ada, marked(State::Open), Others::Keep));
    QCOMPARE(states(), (QList {State::Locked, State::Open}));
    QVERIFY(next.write(ada, marked(State::Open), Others::DropTheirs));
    QCOMPARE(states(), QList {State::Open});
}

void tst_MarkFile::theEntryOfALivingManagerIsNeverDropped()
{
    MarkFile living(m_path), other(m_path);
    QVERIFY(living.write(ada, marked(State::Locked), Others::Keep));
    QVERIFY(other.write(ada, marked(State::Open), Others::DropTheirs));
    QVERIFY(other.write(ada, marked(State::Open), Others::DropDead));
    QVERIFY(other.clear(Others::DropDead));
    QCOMPARE(states(), QList {State::Locked});
}

void tst_MarkFile::theEntryOfAKilledProcessIsThatOfADeadOne()
{
    int ready[2];
    QCOMPARE(pipe(ready), 0);
    const pid_t process = fork();
    if (process == 0) {
        MarkFile file(m_path);
        const char written = file.write(ada, marked(State::Locked), Others::Keep) ? 'y' : 'n';
        (void)!::write(ready[1], &written, 1);
        for (;;)
            pause();
    }
    char written = 'n';
    QCOMPARE(::read(ready[0], &written, 1), 1);
    QCOMPARE(written, 'y');
    MarkFile file(m_path);
    QVERIFY(file.write(ada, marked(State::Open), Others::DropDead));
    QCOMPARE(states(), (QList {State::Locked, State::Open})); // it lives
    kill(process, SIGKILL);
    waitpid(process, nullptr, 0);
    QCOMPARE(states(), (QList {State::Locked, State::Open})); // and what it said stands
    QVERIFY(file.write(ada, marked(State::Open), Others::DropDead));
    QCOMPARE(states(), QList {State::Open});
    ::close(ready[0]);
    ::close(ready[1]);
}

void tst_MarkFile::onlyEntriesOfTheSameUserAreTheirs()
{
    leave(State::Locked, ada);
    leave(State::Open, bob);
    QCOMPARE(states(ada), QList {State::Locked});
    QCOMPARE(states(bob), QList {State::Open});
    MarkFile bobs(m_path);
    QVERIFY(bobs.write(bob, marked(State::Open), Others::DropTheirs));
    QCOMPARE(states(ada), QList {State::Locked});
    QCOMPARE(states(bob), QList {State::Open});
    QVERIFY(bobs.write(bob, marked(State::Open), Others::DropDead));
    QCOMPARE(states(ada), QList<State>());
}

void tst_MarkFile::theEntryOfTheUserBeforeIsLeftToBeDropped()
{
    MarkFile file(m_path);
    QVERIFY(file.write(ada, marked(State::Locked), Others::Keep));
    QVERIFY(file.write(bob, marked(State::Open), Others::Keep)); // ada's login has not ended yet
    QCOMPARE(states(ada), QList {State::Locked});
    QCOMPARE(states(bob), QList {State::Open});
    QVERIFY(file.write(bob, marked(State::Open), Others::DropDead));
    QCOMPARE(states(ada), QList<State>());
    QCOMPARE(states(bob), QList {State::Open});
}

void tst_MarkFile::clearingFreesTheEntryAndNoOther()
{
    leave(State::Locked, bob);
    MarkFile file(m_path);
    QVERIFY(file.write(ada, marked(State::Locked), Others::Keep));
    QVERIFY(file.clear(Others::Keep));
    QVERIFY(!file.hasEntry());
    QCOMPARE(states(ada), QList<State>());
    QCOMPARE(states(bob), QList {State::Locked});
    QVERIFY(file.write(ada, marked(State::Open), Others::Keep)); // and it can be had again
    QCOMPARE(states(ada), QList {State::Open});
    QVERIFY(file.clear(Others::DropDead));
    QCOMPARE(states(bob), QList<State>());
}

void tst_MarkFile::itDoesNotSayWhoTheUserIs()
{
    leave(State::Locked);
    QVERIFY(!bytes().contains("ada"));
    const QByteArray first = bytes().mid(64, 8);
    QVERIFY(QFile::remove(m_path));
    leave(State::Locked);
    QVERIFY(bytes().mid(64, 8) != first); // files of two machines cannot be joined
}

void tst_MarkFile::aDamagedFileIsAnErrorToRead_data()
{
    QTest::addColumn<std::function<QByteArray(QByteArray)>>("damage");
    using Damage = std::function<QByteArray(QByteArray)>;
    QTest::newRow("empty") << Damage([](const QByteArray &) { return QByteArray(); });
    QTest::newRow("cut short") << Damage([](const QByteArray &bytes) { return bytes.chopped(1); });
    QTest::newRow("too long") << Damage([](const QByteArray &bytes) { return bytes + 'x'; });
    QTest::newRow("only zeros") << Damage([](const QByteArray &bytes) { return QByteArray(bytes.size(), '\0'); });
    for (const int at : {0, 4, 5, 20, 63}) {
        QTest::addRow("byte %d of the header", at) << Damage([at](QByteArray bytes) {
            bytes[at] = char(bytes[at] ^ 1);
            return bytes;
        });
    }
}

void tst_MarkFile::aDamagedFileIsAnErrorToRead()
{
    QFETCH(const std::function<QByteArray(QByteArray)>, damage);
    leave(State::Open);
    setBytes(damage(bytes()));
    QVERIFY(MarkFile(m_path).read(ada).failedWith(Error::Kind::Damaged));
}

void tst_MarkFile::aDamagedFileIsMadeAnewByALockAndAfterAProof()
{
    for (const auto &[state, others] : {std::pair(State::Locked, Others::Keep), std::pair(State::Open, Others::DropTheirs)}) {
        leave(State::Open);
        setBytes("nothing that anybody knows");
        MarkFile file(m_path);
        QVERIFY(file.write(ada, marked(state), others));
        QCOMPARE(states(), QList {state});
    }
    setBytes("nothing that anybody knows");
    QVERIFY(MarkFile(m_path).clear(Others::DropDead));
    QCOMPARE(states(), QList<State>());
}

void tst_MarkFile::aDamagedFileStaysDamagedForWhoProvesNothing()
{
    MarkFile file(m_path);
    QVERIFY(file.write(ada, marked(State::Open), Others::Keep));
    setBytes("nothing that anybody knows");
    QVERIFY(file.write(ada, marked(State::Open), Others::Keep).failedWith(Error::Kind::Damaged)); // as after some input
    QVERIFY(file.read(ada).failedWith(Error::Kind::Damaged));
}

void tst_MarkFile::aDamagedEntryCountsAsLockedForEverybody()
{
    leave(State::Open);
    QByteArray damaged = bytes();
    damaged[64 + 30] = char(damaged[64 + 30] ^ 1);
    setBytes(damaged);
    QCOMPARE(states(ada), QList {State::Locked});
    QCOMPARE(states(bob), QList {State::Locked});
    MarkFile file(m_path);
    QVERIFY(file.write(bob, marked(State::Open), Others::DropTheirs)); // a proof
    QCOMPARE(states(ada), QList<State>());
}

void tst_MarkFile::aNewerFileIsNeitherReadNorChanged()
{
    leave(State::Open);
    const QByteArray newer = Envelope::wrap("QLLM", 2, QByteArray(64 - Envelope::overhead, '\0')) + bytes().mid(64);
    setBytes(newer);
    MarkFile file(m_path);
    QVERIFY(file.read(ada).failedWith(Error::Kind::NewerFormat));
    QVERIFY(file.write(ada, marked(State::Locked), Others::DropDead).failedWith(Error::Kind::NewerFormat));
    QVERIFY(file.clear(Others::DropDead).failedWith(Error::Kind::NewerFormat));
    QCOMPARE(bytes(), newer);
}

void tst_MarkFile::aFileThatHasGoneIsMadeAnew()
{
    MarkFile file(m_path);
    QVERIFY(file.write(ada, marked(State::Open), Others::Keep));
    QVERIFY(QFile::remove(m_path));
    QVERIFY(file.write(ada, marked(State::Locked), Others::Keep)); // and not into the file that has gone
    QCOMPARE(states(), QList {State::Locked});
    QVERIFY(QFile::rename(m_path, m_path + QStringLiteral(".away")));
    leave(State::Open, bob); // another process makes one
    QVERIFY(file.write(ada, marked(State::Locked), Others::Keep));
    QCOMPARE(states(ada), QList {State::Locked});
}

void tst_MarkFile::deadEntriesThatSayNothingMakeRoom()
{
    for (int i = 0; i < 100; ++i) // more than there are entries
        leave(State::Open);
    leave(State::Locked);
    QCOMPARE(states().count(State::Locked), 1);
}

void tst_MarkFile::lockedEntriesMakeNoRoom()
{
    for (int i = 0; i < 63; ++i)
        leave(State::Locked);
    MarkFile file(m_path);
    QVERIFY(!file.write(bob, marked(State::Open), Others::Keep));
    QCOMPARE(states(ada).size(), 63);
    QVERIFY(file.clear(Others::DropDead));
    QVERIFY(file.write(bob, marked(State::Open), Others::Keep));
}

void tst_MarkFile::timeIsMeasuredByTheClockThatCounts()
{
    const Moment then {Clock::Wall(1000s), 1000s};
    const Mark before = {.lastInput = then, .isOfThisBoot = true};
    const Mark earlier = {.lastInput = then, .isOfThisBoot = false};
    const Moment later {Clock::Wall(500s), 1600s}; // the date has been set back meanwhile
    QCOMPARE(before.since(then, later), std::optional<std::chrono::nanoseconds>(600s));
    QVERIFY(!earlier.since(then, later)); // that cannot be told
    const Moment nextDay {Clock::Wall(87'400s), 5s}; // of another boot
    QCOMPARE(earlier.since(then, nextDay), std::optional<std::chrono::nanoseconds>(86'400s));
    const Moment corrected {Clock::Wall(999s), 5s}; // by a time server
    QCOMPARE(earlier.since(then, corrected), std::optional<std::chrono::nanoseconds>(0s));
    // An entry that was written under another id, or without one, is of another boot as well.
    QVERIFY(MarkFile(m_path, "monday").write(ada, marked(State::Open), Others::Keep));
    QVERIFY(MarkFile(m_path, "monday").read(ada)->first().isOfThisBoot);
    QVERIFY(!MarkFile(m_path, "tuesday").read(ada)->first().isOfThisBoot);
}

QTEST_GUILESS_MAIN(tst_MarkFile)
#include "tst_markfile.moc"
