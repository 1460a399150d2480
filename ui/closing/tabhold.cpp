// SPDX-License-Identifier: MIT
#include "closing/tabhold_p.h"

#include "closing/closedsign_p.h"
#include "closing/stateoverride_p.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qstackedwidget.h>
#include <QtWidgets/qtabbar.h>
#include <QtWidgets/qtabwidget.h>

#include <algorithm>

namespace QtLogin {

QTabWidget *TabHold::ownerOf(const QWidget *widget)
{
    const auto *stack = qobject_cast<QStackedWidget *>(widget->parentWidget());
    return stack ? qobject_cast<QTabWidget *>(stack->parentWidget()) : nullptr;
}

TabHold::TabHold(QWidget *page) : QObject(page), m_page(page)
{
    const QTabWidget *tabs = ownerOf(page);
    const int index = tabs->indexOf(page);
    m_enabled = tabs->tabBar()->isTabEnabled(index);
    m_visible = tabs->isTabVisible(index);
    m_pageWasEnabled = StateOverride::isEnabled(page);
    m_wasCurrent = tabs->currentWidget() == page;
}

TabHold *TabHold::find(const QWidget *page)
{
    return page->findChild<TabHold *>({}, Qt::FindDirectChildrenOnly);
}

int TabHold::index() const
{
    const QTabWidget *tabs = ownerOf(m_page);
    return tabs ? tabs->indexOf(m_page) : -1;
}

void TabHold::hold(QWidget *page, const void *holder, WhenDenied way, const QString &why)
{
    const QTabWidget *tabs = ownerOf(page);
    if (!tabs || tabs->indexOf(page) < 0)
        return;
    TabHold *kept = find(page);
    const QPointer<TabHold> hold = kept ? kept : new TabHold(page);
    const auto isHolder = [holder](const Holder &each) { return each.who == holder; };
    if (std::none_of(hold->m_holders.begin(), hold->m_holders.end(), isHolder))
        hold->m_holders.push_back({holder, way});
    hold->adjust();
    if (hold && hold->index() >= 0)
        hold->say(ownerOf(page)->tabBar(), hold->index(), why);
}

void TabHold::release(QWidget *page, const void *holder)
{
    const QPointer<TabHold> hold = find(page);
    if (!hold)
        return;
    std::erase_if(hold->m_holders, [holder](const Holder &each) { return each.who == holder; });
    if (!hold->m_holders.empty())
        return hold->adjust();
    hold->open();
    if (hold && hold->m_holders.empty())
        delete hold;
}

void TabHold::forget(QWidget *page)
{
    delete find(page);
}

bool TabHold::hasSlipped(const QWidget *page)
{
    const TabHold *hold = find(page);
    const int index = hold ? hold->index() : -1;
    if (index < 0)
        return false;
    const QTabWidget *tabs = ownerOf(page);
    return tabs->tabBar()->isTabEnabled(index) || (hold->m_isHidden && tabs->isTabVisible(index));
}

bool TabHold::hides() const
{
    return std::any_of(m_holders.begin(), m_holders.end(),
                       [](const Holder &each) { return each.way == WhenDenied::Hide; });
}

// The tab bar is told, and not the tab widget, which would enable and show the page as well.
void TabHold::adjust()
{
    const int index = this->index();
    if (index < 0)
        return;
    const QPointer<TabHold> alive(this);
    QTabWidget *tabs = ownerOf(m_page);
    if (tabs->tabBar()->isTabEnabled(index)) {
        m_enabled = true;
        tabs->tabBar()->setTabEnabled(index, false);
    }
    if (alive && this->index() == index)
        hide(tabs->tabBar(), index);
    if (alive && this->index() == index)
        m_instead = tabs->currentWidget();
}

void TabHold::hide(QTabBar *bar, int index)
{
    if (hides() && bar->isTabVisible(index)) {
        m_visible = true;
        m_isHidden = true;
        bar->setTabVisible(index, false);
    } else if (hides()) {
        m_isHidden = true;
    } else if (std::exchange(m_isHidden, false)) {
        bar->setTabVisible(index, m_visible);
    }
}

void TabHold::say(QTabBar *bar, int index, const QString &why)
{
    const QString says = bar->tabToolTip(index);
    if (says != m_said || says.isEmpty())
        m_toolTip = says;
    m_said = why.isEmpty() ? m_toolTip : ClosedSign::addTo(m_toolTip, why);
    bar->setTabToolTip(index, m_said);
}

void TabHold::open()
{
    const int index = this->index();
    if (index < 0)
        return;
    const QPointer<TabHold> alive(this);
    const QPointer<QTabWidget> tabs(ownerOf(m_page));
    // QTabWidget::setTabEnabled(false) could not be seen at the tab, which was disabled, but at the page.
    const bool disabledMeanwhile = m_pageWasEnabled && !StateOverride::isEnabled(m_page);
    if (tabs->tabBar()->tabToolTip(index) == std::exchange(m_said, {}))
        tabs->tabBar()->setTabToolTip(index, m_toolTip);
    tabs->tabBar()->setTabEnabled(index, m_enabled && !disabledMeanwhile);
    if (alive && m_isHidden && this->index() == index)
        tabs->tabBar()->setTabVisible(index, m_visible);
    const bool returns = alive && tabs && m_wasCurrent && this->index() == index && tabs->currentWidget() == m_instead;
    if (returns && tabs->isTabVisible(index))
        tabs->setCurrentIndex(index);
}

} // namespace QtLogin
