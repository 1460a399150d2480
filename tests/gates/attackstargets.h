// SPDX-License-Identifier: MIT
#pragma once

#include "attacks.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qlistwidget.h>
#include <QtWidgets/qpushbutton.h>

// The targets that several vectors build, and the acts on them.
namespace QtLogin::Attacks {

inline const auto marker = QStringLiteral("the diary of Ada");

inline void pushButton(Scene &scene)
{
    auto *button = scene.add(new QPushButton(QStringLiteral("&Delete")));
    button->setFocus();
    scene.effect(button, &QPushButton::clicked);
}

// The accessible of \a wanted, if it can be found beginning at \a from.
inline QAccessibleInterface *findAccessible(const QObject *wanted, QAccessibleInterface *from = nullptr)
{
    if (!from)
        from = QAccessible::queryAccessibleInterface(qApp);
    if (from->object() == wanted)
        return from;
    for (int i = 0; i < from->childCount(); ++i) {
        QAccessibleInterface *child = from->child(i);
        if (QAccessibleInterface *found = child ? findAccessible(wanted, child) : nullptr)
            return found;
    }
    return nullptr;
}

// A widget of the application's own that acts on events of one type, before QWidget::event() can ignore them.
class Ear : public QWidget
{
public:
    Ear(Scene &scene, QEvent::Type type) : m_scene(&scene), m_type(type)
    {
        setFocusPolicy(Qt::StrongFocus);
        setAcceptDrops(true);
        setAttribute(Qt::WA_InputMethodEnabled);
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == m_type)
            m_scene->effect();
        return QWidget::event(event);
    }
    void dragEnterEvent(QDragEnterEvent *event) override { event->accept(); }

private:
    Scene *const m_scene;
    const QEvent::Type m_type;
};

template<QEvent::Type type>
void ear(Scene &scene)
{
    auto *widget = scene.add(new Ear(scene, type));
    if (type != QEvent::FocusIn)
        return widget->setFocus();
    auto *first = new QLineEdit; // where the keyboard is before
    scene.page()->layout()->addWidget(first);
    first->setFocus();
}

} // namespace QtLogin::Attacks
