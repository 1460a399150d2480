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
    Page();

    QTextEdit *text;
    QPushButton *button;
    QAction *action;
    int printed = 0;
    int clicked = 0;
};

class Fixture : public QObject
{
protected:
    Fixture();
    ~Fixture() override;

    void setUp();
    void tearDown();
    GatedView *open(const Requirement &requirement = Requirement::login());
    Page *page() const { return static_cast<Page *>(view->content()); }
    QString placeholderText(const char *part) const;
    QPushButton *placeholderButton() const;

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QPointer<GatedView> view;
    int made = 0;
};

} // namespace QtLogin::GatedPage
