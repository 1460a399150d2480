// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/proof.h"
#include "foundation/futures.h"
#include "foundation/secret.h"

#include <QtCore/qstringlist.h>

namespace QtLogin {

//! Creates and changes accounts, for the dialogs that ask for it. SqlAccounts is one.
//!
//! Called in the manager's thread; answers come through futures, never by blocking. \since 0.1
class QTLOGIN_CORE_EXPORT AccountEditor
{
public:
    struct NewAccount
    {
        QString userName;
        QString displayName = {}; //!< Empty: the user name.
        SecretPtr password = {};
    };

    virtual ~AccountEditor();

    //! Whether there is any account yet; where not, the application offers to create the first.
    [[nodiscard]] virtual QFuture<Result<bool>> hasAccounts() = 0;

    //! Everything that is wrong with \a password for this person, in sentences, all at once; empty
    //! when it will be taken. Quick enough to be asked at every key stroke. The sentences for an empty
    //! password are shown before the user types anything: they say the rules.
    [[nodiscard]] virtual QStringList passwordComplaints(const Secret &password, const QString &userName) const = 0;

    //! Creates an account and answers with its owner's proof. InvalidInput, with a sentence, for a
    //! name that is taken or a password with complaints.
    [[nodiscard]] virtual QFuture<Result<Proof>> createAccount(const NewAccount &account) = 0;

    //! Changes the password of \a userId, who proves to know the \a current one now (ASVS 6.2.3).
    //! Ends every other session and every remembered login of this user; the proof carries the new
    //! session stamp. WrongCredentials, Throttled, or InvalidInput with a sentence.
    [[nodiscard]] virtual QFuture<Result<Proof>> changePassword(const QString &userId, SecretPtr current,
                                                                SecretPtr replacement) = 0;

    //! Gives \a userId a new session stamp: each running session of this user, in any process, ends at its next
    //! revalidation, and no remembered login brings back one that began before. The password stays. Absent: there is
    //! no such user. On an error the stamp is the old one.
    [[nodiscard]] virtual QFuture<Result<void>> changeStamp(const QString &userId) = 0;
};

} // namespace QtLogin
