// SPDX-License-Identifier: MIT
#include "gates/gates_p.h"

#include <QtCore/qcoreapplication.h>

#include <algorithm>

namespace QtLogin {

std::shared_ptr<Gate> Gates::find(const Requirement &requirement, ViewGuard::WhenDenied whenDenied) const
{
    const auto fits = [&](const std::shared_ptr<Gate> &gate) {
        return gate->whenDenied() == whenDenied && gate->requirement() == requirement;
    };
    const auto found = std::find_if(m_gates.rbegin(), m_gates.rend(), fits);
    return found != m_gates.rend() ? *found : nullptr;
}

void Gates::add(const std::shared_ptr<Gate> &gate)
{
    if (auto *application = QCoreApplication::instance())
        application->installEventFilter(this);
    m_gates.push_back(gate);
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

bool Gates::eventFilter(QObject *watched, QEvent *event)
{
    for (std::size_t i = 0; i < m_gates.size(); ++i) {
        if (!m_gates[i]->heeds(watched, event->type()))
            continue;
        const QPointer<Gates> alive(this); // what a gate does about it may be the end of all
        if (m_gates[i]->notice(watched, event))
            return true;
        if (!alive)
            return false;
    }
    return false;
}

} // namespace QtLogin
