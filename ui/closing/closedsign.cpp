// SPDX-License-Identifier: MIT
#include "closing/closedsign_p.h"

#include <QtCore/qmetaobject.h>
#include <QtCore/qvariant.h>
#include <QtGui/qtextdocument.h>

#include <algorithm>

namespace QtLogin {

static const char *const toolTip = "toolTip";
static const char *const statusTip = "statusTip";
static const char *const description = "accessibleDescription";

static bool has(const QObject *object, const char *property)
{
    return object->metaObject()->indexOfProperty(property) >= 0;
}

// The property that people read on it: buttons, actions and labels have a text, boxes and menus a title.
static const char *nameOf(const QObject *object)
{
    for (const char *name : {"text", "title"}) {
        if (has(object, name))
            return name;
    }
    return "windowTitle";
}

QString ClosedSign::wordsFor(Access access)
{
    switch (access) {
    case Access::LoginRequired:
        return tr("Log in to use this.");
    case Access::FreshLoginRequired:
        return tr("Confirm it's you to use this.");
    case Access::Locked:
        return tr("Unlock to use this.");
    case Access::GuestOnly:
        return tr("This is for people who are not logged in.");
    case Access::Forbidden:
        return tr("You do not have access to this.");
    case Access::Allowed:
    case Access::Pending:
        break;
    }
    return {};
}

QString ClosedSign::addTo(const QString &theirs, const QString &words)
{
    if (theirs.isEmpty() || words.isEmpty())
        return words;
    return Qt::mightBeRichText(theirs) ? theirs + QStringLiteral("<br>") + words.toHtmlEscaped()
                                       : theirs + u'\n' + words;
}

ClosedLook ClosedSign::look(Access access) const
{
    const auto fits = [access](const ClosedLook &look) { return look.access == access; };
    const auto found = std::find_if(m_looks.cbegin(), m_looks.cend(), fits);
    ClosedLook look = found == m_looks.cend() ? ClosedLook {access} : *found;
    if (look.toolTip.isEmpty())
        look.toolTip = wordsFor(access);
    return look;
}

// Each word is told to slots and event handlers, which may delete the object.
void ClosedSign::putUp(const QPointer<QObject> &object, Access access)
{
    takeDown(object);
    const ClosedLook look = this->look(access);
    const auto said = [&object](const char *property) { return object ? object->property(property).toString() : QString(); };
    const bool isOurs = look.toolTip == wordsFor(access); // then it takes nothing away
    replace(object, toolTip, m_toolTip, isOurs ? addTo(said(toolTip), look.toolTip) : look.toolTip);
    // Actions say it in the status bar, for menus show no tool tips; widgets where they say something there.
    if (object && (!object->isWidgetType() || !said(statusTip).isEmpty()))
        replace(object, statusTip, m_statusTip, look.toolTip);
    if (!said(description).isEmpty()) // otherwise it is the tool tip that is read aloud
        replace(object, description, m_description, addTo(said(description), look.toolTip));
    if (object)
        replace(object, nameOf(object), m_text, look.text);
    if (object && !object->isWidgetType())
        m_named = textOf(object);
}

void ClosedSign::takeDown(const QPointer<QObject> &object)
{
    if (object)
        restore(object, nameOf(object), m_text);
    restore(object, description, m_description);
    restore(object, statusTip, m_statusTip);
    restore(object, toolTip, m_toolTip);
}

bool ClosedSign::isOutdated(const QObject *object) const
{
    const bool isReplaced = m_toolTip.replaced && object->property(toolTip).toString() != m_toolTip.ours;
    return isReplaced || (!object->isWidgetType() && m_named != textOf(object));
}

QString ClosedSign::textOf(const QObject *object)
{
    return object->property(nameOf(object)).toString();
}

void ClosedSign::replace(const QPointer<QObject> &object, const char *property, Words &words, const QString &text)
{
    if (!object || text.isEmpty())
        return;
    QString theirs = object->property(property).toString();
    if (!object->isWidgetType() && property != statusTip) {
        // An action without a tool tip shows its text there, and shall go on to do so.
        object->setProperty(property, QString());
        if (object && object->property(property).toString() == theirs)
            theirs.clear();
    }
    words = {.ours = text, .theirs = theirs, .replaced = true};
    if (object)
        object->setProperty(property, text);
}

void ClosedSign::restore(const QPointer<QObject> &object, const char *property, Words &words)
{
    if (!object || !std::exchange(words.replaced, false))
        return;
    if (object->property(property).toString() == words.ours)
        object->setProperty(property, words.theirs);
}

} // namespace QtLogin
