// SPDX-License-Identifier: MIT
#include "closing/actionhold_p.h"

#include "foundation/firstexception_p.h"

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
    FirstException thrown;
    ActionHold *hold = find(action);
    if (!hold)
        hold = new ActionHold(action);
    ++hold->holders(way);
    hold->adjust(thrown);
    thrown.rethrow();
}

void ActionHold::release(QAction *action, WhenDenied way)
{
    FirstException thrown;
    if (ActionHold *hold = find(action))
        hold->release(way, thrown);
    thrown.rethrow();
}

void ActionHold::release(WhenDenied way, FirstException &thrown)
{
    --holders(way);
    if (isWanted())
        adjust(thrown);
    else
        end(thrown);
}

void ActionHold::abandon(QAction *action, WhenDenied way)
{
    ActionHold *hold = find(action);
    if (!hold)
        return;
    FirstException thrown;
    hold->m_force &= way == WhenDenied::Hide ? Silenced : Silenced | Hidden;
    const QPointer<QAction> alive(action);
    thrown.keep([action] { action->setEnabled(false); });
    if (alive && way == WhenDenied::Hide)
        thrown.keep([action] { action->setVisible(false); });
    if (ActionHold *kept = alive ? find(action) : nullptr)
        kept->release(way, thrown);
    thrown.rethrow();
}

// The group applies to one action, so it can change its mind without that action leaving it.
void ActionHold::adjust(FirstException &thrown)
{
    if (m_isActing)
        return;
    const QPointer<ActionHold> alive(this);
    {
        const Acting acting(this);
        if (m_action->actionGroup() && m_action->actionGroup() != this)
            adjustByForce(thrown);
        else
            adjustGroup(thrown);
    }
    if (!alive)
        return;
    if (!isWanted())
        end(thrown); // a slot has released it
    else if (hasSlipped())
        regainLater();
}

// The application may also have opened this group, which it can reach through the action.
void ActionHold::adjustGroup(FirstException &thrown)
{
    const QPointer<ActionHold> alive(this);
    const bool shows = m_hiding == 0;
    if (QActionGroup::isEnabled())
        thrown.keep([this] { QActionGroup::setEnabled(false); });
    if (alive && isVisible() != shows)
        thrown.keep([this, shows] { setVisible(shows); });
    if (alive && m_action->actionGroup() != this) {
        thrown.keep([this] { m_action->setActionGroup(this); });
        // Where a slot throws when it hears that the action is disabled, Qt leaves off before it hides the action. Else
        // it may be on its way to a group of the application's, and must not be hidden by this one.
        if (alive && m_action->actionGroup() == this && !shows && m_action->isVisible())
            thrown.keep([this] { addAction(m_action); });
    }
    if (alive)
        endForce(Disabled | Hidden | Silenced, thrown); // as wished; the group keeps it closed
}

void ActionHold::adjustByForce(FirstException &thrown)
{
    const QPointer<ActionHold> alive(this);
    const auto show = [this, &alive, &thrown](bool visible) {
        if (alive)
            thrown.keep([this, visible] { m_action->setVisible(visible); });
    };
    if (m_hiding == 0)
        endForce(Hidden, thrown);
    const bool wasVisible = alive && m_action->isVisible();
    if (alive && !m_action->isEnabled() && !(m_force & Disabled)) {
        // It may be disabled only because it is invisible, or has left a disabled group, and can be
        // triggered all the same. Becoming visible makes Qt look at what was wished.
        show(false);
        show(true);
    }
    if (alive && m_action->isEnabled()) {
        m_force |= Disabled;
        thrown.keep([this] { m_action->setEnabled(false); });
    }
    if (alive && m_hiding == 0 && wasVisible)
        return endForce(Silenced, thrown);
    if (!alive)
        return;
    if (wasVisible)
        m_force |= Hidden;
    show(false);
    // Enabling what is invisible changes nothing that could be seen, and yet it can be triggered then.
    if (alive && !m_action->blockSignals(true))
        m_force |= Silenced;
}

void ActionHold::endForce(quint8 which, FirstException &thrown)
{
    const QPointer<ActionHold> alive(this);
    const quint8 ended = m_force & which;
    m_force &= ~which;
    if (ended & Silenced)
        m_action->blockSignals(false);
    if (ended & Hidden)
        thrown.keep([this] { m_action->setVisible(true); });
    if (alive && ended & Disabled)
        thrown.keep([this] { m_action->setEnabled(true); });
}

// A slot that hears of the opening may hold the action anew: then this goes on.
void ActionHold::end(FirstException &thrown)
{
    if (m_isActing)
        return; // adjust() looks again when it is through
    const QPointer<ActionHold> alive(this);
    {
        const Acting acting(this);
        const bool isGrouped = m_action->actionGroup() == this;
        if (isGrouped && !isVisible())
            thrown.keep([this] { setVisible(true); });
        if (alive && isGrouped && !isWanted())
            thrown.keep([this] { QActionGroup::setEnabled(true); });
        if (alive && !isGrouped && !isWanted())
            endForce(Disabled | Hidden | Silenced, thrown);
    }
    if (!alive)
        return;
    if (isWanted())
        adjust(thrown);
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
        FirstException thrown;
        if (m_action->actionGroup() == this)
            thrown.keep([this] { m_action->setActionGroup(nullptr); }); // and is held anew
        if (alive)
            adjust(thrown);
        thrown.rethrow();
    };
    QMetaObject::invokeMethod(this, regain, Qt::QueuedConnection);
}

bool ActionHold::eventFilter(QObject *watched, QEvent *event)
{
    FirstException thrown;
    if (watched == m_action && event->type() == QEvent::ActionChanged && isWanted())
        adjust(thrown);
    thrown.rethrow();
    return false;
}

} // namespace QtLogin
