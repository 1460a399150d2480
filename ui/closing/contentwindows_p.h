// SPDX-License-Identifier: MIT
#pragma once

#include "watching/applicationevents_p.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

#include <vector>

namespace QtLogin {

// The windows of closed content, such as its dialogs and floating docks: hidden with it, and given back as the
// application would have them by then.
class ContentWindows final
{
public:
    explicit ContentWindows(std::shared_ptr<ApplicationEvents> events);

    // Hides what is a window of \a content and is to be seen.
    void close(QWidget *content);
    // The application has shown or hidden a \a window of the content. Whether it has to be closed again.
    bool isToBeClosed(QWidget *window, bool isShown);
    // Which of them can be seen although they are closed.
    QList<QPointer<QWidget>> visible() const;
    // Gives one more of them back; whether there was one.
    bool giveBack();

private:
    struct Window
    {
        QPointer<QWidget> widget;
        bool wished;
        bool isModal;
    };

    const std::shared_ptr<ApplicationEvents> m_events;
    std::vector<Window> m_windows;
};

} // namespace QtLogin
