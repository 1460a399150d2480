// SPDX-License-Identifier: MIT
#include "remember/rememberseries_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Verdict = RememberVerifier::Presented::Verdict;
using std::chrono::days;

// The rule by which a token is judged, at its edges. Tokens are letters here.
class tst_RememberSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_now = Clock::Wall(1'768'471'200'000ms);
        m_series = begun(days(30), days(14), false);
    }

    void whatIsGood_data();
    void whatIsGood(); // D3, D4
    void aRetiredOneIsTakenForAMinute_data();
    void aRetiredOneIsTakenForAMinute(); // D4
    void aRetiredOneThatIsStillTakenRetiresNothing();
    void theMinuteBeginsWhenTheSuccessorIsPresented();
    void onlyGoodOnesAnnounceASuccessor();
    void withoutASuccessorNothingIsAnnounced();
    void theOldestOfManyAreUnknown();
    void itIsOverWhen_data();
    void itIsOverWhen(); // D5, rule 5
    void aUseProlongsOnlyTheUnusedTime(); // D5
    void slidingExtendsByTheLifetimeOfThisLogin(); // FL-94, rule 4
    void slidingNeverShortens();
    void anExpiredOneIsNotExtended();
    void aStolenOneIsTheftAlsoAfterItsEnd();
    void theClockMayStepBackByAMinuteAtMost(); // C5, row 26
    void ofAnotherLengthNothingMatches();

private:
    static SecretPtr token(char name) { return Secret::copyOf(QByteArray(32, name)).share(); }
    static QByteArray hash(char name) { return name ? RememberVerifier::hashOf(*token(name)) : QByteArray(); }
    RememberSeries begun(std::chrono::seconds lifetime, std::chrono::seconds unused, bool sliding) const
    {
        return RememberSeries::begin({.selector = QByteArray(16, 's'), .verifierHash = hash('a'),
                                      .userId = QStringLiteral("ada"), .deviceName = {}, .lifetime = lifetime,
                                      .unusedLifetime = unused, .sliding = sliding}, m_now);
    }
    Verdict present(char name, char successor = 0) { return m_series.present(*token(name), hash(successor), m_now); }

    Clock::Wall m_now;
    RememberSeries m_series;
};

void tst_RememberSeries::whatIsGood_data()
{
    QTest::addColumn<QByteArray>("uses"); // pairs of a token and its successor; '-' is none; '+' is a minute and more
    QTest::addColumn<char>("presented");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *what, const char *uses, char presented, Verdict verdict) {
        QTest::newRow(what) << QByteArray(uses) << presented << verdict;
    };
    row("the first", "", 'a', Verdict::Good);
    row("one that never was", "", 'x', Verdict::Unknown);
    row("the one in use, its successor not yet presented", "ab", 'a', Verdict::Good);
    row("so also much later", "ab++", 'a', Verdict::Good);
    row("the successor", "ab", 'b', Verdict::Good);
    row("the successor, much later", "ab++", 'b', Verdict::Good);
    row("a successor that was replaced unpresented", "abac", 'b', Verdict::Unknown);
    row("the one that replaced it", "abac", 'c', Verdict::Good);
    row("the retired, at once", "abbc", 'a', Verdict::Good);
    row("the retired, later", "abbc++", 'a', Verdict::Reused);
    row("the one in use after it", "abbc++", 'b', Verdict::Good);
    row("its successor", "abbc++", 'c', Verdict::Good);
    row("retired by a look only", "abb-++", 'a', Verdict::Reused);
    row("older than the retired", "abbccd++", 'a', Verdict::Reused);
    row("older than the retired, at once", "abbccd", 'a', Verdict::Good);
    row("much older", "abbccddeeffg++", 'a', Verdict::Reused);
    row("never was, in an old series", "abbccd++", 'x', Verdict::Unknown);
    row("looked at only", "a-", 'a', Verdict::Good);
}

void tst_RememberSeries::whatIsGood()
{
    QFETCH(const QByteArray, uses);
    QFETCH(const char, presented);
    QFETCH(const Verdict, verdict);
    for (qsizetype i = 0; i < uses.size(); i += 2) {
        if (uses[i] == '+')
            m_now += 61s;
        else
            QCOMPARE(present(uses[i], uses[i + 1] == '-' ? 0 : uses[i + 1]), Verdict::Good);
    }
    QCOMPARE(present(presented), verdict);
}

void tst_RememberSeries::aRetiredOneIsTakenForAMinute_data()
{
    QTest::addColumn<std::chrono::milliseconds>("after");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("at once") << 0ms << Verdict::Good;
    QTest::newRow("10 s") << 10'000ms << Verdict::Good;
    QTest::newRow("60 s") << 60'000ms << Verdict::Good;
    QTest::newRow("60 s and a bit") << 60'001ms << Verdict::Reused;
    QTest::newRow("61 s") << 61'000ms << Verdict::Reused;
    QTest::newRow("the clock a bit back") << -60'000ms << Verdict::Good;
    QTest::newRow("the clock far back") << -60'001ms << Verdict::Reused;
}

void tst_RememberSeries::aRetiredOneIsTakenForAMinute()
{
    QFETCH(const std::chrono::milliseconds, after);
    QFETCH(const Verdict, verdict);
    m_now += days(1);
    QCOMPARE(present('a', 'b'), Verdict::Good);
    QCOMPARE(present('b', 'c'), Verdict::Good);
    m_now += after;
    QCOMPARE(present('a'), verdict);
}

void tst_RememberSeries::aRetiredOneThatIsStillTakenRetiresNothing()
{
    QCOMPARE(present('a', 'b'), Verdict::Good);
    QCOMPARE(present('b', 'c'), Verdict::Good);
    QCOMPARE(present('a'), Verdict::Good); // another process that went on without the lock
    m_now += days(1);
    QCOMPARE(present('b'), Verdict::Good);
    QCOMPARE(present('c'), Verdict::Good);
}

void tst_RememberSeries::theMinuteBeginsWhenTheSuccessorIsPresented()
{
    QCOMPARE(present('a', 'b'), Verdict::Good);
    m_now += days(7);
    QCOMPARE(present('b', 'c'), Verdict::Good);
    m_now += 59s;
    QCOMPARE(present('a'), Verdict::Good);
}

void tst_RememberSeries::onlyGoodOnesAnnounceASuccessor()
{
    QCOMPARE(present('a', 'b'), Verdict::Good);
    QCOMPARE(present('x', 'y'), Verdict::Unknown);
    QCOMPARE(present('y'), Verdict::Unknown);
    QCOMPARE(present('b', 'c'), Verdict::Good);
    m_now += 61s;
    QCOMPARE(present('a', 'z'), Verdict::Reused);
    QCOMPARE(present('z'), Verdict::Unknown);
    QCOMPARE(present('c'), Verdict::Good); // revoking the series is the verifier's
}

void tst_RememberSeries::withoutASuccessorNothingIsAnnounced()
{
    QCOMPARE(present('a'), Verdict::Good);
    QVERIFY(m_series.announced.isEmpty());
    QCOMPARE(present('a', 'b'), Verdict::Good);
    QCOMPARE(present('a'), Verdict::Good);
    QCOMPARE(m_series.announced, hash('b'));
}

void tst_RememberSeries::theOldestOfManyAreUnknown()
{
    const auto numbered = [](int n) { return Secret::copyOf(QByteArray::number(n).rightJustified(32, '0')).share(); };
    m_series.current = RememberVerifier::hashOf(*numbered(0));
    for (int i = 0; i < 600; ++i) {
        m_now += 61s;
        QCOMPARE(m_series.present(*numbered(i), RememberVerifier::hashOf(*numbered(i + 1)), m_now), Verdict::Good);
    }
    QVERIFY(m_series.retired.size() < 600); // or the file would grow without end
    QCOMPARE(m_series.present(*numbered(0), {}, m_now), Verdict::Unknown);
    QCOMPARE(m_series.present(*numbered(500), {}, m_now), Verdict::Reused);
}

void tst_RememberSeries::itIsOverWhen_data()
{
    QTest::addColumn<std::chrono::milliseconds>("after");
    QTest::addColumn<std::chrono::seconds>("unused");
    QTest::addColumn<bool>("over");
    const auto day = std::chrono::milliseconds(days(1));
    const auto fortnight = std::chrono::seconds(days(14));
    QTest::newRow("at once") << 0ms << fortnight << false;
    QTest::newRow("just before it is unused for too long") << 14 * day - 1ms << fortnight << false;
    QTest::newRow("unused for too long") << 14 * day << fortnight << true;
    QTest::newRow("just before its end") << 30 * day - 1ms << 0s << false;
    QTest::newRow("at its end") << 30 * day << 0s << true;
    QTest::newRow("long after") << 3'650 * day << 0s << true;
    QTest::newRow("the clock a minute back") << -60'000ms << fortnight << false;
    QTest::newRow("the clock further back") << -60'001ms << fortnight << true;
    QTest::newRow("the clock at the epoch") << -1'768'471'200'000ms << fortnight << true;
}

void tst_RememberSeries::itIsOverWhen()
{
    QFETCH(const std::chrono::milliseconds, after);
    QFETCH(const std::chrono::seconds, unused);
    QFETCH(const bool, over);
    m_series = begun(days(30), unused, false);
    m_now += after;
    QCOMPARE(m_series.isOver(m_now), over);
    QCOMPARE(present('a', 'b'), over ? Verdict::Expired : Verdict::Good);
    QCOMPARE(m_series.announced.isEmpty(), over);
}

void tst_RememberSeries::aUseProlongsOnlyTheUnusedTime()
{
    const auto end = m_series.facts.expiresAt;
    for (int day = 0; day < 29; day += 7, m_now += days(7))
        QCOMPARE(present('a'), Verdict::Good);
    QVERIFY(m_series.facts.expiresAt == end);
    m_now = end;
    QCOMPARE(present('a'), Verdict::Expired);
}

void tst_RememberSeries::slidingExtendsByTheLifetimeOfThisLogin()
{
    m_series = begun(days(7), 0s, true); // 7 days were chosen, and 7 they stay
    m_now += days(6);
    QCOMPARE(present('a'), Verdict::Good);
    QVERIFY(m_series.facts.expiresAt == m_now + days(7));
    m_now += days(7) - 1ms;
    QCOMPARE(present('a'), Verdict::Good);
    m_now += days(7);
    QCOMPARE(present('a'), Verdict::Expired);
}

void tst_RememberSeries::slidingNeverShortens()
{
    m_series = begun(days(7), 0s, true);
    const auto end = m_series.facts.expiresAt;
    m_now -= 30s; // processes differ by a little in what time it is
    QCOMPARE(present('a'), Verdict::Good);
    QVERIFY(m_series.facts.expiresAt == end);
    QVERIFY(m_series.facts.lastUsedAt == m_now + 30s);
}

void tst_RememberSeries::anExpiredOneIsNotExtended()
{
    m_series = begun(days(7), 0s, true);
    m_now += days(7);
    QCOMPARE(present('a'), Verdict::Expired);
    QCOMPARE(present('a'), Verdict::Expired);
    m_now -= days(7); // the clock had been wrong: nothing is lost
    QCOMPARE(present('a'), Verdict::Good);
}

void tst_RememberSeries::aStolenOneIsTheftAlsoAfterItsEnd()
{
    QCOMPARE(present('a', 'b'), Verdict::Good);
    QCOMPARE(present('b', 'c'), Verdict::Good);
    m_now += days(60);
    QCOMPARE(present('a'), Verdict::Reused);
}

void tst_RememberSeries::theClockMayStepBackByAMinuteAtMost()
{
    m_now += days(5);
    QCOMPARE(present('a', 'b'), Verdict::Good);
    m_now -= 60s;
    QCOMPARE(present('a'), Verdict::Good);
    m_now -= 1s;
    QCOMPARE(present('a'), Verdict::Expired);
    m_now -= days(20'000);
    QCOMPARE(present('b'), Verdict::Expired);
}

void tst_RememberSeries::ofAnotherLengthNothingMatches()
{
    QCOMPARE(m_series.present(Secret(), {}, m_now), Verdict::Unknown);
    QCOMPARE(m_series.present(Secret::copyOf(QByteArray(31, 'a')), {}, m_now), Verdict::Unknown);
    m_series.current.clear(); // a field that was lost
    QCOMPARE(m_series.present(Secret(), {}, m_now), Verdict::Unknown);
    QCOMPARE(present('a'), Verdict::Unknown);
}

QTEST_APPLESS_MAIN(tst_RememberSeries)
#include "tst_rememberseries.moc"
