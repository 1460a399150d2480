// SPDX-License-Identifier: MIT
#include "closing/actionhold_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qpointer.h>
#include <QtGui/qaction.h>

#include <utility>

namespace QtLogin {

ActionHold::ActionHold(QAction *action) : QActionGroup(action), m_action(action)
{
    setExclusionPolicy(ExclusionPolicy::None);
    QActionGroup::setEnabled(false);
    action->installEventFilter(this);
}

ActionHold::~ActionHold() = default;

// Also where a slot throws, or deletes the action. Requests meanwhile are left to the call that acts.
class ActionHold::Acting
{
public:
    explicit Acting(ActionHold *hold) : m_hold(hold) { hold->m_isActing = true; }
    ~Acting()
    {
        if (m_hold)
            m_hold->m_isActing = false;
    }
    Q_DISABLE_COPY_MOVE(Acting)

private:
    const QPointer<ActionHold> m_hold;
};

ActionHold *ActionHold::find(const QAction *action)
{
    return action->findChild<ActionHold *>({}, Qt::FindDirectChildrenOnly);
}

void ActionHold::hold(QAction *action, WhenDenied way)
{
    ActionHold *hold = find(action);
    if (!hold)
        hold = new ActionHold(action);
    ++hold->holders(way);
    hold->adjust();
}

void ActionHold::release(QAction *action, WhenDenied way)
{
    ActionHold *hold = find(action);
    if (!hold)
        return;
    --hold->holders(way);
    if (hold->isWanted())
        hold->adjust();
    else
        hold->end();
}

void ActionHold::abandon(QAction *action, WhenDenied way)
{
    ActionHold *hold = find(action);
    if (!hold)
        return;
    hold->m_force &= way == WhenDenied::Hide ? Silenced : Silenced | Hidden;
    const QPointer<QAction> alive(action);
    action->setEnabled(false);
    if (alive && way == WhenDenied::Hide)
        action->setVisible(false);
    if (alive)
        release(action, way);
}

// The group applies to one action, so it can change its mind without that action leaving it.
void ActionHold::adjust()
{
    if (m_isActing)
        return;
    const QPointer<ActionHold> alive(this);
    {
        const Acting acting(this);
        if (m_action->actionGroup() && m_action->actionGroup() != this)
            adjustByForce();
        else
            adjustGroup();
    }
    if (!alive)
        return;
    if (!isWanted())
        end(); // a slot has released it
    else if (hasSlipped())
        regainLater();
}

// The application may also have opened this group, which it can reach through the action.
void ActionHold::adjustGroup()
{
    const QPointer<ActionHold> alive(this);
    const bool shows = m_hiding == 0;
    if (QActionGroup::isEnabled())
        QActionGroup::setEnabled(false);
    if (alive && isVisible() != shows)
        setVisible(shows);
    if (alive && m_action->actionGroup() != this)
        m_action->setActionGroup(this);
    if (alive)
        endForce(Disabled | Hidden | Silenced); // as wished; the group keeps it closed
}

void ActionHold::adjustByForce()
{
    const QPointer<ActionHold> alive(this);
    if (m_hiding == 0)
        endForce(Hidden);
    const bool wasVisible = alive && m_action->isVisible();
    if (alive && !m_action->isEnabled() && !(m_force & Disabled)) {
        // It may be disabled only because it is invisible, or has left a disabled group, and can be
        // triggered all the same. Becoming visible makes Qt look at what was wished.
        m_action->setVisible(false);
        if (alive)
            m_action->setVisible(true);
    }
    if (alive && m_action->isEnabled()) {
        m_force |= Disabled;
        m_action->setEnabled(false);
    }
    if (alive && m_hiding == 0 && wasVisible)
        return endForce(Silenced);
    if (!alive)
        return;
    if (wasVisible)
        m_force |= Hidden;
    m_action->setVisible(false);
    // Enabling what is invisible changes nothing that could be seen, and yet it can be triggered then.
    if (alive && !m_action->blockSignals(true))
        m_force |= Silenced;
}

void ActionHold::endForce(quint8 which)
{
    const QPointer<ActionHold> alive(this);
    const quint8 ended = m_force & which;
    m_force &= ~which;
    if (ended & Silenced)
        m_action->blockSignals(false);
    if (ended & Hidden)
        m_action->setVisible(true);
    if (alive && ended & Disabled)
        m_action->setEnabled(true);
}

// A slot that hears of the opening may hold the action anew: then this goes on.
void ActionHold::end()
{
    if (m_isActing)
        return; // adjust() looks again when it is through
    const QPointer<ActionHold> alive(this);
    {
        const Acting acting(this);
        const bool isGrouped = m_action->actionGroup() == this;
        if (isGrouped && !isVisible())
            setVisible(true);
        if (alive && isGrouped && !isWanted())
            QActionGroup::setEnabled(true);
        if (alive && !isGrouped && !isWanted())
            endForce(Disabled | Hidden | Silenced);
    }
    if (!alive)
        return;
    if (isWanted())
        adjust();
    else
        delete this; // the action leaves the group, and keeps its state
}

// Qt goes on opening what it has begun to open, such as an action that moves between two groups.
bool ActionHold::hasSlipped() const
{
    return m_action->isEnabled() || (m_hiding > 0 && m_action->isVisible());
}

void ActionHold::regainLater()
{
    const auto regain = [this] {
        if (!isWanted() || !hasSlipped())
            return;
        const QPointer<ActionHold> alive(this);
        if (m_action->actionGroup() == this)
            m_action->setActionGroup(nullptr); // and is held anew
        if (alive)
            adjust();
    };
    QMetaObject::invokeMethod(this, regain, Qt::QueuedConnection);
}

bool ActionHold::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_action && event->type() == QEvent::ActionChanged && isWanted())
        adjust();
    return false;
}

} // namespace QtLogin
