// SPDX-License-Identifier: MIT
#pragma once

#include "remember/lockmark_p.h"
#include "remember/rememberrecord_p.h"
#include "remember/rememberverifier.h"
#include "session/usersource_p.h"

#include <optional>

namespace QtLogin {

// Brings a remembered login back: find the token, load the user, present the token (a server's token first), look how
// the session was left, come in. Where no login is remembered, the application's ambient logins are asked. Each step may be overtaken by a
// login, a logout or the end of the manager; the attempt is no longer the restorer's then, and does nothing.
class RestoreAttempt : public std::enable_shared_from_this<RestoreAttempt>
{
public:
    explicit RestoreAttempt(Session &session);

    void begin();

private:
    using Presented = RememberVerifier::Presented;
    struct Found // who comes back, and by what
    {
        UserSource::Loaded user;
        QString stamp;
        std::optional<Clock::Boot> rememberedUntil; // null: by an ambient login, which is not stored
    };

    // Continues with \a then unless the attempt has been overtaken.
    template<typename T, typename Then>
    void resume(const QFuture<Result<T>> &future, Then then);
    void seekToken();
    void onFound(const Result<RememberRecord> &record);
    void proceed(const RememberRecord &record, const QByteArray &context);
    void load(const RememberRecord &record, const std::function<void(const UserSource::Loaded &)> &then);
    void present(const RememberRecord &record, const QByteArray &context, const std::function<void()> &then);
    void onPresented(const RememberRecord &record, const Result<Presented> &presented, const std::function<void()> &then);
    void discardToken(const RememberRecord &record);
    void tryAmbient(const Error &why, size_t index = 0);
    void lookAtMark(const Found &found);
    void comeIn(const Found &found, const LockMark::Found &mark);
    bool isOvertaken() const;

    Session &m_session;
    const Clock::Boot m_begunAt;
    bool m_mayFollow = true; // another process may change the token once while this one looks at it
};

} // namespace QtLogin
