// SPDX-License-Identifier: MIT
#include "session/contextguard_p.h"

#include "desktop/contextid_p.h"
#include "session/session_p.h"

namespace QtLogin {

QByteArray ContextGuard::id() const
{
    const auto provider = m_session.setup.contextId; // which may delete the manager
    try {
        return provider ? provider() : defaultContextId(m_session.setup.applicationId);
    } catch (...) {
        Private::logThrown("LoginSetup::contextId");
        return {}; // differs from any that was recorded
    }
}

bool ContextGuard::examine()
{
    if (!m_session.model().isIn() || !m_session.model().hasContext())
        return true;
    const quint64 epoch = m_session.model().facts().epoch;
    bool isChanged = false;
    m_session.batch([&] {
        const QByteArray now = id();
        m_session.move([&](SessionModel &model) {
            const SessionChange change = model.noteContext(now);
            isChanged = !change.events.empty();
            return change;
        });
        if (isChanged && m_session.policy().protection == SessionProtection::Strong
            && m_session.model().facts().epoch == epoch)
            m_session.logout.endSession(LogoutReason::ContextChanged, Logout::Token::Forget);
    });
    return m_session.model().facts().epoch == epoch;
}

} // namespace QtLogin
