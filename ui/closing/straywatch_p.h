// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

#include <vector>

namespace QtLogin {

class Detachment;

// An object that the application takes out of closed content stays closed wherever it is put, until the content opens,
// and for good if the content never does.
class StrayWatch final
{
public:
    // \a home is the content's, and owns this.
    explicit StrayWatch(Detachment *home) : m_home(home) { }

    // Whether \a object is no widget, and was taken out.
    bool owns(const QObject *object) const { return m_objects.contains(object); }
    // A \a child has left its parent, which is part of the content.
    void childRemoved(QObject *child);
    // A \a widget has another parent, and is part of the content again, or no longer.
    void parentChanged(QWidget *widget, bool isAtHome);
    // Opens all of them, or the widget that is back.
    void giveBack(const QWidget *which = nullptr);

private:
    void close(QWidget *widget);
    static void open(const QPointer<Detachment> &stray);

    Detachment *const m_home;
    QPointer<Detachment> m_from; // of a stray: where it has come from
    QList<QPointer<QWidget>> m_leavers; // between leaving their parent and having another
    std::vector<QPointer<Detachment>> m_strays;
    QList<QPointer<QObject>> m_objects; // strays that are no widgets
};

} // namespace QtLogin
