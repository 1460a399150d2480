// SPDX-License-Identifier: MIT
#pragma once

#include "closing/closedlook.h"

#include <QtGui/qactiongroup.h>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace QtLogin {

class FirstException;

// Keeps one action disabled, or invisible as well, for as long as at least one holder wants that, and
// gives it back as the application last wished. There is one for each held action, however many hold it: two
// that each save and restore the state of an action would save what the other one has made of it.
//
// In a disabled group Qt keeps the explicit value, and setEnabled(true) opens nothing. An action that is
// in a group of the application's stays there, for that must stay whole, and is closed by force: with the
// same calls as the application uses. Repeating them changes nothing in QAction, so that a wish to close it meanwhile
// is not noticed, and is lost. What is wished of the group, and a wish to open the action, hold.
class ActionHold final : public QActionGroup
{
    Q_OBJECT
public:
    // One more holder wants \a action closed in this way. Slots of the application may run, and do anything. What they
    // throw comes out of each of these three at its end, when the action is as it should be.
    static void hold(QAction *action, WhenDenied way);
    // One of those no longer does. The last one opens the action.
    static void release(QAction *action, WhenDenied way);
    // As release(), but the action stays closed in this way as if the application had wished so.
    static void abandon(QAction *action, WhenDenied way);
    static bool isHeld(const QAction *action) { return find(action); }

    ~ActionHold() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Acting; // as long as the hold changes its action
    enum Force : quint8 { None = 0, Disabled = 1, Hidden = 2, Silenced = 4 };

    explicit ActionHold(QAction *action);
    static ActionHold *find(const QAction *action);
    int &holders(WhenDenied way) { return way == WhenDenied::Hide ? m_hiding : m_disabling; }
    bool isWanted() const { return m_disabling + m_hiding > 0; }
    bool hasSlipped() const;
    // Each of these goes through to its end where a slot throws, and leaves the exception in \a thrown.
    void release(WhenDenied way, FirstException &thrown);
    void adjust(FirstException &thrown);
    void adjustGroup(FirstException &thrown);
    void adjustByForce(FirstException &thrown);
    void endForce(quint8 which, FirstException &thrown);
    void end(FirstException &thrown);
    void regainLater();

    QAction *const m_action; // the parent
    int m_disabling = 0;
    int m_hiding = 0;
    quint8 m_force = None;
    bool m_isActing = false;
};

} // namespace QtLogin
