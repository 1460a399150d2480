// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "contracts/userloadercontract.h"

using namespace QtLogin;

class tst_SqlUserLoader : public UserLoaderContract
{
    Q_OBJECT

    std::shared_ptr<UserLoader> loader() override { return m_house.open(); }
    QString knownId() override { return m_ada; }
    std::shared_ptr<UserLoader> brokenLoader() override { return m_ruin.open(); }

    House m_house;
    House m_ruin;
    QString m_ada;

private Q_SLOTS:
    void initTestCase()
    {
        m_ada = m_house.create(QStringLiteral("ada"));
        QVERIFY(!m_ada.isEmpty());
        QVERIFY(!m_ruin.create(QStringLiteral("ada")).isEmpty());
        m_ruin.overwrite("this is no database, and long enough to be looked at as if it were one");
    }
};

QTEST_GUILESS_MAIN(tst_SqlUserLoader)
#include "tst_sqluserloader.moc"
