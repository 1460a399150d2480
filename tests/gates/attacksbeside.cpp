// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtGui/qaction.h>
#include <QtGui/qrasterwindow.h>
#include <QtGui/qshortcut.h>
#include <QtGui/qundostack.h>
#include <QtWidgets/qcompleter.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qgraphicsproxywidget.h>
#include <QtWidgets/qgraphicsview.h>
#include <QtWidgets/qmdiarea.h>
#include <QtWidgets/qmdisubwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qsystemtrayicon.h>
#include <QtWidgets/qwhatsthis.h>

// Objects that no search below the guarded widget finds: without a parent, in a scene or in a native window, made or
// come only when it was closed already.
namespace QtLogin::Attacks {

static void inScene(Scene &scene)
{
    auto *view = scene.add(new QGraphicsView);
    auto *items = new QGraphicsScene(view);
    view->setScene(items);
    auto *button = new QPushButton(QStringLiteral("Delete everything there is"));
    button->setObjectName(QStringLiteral("embedded"));
    items->addWidget(button);
    auto *shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+T")), button);
    shortcut->setContext(Qt::ApplicationShortcut);
    QObject::connect(shortcut, &QShortcut::activated, button, &QPushButton::click);
    scene.effect(button, &QPushButton::clicked);
}

// Part is a widget that is embedded, or a graphics widget.
template<typename Part>
static void actionInScene(Scene &scene)
{
    auto *view = scene.add(new QGraphicsView);
    auto *items = new QGraphicsScene(view);
    view->setScene(items);
    auto *part = new Part;
    auto *action = new QAction(QStringLiteral("Delete"), part);
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+T")));
    action->setShortcutContext(Qt::ApplicationShortcut);
    part->addAction(action);
    part->resize(40, 20);
    if constexpr (std::is_base_of_v<QWidget, Part>)
        items->addWidget(part);
    else
        items->addItem(part);
    scene.effect(action, &QAction::triggered);
}

static QPushButton *embedded(const Scene &scene)
{
    const auto items = scene.the<QGraphicsView>()->scene()->items();
    for (QGraphicsItem *item : items) {
        if (const auto *proxy = qgraphicsitem_cast<QGraphicsProxyWidget *>(item))
            return qobject_cast<QPushButton *>(proxy->widget());
    }
    return nullptr;
}

class Pane : public QRasterWindow
{
public:
    explicit Pane(Scene &scene) : m_scene(&scene) { setObjectName(QStringLiteral("pane")); }

protected:
    void mousePressEvent(QMouseEvent *) override { m_scene->effect(); }
    void keyPressEvent(QKeyEvent *) override { m_scene->effect(); }

private:
    Scene *const m_scene;
};

static void nativePane(Scene &scene)
{
    auto *pane = new Pane(scene);
    auto *container = QWidget::createWindowContainer(pane);
    container->setMinimumSize(60, 60);
    scene.add(container)->setProperty("pane", QVariant::fromValue<QObject *>(pane));
}

// The desktop gives the window that it shows what is done there.
static QWindow *shownPane(const Scene &scene)
{
    auto *pane = qobject_cast<QWindow *>(scene.the<QWidget>()->property("pane").value<QObject *>());
    return pane && pane->isVisible() && pane->handle() ? pane : nullptr;
}

static void usePane(Scene &scene)
{
    if (QWindow *pane = shownPane(scene))
        QTest::mouseClick(pane, Qt::LeftButton, {}, {5, 5});
}

static void typeIntoPane(Scene &scene)
{
    if (QWindow *pane = shownPane(scene))
        QTest::keyClick(pane, Qt::Key_Delete);
}

static QMenu *makeMenu(Scene &scene)
{
    auto *menu = scene.keep(new QMenu(QStringLiteral("&Journal")));
    QAction *action = menu->addAction(QStringLiteral("&Delete"));
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+D")));
    action->setShortcutContext(Qt::ApplicationShortcut);
    scene.effect(action, &QAction::triggered);
    return menu;
}

// The menu bar of the page shows a menu that has no parent.
static void menuInBar(Scene &scene)
{
    QMenu *menu = makeMenu(scene);
    menu->setTearOffEnabled(true);
    auto *bar = new QMenuBar;
    bar->setNativeMenuBar(false);
    bar->addMenu(menu);
    scene.page()->layout()->setMenuBar(bar);
    scene.target(menu);
}

static void menuOfTray(Scene &scene)
{
    auto *tray = new QSystemTrayIcon(scene.page());
    QMenu *menu = makeMenu(scene);
    tray->setContextMenu(menu);
    scene.target(menu);
}

static void tornOff(Scene &scene)
{
    const QPointer<QMenu> menu = scene.the<QMenu>();
    menu->popup(scene.place());
    menu->hide();
    menu->showTearOffMenu({300, 300});
    scene.close();
    Scene::oneCycle();
    scene.gotInIf(menu && menu->isTearOffMenuVisible() && menu->isEnabled());
    if (menu)
        menu->hideTearOffMenu();
}

static void completer(Scene &scene)
{
    auto *edit = scene.add(new QLineEdit);
    edit->setFocus();
    edit->setCompleter(new QCompleter(QStringList {marker}, edit));
}

// As a search does, whose answer comes when it comes.
static void completeLate(Scene &scene)
{
    const QPointer<QCompleter> completer = scene.the<QLineEdit>()->completer();
    completer->setCompletionPrefix(marker.left(3));
    scene.close();
    completer->complete();
    Scene::oneCycle();
    scene.gotInIf(completer && completer->popup()->isVisible());
    if (completer)
        completer->popup()->hide();
}

class Diary : public QUndoCommand
{
public:
    explicit Diary(Scene &scene) : QUndoCommand(marker), m_scene(&scene) { }
    void undo() override { m_scene->effect(); }

private:
    Scene *const m_scene;
};

static void undoActionOfTheWindow(Scene &scene)
{
    auto *stack = new QUndoStack(scene.page());
    stack->push(new Diary(scene));
    scene.target(stack->createUndoAction(scene.window()));
}

static void explained(Scene &scene)
{
    scene.add(new QPushButton(QStringLiteral("Delete")))->setWhatsThis(marker);
}

static void askWhatThisIs(Scene &scene)
{
    QWhatsThis::enterWhatsThisMode();
    scene.close();
    scene.click();
    Scene::oneCycle();
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows)
        scene.gotInIf(window->inherits("QWhatsThat") && window->isVisible());
    QWhatsThis::leaveWhatsThisMode();
    QWhatsThis::hideText();
    Scene::oneCycle();
}

static void nothing(Scene &scene)
{
    scene.add(new QLineEdit)->setFocus();
}

static void addAction(Scene &scene)
{
    const QPointer<QAction> action = new QAction(QStringLiteral("Delete"), scene.page());
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+D")));
    action->setShortcutContext(Qt::ApplicationShortcut);
    scene.page()->addAction(action);
    scene.effect(action.data(), &QAction::triggered);
    scene.press(Qt::Key_D, Qt::ControlModifier);
    delete action;
}

static void addShortcut(Scene &scene)
{
    const QPointer<QShortcut> shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+T")), scene.page());
    shortcut->setContext(Qt::ApplicationShortcut);
    scene.effect(shortcut.data(), &QShortcut::activated);
    scene.press(Qt::Key_T, Qt::ControlModifier);
    delete shortcut;
}

static void addWindow(Scene &scene)
{
    const QPointer<QDialog> dialog = new QDialog(scene.page());
    dialog->show();
    Scene::oneCycle();
    scene.gotInIf(scene.isReachable(dialog));
    delete dialog;
}

static void addButton(Scene &scene)
{
    const QPointer<QPushButton> button = new QPushButton(QStringLiteral("&Delete"));
    scene.page()->layout()->addWidget(button);
    button->show();
    scene.effect(button.data(), &QPushButton::clicked);
    Scene::oneCycle();
    if (scene.isReachable(button))
        button->click();
    else
        scene.press(Qt::Key_D, Qt::AltModifier);
    delete button;
}

// It belongs to nothing, and stands before everything.
static void askWithoutParent(Scene &scene)
{
    auto *box = new QMessageBox;
    box->setText(marker);
    box->open();
    Scene::oneCycle();
    scene.gotInIf(scene.isReachable(box));
    delete box;
}

static void showWithoutParent(Scene &scene)
{
    QLineEdit window(marker);
    window.show();
    Scene::oneCycle();
    scene.gotInIf(scene.isReachable(&window));
}

static void editThatActs(Scene &scene)
{
    auto *edit = scene.add(new QLineEdit);
    edit->setFocus();
    scene.effect(edit, &QLineEdit::textChanged);
}

// Keys and clicks go to the widget that has grabbed them, whichever window has the focus.
static void grabKeyboard(Scene &scene)
{
    const QPointer<QWidget> target = scene.the<QWidget>();
    target->grabKeyboard();
    scene.close();
    const QWidget *window = QApplication::activeWindow();
    QTest::keyClick(window ? window->windowHandle() : scene.windowThere()->windowHandle(), 'x');
    if (target)
        target->releaseKeyboard();
}

static void grabMouse(Scene &scene)
{
    const QPointer<QWidget> target = scene.the<QWidget>();
    target->grabMouse();
    scene.close();
    QTest::mouseClick(scene.windowThere()->windowHandle(), Qt::LeftButton, {}, {2, 2});
    if (target)
        target->releaseMouse();
}

static void windowInArea(Scene &scene)
{
    auto *area = scene.add(new QMdiArea);
    area->setMinimumSize(200, 150);
    QMdiSubWindow *window = area->addSubWindow(new QLineEdit);
    window->setGeometry(20, 20, 100, 60);
    area->setActiveSubWindow(window);
}

// Moved by keyboard it grabs both, and every key goes to it.
static void moveByKeyboard(Scene &scene)
{
    const QPointer<QMdiSubWindow> moved = scene.the<QMdiArea>()->subWindowList().constFirst();
    const auto actions = moved->systemMenu()->actions();
    for (QAction *action : actions) {
        if (action->text().remove(u'&') == u"Move")
            action->trigger();
    }
    scene.close();
    const QRect where = moved ? moved->geometry() : QRect();
    const QWidget *window = QApplication::activeWindow();
    QTest::keyClick(window ? window->windowHandle() : scene.windowThere()->windowHandle(), Qt::Key_Right);
    scene.gotInIf(moved && moved->geometry() != where);
    if (moved && QWidget::keyboardGrabber() == moved)
        QTest::keyClick(moved.data(), Qt::Key_Return); // it has been moved
}

QList<Vector> besideTheTree()
{
    const auto pressT = [](Scene &s) { s.press(Qt::Key_T, Qt::ControlModifier); };
    const auto pressD = [](Scene &s) { s.press(Qt::Key_D, Qt::ControlModifier); };
    const auto triggerFirst = [](Scene &s) { s.the<QMenu>()->actions().constFirst()->trigger(); };
    return {
        {"a click on a widget in a scene", "EDHVOW", inScene, [](Scene &s) { s.click(); }},
        {"the shortcut of a widget in a scene", "EDHVOW", inScene, pressT},
        {"the action of a widget in a scene", "EDHVOW", actionInScene<QWidget>, pressT},
        {"the action of a graphics widget", "EDHVOW", actionInScene<QGraphicsWidget>, pressT},
        {"setEnabled(true) and click() of a widget in a scene", "EdhVOW", inScene,
         [](Scene &s) {
             embedded(s)->setEnabled(true);
             embedded(s)->click();
         }},
        {"a click into a native window", "EDHVOW", nativePane, usePane},
        {"a key in a native window", "EDHVOW", nativePane, typeIntoPane},
        {"a shortcut of a menu without a parent", "EDHVOW", menuInBar, pressD},
        {"trigger() of an entry of a menu without a parent", "EDHVOW", menuInBar, triggerFirst},
        {"a menu that is torn off", "-DHVOW", menuInBar, tornOff, whenItEnds},
        {"a tray icon's menu without a parent", "EDHVOW", menuOfTray, triggerFirst},
        {"a completion that comes late", "-DHVOW", completer, completeLate, whenItEnds},
        {"an undo action made for the window", "EDHVOW", undoActionOfTheWindow,
         [](Scene &s) { s.the<QAction>()->trigger(); }},
        {"what an undo action made for the window says", "-dHVOW", undoActionOfTheWindow,
         [](Scene &s) { s.gotInIf(s.the<QAction>()->isVisible() && s.the<QAction>()->text().contains(marker)); }},
        {"the question what something is", "--HVOW", explained, askWhatThisIs, whenItEnds},
        {"an action made meanwhile", "E--VOW", nothing, addAction},
        {"a shortcut made meanwhile", "E--VOW", nothing, addShortcut},
        {"a window made meanwhile", "---VOW", nothing, addWindow},
        {"a button made meanwhile", "E--VOW", nothing, addButton},
        {"a question without a parent", "-----W", nothing, askWithoutParent},
        {"a window without a parent", "-----W", nothing, showWithoutParent},
        {"a grabbed keyboard", "EDHVOW", editThatActs, grabKeyboard, whenItEnds},
        {"a grabbed mouse", "EDHVOW", ear<QEvent::MouseButtonPress>, grabMouse, whenItEnds},
        {"a window in an area that is being moved", "-DHVOW", windowInArea, moveByKeyboard, whenItEnds},
    };
}

} // namespace QtLogin::Attacks
