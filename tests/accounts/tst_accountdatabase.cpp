// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "accounts/limits.h"
#include "accounts/oldfile.h"

#include <QtCore/qdir.h>
#include <QtTest/qtest.h>

#include <sys/stat.h>

using namespace QtLogin;
using Kind = Error::Kind;

static const QString ada = QStringLiteral("ada");
static const QString bob = QStringLiteral("bob");

static uint modeOf(const QString &path)
{
    struct stat status
    { };
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
}

class tst_AccountDatabase : public QObject
{
    Q_OBJECT

    static Result<Proof> createIn(const House &house, const QString &name)
    {
        return answerOf(house.open()->createAccount({name, {}, House::secret(House::password)}));
    }

    // Every door says the same, and the file stays as it is.
    static void verifyRefused(const House &house, Kind kind)
    {
        const QByteArray before = house.bytes();
        const auto accounts = house.open();
        const auto has = answerOf(accounts->hasAccounts());
        const auto loaded = answerOf(accounts->load(ada));
        const auto in = house.logIn(ada);
        const auto created = createIn(house, bob);
        const auto presented = answerOf(accounts->present(QByteArray(16, 'a'), Secret::random(32).share(), {}));
        const auto revoked = answerOf(accounts->revokeAll(ada));
        QVERIFY(has.failedWith(kind) && loaded.failedWith(kind) && in.failedWith(kind));
        QVERIFY(created.failedWith(kind) && presented.failedWith(kind) && revoked.failedWith(kind));
        QVERIFY2(has.error().message().contains(QDir::toNativeSeparators(house.path)),
                 qPrintable(has.error().message()));
        QCOMPARE(has.error(), created.error());
        QCOMPARE(house.bytes(), before);
    }

private Q_SLOTS:
    void onlyTheOwnerReadsIt()
    {
        const auto before = umask(0);
        House house;
        QVERIFY(createIn(house, ada));
        umask(before);
        QCOMPARE(modeOf(house.path), 0600U);
        QCOMPARE(modeOf(house.marker()), 0600U);
        QCOMPARE(modeOf(QFileInfo(house.path).path()), 0700U);
    }

    void onlyTheOwnerReadsItsJournal()
    {
        const auto before = umask(0);
        House house;
        QVERIFY(createIn(house, ada));
        const RawFile file(house.path);
        file.run("BEGIN IMMEDIATE");
        file.run("UPDATE users SET name = 'x'");
        umask(before);
        QCOMPARE(modeOf(house.path + QStringLiteral("-journal")), 0600U);
        file.run("ROLLBACK");
    }

    void aFolderThatIsThereIsLeftAsItIs()
    {
        House house;
        QVERIFY(QDir().mkpath(QFileInfo(house.path).path()));
        const uint before = modeOf(QFileInfo(house.path).path());
        QVERIFY(createIn(house, ada));
        QCOMPARE(modeOf(QFileInfo(house.path).path()), before);
    }

    void anyPathWillDo_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("spaces") << QStringLiteral("my accounts.db");
        QTest::newRow("percent and question mark") << QStringLiteral("100%20?mode=memory#a.db");
        QTest::newRow("an ampersand") << QStringLiteral("a&cache=shared.db");
        QTest::newRow("Unicode") << QStringLiteral("Bücher/日本 🦄.db");
        QTest::newRow("what SQLite calls memory") << QStringLiteral(":memory:");
        QTest::newRow("quotes") << QStringLiteral("it's \"mine\".db");
        QTest::newRow("deep") << QStringLiteral("a/b/c/d.db");
    }

    void anyPathWillDo()
    {
        QFETCH(const QString, name);
        House house;
        house.path = house.folder.path() + QLatin1Char('/') + name;
        QVERIFY(createIn(house, ada));
        QVERIFY(house.logIn(ada));
        QVERIFY(QFileInfo(house.path).size() > 0);
    }

    void aRelativePathIsTakenAtOnce()
    {
        House house;
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(house.folder.path()));
        SqlAccounts accounts(QStringLiteral("accounts.db"), {.hashCost = HashCost::lowest(), .passwordPolicy = {}});
        QVERIFY(QDir::setCurrent(before));
        QVERIFY(answerOf(accounts.createAccount({ada, {}, House::secret(House::password)})));
        QVERIFY(QFileInfo::exists(house.folder.filePath(QStringLiteral("accounts.db"))));
    }

    void aMissingFileIsNotAFirstStart() // row 38
    {
        House house;
        QVERIFY(createIn(house, ada));
        QVERIFY(QFile::remove(house.path));
        verifyRefused(house, Kind::Unavailable);
        QVERIFY(!QFileInfo::exists(house.path));
        QVERIFY(answerOf(house.open()->hasAccounts()).error().message().contains(house.marker()));

        QVERIFY(QFile::remove(house.marker())); // as the sentence says
        QVERIFY(!*answerOf(house.open()->hasAccounts()));
        QVERIFY(createIn(house, bob));
    }

    void aFileThatComesBackIsTakenUp() // row 38
    {
        House house;
        const auto accounts = house.open();
        QVERIFY(createIn(house, ada));
        QVERIFY(QFile::rename(house.path, house.path + QStringLiteral(".away")));
        QVERIFY(answerOf(accounts->hasAccounts()).failedWith(Kind::Unavailable));
        QVERIFY(QFile::rename(house.path + QStringLiteral(".away"), house.path));
        QVERIFY(*answerOf(accounts->hasAccounts()));
        QVERIFY(house.logIn(ada));
    }

    void aLostMarkerComesBack()
    {
        House house;
        QVERIFY(createIn(house, ada));
        QVERIFY(QFile::remove(house.marker()));
        QVERIFY(house.logIn(ada));
        QVERIFY(QFileInfo::exists(house.marker()));
    }

    void anEmptyFileIsAFirstStartOnlyWithoutTheMarker() // a kill between making the file and filling it
    {
        House house;
        QVERIFY(createIn(house, ada));
        house.overwrite({});
        verifyRefused(house, Kind::Damaged);

        QVERIFY(QFile::remove(house.marker()));
        QVERIFY(!*answerOf(house.open()->hasAccounts()));
        QVERIFY(createIn(house, bob));
        QVERIFY(house.logIn(bob));
    }

    void aDamagedFileIsLeftAsItIs_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("length");
        QTest::newRow("the first bytes") << 0 << 16;
        QTest::newRow("the first page") << 0 << 4096;
        QTest::newRow("the schema") << 100 << 200;
        QTest::newRow("all of it") << 0 << (1 << 20);
        QTest::newRow("all but the first page") << 4096 << (1 << 20);
    }

    void aDamagedFileIsLeftAsItIs() // I3, row 37
    {
        QFETCH(const int, from);
        QFETCH(const int, length);
        House house;
        QVERIFY(createIn(house, ada));
        QByteArray content = house.bytes();
        const int end = int(std::min<qsizetype>(content.size(), from + length));
        for (int i = from; i < end; ++i)
            content[i] = char(content[i] ^ 0x5a);
        house.overwrite(content);
        verifyRefused(house, Kind::Damaged);
    }

    void damageIsNoticedBeforeItIsMet() // I3, row 37
    {
        House house;
        QVERIFY(createIn(house, ada));
        const int page =
            RawFile(house.path).run("SELECT rootpage FROM sqlite_schema WHERE name = 'remember_series'").toInt();
        QVERIFY(page > 1);
        QByteArray content = house.bytes();
        house.overwrite(content.replace((page - 1) * 4096, 12, QByteArray(12, '\xff')));
        verifyRefused(house, Kind::Damaged);
    }

    void aFileThatWasCutIsLeftAsItIs() // row 37
    {
        House house;
        QVERIFY(createIn(house, ada));
        const QByteArray whole = house.bytes();
        for (const qsizetype length :
             {qsizetype(1), qsizetype(50), qsizetype(4096), whole.size() / 2, whole.size() - 4096}) {
            house.overwrite(whole.left(length));
            verifyRefused(house, Kind::Damaged);
        }
        house.overwrite(whole);
        QVERIFY(house.logIn(ada));
    }

    // A sample of bytes; which of them are noticed is for the tests above.
    void noFlippedByteMakesAWrongPasswordRight() // I3
    {
        House house;
        QVERIFY(createIn(house, ada));
        const QByteArray whole = house.bytes();
        for (qsizetype i = 0; i < whole.size(); i += 499) {
            QByteArray content = whole;
            content[i] = char(content[i] ^ 0xff);
            house.overwrite(content);
            QVERIFY(!house.logIn(ada, "wrong"));
            const auto created = answerOf(house.open()->hasAccounts());
            QVERIFY(created.has_value() ? *created : true); // never "no accounts, be the first"
        }
    }

    void aNewerFileIsLeftAsItIs() // H4
    {
        House house;
        QVERIFY(createIn(house, ada));
        RawFile(house.path).run("PRAGMA user_version = 1000");
        verifyRefused(house, Kind::NewerFormat);
    }

    void anUnknownOlderFileIsLeftAsItIs()
    {
        House house;
        QVERIFY(createIn(house, ada));
        RawFile(house.path).run("PRAGMA user_version = -1");
        verifyRefused(house, Kind::Damaged);
    }

    void theFileOfSomethingElseIsLeftAsItIs()
    {
        House house;
        QVERIFY(QDir().mkpath(QFileInfo(house.path).path()));
        RawFile(house.path).run("CREATE TABLE diary (page TEXT)");
        verifyRefused(house, Kind::Damaged);
        RawFile(house.path).run("PRAGMA user_version = 1");
        verifyRefused(house, Kind::Damaged);
    }

    void aSchemaThatIsNotOursIsRefused_data()
    {
        QTest::addColumn<QByteArray>("planted");
        QTest::newRow("trigger") << QByteArray("CREATE TRIGGER t AFTER UPDATE ON users BEGIN DELETE FROM users; END");
        QTest::newRow("view") << QByteArray("CREATE VIEW v AS SELECT password FROM users");
        QTest::newRow("virtual table") << QByteArray("CREATE VIRTUAL TABLE v USING fts5(password)");
        QTest::newRow("table") << QByteArray("CREATE TABLE t (a TEXT)");
        QTest::newRow("index") << QByteArray("CREATE INDEX i ON users (stamp)");
        QTest::newRow("index that computes") << QByteArray("CREATE INDEX i ON users (lower(name))");
        QTest::newRow("column that computes")
            << QByteArray("ALTER TABLE users ADD COLUMN extra TEXT AS (hex(password))");
        QTest::newRow("table that has gone") << QByteArray("DROP TABLE retired_verifiers");
        QTest::newRow("index that has gone") << QByteArray("DROP INDEX remember_series_of_user");
        QTest::newRow("a rule that has gone") << QByteArray("ALTER TABLE users RENAME COLUMN stamp TO password2");
    }

    void aSchemaThatIsNotOursIsRefused() // I3
    {
        QFETCH(const QByteArray, planted);
        House house;
        QVERIFY(createIn(house, ada));
        RawFile(house.path).run(planted.constData());
        verifyRefused(house, Kind::Damaged);
    }

    void aPlantedViewInPlaceOfATableIsRefused() // I3
    {
        House house;
        QVERIFY(createIn(house, ada));
        {
            const RawFile file(house.path);
            file.run("ALTER TABLE users RENAME TO real_users");
            file.run("CREATE VIEW users AS SELECT id, 'ada' AS name, name_key, display_name, password, stamp, active"
                     " FROM real_users");
        }
        verifyRefused(house, Kind::Damaged);
    }

    void whatToolsForDatabasesDoIsNoDamage()
    {
        House house;
        QVERIFY(createIn(house, ada));
        for (const char *statement : {"ANALYZE", "VACUUM", "REINDEX"})
            RawFile(house.path).run(statement);
        QVERIFY(house.logIn(ada));
    }

    void everyVersionThereWasIsOpened_data()
    {
        QTest::addColumn<QList<QByteArray>>("file");
        const QByteArray ada = insertOfVersion1("5d2f5bc5-7b51-4b1c-8ae9-1f0f4de7a4f2", "ada", "ada");
        QTest::newRow("version 1") << statementsOfVersion1() + QList<QByteArray> {ada};
        // The tables are the same; keys are made by the rules of UserName.
        QTest::newRow("version 2") << statementsOfVersion1() + QList<QByteArray> {ada, "PRAGMA user_version = 2"};
    }

    void everyVersionThereWasIsOpened() // H4
    {
        QFETCH(const QList<QByteArray>, file);
        House house;
        writeFile(house, file);
        const auto in = house.logIn(ada);
        QVERIFY2(in, in ? "" : qPrintable(in.error().message()));
        QCOMPARE(std::get<Proof>(*in).stamp, QStringLiteral("a stamp"));
        QVERIFY(createIn(house, bob));
        QVERIFY(house.logIn(bob));
    }

    void aMigrationIsAllOrNothing() // H4
    {
        House house;
        {
            const FullDisk full(3 * 4096); // enough for some of the tables
            QVERIFY(full.isEffective());
            QVERIFY(createIn(house, ada).failedWith(Kind::Unavailable));
        }
        QCOMPARE(RawFile(house.path).run("SELECT count(*) FROM sqlite_schema").toInt(), 0);
        QCOMPARE(RawFile(house.path).run("PRAGMA user_version").toInt(), 0);
        QVERIFY(!*answerOf(house.open()->hasAccounts()));
        QVERIFY(createIn(house, ada));
    }

    void whatNobodyMayReadIsNotAFirstStart_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("the file") << QStringLiteral("data/accounts.db");
        QTest::newRow("the folder") << QStringLiteral("data");
    }

    void whatNobodyMayReadIsNotAFirstStart()
    {
        QFETCH(const QString, what);
        House house;
        QVERIFY(createIn(house, ada));
        const QString path = house.folder.filePath(what);
        const auto before = QFile::permissions(path);
        {
            const OrdinaryPerson person;
            QVERIFY(QFile::setPermissions(path, {}));
            const auto has = answerOf(house.open()->hasAccounts());
            QVERIFY(has.failedWith(Kind::Unavailable));
            QVERIFY2(has.error().message().contains(house.path), qPrintable(has.error().message()));
            QVERIFY(createIn(house, bob).failedWith(Kind::Unavailable));
        }
        QVERIFY(QFile::setPermissions(path, before));
        QVERIFY(house.logIn(ada));
    }

    void whereNoFileCanBeMadeThatIsSaid_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("in a file") << QStringLiteral("/proc/version/accounts.db");
        QTest::newRow("nowhere") << QStringLiteral("/proc/nonexistent/accounts.db");
        QTest::newRow("a folder") << QStringLiteral("/proc");
        QTest::newRow("no name at all") << QString();
        QTest::newRow("in memory") << QStringLiteral(":memory:");
    }

    void whereNoFileCanBeMadeThatIsSaid()
    {
        QFETCH(const QString, path);
        House house;
        house.path = path;
        const auto created = createIn(house, ada);
        QVERIFY(!created);
        QVERIFY(created.error().kind() == Kind::Unavailable || created.error().kind() == Kind::NotConfigured);
        QVERIFY(!created.error().message().isEmpty());
    }

    void manyMayMakeItAtOnce()
    {
        House house;
        std::vector<std::shared_ptr<SqlAccounts>> doors;
        QList<QFuture<Result<void>>> issued;
        for (int i = 0; i < 16; ++i) {
            doors.push_back(house.open());
            issued += doors.back()->issue({.selector = QByteArray(16, char('a' + i)),
                                           .verifierHash = QByteArray(32, 'h'),
                                           .userId = ada,
                                           .deviceName = {},
                                           .lifetime = std::chrono::days(1)});
        }
        for (const auto &future : issued)
            QVERIFY(answerOf(future));
        QCOMPARE(answerOf(doors.front()->devices(ada))->size(), 16);
    }
};

QTEST_GUILESS_MAIN(tst_AccountDatabase)
#include "tst_accountdatabase.moc"
