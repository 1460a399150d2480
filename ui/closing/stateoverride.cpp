// SPDX-License-Identifier: MIT
#include "closing/stateoverride_p.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qlayout.h>
#include <QtWidgets/qwidget.h>

namespace QtLogin {

void StateOverride::disable(QWidget *widget)
{
    const bool wished = isEnabled(widget);
    const QPointer<QWidget> alive(widget); // an event handler may delete it
    widget->setEnabled(false);
    if (alive && wished)
        widget->setAttribute(Qt::WA_ForceDisabled, false);
}

void StateOverride::restoreEnabled(QWidget *widget)
{
    if (isEnabled(widget))
        widget->setEnabled(true);
}

bool StateOverride::isEnabled(const QWidget *widget)
{
    return !widget->testAttribute(Qt::WA_ForceDisabled);
}

bool StateOverride::hide(QWidget *widget)
{
    const bool wished = !widget->isHidden();
    const QPointer<QWidget> alive(widget);
    if (wished) // something else may have hidden it in this way
        widget->hide();
    if (!alive)
        return wished;
    // A native child that was not hidden explicitly would be shown with its parent.
    const bool nativeChild = widget->windowHandle() && !widget->isWindow();
    if (wished && !nativeChild)
        widget->setAttribute(Qt::WA_WState_ExplicitShowHide, false);
    return wished;
}

void StateOverride::hideAgain(QWidget *widget)
{
    const bool isExplicit = widget->testAttribute(Qt::WA_WState_ExplicitShowHide);
    if (widget->isVisible()) // Qt makes it visible although an event handler has hidden it in the middle of that
        widget->setAttribute(Qt::WA_WState_Hidden, false);
    const QPointer<QWidget> alive(widget);
    widget->hide();
    if (alive)
        widget->setAttribute(Qt::WA_WState_ExplicitShowHide, isExplicit);
}

void StateOverride::addHidden(QLayout *layout, QWidget *widget)
{
    const bool isExplicit = widget->testAttribute(Qt::WA_WState_ExplicitShowHide);
    const QPointer<QWidget> alive(widget);
    widget->setAttribute(Qt::WA_WState_ExplicitShowHide);
    layout->addWidget(widget);
    if (alive)
        widget->setAttribute(Qt::WA_WState_ExplicitShowHide, isExplicit);
}

} // namespace QtLogin
