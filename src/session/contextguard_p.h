// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>

namespace QtLogin {

class Session;

// Session protection: compares where the application runs with where the session began.
class ContextGuard
{
public:
    explicit ContextGuard(Session &session) : m_session(session) { }

    // Machine, system account and application, or what the application's provider says instead.
    QByteArray id() const;
    // Asks for the id where there is one to compare, and does to the session what the policy says. False where the
    // session has ended by that.
    bool examine();

private:
    Session &m_session;
};

} // namespace QtLogin
