// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "accounts/limits.h"
#include "accounts/rawfile.h"
#include "accounts/sqlconnection_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;
using Kind = Error::Kind;

static const QString ada = QStringLiteral("ada");
static const QString bob = QStringLiteral("bob");

class tst_SqlConnection : public QObject
{
    Q_OBJECT

    static Result<Proof> createIn(const House &house, const QString &name)
    {
        return answerOf(house.open()->createAccount({name, {}, House::secret(House::password)}));
    }

private Q_SLOTS:
    void itNeverMakesAFile() // a file that has just gone must not come back empty
    {
        House house;
        house.path = house.folder.filePath(QStringLiteral("nothing.db"));
        const auto connection = SqlConnection::open(house.path);
        QVERIFY(connection.failedWith(Kind::Unavailable));
        QVERIFY(!QFile::exists(house.path));
    }

    void aTransactionIsAllOrNothing()
    {
        House house;
        QVERIFY(createIn(house, ada));
        const auto connection = SqlConnection::open(house.path);
        QVERIFY(connection);
        const auto failed = connection->inTransaction([&]() -> Result<void> {
            const auto done = connection->run(QStringLiteral("DELETE FROM users"));
            return done ? Error::Kind::Internal : done.error();
        });
        QVERIFY(failed.failedWith(Kind::Internal));
        QVERIFY(house.logIn(ada));
        QVERIFY(connection->inTransaction([] { return Result<int>(1); })); // nothing is left open
    }

    void theGuardsAreUp() // I3, H4
    {
        House house;
        QVERIFY(createIn(house, ada));
        const auto connection = SqlConnection::open(house.path);
        QVERIFY(connection);
        const auto is = [&](const char *pragma) {
            auto query = connection->run(QStringLiteral("PRAGMA ") + QLatin1StringView(pragma));
            return query && *connection->next(*query) ? query->value(0).toInt() : -1;
        };
        QCOMPARE(is("trusted_schema"), 0);
        QCOMPARE(is("writable_schema"), 0);
        QCOMPARE(is("mmap_size"), 0);
        QCOMPARE(is("cell_size_check"), 1);
        QCOMPARE(is("foreign_keys"), 1);
        QCOMPARE(is("secure_delete"), 1);
        QCOMPARE(is("synchronous"), 3); // EXTRA
        QCOMPARE(is("busy_timeout"), 5000);
    }

    void aFileThatCannotBeWrittenStillLetsPeopleIn() // H5
    {
        House house;
        const auto proof = createIn(house, ada);
        QVERIFY(proof);
        const OrdinaryPerson person;
        QVERIFY(person.isEffective());
        QVERIFY(QFile::setPermissions(house.path, QFile::ReadOwner));
        const QByteArray before = house.bytes();
        const auto accounts = house.open(*HashCost::of(3, 32)); // wants to replace the hash, too

        QVERIFY(*answerOf(accounts->hasAccounts()));
        QVERIFY(answerOf(accounts->load(proof->userId)));
        QVERIFY(answerOf(accounts->authenticate(Credentials::password(ada, House::secret(House::password)))));
        const auto created = createIn(house, bob);
        QVERIFY(created.failedWith(Kind::Unavailable));
        QVERIFY2(created.error().message().contains(house.path), qPrintable(created.error().message()));
        QVERIFY(answerOf(accounts->revokeAll(ada)).failedWith(Kind::Unavailable));
        accounts->flush(std::chrono::minutes(1));
        QCOMPARE(house.bytes(), before);
    }

    void aFolderThatCannotBeWrittenStillLetsPeopleIn() // H5
    {
        House house;
        QVERIFY(createIn(house, ada));
        const QString folder = QFileInfo(house.path).path();
        const OrdinaryPerson person;
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        QVERIFY(house.logIn(ada));
        QVERIFY(createIn(house, bob).failedWith(Kind::Unavailable));
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(createIn(house, bob));
    }

    void aFullDiskLosesNothing() // H5, row 39
    {
        House house;
        QVERIFY(createIn(house, ada));
        const QByteArray before = house.bytes();
        const auto accounts = house.open();
        int created = 0;
        {
            const FullDisk full(before.size());
            QVERIFY(full.isEffective());
            Result<Proof> last = Error::Kind::Internal;
            for (; created < 100; ++created) {
                last =
                    answerOf(accounts->createAccount({QStringLiteral("user%1").arg(created),
                                                      QString(250, QLatin1Char('x')), House::secret(House::password)}));
                if (!last)
                    break;
            }
            QVERIFY(last.failedWith(Kind::Unavailable));
            QVERIFY2(last.error().message().contains(house.path), qPrintable(last.error().message()));
            QVERIFY(answerOf(accounts->authenticate(Credentials::password(ada, House::secret(House::password)))));
        }
        QCOMPARE(RawFile(house.path).run("PRAGMA integrity_check").toString(), QStringLiteral("ok"));
        QCOMPARE(RawFile(house.path).run("SELECT count(*) FROM users").toInt(), created + 1); // no half of one
        QVERIFY(createIn(house, QStringLiteral("user%1").arg(created)));
    }

    void aBusyFileIsNoWrongPassword() // row 36
    {
        House house;
        QVERIFY(createIn(house, ada));
        {
            const RawFile other(house.path);
            other.run("BEGIN EXCLUSIVE");
            const auto in = house.logIn(ada);
            QVERIFY(in.failedWith(Kind::Unavailable));
            QVERIFY2(in.error().message().contains(QStringLiteral("busy")), qPrintable(in.error().message()));
            other.run("ROLLBACK");
        }
        QVERIFY(house.logIn(ada));
    }

    void whoWritesMeanwhileIsWaitedFor() // row 36
    {
        House house;
        QVERIFY(createIn(house, ada));
        const RawFile other(house.path);
        other.run("BEGIN IMMEDIATE");
        const auto accounts = house.open();
        const auto revoked = accounts->revokeAll(ada);
        QVERIFY(house.logIn(ada)); // readers are not in the way
        QVERIFY(!revoked.isFinished());
        other.run("COMMIT");
        QVERIFY(answerOf(revoked));
    }

    void sqlInWordsIsOnlyWords() // I3
    {
        House house;
        const QString evil = QStringLiteral("x'; DROP TABLE users; --");
        QVERIFY(createIn(house, ada));
        QVERIFY(createIn(house, evil));
        QVERIFY(house.logIn(evil) && house.logIn(ada));
        QCOMPARE(RawFile(house.path).run("SELECT name FROM users WHERE name LIKE '%DROP%'").toString(), evil);
    }
};

QTEST_GUILESS_MAIN(tst_SqlConnection)
#include "tst_sqlconnection.moc"
