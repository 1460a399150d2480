// SPDX-License-Identifier: MIT
#include "accounts/limits.h"
#include "accounts/oldfile.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using Kind = Error::Kind;

// The names in a file whose keys were made by other rules, and what becomes of them.
class tst_NameKeys : public QObject
{
    Q_OBJECT

    static QString u(const char *text) { return QString::fromUtf8(text); }

    static void expectClash(const QString &id)
    {
        QTest::ignoreMessage(QtWarningMsg,
                             qPrintable(QStringLiteral("The account %1 has a name that counts as the name of another "
                                                       "one now. Each is found by its exact spelling, until one is "
                                                       "renamed.").arg(id)));
    }

    // As version 1 kept two people whose names have come to be one, and a third.
    static void writeClash(const House &house)
    {
        writeFile(house, statementsOfVersion1() + QList<QByteArray> {insertOfVersion1("one", "strauß", "strauss"),
                                                                     insertOfVersion1("two", "STRAUẞ", "strauß"),
                                                                     insertOfVersion1("ada", "Ada", "ada")});
    }

    static QString idOf(const Result<Authentication> &login)
    {
        return login ? std::get<Proof>(*login).userId : QVariant::fromValue(login.error().kind()).toString();
    }

    static QStringList idsOf(const Result<QList<UserPtr>> &users)
    {
        QStringList ids;
        for (const UserPtr &user : users.value_or({}))
            ids << user->id();
        ids.sort();
        return ids;
    }

    static Result<Proof> create(const House &house, const char *name)
    {
        return answerOf(house.open()->createAccount({u(name), {}, House::secret(House::password)}));
    }

private Q_SLOTS:
    void oldKeysAreRenewed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("oldKey");
        QTest::addColumn<QStringList>("spellings");
        const auto row = [](const char *name, const char *key, const QStringList &spellings) {
            QTest::newRow(name) << u(name) << u(key) << (spellings + QStringList {u(name)});
        };
        row("ada", "ada", {u("ADA"), u(" Ada ")});
        row("İbrahim", "i̇brahim", {u("ibrahim"), u("IBRAHIM"), u("ıbrahim")});
        row("GROẞ", "groß", {u("groß"), u("gross"), u("GROSS")});
        row("Ada  Lovelace", "ada  lovelace", {u("ada lovelace"), u("ADA\u00a0LOVELACE")});
    }

    void oldKeysAreRenewed()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, oldKey);
        QFETCH(const QStringList, spellings);
        House house;
        writeFile(house, statementsOfVersion1()
                      + QList<QByteArray> {insertOfVersion1("one", name.toUtf8(), oldKey.toUtf8()),
                                           insertOfVersion1("bob", "bob", "bob")});
        for (const QString &spelling : spellings)
            QCOMPARE(idOf(house.logIn(spelling)), "one");
        QCOMPARE(idOf(house.logIn(u("bob"))), "bob");
        QVERIFY(idsOf(answerOf(house.open()->nameClashes())).isEmpty());
        for (const QString &spelling : spellings)
            QVERIFY(create(house, spelling.toUtf8().constData()).failedWith(Kind::InvalidInput));
        QCOMPARE((*answerOf(house.open()->load(u("one"))))->userName(), name); // shown as before
    }

    void aKeyThatWasAnothersIsNoClash() // each takes the key that the other had
    {
        House house;
        writeFile(house, statementsOfVersion1() + QList<QByteArray> {insertOfVersion1("one", "GROẞ", "b"),
                                                                     insertOfVersion1("two", "b", "gross")});
        QCOMPARE(idOf(house.logIn(u("groß"))), "one");
        QCOMPARE(idOf(house.logIn(u("b"))), "two");
    }

    void twoWhoseNamesBecomeOneAreToldAndBothGetIn()
    {
        House house;
        writeClash(house);
        expectClash(u("one"));
        expectClash(u("two"));
        QCOMPARE(idOf(house.logIn(u("strauß"))), "one");
        QCOMPARE(idOf(house.logIn(u(" STRAUẞ"))), "two");
        QCOMPARE(idOf(house.logIn(u("STRAUSS"))), "WrongCredentials"); // who of them?
        QCOMPARE(idOf(house.logIn(u("ADA"))), "ada");
        QCOMPARE(idsOf(answerOf(house.open()->nameClashes())), QStringList({u("one"), u("two")}));
        for (const char *name : {"strauss", "strauß", "STRAUẞ"})
            QVERIFY(create(house, name).failedWith(Kind::InvalidInput));
    }

    void renamingOneEndsTheClash_data()
    {
        QTest::addColumn<QString>("renamed");
        QTest::addColumn<QString>("left");
        QTest::newRow("the first") << u("one") << u("two");
        QTest::newRow("the second") << u("two") << u("one");
    }

    void renamingOneEndsTheClash()
    {
        QFETCH(const QString, renamed);
        QFETCH(const QString, left);
        House house;
        writeClash(house);
        expectClash(u("one"));
        expectClash(u("two"));
        const auto accounts = house.open();
        for (const char *name : {"Strauss", "STRAUẞ", "ada", "a\nb", ""})
            QVERIFY(answerOf(accounts->rename(renamed, u(name))).failedWith(Kind::InvalidInput));
        QCOMPARE(idsOf(answerOf(accounts->nameClashes())), QStringList({u("one"), u("two")}));
        QVERIFY(answerOf(accounts->rename(renamed, u("Richard"))));
        QVERIFY(idsOf(answerOf(accounts->nameClashes())).isEmpty());
        QCOMPARE(idOf(house.logIn(u("richard"))), renamed);
        for (const char *name : {"strauss", "strauß", "STRAUẞ"})
            QCOMPARE(idOf(house.logIn(u(name))), left);
        QVERIFY(create(house, "strauss").failedWith(Kind::InvalidInput));
    }

    void aNameMayBeGivenBack()
    {
        House house;
        const QString id = house.create(u("ada"));
        const auto accounts = house.open();
        QVERIFY(answerOf(accounts->rename(id, u("ADA")))); // another spelling
        QCOMPARE((*answerOf(accounts->load(id)))->userName(), u("ADA"));
        QVERIFY(answerOf(accounts->rename(id, u("countess"))));
        QCOMPARE(idOf(house.logIn(u("ada"))), "WrongCredentials");
        QVERIFY(create(house, "Ada"));
        QVERIFY(answerOf(accounts->rename(id, u("ada"))).failedWith(Kind::InvalidInput));
        QCOMPARE(idOf(house.logIn(u("countess"))), id);
        QVERIFY(answerOf(accounts->rename(u("nobody"), u("eve"))).failedWith(Kind::Absent));
    }

    void fromAnOldFileThatCannotBeWrittenPeopleStillLogIn() // H5
    {
        House house;
        writeClash(house);
        const QByteArray before = house.bytes();
        {
            const FullDisk full(0);
            QVERIFY(full.isEffective());
            QCOMPARE(idOf(house.logIn(u("strauß"))), "one");
            QCOMPARE(idOf(house.logIn(u("STRAUẞ"))), "two");
            QCOMPARE(idOf(house.logIn(u("strauss"))), "WrongCredentials");
            QCOMPARE(idOf(house.logIn(u("ADA"))), "ada");
            QCOMPARE(idOf(house.logIn(u("nobody"))), "WrongCredentials");
        }
        QCOMPARE(house.bytes(), before);
        expectClash(u("one"));
        expectClash(u("two"));
        QCOMPARE(idOf(house.logIn(u("ada"))), "ada"); // and now it is renewed
        QCOMPARE(RawFile(house.path).run("PRAGMA user_version").toInt(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_NameKeys)
#include "tst_namekeys.moc"
