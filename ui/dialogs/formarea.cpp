// SPDX-License-Identifier: MIT
#include "dialogs/formarea_p.h"

#include <QtCore/qcoreevent.h>
#include <QtWidgets/qlayout.h>
#include <QtWidgets/qscrollbar.h>

namespace QtLogin {

FormArea::FormArea(QWidget *content, QWidget *parent) : QScrollArea(parent)
{
    setObjectName(QStringLiteral("area"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the dialog is as wide as its content asks
    setWidgetResizable(true);
    viewport()->setAutoFillBackground(false);
    setWidget(content);
    content->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    watch(content);
}

void FormArea::watch(QWidget *part)
{
    part->installEventFilter(this);
    const auto stops = part->findChildren<QWidget *>();
    for (QWidget *stop : stops)
        stop->installEventFilter(this);
}

int FormArea::heightForWidth(int width) const
{
    const QLayout *layout = widget()->layout();
    return layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : layout->totalSizeHint().height();
}

QSize FormArea::sizeHint() const
{
    return widget()->layout()->totalSizeHint();
}

// Wide enough for the scroll bar to come without cutting anything; high enough for a field.
QSize FormArea::minimumSizeHint() const
{
    const int bar = verticalScrollBar()->sizeHint().width();
    return {widget()->layout()->totalMinimumSize().width() + bar, fontMetrics().height() * 2};
}

bool FormArea::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::event(event);
}

// QScrollArea hears of its content's layout here, and keeps it to itself.
bool FormArea::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        showFocus(); // QScrollArea does so only where Tab comes from within
    if (watched == widget() && event->type() == QEvent::ChildPolished) { // which has come after the others
        if (auto *part = qobject_cast<QWidget *>(static_cast<QChildEvent *>(event)->child()))
            watch(part);
    }
    const bool handled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
        updateGeometry();
        QMetaObject::invokeMethod(this, &FormArea::showFocus, Qt::QueuedConnection);
    }
    return handled;
}

void FormArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    showFocus();
}

// With the note below it, which says why the focus is there.
void FormArea::showFocus()
{
    const QWidget *focus = widget()->focusWidget();
    if (!focus || !widget()->isAncestorOf(focus))
        return;
    const QPoint below = focus->mapTo(widget(), QPoint(0, focus->height() + 2 * fontMetrics().height()));
    ensureVisible(0, below.y(), 0, 0);
    ensureVisible(0, focus->mapTo(widget(), QPoint()).y(), 0, 0);
}

} // namespace QtLogin
