// SPDX-License-Identifier: MIT
#pragma once

#include "session/loginmanager.h"
#include "watching/applicationevents_p.h"

#include <QtCore/qpoint.h>
#include <QtCore/qpointer.h>

namespace QtLogin {

// Tells the session that a person is at keyboard, mouse, pen or screen: what the system has sent and
// a person must have caused, never what the application sends to itself (C2). Input that finds a
// limit passed goes nowhere (C4): the session is about to close, and the person meant what was there.
class InputWatch final : public QObject, public EventListener
{
    Q_OBJECT
public:
    InputWatch(LoginManager *login, std::shared_ptr<ApplicationEvents> events);
    ~InputWatch() override;

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    // Of the application, which tells only windows and application filters.
    void languageChanged();

private:
    struct Held
    {
        int key;
        bool whileIn;
    };

    bool comesTooLate() const;
    bool isHeldOver(const QEvent &event);
    bool isByHand(const QEvent &event);
    bool hasMoved(const QPointF &pointer);
    void noteActivity();
    void onDesktopSessionEnds();

    const std::shared_ptr<ApplicationEvents> m_events;
    const QPointer<LoginManager> m_login;
    const Requirement m_anybody = Requirement::login();
    std::optional<Clock::Boot> m_noticedAt;
    std::optional<QPointF> m_pointer;
    std::optional<Held> m_held; // the key that was pressed last, and repeats
};

} // namespace QtLogin
