// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtGui/qaction.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qdialogbuttonbox.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qmdiarea.h>
#include <QtWidgets/qmdisubwindow.h>
#include <QtWidgets/qstackedwidget.h>
#include <QtWidgets/qtabbar.h>
#include <QtWidgets/qtabwidget.h>
#include <QtWidgets/qtoolbox.h>
#include <QtWidgets/qwizard.h>

// Places that can be turned to and windows that can be opened, with something in them.
namespace QtLogin::Attacks {

template<typename Place>
static Place *around(const QWidget *widget)
{
    QWidget *each = widget->parentWidget();
    while (each && !qobject_cast<Place *>(each))
        each = each->parentWidget();
    return qobject_cast<Place *>(each);
}

static void tabPage(Scene &scene)
{
    auto *tabs = new QTabWidget;
    scene.page()->layout()->addWidget(tabs);
    tabs->addTab(new QLineEdit, QStringLiteral("All"));
    auto *secret = new QLineEdit(marker);
    tabs->addTab(secret, QStringLiteral("Ada"));
    tabs->currentWidget()->setFocus();
    scene.target(secret);
}

static void stackedPage(Scene &scene)
{
    auto *stack = new QStackedWidget;
    scene.page()->layout()->addWidget(stack);
    stack->addWidget(new QLineEdit);
    scene.target(stack->widget(stack->addWidget(new QLineEdit(marker))));
}

static void toolBoxPage(Scene &scene)
{
    auto *box = new QToolBox;
    scene.page()->layout()->addWidget(box);
    box->addItem(new QLineEdit, QStringLiteral("All"));
    scene.target(box->widget(box->addItem(new QLineEdit(marker), QStringLiteral("Ada"))));
}

// In a main window of its own, which is part of the page.
static QDockWidget *makeDock(Scene &scene)
{
    auto *main = new QMainWindow;
    main->setWindowFlags(Qt::Widget);
    main->setCentralWidget(new QWidget);
    scene.page()->layout()->addWidget(main);
    auto *dock = new QDockWidget(QStringLiteral("Ada"));
    dock->setObjectName(QStringLiteral("ada"));
    dock->setWidget(new QLineEdit(marker));
    main->addDockWidget(Qt::LeftDockWidgetArea, dock);
    return dock;
}

static void dock(Scene &scene)
{
    QDockWidget *dock = makeDock(scene);
    dock->setProperty("layout", around<QMainWindow>(dock)->saveState());
    scene.target(dock);
}

static void floatingDock(Scene &scene)
{
    QDockWidget *dock = makeDock(scene);
    dock->setFloating(true);
    dock->show();
    scene.target(dock);
}

static void tabbedDock(Scene &scene)
{
    QDockWidget *dock = makeDock(scene);
    auto *other = new QDockWidget(QStringLiteral("All"));
    auto *main = around<QMainWindow>(dock);
    main->addDockWidget(Qt::LeftDockWidgetArea, other);
    main->tabifyDockWidget(dock, other);
    scene.target(dock);
}

static void subWindow(Scene &scene)
{
    auto *area = new QMdiArea;
    scene.page()->layout()->addWidget(area);
    area->addSubWindow(new QWidget);
    scene.target(area->addSubWindow(new QLineEdit(marker)));
}

static void ownWindow(Scene &scene)
{
    auto *window = new QMainWindow(scene.page());
    window->setCentralWidget(new QLineEdit(marker));
    window->show();
    scene.target(window);
}

static QDialog *makeDialog(Scene &scene)
{
    auto *dialog = new QDialog(scene.page());
    new QVBoxLayout(dialog);
    dialog->layout()->addWidget(new QLineEdit(marker));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    dialog->layout()->addWidget(buttons);
    scene.effect(dialog, &QDialog::accepted);
    scene.target(dialog);
    return dialog;
}

static void modelessDialog(Scene &scene)
{
    makeDialog(scene)->show();
}

static void modalDialog(Scene &scene)
{
    makeDialog(scene)->open();
}

static void closedDialog(Scene &scene)
{
    makeDialog(scene);
}

static void wizard(Scene &scene)
{
    auto *wizard = new QWizard(scene.page());
    wizard->addPage(new QWizardPage);
    wizard->addPage(new QWizardPage);
    wizard->show();
    scene.target(wizard);
    scene.effect(wizard, &QWizard::currentIdChanged);
}

static void wizardPage(Scene &scene)
{
    auto *wizard = new QWizard(scene.page());
    wizard->addPage(new QWizardPage);
    auto *page = new QWizardPage;
    wizard->addPage(page);
    wizard->show();
    new QLineEdit(marker, page);
    scene.target(page);
}

// The attacker does this. In a scene without a guard, the application has closed the target by hand.
template<typename Place, typename Close, typename Open>
static std::function<void(Scene &)> turn(Close close, Open open)
{
    return [close, open](Scene &scene) {
        const QPointer<QWidget> target = scene.the<QWidget>();
        auto *place = around<Place>(target);
        scene.byHand([&] { close(place, target.data()); });
        open(place, target.data());
        Scene::oneCycle();
        scene.gotInIf(scene.isReachable(target));
    };
}

template<typename Open>
static std::function<void(Scene &)> turnTab(Open open)
{
    const auto close = [](QTabWidget *tabs, QWidget *page) { tabs->setTabEnabled(tabs->indexOf(page), false); };
    return turn<QTabWidget>(close, open);
}

template<typename Open>
static std::function<void(Scene &)> turnTabByHand(Open open)
{
    return turn<QTabWidget>([](QTabWidget *, QWidget *) {}, open);
}

template<typename Open>
static std::function<void(Scene &)> showDock(Open open)
{
    return turn<QMainWindow>(
        [](QMainWindow *, QWidget *dock) { dock->hide(); },
        [open](QMainWindow *main, QWidget *dock) { open(main, qobject_cast<QDockWidget *>(dock)); });
}

template<typename Open>
static std::function<void(Scene &)> showWindow(Open open)
{
    return turn<QWidget>([](QWidget *, QWidget *window) { window->hide(); },
                         [open](QWidget *, QWidget *window) { open(window); });
}

template<typename Open>
static std::function<void(Scene &)> activate(Open open)
{
    return turn<QMdiArea>(
        [](QMdiArea *, QWidget *window) { window->hide(); },
        [open](QMdiArea *area, QWidget *window) { open(area, qobject_cast<QMdiSubWindow *>(window)); });
}

// Opens a dialog and answers it with Return, from within its loop.
static void execute(Scene &scene)
{
    auto *dialog = scene.the<QDialog>();
    QTimer::singleShot(0, dialog, [&scene, dialog] {
        if (dialog->isVisible() && dialog->isEnabled())
            QTest::keyClick(dialog, Qt::Key_Return);
        QTimer::singleShot(0, dialog, [dialog] { dialog->done(QDialog::Rejected); });
    });
    dialog->exec();
}

QList<Vector> intoPlaces()
{
    const auto pressReturn = [](Scene &s) {
        if (s.the<QDialog>()->result() == QDialog::Accepted)
            return; // it is over
        if (s.the<QWidget>()->isVisible())
            QApplication::setActiveWindow(s.the<QWidget>());
        s.press(Qt::Key_Return);
    };
    const auto accept = [](Scene &s) { s.the<QDialog>()->accept(); };
    return {
        {"QTabWidget::setCurrentIndex()", "-DHVOW", tabPage, turnTab([](QTabWidget *tabs, QWidget *page) {
             tabs->setTabEnabled(1, true);
             tabs->setCurrentIndex(tabs->indexOf(page));
         })},
        {"QTabWidget::setCurrentWidget()", "-DHVOW", tabPage, turnTab([](QTabWidget *tabs, QWidget *page) {
             tabs->setTabEnabled(1, true);
             tabs->setCurrentWidget(page);
         })},
        {"QTabBar::setTabEnabled() and setCurrentIndex()", "-DHVOW", tabPage,
         turnTab([](QTabWidget *tabs, QWidget *page) {
             tabs->tabBar()->setTabEnabled(1, true);
             tabs->tabBar()->setCurrentIndex(1);
             page->setEnabled(true);
         })},
        {"QTabWidget::setTabVisible() and setCurrentIndex()", "-DHVOW", tabPage,
         turnTab([](QTabWidget *tabs, QWidget *) {
             tabs->setTabVisible(1, true);
             tabs->setTabEnabled(1, true);
             tabs->setCurrentIndex(1);
         })},
        {"taking the other tab away", "-DHVOW", tabPage, turnTab([](QTabWidget *tabs, QWidget *) {
             tabs->setTabEnabled(1, true);
             tabs->removeTab(0);
         })},
        {"taking a page out of its tabs and putting it back", "-DHVOW", tabPage,
         turnTab([](QTabWidget *tabs, QWidget *page) {
             tabs->removeTab(1);
             page->setEnabled(true);
             tabs->setCurrentIndex(tabs->insertTab(0, page, QStringLiteral("Ada")));
         })},
        {"Ctrl+Tab to a tab", "-DHVOW", tabPage, turnTabByHand([](QTabWidget *, QWidget *) {
             if (QWidget *focus = QApplication::focusWidget())
                 QTest::keyClick(focus, Qt::Key_Tab, Qt::ControlModifier);
         })},
        {"a click on a tab", "-DHVOW", tabPage, turnTabByHand([](QTabWidget *tabs, QWidget *) {
             QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(1).center());
         })},
        {"QStackedWidget::setCurrentIndex()", "-DHVOW", stackedPage,
         turn<QStackedWidget>([](QStackedWidget *, QWidget *page) { page->setEnabled(false); },
                              [](QStackedWidget *stack, QWidget *page) {
                                  stack->setCurrentIndex(1);
                                  page->setEnabled(true);
                              })},
        {"QStackedWidget::setCurrentWidget()", "-DHVOW", stackedPage,
         turn<QStackedWidget>([](QStackedWidget *, QWidget *) {},
                              [](QStackedWidget *stack, QWidget *page) { stack->setCurrentWidget(page); })},
        {"taking the other stacked page away", "-DHVOW", stackedPage,
         turn<QStackedWidget>([](QStackedWidget *, QWidget *) {},
                              [](QStackedWidget *stack, QWidget *) { delete stack->widget(0); })},
        {"QToolBox::setCurrentIndex()", "-DHVOW", toolBoxPage,
         turn<QToolBox>([](QToolBox *box, QWidget *) { box->setItemEnabled(1, false); },
                        [](QToolBox *box, QWidget *) {
                            box->setItemEnabled(1, true);
                            box->setCurrentIndex(1);
                        })},
        {"a click on a title of a tool box", "-DHVOW", toolBoxPage,
         turn<QToolBox>([](QToolBox *, QWidget *) {},
                        [](QToolBox *box, QWidget *) { box->findChildren<QAbstractButton *>().constLast()->click(); })},
        {"show() of a dock", "-DHVOW", dock, showDock([](QMainWindow *, QDockWidget *dock) { dock->show(); })},
        {"toggleViewAction() of a dock", "-DHVOW", dock, showDock([](QMainWindow *, QDockWidget *dock) {
             if (!dock->isVisible())
                 dock->toggleViewAction()->trigger();
         })},
        {"restoreState()", "-DHVOW", dock, showDock([](QMainWindow *main, QDockWidget *dock) {
             main->restoreState(dock->property("layout").toByteArray());
         })},
        {"restoreDockWidget()", "-DHVOW", dock, showDock([](QMainWindow *main, QDockWidget *dock) {
             main->restoreDockWidget(dock);
             dock->show();
         })},
        {"setFloating() and show()", "-DHVOW", dock, showDock([](QMainWindow *, QDockWidget *dock) {
             dock->setFloating(true);
             dock->show();
         })},
        {"taking a dock out and adding it elsewhere", "-DHVOW", dock,
         showDock([](QMainWindow *main, QDockWidget *dock) {
             main->removeDockWidget(dock);
             main->addDockWidget(Qt::RightDockWidgetArea, dock);
             dock->show();
         })},
        {"show() of a floating dock", "-DHVOW", floatingDock,
         showDock([](QMainWindow *, QDockWidget *dock) { dock->show(); })},
        {"docking a floating dock", "-DHVOW", floatingDock, showDock([](QMainWindow *, QDockWidget *dock) {
             dock->setFloating(false);
             dock->show();
         })},
        {"raising a tabbed dock", "-DHVOW", tabbedDock, showDock([](QMainWindow *, QDockWidget *dock) {
             dock->show();
             dock->raise();
         })},
        {"show() of an MDI window", "-DHVOW", subWindow,
         activate([](QMdiArea *, QMdiSubWindow *window) { window->show(); })},
        {"showMaximized() of an MDI window", "-DHVOW", subWindow,
         activate([](QMdiArea *, QMdiSubWindow *window) { window->showMaximized(); })},
        {"activating an MDI window", "-DHVOW", subWindow, activate([](QMdiArea *area, QMdiSubWindow *window) {
             window->showNormal();
             area->setActiveSubWindow(window);
         })},
        {"MDI windows as tabs", "-DHVOW", subWindow, activate([](QMdiArea *area, QMdiSubWindow *window) {
             window->show();
             area->setViewMode(QMdiArea::TabbedView);
             area->activateNextSubWindow();
         })},
        {"show() of a window", "-DHVOW", ownWindow, showWindow([](QWidget *window) { window->show(); })},
        {"showFullScreen() of a window", "-DHVOW", ownWindow,
         showWindow([](QWidget *window) { window->showFullScreen(); })},
        {"setWindowState() of a window", "-DHVOW", ownWindow, showWindow([](QWidget *window) {
             window->setWindowState(Qt::WindowMaximized);
             window->setVisible(true);
         })},
        {"setWindowFlags() and show() of a window", "-DHVOW", ownWindow, showWindow([](QWidget *window) {
             window->setWindowFlags(Qt::Window | Qt::WindowStaysOnTopHint);
             window->show();
         })},
        {"setParent(nullptr) and show() of a window", "-DHVOW", ownWindow,
         [](Scene &s) {
             if (!s.the<QWidget>()->parentWidget())
                 return; // the application's own by now
             s.keep(s.the<QWidget>())->setParent(nullptr);
             showWindow([](QWidget *window) { window->show(); })(s);
         }},
        {"Return in an open modeless dialog", "EDHVOW", modelessDialog, pressReturn},
        {"Return in an open modal dialog", "EDHVOW", modalDialog, pressReturn},
        {"accept() of an open dialog", "Edhvow", modalDialog, accept},
        {"done() of an open dialog", "Edhvow", modelessDialog,
         [](Scene &s) { s.the<QDialog>()->done(QDialog::Accepted); }},
        {"open() of a dialog, and Return", "EDHVOW", closedDialog,
         [](Scene &s) {
             s.the<QDialog>()->open();
             QTest::keyClick(s.the<QDialog>(), Qt::Key_Return);
             s.the<QDialog>()->hide();
         }},
        {"exec() of a dialog, and Return", "EDHVOW", closedDialog, execute},
        {"Return in a wizard", "EDHVOW", wizard, pressReturn},
        {"QWizard::next() to a page", "-DHVOW", wizardPage,
         turn<QWizard>([](QWizard *, QWidget *page) { page->setEnabled(false); },
                       [](QWizard *wizard, QWidget *page) {
                           wizard->next();
                           page->setEnabled(true);
                       })},
        {"going back and forth in a wizard", "-DHVOW", wizardPage,
         turn<QWizard>([](QWizard *, QWidget *page) { page->setEnabled(false); },
                       [](QWizard *wizard, QWidget *page) {
                           wizard->restart();
                           wizard->next();
                           wizard->back();
                           wizard->next();
                           page->show();
                           page->setEnabled(true);
                       })},
        {"QWizard::next()", "Edhvow", wizard, [](Scene &s) { s.the<QWizard>()->next(); }},
    };
}

} // namespace QtLogin::Attacks
