// SPDX-License-Identifier: MIT
#pragma once

#include "gates/gatesigns_p.h"
#include "gates/guardeditems_p.h"
#include "gates/viewguard_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qset.h>
#include <QtGui/qaccessible.h>

namespace QtLogin {

class PlaceClicks;

// Everything that one requirement opens and closes in one way.
class Gate final : public QObject, public GuardedPart, private QAccessible::ActivationObserver
{
    Q_OBJECT
public:
    Gate(std::shared_ptr<PlaceClicks> clicks, const Requirement &requirement, WhenDenied whenDenied);
    ~Gate() override;

    Requirement requirement() const override { return m_requirement; }
    bool holds(const QWidget *widget) const override;
    bool isInUse() const override { return !m_items.isEmpty(); }
    QList<QObject *> guarded() const override;
    WhenDenied whenDenied() const { return m_whenDenied; }
    void close(Access access) override;
    void learn(Access access) override;
    void settle(Access access) override;
    bool shows(Access why) const override;

    void guard(QWidget *widget, const ClosedLooks &looks = {});
    void guard(QAction *action, const ClosedLooks &looks = {});
    void retranslate();
    // Leaves what is closed to the application, which may open it then.
    void seal();
    bool guards(const QObject *object) const { return m_items.contains(object); }
    bool isClosed(const QObject *object);
    // As those of an EventListener.
    bool wants(const QObject *watched, QEvent::Type type) const;
    bool notice(QObject *watched, QEvent *event);

private:
    using Place = GuardedItems::Place;

    bool isOpen() const { return m_access == Access::Allowed; }
    bool hides() const { return m_whenDenied == WhenDenied::Hide; }
    void setAccess(Access access);
    template<typename Object>
    bool admit(Object *object, const ClosedLooks &looks);
    void forget(const QObject *object);
    void adjust(GuardedItem &item);
    void adjustLater(QObject *object);
    void adjustTab(const GuardedItem &item);
    void adjustTabs();
    void adjustSign(GuardedItem &item);
    bool tellInMenu(QObject *menu, const QHelpEvent &event);
    void approached(QWidget *widget);
    void wordsChanged(QObject *object, QEvent::Type type);
    void accessibilityActiveChanged(bool active) override;
    void widgetChanged(QWidget *widget, QEvent::Type type);
    void endLoopLater(QWidget *widget);
    void actionChanged(QAction *action);
    void guardMenu(QAction *action);

    const std::shared_ptr<PlaceClicks> m_clicks;
    const Requirement m_requirement;
    const WhenDenied m_whenDenied;
    Access m_access = Access::Forbidden;
    bool m_isSettled = true; // whether all that is guarded has heard of that
    const QObject *m_acting = nullptr; // whose events are our own doing
    GuardedItems m_items;
    QSet<const QObject *> m_tabs; // pages of which this holds the tab
    GateSigns m_signs;
};

} // namespace QtLogin
