// SPDX-License-Identifier: MIT
#include "guards/guard.h"

#include "support/stage.h"

#include <QtCore/qstringlistmodel.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

namespace {

struct Settings
{
    int number = 3;
};

class Sender : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void object(QObject *object);
    void objectAndText(QObject *object, const QString &text);
    void constObject(const QObject *object);
    void index(const QModelIndex &index);
    void settings(Settings *settings);
    void shared(const std::shared_ptr<Settings> &settings);
};

} // namespace

// The arguments of a guarded call while the user is asked: F10, F11.
class tst_GuardedCall : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aQObjectThatLivesIsPassed();
    void aCallWhoseQObjectHasDiedIsDropped_data();
    void aCallWhoseQObjectHasDiedIsDropped();
    void nullIsPassedAsNull();
    void aPointerThatTheSlotDoesNotTakeMayDie();
    void anIndexFollowsItsRow();
    void aCallWhoseRowHasGoneIsDropped();
    void whatOutlivesTheGuardIsPassedAsItIs_data();
    void whatOutlivesTheGuardIsPassedAsItIs();
    void aSharedPointerIsKeptAlive();
    void theNextCallWorksAfterOneWasDropped();

private:
    void answer()
    {
        stage->prompt->answer(Stage::adasPassword());
        QTRY_VERIFY(stage->login().isAuthenticated());
        QCoreApplication::processEvents();
    }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<Guard> guard;
    Sender sender;
    int calls = 0;
};

void tst_GuardedCall::init()
{
    stage = std::make_unique<Stage>();
    guard = std::make_unique<Guard>(&stage->login());
    calls = 0;
}

void tst_GuardedCall::cleanup()
{
    sender.disconnect();
    guard.reset();
    stage.reset();
}

void tst_GuardedCall::aQObjectThatLivesIsPassed()
{
    QObject object;
    const QObject *got = nullptr;
    guard->connect(&sender, &Sender::object, Requirement::login(), this, [&](QObject *given) { got = given; });
    Q_EMIT sender.object(&object);
    QTRY_VERIFY(stage->prompt->isAsking());
    answer();
    QTRY_COMPARE(got, &object);
}

void tst_GuardedCall::aCallWhoseQObjectHasDiedIsDropped_data()
{
    QTest::addColumn<bool>("isConst");
    QTest::newRow("pointer") << false;
    QTest::newRow("pointer to const") << true;
}

void tst_GuardedCall::aCallWhoseQObjectHasDiedIsDropped()
{
    QFETCH(bool, isConst);
    auto object = std::make_unique<QObject>();
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(&sender, &Sender::object, Requirement::login(), this, [&](QObject *) { ++calls; });
    guard->connect(&sender, &Sender::constObject, Requirement::login(), this, [&](const QObject *) { ++calls; });
    if (isConst)
        Q_EMIT sender.constObject(object.get());
    else
        Q_EMIT sender.object(object.get());
    QTRY_VERIFY(stage->prompt->isAsking());
    object.reset();
    answer();
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(calls, 0);
}

void tst_GuardedCall::nullIsPassedAsNull()
{
    guard->connect(&sender, &Sender::object, Requirement::login(), this, [&](QObject *given) { calls += given ? 10 : 1; });
    Q_EMIT sender.object(nullptr);
    QTRY_VERIFY(stage->prompt->isAsking());
    answer();
    QTRY_COMPARE(calls, 1);
}

void tst_GuardedCall::aPointerThatTheSlotDoesNotTakeMayDie()
{
    auto object = std::make_unique<QObject>();
    guard->connect(&sender, &Sender::objectAndText, Requirement::login(), this, [&] { ++calls; });
    Q_EMIT sender.objectAndText(object.get(), QStringLiteral("text"));
    QTRY_VERIFY(stage->prompt->isAsking());
    object.reset();
    answer();
    QTRY_COMPARE(calls, 1);
}

void tst_GuardedCall::anIndexFollowsItsRow()
{
    QStringListModel model({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    QString got;
    guard->connect(&sender, &Sender::index, Requirement::login(), this,
                   [&](const QModelIndex &index) { got = index.data().toString(); });
    Q_EMIT sender.index(model.index(1));
    QTRY_VERIFY(stage->prompt->isAsking());
    model.removeRow(0);
    answer();
    QTRY_COMPARE(got, QStringLiteral("b"));
}

void tst_GuardedCall::aCallWhoseRowHasGoneIsDropped()
{
    QStringListModel model({QStringLiteral("a"), QStringLiteral("b")});
    QSignalSpy denied(guard.get(), &Guard::denied);
    guard->connect(&sender, &Sender::index, Requirement::login(), this, [&](const QModelIndex &) { ++calls; });
    Q_EMIT sender.index(model.index(1));
    QTRY_VERIFY(stage->prompt->isAsking());
    model.removeRow(1);
    answer();
    QTRY_COMPARE(denied.count(), 1);
    QCOMPARE(calls, 0);
}

void tst_GuardedCall::whatOutlivesTheGuardIsPassedAsItIs_data()
{
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("at once") << false;
    QTest::newRow("kept while the user is asked") << true;
}

void tst_GuardedCall::whatOutlivesTheGuardIsPassedAsItIs()
{
    QFETCH(bool, isAsked);
    Settings settings {7};
    const Settings *got = nullptr;
    if (!isAsked)
        QVERIFY(stage->logInVerified(Stage::ada()));
    guard->connect(&sender, &Sender::settings, Requirement::login(), this,
                   [&](Outlives<Settings> given) { got = given; });
    Q_EMIT sender.settings(&settings);
    QCOMPARE(stage->prompt->isAsking(), isAsked);
    if (isAsked)
        answer();
    QTRY_COMPARE(got, &settings);
}

void tst_GuardedCall::aSharedPointerIsKeptAlive()
{
    guard->connect(&sender, &Sender::shared, Requirement::login(), this,
                   [&](const std::shared_ptr<Settings> &given) { calls = given->number; });
    Q_EMIT sender.shared(std::make_shared<Settings>());
    QTRY_VERIFY(stage->prompt->isAsking());
    answer();
    QTRY_COMPARE(calls, 3);
}

void tst_GuardedCall::theNextCallWorksAfterOneWasDropped()
{
    auto object = std::make_unique<QObject>();
    guard->connect(&sender, &Sender::object, Requirement::login(), this, [&](QObject *) { ++calls; });
    Q_EMIT sender.object(object.get());
    QTRY_VERIFY(stage->prompt->isAsking());
    object.reset();
    answer();
    QCOMPARE(calls, 0);
    QObject another;
    Q_EMIT sender.object(&another);
    QCOMPARE(calls, 1);
}

QTEST_GUILESS_MAIN(tst_GuardedCall)

#include "tst_guardedcall.moc"
