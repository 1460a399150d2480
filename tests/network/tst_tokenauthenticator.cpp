// SPDX-License-Identifier: MIT
#include "contracts/authenticatorcontract.h"
#include "network/tokentest.h"

using namespace QtLogin;

class tst_TokenAuthenticator : public AuthenticatorContract
{
    Q_OBJECT

    std::shared_ptr<Authenticator> authenticator() override { return m_stage.logins(); }
    QString adasId() override { return QStringLiteral("ada-1"); }
    std::shared_ptr<Authenticator> brokenAuthenticator() override { return m_ruin.logins(); }

    TokenStage m_stage;
    TokenStage m_ruin;

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(password(), QByteArray(TokenStage::password));
        m_ruin.service.server().stop();
    }
};

QTEST_GUILESS_MAIN(tst_TokenAuthenticator)
#include "tst_tokenauthenticator.moc"
