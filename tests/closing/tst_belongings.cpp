// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qshortcut.h>
#include <QtGui/qundostack.h>
#include <QtGui/qwindow.h>
#include <QtWidgets/qabstractitemview.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qcompleter.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qgraphicsproxywidget.h>
#include <QtWidgets/qgraphicsview.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qsystemtrayicon.h>
#include <QtWidgets/qwhatsthis.h>

using namespace QtLogin;

namespace {

const auto diary = QStringLiteral("what only Ada may read");

// Tests things that a page shows, or that reach it, without being below it in the object tree.
class Page : public QDialog
{
public:
    explicit Page(QWidget *parent = nullptr)
        : QDialog(parent, parent ? Qt::Dialog : Qt::Widget),
          column(new QVBoxLayout(this)),
          line(new QLineEdit(diary)),
          label(new QLabel(diary))
    {
        column->addWidget(line);
        column->addWidget(label);
    }

    QVBoxLayout *column;
    QLineEdit *line;
    QLabel *label;
};

QAction *actionOn(QWidget *widget, const QKeySequence &keys, int *effects)
{
    auto *action = new QAction(diary, widget);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::ApplicationShortcut);
    QObject::connect(action, &QAction::triggered, action, [effects] { ++*effects; });
    widget->addAction(action);
    return action;
}

QAccessible::Id accessibleOf(QObject *object)
{
    return QAccessible::uniqueId(QAccessible::queryAccessibleInterface(object));
}

// Whether assistive technology can read, write or press \a object, or get from it to something else.
bool speaks(QObject *object)
{
    QAccessibleInterface *fresh = QAccessible::queryAccessibleInterface(object);
    return fresh
        && (fresh->isValid() || fresh->parent() || fresh->childCount() > 0 || fresh->textInterface()
            || fresh->actionInterface() || !fresh->text(QAccessible::Name).isEmpty());
}

// Whether a bridge announces that something has happened to \a object: it does for what has a valid accessible.
bool isAnnounced(QObject *object)
{
    QAccessibleTextInsertEvent inserted(object, 0, diary);
    QAccessibleEvent named(object, QAccessible::NameChanged);
    QAccessibleEvent focused(object, QAccessible::Focus);
    return inserted.accessibleInterface() || named.accessibleInterface() || focused.accessibleInterface();
}

} // namespace

// The parts of closed content that a search below it does not find: for a view, a dialog of open() and a locked window.
class tst_Belongings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

    void aWidgetInASceneIsClosedAndComesBack();
    void aWidgetThatIsPutIntoASceneMeanwhileIsClosed();
    void whatAnotherViewShowsStaysOpen();
    void aDialogThatWasShownOnceIsMute();
    void aCompletionThatComesLateIsNotShown();
    void aMenuWithoutAParentIsHeld();
    void aMenuOfATrayIconIsHeld_data();
    void aMenuOfATrayIconIsHeld();
    void aTornOffMenuGoesAndComesBack();
    void anUndoActionOfTheWindowSaysAndDoesNothing();
    void theQuestionWhatSomethingIsEnds();
    void anActionMadeMeanwhileIsHeld();
    void textThatArrivesIsNotAnnounced();
    void aLabelThatChangesLeadsNowhere();
    void whatWasKnownBeforeIsForgotten();
    void aNativeWindowThatIsAskedForMeanwhileGoes();

private:
    // Through a window that no guard closes.
    void press(const QKeySequence &keys);
    void lock();
    void unlock();
    bool isClosed() const { return !page || !page->isVisible(); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    std::unique_ptr<QMainWindow> other;
    QPointer<Page> page;
    int effects = 0;
};

void tst_Belongings::initTestCase_data()
{
    QTest::addColumn<QString>("place");
    for (const char *place : {"view", "dialog", "window"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

void tst_Belongings::init()
{
    failOnWarnings();
    QFETCH_GLOBAL(QString, place);
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    other = std::make_unique<QMainWindow>();
    effects = 0;
    QVERIFY(stage->logInVerified(Stage::ada()));
    if (place == u"view") {
        auto *view = guard->view(Requirement::login(), [] { return new Page; });
        window->setCentralWidget(view);
        page = static_cast<Page *>(view->content());
    } else if (place == u"window") {
        new WindowLock(&stage->login(), window.get());
        page = new Page;
        window->setCentralWidget(page);
    }
    window->show();
    other->show();
    if (place == u"dialog") {
        (void)guard->open<Page>(Requirement::login(), window.get());
        page = window->findChild<Page *>();
        page->hide(); // window modal, it would keep all shortcuts but its own from acting
        page->setWindowModality(Qt::NonModal);
        page->show();
    }
    QCoreApplication::processEvents();
    QVERIFY(page && page->isVisible());
}

void tst_Belongings::cleanup()
{
    other.reset();
    window.reset();
    guard.reset();
    stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void tst_Belongings::press(const QKeySequence &keys)
{
    QApplication::setActiveWindow(other.get());
    QTest::keySequence(other.get(), keys);
}

void tst_Belongings::lock()
{
    stage->login().lock();
    QVERIFY(isClosed());
    QCoreApplication::processEvents();
}

void tst_Belongings::unlock()
{
    QVERIFY(stage->login().confirmLogin());
    QCoreApplication::processEvents();
    QVERIFY(!isClosed());
}

void tst_Belongings::aWidgetInASceneIsClosedAndComesBack()
{
    auto *view = new QGraphicsView;
    auto *scene = new QGraphicsScene(stage.get() ? &stage->login() : nullptr); // not below the page
    view->setScene(scene);
    page->column->addWidget(view);
    auto *panel = new QWidget;
    auto *button = new QPushButton(diary, panel);
    connect(button, &QPushButton::clicked, this, [this] { ++effects; });
    auto *shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+J")), panel);
    shortcut->setContext(Qt::ApplicationShortcut);
    connect(shortcut, &QShortcut::activated, this, [this] { ++effects; });
    QAction *action = actionOn(panel, QKeySequence(QStringLiteral("Ctrl+M")), &effects);
    scene->addWidget(panel);
    QCoreApplication::processEvents();
    press(shortcut->key());
    press(action->shortcut());
    QCOMPARE(effects, 2);
    const auto known = accessibleOf(button);

    lock();
    press(shortcut->key());
    press(action->shortcut());
    QVERIFY(!button->isEnabled());
    panel->setEnabled(true);
    button->click();
    QCOMPARE(effects, 2);
    QVERIFY(!QAccessible::accessibleInterface(known));
    QVERIFY(!speaks(button));

    unlock();
    press(shortcut->key());
    press(action->shortcut());
    button->click();
    QCOMPARE(effects, 5);
    QVERIFY(speaks(button));
    delete scene;
}

void tst_Belongings::aWidgetThatIsPutIntoASceneMeanwhileIsClosed()
{
    auto *view = new QGraphicsView;
    auto *scene = new QGraphicsScene(view);
    view->setScene(scene);
    page->column->addWidget(view);
    lock();
    auto *button = new QPushButton(diary);
    connect(button, &QPushButton::clicked, this, [this] { ++effects; });
    scene->addWidget(button);
    button->show();
    QTRY_VERIFY(!button->isEnabled());
    QCoreApplication::processEvents();
    QVERIFY(!speaks(button));
    button->setShortcut(QKeySequence(QStringLiteral("Ctrl+J")));
    press(QKeySequence(QStringLiteral("Ctrl+J")));
    QCOMPARE(effects, 0);
    unlock();
    QVERIFY(button->isEnabled());
    button->click();
    QCOMPARE(effects, 1);
}

void tst_Belongings::whatAnotherViewShowsStaysOpen()
{
    QGraphicsScene scene;
    auto *view = new QGraphicsView(&scene);
    page->column->addWidget(view);
    other->setCentralWidget(new QGraphicsView(&scene));
    auto *button = new QPushButton;
    scene.addWidget(button);
    lock();
    QVERIFY(button->isEnabled());
    QVERIFY(speaks(button));
    unlock();
    delete view;
    delete other->takeCentralWidget();
}

void tst_Belongings::aDialogThatWasShownOnceIsMute()
{
    auto *dialog = new QDialog(page);
    auto *secret = new QLineEdit(diary, dialog);
    dialog->show();
    const auto known = accessibleOf(secret);
    dialog->hide();
    lock();
    QTRY_VERIFY(!dialog->windowHandle());
    QVERIFY(!QAccessible::accessibleInterface(known));
    QVERIFY(!speaks(secret));
    unlock();
    QVERIFY(!dialog->isVisible());
    dialog->show();
    QVERIFY(dialog->isVisible());
    QVERIFY(speaks(secret));
}

void tst_Belongings::aCompletionThatComesLateIsNotShown()
{
    auto *completer = new QCompleter(QStringList {diary}, page);
    page->line->setCompleter(completer);
    completer->setCompletionPrefix(diary.left(4));
    lock();
    completer->complete();
    QVERIFY(!completer->popup()->isVisible());
    QCoreApplication::processEvents();
    QVERIFY(!completer->popup()->isVisible());
    QVERIFY(!QApplication::activePopupWidget());
    unlock();
    QVERIFY(!completer->popup()->isVisible());
    completer->complete();
    QVERIFY(completer->popup()->isVisible());
    completer->popup()->hide();
}

void tst_Belongings::aMenuWithoutAParentIsHeld()
{
    auto *bar = new QMenuBar;
    bar->setNativeMenuBar(false);
    page->column->setMenuBar(bar);
    QMenu menu(QStringLiteral("Ada"));
    QAction *action = menu.addAction(diary);
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+M")));
    action->setShortcutContext(Qt::ApplicationShortcut);
    connect(action, &QAction::triggered, this, [this] { ++effects; });
    bar->addMenu(&menu);
    QCoreApplication::processEvents();
    menu.popup({});
    const auto known = accessibleOf(&menu);
    menu.hide();
    press(action->shortcut());
    QCOMPARE(effects, 1);
    lock();
    press(action->shortcut());
    action->trigger();
    QCOMPARE(effects, 1);
    QVERIFY(!QAccessible::accessibleInterface(known));
    QVERIFY(!speaks(&menu));
    unlock();
    press(action->shortcut());
    QCOMPARE(effects, 2);
    QVERIFY(speaks(&menu));
}

void tst_Belongings::aMenuOfATrayIconIsHeld_data()
{
    QTest::addColumn<bool>("isOfThePage");
    QTest::newRow("of the page") << true;
    QTest::newRow("of another window") << false;
}

void tst_Belongings::aMenuOfATrayIconIsHeld()
{
    QFETCH(bool, isOfThePage);
    QMenu menu;
    QAction *action = menu.addAction(diary);
    connect(action, &QAction::triggered, this, [this] { ++effects; });
    auto *icon = new QSystemTrayIcon(isOfThePage ? static_cast<QObject *>(page) : other.get());
    icon->setContextMenu(&menu);
    for (int round = 1; round <= 2; ++round) {
        lock();
        action->trigger();
        QCOMPARE(effects, isOfThePage ? 0 : 1);
        QCOMPARE(speaks(&menu), !isOfThePage);
        unlock();
        effects = 0;
        action->trigger();
        QCOMPARE(effects, 1);
        QVERIFY(speaks(&menu));
        effects = 0;
    }
    delete icon;
}

void tst_Belongings::aTornOffMenuGoesAndComesBack()
{
    auto *bar = new QMenuBar;
    bar->setNativeMenuBar(false);
    page->column->setMenuBar(bar);
    QMenu menu(QStringLiteral("Ada"));
    menu.setTearOffEnabled(true);
    const char *words = "QWidget::setMinimumSize: (/QTornOffMenu) Negative sizes (-1,-1) are not possible";
    for (int shows = 0; shows < 3; ++shows) // Qt about itself, each time that one is shown
        QTest::ignoreMessage(QtWarningMsg, words);
    QAction *action = menu.addAction(diary);
    connect(action, &QAction::triggered, this, [this] { ++effects; });
    bar->addMenu(&menu);
    QCoreApplication::processEvents();
    menu.popup({});
    menu.hide();
    menu.showTearOffMenu({300, 300});
    QVERIFY(menu.isTearOffMenuVisible());
    lock();
    QVERIFY(!menu.isTearOffMenuVisible());
    unlock();
    QVERIFY(menu.isTearOffMenuVisible());
    action->trigger();
    QCOMPARE(effects, 1);
    menu.hideTearOffMenu();
}

void tst_Belongings::anUndoActionOfTheWindowSaysAndDoesNothing()
{
    auto *stack = new QUndoStack(page);
    const std::unique_ptr<QAction> undo(stack->createUndoAction(other.get()));
    stack->push(new QUndoCommand(diary));
    QVERIFY(undo->text().contains(diary));
    lock();
    QVERIFY(!undo->text().contains(diary));
    undo->trigger();
    QVERIFY(stack->canUndo());
    stack->push(new QUndoCommand(diary + diary)); // the application's own code
    QVERIFY(!undo->text().contains(diary));
    undo->trigger();
    QCOMPARE(stack->index(), 2);
    unlock();
    QVERIFY(undo->text().contains(diary + diary));
    undo->trigger();
    QCOMPARE(stack->index(), 1);
}

void tst_Belongings::theQuestionWhatSomethingIsEnds()
{
    page->line->setWhatsThis(diary);
    QWhatsThis::enterWhatsThisMode();
    lock();
    QVERIFY(!QWhatsThis::inWhatsThisMode());
    QWhatsThis::enterWhatsThisMode();
    unlock();
    QVERIFY(QWhatsThis::inWhatsThisMode()); // which was entered elsewhere
    QWhatsThis::leaveWhatsThisMode();
}

void tst_Belongings::anActionMadeMeanwhileIsHeld()
{
    lock();
    QAction *action = actionOn(page->line, QKeySequence(QStringLiteral("Ctrl+M")), &effects);
    QVERIFY(!action->isEnabled());
    action->setEnabled(true);
    press(action->shortcut());
    action->trigger();
    QCOMPARE(effects, 0);
    unlock();
    QVERIFY(action->isEnabled());
    press(action->shortcut());
    QCOMPARE(effects, 1);
}

void tst_Belongings::textThatArrivesIsNotAnnounced()
{
    QVERIFY(isAnnounced(page->line));
    lock();
    page->line->setText(diary);
    page->label->setText(diary);
    page->setWindowTitle(diary);
    auto *made = new QLineEdit(diary, page);
    auto *movedHere = new QLineEdit(diary);
    QVERIFY(isAnnounced(movedHere));
    page->column->addWidget(movedHere);
    QCoreApplication::processEvents();
    for (QWidget *part :
         {static_cast<QWidget *>(page), static_cast<QWidget *>(page->line), static_cast<QWidget *>(page->label),
          static_cast<QWidget *>(made), static_cast<QWidget *>(movedHere)})
        QVERIFY2(!isAnnounced(part), part->metaObject()->className());
    unlock();
    QVERIFY(isAnnounced(page->line));
    QVERIFY(isAnnounced(made));
    QVERIFY(isAnnounced(movedHere));
}

void tst_Belongings::aLabelThatChangesLeadsNowhere()
{
    lock();
    page->label->setText(diary + diary);
    for (QWidget *part : {static_cast<QWidget *>(page->label), static_cast<QWidget *>(page->line)}) {
        QVERIFY(!speaks(part));
        QAccessible::queryAccessibleInterface(part)->setText(QAccessible::Value, QStringLiteral("written"));
    }
    QCOMPARE(page->line->text(), diary);
    unlock();
    QVERIFY(speaks(page->label));
    QVERIFY(speaks(page->line));
}

void tst_Belongings::whatWasKnownBeforeIsForgotten()
{
    QAction *action = actionOn(page, QKeySequence(QStringLiteral("Ctrl+M")), &effects);
    QMenu *menu = new QMenu(page);
    menu->addAction(action);
    (void)QAccessible::queryAccessibleInterface(menu)->child(0);
    const QList<QAccessible::Id> known = {accessibleOf(page->line), accessibleOf(page->label), accessibleOf(action)};
    lock();
    for (const auto id : known)
        QVERIFY(!QAccessible::accessibleInterface(id));
    QVERIFY(!speaks(action));
    unlock();
    QCOMPARE(QAccessible::queryAccessibleInterface(menu)->child(0)->text(QAccessible::Name), diary);
}

void tst_Belongings::aNativeWindowThatIsAskedForMeanwhileGoes()
{
    lock();
    QTRY_VERIFY(!page->windowHandle());
    QVERIFY(page->window()->winId());
    QTRY_VERIFY(!page->window()->windowHandle());
    unlock();
    QVERIFY(page->window()->windowHandle());
    QVERIFY(page->isEnabled());
}

QTEST_MAIN(tst_Belongings)

#include "tst_belongings.moc"
