// SPDX-License-Identifier: MIT
#pragma once

#include "session/sessionview_p.h"

#include <QtCore/qproperty.h>

#include <memory>

namespace QtLogin {

// The const makes the bindable read-only for the application.
template<typename T>
QBindable<T> readOnly(const QProperty<T> &property)
{
    return QBindable<T>(&property);
}

// The properties of a LoginManager and its RememberedLogin as getters and bindings see them. A binding sees all of a change or nothing of it.
struct SessionProperties
{
    QProperty<SessionState> state {SessionState::SignedOut};
    QProperty<bool> busy {false};
    QProperty<UserPtr> currentUser;
    QProperty<bool> authenticated {false};
    QProperty<bool> fresh {false};
    QProperty<bool> remembered {false};
    QProperty<bool> locked {false};
    QProperty<bool> hasRememberedUser {false};
    QProperty<bool> rememberAvailable {true};
    QProperty<KeychainState> keychain {KeychainState::Unknown};
    QProperty<LockSources> lockSources;
    // A request of a prompt may outlive the session.
    const std::shared_ptr<QProperty<RememberAvailability>> rememberAvailability =
        std::make_shared<QProperty<RememberAvailability>>();

    void update(const SessionView &view)
    {
        const auto availability = rememberAvailability; // a notifier may delete the manager
        Qt::beginPropertyUpdateGroup();
        state = view.state;
        busy = view.busy;
        currentUser = view.user;
        authenticated = view.authenticated;
        fresh = view.fresh;
        remembered = view.remembered;
        locked = view.locked;
        hasRememberedUser = view.hasRememberedUser;
        rememberAvailable = view.remembering.available;
        keychain = view.keychain;
        lockSources = view.lockSources;
        *availability = view.remembering;
        Qt::endPropertyUpdateGroup();
    }
};

} // namespace QtLogin
