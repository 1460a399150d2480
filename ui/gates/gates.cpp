// SPDX-License-Identifier: MIT
#include "gates/gates_p.h"

#include "gates/placeclicks_p.h"

#include <algorithm>

namespace QtLogin {

Gates::Gates(std::shared_ptr<ApplicationEvents> events, std::function<void(QWidget *)> goTo)
    : m_events(std::move(events)),
      m_clicks(std::make_shared<PlaceClicks>([this](const QWidget *place) { return isClosed(place); }, std::move(goTo)))
{
    m_events->add(this);
}

Gates::~Gates()
{
    m_events->remove(this);
}

std::shared_ptr<Gate> Gates::find(const Requirement &requirement, WhenDenied whenDenied) const
{
    const auto fits = [&](const std::shared_ptr<Gate> &gate) {
        return gate->whenDenied() == whenDenied && gate->requirement() == requirement;
    };
    const auto found = std::find_if(m_gates.rbegin(), m_gates.rend(), fits);
    return found != m_gates.rend() ? *found : nullptr;
}

std::shared_ptr<Gate> Gates::add(const Requirement &requirement, WhenDenied whenDenied)
{
    return m_gates.emplace_back(std::make_shared<Gate>(m_clicks, requirement, whenDenied));
}

Requirement Gates::requirementOf(const QObject *object) const
{
    Requirement all = Requirement::anyone();
    for (const auto &gate : m_gates) {
        if (gate->guards(object))
            all = all && gate->requirement();
    }
    return all;
}

bool Gates::isClosed(const QObject *object) const
{
    return std::any_of(m_gates.begin(), m_gates.end(), [object](const auto &gate) { return gate->isClosed(object); });
}

void Gates::retranslate()
{
    const auto gates = m_gates;
    for (const auto &gate : gates)
        gate->retranslate();
}

void Gates::seal()
{
    const auto gates = std::exchange(m_gates, {});
    for (const auto &gate : gates)
        gate->seal();
}

bool Gates::wants(const QObject *watched, QEvent::Type type) const
{
    return std::any_of(m_gates.begin(), m_gates.end(), [=](const auto &gate) { return gate->wants(watched, type); });
}

bool Gates::notice(QObject *watched, QEvent *event)
{
    const std::weak_ptr<const void> life = m_life; // a gate may run code that deletes the guard
    for (std::size_t i = 0; !life.expired() && i < m_gates.size(); ++i) {
        if (m_gates[i]->wants(watched, event->type()) && m_gates[i]->notice(watched, event))
            return true;
    }
    return false;
}

} // namespace QtLogin
