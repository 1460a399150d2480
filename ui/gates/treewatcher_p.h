// SPDX-License-Identifier: MIT
#pragma once

#include "gates/viewguard.h"

#include <QtCore/qpointer.h>
#include <QtCore/qset.h>
#include <QtWidgets/qwidget.h>

#include <vector>

namespace QtLogin {

// Finds what says of itself, in its property loginRequirement, that it is to be protected: now, and
// when it comes into one of the trees or gets the property later.
class TreeWatcher final : public QObject
{
    Q_OBJECT
public:
    explicit TreeWatcher(ViewGuard *guard);

    void add(QWidget *root);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isInATree(const QObject *object) const;
    void menuMayBeNew(const QAction *action);
    void search(QObject *object);
    void read(QObject *object);

    ViewGuard *const m_guard;
    std::vector<QPointer<QWidget>> m_roots;
};

} // namespace QtLogin
