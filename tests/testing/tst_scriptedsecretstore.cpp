// SPDX-License-Identifier: MIT
#include "testing/scriptedsecretstore.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using Operation = ScriptedSecretStore::Operation;
using Effect = ScriptedSecretStore::Effect;
using Call = ScriptedSecretStore::Call;

namespace {

const QString key = QStringLiteral("key");

SecretPtr secret(QByteArrayView bytes)
{
    return Secret::copyOf(bytes).share();
}

QByteArray valueIn(const ScriptedSecretStore &store)
{
    const SecretPtr value = store.content()->value(key);
    return value ? value->reveal().toByteArray() : QByteArray();
}

Result<void> write(ScriptedSecretStore &store, QByteArrayView bytes)
{
    return resultOf(store.write(key, secret(bytes)));
}

} // namespace

Q_DECLARE_METATYPE(Error::Kind)

class tst_ScriptedSecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAScriptItIsAStore();
    void itKeepsTheLimitsOfAStore();
    void everyOperationFailsAsToldUntilHealed_data();
    void everyOperationFailsAsToldUntilHealed();
    void aFailureMayHappenOnce();
    void aFailureMayComeAfterTheWork();
    void aWholeKeychainMayBeLocked();
    void aLyingWriteStoresNothing();
    void aLyingRemoveForgetsNothing();
    void heldOperationsAnswerWhenReleased();
    void whatComesAfterAHeldOperationKeepsItsOrder();
    void oneHeldOperationMayBeReleased();
    void aFaultIsJudgedAtTheRelease();
    void heldOperationsAreAbandonedWithTheStore();
    void anAnswerMayAskAgainOrDropTheStore();
    void twoStoresMayShareTheirContent();
    void aValueCanBeDamaged();
    void everyCallIsLogged();
    void aFormerKeychainHasAName();
};

void tst_ScriptedSecretStore::withoutAScriptItIsAStore()
{
    ScriptedSecretStore store;
    QVERIFY(resultOf(store.probe()));
    QVERIFY(resultOf(store.read(key)).failedWith(Error::Kind::Absent));
    QVERIFY(write(store, "engine"));
    QVERIFY((*resultOf(store.read(key)))->reveal() == "engine");
    QVERIFY(write(store, "loom"));
    QCOMPARE(valueIn(store), QByteArray("loom"));
    QVERIFY(resultOf(store.remove(key)));
    QVERIFY(resultOf(store.remove(key)));
    QVERIFY(store.content()->isEmpty());
    QVERIFY(!store.backendName().isEmpty());
}

void tst_ScriptedSecretStore::aFormerKeychainHasAName()
{
    ScriptedSecretStore store;
    const auto former = std::make_shared<ScriptedSecretStore>();
    former->setBackendName(QStringLiteral("yesterday's"));
    QVERIFY(!store.former(former->backendName()));
    store.setFormer(former);
    QCOMPARE(store.former(QStringLiteral("yesterday's")), former);
    QVERIFY(!store.former(store.backendName()));
}

void tst_ScriptedSecretStore::itKeepsTheLimitsOfAStore()
{
    ScriptedSecretStore store;
    QVERIFY(resultOf(store.read(QString())).failedWith(Error::Kind::InvalidInput));
    QVERIFY(resultOf(store.remove(QString())).failedWith(Error::Kind::InvalidInput));
    QVERIFY(resultOf(store.write(key, nullptr)).failedWith(Error::Kind::InvalidInput));
    QVERIFY(resultOf(store.write(key, Secret::random(65'537).share())).failedWith(Error::Kind::InvalidInput));
    QVERIFY(store.content()->isEmpty());
}

void tst_ScriptedSecretStore::everyOperationFailsAsToldUntilHealed_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("absent") << Error::Kind::Absent;
    QTest::newRow("locked") << Error::Kind::Locked;
    QTest::newRow("refused") << Error::Kind::Refused;
    QTest::newRow("unavailable") << Error::Kind::Unavailable;
    QTest::newRow("timed out") << Error::Kind::TimedOut;
    QTest::newRow("damaged") << Error::Kind::Damaged;
}

void tst_ScriptedSecretStore::everyOperationFailsAsToldUntilHealed()
{
    QFETCH(Error::Kind, kind);
    ScriptedSecretStore store;
    QVERIFY(write(store, "engine"));

    store.fail(Operation::Probe, kind);
    QVERIFY(resultOf(store.probe()).failedWith(kind));
    QVERIFY(resultOf(store.read(key)));
    store.fail(Operation::Read, kind);
    QVERIFY(resultOf(store.read(key)).failedWith(kind));
    QVERIFY(resultOf(store.read(key)).failedWith(kind));
    QVERIFY(write(store, "engine"));
    store.fail(Operation::Write, kind);
    QVERIFY(write(store, "loom").failedWith(kind));
    store.fail(Operation::Remove, kind);
    QVERIFY(resultOf(store.remove(key)).failedWith(kind));
    QCOMPARE(valueIn(store), QByteArray("engine"));

    store.heal();
    QVERIFY(resultOf(store.probe()));
    QVERIFY(resultOf(store.read(key)));
    QVERIFY(write(store, "loom"));
    QVERIFY(resultOf(store.remove(key)));
}

void tst_ScriptedSecretStore::aFailureMayHappenOnce()
{
    ScriptedSecretStore store;
    store.failOnce(Operation::Write, Error::Kind::Refused);
    QVERIFY(write(store, "engine").failedWith(Error::Kind::Refused));
    QVERIFY(write(store, "engine"));
}

void tst_ScriptedSecretStore::aFailureMayComeAfterTheWork()
{
    ScriptedSecretStore store;
    store.failOnce(Operation::Write, Error::Kind::TimedOut, Effect::Done);
    QVERIFY(write(store, "engine").failedWith(Error::Kind::TimedOut));
    QCOMPARE(valueIn(store), QByteArray("engine"));
    store.fail(Operation::Remove, Error::Kind::TimedOut, Effect::Done);
    QVERIFY(resultOf(store.remove(key)).failedWith(Error::Kind::TimedOut));
    QVERIFY(store.content()->isEmpty());
}

void tst_ScriptedSecretStore::aWholeKeychainMayBeLocked()
{
    ScriptedSecretStore store;
    store.failAll(Error::Kind::Locked);
    QVERIFY(resultOf(store.probe()).failedWith(Error::Kind::Locked));
    QVERIFY(resultOf(store.read(key)).failedWith(Error::Kind::Locked));
    QVERIFY(write(store, "engine").failedWith(Error::Kind::Locked));
    QVERIFY(resultOf(store.remove(key)).failedWith(Error::Kind::Locked));
}

void tst_ScriptedSecretStore::aLyingWriteStoresNothing()
{
    ScriptedSecretStore store;
    store.lie(Operation::Write);
    QVERIFY(write(store, "engine"));
    QVERIFY(store.content()->isEmpty());
    store.heal();
    QVERIFY(write(store, "engine"));
    QCOMPARE(valueIn(store), QByteArray("engine"));
}

void tst_ScriptedSecretStore::aLyingRemoveForgetsNothing()
{
    ScriptedSecretStore store;
    QVERIFY(write(store, "engine"));
    store.lie(Operation::Remove);
    QVERIFY(resultOf(store.remove(key)));
    QCOMPARE(valueIn(store), QByteArray("engine"));
}

void tst_ScriptedSecretStore::heldOperationsAnswerWhenReleased()
{
    ScriptedSecretStore store;
    store.holdAll();
    const auto written = store.write(key, secret("engine"));
    const auto read = store.read(key);
    QVERIFY(!written.isFinished());
    QVERIFY(!read.isFinished());
    QVERIFY(store.content()->isEmpty());
    QCOMPARE(store.heldCount(), 2);

    store.releaseHeld();
    QVERIFY(resultOf(written));
    QVERIFY((*resultOf(read))->reveal() == "engine");
    QCOMPARE(store.heldCount(), 0);
    QVERIFY(store.read(key).isFinished()); // and nothing is held from now on
}

void tst_ScriptedSecretStore::whatComesAfterAHeldOperationKeepsItsOrder()
{
    ScriptedSecretStore store;
    QVERIFY(write(store, "engine"));
    store.hold(Operation::Read);
    const auto read = store.read(key);
    const auto removed = store.remove(key);
    QVERIFY(!removed.isFinished());
    QCOMPARE(valueIn(store), QByteArray("engine"));
    store.releaseHeld();
    QVERIFY((*resultOf(read))->reveal() == "engine");
    QVERIFY(resultOf(removed));
    QVERIFY(store.content()->isEmpty());
}

void tst_ScriptedSecretStore::oneHeldOperationMayBeReleased()
{
    ScriptedSecretStore store;
    store.hold(Operation::Read);
    const auto first = store.read(key);
    const auto between = store.write(key, secret("engine"));
    const auto second = store.read(key);
    store.releaseFirst();
    QVERIFY(first.isFinished());
    QVERIFY(between.isFinished());
    QVERIFY(!second.isFinished());
    store.releaseFirst();
    QVERIFY((*resultOf(second))->reveal() == "engine");
    store.releaseFirst(); // no caller waits
    QVERIFY(!store.read(key).isFinished());
}

void tst_ScriptedSecretStore::aFaultIsJudgedAtTheRelease()
{
    ScriptedSecretStore store;
    store.hold(Operation::Read);
    const auto read = store.read(key);
    store.fail(Operation::Read, Error::Kind::TimedOut);
    store.releaseHeld();
    QVERIFY(resultOf(read).failedWith(Error::Kind::TimedOut));
}

void tst_ScriptedSecretStore::heldOperationsAreAbandonedWithTheStore()
{
    auto store = std::make_unique<ScriptedSecretStore>();
    const auto content = store->content();
    store->holdAll();
    const auto written = store->write(key, secret("engine"));
    store.reset();
    QVERIFY(resultOf(written).failedWith(Error::Kind::Abandoned));
    QVERIFY(content->isEmpty());
}

// A plain continuation runs inside the release.
void tst_ScriptedSecretStore::anAnswerMayAskAgainOrDropTheStore()
{
    auto store = std::make_unique<ScriptedSecretStore>();
    const auto content = store->content();
    store->holdAll();
    QFuture<Result<void>> again;
    store->write(key, secret("engine")).then([&](const Result<void> &) { again = store->write(key, secret("loom")); });
    store->releaseHeld();
    QVERIFY(resultOf(again));
    QCOMPARE(valueIn(*store), QByteArray("loom"));

    store->holdAll();
    store->read(key).then([&](const Result<SecretPtr> &) { store.reset(); });
    const auto removed = store->remove(key);
    store->releaseHeld();
    QVERIFY(!store);
    QVERIFY(resultOf(removed));
    QVERIFY(content->isEmpty());
}

void tst_ScriptedSecretStore::twoStoresMayShareTheirContent()
{
    ScriptedSecretStore before;
    QVERIFY(write(before, "engine"));
    before.failAll(Error::Kind::Locked);
    ScriptedSecretStore after(before.content());
    QVERIFY((*resultOf(after.read(key)))->reveal() == "engine");
    QVERIFY(resultOf(after.remove(key)));
    QVERIFY(before.content()->isEmpty());
    QVERIFY(after.calls() == QList<Call>({{Operation::Read, key}, {Operation::Remove, key}}));
}

void tst_ScriptedSecretStore::aValueCanBeDamaged()
{
    ScriptedSecretStore store;
    QVERIFY(write(store, "engine"));
    store.flipBit(key, 0);
    QCOMPARE(valueIn(store), QByteArray("dngine"));
    store.flipBit(key, 8 * 5 + 5);
    QCOMPARE(valueIn(store), QByteArray("dnginE"));
    store.truncate(key, 2);
    QCOMPARE(valueIn(store), QByteArray("dn"));
    store.truncate(key, 0);
    QVERIFY((*resultOf(store.read(key)))->isEmpty());
}

void tst_ScriptedSecretStore::everyCallIsLogged()
{
    ScriptedSecretStore store;
    store.fail(Operation::Read, Error::Kind::Locked);
    store.hold(Operation::Write);
    (void)store.probe();
    (void)store.read(key);
    (void)store.write(key, secret("engine"));
    (void)store.read(key);
    const QList<Call> expected = {
        {Operation::Probe, {}}, {Operation::Read, key}, {Operation::Write, key}, {Operation::Read, key}};
    QVERIFY(store.calls() == expected);
    QCOMPARE(store.count(Operation::Read), 2);
    QCOMPARE(store.count(Operation::Remove), 0);
    store.forgetCalls();
    QVERIFY(store.calls().isEmpty());
}

QTEST_APPLESS_MAIN(tst_ScriptedSecretStore)
#include "tst_scriptedsecretstore.moc"
