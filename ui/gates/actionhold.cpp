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
    if (holds(action))
        return None;
    const QPointer<QAction> alive(action);
    if (!action->actionGroup()) {
        action->setActionGroup(groupWithRoom());
        if (alive && force & Disabled)
            action->setEnabled(true); // as wished; the group keeps it closed
        if (alive && force & Hidden)
            action->setVisible(true);
        return None;
    }
    const bool hides = m_way == Way::Hide;
    if (action->isEnabled()) {
        force |= Disabled;
        action->setEnabled(false);
    }
    if (alive && hides && action->isVisible()) {
        force |= Hidden;
        action->setVisible(false);
    }
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
    if (alive && force & Hidden)
        action->setVisible(true);
    if (alive && force & Disabled)
        action->setEnabled(true);
}

} // namespace QtLogin
