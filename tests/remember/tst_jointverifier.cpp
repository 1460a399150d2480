// SPDX-License-Identifier: MIT
#include "remember/jointverifier_p.h"
#include "session/scriptedverifier.h"
#include "testing/manualclock.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

using Call = ScriptedVerifier::Operation;
using Verdict = RememberVerifier::Presented::Verdict;

namespace {

const QString ada = QStringLiteral("1"), bob = QStringLiteral("company#1");

struct Verifiers
{
    Verifiers() { company->tokenSize = 100; }

    RememberVerifier::NewSeries series(const QString &userId, const QByteArray &selector) const
    {
        return {selector, RememberVerifier::hashOf(*verifier), userId, {}, 24h, 0s, false};
    }
    bool issueBoth()
    {
        token = resultOf(all->issueToken(series(bob, "b"))).value_or(nullptr);
        return resultOf(all->issue(series(ada, "a"))) && token;
    }

    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    const SecretPtr verifier = Secret::random(32).share();
    SecretPtr token;
    const std::shared_ptr<ScriptedVerifier> own = std::make_shared<ScriptedVerifier>(clock);
    const std::shared_ptr<ScriptedVerifier> company = std::make_shared<ScriptedVerifier>(clock);
    std::shared_ptr<JointVerifier> all = std::make_shared<JointVerifier>(
        Realms<RememberVerifier>().with({}, own).with(QStringLiteral("company#"), company));
};

} // namespace

class tst_JointVerifier : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSeriesIsBegunByTheRealmOfItsUser();
    void aTokenIsPresentedToTheOneThatKnowsIt();
    void aTokenOfNoneIsUnknown();
    void oneThatCannotBeAskedIsNoUnknown();
    void aUseIsNotedByTheOneThatKnowsTheSeries();
    void aSeriesIsRevokedByAll();
    void oneThatCannotRevokeIsNotHidden();
    void devicesAndTheEndOfAllAreTheRealmsOfTheUser();
    void allUsersAreEveryRealms();
    void theRenewalGoesToThoseThatMakeTokens();
};

void tst_JointVerifier::aSeriesIsBegunByTheRealmOfItsUser()
{
    Verifiers verifiers;
    QVERIFY(verifiers.issueBoth());
    QCOMPARE(verifiers.own->series.keys(), QList<QByteArray> {"a"});
    QCOMPARE(verifiers.company->series.keys(), QList<QByteArray> {"b"});
}

void tst_JointVerifier::aTokenIsPresentedToTheOneThatKnowsIt()
{
    Verifiers verifiers;
    QVERIFY(verifiers.issueBoth());
    QCOMPARE(resultOf(verifiers.all->present("a", verifiers.verifier, {}))->verdict, Verdict::Good);
    const auto presented = resultOf(verifiers.all->present("b", verifiers.token, {}));
    QCOMPARE(presented->verdict, Verdict::Good);
    QVERIFY(presented->successor);
}

void tst_JointVerifier::aTokenOfNoneIsUnknown()
{
    Verifiers verifiers;
    QCOMPARE(resultOf(verifiers.all->present("c", verifiers.verifier, {}))->verdict, Verdict::Unknown);
}

void tst_JointVerifier::oneThatCannotBeAskedIsNoUnknown()
{
    Verifiers verifiers;
    QVERIFY(verifiers.issueBoth());
    verifiers.own->faults.insert(Call::Present, Error::Kind::Unavailable);
    QVERIFY(resultOf(verifiers.all->present("c", verifiers.verifier, {})).failedWith(Error::Kind::Unavailable));
}

void tst_JointVerifier::aUseIsNotedByTheOneThatKnowsTheSeries()
{
    Verifiers verifiers;
    QVERIFY(verifiers.issueBoth());
    QCOMPARE(resultOf(verifiers.all->touch("a"))->userId, ada);
    QCOMPARE(resultOf(verifiers.all->touch("b"))->userId, bob);
    QVERIFY(resultOf(verifiers.all->touch("c")).failedWith(Error::Kind::Absent));
    verifiers.own->faults.insert(Call::Touch, Error::Kind::Unavailable);
    QVERIFY(resultOf(verifiers.all->touch("a")).failedWith(Error::Kind::Unavailable)); // and not over
}

void tst_JointVerifier::aSeriesIsRevokedByAll()
{
    Verifiers verifiers;
    QVERIFY(verifiers.issueBoth());
    QVERIFY(resultOf(verifiers.all->revoke("b")));
    QVERIFY(verifiers.company->series.isEmpty());
    QCOMPARE(verifiers.own->series.size(), 1);
}

void tst_JointVerifier::oneThatCannotRevokeIsNotHidden()
{
    Verifiers verifiers;
    QVERIFY(verifiers.issueBoth());
    verifiers.own->faults.insert(Call::Revoke, Error::Kind::Unavailable);
    QVERIFY(resultOf(verifiers.all->revoke("a")).failedWith(Error::Kind::Unavailable));
    verifiers.own->faults.clear();
    QVERIFY(resultOf(verifiers.all->revoke("a")));
    QVERIFY(verifiers.own->series.isEmpty());
}

void tst_JointVerifier::devicesAndTheEndOfAllAreTheRealmsOfTheUser()
{
    Verifiers verifiers;
    QVERIFY(verifiers.issueBoth());
    QCOMPARE(resultOf(verifiers.all->devices(ada))->value(0).selector, QByteArray("a"));
    QCOMPARE(resultOf(verifiers.all->devices(bob))->value(0).selector, QByteArray("b"));
    QVERIFY(resultOf(verifiers.all->revokeAll(bob)));
    QVERIFY(verifiers.company->series.isEmpty());
    QCOMPARE(verifiers.own->count(Call::Revoke), 0);
}

void tst_JointVerifier::allUsersAreEveryRealms()
{
    Verifiers verifiers;
    QVERIFY(verifiers.issueBoth());
    QVERIFY(resultOf(verifiers.all->revokeAllUsers()));
    QVERIFY(verifiers.own->series.isEmpty() && verifiers.company->series.isEmpty());
}

void tst_JointVerifier::theRenewalGoesToThoseThatMakeTokens()
{
    Verifiers verifiers;
    verifiers.all->offerRenewal([] { return readyFuture<Result<RememberVerifier::Presented>>(Error::Kind::Absent); });
    QVERIFY(verifiers.company->renewal);
    QVERIFY(!verifiers.own->renewal);
}

QTEST_GUILESS_MAIN(tst_JointVerifier)
#include "tst_jointverifier.moc"
