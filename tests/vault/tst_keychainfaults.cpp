// SPDX-License-Identifier: MIT
#include "support/patience.h"
#include "vault/keychainstage.h"

#include <QtTest/qtest.h>

// A Secret Service that does what it should not, and what comes of it.
class tst_KeychainFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBusWithoutAServiceIsUnavailable();
    void aServiceThatComesLaterIsFound();
    void aLockedKeychainIsOpenedOnce();
    void aDismissedPromptIsARefusal();
    void theNextRunMayAskAgain();
    void anUnansweredPromptIsTakenBack();
    void aQuestionIsNotPutTwice();
    void aServiceThatHidesWhatIsLockedIsNotBelieved();
    void aSlowAnswerIsStillAnAnswer_data();
    void aSlowAnswerIsStillAnAnswer();
    void aMuteServiceTimesOut();
    void aServiceThatDiesIsUnavailable_data();
    void aServiceThatDiesIsUnavailable();
    void aServiceThatTalksNonsenseIsUnavailable_data();
    void aServiceThatTalksNonsenseIsUnavailable();
    void aPromptThatGoesWrongIsUnavailable_data();
    void aPromptThatGoesWrongIsUnavailable();
    void aPromptThatLosesItsServiceIsUnavailable();
    void aWriteThatLiesIsCaught();
    void aRefusedWriteKeepsTheOldValue();
    void writingIntoALockedKeychainAsksFirst();
    void aMissingCollectionIsMadeOnAsking();
    void aRealKeyringThatIsNewSaysSo();
    void aDeletionThatLiesIsCaught();
    void forgettingNeverAsks();
    void probingNeverAsks();
    void anAnswerWithoutBytesProvesNothing_data();
    void anAnswerWithoutBytesProvesNothing();
    void whatQtKeychainDoesNotFindIsNotAbsent();
    void whatIsLockedMeanwhileIsNotAbsent();
};

void tst_KeychainFaults::aBusWithoutAServiceIsUnavailable() // row 2, E1
{
    KeychainStore store(std::make_shared<ManualClock>());
    QCOMPARE(said(wait(store.probe())), "Unavailable");
    QCOMPARE(said(wait(store.read(key))), "Unavailable");
    QCOMPARE(said(wait(store.write(key, secret("new")))), "Unavailable");
    QCOMPARE(said(wait(store.remove(key))), "Unavailable");
}

void tst_KeychainFaults::aServiceThatComesLaterIsFound() // row 2
{
    KeychainStore store(std::make_shared<ManualClock>());
    QCOMPARE(said(wait(store.read(key))), "Unavailable");
    const auto daemon = FakeDaemon::secretService();
    QCOMPARE(said(wait(store.read(key))), "Absent");
    QCOMPARE(said(wait(store.write(key, secret("new")))), "success");
    QCOMPARE(value(wait(store.read(key))), "new");
}

void tst_KeychainFaults::aLockedKeychainIsOpenedOnce() // row 3, E2
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=accept")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.read(), "old");
    QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
    QVERIFY(stage.daemon.set(QStringLiteral("locked=yes")));
    QCOMPARE(stage.read(), "Locked");
    QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::aDismissedPromptIsARefusal() // row 4, E2
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=dismiss")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.read(), "Refused");
    QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
    QCOMPARE(stage.read(), "Refused");
    QCOMPARE(stage.write(), "Refused");
    QCOMPARE(stage.probe(), "Refused");
    QCOMPARE(stage.remove(), "Locked");
    QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::theNextRunMayAskAgain() // row 4
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=dismiss")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.read(), "Refused");
    QVERIFY(stage.daemon.set(QStringLiteral("prompt=accept")));
    stage.restart();
    QCOMPARE(stage.read(), "old");
}

void tst_KeychainFaults::anUnansweredPromptIsTakenBack() // row 5, E5
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=silent")});
    QVERIFY(stage.isGood());
    const auto read = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
    stage.clock->advance(59s);
    KeychainStore bystander(stage.clock);
    letPass(bystander);
    QVERIFY(!read.isFinished());
    stage.clock->advance(1s);
    QCOMPARE(value(wait(read)), "TimedOut");
    QVERIFY(stage.daemon.waitFor(QStringLiteral("dismissed")));
    QCOMPARE(stage.read(), "Locked");
    QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::aQuestionIsNotPutTwice() // row 5
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=silent"), QStringLiteral("hold=Unlock")});
    QVERIFY(stage.isGood());
    const auto read = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called Unlock")));
    stage.clock->advance(90s);
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
    stage.clock->advance(30s);
    QCOMPARE(value(wait(read)), "TimedOut"); // while the question is still on the screen
    QCOMPARE(stage.read(), "Locked");
    QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    stage.clock->advance(30s);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("dismissed")));
}

void tst_KeychainFaults::aServiceThatHidesWhatIsLockedIsNotBelieved() // row 3, E2
{
    Stage stage({QStringLiteral("sees-locked=no"), QStringLiteral("locked=yes"), QStringLiteral("prompt=dismiss")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.read(), "Refused");
    QCOMPARE(stage.remove(), "Locked");
    QVERIFY(stage.daemon.set(QStringLiteral("prompt=accept")));
    stage.restart();
    QCOMPARE(stage.read(), "old");
    QCOMPARE(value(wait(stage.store->read(otherKey))), "Absent");
}

void tst_KeychainFaults::aSlowAnswerIsStillAnAnswer_data()
{
    QTest::addColumn<QString>("method");
    QTest::newRow("while we look") << QStringLiteral("SearchItems");
    QTest::newRow("while QtKeychain reads") << QStringLiteral("GetSecrets");
}

// By our own clock. libsecret gives up after 25 seconds of its own, which then is a service that has failed.
void tst_KeychainFaults::aSlowAnswerIsStillAnAnswer() // row 6, E5
{
    QFETCH(const QString, method);
    Stage stage({QStringLiteral("hold=") + method});
    QVERIFY(stage.isGood());
    while (stage.daemon.hasSaid(QStringLiteral("called ") + method))
        QVERIFY(stage.daemon.waitFor(QStringLiteral("called ") + method));
    const auto read = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called ") + method));
    stage.clock->advance(119s);
    QVERIFY(!read.isFinished());
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QCOMPARE(value(wait(read)), "old");
}

void tst_KeychainFaults::aMuteServiceTimesOut() // row 6, E5
{
    Stage stage({QStringLiteral("hold=*")});
    QVERIFY(stage.isGood());
    const auto probe = stage.store->probe();
    const auto read = stage.store->read(key);
    const auto write = stage.store->write(key, secret("new"));
    const auto remove = stage.store->remove(key);
    stage.clock->advance(120s);
    QCOMPARE(said(wait(probe)), "TimedOut");
    QCOMPARE(said(wait(read)), "TimedOut");
    QCOMPARE(said(wait(write)), "TimedOut");
    QCOMPARE(said(wait(remove)), "TimedOut");
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::aServiceThatDiesIsUnavailable_data()
{
    QTest::addColumn<QString>("method");
    QTest::newRow("while we look") << QStringLiteral("SearchItems");
    QTest::newRow("while QtKeychain reads") << QStringLiteral("GetSecrets");
}

void tst_KeychainFaults::aServiceThatDiesIsUnavailable() // row 7
{
    QFETCH(const QString, method);
    Stage stage({QStringLiteral("die=") + method});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.read(), "Unavailable");
    QCOMPARE(stage.read(), "Unavailable");
}

void tst_KeychainFaults::aServiceThatTalksNonsenseIsUnavailable_data()
{
    QTest::addColumn<QString>("setting");
    for (const char *setting : {"fail=*", "garble=*", "garble=SearchItems", "fail=GetSecrets", "garble=GetSecrets"})
        QTest::newRow(setting) << QString::fromLatin1(setting);
}

void tst_KeychainFaults::aServiceThatTalksNonsenseIsUnavailable() // row 7, I5
{
    QFETCH(const QString, setting);
    Stage stage({setting});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.read(), "Unavailable");
    QVERIFY(stage.write() != QLatin1String("success"));
    QCOMPARE(stage.remove(), setting.endsWith(QLatin1String("GetSecrets")) ? "success" : "Unavailable");
}

void tst_KeychainFaults::aPromptThatGoesWrongIsUnavailable_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::newRow("a reply that nobody understands") << QStringLiteral("malformed");
    QTest::newRow("no such prompt") << QStringLiteral("gone");
}

void tst_KeychainFaults::aPromptThatGoesWrongIsUnavailable() // row 14
{
    QFETCH(const QString, prompt);
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=") + prompt});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.read(), "Unavailable");
    QVERIFY(stage.daemon.set(QStringLiteral("prompt=accept")));
    QCOMPARE(stage.read(), "old");
}

void tst_KeychainFaults::aPromptThatLosesItsServiceIsUnavailable() // rows 7 and 14
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=silent")});
    QVERIFY(stage.isGood());
    const auto read = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
    stage.daemon.kill();
    QCOMPARE(value(wait(read)), "Unavailable");
}

void tst_KeychainFaults::aWriteThatLiesIsCaught() // row 9, E3
{
    Stage stage({QStringLiteral("write=lie")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.write(), "Unavailable");
    QCOMPARE(said(wait(stage.store->write(otherKey, secret("new")))), "Unavailable");
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::aRefusedWriteKeepsTheOldValue() // row 10
{
    Stage stage({QStringLiteral("write=refuse")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.write(), "Locked");
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::writingIntoALockedKeychainAsksFirst() // row 10
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=accept")});
    QVERIFY(stage.isGood());
    QCOMPARE(said(wait(stage.store->write(otherKey, secret("new")))), "success");
    QVERIFY(stage.daemon.waitFor(QStringLiteral("prompting")));
    QCOMPARE(stage.write(), "success");
    QCOMPARE(stage.truth(), "new");
}

void tst_KeychainFaults::aMissingCollectionIsMadeOnAsking()
{
    auto daemon = FakeDaemon::secretService({QStringLiteral("collection=no"), QStringLiteral("prompt=dismiss")});
    KeychainStore store(std::make_shared<ManualClock>());
    QCOMPARE(said(wait(store.probe())), "Locked");
    QCOMPARE(said(wait(store.read(key))), "Absent");
    QCOMPARE(said(wait(store.remove(key))), "success");
    QCOMPARE(said(wait(store.write(key, secret("new")))), "Refused");
    QVERIFY(daemon.set(QStringLiteral("prompt=accept")));
    KeychainStore nextRun(std::make_shared<ManualClock>());
    QCOMPARE(said(wait(nextRun.write(key, secret("new")))), "success");
    QCOMPARE(value(wait(nextRun.read(key))), "new");
}

// gnome-keyring before a collection has been made; no service is here that could show its prompt.
void tst_KeychainFaults::aRealKeyringThatIsNewSaysSo()
{
    QProcess keyring;
    keyring.start(QStringLiteral("gnome-keyring-daemon"), {QStringLiteral("--foreground"), QStringLiteral("--components=secrets")});
    KeychainStore store(std::make_shared<ManualClock>());
    QTRY_COMPARE(said(wait(store.probe())), "Locked");
    QCOMPARE(said(wait(store.read(key))), "Absent");
    QCOMPARE(said(wait(store.remove(key))), "success");
    QCOMPARE(said(wait(store.write(key, secret("new")))), "Refused");
    QCOMPARE(said(wait(store.probe())), "Refused");
    keyring.terminate();
    QVERIFY(keyring.waitForFinished(patience));
}

void tst_KeychainFaults::aDeletionThatLiesIsCaught() // row 11, E3
{
    Stage stage({QStringLiteral("delete=lie")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.remove(), "Unavailable");
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::forgettingNeverAsks() // rows 3 and 11
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=accept")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.remove(), "Locked");
    QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::probingNeverAsks() // E10
{
    Stage stage({QStringLiteral("locked=yes"), QStringLiteral("prompt=accept")});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.probe(), "Locked");
    QVERIFY(!stage.daemon.hasSaid(QStringLiteral("prompting")));
    QVERIFY(stage.daemon.set(QStringLiteral("locked=no")));
    QCOMPARE(stage.probe(), "success");
}

void tst_KeychainFaults::anAnswerWithoutBytesProvesNothing_data()
{
    QTest::addColumn<QString>("setting");
    QTest::newRow("no bytes") << QStringLiteral("value=empty");
    QTest::newRow("nothing that is base64") << QStringLiteral("value=garbled");
}

void tst_KeychainFaults::anAnswerWithoutBytesProvesNothing() // row 8
{
    QFETCH(const QString, setting);
    Stage stage({setting});
    QVERIFY(stage.isGood());
    QCOMPARE(stage.read(), "Unavailable");
    QCOMPARE(stage.read(), "Unavailable");
    QVERIFY(stage.daemon.set(QStringLiteral("value=as-is")));
    QCOMPARE(stage.read(), "old"); // nothing was concluded from it
}

void tst_KeychainFaults::whatQtKeychainDoesNotFindIsNotAbsent() // row 13, E2
{
    Stage stage({QStringLiteral("type=other")});
    QVERIFY(stage.isGood());
    QCOMPARE(said(wait(stage.store->write(otherKey, secret("new")))), "Unavailable");
    QCOMPARE(value(wait(stage.store->read(otherKey))), "Damaged");
    QCOMPARE(said(wait(stage.store->remove(otherKey))), "success");
    QCOMPARE(value(wait(stage.store->read(otherKey))), "Absent");
    QCOMPARE(stage.truth(), "old");
}

void tst_KeychainFaults::whatIsLockedMeanwhileIsNotAbsent() // row 3, E2
{
    Stage stage({QStringLiteral("hold=GetSecrets")});
    QVERIFY(stage.isGood());
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets"))); // to prove the first write
    const auto read = stage.store->read(key);
    QVERIFY(stage.daemon.waitFor(QStringLiteral("called GetSecrets")));
    QVERIFY(stage.daemon.set(QStringLiteral("locked=yes")));
    QVERIFY(stage.daemon.set(QStringLiteral("release=yes")));
    QCOMPARE(value(wait(read)), "Locked");
    QCOMPARE(stage.truth(), "old");
}

QTEST_GUILESS_MAIN(tst_KeychainFaults)
#include "tst_keychainfaults.moc"
