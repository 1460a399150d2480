// SPDX-License-Identifier: MIT
#include "presence/onscreen.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qabstractbutton.h>
#include <QtWidgets/qgroupbox.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtabbar.h>

// The smallest screen that is still met, less its bars.
static constexpr QSize screen(1280, 760);

static QList<QWidget *> visibleOn(const QWidget *window)
{
    QList<QWidget *> visible = window->findChildren<QWidget *>();
    visible.prepend(const_cast<QWidget *>(window));
    visible.removeIf([window](const QWidget *widget) { return !widget->isVisible() || widget->window() != window; });
    return visible;
}

static QString nameOf(const QWidget *widget)
{
    return widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                          : widget->objectName();
}

QList<Saying> sayingsOf(QWidget *window)
{
    QList<Saying> sayings;
    const auto add = [&](const QString &where, const QString &text) {
        if (!text.trimmed().isEmpty())
            sayings += {where, text};
    };
    add(QStringLiteral("title"), window->windowTitle());
    const auto visible = visibleOn(window);
    for (QWidget *widget : visible) {
        const QString name = nameOf(widget);
        for (const char *property : {"toolTip", "statusTip", "whatsThis", "accessibleName", "accessibleDescription"})
            add(name + u'.' + QLatin1String(property), widget->property(property).toString());
        if (widget->inherits("QLabel") || widget->inherits("QAbstractButton"))
            add(name, widget->property("text").toString());
        if (const auto *box = qobject_cast<const QGroupBox *>(widget))
            add(name, box->title());
        if (const auto *line = qobject_cast<const QLineEdit *>(widget))
            add(name + QStringLiteral(".placeholder"), line->placeholderText());
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            for (int i = 0; i < tabs->count(); ++i) {
                add(name, tabs->tabText(i));
                add(name + QStringLiteral(".toolTip"), tabs->tabToolTip(i));
            }
        }
        const auto actions = widget->actions();
        for (const QAction *action : actions) {
            const QStringList texts {action->text(), action->toolTip(), action->statusTip(), action->whatsThis()};
            for (const QString &text : texts) {
                if (action->isVisible())
                    add(name + u'.' + action->objectName(), text);
            }
        }
        if (QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget))
            add(name + QStringLiteral(".spoken"), interface->text(QAccessible::Name));
    }
    return sayings;
}

QStringList mnemonicsOn(const QWidget *window)
{
    QStringList keys;
    const auto add = [&keys](const QString &text) {
        if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty())
            keys << key.toString();
    };
    const auto visible = visibleOn(window);
    for (const QWidget *widget : visible) {
        if (widget->inherits("QAbstractButton") || widget->inherits("QLabel"))
            add(widget->property("text").toString());
        const auto actions = widget->inherits("QMenu") ? widget->actions() : QList<QAction *>();
        for (const QAction *action : actions)
            add(action->isVisible() ? action->text() : QString());
    }
    return keys;
}

static QString complaintAbout(const QLabel *label)
{
    if (label->text().isEmpty())
        return {};
    QSize least = label->wordWrap() ? label->minimumSizeHint() : label->sizeHint();
    if (label->inherits("QtLogin::NameLabel")) // the end of a long name is in its tool tip
        least.setWidth(qMin(least.width(), label->fontMetrics().averageCharWidth() * 24));
    if (least.width() > label->width())
        return QStringLiteral("is too wide for its place");
    const int height = label->hasHeightForWidth() ? label->heightForWidth(label->width()) : least.height();
    return height > label->height() ? QStringLiteral("is too high for its place") : QString();
}

// As Fusion draws its items: the column for check marks is four fifths of an item's height wide.
static QString complaintAbout(const QMenu *menu)
{
    const auto actions = menu->actions();
    for (const QAction *action : actions) {
        const QRect place = menu->actionGeometry(const_cast<QAction *>(action));
        const int text = menu->fontMetrics().size(Qt::TextShowMnemonic, action->text()).width();
        if (action->isVisible() && !action->isSeparator() && text + place.height() * 4 / 5 + 30 > place.width())
            return QStringLiteral("has no room for %1").arg(action->text());
    }
    return {};
}

static QString complaintAbout(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    const bool scrolls = parent && parent->objectName() == u"qt_scrollarea_viewport";
    const bool inside = widget->isWindow()
        || (scrolls ? parent->width() >= widget->width() : parent->rect().contains(widget->geometry()));
    if (!inside && !parent->inherits("QLineEdit"))
        return QStringLiteral("sticks out of %1").arg(nameOf(parent));
    if (widget->isWindow() && !QRect(QPoint(), screen).contains(QRect(QPoint(), widget->size())))
        return QStringLiteral("is too large for the screen");
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return complaintAbout(label);
    if (const auto *menu = qobject_cast<const QMenu *>(widget))
        return complaintAbout(menu);
    const bool insideLine = parent && parent->inherits("QLineEdit"); // its buttons have no text
    const bool hasText = widget->inherits("QAbstractButton") || widget->inherits("QLineEdit")
        || widget->inherits("QGroupBox") || widget->inherits("QTabBar");
    if (!hasText || insideLine)
        return {};
    const QSize least = widget->minimumSizeHint();
    if (least.width() > widget->width() || least.height() > widget->height())
        return QStringLiteral("is squeezed");
    if (const auto *line = qobject_cast<const QLineEdit *>(widget)) {
        if (line->fontMetrics().horizontalAdvance(line->placeholderText()) > line->contentsRect().width())
            return QStringLiteral("has no room for its placeholder");
    }
    return {};
}

QStringList clippedOn(const QWidget *window)
{
    QStringList complaints;
    const auto visible = visibleOn(window);
    for (const QWidget *widget : visible) {
        if (const QString complaint = complaintAbout(widget); !complaint.isEmpty())
            complaints
                << QStringLiteral("%1 %2: \"%3\"").arg(nameOf(widget), complaint, widget->property("text").toString());
    }
    return complaints;
}
