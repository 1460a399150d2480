// SPDX-License-Identifier: MIT
#pragma once

#include "watching/applicationevents_p.h"

namespace QtLogin {

class ClosedContent;

// Watches for what on the screen is closed until the user confirms who they are.
class ConfirmationWatch final : public QObject, public EventListener
{
    Q_OBJECT
public:
    // The guards of \a login tell what they have closed.
    explicit ConfirmationWatch(LoginManager *login);
    ~ConfirmationWatch() override;

    // Whether there is anything. False until changed() for the first time: the guards may not have closed it yet.
    bool isAnythingOnScreen() const;

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    // From the event loop: once for all that happens until then, because pages have many widgets.
    void changed();

private:
    void lookLater();

    const std::shared_ptr<ApplicationEvents> m_events;
    const std::shared_ptr<ClosedContent> m_content;
    bool m_isAwaited = false;
    bool m_isNew = true;
};

} // namespace QtLogin
