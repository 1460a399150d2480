// SPDX-License-Identifier: MIT
#pragma once

#include "gates/gate_p.h"

namespace QtLogin {

// The gates of a guard, and the one event filter of them all. It stands at the application: a filter
// at each of many thousands of widgets would cost more to pass than to open the widget.
class Gates final : public QObject
{
    Q_OBJECT
public:
    std::shared_ptr<Gate> find(const Requirement &requirement, ViewGuard::WhenDenied whenDenied) const;
    void add(const std::shared_ptr<Gate> &gate);
    // What has to be met for \a object by itself to be open.
    Requirement requirementOf(const QObject *object) const;
    void retranslate();
    // Leaves what is closed to the application, for good.
    void seal();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::vector<std::shared_ptr<Gate>> m_gates;
};

} // namespace QtLogin
