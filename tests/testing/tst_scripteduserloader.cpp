// SPDX-License-Identifier: MIT
#include "testing/scripteduserloader.h"

#include <QtTest/qtest.h>

#include <exception>

using namespace QtLogin;

namespace {

const QString adasId = QStringLiteral("ada");
const UserPtr ada = SimpleUser::create({.id = adasId});
const UserPtr bob = SimpleUser::create({.id = QStringLiteral("bob")});

Result<UserPtr> load(ScriptedUserLoader &loader)
{
    return resultOf(loader.load(adasId));
}

} // namespace

class tst_ScriptedUserLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itKnowsWhoWasAdded();
    void itFailsAsToldUntilHealed();
    void itAnswersWithWhomeverTheTestWants();
    void itThrowsAsTold();
    void heldCallsAnswerWhenReleased();
    void whatAHeldCallIsAnsweredIsDecidedAtTheRelease();
    void oneHeldCallMayBeReleased();
    void aPromiseMayBeBroken();
    void anAnswerMayDropTheLoader();
    void everyCallIsLogged();
};

void tst_ScriptedUserLoader::itKnowsWhoWasAdded()
{
    ScriptedUserLoader loader;
    QVERIFY(load(loader).failedWith(Error::Kind::Absent));
    loader.add(ada);
    loader.add(bob);
    QCOMPARE(*load(loader), ada);
    const UserPtr adaAnew = SimpleUser::create({.id = adasId, .active = false});
    loader.add(adaAnew);
    QCOMPARE(*load(loader), adaAnew);
    loader.remove(adasId);
    QVERIFY(load(loader).failedWith(Error::Kind::Absent));
}

void tst_ScriptedUserLoader::itFailsAsToldUntilHealed()
{
    ScriptedUserLoader loader;
    loader.add(ada);
    loader.fail(Error::Kind::Unavailable);
    QVERIFY(load(loader).failedWith(Error::Kind::Unavailable));
    QVERIFY(load(loader).failedWith(Error::Kind::Unavailable));
    loader.heal();
    QCOMPARE(*load(loader), ada);
}

void tst_ScriptedUserLoader::itAnswersWithWhomeverTheTestWants()
{
    ScriptedUserLoader loader;
    loader.add(ada);
    loader.answerWith(bob);
    QCOMPARE(*load(loader), bob);
    loader.answerWith(UserPtr());
    QVERIFY(load(loader));
    QVERIFY(!*load(loader));
}

void tst_ScriptedUserLoader::itThrowsAsTold()
{
    ScriptedUserLoader loader;
    loader.add(ada);
    loader.throwAlways();
    QVERIFY_THROWS_EXCEPTION(std::exception, (void)loader.load(adasId));
    loader.heal();
    QCOMPARE(*load(loader), ada);
    QCOMPARE(loader.calls().size(), 2);
}

void tst_ScriptedUserLoader::heldCallsAnswerWhenReleased()
{
    ScriptedUserLoader loader;
    loader.add(ada);
    loader.hold();
    const auto future = loader.load(adasId);
    QVERIFY(!future.isFinished());
    QCOMPARE(loader.heldCount(), 1);
    loader.releaseHeld();
    QCOMPARE(*resultOf(future), ada);
    QVERIFY(loader.load(adasId).isFinished());
}

void tst_ScriptedUserLoader::whatAHeldCallIsAnsweredIsDecidedAtTheRelease()
{
    ScriptedUserLoader loader;
    loader.add(ada);
    loader.hold();
    const auto future = loader.load(adasId);
    loader.remove(adasId);
    loader.releaseHeld();
    QVERIFY(resultOf(future).failedWith(Error::Kind::Absent));
}

void tst_ScriptedUserLoader::oneHeldCallMayBeReleased()
{
    ScriptedUserLoader loader;
    loader.hold();
    const auto first = loader.load(adasId);
    const auto second = loader.load(adasId);
    loader.releaseFirst();
    QVERIFY(first.isFinished());
    QVERIFY(!second.isFinished());
    QCOMPARE(loader.heldCount(), 1);
}

void tst_ScriptedUserLoader::aPromiseMayBeBroken()
{
    auto loader = std::make_unique<ScriptedUserLoader>();
    loader->hold();
    const auto dropped = loader->load(adasId);
    loader->dropHeld();
    QCOMPARE(dropped.resultCount(), 0);
    QVERIFY(resultOf(dropped).failedWith(Error::Kind::Abandoned));

    const auto orphaned = loader->load(adasId);
    loader.reset();
    QVERIFY(resultOf(orphaned).failedWith(Error::Kind::Abandoned));
}

void tst_ScriptedUserLoader::anAnswerMayDropTheLoader()
{
    auto loader = std::make_unique<ScriptedUserLoader>();
    loader->hold();
    loader->load(adasId).then([&](const Result<UserPtr> &) { loader.reset(); });
    const auto second = loader->load(adasId);
    loader->releaseHeld();
    QVERIFY(!loader);
    QVERIFY(second.isFinished());
}

void tst_ScriptedUserLoader::everyCallIsLogged()
{
    ScriptedUserLoader loader;
    (void)loader.load(QStringLiteral("a"));
    loader.hold();
    (void)loader.load(QStringLiteral("b"));
    QCOMPARE(loader.calls(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    loader.forgetCalls();
    QVERIFY(loader.calls().isEmpty());
}

QTEST_APPLESS_MAIN(tst_ScriptedUserLoader)
#include "tst_scripteduserloader.moc"
