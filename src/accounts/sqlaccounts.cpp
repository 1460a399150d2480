// SPDX-License-Identifier: MIT
#include "accounts/sqlaccounts.h"

#include "accounts/passwordaccounts_p.h"
#include "accounts/rememberedlogins_p.h"
#include "foundation/worker.h"

#include <chrono>

namespace QtLogin {

// Two lanes, so that no user waits for another user's password: what is quick, in the order in
// which it was asked for, and what computes hashes. Each task shares all of this, for one whose disk hangs may go on
// after the end.
class SqlAccounts::Private : public std::enable_shared_from_this<Private>
{
public:
    Private(const QString &path, const Options &options, std::shared_ptr<Clock> theClock)
        : clock(std::move(theClock)),
          policy(options.passwordPolicy),
          database(path),
          accounts(database, options.hashCost, policy, *clock),
          remembered(database, *clock)
    {
    }

    // Runs \a work in the lane for hashes, unless no caller waits for it any more by then.
    template<typename Work>
    auto hash(Work work) -> QFuture<std::invoke_result_t<Work &>>
    {
        return hashing.run([self = shared_from_this(), work = std::move(work)]() mutable -> std::invoke_result_t<Work &> {
            if (self->accounts.isAbandoned())
                return Error::Kind::Abandoned;
            return work();
        });
    }

    const std::shared_ptr<Clock> clock;
    const PasswordPolicy policy;
    const AccountDatabase database;
    PasswordAccounts accounts;
    const RememberedLogins remembered;
    Worker quick;
    Worker hashing;
};

SqlAccounts::SqlAccounts(const QString &path, std::shared_ptr<Clock> clock)
    : SqlAccounts(path, Options(), std::move(clock))
{
}

SqlAccounts::SqlAccounts(const QString &path, const Options &options, std::shared_ptr<Clock> clock)
    : d(std::make_shared<Private>(path, options, std::move(clock)))
{
}

SqlAccounts::~SqlAccounts()
{
    d->accounts.abandon();
    d->hashing.stop(std::chrono::seconds(2));
    d->quick.stop(std::chrono::seconds(2));
}

QFuture<Result<void>> SqlAccounts::setActive(const QString &userId, bool active)
{
    return d->quick.run([d = d, userId, active] { return d->accounts.setActive(userId, active); });
}

QFuture<Result<void>> SqlAccounts::rename(const QString &userId, const QString &userName)
{
    return d->quick.run([d = d, userId, userName] { return d->accounts.rename(userId, userName); });
}

QFuture<Result<QList<UserPtr>>> SqlAccounts::nameClashes()
{
    return d->quick.run([d = d] { return d->accounts.sharingAName(); });
}

QFuture<Result<UserPtr>> SqlAccounts::load(const QString &id)
{
    return d->quick.run([d = d, id] { return d->accounts.load(id); });
}

// A user who logs in does not wait for a stronger hash of the same password.
QFuture<Result<Authentication>> SqlAccounts::authenticate(const Credentials &credentials)
{
    const Answer<Authentication> answer;
    d->hash([d = d, credentials, answer]() -> Result<void> {
        const auto row = d->accounts.judge(credentials);
        if (!row) {
            answer.finish(row.error());
            return {};
        }
        answer.finish(Authentication(Proof {.userId = row->id, .stamp = row->stamp}));
        d->accounts.strengthen(*row, credentials.secret());
        return {};
    });
    return answer.future();
}

QFuture<Result<bool>> SqlAccounts::hasAccounts()
{
    return d->quick.run([d = d] { return d->accounts.hasAny(); });
}

QStringList SqlAccounts::passwordComplaints(const Secret &password, const QString &userName) const
{
    return d->policy.complaints(password, userName);
}

QFuture<Result<Proof>> SqlAccounts::createAccount(const NewAccount &account)
{
    if (!account.password)
        return readyFuture<Result<Proof>>(Error::Kind::InvalidInput);
    return d->hash([d = d, account] { return d->accounts.create(account); });
}

QFuture<Result<Proof>> SqlAccounts::changePassword(const QString &userId, SecretPtr current, SecretPtr replacement)
{
    if (!current || !replacement)
        return readyFuture<Result<Proof>>(Error::Kind::InvalidInput);
    return d->hash(
        [d = d, userId, current, replacement] { return d->accounts.change(userId, *current, *replacement); });
}

QFuture<Result<void>> SqlAccounts::changeStamp(const QString &userId)
{
    return d->quick.run([d = d, userId] { return d->accounts.changeStamp(userId); });
}

QFuture<Result<void>> SqlAccounts::issue(const NewSeries &series)
{
    return d->quick.run([d = d, series] { return d->remembered.issue(series); });
}

QFuture<Result<RememberVerifier::Presented>> SqlAccounts::present(const QByteArray &selector, SecretPtr verifier,
                                                                  const QByteArray &successorHash)
{
    if (!verifier)
        return readyFuture<Result<Presented>>(Error::Kind::InvalidInput);
    return d->quick.run([d = d, selector, verifier, successorHash] {
        return d->remembered.present(selector, *verifier, successorHash);
    });
}

QFuture<Result<RememberVerifier::Series>> SqlAccounts::touch(const QByteArray &selector)
{
    return d->quick.run([d = d, selector] { return d->remembered.touch(selector); });
}

QFuture<Result<void>> SqlAccounts::revoke(const QByteArray &selector)
{
    return d->quick.run([d = d, selector] { return d->remembered.revoke(selector); });
}

QFuture<Result<void>> SqlAccounts::revokeAll(const QString &userId)
{
    return d->quick.run([d = d, userId] { return d->remembered.revokeAll(userId); });
}

QFuture<Result<void>> SqlAccounts::revokeAllUsers()
{
    return d->quick.run([d = d] { return d->remembered.revokeAllUsers(); });
}

QFuture<Result<QList<RememberVerifier::Series>>> SqlAccounts::devices(const QString &userId)
{
    return d->quick.run([d = d, userId] { return d->remembered.devices(userId); });
}

void SqlAccounts::flush(std::chrono::milliseconds longest)
{
    using std::chrono::steady_clock;
    const auto end = steady_clock::now() + longest;
    d->quick.waitForDone(longest);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - steady_clock::now());
    d->hashing.waitForDone(std::max(left, std::chrono::milliseconds(0)));
}

} // namespace QtLogin
