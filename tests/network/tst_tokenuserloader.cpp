// SPDX-License-Identifier: MIT
#include "contracts/userloadercontract.h"
#include "network/tokentest.h"

using namespace QtLogin;

class tst_TokenUserLoader : public UserLoaderContract
{
    Q_OBJECT

    std::shared_ptr<UserLoader> loader() override { return m_stage.adasLogins(); }
    QString knownId() override { return QStringLiteral("ada-1"); }
    std::shared_ptr<UserLoader> brokenLoader() override { return m_stage.logins(); } // nobody has logged in there

    TokenStage m_stage;
};

QTEST_GUILESS_MAIN(tst_TokenUserLoader)
#include "tst_tokenuserloader.moc"
