// SPDX-License-Identifier: MIT
#include "gates/gatedpage.h"

namespace QtLogin::GatedPage {

Page::Page() : text(new QTextEdit(secretText, this)), button(new QPushButton(QStringLiteral("Log out"), this))
{
    auto *column = new QVBoxLayout(this);
    column->addWidget(text);
    column->addWidget(button);
    action = new QAction(QStringLiteral("Print"), this);
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+P")));
    addAction(action);
    connect(action, &QAction::triggered, this, [this] { ++printed; });
    connect(button, &QPushButton::clicked, this, [this] { ++clicked; });
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
    made = 0;
}

void Fixture::tearDown()
{
    window.reset();
    guard.reset();
    stage.reset();
}

GatedView *Fixture::open(const Requirement &requirement)
{
    view = guard->view(requirement, [this] {
        ++made;
        return new Page;
    });
    window->setCentralWidget(view);
    window->show();
    QApplication::setActiveWindow(window.get());
    QCoreApplication::processEvents();
    return view;
}

QString Fixture::placeholderText(const char *part) const
{
    const auto *label = view->findChild<QLabel *>(QLatin1String(part));
    return label->isVisible() ? label->text() : QString();
}

QPushButton *Fixture::placeholderButton() const
{
    return view->findChild<QPushButton *>(QStringLiteral("action"));
}

} // namespace QtLogin::GatedPage
