// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginway.h"
#include "authenticators/proof.h"
#include "foundation/secret.h"

#include <QtCore/qstring.h>

namespace QtLogin {

//! The proof that a user offers: a name and a password, or the answer to a further step.
//!
//! A value that is cheap to copy; copies share the secret, which is wiped with the last of them.
//! \since 0.1
class QTLOGIN_CORE_EXPORT Credentials
{
public:
    Credentials() = default;

    static Credentials password(const QString &userName, SecretPtr password);
    static Credentials password(const QString &userName, Secret password);
    //! The answer to \a step, which the authenticator had asked for; none where the step is taken elsewhere.
    static Credentials answer(const NextStep &step, Secret answer = {});
    //! The wish to log in by \a way, and not with a password: the authenticator answers with the NextStep that is taken
    //! elsewhere.
    static Credentials elsewhere(LoginWay way);

    QString userName() const { return m_userName; }
    //! Never null.
    const Secret &secret() const;
    //! The handle of the step that this answers; empty for a first attempt.
    QByteArray step() const { return m_step; }
    LoginWay way() const { return m_way; } //!< Of a first attempt.
    //! Whether the user is to prove themselves now, even where a page in the browser still knows them: their session
    //! asks for it.
    bool provesAnew() const { return m_provesAnew; }

    //! The same proof for another name: re-authentication fixes the name.
    [[nodiscard]] Credentials withUserName(const QString &userName) const;
    //! The same, where the user is to prove themselves now.
    [[nodiscard]] Credentials provingAnew() const;

private:
    QString m_userName;
    SecretPtr m_secret;
    QByteArray m_step;
    LoginWay m_way = LoginWay::Password;
    bool m_provesAnew = false;
};

} // namespace QtLogin
