// SPDX-License-Identifier: MIT
#pragma once

#include "closing/closedlook.h"

#include <QtWidgets/qtabwidget.h>

namespace QtLogin {

// The tab of a page: closed with it, and given back as the application last wished.
class TabPage
{
public:
    // The tab widget of which \a widget is a page; null where it is none.
    static QTabWidget *ownerOf(const QWidget *widget);

    // Closes the tab of \a page, which then says why, or closes it again after the application has
    // opened it.
    void close(const QWidget *page, WhenDenied whenDenied, const QString &why);
    void open(const QWidget *page);
    // Whether the tab of \a page, which is closed, has become enabled or visible again: the application
    // has said so to the tab bar, or has removed the page and inserted it anew.
    bool hasSlipped(const QWidget *page) const;

private:
    void say(QTabBar *bar, int index, const QString &why);

    bool m_closed = false;
    bool m_enabled = true;
    bool m_pageWasEnabled = true;
    bool m_visible = true;
    bool m_isHidden = false; // by this; otherwise that is the application's affair
    bool m_wasCurrent = false;
    QString m_toolTip; // as the application has it
    QString m_said;
    const QWidget *m_instead = nullptr; // where the tab bar went when the current tab closed; compared only
};

} // namespace QtLogin
