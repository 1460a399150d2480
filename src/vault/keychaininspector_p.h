// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/futures.h"

#include <QtCore/qstring.h>

#include <memory>

namespace QtLogin {

class FormerKeychain;
class Worker;

// Where a secret lies, in the words of QtKeychain. Windows looks at the key only, so the key is
// complete in itself; the others show the service to the person.
struct KeychainItem
{
    explicit KeychainItem(const QString &wholeKey) : service(wholeKey.section(QLatin1Char('/'), 0, 0)), key(wholeKey) { }

    QString service;
    QString key;
};

// Says about a keychain what QtKeychain cannot: is the item there, is it locked. Only the two
// unlocks may ask the person, and they take the question back after a minute: without an answer
// (TimedOut). After a success it is up to the caller to look again. No inspector touches a secret.
class KeychainInspector
{
public:
    enum class Found {
        Absent, // and that is certain
        Unlocked, // QtKeychain will not have to ask the person
        Locked, // there, or perhaps there, behind a lock
        CannotTell, // this platform does not say; believe QtKeychain
    };

    [[nodiscard]] static std::unique_ptr<KeychainInspector> create(const std::shared_ptr<Clock> &clock);
    virtual ~KeychainInspector() = default;

    // Whether there is a keychain, and whether it is locked: never Absent.
    [[nodiscard]] virtual QFuture<Result<Found>> probe() = 0;
    [[nodiscard]] virtual QFuture<Result<Found>> lookFor(const KeychainItem &item) = 0;
    // Whether a new item could be put there: never Absent.
    [[nodiscard]] virtual QFuture<Result<Found>> lookForRoom(const KeychainItem &item) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> unlock(const KeychainItem &item) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> makeRoom(const KeychainItem &item) = 0;
    [[nodiscard]] virtual QString backendName() const = 0;
    // The keychain called \a name, where it is another one than this, and can be asked beside it; null otherwise.
    [[nodiscard]] virtual std::shared_ptr<FormerKeychain> former(const QString &name,
                                                                 const std::shared_ptr<Clock> &clock, Worker &worker)
    {
        Q_UNUSED(name)
        Q_UNUSED(clock)
        Q_UNUSED(worker)
        return {};
    }

    static constexpr std::chrono::seconds promptDeadline {60};
};

} // namespace QtLogin
