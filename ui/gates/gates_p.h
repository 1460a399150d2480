// SPDX-License-Identifier: MIT
#pragma once

#include "gates/gate_p.h"
#include "watching/applicationevents_p.h"

namespace QtLogin {

// The gates of a guard.
class Gates final : public EventListener
{
public:
    Gates(std::shared_ptr<ApplicationEvents> events, std::function<void(QWidget *)> goTo);
    ~Gates() override;

    std::shared_ptr<Gate> find(const Requirement &requirement, WhenDenied whenDenied) const;
    std::shared_ptr<Gate> add(const Requirement &requirement, WhenDenied whenDenied);
    // The requirement that has to be met for \a object by itself to be open.
    Requirement requirementOf(const QObject *object) const;
    void retranslate();
    // Leaves what is closed to the application, for good.
    void seal();

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

private:
    bool isClosed(const QObject *object) const;
    bool isInClosed(const QObject *object) const;
    bool isInClosedAction(const QWidget *widget) const;
    bool takeFromClosed(const QObject *watched, QEvent *event) const;
    bool isShortcutOfClosed(const QObject *shortcut) const;
    void dismissLater(QWidget *popup);

    const std::shared_ptr<ApplicationEvents> m_events;
    const std::shared_ptr<PlaceClicks> m_clicks;
    std::vector<std::shared_ptr<Gate>> m_gates;
    std::shared_ptr<const void> m_life = std::make_shared<char>();
};

} // namespace QtLogin
