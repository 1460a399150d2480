// SPDX-License-Identifier: MIT
#include "accounts/sqlaccounts.h"
#include "contracts/rememberverifiercontract.h"

using namespace QtLogin;

class tst_SqlRememberVerifier : public RememberVerifierContract
{
    Q_OBJECT

    std::shared_ptr<RememberVerifier> open(const QString &folder, std::shared_ptr<Clock> clock) override
    {
        return std::make_shared<SqlAccounts>(folder + QStringLiteral("/accounts.db"), std::move(clock));
    }
};

QTEST_GUILESS_MAIN(tst_SqlRememberVerifier)
#include "tst_sqlrememberverifier.moc"
