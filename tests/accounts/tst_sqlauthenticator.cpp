// SPDX-License-Identifier: MIT
#include "accounts/house.h"
#include "contracts/authenticatorcontract.h"

using namespace QtLogin;

class tst_SqlAuthenticator : public AuthenticatorContract
{
    Q_OBJECT

    std::shared_ptr<Authenticator> authenticator() override { return m_house.open(); }
    QString adasId() override { return m_ada; }
    std::shared_ptr<Authenticator> brokenAuthenticator() override { return m_ruin.open(); }

    House m_house;
    House m_ruin;
    QString m_ada;

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(password(), QByteArray(House::password));
        m_ada = m_house.create(QStringLiteral("ada"));
        const QString gone = m_house.create(QStringLiteral("gone"));
        QVERIFY(!m_ada.isEmpty() && !gone.isEmpty());
        QVERIFY(answerOf(m_house.open()->setActive(gone, false)));
        QVERIFY(!m_ruin.create(QStringLiteral("ada")).isEmpty());
        m_ruin.overwrite("this is no database, and long enough to be looked at as if it were one");
    }
};

QTEST_GUILESS_MAIN(tst_SqlAuthenticator)
#include "tst_sqlauthenticator.moc"
