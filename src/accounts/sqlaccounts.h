// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/hashcost.h"
#include "accounts/passwordpolicy.h"
#include "authenticators/accounteditor.h"
#include "authenticators/authenticator.h"
#include "identity/userloader.h"
#include "remember/rememberverifier.h"

namespace QtLogin {

//! An own user database in one SQLite file, in every role that a LoginManager has for it.
//!
//! ```cpp
//! auto accounts = std::make_shared<QtLogin::SqlAccounts>(path);
//! setup.use(accounts);
//! ```
//!
//! The file, readable by its owner only, is created with the first account or remembered login;
//! constructing does no I/O. Beside it lies `<path>.exists`, so that a file that has gone is an
//! error and not a first start. A file that is damaged, newer or not ours is an error, too, and
//! left as it is; from one that cannot be written, people can still log in. Several processes of one user may use one
//! file. It is closed to other users wherever they could open it; one that belongs to another user, or lies in a
//! folder that everybody can write to, is refused.
//!
//! A user's id is a random UUID. Users have no scopes; a loader of yours in front of this one adds them, as
//! docs/your-own-parts.md shows. Two user names are the same when they differ only by case, white space, joiners or
//! in ways that a user cannot see; so are i, I, İ and ı, and ß and ss.
//! Databases and hashes are worked on in threads of its own; it is itself of one thread. Destroying
//! it waits for the hash that is being computed, and drops those that wait. \since 0.1
class QTLOGIN_ACCOUNTS_EXPORT SqlAccounts final : public UserLoader,
                                                  public Authenticator,
                                                  public AccountEditor,
                                                  public RememberVerifier
{
public:
    struct Options
    {
        HashCost hashCost = {};
        PasswordPolicy passwordPolicy = {};
    };

    explicit SqlAccounts(const QString &path, std::shared_ptr<Clock> clock = Clock::system());
    SqlAccounts(const QString &path, const Options &options, std::shared_ptr<Clock> clock = Clock::system());
    ~SqlAccounts() override;
    SqlAccounts(const SqlAccounts &) = delete;
    SqlAccounts &operator=(const SqlAccounts &) = delete;

    //! Whether \a userId may log in; what they have is kept. Absent: there is no such user.
    [[nodiscard]] QFuture<Result<void>> setActive(const QString &userId, bool active);

    //! Gives \a userId another name to log in with. InvalidInput, with a sentence, for a name that is taken or that
    //! no user may have; Absent: there is no such user.
    [[nodiscard]] QFuture<Result<void>> rename(const QString &userId, const QString &userName);

    //! Accounts of an older version of this file whose names have become the same since, side by side. Each logs in
    //! with its exact spelling, until rename() leaves only one of them; no other user can take the name.
    [[nodiscard]] QFuture<Result<QList<UserPtr>>> nameClashes();

    QFuture<Result<UserPtr>> load(const QString &id) override;

    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override;

    QFuture<Result<bool>> hasAccounts() override;
    QStringList passwordComplaints(const Secret &password, const QString &userName) const override;
    QFuture<Result<Proof>> createAccount(const NewAccount &account) override;
    QFuture<Result<Proof>> changePassword(const QString &userId, SecretPtr current, SecretPtr replacement) override;
    QFuture<Result<void>> changeStamp(const QString &userId) override;

    QFuture<Result<void>> issue(const NewSeries &series) override;
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier,
                                       const QByteArray &successorHash) override;
    QFuture<Result<Series>> touch(const QByteArray &selector) override;
    QFuture<Result<void>> revoke(const QByteArray &selector) override;
    QFuture<Result<void>> revokeAll(const QString &userId) override;
    QFuture<Result<void>> revokeAllUsers() override;
    QFuture<Result<QList<Series>>> devices(const QString &userId) override;
    void flush(std::chrono::milliseconds longest) override;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
