// SPDX-License-Identifier: MIT
#include "identity/foreignuser.h"
#include "identity/user.h"
#include "identity/usersnapshot.h"

#include <QtCore/qset.h>
#include <QtTest/qtest.h>

using namespace QtLogin;

namespace {

// Users as applications write them.
class Employee : public User
{
public:
    explicit Employee(QString id) : m_id(std::move(id)) { }
    QString id() const override { return m_id; }
    Scopes scopes() const override { return {QStringLiteral("read")}; }

private:
    QString m_id;
};

class Manager final : public Employee
{
public:
    using Employee::Employee;
};

class NamedGuest final : public AnonymousUser
{
public:
    QString displayName() const override { return QStringLiteral("Visitor"); }
};

UserPtr employee(const QString &id)
{
    return std::make_shared<const Employee>(id);
}

} // namespace

class tst_User : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUserNeedsAnIdOnly(); // FL-98, FL-99
    void aSimpleUserIsJustItsValues();
    void aSimpleUsersNamesFallBackToTheId();
    void aForeignUserIsAValueOfTheApplication(); // FL-13
    void anInactiveUserIsNotAuthenticated(); // FL-61, FL-98
    void anonymousIsNobody(); // FL-102, rule 39
    void aGuestMayHaveANameAndNoRights();

    void theSamePersonIsEqualAcrossObjects(); // FL-100
    void usersOfDifferentClassesAreDifferentPeople(); // FL-100, rule 40
    void twoAnonymousUsersAreNotTheSamePerson(); // FL-102, rule 40
    void equalUsersHashAlike(); // FL-101, rule 40
    void idsAreComparedExactly(); // rule 28
    void nullIsNotAPerson();

    void aSnapshotHoldsWhatWasTrue();
    void aSnapshotOfSomebodyInactiveHasNoScopes(); // rule 39
    void aSnapshotOfNobodyIsEmpty(); // rule 39
};

void tst_User::aUserNeedsAnIdOnly() // FL-98, FL-99
{
    const UserPtr ada = employee(QStringLiteral("ada"));
    QCOMPARE(ada->id(), QStringLiteral("ada"));
    QCOMPARE(ada->userName(), QStringLiteral("ada"));
    QCOMPARE(ada->displayName(), QStringLiteral("ada"));
    QVERIFY(ada->isActive());
    QVERIFY(ada->isAuthenticated());
    QVERIFY(!ada->isAnonymous());
    QVERIFY(ada->sessionStamp().isEmpty());
}

void tst_User::aSimpleUserIsJustItsValues()
{
    const UserPtr ada = SimpleUser::create({.id = QStringLiteral("1"),
                                            .userName = QStringLiteral("ada"),
                                            .displayName = QStringLiteral("Ada Lovelace"),
                                            .scopes = {QStringLiteral("read"), QStringLiteral("write")},
                                            .sessionStamp = QStringLiteral("s1"),
                                            .active = true});
    QCOMPARE(ada->id(), QStringLiteral("1"));
    QCOMPARE(ada->userName(), QStringLiteral("ada"));
    QCOMPARE(ada->displayName(), QStringLiteral("Ada Lovelace"));
    QCOMPARE(ada->scopes(), Scopes({QStringLiteral("read"), QStringLiteral("write")}));
    QCOMPARE(ada->sessionStamp(), QStringLiteral("s1"));
    QVERIFY(ada->isAuthenticated());
}

void tst_User::aSimpleUsersNamesFallBackToTheId()
{
    const UserPtr one = SimpleUser::create({.id = QStringLiteral("1")});
    QCOMPARE(one->userName(), QStringLiteral("1"));
    QCOMPARE(one->displayName(), QStringLiteral("1"));
    const UserPtr ada = SimpleUser::create({.id = QStringLiteral("1"), .userName = QStringLiteral("ada")});
    QCOMPARE(ada->displayName(), QStringLiteral("ada"));
}

void tst_User::aForeignUserIsAValueOfTheApplication()
{
    struct Row
    {
        QString key;
        int age = 0;
        QString mail() const { return key + QStringLiteral("@example.org"); }
    };
    using Member = ForeignUser<Row>;
    const Row ada {QStringLiteral("ada"), 36};
    const UserPtr byMember = Member::create(ada, &Row::key);
    QCOMPARE(byMember->id(), QStringLiteral("ada"));
    QCOMPARE(byMember->displayName(), QStringLiteral("ada"));
    QCOMPARE(Member::in(byMember)->age, 36);
    QCOMPARE(Member::create(ada, &Row::mail)->id(), QStringLiteral("ada@example.org"));
    const UserPtr byFields = Member::create(ada, [](const Row &row) {
        return SimpleUser::Fields {.id = row.key, .scopes = {QStringLiteral("read")}, .active = row.age > 40};
    });
    QVERIFY(!byFields->isActive() && byFields->scopes().contains(QStringLiteral("read")));
    QVERIFY(isSamePerson(byMember, byFields));
    QVERIFY(!isSamePerson(byMember, SimpleUser::create({.id = QStringLiteral("ada")})));
    for (const UserPtr &other : {UserPtr(), employee(QStringLiteral("ada")), UserPtr(std::make_shared<const AnonymousUser>())})
        QVERIFY(!Member::in(other));
    const auto shared = std::make_shared<Row>(ada); // also one that must not be copied
    const UserPtr owner = ForeignUser<std::shared_ptr<Row>>::create(shared, [](const auto &row) { return row->key; });
    QCOMPARE(ForeignUser<std::shared_ptr<Row>>::in(owner)->get(), shared.get());
}

void tst_User::anInactiveUserIsNotAuthenticated() // FL-61, FL-98
{
    const UserPtr ada = SimpleUser::create({.id = QStringLiteral("ada"), .active = false});
    QVERIFY(!ada->isActive());
    QVERIFY(!ada->isAuthenticated());
    QVERIFY(!ada->isAnonymous());
}

void tst_User::anonymousIsNobody() // FL-102, rule 39
{
    const AnonymousUser nobody;
    QVERIFY(nobody.isAnonymous());
    QVERIFY(!nobody.isActive());
    QVERIFY(!nobody.isAuthenticated());
    QVERIFY(nobody.id().isEmpty());
    QVERIFY(nobody.userName().isEmpty());
    QVERIFY(!nobody.displayName().isEmpty());
    QVERIFY(nobody.scopes().isEmpty());
    QVERIFY(nobody.sessionStamp().isEmpty());
}

void tst_User::aGuestMayHaveANameAndNoRights()
{
    const UserPtr guest = std::make_shared<const NamedGuest>();
    QCOMPARE(guest->displayName(), QStringLiteral("Visitor"));
    QVERIFY(guest->isAnonymous());
    QVERIFY(guest->scopes().isEmpty());
}

void tst_User::theSamePersonIsEqualAcrossObjects() // FL-100
{
    const UserPtr ada = employee(QStringLiteral("ada"));
    const UserPtr adaAnew = employee(QStringLiteral("ada"));
    const UserPtr bob = employee(QStringLiteral("bob"));
    QVERIFY(*ada == *ada);
    QVERIFY(*ada == *adaAnew);
    QVERIFY(isSamePerson(ada, adaAnew));
    QVERIFY(*ada != *bob);
    QVERIFY(!isSamePerson(ada, bob));

    // A person is known by their id: rights and stamps do not make another person.
    const UserPtr before = SimpleUser::create({.id = QStringLiteral("ada"), .sessionStamp = QStringLiteral("1")});
    const UserPtr after = SimpleUser::create({.id = QStringLiteral("ada"), .active = false});
    QVERIFY(isSamePerson(before, after));
}

void tst_User::usersOfDifferentClassesAreDifferentPeople() // FL-100, rule 40
{
    const UserPtr ada = employee(QStringLiteral("ada"));
    const UserPtr simple = SimpleUser::create({.id = QStringLiteral("ada")});
    const UserPtr manager = std::make_shared<const Manager>(QStringLiteral("ada"));
    QVERIFY(*ada != *simple);
    QVERIFY(*ada != *manager);
    QVERIFY(*manager != *ada);
    QVERIFY(!isSamePerson(ada, manager));
}

void tst_User::twoAnonymousUsersAreNotTheSamePerson() // FL-102, rule 40
{
    const UserPtr one = std::make_shared<const AnonymousUser>();
    const UserPtr other = std::make_shared<const AnonymousUser>();
    QVERIFY(*one == *one);
    QVERIFY(*one != *other);
    QVERIFY(!isSamePerson(one, other));
    QVERIFY(!isSamePerson(one, employee(QString())));
    QVERIFY(!isSamePerson(employee(QString()), one));
}

void tst_User::equalUsersHashAlike() // FL-101, rule 40
{
    QCOMPARE(qHash(*employee(QStringLiteral("ada"))), qHash(*employee(QStringLiteral("ada"))));
    QCOMPARE(qHash(*employee(QStringLiteral("ada")), 7), qHash(*employee(QStringLiteral("ada")), 7));
    QSet<size_t> hashes;
    for (int i = 0; i < 100; ++i)
        hashes.insert(qHash(*employee(QString::number(i))));
    QVERIFY(hashes.size() > 90);
}

void tst_User::idsAreComparedExactly() // rule 28
{
    const auto same = [](const QString &a, const QString &b) { return isSamePerson(employee(a), employee(b)); };
    QVERIFY(same(QStringLiteral("0"), QStringLiteral("0")));
    QVERIFY(!same(QStringLiteral("0"), QStringLiteral("00")));
    QVERIFY(!same(QStringLiteral("ada"), QStringLiteral("Ada")));
    QVERIFY(!same(QStringLiteral("ada"), QStringLiteral("ada ")));
    QVERIFY(same(QString::fromUtf8("Zoë|\u05d0"), QString::fromUtf8("Zoë|\u05d0")));
    QVERIFY(!same(QString::fromUtf8("\u00e9"), QString::fromUtf8("e\u0301")));
    QVERIFY(!same(QStringLiteral("a") + QChar(0) + u'b', QStringLiteral("a")));
}

void tst_User::nullIsNotAPerson()
{
    const UserPtr ada = employee(QStringLiteral("ada"));
    QVERIFY(!isSamePerson(ada, nullptr));
    QVERIFY(!isSamePerson(nullptr, ada));
    QVERIFY(!isSamePerson(nullptr, nullptr));
}

void tst_User::aSnapshotHoldsWhatWasTrue()
{
    const UserPtr ada = SimpleUser::create({.id = QStringLiteral("1"),
                                            .displayName = QStringLiteral("Ada"),
                                            .scopes = {QStringLiteral("read")},
                                            .sessionStamp = QStringLiteral("s1")});
    const UserSnapshot snapshot = UserSnapshot::of(*ada);
    QCOMPARE(snapshot.id, QStringLiteral("1"));
    QCOMPARE(snapshot.displayName, QStringLiteral("Ada"));
    QCOMPARE(snapshot.scopes, Scopes({QStringLiteral("read")}));
    QCOMPARE(snapshot.sessionStamp, QStringLiteral("s1"));
    QVERIFY(snapshot.authenticated);
    QVERIFY(snapshot == UserSnapshot::of(*ada));
    QVERIFY(!(snapshot == UserSnapshot()));
}

void tst_User::aSnapshotOfSomebodyInactiveHasNoScopes() // rule 39
{
    const UserPtr ada =
        SimpleUser::create({.id = QStringLiteral("1"), .scopes = {QStringLiteral("read")}, .active = false});
    const UserSnapshot snapshot = UserSnapshot::of(*ada);
    QCOMPARE(snapshot.id, QStringLiteral("1"));
    QVERIFY(snapshot.scopes.isEmpty());
    QVERIFY(!snapshot.authenticated);
}

void tst_User::aSnapshotOfNobodyIsEmpty() // rule 39
{
    const UserSnapshot snapshot = UserSnapshot::of(AnonymousUser());
    QVERIFY(snapshot.id.isEmpty());
    QVERIFY(snapshot.scopes.isEmpty());
    QVERIFY(!snapshot.authenticated);
    QVERIFY(!UserSnapshot().authenticated);
}

QTEST_APPLESS_MAIN(tst_User)
#include "tst_user.moc"
