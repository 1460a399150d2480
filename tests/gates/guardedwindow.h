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
    void changeEvent(QEvent *event) override
    {
        QPushButton::changeEvent(event);
        if (always && event->type() == QEvent::EnabledChange)
            always(isEnabled());
        if (const auto act = std::exchange(once, {}); act && event->type() == QEvent::EnabledChange)
            act();
    }
};

inline void addWays()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::newRow("disable") << WhenDenied::Disable;
    QTest::newRow("hide") << WhenDenied::Hide;
}

class Fixture : public QObject
{
protected:
    void setUp()
    {
        failOnWarnings();
        stage = std::make_unique<Stage>();
        guard = std::make_unique<ViewGuard>(&stage->login());
        window = std::make_unique<QMainWindow>();
        window->resize(400, 300);
        page = new QWidget;
        new QVBoxLayout(page);
        window->setCentralWidget(page);
        window->show();
        QApplication::setActiveWindow(window.get());
        QCoreApplication::processEvents();
    }
    void tearDown()
    {
        window.reset();
        guard.reset();
        stage.reset();
    }
    void logIn() { QVERIFY(stage->logInVerified(Stage::ada())); }
    void logOut() { stage->login().logOut(); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QWidget *page = nullptr;
};

} // namespace QtLogin::GuardedWindow
