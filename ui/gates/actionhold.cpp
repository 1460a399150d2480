// SPDX-License-Identifier: MIT
#include "gates/actionhold_p.h"

#include <QtCore/qpointer.h>
#include <QtGui/qaction.h>
#include <QtGui/qactiongroup.h>

#include <algorithm>

namespace QtLogin {

static QActionGroup *makeGroup(QObject *owner)
{
    auto *group = new QActionGroup(owner);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    return group;
}

ActionHold::ActionHold(Way way) : m_way(way), m_released(makeGroup(&m_owner))
{
}

ActionHold::~ActionHold() = default;

bool ActionHold::holds(const QAction *action) const
{
    return action->actionGroup() && action->actionGroup()->parent() == &m_owner;
}

QActionGroup *ActionHold::groupWithRoom()
{
    constexpr qsizetype mostPerGroup = 64;
    const auto hasRoom = [](const QActionGroup *group) { return group->actions().size() < mostPerGroup; };
    const auto found = std::find_if(m_held.rbegin(), m_held.rend(), hasRoom);
    if (found != m_held.rend())
        return *found;
    auto *group = makeGroup(&m_owner);
    group->setEnabled(false);
    group->setVisible(m_way == Way::Disable);
    m_held.push_back(group);
    return group;
}

quint8 ActionHold::hold(QAction *action, quint8 force)
{
    if (action->actionGroup() && !holds(action))
        return holdByForce(action, force);
    const QPointer<QAction> alive(action);
    if (!holds(action))
        action->setActionGroup(groupWithRoom());
    if (alive && force & Disabled)
        action->setEnabled(true); // as wished; the group keeps it closed
    if (alive && force & Hidden)
        action->setVisible(true);
    if (alive && holds(action)) { // somebody may have opened the group
        if (action->actionGroup()->isEnabled())
            action->actionGroup()->setEnabled(false);
        if (m_way == Way::Hide && action->actionGroup()->isVisible())
            action->actionGroup()->setVisible(false);
    }
    return None;
}

// An action that is on its way from this group into another may look like that for a moment.
bool ActionHold::hasSlipped(const QAction *action) const
{
    return holds(action) && (action->isEnabled() || (m_way == Way::Hide && action->isVisible()));
}

void ActionHold::regain(QAction *action)
{
    if (hasSlipped(action))
        action->setActionGroup(nullptr); // and is held anew
}

quint8 ActionHold::holdByForce(QAction *action, quint8 force)
{
    const QPointer<QAction> alive(action);
    const bool wasVisible = action->isVisible();
    if (!action->isEnabled()) {
        // It may say so only because it is invisible, or has left a disabled group, and be triggered
        // all the same. Becoming visible makes Qt look at what was wished.
        action->setVisible(false);
        if (alive)
            action->setVisible(true);
    }
    if (alive && action->isEnabled()) {
        force |= Disabled;
        action->setEnabled(false);
    }
    if (!alive || (wasVisible && m_way == Way::Disable))
        return force;
    if (wasVisible)
        force |= Hidden;
    action->setVisible(false);
    // Enabling what is invisible changes nothing that could be seen, and yet it can be triggered then.
    if (alive && !action->blockSignals(true))
        force |= Silenced;
    return force;
}

void ActionHold::release(QAction *action, quint8 force)
{
    const QPointer<QAction> alive(action);
    if (holds(action)) {
        const QPointer<QActionGroup> released(m_released);
        action->setActionGroup(released);
        if (alive && released && action->actionGroup() == released)
            action->setActionGroup(nullptr);
    }
    if (alive && force & Silenced)
        action->blockSignals(false);
    if (alive && force & Hidden)
        action->setVisible(true);
    if (alive && force & Disabled)
        action->setEnabled(true);
}

} // namespace QtLogin
