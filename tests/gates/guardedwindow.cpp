// SPDX-License-Identifier: MIT
#include "gates/guardedwindow.h"

namespace QtLogin::GuardedWindow {

void Watcher::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (always && event->type() == QEvent::EnabledChange)
        always(isEnabled());
    if (const auto act = std::exchange(once, {}); act && event->type() == QEvent::EnabledChange)
        act();
}

void addWays()
{
    QTest::addColumn<WhenDenied>("way");
    QTest::newRow("disable") << WhenDenied::Disable;
    QTest::newRow("hide") << WhenDenied::Hide;
}

Fixture::Fixture() = default;
Fixture::~Fixture() = default;

void Fixture::setUp()
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

void Fixture::tearDown()
{
    window.reset();
    guard.reset();
    stage.reset();
}

void Fixture::logIn()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
}

void Fixture::logOut()
{
    stage->login().logOut();
}

} // namespace QtLogin::GuardedWindow
