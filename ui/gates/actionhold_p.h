// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qobject.h>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
QT_END_NAMESPACE

namespace QtLogin {

// Keeps actions disabled, or invisible as well, and gives them back as the application last wished.
// In a disabled action group Qt keeps the explicit value, and setEnabled(true) opens nothing.
class ActionHold
{
public:
    enum class Way { Disable, Hide };
    // What had to be done by force to an action that is in a group of the application's, which
    // must stay whole. What the application wishes for it meanwhile is lost.
    enum Force : quint8 { None = 0, Disabled = 1, Hidden = 2, Silenced = 4 };

    explicit ActionHold(Way way);
    ~ActionHold();

    // Holds \a action, or goes on holding it after it has changed. \a force is what it took so far;
    // the answer is what it takes now. Slots may do anything, also destroy this.
    [[nodiscard]] quint8 hold(QAction *action, quint8 force);
    void release(QAction *action, quint8 force);
    // Whether \a action looks open in a closed group: Qt goes on opening what it has begun to.
    bool hasSlipped(const QAction *action) const;
    void regain(QAction *action);

private:
    bool holds(const QAction *action) const;
    quint8 holdByForce(QAction *action, quint8 force);
    QActionGroup *groupWithRoom();

    const Way m_way;
    QObject m_owner;
    QActionGroup *m_released; // enabled: passing through it lets Qt look at the wish again
    std::vector<QActionGroup *> m_held; // many, for Qt searches a group from one end to the other
};

} // namespace QtLogin
