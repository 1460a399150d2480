// SPDX-License-Identifier: MIT
#include "remember/knowngenerations_p.h"

#include "remember/profilefile_p.h"
#include "support/fulldisk.h"

#include <QtCore/qtemporarydir.h>
#include <QtTest/QTest>

using namespace QtLogin;

class tst_KnownGenerations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownWritesAreKnownInWhicheverOrderTheyAreNoted();
    void whatAnotherHasWrittenBeforeAnOwnWriteIsNews();
    void whatCouldNotBeWrittenIsNotKnown();
    void countingAnewForgetsWhatWasWritten();
    void aReadThatIsHeardLateForgetsNothing();
    void ownWritesFromBeforeTheFirstReadAreKnown();
    void eachNoteCanBeSeen();
    void theProfileFileNotesWhatItWrites();
    void theProfileFileNotesNothingThatFailed();
};

void tst_KnownGenerations::ownWritesAreKnownInWhicheverOrderTheyAreNoted()
{
    KnownGenerations known;
    known.noteRead(130, known.notes());
    known.noteWriting(132);
    QCOMPARE(known.latest(), quint64(130));
    known.noteWriting(131);
    QCOMPARE(known.latest(), quint64(132));
}

void tst_KnownGenerations::whatAnotherHasWrittenBeforeAnOwnWriteIsNews()
{
    KnownGenerations known;
    known.noteRead(5, known.notes());
    known.noteWriting(7);
    QCOMPARE(known.latest(), quint64(5));
    known.noteRead(6, known.notes());
    QCOMPARE(known.latest(), quint64(7));
}

void tst_KnownGenerations::whatCouldNotBeWrittenIsNotKnown()
{
    KnownGenerations known;
    known.noteRead(5, known.notes());
    known.noteWriting(6);
    known.noteNotWritten(6);
    QCOMPARE(known.latest(), quint64(5));
    known.noteWriting(8);
    known.noteNotWritten(8);
    known.noteRead(7, known.notes());
    QCOMPARE(known.latest(), quint64(7));
}

void tst_KnownGenerations::countingAnewForgetsWhatWasWritten()
{
    KnownGenerations known;
    known.noteRead(130, known.notes());
    known.noteWriting(132);
    known.noteRead(1, known.notes());
    known.noteRead(131, known.notes());
    QCOMPARE(known.latest(), quint64(131)); // the old 132 is gone with the file
}

void tst_KnownGenerations::aReadThatIsHeardLateForgetsNothing()
{
    KnownGenerations known;
    const quint64 asked = known.notes();
    known.noteWriting(1);
    known.noteWriting(2);
    known.noteRead(1, asked); // before the second was written
    QVERIFY(known.isAnyRead());
    QCOMPARE(known.latest(), quint64(2));
}

void tst_KnownGenerations::ownWritesFromBeforeTheFirstReadAreKnown()
{
    KnownGenerations known;
    known.noteWriting(6);
    QVERIFY(!known.isAnyRead());
    QCOMPARE(known.latest(), quint64(0));
    known.noteRead(5, known.notes());
    QVERIFY(known.isAnyRead());
    QCOMPARE(known.latest(), quint64(6));
}

void tst_KnownGenerations::eachNoteCanBeSeen()
{
    KnownGenerations known;
    quint64 before = known.notes();
    known.noteRead(3, known.notes());
    QVERIFY(known.notes() > std::exchange(before, known.notes()));
    known.noteWriting(9); // which does not raise the latest
    QVERIFY(known.notes() > std::exchange(before, known.notes()));
    known.noteNotWritten(9);
    QVERIFY(known.notes() > before);
}

void tst_KnownGenerations::theProfileFileNotesWhatItWrites()
{
    const QTemporaryDir folder;
    const auto known = std::make_shared<KnownGenerations>();
    const ProfileFile file(folder.filePath(QStringLiteral("default.profile")), known);
    QVERIFY(file.update([](Profile &profile) { ++profile.generation; }));
    QVERIFY(file.update([](Profile &profile) { profile.loggedOutUser = "ada"; })); // is no news to others
    QVERIFY(file.update([](Profile &profile) { ++profile.generation; }));
    QCOMPARE(known->latest(), quint64(2));
    const ProfileFile others(folder.filePath(QStringLiteral("default.profile")));
    QVERIFY(others.update([](Profile &profile) { ++profile.generation; }));
    QCOMPARE(known->latest(), quint64(2));
}

void tst_KnownGenerations::theProfileFileNotesNothingThatFailed()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("default.profile"));
    const auto known = std::make_shared<KnownGenerations>();
    const ProfileFile file(path, known);
    QVERIFY(file.update([](Profile &profile) { ++profile.generation; }));
    {
        const FullDisk full(0);
        QVERIFY(!file.update([](Profile &profile) { ++profile.generation; }));
    }
    QCOMPARE(known->latest(), quint64(1));
    const ProfileFile others(path);
    QVERIFY(others.update([](Profile &profile) { ++profile.generation; })); // and so is news
    QCOMPARE(known->latest(), quint64(1));
}

QTEST_GUILESS_MAIN(tst_KnownGenerations)
#include "tst_knowngenerations.moc"
