// SPDX-License-Identifier: MIT
// What is closed says why. Most of it is never asked: a sign is made for who comes near it, and where
// a screen reader may ask for everything.
#include "gates/gate_p.h"

#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtooltip.h>

namespace QtLogin {

void Gate::makeSign(Entry &entry, const ViewGuard::ClosedLooks &looks)
{
    entry.flags |= HasSign;
    m_signs.insert(entry.object, std::make_shared<ClosedSign>(looks));
}

void Gate::adjustSign(Entry &entry)
{
    const bool isAsked = entry.flags & IsAction || m_isReadAloud;
    if (!isOpen() && !hides() && isAsked && !(entry.flags & HasSign))
        makeSign(entry);
    if (!(entry.flags & HasSign))
        return;
    QObject *const object = entry.object;
    const auto sign = m_signs.value(object); // slots may do anything, also destroy this
    const QScopedValueRollback<const QObject *> acting(m_acting, object);
    if (isOpen())
        sign->takeDown(object);
    else
        sign->putUp(object, m_access);
}

// Menus say nothing of what is disabled, neither beside it nor in the status bar.
bool Gate::tellInMenu(QObject *object, const QHelpEvent &event)
{
    auto *menu = qobject_cast<QMenu *>(object);
    QAction *action = menu ? menu->actionAt(event.pos()) : nullptr;
    const Entry *entry = action ? find(action) : nullptr;
    if (!entry || !(entry->flags & HasSign) || menu->toolTipsVisible())
        return false;
    QToolTip::showText(event.globalPos(), m_signs.value(action)->reasonFor(m_access), menu);
    return true;
}

// Before it shows its tool tip.
void Gate::approached(QWidget *widget)
{
    const auto self = shared_from_this();
    Entry *const entry = hides() ? nullptr : find(widget);
    if (!entry || entry->flags & HasSign)
        return;
    makeSign(*entry);
    adjustSign(*entry);
}

void Gate::wordsChanged(QObject *object, QEvent::Type type)
{
    const auto self = shared_from_this();
    Entry *const entry = find(object);
    if (!entry || m_acting == object || !(entry->flags & HasSign))
        return;
    if (type == QEvent::LanguageChange || m_signs.value(object)->isOutdated(object))
        adjustSign(*entry);
}

// Widgets hear of a change of the language by themselves; actions and tabs do not.
void Gate::retranslate()
{
    const auto self = shared_from_this();
    for (Index i = 0; !isOpen() && i < m_entries.size(); ++i) {
        if (m_entries[i].flags & (IsAction | IsTabPage))
            adjust(m_entries[i]);
    }
}

void Gate::accessibilityActiveChanged(bool active)
{
    const auto self = shared_from_this();
    m_isReadAloud = active;
    for (Index i = 0; active && !isOpen() && i < m_entries.size(); ++i) {
        if (m_entries[i].object)
            adjustSign(m_entries[i]);
    }
}

} // namespace QtLogin
