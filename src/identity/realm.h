// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <QtCore/qstring.h>

namespace QtLogin {

//! A source of users whose ids begin alike, so that several sources can serve one LoginManager: OidcProvider and
//! TokenServer are realms, and a user loader, an authenticator and a remember verifier of your own may be.
//!
//! LoginSetup::use() joins parts of different realms: a user belongs to the realm whose prefix their id begins with, the
//! longest of several, and else to the part that is no realm, such as SqlAccounts. A part proves, loads and remembers the
//! users of its own realm alone: that an account of one source has a name like the id of another one opens nothing.
//! \since 0.1
class QTLOGIN_CORE_EXPORT Realm
{
public:
    virtual ~Realm();

    //! How the id of each of its users begins, always the same. Empty: those who belong to no other realm.
    [[nodiscard]] virtual QString idPrefix() const = 0;
};

} // namespace QtLogin
