// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtCore/qmimedata.h>
#include <QtCore/qthread.h>
#include <QtGui/qaction.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qdrag.h>
#include <QtGui/qevent.h>
#include <QtGui/qinputmethod.h>
#include <QtGui/qundogroup.h>
#include <QtGui/qundostack.h>
#include <QtWidgets/qlistwidget.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qstatusbar.h>
#include <QtWidgets/qtablewidget.h>

// Data and windows that have come out of the content by the time that it closes, or are on their way in or out: copied,
// dragged, shown elsewhere, half done.
namespace QtLogin::Attacks {

static void edit(Scene &scene)
{
    scene.add(new QLineEdit(marker))->setFocus();
}

static void stillCopied(Scene &scene)
{
    const bool wasThere = QGuiApplication::clipboard()->text() == marker;
    scene.close();
    scene.gotInIf(wasThere && QGuiApplication::clipboard()->text() == marker);
    QGuiApplication::clipboard()->clear();
}

// By key, as a person does.
template<Qt::Key key>
static void copied(Scene &scene)
{
    scene.press(Qt::Key_A, Qt::ControlModifier);
    scene.press(key, Qt::ControlModifier);
    stillCopied(scene);
}

// By an entry of the field's own menu.
static void copiedByMenu(Scene &scene)
{
    auto *edit = scene.the<QLineEdit>();
    edit->selectAll();
    const QPointer<QMenu> menu = edit->createStandardContextMenu();
    const auto actions = menu->actions();
    for (QAction *action : actions) {
        if (action->text().contains(QLatin1String("&Copy")))
            action->trigger();
    }
    stillCopied(scene);
    delete menu;
}

// By code of the application's, as a "Copy" button does, while the keyboard is anywhere.
static void copiedByCode(Scene &scene)
{
    auto *elsewhere = new QLineEdit(scene.window());
    elsewhere->show();
    elsewhere->setFocus();
    QGuiApplication::clipboard()->setText(marker);
    stillCopied(scene);
    delete elsewhere;
}

static void copiedWithoutFocus(Scene &scene)
{
    if (QWidget *focus = QApplication::focusWidget())
        focus->clearFocus();
    QGuiApplication::clipboard()->setText(scene.the<QListWidget>()->item(0)->text());
    stillCopied(scene);
}

// It has set the same again, by which the application is told nothing.
static void takenOver(Scene &scene)
{
    scene.press(Qt::Key_A, Qt::ControlModifier);
    scene.press(Qt::Key_C, Qt::ControlModifier);
    {
        const QSignalBlocker another(QGuiApplication::clipboard());
        QGuiApplication::clipboard()->setText(QGuiApplication::clipboard()->text());
    }
    stillCopied(scene);
}

static void list(Scene &scene)
{
    scene.add(new QListWidget)->addItem(marker);
}

static void askInputMethod(Scene &scene)
{
    const QVariant text = QInputMethod::queryFocusObject(Qt::ImSurroundingText, {});
    scene.gotInIf(text.toString().contains(marker));
}

class Diary : public QUndoCommand
{
public:
    explicit Diary(Scene &scene) : QUndoCommand(marker), m_scene(&scene) { }
    void undo() override { m_scene->effect(); }

private:
    Scene *const m_scene;
};

// The window undoes what was done last, wherever that was.
static void undoOfTheWindow(Scene &scene)
{
    auto *group = new QUndoGroup(scene.window());
    auto *stack = new QUndoStack(scene.page());
    stack->push(new Diary(scene));
    group->addStack(stack);
    stack->setActive();
    QAction *action = group->createUndoAction(scene.window());
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+Z")));
    scene.window()->addAction(action);
    scene.target(action);
}

static void recentEntry(Scene &scene)
{
    auto *action = new QAction(marker, scene.page());
    scene.page()->addAction(action);
    scene.window()->menuBar()->addMenu(QStringLiteral("&Recent"))->addAction(action);
    scene.target(action);
}

static void readAction(Scene &scene)
{
    scene.gotInIf(scene.the<QAction>()->isVisible() && scene.the<QAction>()->text().contains(marker));
}

static void statusTip(Scene &scene)
{
    scene.window()->statusBar();
    scene.add(new QPushButton)->setStatusTip(marker);
}

static void hovered(Scene &scene)
{
    QEnterEvent event({5, 5}, {5, 5}, scene.place());
    QCoreApplication::sendEvent(scene.the<QWidget>(), &event);
    scene.close();
    scene.gotInIf(scene.window()->statusBar()->currentMessage() == marker);
}

class Source : public QWidget
{
protected:
    void mousePressEvent(QMouseEvent *) override
    {
        auto *data = new QMimeData;
        data->setText(marker);
        auto *drag = new QDrag(this);
        drag->setMimeData(data);
        drag->exec(Qt::CopyAction);
    }
};

static void source(Scene &scene)
{
    scene.add(new Source)->setMinimumSize(20, 20);
}

// Another window, which no guard closes.
class Net : public QWidget
{
public:
    explicit Net(Scene &scene) : m_scene(&scene)
    {
        setAcceptDrops(true);
        setGeometry(500, 500, 100, 100);
        show();
    }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override { event->accept(); }
    void dropEvent(QDropEvent *event) override { m_scene->gotInIf(event->mimeData()->text() == marker); }

private:
    Scene *const m_scene;
};

static void draggedOut(Scene &scene)
{
    Net net(scene);
    QTimer::singleShot(0, &net, [&] {
        scene.close();
        QTest::mouseMove(net.windowHandle(), {50, 50});
        QTest::mouseRelease(net.windowHandle(), Qt::LeftButton, {}, {50, 50});
    });
    scene.mouse(QTest::MousePress); // returns when nothing is dragged any more
    Scene::oneCycle();
}

static void draggedIn(Scene &scene)
{
    const QPointer<QWindow> window = scene.whereItWas();
    const QPoint place = scene.spot();
    QMimeData data;
    data.setText(QStringLiteral("delete"));
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(window, &enter);
    scene.close();
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    if (window)
        QCoreApplication::sendEvent(window, &drop);
}

static void turn(QWidget *widget, Qt::ScrollPhase phase)
{
    QWheelEvent event({5, 5}, widget->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, {}, phase, false);
    QCoreApplication::sendEvent(widget, &event);
}

static void stillTurning(Scene &scene)
{
    const QPointer<QWidget> widget = scene.the<QWidget>();
    const QPointer<QWidget> window = scene.window();
    turn(widget, Qt::ScrollBegin);
    scene.close();
    for (const auto &under : {widget, window}) {
        if (under)
            turn(under, Qt::ScrollUpdate);
    }
    if (window)
        turn(window, Qt::ScrollEnd);
}

static void table(Scene &scene)
{
    auto *table = scene.add(new QTableWidget(1, 1));
    table->setItem(0, 0, new QTableWidgetItem(QStringLiteral("entry")));
    scene.effect(table, &QTableWidget::itemChanged);
}

static void typingOn(Scene &scene)
{
    auto *table = scene.the<QTableWidget>();
    table->editItem(table->item(0, 0));
    scene.close();
    scene.type(QStringLiteral("7"));
    scene.press(Qt::Key_Return);
    Scene::oneCycle();
}

static void nothing(Scene &scene)
{
    scene.add(new QWidget);
}

// A worker has finished, and its result waits for the window's thread.
static void postedByAWorker(Scene &scene)
{
    const std::unique_ptr<QThread> worker(QThread::create([&scene] {
        QMetaObject::invokeMethod(
            scene.context(), [&scene] { scene.effect(); }, Qt::QueuedConnection);
    }));
    worker->start();
    worker->wait();
    scene.close();
    Scene::oneCycle();
}

static void posted(Scene &scene)
{
    QMetaObject::invokeMethod(
        scene.context(), [&scene] { scene.effect(); }, Qt::QueuedConnection);
    scene.close();
    Scene::oneCycle();
}

// The object that was there, and not the object that has been made anew.
static void outlived(Scene &scene)
{
    const QPointer<QWidget> theirs = scene.the<QWidget>();
    scene.close();
    Scene::oneCycle();
    scene.gotInIf(theirs);
}

static void askedFor(Scene &scene)
{
    const QPointer<QPushButton> theirs = scene.the<QPushButton>();
    QMetaObject::invokeMethod(theirs, "click", Qt::QueuedConnection);
    scene.close();
    Scene::oneCycle();
}

// A worker looks at its lease before it does what cannot be undone.
static bool commits(Scene &scene)
{
    const auto may = scene.lease();
    scene.close();
    bool committed = false;
    const std::unique_ptr<QThread> worker(QThread::create([&] { committed = may(); }));
    worker->start();
    worker->wait();
    scene.gotInIf(committed);
    return committed;
}

static void leased(Scene &scene)
{
    if (!commits(scene))
        scene.effect(); // and is denied there as well
}

// Ends or locks the session in an event handler of what is just being closed.
class Verb : public QObject
{
public:
    Verb(QWidget *target, std::function<void()> act) : m_act(std::move(act)) { target->installEventFilter(this); }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        const bool closes = event->type() == QEvent::Hide || event->type() == QEvent::EnabledChange;
        if (const auto act = closes ? std::exchange(m_act, nullptr) : nullptr)
            act();
        return false;
    }

private:
    std::function<void()> m_act;
};

template<typename Act>
static std::function<void(Scene &)> within(Act act)
{
    return [act](Scene &scene) {
        const QPointer<QWidget> target = scene.the<QWidget>();
        const Verb verb(target, [&] { act(scene.login()); });
        scene.close();
        Scene::oneCycle();
        scene.gotInIf(scene.isReachable(target));
    };
}

// "Lock when the focus leaves."
static void closedByTheFocus(Scene &scene)
{
    const QPointer<QWidget> target = scene.the<QWidget>();
    QObject context;
    bool isClosed = false;
    const auto close = [&] {
        if (!std::exchange(isClosed, true))
            scene.close();
    };
    QObject::connect(qApp, &QApplication::focusChanged, &context, close);
    if (QWidget *focus = QApplication::focusWidget())
        focus->clearFocus();
    close(); // where nothing had it
    Scene::oneCycle();
    scene.gotInIf(scene.isReachable(target));
}

QList<Vector> leftBehind()
{
    const auto trigger = [](Scene &s) { s.the<QAction>()->trigger(); };
    return {
        {"what was copied", "-DHVOW", edit, copied<Qt::Key_C>, whenItEnds},
        {"what was cut", "-DHVOW", edit, copied<Qt::Key_X>, whenItEnds},
        {"what the menu of a field has copied", "-DHVOW", edit, copiedByMenu, whenItEnds},
        {"what a button has copied", "-DHVOW", edit, copiedByCode, whenItEnds},
        {"what a list without the keyboard has copied", "-DHVOW", list, copiedWithoutFocus, whenItEnds},
        {"what a clipboard manager has taken over", "-DHVOW", edit, takenOver, whenItEnds},
        {"what an input method can read", "-DHVOW", edit, askInputMethod},
        {"the window's undo action", "EDHVOW", undoOfTheWindow, trigger},
        {"the shortcut of the window's undo action", "EDHV-W", undoOfTheWindow,
         [](Scene &s) { s.press(Qt::Key_Z, Qt::ControlModifier); }},
        {"what the window's undo action says", "-dHVOW", undoOfTheWindow, readAction},
        {"an entry in a list of the window's menu bar", "-dHVOW", recentEntry, readAction},
        {"logging out in an event handler, while it closes", "-DHVOW", edit,
         within([](LoginManager &login) { login.logOut(); }), whenItEnds},
        {"locking in an event handler, while it closes", "-DHVOW", edit,
         within([](LoginManager &login) { login.lock(); }), whenItEnds},
        {"locking as the focus leaves", "-DHVOW", edit, closedByTheFocus, whenItEnds},
        {"a status tip on the screen", "--hV-W", statusTip, hovered, whenItEnds},
        {"a drag that was begun before", "-DHVOW", source, draggedOut, whenItEnds, true},
        {"a drop of what was over it before", "EDHVOW", ear<QEvent::Drop>, draggedIn, whenItEnds},
        {"a wheel that is still turning", "EDHVOW", ear<QEvent::Wheel>, stillTurning, whenItEnds},
        {"typing on in an open editor", "EDHVOW", table, typingOn, whenItEnds},
        {"a result that a worker has posted", "E-----", nothing, postedByAWorker, whenItEnds},
        {"a worker that has taken a lease", "E-----", nothing, leased, whenItEnds},
        {"a worker with the lease of who was in before", "E-----", nothing, commits, whenAnotherComes},
        {"a call posted for who was in before", "e-----", nothing, posted, whenAnotherComes},
        {"a click posted for who was in before", "edhVO-", pushButton, askedFor, whenAnotherComes},
        {"what who was in before has copied", "-DHVO-", edit, copied<Qt::Key_C>, whenAnotherComes},
        {"what who was in before has typed", "-dhVO-", edit, outlived, whenAnotherComes},
    };
}

} // namespace QtLogin::Attacks
