// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtCore/qdir.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qfuturewatcher.h>
#include <QtCore/qpromise.h>
#include <QtCore/qthread.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qcombobox.h>
#include <QtWidgets/qcompleter.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qfiledialog.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qtablewidget.h>
#include <QtWidgets/qtooltip.h>

// Acts that were begun while they were allowed, and come when they are not any more: posted, promised, held
// down, open on the screen, running in a loop.
namespace QtLogin::Attacks {

static void nothing(Scene &scene)
{
    scene.add(new QLabel);
}

static void edit(Scene &scene)
{
    scene.add(new QLineEdit(marker))->setFocus();
}

static void heldButton(Scene &scene)
{
    pushButton(scene);
    auto *button = scene.the<QPushButton>();
    button->setAutoRepeat(true);
    button->setAutoRepeatDelay(1);
    button->setAutoRepeatInterval(1);
}

static void releasedButton(Scene &scene)
{
    auto *button = scene.add(new QPushButton(QStringLiteral("Delete")));
    scene.effect(button, &QPushButton::released);
}

static void menu(Scene &scene)
{
    auto *menu = new QMenu(scene.page());
    menu->addAction(QStringLiteral("&Delete"));
    scene.target(menu);
    scene.effect(menu, &QMenu::triggered);
}

static void comboBox(Scene &scene)
{
    auto *box = scene.add(new QComboBox);
    box->addItems({QStringLiteral("keep"), QStringLiteral("delete")});
    scene.effect(box, &QComboBox::activated);
}

static void completer(Scene &scene)
{
    auto *edit = scene.add(new QLineEdit);
    edit->setFocus();
    auto *completer = new QCompleter({QStringLiteral("delete")}, edit);
    edit->setCompleter(completer);
    scene.effect(completer, qOverload<const QString &>(&QCompleter::activated));
}

static void table(Scene &scene)
{
    auto *table = scene.add(new QTableWidget(1, 1));
    table->setItem(0, 0, new QTableWidgetItem(QStringLiteral("entry")));
    scene.effect(table, &QTableWidget::itemChanged);
}

static void dialog(Scene &scene)
{
    auto *dialog = new QDialog(scene.page());
    scene.target(dialog);
    scene.effect(dialog, &QDialog::accepted);
}

// Calls the rest from within the event loop that act() runs.
static void within(Scene &scene, const std::function<void()> &act, const std::function<void()> &attack)
{
    QTimer::singleShot(0, scene.context(), [&scene, attack] {
        scene.close();
        attack();
    });
    act();
    Scene::oneCycle();
}

static void closeAll()
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *dialog = qobject_cast<QDialog *>(window); dialog && dialog->isVisible())
            dialog->done(QDialog::Rejected);
    }
}

static void questionAsked(Scene &scene)
{
    const auto ask = [&scene] {
        if (QMessageBox::question(scene.page(), QString(), QStringLiteral("Delete?")) == QMessageBox::Yes)
            scene.effect();
    };
    within(scene, ask, [&scene] {
        scene.press(Qt::Key_Y, Qt::AltModifier);
        scene.press(Qt::Key_Return);
        QTimer::singleShot(150, scene.context(), closeAll); // the mnemonic holds the button down for 100 ms
    });
}

static void fileAsked(Scene &scene)
{
    const auto ask = [&scene] {
        const QString file = QFileDialog::getSaveFileName(scene.page(), QString(), QDir::temp().filePath(marker),
                                                          QString(), nullptr, QFileDialog::DontUseNativeDialog);
        if (!file.isEmpty())
            scene.effect();
    };
    within(scene, ask, [] {
        const auto windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *dialog = qobject_cast<QFileDialog *>(window); dialog && dialog->isVisible())
                QMetaObject::invokeMethod(dialog, "accept");
        }
        closeAll();
    });
}

static void executed(Scene &scene)
{
    const auto run = [&scene] { scene.the<QDialog>()->exec(); };
    within(scene, run, [&scene] {
        const QPointer<QDialog> dialog = scene.the<QDialog>();
        if (dialog->isVisible() && dialog->isEnabled())
            dialog->accept();
        else
            dialog->done(QDialog::Rejected);
    });
}

// The code behind exec() does not look at what it answered.
static void behindTheLoop(Scene &scene)
{
    const auto run = [&scene] {
        scene.the<QDialog>()->exec();
        scene.effect();
    };
    within(scene, run, [&scene] { scene.the<QDialog>()->done(QDialog::Rejected); });
}

static void nested(Scene &scene)
{
    const auto run = [&scene] {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, &QEventLoop::quit);
        loop.exec();
        scene.effect();
    };
    within(scene, run, [] {});
}

static void posted(Scene &scene)
{
    QMetaObject::invokeMethod(
        scene.context(), [&scene] { scene.effect(); }, Qt::QueuedConnection);
    scene.close();
}

static void timed(Scene &scene)
{
    QTimer::singleShot(0, scene.context(), [&scene] { scene.effect(); });
    scene.close();
}

static void promised(Scene &scene)
{
    QPromise<int> promise;
    QFutureWatcher<int> watcher;
    promise.start();
    watcher.setFuture(promise.future());
    scene.effect(&watcher, &QFutureWatcherBase::finished);
    promise.finish();
    scene.close();
    Scene::oneCycle();
}

static void finishedThread(Scene &scene)
{
    const std::unique_ptr<QThread> thread(QThread::create([] {}));
    QObject::connect(thread.get(), &QThread::finished, scene.context(), [&scene] { scene.effect(); });
    thread->start();
    thread->wait();
    scene.close();
    Scene::oneCycle();
}

class Worker : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void done();
};

// An event that another thread has sent is waiting to be delivered.
static void sentByAWorker(Scene &scene)
{
    Worker worker;
    const std::unique_ptr<QThread> thread(QThread::create([&worker] { Q_EMIT worker.done(); }));
    worker.moveToThread(thread.get());
    scene.effect(&worker, &Worker::done);
    thread->start();
    thread->wait();
    scene.close();
    Scene::oneCycle();
}

static void pressedBefore(Scene &scene)
{
    scene.mouse(QTest::MousePress);
    scene.close();
    scene.mouse(QTest::MouseRelease);
}

static void heldDown(Scene &scene)
{
    scene.mouse(QTest::MousePress);
    scene.close();
    int beats = 0;
    QTimer beat; // it is as fast as the button, and begins after it: whenever this has come, the button has repeated
    QObject::connect(&beat, &QTimer::timeout, &beat, [&beats] { ++beats; });
    beat.start(1);
    (void)QTest::qWaitFor([&] { return beats >= 3; }, patience);
    scene.mouse(QTest::MouseRelease);
}

static void keyHeld(Scene &scene)
{
    const QPointer<QPushButton> button = scene.the<QPushButton>();
    QTest::keyPress(button, Qt::Key_Space);
    scene.close();
    for (int i = 0; i < 20; ++i) {
        QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, {}, QString(), true);
        if (QWidget *focus = QApplication::focusWidget())
            QCoreApplication::sendEvent(focus, &again);
    }
    QKeyEvent release(QEvent::KeyRelease, Qt::Key_Space, {});
    QCoreApplication::sendEvent(button, &release);
}

static void postedEvents(Scene &scene)
{
    auto *button = scene.the<QPushButton>();
    const QPointF place(button->rect().center());
    const QPointF global = button->mapToGlobal(place);
    QCoreApplication::postEvent(
        button, new QMouseEvent(QEvent::MouseButtonPress, place, global, Qt::LeftButton, Qt::LeftButton, {}));
    QCoreApplication::postEvent(
        button, new QMouseEvent(QEvent::MouseButtonRelease, place, global, Qt::LeftButton, Qt::NoButton, {}));
    scene.close();
}

static void queuedTrigger(Scene &scene)
{
    QMetaObject::invokeMethod(scene.the<QPushButton>(), "click", Qt::QueuedConnection);
    scene.close();
}

static void openMenu(Scene &scene)
{
    scene.the<QMenu>()->popup(scene.place());
    scene.close();
    scene.press(Qt::Key_Down);
    scene.press(Qt::Key_Return);
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->hide();
}

static void openComboBox(Scene &scene)
{
    scene.the<QComboBox>()->showPopup();
    scene.close();
    scene.press(Qt::Key_Down);
    scene.press(Qt::Key_Return);
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->hide();
}

static void openCompleter(Scene &scene)
{
    scene.type(QStringLiteral("d"));
    scene.the<QLineEdit>()->completer()->complete();
    scene.close();
    scene.press(Qt::Key_Down);
    scene.press(Qt::Key_Return);
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->hide();
}

static void openEditor(Scene &scene)
{
    auto *table = scene.the<QTableWidget>();
    table->editItem(table->item(0, 0));
    scene.type(QStringLiteral("7"));
    scene.close();
    scene.press(Qt::Key_Return);
}

static void openToolTip(Scene &scene)
{
    QToolTip::showText(scene.place(), marker, scene.the<QWidget>());
    scene.close();
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows)
        scene.gotInIf(window->windowType() == Qt::ToolTip && window->isVisible());
    QToolTip::hideText();
}

static void undoAfterwards(Scene &scene)
{
    auto *edit = scene.the<QLineEdit>();
    edit->selectAll();
    edit->insert(QString());
    scene.close();
    scene.press(Qt::Key_Z, Qt::ControlModifier);
    scene.gotInIf(edit->isVisible() && edit->text() == marker);
}

QList<Vector> acrossTime()
{
    return {
        {"a posted call", "E-----", nothing, posted, whenItEnds},
        {"a timer", "E-----", nothing, timed, whenItEnds},
        {"the end of a future", "E-----", nothing, promised, whenItEnds},
        {"the end of a thread", "E-----", nothing, finishedThread, whenItEnds},
        {"code behind a nested event loop", "E-----", nothing, nested, whenItEnds},
        {"code behind exec()", "Edhvow", dialog, behindTheLoop, whenItEnds},
        {"a dialog that is being executed", "EDHVOW", dialog, executed, whenItEnds},
        {"a question that is being asked", "E--VOW", nothing, questionAsked, whenItEnds},
        {"a file name that is being asked for", "E--VOW", nothing, fileAsked, whenItEnds},
        {"a signal of another thread", "E-----", nothing, sentByAWorker, whenItEnds},
        {"posted mouse events", "EDHVOW", pushButton, postedEvents, whenItEnds},
        {"a queued click()", "EDHVOW", pushButton, queuedTrigger, whenItEnds},
        {"a mouse button pressed before", "EDHVOW", pushButton, pressedBefore, whenItEnds},
        {"a mouse button held down on a button that repeats", "EDHVOW", heldButton, heldDown, whenItEnds},
        {"a button that acts when it is let go", "EdhvoW", releasedButton, pressedBefore, whenItEnds},
        {"keys held down", "EDHVOW", pushButton, keyHeld, whenItEnds},
        {"an open menu", "EDHVOW", menu, openMenu, whenItEnds},
        {"an open combo box", "EDHVOW", comboBox, openComboBox, whenItEnds},
        {"an open completer", "EDHVOW", completer, openCompleter, whenItEnds},
        {"an open editor in a table", "EdhVOW", table, openEditor, whenItEnds},
        {"a tool tip on the screen", "---VOW", edit, openToolTip, whenItEnds},
        {"Ctrl+Z", "-DHVOW", edit, undoAfterwards, whenItEnds},
    };
}

} // namespace QtLogin::Attacks

#include "attacksacrosstime.moc"
