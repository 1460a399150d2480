// SPDX-License-Identifier: MIT
#pragma once

#include "closing/closedlook.h"

#include <QtCore/qpointer.h>

QT_BEGIN_NAMESPACE
class QAction;
class QWidget;
QT_END_NAMESPACE

namespace QtLogin {

// One thing that a gate closes and opens: a widget, also the page of a tab widget, or an action. There
// may be many thousands of them, so it is small, and of a size that a deque need not divide by.
//
// Closing and opening run code of the application, which may do anything but end the life of this: the
// gate keeps it in its place, and empties it where it forgets the object.
class alignas(16) GuardedItem
{
public:
    GuardedItem() = default; // of no object
    explicit GuardedItem(QWidget *widget);
    explicit GuardedItem(QAction *action);

    QObject *object() const { return m_object; } // null once it has died
    QWidget *widget() const;
    QAction *action() const;
    bool isTabPage() const { return m_flags & IsTabPage; }
    bool isPage() const { return m_flags & (IsTabPage | HasHandle); }
    bool isClosed() const { return m_flags & Closed; }
    bool hasSign() const { return m_flags & HasSign; }
    void setHasSign() { m_flags |= HasSign; }

    // Closes, or closes again what the application has opened.
    void close(WhenDenied way);
    void open(WhenDenied way);
    // The application has the last word of whether the widget is shown while it is open.
    void noteWish(bool shown);
    // The widget has another parent, and may be the page of something else.
    void noteParent();
    // Leaves what is closed to the application, as if it had closed it itself.
    void abandon(WhenDenied way);
    // Whether a person can see it: the widget, a button of the action, the tab of the page.
    bool isOnScreen() const;
    // The button or tab bar that a person presses to get to the widget; null where there is none.
    QWidget *handle() const;

private:
    enum Flag : quint8 { IsAction = 1, IsTabPage = 2, HasSign = 4, Closed = 8, WishesShown = 16, HasHandle = 32 };

    static quint8 pageFlags(const QWidget *widget);
    bool isStill(const QObject *object) const { return m_object == object; }
    void closeWidget(WhenDenied way);
    void openWidget(QWidget *widget, WhenDenied way);

    QPointer<QObject> m_object;
    quint8 m_flags = 0;
};

} // namespace QtLogin
