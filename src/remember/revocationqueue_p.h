// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/coroutine.h"
#include "remember/revocationlist_p.h"
#include "remember/rotationlock_p.h"

namespace QtLogin {

class RememberParts;

// Ends the tokens of a login server at that server, also where it is away when their login ends: then the tokens wait in
// an item of the keychain of their own, through any number of starts, and are ended when it can be reached. The
// tombstones of their logins stay for as long, and say that there is something to be done.
class RevocationQueue final : public QObject
{
    Q_OBJECT
public:
    enum class Outcome { Ended, Kept };

    explicit RevocationQueue(RememberParts &parts);

    // The token of \p record, which may be removed from where it is once this has answered: the server has ended it, or it
    // waits here. An error: neither. To be called under the rotation lock.
    [[nodiscard]] QFuture<Result<Outcome>> end(const RememberRecord &record);
    // The logins whose tokens wait. None where no verifier makes tokens.
    [[nodiscard]] QFuture<Result<QList<QByteArray>>> waiting();
    // Asks the servers for those that wait, now and later. Never asks the person to open the keychain.
    void workOff();
    // Another profile: what is under way belongs to the one before.
    void reset();

private:
    // Values, for what they belong to may have changed where a coroutine goes on.
    Coroutine end(RememberRecord record, Answer<Outcome> answer);
    Coroutine list(Answer<QList<QByteArray>> answer);
    Coroutine work(QString item);
    [[nodiscard]] QString item() const;
    [[nodiscard]] QFuture<Result<RevocationList>> read(const QString &item);
    Coroutine read(QString item, Answer<RevocationList> answer);
    [[nodiscard]] QFuture<Result<void>> write(const QString &item, const RevocationList &list);
    [[nodiscard]] QFuture<Result<RotationLock::Held>> lock();
    void tryLater();

    RememberParts &m_parts;
    bool m_isWorking = false;
    int m_failures = 0;
    std::unique_ptr<Alarm> m_next;
};

} // namespace QtLogin
