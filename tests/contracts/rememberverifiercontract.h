// SPDX-License-Identifier: MIT
#pragma once

#include "contracts/answerof.h"
#include "remember/rememberverifier.h"
#include "testing/manualclock.h"

#include <QtCore/qdiriterator.h>
#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

// The contract of every remember verifier. Derive from it and say where the verifier comes from.
class RememberVerifierContract : public QObject
{
    Q_OBJECT

protected:
    using RememberVerifier = QtLogin::RememberVerifier;
    using Verdict = RememberVerifier::Presented::Verdict;
    using SecretPtr = QtLogin::SecretPtr;
    using seconds = std::chrono::seconds;
    using days = std::chrono::days;

    // A verifier that keeps what it knows in \a folder, as any other of the same folder left it.
    virtual std::shared_ptr<RememberVerifier> open(const QString &folder, std::shared_ptr<QtLogin::Clock> clock) = 0;

    QString folder() const { return m_folder->path(); }
    void restart() { m_verifier = open(folder(), m_clock); }

    static SecretPtr newVerifier() { return QtLogin::Secret::random(32).share(); }

    RememberVerifier::NewSeries series(char name, const SecretPtr &verifier, const char *user = "ada") const
    {
        return {.selector = QByteArray(16, name),
                .verifierHash = RememberVerifier::hashOf(*verifier),
                .userId = QString::fromLatin1(user),
                .deviceName = QStringLiteral("the blue laptop"),
                .lifetime = days(30),
                .unusedLifetime = days(14),
                .sliding = false};
    }

    bool issue(const RememberVerifier::NewSeries &series) { return bool(answerOf(m_verifier->issue(series))); }

    Verdict present(char name, const SecretPtr &verifier, const SecretPtr &successor = {})
    {
        const auto presented = answerOf(m_verifier->present(
            QByteArray(16, name), verifier, successor ? RememberVerifier::hashOf(*successor) : QByteArray()));
        if (!presented)
            qFatal("present() failed: %s", qPrintable(presented.error().message()));
        return presented->verdict;
    }

    QByteArray devices(const char *user = "ada")
    {
        QByteArray names;
        const auto list = answerOf(m_verifier->devices(QString::fromLatin1(user)));
        for (const auto &series : list.value_or({}))
            names += series.selector[0];
        return names;
    }

    std::shared_ptr<QtLogin::ManualClock> m_clock;
    std::shared_ptr<RememberVerifier> m_verifier;

private:
    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_shared<QtLogin::ManualClock>();
        restart();
    }

    void cleanup() { m_verifier.reset(); }

    void whatWasIssuedIsGood()
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)));
        m_clock->advance(days(1));

        const auto presented = answerOf(m_verifier->present(QByteArray(16, 'a'), verifier, {}));
        QVERIFY(presented);
        QCOMPARE(presented->verdict, Verdict::Good);
        QCOMPARE(presented->series.selector, QByteArray(16, 'a'));
        QCOMPARE(presented->series.userId, QStringLiteral("ada"));
        QCOMPARE(presented->series.deviceName, QStringLiteral("the blue laptop"));
        QVERIFY(presented->series.issuedAt == m_clock->wall() - days(1));
        QVERIFY(presented->series.expiresAt == m_clock->wall() + days(29));
        QVERIFY(presented->series.lastUsedAt == m_clock->wall());
    }

    void whatNobodyHasIssuedIsUnknown()
    {
        QCOMPARE(present('a', newVerifier(), newVerifier()), Verdict::Unknown);
        QVERIFY(issue(series('a', newVerifier())));
        QCOMPARE(present('b', newVerifier(), newVerifier()), Verdict::Unknown);
        QVERIFY(answerOf(m_verifier->present({}, newVerifier(), {}))->verdict == Verdict::Unknown);
        QVERIFY(answerOf(m_verifier->present("' OR 1=1 --", newVerifier(), {}))->verdict == Verdict::Unknown);
    }

    void aVerifierThatNeverWasIsUnknownAndHarmsNobody() // D4
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)));
        QCOMPARE(present('a', newVerifier(), newVerifier()), Verdict::Unknown);
        QCOMPARE(present('a', QtLogin::Secret().share(), newVerifier()), Verdict::Unknown);
        QCOMPARE(present('a', verifier), Verdict::Good);
    }

    void verifiersOfOtherSeriesAreUnknown()
    {
        const auto one = newVerifier(), other = newVerifier();
        QVERIFY(issue(series('a', one)) && issue(series('b', other)));
        QCOMPARE(present('a', other), Verdict::Unknown);
        QCOMPARE(present('b', other), Verdict::Good);
    }

    void theOneInUseAndItsSuccessorAreBothGood() // D3
    {
        const auto first = newVerifier(), second = newVerifier();
        QVERIFY(issue(series('a', first)));
        QCOMPARE(present('a', first, second), Verdict::Good);
        m_clock->advance(days(1));
        QCOMPARE(present('a', first), Verdict::Good); // the keychain had lost the successor
        m_clock->advance(days(1));
        QCOMPARE(present('a', second), Verdict::Good);
    }

    void theOldOneIsTheftOnceItsSuccessorHasBeenPresented() // D4
    {
        const auto first = newVerifier(), second = newVerifier(), third = newVerifier();
        QVERIFY(issue(series('a', first)) && issue(series('b', first)));
        QCOMPARE(present('a', first, second), Verdict::Good);
        QCOMPARE(present('a', second, third), Verdict::Good);
        m_clock->advance(seconds(61));
        QCOMPARE(present('a', first, newVerifier()), Verdict::Reused);

        QCOMPARE(present('a', second), Verdict::Unknown); // the series is gone …
        QCOMPARE(present('a', third), Verdict::Unknown);
        QCOMPARE(devices(), QByteArray("b"));
        QCOMPARE(present('b', first), Verdict::Good); // … and no other
    }

    void theOldOneIsStillGoodForAMinute()
    {
        const auto first = newVerifier(), second = newVerifier(), third = newVerifier(), other = newVerifier();
        QVERIFY(issue(series('a', first)));
        QCOMPARE(present('a', first, second), Verdict::Good);
        QCOMPARE(present('a', second, third), Verdict::Good);
        m_clock->advance(seconds(59));
        QCOMPARE(present('a', first, other), Verdict::Good);
        QCOMPARE(present('a', other), Verdict::Good);
    }

    void evenTheOldestIsTheft()
    {
        const auto first = newVerifier();
        QVERIFY(issue(series('a', first)));
        auto current = first;
        for (int i = 0; i < 20; ++i) {
            const auto next = newVerifier();
            QCOMPARE(present('a', current, next), Verdict::Good);
            current = next;
        }
        m_clock->advance(seconds(61));
        QCOMPARE(present('a', current, newVerifier()), Verdict::Good);
        QCOMPARE(present('a', first), Verdict::Reused);
    }

    void aSuccessorThatWasNeverPresentedIsForgotten()
    {
        const auto first = newVerifier(), lost = newVerifier(), second = newVerifier();
        QVERIFY(issue(series('a', first)));
        QCOMPARE(present('a', first, lost), Verdict::Good);
        QCOMPARE(present('a', first, second), Verdict::Good);
        QCOMPARE(present('a', lost), Verdict::Unknown);
        QCOMPARE(present('a', second), Verdict::Good);
    }

    void lookingAnnouncesNothing()
    {
        const auto first = newVerifier(), second = newVerifier();
        QVERIFY(issue(series('a', first)));
        QCOMPARE(present('a', first, second), Verdict::Good);
        QCOMPARE(present('a', first), Verdict::Good);
        QCOMPARE(present('a', second), Verdict::Good); // still the successor
    }

    void itEndsAfterItsLifetime() // D5
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)));
        for (int day = 1; day < 30; ++day) {
            m_clock->advance(days(1));
            QCOMPARE(present('a', verifier), Verdict::Good);
        }
        m_clock->advance(days(1));
        QCOMPARE(present('a', verifier), Verdict::Expired);
        QCOMPARE(devices(), QByteArray());
    }

    void itEndsWhenItIsNotUsed() // D5
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)));
        m_clock->advance(days(13));
        QCOMPARE(present('a', verifier), Verdict::Good);
        m_clock->advance(days(14));
        QCOMPARE(devices(), QByteArray());
        QCOMPARE(present('a', verifier, newVerifier()), Verdict::Expired);
        QCOMPARE(present('a', verifier), Verdict::Expired); // asking does not count as use
    }

    void touchedItCountsAsUsed() // D5
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)));
        for (int i = 0; i < 2; ++i) {
            m_clock->advance(days(13));
            const auto touched = answerOf(m_verifier->touch(QByteArray(16, 'a')));
            QVERIFY(touched);
            QVERIFY(touched->lastUsedAt == m_clock->wall());
            QVERIFY(touched->endsAt() == std::min(m_clock->wall() + days(14), touched->expiresAt));
            QCOMPARE(touched->userId, QStringLiteral("ada"));
            restart();
        }
        QCOMPARE(present('a', verifier), Verdict::Good);
        m_clock->advance(days(4)); // it lives no longer than it was to
        QVERIFY(answerOf(m_verifier->touch(QByteArray(16, 'a'))).failedWith(QtLogin::Error::Kind::Absent));
        QCOMPARE(present('a', verifier), Verdict::Expired);
    }

    void touchedASlidingOneBeginsAnew()
    {
        auto sliding = series('a', newVerifier());
        sliding.sliding = true;
        QVERIFY(issue(sliding));
        for (int i = 0; i < 5; ++i) {
            m_clock->advance(days(13));
            const auto touched = answerOf(m_verifier->touch(sliding.selector));
            QVERIFY(touched && touched->expiresAt == m_clock->wall() + days(30));
        }
    }

    void touchingRotatesNothing()
    {
        const auto first = newVerifier(), second = newVerifier();
        QVERIFY(issue(series('a', first)));
        QCOMPARE(present('a', first, second), Verdict::Good);
        QVERIFY(answerOf(m_verifier->touch(QByteArray(16, 'a'))));
        QCOMPARE(present('a', first), Verdict::Good);
        QCOMPARE(present('a', second), Verdict::Good);
    }

    void whatIsOverOrUnknownCannotBeTouched()
    {
        QVERIFY(answerOf(m_verifier->touch(QByteArray(16, 'a'))).failedWith(QtLogin::Error::Kind::Absent));
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)));
        QVERIFY(answerOf(m_verifier->touch(QByteArray(16, 'b'))).failedWith(QtLogin::Error::Kind::Absent));
        m_clock->moveWall(-days(100)); // a clock that was set back extends nothing
        QVERIFY(answerOf(m_verifier->touch(QByteArray(16, 'a'))).failedWith(QtLogin::Error::Kind::Absent));
        m_clock->moveWall(days(100));
        m_clock->advance(days(14));
        QVERIFY(answerOf(m_verifier->touch(QByteArray(16, 'a'))).failedWith(QtLogin::Error::Kind::Absent));
        QCOMPARE(present('a', verifier), Verdict::Expired);
        QVERIFY(answerOf(m_verifier->revoke(QByteArray(16, 'a'))));
        QVERIFY(answerOf(m_verifier->touch(QByteArray(16, 'a'))).failedWith(QtLogin::Error::Kind::Absent));
    }

    void withoutALimitItMayLieUnused()
    {
        const auto verifier = newVerifier();
        auto patient = series('a', verifier);
        patient.unusedLifetime = {};
        QVERIFY(issue(patient));
        m_clock->advance(days(29));
        QCOMPARE(present('a', verifier), Verdict::Good);
    }

    void aSlidingOneBeginsAnewAtEachUse()
    {
        const auto verifier = newVerifier();
        auto sliding = series('a', verifier);
        sliding.sliding = true;
        QVERIFY(issue(sliding));
        for (int i = 0; i < 20; ++i) {
            m_clock->advance(days(13));
            const auto presented = answerOf(m_verifier->present(sliding.selector, verifier, {}));
            QVERIFY(presented && presented->verdict == Verdict::Good);
            QVERIFY(presented->series.expiresAt == m_clock->wall() + days(30));
        }
        m_clock->advance(days(15));
        QCOMPARE(present('a', verifier), Verdict::Expired);
    }

    void settingTheClockBackExtendsNothing() // C5
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)));
        m_clock->advance(days(13));
        QCOMPARE(present('a', verifier), Verdict::Good);

        m_clock->moveWall(-days(100));
        QVERIFY(present('a', verifier) != Verdict::Good);
        m_clock->moveWall(days(100)); // put right: nothing was lost
        QCOMPARE(present('a', verifier), Verdict::Good);
        m_clock->advance(days(17));
        QCOMPARE(present('a', verifier), Verdict::Expired);
    }

    void aClockThatWasWrongOnceCostsNothing() // row 26 of the fault matrix
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)));
        m_clock->moveWall(days(3650));
        QCOMPARE(present('a', verifier), Verdict::Expired);
        m_clock->moveWall(-days(3650));
        QCOMPARE(present('a', verifier), Verdict::Good);
    }

    void settingTheClockBackDoesNotPardonARetiredOne()
    {
        const auto first = newVerifier(), second = newVerifier();
        QVERIFY(issue(series('a', first)));
        m_clock->advance(days(1));
        QCOMPARE(present('a', first, second), Verdict::Good);
        QCOMPARE(present('a', second), Verdict::Good);
        m_clock->moveWall(-std::chrono::hours(1));
        QVERIFY(present('a', first) != Verdict::Good);
    }

    void revokingEndsOneSeries() // D6, DV12
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)) && issue(series('b', verifier)));
        QVERIFY(answerOf(m_verifier->revoke(QByteArray(16, 'a'))));
        QCOMPARE(present('a', verifier), Verdict::Unknown);
        QCOMPARE(present('b', verifier), Verdict::Good);
    }

    void revokingWhatIsUnknownSucceeds()
    {
        QVERIFY(answerOf(m_verifier->revoke(QByteArray(16, 'a'))));
        QVERIFY(answerOf(m_verifier->revoke({})));
        QVERIFY(answerOf(m_verifier->revokeAll(QStringLiteral("nobody"))));
    }

    void revokingAllEndsOnePersonsSeries() // D7
    {
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)) && issue(series('b', verifier)) && issue(series('c', verifier, "bob")));
        QVERIFY(answerOf(m_verifier->revokeAll(QStringLiteral("ada"))));
        QCOMPARE(devices(), QByteArray());
        QCOMPARE(present('a', verifier), Verdict::Unknown);
        QCOMPARE(present('c', verifier), Verdict::Good);
    }

    void revokingAllUsersEndsEverySeries()
    {
        QVERIFY(answerOf(m_verifier->revokeAllUsers())); // there is none
        const auto verifier = newVerifier();
        QVERIFY(issue(series('a', verifier)) && issue(series('b', verifier)) && issue(series('c', verifier, "bob")));
        QVERIFY(answerOf(m_verifier->revokeAllUsers()));
        QCOMPARE(devices() + devices("bob"), QByteArray());
        QCOMPARE(present('a', verifier), Verdict::Unknown);
        QCOMPARE(present('c', verifier), Verdict::Unknown);
        QVERIFY(issue(series('d', verifier))); // and the next one begins
        QCOMPARE(present('d', verifier), Verdict::Good);
    }

    void theDevicesOfOnePersonAreListed()
    {
        QCOMPARE(devices(), QByteArray());
        const auto verifier = newVerifier();
        for (const char name : {'a', 'b', 'c'}) {
            QVERIFY(issue(series(name, verifier)));
            m_clock->advance(seconds(1));
        }
        QVERIFY(issue(series('x', verifier, "bob")));
        QCOMPARE(devices(), QByteArray("cba")); // the one used last first
        QCOMPARE(present('a', verifier), Verdict::Good);
        QCOMPARE(devices(), QByteArray("acb"));
        QCOMPARE(devices("bob"), QByteArray("x"));
    }

    void theNameOfADeviceIsKeptAsItIs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("none") << QString();
        QTest::newRow("quotes") << QStringLiteral("Ada's \"laptop\"; DROP TABLE users; --");
        QTest::newRow("Unicode") << QStringLiteral("Ноутбук 日本 🦄");
        QTest::newRow("long") << QString(1000, QLatin1Char('x'));
    }

    void theNameOfADeviceIsKeptAsItIs()
    {
        QFETCH(const QString, name);
        auto named = series('a', newVerifier());
        named.deviceName = name;
        QVERIFY(issue(named));
        restart();
        const auto list = answerOf(m_verifier->devices(QStringLiteral("ada")));
        QVERIFY(list && list->size() == 1);
        QCOMPARE(list->first().deviceName, name);
    }

    void itIsAllStillThereAfterARestart()
    {
        const auto first = newVerifier(), second = newVerifier(), third = newVerifier();
        QVERIFY(issue(series('a', first)));
        restart();
        QCOMPARE(present('a', first, second), Verdict::Good);
        restart();
        QCOMPARE(present('a', second, third), Verdict::Good);
        m_clock->advance(seconds(61));
        restart();
        QCOMPARE(present('a', third), Verdict::Good);
        restart();
        QCOMPARE(present('a', first), Verdict::Reused);
        restart();
        QCOMPARE(present('a', third), Verdict::Unknown);
    }

    void whatIsAskedTakesEffectInThatOrder()
    {
        const auto verifier = newVerifier(), successor = newVerifier();
        const QByteArray selector(16, 'a');
        const auto issued = m_verifier->issue(series('a', verifier));
        const auto before = m_verifier->present(selector, verifier, RememberVerifier::hashOf(*successor));
        const auto next = m_verifier->present(selector, successor, {});
        const auto revoked = m_verifier->revoke(selector);
        const auto after = m_verifier->present(selector, successor, {});
        QVERIFY(answerOf(issued) && answerOf(revoked));
        QCOMPARE(answerOf(before)->verdict, Verdict::Good);
        QCOMPARE(answerOf(next)->verdict, Verdict::Good);
        QCOMPARE(answerOf(after)->verdict, Verdict::Unknown);
    }

    void flushWaitsForWhatWasBegun()
    {
        const auto issued = m_verifier->issue(series('a', newVerifier()));
        m_verifier->flush(std::chrono::minutes(1));
        QVERIFY(issued.isFinished());
        QVERIFY(issued.result());
    }

    void anAnswerComesEvenWhenTheVerifierGoes()
    {
        const auto verifier = newVerifier();
        const auto issued = m_verifier->issue(series('a', verifier));
        const auto presented = m_verifier->present(QByteArray(16, 'a'), verifier, {});
        m_verifier.reset();
        (void)answerOf(issued);
        QVERIFY(issued.isFinished() && presented.isFinished());
    }

    void twoOfOneFolderSeeTheSame()
    {
        const auto other = open(folder(), m_clock);
        QList<QFuture<QtLogin::Result<void>>> issued;
        const auto verifier = newVerifier();
        for (char name = 'a'; name <= 'p'; ++name)
            issued += (name % 2 ? m_verifier : other)->issue(series(name, verifier));
        for (const auto &future : issued)
            QVERIFY(answerOf(future));
        QCOMPARE(devices().size(), 16);
        QVERIFY(answerOf(other->revokeAll(QStringLiteral("ada"))));
        QCOMPARE(present('a', verifier), Verdict::Unknown);
    }

    void whatIsStoredLogsNobodyIn() // D1
    {
        const auto first = newVerifier(), second = newVerifier();
        QVERIFY(issue(series('a', first)));
        QCOMPARE(present('a', first, second), Verdict::Good);
        QCOMPARE(present('a', second), Verdict::Good);

        int files = 0;
        for (QDirIterator it(folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();
             ++files) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray stored = file.readAll();
            QVERIFY2((file.permissions() & ~QFile::Permissions(0x6600)) == 0, qPrintable(file.fileName())); // 0600
            for (const auto &verifier : {first, second}) {
                const QByteArray bytes = verifier->reveal().toByteArray();
                for (const QByteArray &form : {bytes, bytes.toHex(), bytes.toBase64()})
                    QVERIFY(!stored.contains(form.left(12)));
            }
        }
        QVERIFY(files > 0);
    }
};
