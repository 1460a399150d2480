// SPDX-License-Identifier: MIT
#include "closing/contentwindows_p.h"

#include "closing/belongings_p.h"
#include "closing/nativewindow_p.h"
#include "closing/quiethide_p.h"
#include "closing/transientui_p.h"

#include <algorithm>

namespace QtLogin {

ContentWindows::ContentWindows(std::shared_ptr<ApplicationEvents> events) : m_events(std::move(events))
{
}

void ContentWindows::close(QWidget *content)
{
    const auto all = Belongings::pick<QWidget>(Belongings::of(content)); // parents first: so they are given back
    const QList<QPointer<QWidget>> widgets(all.begin(), all.end()); // event handlers may delete some
    for (const auto &widget : widgets) {
        if (!widget || widget == content || !widget->isWindow() || widget->graphicsProxyWidget())
            continue;
        if (!widget->isHidden())
            m_windows.push_back({widget, !TransientUi::isTransient(widget->windowType()), widget->isModal()});
        NativeWindow::destroyLater(widget); // also a window that has been hidden before
    }
    const auto toHide = m_windows; // event handlers may show and hide others
    for (auto each = toHide.rbegin(); each != toHide.rend(); ++each) {
        if (each->widget)
            QuietHide(each->widget, *m_events).tell([] { return true; }); // ends exec(), which answers Rejected
    }
}

bool ContentWindows::isToBeClosed(QWidget *window, bool isShown)
{
    const auto isIt = [window](const Window &each) { return each.widget == window; };
    auto known = std::find_if(m_windows.begin(), m_windows.end(), isIt);
    if (known == m_windows.end())
        known = m_windows.insert(known, {window, false, window->isModal()});
    known->wished = isShown && !TransientUi::isTransient(window->windowType());
    return isShown;
}

QList<QPointer<QWidget>> ContentWindows::visible() const
{
    QList<QPointer<QWidget>> visible;
    for (const Window &each : m_windows) {
        if (each.widget && each.widget->isVisible())
            visible += each.widget;
    }
    return visible;
}

bool ContentWindows::giveBack()
{
    if (m_windows.empty())
        return false;
    const auto [window, wished, wasModal] = m_windows.front();
    m_windows.erase(m_windows.begin());
    if (!window || !wished || window->isModal() != wasModal) // one whose exec() has returned is over
        return true;
    window->move(window->pos()); // where it was, and not where the desktop puts new ones
    window->show();
    return true;
}

} // namespace QtLogin
