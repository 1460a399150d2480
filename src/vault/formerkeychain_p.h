// SPDX-License-Identifier: MIT
#pragma once

#include "vault/keychaininspector_p.h"

#include "foundation/secret.h"

namespace QtLogin {

// A keychain that the desktop has used before, and does not use now: QtKeychain knows one of them in a process, so this
// one is asked directly. It is asked where it runs and is open: no service is started, and the person is asked nothing.
// There are no time limits here: the caller has one.
class FormerKeychain
{
public:
    virtual ~FormerKeychain() = default;

    // Success, Locked or Unavailable.
    [[nodiscard]] virtual QFuture<Result<void>> probe() = 0;
    // The bytes of \a item, as QtKeychain was given them.
    [[nodiscard]] virtual QFuture<Result<SecretPtr>> read(const KeychainItem &item) = 0;
    // Removes \a item, and proves it.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const KeychainItem &item) = 0;
    [[nodiscard]] virtual QString backendName() const = 0;

protected:
    // Goes on with the value of \a future; an error of it is the \a answer.
    template<typename T, typename Answered, typename Then>
    static void proceed(const QFuture<Result<T>> &future, QObject *context, const Answer<Answered> &answer, Then then)
    {
        whenDone(future, context, [answer = Answer<Answered>(answer), then = std::move(then)](const Result<T> &result) {
            if (!result)
                return answer.finish(result.error());
            then(*result);
        });
    }

    // As the first look into a keychain decides it: whether the item can be had.
    [[nodiscard]] static Result<void> isOpen(KeychainInspector::Found found)
    {
        if (found == KeychainInspector::Found::Absent)
            return Error::Kind::Absent;
        return found == KeychainInspector::Found::Unlocked ? Result<void>() : Error::Kind::Locked;
    }
};

} // namespace QtLogin
