// SPDX-License-Identifier: MIT
#pragma once

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
    //! The answer to \a step, which the authenticator had asked for.
    static Credentials answer(const NextStep &step, Secret answer);

    QString userName() const { return m_userName; }
    //! Never null.
    const Secret &secret() const;
    //! The handle of the step that this answers; empty for a first attempt.
    QByteArray step() const { return m_step; }

    //! The same proof for another name: re-authentication fixes the name.
    [[nodiscard]] Credentials withUserName(const QString &userName) const;

private:
    QString m_userName;
    SecretPtr m_secret;
    QByteArray m_step;
};

} // namespace QtLogin
