// SPDX-License-Identifier: MIT
#pragma once

#include "watching/applicationevents_p.h"

#include <QtCore/qpointer.h>
#include <QtCore/qset.h>
#include <QtWidgets/qwidget.h>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace QtLogin {

// Reports every object in some trees that has a certain dynamic property: those that are there, those
// that come into a tree later, and those that get the property, or another value, later. Parts that are not below the
// tree belong to it as well, such as a widget in a graphics scene and the menu of a tray icon.
class TreeWatcher final : public EventListener
{
public:
    // Called with an object of a tree that has the property. It may do anything, also delete this.
    using Report = std::function<void(QObject *)>;

    TreeWatcher(std::shared_ptr<ApplicationEvents> events, const char *property, Report report);
    ~TreeWatcher() override;

    void add(QWidget *root);

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

private:
    bool isInATree(const QObject *object) const;
    void menuMayBeNew(const QAction *action);
    void search(QObject *object);
    void reportIfMarked(QObject *object) const;

    const std::shared_ptr<ApplicationEvents> m_events;
    const char *const m_property;
    const Report m_report;
    std::vector<QPointer<QWidget>> m_roots;
    std::shared_ptr<const void> m_life = std::make_shared<char>();
};

} // namespace QtLogin
