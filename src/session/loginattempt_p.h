// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/credentials.h"
#include "authenticators/loginoptions.h"
#include "authenticators/proof.h"
#include "session/sessionmark.h"
#include "session/usersource_p.h"

namespace QtLogin {

// One attempt of a user to log in, or to prove themselves again. It lives in its own continuations, and has one answer.
class LoginAttempt : public std::enable_shared_from_this<LoginAttempt>
{
public:
    enum class Purpose { LogIn, Prove };
    struct Terms
    {
        Purpose purpose = Purpose::LogIn;
        Credentials credentials;
        LoginOptions options;
        bool isFromPrompt = false;
    };

    static QFuture<Result<void>> begin(Session &session, const Terms &terms);

    bool isFromPrompt() const { return m_terms.isFromPrompt; }
    // Neither finished nor stale.
    bool isPending() const { return !m_answer.isFinished() && !isStale(); }
    bool answersStep() const { return m_step.has_value(); }
    // Where the attempt is stale and still waits for the authenticator, that hears that it may end what it does.
    void giveUpWhereStale();

private:
    LoginAttempt(Session &session, const Terms &terms);

    bool isStale() const;
    void authenticate();
    void onAuthenticated(const Result<Authentication> &answer);
    void onUserLoaded(const Proof &proof, const Result<UserSource::Loaded> &loaded);
    void enter(const Proof &proof, const UserSource::Loaded &loaded);
    std::optional<Clock::Boot> bootTimeOf(const std::optional<Clock::Wall> &provedAt) const;
    void refuse(const Error &error, std::optional<Error::Kind> why = {});
    void fail(const Error &error);
    void finish(const Result<void> &result);

    Session &m_session;
    const Terms m_terms;
    const SessionMark m_mark;
    const std::optional<NextStep> m_step; // which the credentials answer
    QString m_provedId; // empty: the authenticator has proved no user
    quint64 m_number = 0;
    bool m_isGivenUp = false;
    Answer<void> m_answer;
};

} // namespace QtLogin
