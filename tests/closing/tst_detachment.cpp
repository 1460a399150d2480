// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qshortcut.h>
#include <QtGui/qstandarditemmodel.h>
#include <QtGui/qundogroup.h>
#include <QtGui/qundostack.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtableview.h>

using namespace QtLogin;

namespace {

// Does something when it is hidden.
class Hider : public QWidget
{
public:
    std::function<void()> act;

protected:
    void hideEvent(QHideEvent *) override
    {
        if (const auto once = std::exchange(act, {}))
            once(); // nothing of this afterwards
    }
};

// Takes numbers only.
class Accounts : public QStandardItemModel
{
public:
    using QStandardItemModel::QStandardItemModel;

    bool setData(const QModelIndex &index, const QVariant &value, int role) override
    {
        bool isNumber = false;
        (void)value.toString().toInt(&isNumber);
        return isNumber && QStandardItemModel::setData(index, value, role);
    }
};

class Page : public QWidget
{
public:
    Page()
        : panel(new QWidget(this)),
          button(new QPushButton(QStringLiteral("Delete"), panel)),
          shortcut(new QShortcut(QKeySequence(QStringLiteral("Ctrl+J")), this)),
          undoStack(new QUndoStack(this)),
          hider(new Hider)
    {
        auto *column = new QVBoxLayout(this);
        column->addWidget(panel);
        column->addWidget(hider);
        (new QVBoxLayout(panel))->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this] { ++effects; });
        connect(shortcut, &QShortcut::activated, this, [this] { ++effects; });
        undoStack->push(new QUndoCommand(QStringLiteral("what only Ada may read")));
    }

    QPointer<QWidget> panel;
    QPointer<QPushButton> button;
    QPointer<QShortcut> shortcut;
    QUndoStack *undoStack;
    Hider *hider;
    int effects = 0;
};

} // namespace

// The acts that content can be made to do while it is closed: seen in a view, and once in a dialog.
class tst_Detachment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whatIsTakenOutStaysClosedUntilItOpens();
    void whatIsTakenOutOfThatAsWell();
    void whatIsPutBackIsPartOfItAgain();
    void whatNobodyComesBackForStaysClosed_data();
    void whatNobodyComesBackForStaysClosed();
    void whatWasTakenOutBeforeIsTheApplications();
    void aShortcutThatIsTakenOutIsDeaf();
    void aWindowThatIsTakenOutStaysClosed();
    void whatIsTakenOutOfADialogStaysClosed();
    void theWindowsUndoActionLosesIt();
    void whoHearsThatItIsHiddenMayDeleteIt_data();
    void whoHearsThatItIsHiddenMayDeleteIt();
    void whoHearsThatItIsHiddenCannotShowIt();
    void whatIsHalfTypedInATableStays();
    void whatIsClosedInTheMiddleOfOpeningSpeaksAgain_data();
    void whatIsClosedInTheMiddleOfOpeningSpeaksAgain();

private:
    Page *page() const { return static_cast<Page *>(view->content()); }
    // The application puts it into its own window, as openly as it can.
    void take(QWidget *widget);

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    std::unique_ptr<QWidget> other;
    QPointer<GatedView> view;
};

void tst_Detachment::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    other = std::make_unique<QWidget>();
    new QVBoxLayout(other.get());
    view = guard->view(Requirement::login(), [] { return new Page; });
    window->setCentralWidget(view);
    QVERIFY(stage->logInVerified(Stage::ada()));
    window->show();
    other->show();
    QApplication::setActiveWindow(other.get());
    QVERIFY(page());
}

void tst_Detachment::cleanup()
{
    other.reset();
    window.reset();
    guard.reset();
    stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void tst_Detachment::take(QWidget *widget)
{
    other->layout()->addWidget(widget);
    widget->setEnabled(true);
    widget->show();
    QCoreApplication::processEvents();
}

void tst_Detachment::whatIsTakenOutStaysClosedUntilItOpens() // F5
{
    const QPointer<Page> first = page();
    stage->login().lock();
    take(first->button);
    QVERIFY(!first->button->isVisible());
    QVERIFY(!first->button->isEnabled());
    first->button->click();
    QCOMPARE(first->effects, 0);

    QVERIFY(stage->login().confirmLogin());
    QVERIFY(first->button->isVisible());
    QCOMPARE(first->button->window(), other.get()); // where the application has put it
    first->button->click();
    QCOMPARE(first->effects, 1);
    stage->login().lock();
    QVERIFY(first->button->isVisible()); // it is the application's now
}

void tst_Detachment::whatIsTakenOutOfThatAsWell()
{
    const QPointer<Page> first = page();
    stage->login().lock();
    take(first->panel);
    take(first->button);
    delete first->panel;
    take(first->button);
    QVERIFY(!first->button->isVisible());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(first->button->isVisible());
    QVERIFY(first->button->isEnabled());
}

void tst_Detachment::whatIsPutBackIsPartOfItAgain()
{
    const QPointer<Page> first = page();
    stage->login().lock();
    take(first->button);
    first->panel->layout()->addWidget(first->button);
    QCoreApplication::processEvents();
    QVERIFY(!first->button->isVisible());
    QVERIFY(stage->login().confirmLogin());
    QTRY_VERIFY(first->button->isVisible());
    QVERIFY(first->button->isEnabled());
    QVERIFY(view->isAncestorOf(first->button));
}

void tst_Detachment::whatNobodyComesBackForStaysClosed_data()
{
    QTest::addColumn<bool>("bobComes");
    QTest::newRow("logged out") << false;
    QTest::newRow("another user") << true;
}

void tst_Detachment::whatNobodyComesBackForStaysClosed() // F3, F9
{
    QFETCH(bool, bobComes);
    const QPointer<QPushButton> button = page()->button;
    stage->login().lock();
    take(button);
    stage->login().logOut();
    QCoreApplication::processEvents();
    if (bobComes)
        QVERIFY(stage->logInVerified(Stage::bob()));
    take(button);
    QVERIFY(button);
    QVERIFY(!button->isVisible());
    QVERIFY(!button->isEnabled());
}

void tst_Detachment::whatWasTakenOutBeforeIsTheApplications()
{
    const QPointer<QPushButton> button = page()->button;
    take(button);
    stage->login().lock();
    QVERIFY(button->isVisible());
    QVERIFY(button->isEnabled());
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(button->window(), other.get());
}

void tst_Detachment::aShortcutThatIsTakenOutIsDeaf() // F7
{
    const QPointer<Page> first = page();
    stage->login().lock();
    first->shortcut->setParent(other.get());
    QTest::keyClick(other.get(), Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(first->effects, 0);
    QVERIFY(stage->login().confirmLogin());
    QApplication::setActiveWindow(other.get());
    QTest::keyClick(other.get(), Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(first->effects, 1);
}

void tst_Detachment::aWindowThatIsTakenOutStaysClosed()
{
    const std::unique_ptr<QDialog> dialog(new QDialog(page()));
    dialog->show();
    stage->login().lock();
    dialog->setParent(nullptr, Qt::Window);
    dialog->show();
    QCoreApplication::processEvents();
    QVERIFY(!dialog->isVisible());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(dialog->isVisible());
    QVERIFY(dialog->isEnabled());
}

void tst_Detachment::whatIsTakenOutOfADialogStaysClosed()
{
    (void)guard->open<QDialog>(Requirement::login(), window.get());
    auto *dialog = window->findChild<QDialog *>();
    const QPointer<QPushButton> button(new QPushButton(dialog));
    stage->login().lock();
    take(button);
    QVERIFY(!button->isVisible());
    stage->login().logOut();
    take(button);
    QVERIFY(!button->isVisible());
}

void tst_Detachment::theWindowsUndoActionLosesIt() // F12
{
    QUndoGroup group;
    group.addStack(page()->undoStack);
    page()->undoStack->setActive();
    const std::unique_ptr<QAction> undo(group.createUndoAction(nullptr));
    QVERIFY(undo->text().contains(QStringLiteral("Ada")));
    stage->login().lock();
    QVERIFY(!undo->text().contains(QStringLiteral("Ada")));
    undo->trigger();
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(page()->undoStack->canUndo());
    QVERIFY(undo->text().contains(QStringLiteral("Ada")));
    stage->login().logOut();
    QVERIFY(!undo->text().contains(QStringLiteral("Ada")));
}

void tst_Detachment::whoHearsThatItIsHiddenMayDeleteIt_data()
{
    QTest::addColumn<QString>("victim");
    for (const char *victim : {"itself", "its neighbour", "the content"})
        QTest::newRow(victim) << QString::fromLatin1(victim);
}

void tst_Detachment::whoHearsThatItIsHiddenMayDeleteIt() // F11
{
    QFETCH(QString, victim);
    const QPointer<Page> first = page();
    first->hider->act = [=] {
        if (victim == QLatin1String("itself"))
            delete first->hider;
        else if (victim == QLatin1String("its neighbour"))
            delete first->panel;
        else
            delete first;
    };
    stage->login().lock();
    QVERIFY(!view->isOpen());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(page());
    QCOMPARE(page() == first, victim != QLatin1String("the content"));
    QVERIFY(page()->isVisible());
}

void tst_Detachment::whoHearsThatItIsHiddenCannotShowIt()
{
    (void)guard->open<QDialog>(Requirement::login(), window.get());
    auto *dialog = window->findChild<QDialog *>();
    auto *hider = new Hider;
    (new QVBoxLayout(dialog))->addWidget(hider);
    hider->show();
    hider->act = [dialog] { dialog->show(); };
    stage->login().lock();
    QVERIFY(!dialog->isVisible());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(dialog->isVisible());
}

void tst_Detachment::whatIsHalfTypedInATableStays()
{
    Accounts accounts(1, 1);
    accounts.setItem(0, 0, new QStandardItem(QStringLiteral("1")));
    auto *table = new QTableView(page());
    table->setModel(&accounts);
    page()->layout()->addWidget(table);
    table->show();
    other->hide();
    QCoreApplication::processEvents();
    QApplication::setActiveWindow(window.get());
    table->setFocus();
    table->edit(accounts.index(0, 0));
    const QPointer<QLineEdit> editor = table->findChild<QLineEdit *>();
    QTest::keyClicks(editor, QStringLiteral("12 half"));
    for (int round = 0; round < 2; ++round) {
        stage->login().lock();
        QCoreApplication::processEvents();
        QVERIFY(stage->login().confirmLogin());
        QCoreApplication::processEvents();
        QVERIFY(editor);
        QCOMPARE(window->focusWidget(), editor.data());
        QCOMPARE(editor->text(), QStringLiteral("12 half"));
    }
    editor->setText(QStringLiteral("12"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(accounts.item(0, 0)->text(), QStringLiteral("12"));
    QTRY_VERIFY(!editor);
}

void tst_Detachment::whatIsClosedInTheMiddleOfOpeningSpeaksAgain_data()
{
    QTest::addColumn<bool>("byAction"); // which opens first of all, else what opens last
    QTest::newRow("by an action") << true;
    QTest::newRow("by an undo stack") << false;
}

void tst_Detachment::whatIsClosedInTheMiddleOfOpeningSpeaksAgain()
{
    QFETCH(bool, byAction);
    const QPointer<Page> first = page();
    auto *action = new QAction(first);
    first->addAction(action);
    int times = 0;
    const auto lockOnce = [&](bool opens) {
        if (opens && times > 0 && times--)
            stage->login().lock();
    };
    if (byAction)
        connect(action, &QAction::visibleChanged, this, [&] { lockOnce(action->isVisible()); });
    else
        connect(first->undoStack, &QUndoStack::canUndoChanged, this, lockOnce);
    const auto said = [&] { return QAccessible::queryAccessibleInterface(first->button)->text(QAccessible::Name); };
    stage->login().lock();
    times = 2;
    for (int left = 2; left > 0; --left) {
        QVERIFY(stage->login().confirmLogin());
        QCOMPARE(times, left - 1);
        QVERIFY(stage->login().isLocked());
        QCoreApplication::processEvents();
        QVERIFY(!first->isVisible());
        QCOMPARE(said(), QString());
    }
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(first->isVisible());
    QVERIFY(first->isEnabled());
    QVERIFY(action->isVisible());
    QCOMPARE(said(), QStringLiteral("Delete"));
    first->button->click();
    QCOMPARE(first->effects, 1);
}

QTEST_MAIN(tst_Detachment)

#include "tst_detachment.moc"
