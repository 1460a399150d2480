// SPDX-License-Identifier: MIT
#include "closing/navigation_p.h"

#include "closing/tabhold_p.h"

#include <QtWidgets/qabstractbutton.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qlayout.h>
#include <QtWidgets/qmdiarea.h>
#include <QtWidgets/qmdisubwindow.h>
#include <QtWidgets/qtabbar.h>
#include <QtWidgets/qtabwidget.h>
#include <QtWidgets/qtoolbox.h>

namespace QtLogin {

// A tool box lays out, for each page, its button and a scroll area around it.
static QWidget *scrollAreaOf(const QWidget *page)
{
    QWidget *viewport = page->parentWidget();
    return viewport ? viewport->parentWidget() : nullptr;
}

QToolBox *Navigation::toolBoxOf(const QWidget *widget)
{
    const QWidget *area = scrollAreaOf(widget);
    return area ? qobject_cast<QToolBox *>(area->parentWidget()) : nullptr;
}

bool Navigation::hasHandle(const QWidget *widget)
{
    return toolBoxOf(widget) || qobject_cast<const QMdiSubWindow *>(widget);
}

QWidget *Navigation::handleOf(const QWidget *widget)
{
    if (const auto *window = qobject_cast<const QMdiSubWindow *>(widget))
        return window->mdiArea() ? window->mdiArea()->findChild<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)
                                 : nullptr;
    const QToolBox *box = toolBoxOf(widget);
    const int area = box ? box->layout()->indexOf(scrollAreaOf(widget)) : -1;
    return area > 0 ? box->layout()->itemAt(area - 1)->widget() : nullptr;
}

QWidget *Navigation::pageOf(const QAbstractButton *button)
{
    const auto *box = qobject_cast<QToolBox *>(button->parentWidget());
    for (int i = 0; box && i < box->count(); ++i) {
        if (handleOf(box->widget(i)) == button)
            return box->widget(i);
    }
    return nullptr;
}

bool Navigation::isHandle(const QObject *object)
{
    return qobject_cast<const QTabBar *>(object) || qobject_cast<const QMdiSubWindow *>(object);
}

QWidget *Navigation::at(QObject *handle, const QPoint &position)
{
    const auto *bar = qobject_cast<QTabBar *>(handle);
    if (!bar)
        return qobject_cast<QMdiSubWindow *>(handle);
    if (const auto *area = qobject_cast<QMdiArea *>(bar->parentWidget()))
        return area->subWindowList().value(bar->tabAt(position));
    const auto *tabs = qobject_cast<QTabWidget *>(bar->parentWidget());
    return tabs ? tabs->widget(bar->tabAt(position)) : nullptr;
}

QObject *Navigation::containerOf(QWidget *place)
{
    if (QTabWidget *tabs = TabHold::ownerOf(place))
        return tabs;
    if (QToolBox *box = toolBoxOf(place))
        return box;
    const auto *window = qobject_cast<QMdiSubWindow *>(place);
    return window && window->mdiArea() ? static_cast<QObject *>(window->mdiArea()) : place;
}

void Navigation::enter(QWidget *place)
{
    if (!place->isEnabled())
        return;
    if (QTabWidget *tabs = TabHold::ownerOf(place)) {
        const int index = tabs->indexOf(place);
        if (tabs->isTabEnabled(index) && tabs->isTabVisible(index))
            tabs->setCurrentIndex(index);
    } else if (QToolBox *box = toolBoxOf(place)) {
        box->setCurrentWidget(place);
    } else if (auto *window = qobject_cast<QMdiSubWindow *>(place); window && window->mdiArea()) {
        window->mdiArea()->setActiveSubWindow(window);
    } else if (auto *dock = qobject_cast<QDockWidget *>(place)) {
        dock->show();
        dock->raise();
    }
}

} // namespace QtLogin
