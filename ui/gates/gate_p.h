// SPDX-License-Identifier: MIT
#pragma once

#include "gates/actionhold_p.h"
#include "gates/closedsign_p.h"
#include "gates/tabpage_p.h"
#include "gates/viewguard_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qhash.h>
#include <QtCore/qpointer.h>
#include <QtGui/qaccessible.h>

#include <deque>

QT_BEGIN_NAMESPACE
class QHelpEvent;
class QMouseEvent;
QT_END_NAMESPACE

namespace QtLogin {

// Everything that one requirement opens and closes in one way. There may be many thousands of them,
// so nothing is kept twice.
class Gate final : public QObject, public GuardedPart, private QAccessible::ActivationObserver
{
    Q_OBJECT
public:
    Gate(std::weak_ptr<ViewGuardPrivate> guard, const Requirement &requirement, ViewGuard::WhenDenied whenDenied);
    ~Gate() override;

    Requirement requirement() const override { return m_requirement; }
    bool holds(const QWidget *widget) const override;
    ViewGuard::WhenDenied whenDenied() const { return m_whenDenied; }
    void close(Access access) override;
    void learn(Access access) override;
    void settle(Access access) override;

    void guard(QWidget *widget, const ViewGuard::ClosedLooks &looks = {});
    void guard(QAction *action, const ViewGuard::ClosedLooks &looks = {});
    void retranslate();
    // Leaves what is closed to the application, which may open it then.
    void seal();
    bool guards(const QObject *object) const { return m_index.contains(object); }
    // Whether what has happened, anywhere in the application, may matter here.
    bool heeds(const QObject *watched, QEvent::Type type) const;
    // Whether the event goes no further.
    bool notice(QObject *watched, QEvent *event);

private:
    enum Flag : quint8 { IsAction = 1, IsTabPage = 2, HasSign = 4, Closed = 8, WishesShown = 16, HasHandle = 32 };
    struct alignas(16) Entry // of a size that a deque need not divide by
    {
        QPointer<QObject> object; // null once it has died
        quint8 flags = 0;
        quint8 force = ActionHold::None;
    };
    using Index = quint32;

    static quint8 pageFlags(const QWidget *widget);
    bool isOpen() const { return m_access == Access::Allowed; }
    bool hides() const { return m_whenDenied == ViewGuard::WhenDenied::Hide; }
    void setAccess(Access access);
    bool admit(QObject *object, quint8 flags, const ViewGuard::ClosedLooks &looks);
    Entry *find(const QObject *object);
    void forget(const QObject *object);
    void adjust(Entry &entry);
    void adjustLater(QObject *object);
    static void noteWish(Entry &entry, const QWidget *widget);
    void closeWidget(Entry &entry, QWidget *widget);
    void openWidget(Entry &entry, QWidget *widget);
    void adjustTab(Entry &entry, QWidget *page);
    void closeTabsAgain();
    void makeSign(Entry &entry, const ViewGuard::ClosedLooks &looks = {});
    void adjustSign(Entry &entry);
    void approached(QWidget *widget);
    bool tellInMenu(QObject *menu, const QHelpEvent &event);
    void wordsChanged(QObject *object, QEvent::Type type);
    void accessibilityActiveChanged(bool active) override;
    void widgetChanged(QWidget *widget, QEvent::Type type);
    void endLoopLater(QWidget *widget);
    void actionChanged(QAction *action);
    void holdAction(QAction *action);
    void guardMenu(QAction *action);
    bool isClosedPlace(const QWidget *widget);
    void watchHandle(QWidget *handle);
    void noteClick(QObject *handle, const QMouseEvent &event);
    void noteButton();
    void noteToggle(QWidget *dock, bool shown);
    void goTo(QWidget *place);

    const std::weak_ptr<ViewGuardPrivate> m_guard;
    const Requirement m_requirement;
    const ViewGuard::WhenDenied m_whenDenied;
    Access m_access = Access::Forbidden;
    bool m_isSettled = true; // whether all that is guarded has heard of that
    bool m_isReadAloud = QAccessible::isActive();
    const QObject *m_acting = nullptr; // whose events are our own doing
    QPointer<QWidget> m_pressed; // the place for which the mouse button went down
    std::deque<Entry> m_entries; // where an entry stays in its place
    std::vector<Index> m_vacant;
    QHash<const QObject *, Index> m_index;
    QHash<const QObject *, std::shared_ptr<TabPage>> m_tabs;
    QHash<const QObject *, std::shared_ptr<ClosedSign>> m_signs;
    ActionHold m_actions;
};

} // namespace QtLogin
