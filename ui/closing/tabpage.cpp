// SPDX-License-Identifier: MIT
#include "closing/tabpage_p.h"

#include "closing/closedsign_p.h"
#include "closing/stateoverride_p.h"

#include <QtWidgets/qstackedwidget.h>
#include <QtWidgets/qtabbar.h>

namespace QtLogin {

QTabWidget *TabPage::ownerOf(const QWidget *widget)
{
    const auto *stack = qobject_cast<QStackedWidget *>(widget->parentWidget());
    return stack ? qobject_cast<QTabWidget *>(stack->parentWidget()) : nullptr;
}

// The tab bar is told, and not the tab widget, which would enable and show the page as well.
void TabPage::close(const QWidget *page, WhenDenied whenDenied, const QString &why)
{
    QTabWidget *tabs = ownerOf(page);
    const int index = tabs ? tabs->indexOf(page) : -1;
    if (index < 0)
        return;
    QTabBar *bar = tabs->tabBar();
    if (!m_closed) {
        m_closed = true;
        m_enabled = bar->isTabEnabled(index);
        m_visible = bar->isTabVisible(index);
        m_pageWasEnabled = StateOverride::isEnabled(page);
        m_wasCurrent = tabs->currentWidget() == page;
        m_isHidden = whenDenied == WhenDenied::Hide;
    }
    if (bar->isTabEnabled(index)) {
        m_enabled = true;
        bar->setTabEnabled(index, false);
    }
    if (m_isHidden && bar->isTabVisible(index)) {
        m_visible = true;
        bar->setTabVisible(index, false);
    }
    say(bar, index, why);
    m_instead = tabs->currentWidget();
}

void TabPage::say(QTabBar *bar, int index, const QString &why)
{
    const QString says = bar->tabToolTip(index);
    if (says != m_said || says.isEmpty())
        m_toolTip = says;
    m_said = why.isEmpty() ? m_toolTip : ClosedSign::addTo(m_toolTip, why);
    bar->setTabToolTip(index, m_said);
}

bool TabPage::hasSlipped(const QWidget *page) const
{
    const QTabWidget *tabs = ownerOf(page);
    const int index = tabs && m_closed ? tabs->indexOf(page) : -1;
    return index >= 0 && (tabs->tabBar()->isTabEnabled(index) || (m_isHidden && tabs->isTabVisible(index)));
}

void TabPage::open(const QWidget *page)
{
    if (!std::exchange(m_closed, false))
        return;
    QTabWidget *tabs = ownerOf(page);
    const int index = tabs ? tabs->indexOf(page) : -1;
    if (index < 0)
        return;
    // QTabWidget::setTabEnabled(false) could not be seen at the tab, which was disabled, but at the page.
    const bool disabledMeanwhile = m_pageWasEnabled && !StateOverride::isEnabled(page);
    tabs->tabBar()->setTabEnabled(index, m_enabled && !disabledMeanwhile);
    if (tabs->tabBar()->tabToolTip(index) == std::exchange(m_said, {}))
        tabs->tabBar()->setTabToolTip(index, m_toolTip);
    if (m_isHidden)
        tabs->tabBar()->setTabVisible(index, m_visible);
    if (m_wasCurrent && tabs->isTabVisible(index) && tabs->currentWidget() == m_instead)
        tabs->setCurrentIndex(index);
}

} // namespace QtLogin
