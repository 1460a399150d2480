// SPDX-License-Identifier: MIT
#pragma once

#include "closing/closedlook.h"

#include <QtCore/qobject.h>

#include <vector>

QT_BEGIN_NAMESPACE
class QTabBar;
class QTabWidget;
class QWidget;
QT_END_NAMESPACE

namespace QtLogin {

// Keeps the tab of one page closed for as long as at least one holder wants that, and gives it back as the
// application last wished. As with ActionHold, there is one for each held page, however many hold it.
class TabHold final : public QObject
{
    Q_OBJECT
public:
    // The tab widget of which \a widget is a page; null where it is none.
    static QTabWidget *ownerOf(const QWidget *widget);

    // Closes the tab of \a page for \a holder, or closes it again, and lets it say why. Slots of the
    // application may run, and do anything.
    static void hold(QWidget *page, const void *holder, WhenDenied way, const QString &why);
    // The last holder to let go opens the tab.
    static void release(QWidget *page, const void *holder);
    // The page has left its tab widget: there is nothing to be given back.
    static void forget(QWidget *page);
    // Whether the tab of \a page, which is held, has become enabled or visible again: the application has
    // said so to the tab bar, or has removed the page and inserted it anew.
    static bool hasSlipped(const QWidget *page);

private:
    struct Holder
    {
        const void *who; // compared only
        WhenDenied way;
    };

    explicit TabHold(QWidget *page);
    static TabHold *find(const QWidget *page);
    bool hides() const;
    int index() const;
    void adjust();
    void hide(QTabBar *bar, int index);
    void say(QTabBar *bar, int index, const QString &why);
    void open();

    QWidget *const m_page; // the parent
    std::vector<Holder> m_holders;
    bool m_enabled = true; // as the application wishes
    bool m_visible = true;
    bool m_pageWasEnabled = true;
    bool m_isHidden = false; // by this; otherwise that is the application's affair
    bool m_wasCurrent = false;
    QString m_toolTip; // as the application has it
    QString m_said;
    const QWidget *m_instead = nullptr; // where the tab bar went when the current tab closed; compared only
};

} // namespace QtLogin
