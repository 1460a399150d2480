// SPDX-License-Identifier: MIT
#pragma once

#include "watching/applicationevents_p.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

#include <vector>

namespace QtLogin {

// Qt goes on using what it has just told that it is hidden, and its children: a slot or event handler that deletes some
// of them when they hear of that would end the process. So they hear of it when Qt is through.
class QuietHide final : public EventListener
{
public:
    // As StateOverride::hide().
    static bool hide(QWidget *widget, ApplicationEvents &events);

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

private:
    QuietHide() = default;

    std::vector<QPointer<QWidget>> m_hidden; // and not told yet
};

} // namespace QtLogin
