// SPDX-License-Identifier: MIT
#include "session/sessionpolicy.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;
using Field = seconds SessionPolicy::*;

Q_DECLARE_METATYPE(Field)

class tst_SessionPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNamedPoliciesAreAsDocumented();
    void theNamedPoliciesAreValid();
    void everyDurationHasBounds_data();
    void everyDurationHasBounds(); // "Bad input": zero, negative, huge
    void anUnusedLifetimeIsNotLongerThanTheWhole();
    void whoRemembersNobodyNeedsNoUnusedLifetime();
    void aWarningComesBeforeTheLock();
    void anUnknownProtectionIsRefused();
    void anUnknownLockSourceIsRefused();
    void policiesAreComparedInAllTheirParts_data();
    void policiesAreComparedInAllTheirParts();
};

void tst_SessionPolicy::theNamedPoliciesAreAsDocumented()
{
    const auto relaxed = SessionPolicy::relaxed();
    QCOMPARE(relaxed.freshLifetime, 0s); // DV8: zero gives the whole session
    QCOMPARE(relaxed.rememberLifetime, days(365)); // FL-91
    QCOMPARE(relaxed.rememberUnusedLifetime, 0s);
    QVERIFY(!relaxed.slidingRemember);
    QCOMPARE(relaxed.idleLock, 0s);
    QCOMPARE(relaxed.sessionLifetime, 0s);
    QCOMPARE(relaxed.protection, SessionProtection::Basic);
    QCOMPARE(relaxed.lockOn, LockSources());
    QCOMPARE(relaxed.revalidateInterval, 0s);
    QVERIFY(!relaxed.clearClipboard);
    QCOMPARE(relaxed.clipboardLifetime, 0s);

    const auto standard = SessionPolicy::standard();
    QCOMPARE(standard.freshLifetime, 5min); // C7
    QCOMPARE(standard.rememberLifetime, days(30)); // D5
    QCOMPARE(standard.rememberUnusedLifetime, days(14)); // D5
    QVERIFY(standard.slidingRemember);
    QCOMPARE(standard.idleLock, 0s);
    QCOMPARE(standard.sessionLifetime, 0s);
    QCOMPARE(standard.protection, SessionProtection::Basic);
    QCOMPARE(standard.revalidateInterval, 5min);
    QCOMPARE(standard.lockOn,
             LockSource::ScreenLock | LockSource::Suspend | LockSource::UserSwitch | LockSource::SessionEnd); // C11
    QVERIFY(standard.clearClipboard); // F12
    QCOMPARE(standard.clipboardLifetime, 0s);
    QCOMPARE(standard, SessionPolicy());

    const auto strict = SessionPolicy::strict();
    QCOMPARE(strict.freshLifetime, 5min);
    QCOMPARE(strict.rememberLifetime, 0s); // D2
    QCOMPARE(strict.idleLock, 15min); // C2
    QCOMPARE(strict.sessionLifetime, 12h); // C3
    QCOMPARE(strict.protection, SessionProtection::Strong);
    QCOMPARE(strict.lockOn, standard.lockOn);
    QVERIFY(strict.clearClipboard);
    QCOMPARE(strict.clipboardLifetime, 30s);
}

void tst_SessionPolicy::theNamedPoliciesAreValid()
{
    QVERIFY(SessionPolicy::relaxed().validate());
    QVERIFY(SessionPolicy::standard().validate());
    QVERIFY(SessionPolicy::strict().validate());
}

void tst_SessionPolicy::everyDurationHasBounds_data()
{
    QTest::addColumn<Field>("field");
    QTest::newRow("freshLifetime") << &SessionPolicy::freshLifetime;
    QTest::newRow("rememberLifetime") << &SessionPolicy::rememberLifetime;
    QTest::newRow("rememberUnusedLifetime") << &SessionPolicy::rememberUnusedLifetime;
    QTest::newRow("idleLock") << &SessionPolicy::idleLock;
    QTest::newRow("lockWarning") << &SessionPolicy::lockWarning;
    QTest::newRow("sessionLifetime") << &SessionPolicy::sessionLifetime;
    QTest::newRow("revalidateInterval") << &SessionPolicy::revalidateInterval;
    QTest::newRow("clipboardLifetime") << &SessionPolicy::clipboardLifetime;
}

void tst_SessionPolicy::everyDurationHasBounds()
{
    QFETCH(Field, field);
    SessionPolicy policy;
    policy.rememberLifetime = std::chrono::years(100);
    policy.lockWarning = 0s; // it has a rule of its own
    for (const seconds good : {0s, 1s, seconds(60s), seconds(24h), seconds(std::chrono::years(100))}) {
        policy.*field = good;
        QVERIFY2(policy.rememberUnusedLifetime > policy.rememberLifetime || policy.validate(), QTest::currentDataTag());
    }
    const seconds century = std::chrono::years(100);
    for (const seconds bad : {-1s, seconds(-24h), seconds::min(), century + 1s, seconds::max()}) {
        policy.*field = bad;
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QLatin1String(QTest::currentDataTag())));
        QVERIFY(policy.validate().failedWith(Error::Kind::InvalidInput));
    }
}

void tst_SessionPolicy::anUnusedLifetimeIsNotLongerThanTheWhole()
{
    SessionPolicy policy;
    policy.rememberLifetime = 24h;
    policy.rememberUnusedLifetime = 24h;
    QVERIFY(policy.validate());
    policy.rememberUnusedLifetime = 24h + 1s;
    QVERIFY(policy.validate().failedWith(Error::Kind::InvalidInput));
}

void tst_SessionPolicy::whoRemembersNobodyNeedsNoUnusedLifetime()
{
    SessionPolicy policy;
    policy.rememberLifetime = 0s;
    QVERIFY(policy.rememberUnusedLifetime > 0s);
    QVERIFY(policy.validate());
}

void tst_SessionPolicy::aWarningComesBeforeTheLock()
{
    SessionPolicy policy;
    policy.lockWarning = 1h; // and nothing locks
    QVERIFY(policy.validate());
    policy.idleLock = 1h;
    QVERIFY(policy.validate().failedWith(Error::Kind::InvalidInput));
    policy.idleLock = 1h + 1s;
    QVERIFY(policy.validate());
}

void tst_SessionPolicy::anUnknownProtectionIsRefused()
{
    SessionPolicy policy;
    policy.protection = SessionProtection(3);
    QVERIFY(policy.validate().failedWith(Error::Kind::InvalidInput));
    policy.protection = SessionProtection(-1);
    QVERIFY(policy.validate().failedWith(Error::Kind::InvalidInput));
}

void tst_SessionPolicy::anUnknownLockSourceIsRefused()
{
    SessionPolicy policy;
    policy.lockOn = LockSource::Suspend;
    QVERIFY(policy.validate());
    policy.lockOn = {};
    QVERIFY(policy.validate());
    for (const int unknown : {16, 1 << 30, -1}) {
        policy.lockOn = LockSources::fromInt(unknown);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("lockOn")));
        QVERIFY(policy.validate().failedWith(Error::Kind::InvalidInput));
    }
}

void tst_SessionPolicy::policiesAreComparedInAllTheirParts_data()
{
    everyDurationHasBounds_data();
}

void tst_SessionPolicy::policiesAreComparedInAllTheirParts()
{
    QFETCH(Field, field);
    SessionPolicy policy;
    policy.*field += 1s;
    QVERIFY(!(policy == SessionPolicy()));
    SessionPolicy other;
    other.slidingRemember = false;
    QVERIFY(!(other == SessionPolicy()));
    other = {};
    other.protection = SessionProtection::Off;
    QVERIFY(!(other == SessionPolicy()));
    other = {};
    other.lockOn = LockSource::Suspend;
    QVERIFY(!(other == SessionPolicy()));
}

QTEST_APPLESS_MAIN(tst_SessionPolicy)
#include "tst_sessionpolicy.moc"
