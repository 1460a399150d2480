// SPDX-License-Identifier: MIT
#include "identity/userloader.h"

#include <QtTest/qtest.h>

#include <stdexcept>

using namespace QtLogin;

namespace {

const UserPtr ada = SimpleUser::create({.id = QStringLiteral("ada")});

UserPtr findUser(const QString &id)
{
    return id == ada->id() ? ada : nullptr;
}

Result<UserPtr> answerOf(const std::shared_ptr<UserLoader> &loader, const QString &id = QStringLiteral("ada"))
{
    return resultOf(loader->load(id));
}

} // namespace

class tst_UserLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFunctionThatReturnsAUser(); // FL-03
    void aFunctionThatReturnsAUserOfItsOwnClass();
    void aFunctionThatReturnsAResult(); // FL-26
    void aFunctionThatAnswersLater();
    void aFunctionWithAStateOfItsOwn();
    void anExceptionIsCouldNotAsk_data(); // FL-26, rule 11
    void anExceptionIsCouldNotAsk();
    void anEmptyFunctionIsCouldNotAsk();
    void aBrokenPromiseIsCouldNotAsk();
    void everyIdReachesTheFunctionUnchanged_data(); // FL-29, rule 28
    void everyIdReachesTheFunctionUnchanged();
};

void tst_UserLoader::aFunctionThatReturnsAUser() // FL-03
{
    const auto loader = UserLoader::from(findUser);
    QVERIFY(loader->load(QStringLiteral("ada")).isFinished());
    QCOMPARE(*answerOf(loader), ada);
    QVERIFY(answerOf(loader, QStringLiteral("bob")).failedWith(Error::Kind::Absent));
    QCOMPARE(*answerOf(UserLoader::from(&findUser)), ada);
    QCOMPARE(*answerOf(UserLoader::from(std::function<UserPtr(const QString &)>(findUser))), ada);
}

void tst_UserLoader::aFunctionThatReturnsAUserOfItsOwnClass()
{
    const auto loader =
        UserLoader::from([](const QString &id) { return std::make_shared<SimpleUser>(SimpleUser::Fields {.id = id}); });
    QVERIFY(isSamePerson(*answerOf(loader), ada));
    const auto none = UserLoader::from([](const QString &) { return std::shared_ptr<const SimpleUser>(); });
    QVERIFY(answerOf(none).failedWith(Error::Kind::Absent));
    const auto never = UserLoader::from([](const QString &) { return nullptr; });
    QVERIFY(answerOf(never).failedWith(Error::Kind::Absent));
}

void tst_UserLoader::aFunctionThatReturnsAResult() // FL-26
{
    const auto loader = UserLoader::from([](const QString &id) -> Result<UserPtr> {
        if (id == QStringLiteral("offline"))
            return Error::Kind::Unavailable;
        if (id == QStringLiteral("gone"))
            return Error::Kind::Absent;
        return ada;
    });
    QCOMPARE(*answerOf(loader), ada);
    QVERIFY(answerOf(loader, QStringLiteral("offline")).failedWith(Error::Kind::Unavailable));
    QVERIFY(answerOf(loader, QStringLiteral("gone")).failedWith(Error::Kind::Absent));
}

void tst_UserLoader::aFunctionThatAnswersLater()
{
    Answer<UserPtr> answer;
    const auto loader = UserLoader::from([&answer](const QString &) { return answer.future(); });
    const auto future = loader->load(QStringLiteral("ada"));
    QVERIFY(!future.isFinished());
    answer.finish(ada);
    QCOMPARE(*resultOf(future), ada);
}

void tst_UserLoader::aFunctionWithAStateOfItsOwn()
{
    const auto loader = UserLoader::from(
        [calls = 0](const QString &) mutable { return SimpleUser::create({.id = QString::number(++calls)}); });
    QCOMPARE((*answerOf(loader))->id(), QStringLiteral("1"));
    QCOMPARE((*answerOf(loader))->id(), QStringLiteral("2"));
}

void tst_UserLoader::anExceptionIsCouldNotAsk_data() // FL-26, rule 11
{
    QTest::addColumn<QString>("log");
    QTest::addColumn<std::shared_ptr<UserLoader>>("loader");
    const auto row = [](const char *name, const char *log, const std::shared_ptr<UserLoader> &loader) {
        QTest::newRow(name) << QString::fromLatin1(log) << loader;
    };
    const char *quoted = "user loader has thrown \"no\"", *unknown = "user loader has thrown\\.";
    row("user", quoted, UserLoader::from([](const QString &) -> UserPtr { throw std::runtime_error("no"); }));
    row("result", unknown, UserLoader::from([](const QString &) -> Result<UserPtr> { throw 7; }));
    row("future", unknown, UserLoader::from([](const QString &) -> QFuture<Result<UserPtr>> { throw "no"; }));
    row("in the future", "future has thrown \"no\"", UserLoader::from([](const QString &) {
        QPromise<Result<UserPtr>> promise;
        promise.start();
        promise.setException(std::make_exception_ptr(std::runtime_error("no")));
        promise.finish();
        return promise.future();
    }));
}

void tst_UserLoader::anExceptionIsCouldNotAsk()
{
    QFETCH(std::shared_ptr<UserLoader>, loader);
    QFETCH(QString, log);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(log));
    QVERIFY(answerOf(loader).failedWith(Error::Kind::Internal));
}

void tst_UserLoader::anEmptyFunctionIsCouldNotAsk()
{
    const auto loader = UserLoader::from(std::function<UserPtr(const QString &)>());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("bad_function_call")));
    QVERIFY(answerOf(loader).failedWith(Error::Kind::Internal));
}

void tst_UserLoader::aBrokenPromiseIsCouldNotAsk()
{
    const auto loader = UserLoader::from([](const QString &) {
        QPromise<Result<UserPtr>> promise;
        promise.start();
        return promise.future();
    });
    QVERIFY(answerOf(loader).failedWith(Error::Kind::Abandoned));
}

void tst_UserLoader::everyIdReachesTheFunctionUnchanged_data() // FL-29, rule 28
{
    QTest::addColumn<QString>("id");
    QTest::newRow("zero") << QStringLiteral("0");
    QTest::newRow("bar") << QStringLiteral("a|b|c");
    QTest::newRow("not ascii") << QString::fromUtf8("Zoë \u05d0\U0001f511");
    QTest::newRow("NUL") << QStringLiteral("a") + QChar(0) + u'b';
    QTest::newRow("long") << QString(100'000, u'x');
}

void tst_UserLoader::everyIdReachesTheFunctionUnchanged()
{
    QFETCH(QString, id);
    const auto loader = UserLoader::from([](const QString &asked) { return SimpleUser::create({.id = asked}); });
    QCOMPARE((*answerOf(loader, id))->id(), id);
}

QTEST_APPLESS_MAIN(tst_UserLoader)
#include "tst_userloader.moc"
