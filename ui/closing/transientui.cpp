// SPDX-License-Identifier: MIT
#include "closing/transientui_p.h"

#include <QtGui/qaction.h>
#include <QtGui/qdrag.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmdisubwindow.h>
#include <QtWidgets/qstatusbar.h>
#include <QtWidgets/qtooltip.h>
#include <QtWidgets/qwhatsthis.h>

#include <algorithm>

namespace QtLogin {

bool TransientUi::isTransient(Qt::WindowType type)
{
    return type == Qt::Popup || type == Qt::ToolTip || type == Qt::SplashScreen;
}

void TransientUi::closePopups()
{
    QToolTip::hideText();
    QWhatsThis::leaveWhatsThisMode();
    const QWidget *last = nullptr;
    for (QWidget *popup = QApplication::activePopupWidget(); popup && popup != last;
         popup = QApplication::activePopupWidget()) {
        last = popup;
        popup->hide();
    }
}

// As the person would, for the window in the MDI area goes on moving also without its grab.
static void endMove(QWidget *grabber)
{
    if (!qobject_cast<QMdiSubWindow *>(grabber))
        return;
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(grabber, &escape);
}

static bool isIn(const QWidget *widget, const QWidget *around)
{
    return around && (widget == around || around->isAncestorOf(widget));
}

void TransientUi::releaseGrabs(const QWidget *stays)
{
    if (QWidget *grabber = QWidget::keyboardGrabber(); grabber && !isIn(grabber, stays))
        grabber->releaseKeyboard();
    if (QWidget *grabber = QWidget::mouseGrabber(); grabber && !isIn(grabber, stays)) {
        endMove(grabber);
        if (QWidget *still = QWidget::mouseGrabber())
            still->releaseMouse();
    }
}

void TransientUi::cancelDrag(const QWidget *content)
{
    if (content->findChild<QDrag *>()) // where there is none, cancelling is a warning
        QDrag::cancel();
}

void TransientUi::clearStatusTip(const QWidget *content)
{
    // A window that is being destroyed is no QMainWindow any more, and its children must not be asked for.
    const auto *window = qobject_cast<const QMainWindow *>(content->window());
    auto *bar = window ? window->findChild<QStatusBar *>() : nullptr;
    const QString said = bar ? bar->currentMessage() : QString();
    const auto says = [&said](const auto *each) { return each->statusTip() == said; };
    if (said.isEmpty())
        return;
    const auto widgets = content->findChildren<QWidget *>();
    const auto actions = content->findChildren<QAction *>();
    if (says(content) || std::any_of(widgets.begin(), widgets.end(), says)
        || std::any_of(actions.begin(), actions.end(), says))
        bar->clearMessage();
}

} // namespace QtLogin
