// SPDX-License-Identifier: MIT
#include "identity/jointuserloader_p.h"

#include <QtTest/qtest.h>

using namespace QtLogin;

namespace {

// Loads everyone, and says whom it was asked for.
class Directory : public UserLoader
{
public:
    QFuture<Result<UserPtr>> load(const QString &id) override
    {
        asked.append(id);
        return readyFuture<Result<UserPtr>>(SimpleUser::create({.id = id}));
    }

    QStringList asked;
};

class Company final : public Directory, public Realm
{
public:
    explicit Company(const QString &prefix) : m_prefix(prefix) { }
    QString idPrefix() const override { return m_prefix; }

private:
    const QString m_prefix;
};

const QString acme = QStringLiteral("https://id.example.org#");
const QString branch = QStringLiteral("https://id.example.org#branch/");

std::shared_ptr<UserLoader> join(std::initializer_list<std::shared_ptr<UserLoader>> loaders)
{
    std::shared_ptr<UserLoader> all;
    for (const auto &each : loaders)
        all = joined<JointUserLoader>(all, each);
    return all;
}

} // namespace

class tst_JointUserLoader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachUserIsLoadedByTheirRealm_data();
    void eachUserIsLoadedByTheirRealm();
    void theLongestPrefixCounts();
    void whereNoneServesTheUserThereIsNone();
    void twoWithoutARealmAreNotJoined();
    void theSameRealmIsReplaced();
    void aThirdOneIsJoinedToTheTwoBefore();
};

void tst_JointUserLoader::eachUserIsLoadedByTheirRealm_data()
{
    QTest::addColumn<bool>("isCompanyFirst");
    QTest::newRow("company first") << true;
    QTest::newRow("own accounts first") << false;
}

void tst_JointUserLoader::eachUserIsLoadedByTheirRealm()
{
    QFETCH(const bool, isCompanyFirst);
    const auto own = std::make_shared<Directory>();
    const auto company = std::make_shared<Company>(acme);
    const auto all = isCompanyFirst ? join({company, own}) : join({own, company});
    for (const QString &id : {QStringLiteral("1"), QStringLiteral("https://id.example.org"), acme + QStringLiteral("ada")})
        QCOMPARE((*resultOf(all->load(id)))->id(), id);
    QCOMPARE(own->asked, (QStringList {QStringLiteral("1"), QStringLiteral("https://id.example.org")}));
    QCOMPARE(company->asked, (QStringList {acme + QStringLiteral("ada")}));
}

void tst_JointUserLoader::theLongestPrefixCounts()
{
    const auto company = std::make_shared<Company>(acme);
    const auto inner = std::make_shared<Company>(branch);
    for (const auto &all : {join({company, inner}), join({inner, company})})
        (void)all->load(branch + QStringLiteral("ada"));
    QCOMPARE(inner->asked.size(), 2);
    QVERIFY(company->asked.isEmpty());
}

void tst_JointUserLoader::whereNoneServesTheUserThereIsNone()
{
    const auto all = join({std::make_shared<Company>(acme), std::make_shared<Company>(QStringLiteral("b:"))});
    QVERIFY(resultOf(all->load(QStringLiteral("1"))).failedWith(Error::Kind::Absent));
    QVERIFY(resultOf(all->load(QStringLiteral("b:1"))));
}

void tst_JointUserLoader::twoWithoutARealmAreNotJoined()
{
    const auto second = std::make_shared<Directory>();
    QVERIFY(join({std::make_shared<Directory>(), second}) == second);
}

void tst_JointUserLoader::theSameRealmIsReplaced()
{
    const auto first = std::make_shared<Company>(acme), second = std::make_shared<Company>(acme);
    QVERIFY(join({first, second}) == second);
    const auto own = std::make_shared<Directory>(), other = std::make_shared<Directory>();
    const auto all = join({own, first, other, second});
    (void)all->load(acme);
    (void)all->load(QStringLiteral("1"));
    QVERIFY(own->asked.isEmpty() && first->asked.isEmpty());
    QVERIFY(!other->asked.isEmpty() && !second->asked.isEmpty());
}

void tst_JointUserLoader::aThirdOneIsJoinedToTheTwoBefore()
{
    const auto own = std::make_shared<Directory>();
    const auto one = std::make_shared<Company>(acme), two = std::make_shared<Company>(QStringLiteral("b:"));
    const auto all = join({own, one, two});
    for (const QString &id : {acme + u'1', QStringLiteral("b:1"), QStringLiteral("1")})
        (void)all->load(id);
    QCOMPARE(own->asked.size(), 1);
    QCOMPARE(one->asked.size(), 1);
    QCOMPARE(two->asked.size(), 1);
}

QTEST_GUILESS_MAIN(tst_JointUserLoader)
#include "tst_jointuserloader.moc"
