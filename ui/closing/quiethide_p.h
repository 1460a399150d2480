// SPDX-License-Identifier: MIT
#pragma once

#include "watching/applicationevents_p.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

#include <functional>
#include <vector>

namespace QtLogin {

// Hides a widget without having anything else take that for the application's wish, which QEvent::HideToParent tells:
// two of the library may hide the same one. That event goes nowhere.
class OwnHide : public EventListener
{
public:
    // As StateOverride::hideAgain().
    static void again(QWidget *widget, ApplicationEvents &events);

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

protected:
    // Listens as long as it exists.
    class Listening;

    explicit OwnHide(QWidget *widget) : m_widget(widget) { }
    QWidget *widget() const { return m_widget; }

private:
    const QPointer<QWidget> m_widget;
};

// Qt goes on using what it has just told that it is hidden, and its children: a slot or event handler that deletes some
// of them when they hear of that would end the process. So they hear of it when Qt is through.
class QuietHide final : public OwnHide
{
public:
    // As StateOverride::hide(). The widget, which may be gone by then, and those in it hear of it from tell().
    QuietHide(QWidget *widget, ApplicationEvents &events);

    bool wasShown() const { return m_wasShown; }
    // Whether Qt was in the middle of showing the widget with its parent: Qt goes on with that although it is hidden.
    bool wasBeingShown() const { return m_wasBeingShown; }
    // Hides the widget again where an event handler has shown it, unless that has opened what \a isClosed asks for.
    void tell(const std::function<bool()> &isClosed);

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

private:
    void hide();

    ApplicationEvents &m_events;
    std::vector<QPointer<QWidget>> m_hidden; // and not told yet
    const bool m_wasBeingShown;
    bool m_wasShown = false;
};

} // namespace QtLogin
