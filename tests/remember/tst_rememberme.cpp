// SPDX-License-Identifier: MIT
#include "contracts/answerof.h"
#include "identity/user.h"
#include "remember/filerememberverifier_p.h"
#include "remember/rememberme_p.h"
#include "session/scriptedverifier.h"
#include "support/patience.h"
#include "testing/manualclock.h"
#include "testing/scriptedsecretstore.h"

#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using std::chrono::days;
using Verified = ScriptedVerifier::Operation;

// The calls that a session makes to RememberMe, without the session. The rest stands in tests/session.
class tst_RememberMe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_remember.reset(); }

    void itSaysWhenTheLoginEnds();
    void withNothingRememberedNothingEnds();
    void inputCountsAsUseAndAsksNoKeychain(); // D5
    void itIsNotedOnceADay();
    void whereItCouldNotBeNotedItIsTriedAnHourLater();
    void whatIsOverIsAbsent();
    void slidingItComesBackLongAfterItsItemWasWritten(); // FL-94
    void ofALoginThatIsOverNothingIsKept();

private:
    void start();
    Result<void> remember(bool sliding = false)
    {
        return answerOf(m_remember->issue({.user = SimpleUser::create({.id = QStringLiteral("ada")}),
                                           .sessionStamp = {},
                                           .contextId = {},
                                           .lifetime = days(30),
                                           .unusedLifetime = days(14),
                                           .sliding = sliding,
                                           .keepUserName = false}));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<ScriptedSecretStore> m_store;
    std::shared_ptr<ScriptedVerifier> m_verifier;
    std::unique_ptr<RememberMe> m_remember;
};

void tst_RememberMe::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ManualClock>();
    m_store = std::make_shared<ScriptedSecretStore>();
    m_verifier = std::make_shared<ScriptedVerifier>(m_clock);
    start();
}

void tst_RememberMe::start()
{
    m_remember = std::make_unique<RememberMe>(m_clock, nullptr);
    m_remember->setPlace({QStringLiteral("org.example.stage"), QStringLiteral("default"), m_folder->path()});
    m_remember->setStore(m_store);
    m_remember->setVerifier(m_verifier);
}

void tst_RememberMe::itSaysWhenTheLoginEnds()
{
    QVERIFY(remember());
    QVERIFY(m_remember->endsAt() == m_clock->wall() + days(14));
    m_clock->advance(days(13));
    start();
    QVERIFY(!m_remember->endsAt());
    const auto record = answerOf(m_remember->find());
    QVERIFY(record);
    QVERIFY(answerOf(m_remember->renew(*record, {})));
    QVERIFY(m_remember->endsAt() == m_clock->wall() + days(14));
    m_clock->advance(days(5));
    QVERIFY(answerOf(m_remember->touch()));
    QVERIFY(m_remember->endsAt() == m_clock->wall() + days(12)); // the whole of it is over then
}

void tst_RememberMe::withNothingRememberedNothingEnds()
{
    QVERIFY(!m_remember->endsAt());
    QVERIFY(answerOf(m_remember->touch()).failedWith(Error::Kind::Absent));
    QVERIFY(remember());
    QVERIFY(answerOf(m_remember->forget()));
    QVERIFY(!m_remember->endsAt());
    QVERIFY(answerOf(m_remember->touch()).failedWith(Error::Kind::Absent));
    QCOMPARE(m_verifier->count(Verified::Touch), 0);
}

void tst_RememberMe::inputCountsAsUseAndAsksNoKeychain()
{
    QVERIFY(remember());
    m_store->forgetCalls();
    for (int i = 0; i < 2; ++i) {
        m_clock->advance(days(13));
        QVERIFY(answerOf(m_remember->touch()));
    }
    QVERIFY(m_store->calls().isEmpty());
    start();
    const auto record = answerOf(m_remember->find());
    QVERIFY(record);
    const auto presented = answerOf(m_remember->renew(*record, {}));
    QVERIFY(presented && presented->verdict == RememberVerifier::Presented::Verdict::Good);
}

void tst_RememberMe::itIsNotedOnceADay()
{
    QVERIFY(remember());
    for (int hour = 0; hour < 72; ++hour) {
        m_clock->advance(1h);
        QVERIFY(answerOf(m_remember->touch()));
    }
    QCOMPARE(m_verifier->count(Verified::Touch), 3);
}

void tst_RememberMe::whereItCouldNotBeNotedItIsTriedAnHourLater()
{
    QVERIFY(remember());
    m_clock->advance(days(1));
    m_verifier->faults.insert(Verified::Touch, Error::Kind::Unavailable);
    QVERIFY(answerOf(m_remember->touch()).failedWith(Error::Kind::Unavailable));
    m_clock->advance(59min);
    QVERIFY(answerOf(m_remember->touch()));
    QCOMPARE(m_verifier->count(Verified::Touch), 1);
    m_verifier->faults.clear();
    m_clock->advance(1min);
    QVERIFY(answerOf(m_remember->touch()));
    QCOMPARE(m_verifier->count(Verified::Touch), 2);
    QVERIFY(m_remember->endsAt() == m_clock->wall() + days(14));
}

void tst_RememberMe::whatIsOverIsAbsent()
{
    QVERIFY(remember());
    m_clock->advance(days(14));
    QVERIFY(answerOf(m_remember->touch()).failedWith(Error::Kind::Absent));
}

void tst_RememberMe::slidingItComesBackLongAfterItsItemWasWritten()
{
    QVERIFY(remember(true));
    for (int i = 0; i < 5; ++i) {
        m_clock->advance(days(13));
        QVERIFY(answerOf(m_remember->touch()));
    }
    start();
    const auto record = answerOf(m_remember->find());
    QVERIFY(record && record->expiresAt == m_clock->wall() + days(30));
}

void tst_RememberMe::ofALoginThatIsOverNothingIsKept()
{
    m_remember->setVerifier(std::make_shared<FileRememberVerifier>(m_folder->filePath(QStringLiteral("devices")), m_clock));
    QVERIFY(remember());
    QCOMPARE(answerOf(m_remember->forgetUnless(QStringLiteral("ada"))).value_or(0s), std::chrono::seconds(days(30)));
    m_clock->advance(days(14));
    QCOMPARE(answerOf(m_remember->forgetUnless(QStringLiteral("ada"))).value_or(1s), 0s);
    QVERIFY(!m_store->content()->isEmpty()); // the clock may be wrong
}

QTEST_GUILESS_MAIN(tst_RememberMe)
#include "tst_rememberme.moc"
