// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qobject.h>
#include <QtGui/qaccessible.h>

namespace QtLogin {

//! From now on screen readers hear of a PasswordField as much as eyes see: stars while it is hidden, its
//! characters while they are shown.
//!
//! Qt tells assistive technology of every character that is typed into any line edit and deleted from it,
//! in clear, in every echo mode; each program of the session may listen.
void speakOfPasswordsInStars();

//! While it lives, screen readers hear of nothing that happens.
class NothingAnnounced
{
public:
    NothingAnnounced() : m_before(QAccessible::installUpdateHandler([](QAccessibleEvent *) { })) { }
    ~NothingAnnounced() { QAccessible::installUpdateHandler(m_before); }
    Q_DISABLE_COPY_MOVE(NothingAnnounced)

private:
    QAccessible::UpdateHandler m_before;
};

} // namespace QtLogin
