// SPDX-License-Identifier: MIT
#pragma once

#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qevent.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qpushbutton.h>

#include <memory>

// A window with a page, and a guard that has nothing to guard yet.
namespace QtLogin::GuardedWindow {

using WhenDenied = ViewGuard::WhenDenied;

// Does something each time, or the first time, that it is enabled or disabled.
class Watcher : public QPushButton
{
public:
    using QPushButton::QPushButton;
    std::function<void()> once;
    std::function<void(bool)> always;

protected:
    void changeEvent(QEvent *event) override;
};

void addWays();

class Fixture : public QObject
{
protected:
    Fixture();
    ~Fixture() override;

    void setUp();
    void tearDown();
    void logIn();
    void logOut();

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QWidget *page = nullptr;
};

} // namespace QtLogin::GuardedWindow
