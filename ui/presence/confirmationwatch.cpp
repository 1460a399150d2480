// SPDX-License-Identifier: MIT
#include "presence/confirmationwatch_p.h"

#include "closing/closedcontent_p.h"

namespace QtLogin {

ConfirmationWatch::ConfirmationWatch(LoginManager *login)
    : m_events(ApplicationEvents::of(login)),
      m_content(ClosedContent::of(login))
{
    m_events->add(this);
    lookLater();
}

ConfirmationWatch::~ConfirmationWatch()
{
    m_events->remove(this);
}

bool ConfirmationWatch::isAnythingOnScreen() const
{
    return !m_isNew && m_content->isOnScreen(Access::FreshLoginRequired);
}

bool ConfirmationWatch::wants(const QObject *watched, QEvent::Type type) const
{
    const bool matters = type == QEvent::Show || type == QEvent::Hide || type == QEvent::EnabledChange;
    return matters && !m_isAwaited && watched->isWidgetType();
}

bool ConfirmationWatch::notice(QObject *, QEvent *)
{
    lookLater();
    return false;
}

void ConfirmationWatch::lookLater()
{
    m_isAwaited = true;
    const auto look = [this] {
        m_isAwaited = false;
        m_isNew = false;
        Q_EMIT changed();
    };
    QMetaObject::invokeMethod(this, look, Qt::QueuedConnection);
}

} // namespace QtLogin
