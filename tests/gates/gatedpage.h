// SPDX-License-Identifier: MIT
#pragma once

#include "gates/gatedview.h"
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaction.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtextedit.h>

#include <memory>

// A window with one guarded view, and a page in it that only Ada may read.
namespace QtLogin::GatedPage {

inline const auto secretText = QStringLiteral("the page that only Ada may read");

// A page as an application would show it: something to write in, buttons, a dialog, an action with a shortcut.
class Page : public QWidget
{
public:
    Page() : text(new QTextEdit(secretText, this)), button(new QPushButton(QStringLiteral("Log out"), this))
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

    QTextEdit *text;
    QPushButton *button;
    QAction *action;
    int printed = 0;
    int clicked = 0;
};

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
        made = 0;
    }
    void tearDown()
    {
        window.reset();
        guard.reset();
        stage.reset();
    }
    GatedView *open(const Requirement &requirement = Requirement::login())
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
    Page *page() const { return static_cast<Page *>(view->content()); }
    QString placeholderText(const char *part) const
    {
        const auto *label = view->findChild<QLabel *>(QLatin1String(part));
        return label->isVisible() ? label->text() : QString();
    }
    QPushButton *placeholderButton() const { return view->findChild<QPushButton *>(QStringLiteral("action")); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QPointer<GatedView> view;
    int made = 0;
};

} // namespace QtLogin::GatedPage
