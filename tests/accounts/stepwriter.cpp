// SPDX-License-Identifier: MIT
// Does one thing to an accounts file, and kills itself in front of one step of it. Arguments: the file, what to do,
// and the step. Ends with success when it has come through.
#include "accounts/killed.h"
#include "accounts/sqlaccounts.h"
#include "support/deathstep.h"

#include <QtCore/qcoreapplication.h>

using namespace QtLogin;

static HashCost dearer()
{
    return *HashCost::of(3, 20);
}

// Answers when \a what has been done.
static QFuture<Result<void>> begin(SqlAccounts &accounts, const QString &what, QObject *context)
{
    const Answer<void> done;
    const auto finish = [done](const auto &result) { done.finish(result ? Result<void>() : Result<void>(result.error())); };
    if (what == QLatin1String("create"))
        whenDone(accounts.createAccount({Killed::person(), {}, Killed::password(0)}), context, finish);
    if (what == QLatin1String("change"))
        whenDone(accounts.changePassword(Killed::id(), Killed::password(0), Killed::password(1)), context, finish);
    if (what == QLatin1String("stamp"))
        whenDone(accounts.changeStamp(Killed::id()), context, finish);
    if (what == QLatin1String("renew keys"))
        whenDone(accounts.hasAccounts(), context, finish);
    if (what == QLatin1String("rehash")) {
        whenDone(accounts.authenticate(Credentials::password(Killed::person(), Killed::password(0))), context,
                 [&accounts, finish](const Result<Authentication> &in) {
                     accounts.flush(std::chrono::minutes(1)); // the hash is made after the answer
                     finish(in);
                 });
    }
    return done.future();
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString what = arguments.at(2);
    SqlAccounts accounts(arguments.at(1),
                         {.hashCost = what == QLatin1String("rehash") ? dearer() : HashCost::lowest(),
                          .passwordPolicy = {}});
    DeathStep::arm(arguments.at(3).toInt());
    whenDone(begin(accounts, what, &application), &application, [](const Result<void> &done) {
        if (!done)
            qInfo("%s", qPrintable(done.error().message()));
        QCoreApplication::exit(done ? 0 : 1);
    });
    return application.exec();
}
