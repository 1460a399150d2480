// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

namespace QtLogin {

class Detachment;

// The widgets in the graphics scenes of closed content. Each of them is visible as long as its item in the scene is,
// even where no view shows that, so they are disabled. Event handlers of theirs run meanwhile, and may do anything.
class EmbeddedWidgets final
{
public:
    // \a home is the content's, and owns this.
    explicit EmbeddedWidgets(Detachment *home) : m_home(home) { }

    // Has the detachment closeEmbedded() whenever one of the scenes among \a parts changes.
    void watch(const QObjectList &parts);
    // Closes all that belong to the content.
    void close();
    // Closes \a widget, which belongs to the content, or closes it again.
    void close(QWidget *widget);
    // Gives one more of them back; whether there was one.
    bool giveBack();

private:
    Detachment *const m_home;
    QList<QPointer<QWidget>> m_widgets;
};

} // namespace QtLogin
