// SPDX-License-Identifier: MIT
#include "gates/closedsign_p.h"

#include <QtCore/qmetaobject.h>
#include <QtCore/qvariant.h>

#include <algorithm>

namespace QtLogin {

static const char *const toolTip = "toolTip";

// What people read on it: buttons, actions and labels have a text, boxes and menus a title.
static const char *textOf(const QObject *object)
{
    for (const char *name : {"text", "title"}) {
        if (object->metaObject()->indexOfProperty(name) >= 0)
            return name;
    }
    return "windowTitle";
}

void ClosedSign::putUp(QObject *object, Access access)
{
    takeDown(object);
    const auto fits = [access](const ViewGuard::ClosedLook &look) { return look.access == access; };
    const auto look = std::find_if(m_looks.cbegin(), m_looks.cend(), fits);
    if (look == m_looks.cend())
        return;
    replace(object, toolTip, m_toolTip, look->toolTip);
    replace(object, textOf(object), m_text, look->text);
}

void ClosedSign::takeDown(QObject *object)
{
    restore(object, textOf(object), m_text);
    restore(object, toolTip, m_toolTip);
}

void ClosedSign::replace(QObject *object, const char *property, Words &words, const QString &text)
{
    if (text.isEmpty())
        return;
    // An action without a tool tip shows its text there, and shall go on to do so.
    const QString theirs = object->property(property).toString();
    object->setProperty(property, QString());
    const bool derived = object->property(property).toString() == theirs;
    words = {.ours = text, .theirs = derived ? QString() : theirs, .replaced = true};
    object->setProperty(property, text);
}

void ClosedSign::restore(QObject *object, const char *property, Words &words)
{
    if (!std::exchange(words.replaced, false))
        return;
    if (object->property(property).toString() == words.ours)
        object->setProperty(property, words.theirs);
}

} // namespace QtLogin
