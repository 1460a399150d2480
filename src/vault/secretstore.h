// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "foundation/secret.h"

#include <QtCore/qstring.h>

namespace QtLogin {

//! Keeps secrets between runs of the application.
//!
//! Every answer is a value or exactly one of Absent, Locked, Refused, Unavailable and TimedOut, or
//! Damaged for a value that the backend itself could not give back whole; InvalidInput for an
//! empty key, and a secret that is empty or over 64 KiB. *Only Absent means "not stored"*: every other error leaves
//! what is stored alone, and so must the caller.
//!
//! Call from the thread of the application object. Operations are done in the order in which they
//! were given. Every future finishes exactly once, within the store's deadline, which is longer
//! than anybody should wait for: users of a store have deadlines of their own, and take a late
//! answer where it is still welcome. It may be finished already when you receive it. \since 0.1
class QTLOGIN_CORE_EXPORT SecretStore
{
public:
    virtual ~SecretStore();

    //! Whether secrets can be kept at all, without asking the person anything: success, Locked
    //! (asking could help), Refused (they said no in this run), Unavailable or TimedOut.
    [[nodiscard]] virtual QFuture<Result<void>> probe() = 0;

    //! The secret under \a key. May ask the person to unlock the store, once per run.
    [[nodiscard]] virtual QFuture<Result<SecretPtr>> read(const QString &key) = 0;

    //! Stores \a secret under \a key and proves it by reading it back. May ask the person to
    //! unlock the store, once per run. On an error either the old or the new value is stored.
    [[nodiscard]] virtual QFuture<Result<void>> write(const QString &key, SecretPtr secret) = 0;

    //! Forgets \a key and proves it; forgetting what is absent succeeds. Never asks the person.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const QString &key) = 0;

    //! Where the secrets sleep, for diagnostics: "Secret Service", "memory". What stands behind it in
    //! parentheses is a remark.
    [[nodiscard]] virtual QString backendName() const = 0;

    //! The keychain called \a backendName, where that is another one than this: for a login that was stored before the
    //! desktop has changed its keychain. It is read, and removed from, and nothing is written there; it
    //! never asks the person, starts no service, and answers within seconds. Null, as by default: it is this one, or
    //! there is no way to it.
    [[nodiscard]] virtual std::shared_ptr<SecretStore> former(const QString &backendName);
};

} // namespace QtLogin
