// SPDX-License-Identifier: MIT
#pragma once

#include "network/accesstokensource.h"
#include "session/loginmanager.h"

#include <QtCore/qpointer.h>

#include <deque>
#include <optional>
#include <vector>

namespace QtLogin {

// Where the requests of an AuthorizedNetworkManager get their tokens: it knows who is logged in, asks the source once for all
// that wait for the same, and keeps those that wait for a login.
//
// Each future ends with a token, or with Cancelled (that session has ended), Absent (no login at the source) or an
// error of the source that is over some time.
class QTLOGIN_NETWORK_EXPORT TokenDesk final : public QObject
{
    Q_OBJECT
public:
    // The session in which a request begins.
    struct Visit
    {
        QString userId;
        quint64 epoch = 0;
    };
    struct Pass
    {
        AccessToken token;
        quint64 round = 0; // how often this session had been unlocked
    };

    TokenDesk(LoginManager *login, std::shared_ptr<AccessTokenSource> source);
    ~TokenDesk() override;

    // Null: nobody is logged in, or the session is locked for another reason than a token that was refused.
    [[nodiscard]] std::optional<Visit> visit() const;
    [[nodiscard]] bool isCurrent(const Visit &visit) const;
    [[nodiscard]] QFuture<Result<Pass>> pass(const Visit &visit);
    // The server has refused \a refused, which is the \a count th one for this request.
    [[nodiscard]] QFuture<Result<Pass>> passAfter(const Visit &visit, const Pass &refused, int count);

Q_SIGNALS:
    void sessionEnded();

private:
    using Answers = std::vector<Answer<Pass>>;
    struct Wait
    {
        quint64 number = 0;
        quint64 round = 0;
        std::optional<quint64> after;
        Answers answers;
    };

    void follow();
    void followLater();
    void onUnlocked();
    void drop();
    [[nodiscard]] Answers leave();
    void end(const Answers &former);
    bool isRefused() const;
    void ask(std::optional<quint64> after, const Answers &answers);
    void onToken(quint64 number, const Result<AccessToken> &token);
    void lockOut();
    void handOut();

    const QPointer<LoginManager> m_login;
    const std::shared_ptr<AccessTokenSource> m_source;
    std::vector<Wait> m_waits;
    std::deque<std::pair<Answer<Pass>, Pass>> m_handouts; // that are given out turn by turn of the event loop
    Answers m_parked; // until the same user has logged in
    std::optional<LockReason> m_lockReason;
    quint64 m_epoch = 0;
    quint64 m_round = 0;
    quint64 m_number = 0;
    quint64 m_newest = 0; // generation that was given in this round
};

} // namespace QtLogin
