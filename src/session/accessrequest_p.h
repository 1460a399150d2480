// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"

namespace QtLogin {

class Session;

// One call of LoginManager::require(): it asks the user until the requirement is met, or is not going to be. It lives
// in its own continuations, and has one answer.
class AccessRequest : public std::enable_shared_from_this<AccessRequest>
{
public:
    static QFuture<Result<UserSnapshot>> begin(Session &session, const Requirement &requirement, const QString &message,
                                               QObject *context);

private:
    using Signal = std::function<void(LoginManager &)>;

    AccessRequest(Session &session, const Requirement &requirement, const QString &message, QObject *context);

    void pursue();
    void askUser(LoginRequest::Kind kind, const Signal &signal, const DeniedHandlers::Handler &handler);
    void onAsked(const Result<void> &asked);
    void refuse(const DeniedHandlers::Handler &handler, const Error &why);
    void allow();
    QString whyGuestsOnly() const;
    Error whyForbidden() const;

    Session &m_session;
    const Requirement m_requirement;
    const QString m_message; // empty: the manager's
    const QPointer<QObject> m_context;
    const bool m_hasContext;
    const SessionMark m_mark;
    int m_rounds = 0;
    Answer<UserSnapshot> m_answer;
};

} // namespace QtLogin
