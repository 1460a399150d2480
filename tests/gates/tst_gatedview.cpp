// SPDX-License-Identifier: MIT
#include "gates/gatedview.h"
#include "gates/viewguard.h"

#include "support/patience.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qeventloop.h>
#include <QtCore/qtimer.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qbackingstore.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qspinbox.h>
#include <QtWidgets/qtextedit.h>

#include <stdexcept>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

const auto secretText = QStringLiteral("the page that only Ada may read");

// What an application would show: something to write in, buttons, a dialog, an action with a shortcut.
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

// How often a window is brought up to date.
class PaintCount : public QObject
{
public:
    explicit PaintCount(int *count) : m_count(count) { }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        *m_count += event->type() == QEvent::UpdateRequest ? 1 : 0;
        return false;
    }

private:
    int *const m_count;
};

// All texts that an assistive technology can find.
QStringList readAloud(QAccessibleInterface *interface)
{
    QStringList texts = {interface->text(QAccessible::Name), interface->text(QAccessible::Value)};
    if (interface->textInterface())
        texts += interface->textInterface()->text(0, interface->textInterface()->characterCount());
    for (int i = 0; i < interface->childCount(); ++i)
        texts += readAloud(interface->child(i));
    return texts;
}

bool canBeReadAloud(const QString &text)
{
    return readAloud(QAccessible::queryAccessibleInterface(qApp)).join(u'\n').contains(text);
}

} // namespace

class tst_GatedView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void contentIsMadeOnlyWhenItMayBeSeen();
    void contentIsThereAtOnceForWhoIsInAlready();
    void thePlaceholderSaysWhatHelps_data();
    void thePlaceholderSaysWhatHelps();
    void thePlaceholdersButtonAsks();
    void whileRestoringThePlaceholderIsBlank();
    void guestContentGoesWhenSomebodyComes();
    void contentForEverybodyStays();

    void loggingOutDestroysTheContent();
    void theHookStillFindsTheContent();
    void anotherUserGetsContentOfTheirOwn();
    void lockingGivesItBackToTheSamePerson();
    void whoIsLockedOutByALogoutDoesNotComeBackToIt();
    void whatGrowsStaleGoesBehindThePlaceholder();
    void aShorterLimitOfItsOwnIsNoticedAsWell();
    void contentThatNeedsOnlyALoginStaysWhenStale();
    void aFailedPredicateTakesItAway();

    void detachedContentIsDeafAndInvisible();
    void anActionSharedWithAMenuBarIsDead();
    void anActionOfTheWindowStaysAlive();
    void dialogsOfTheContentGoAndComeBack();
    void aDialogThatExecutesIsRejected();
    void theAccessibilityTreeLosesIt();
    void theApplicationCannotOpenIt_data();
    void theApplicationCannotOpenIt();
    void whatTheApplicationWishedMeanwhileHolds();
    void theFocusGoesToThePlaceholderAndComesBack();
    void nothingOfItIsLeftOnTheScreen();

    void logOutMayComeFromAButtonInside();
    void logOutMayComeWhileTheContentExecutesADialog();
    void anythingMayBeDeletedInAnySlot_data();
    void anythingMayBeDeletedInAnySlot();
    void theFactoryMayDoAnything_data();
    void theFactoryMayDoAnything();
    void aFactoryThatFailsIsToldAndMayTryAgain_data();
    void aFactoryThatFailsIsToldAndMayTryAgain();
    void contentThatTheApplicationDeletesIsMadeAnew();
    void theDeathOfGuardOrManagerClosesForGood_data();
    void theDeathOfGuardOrManagerClosesForGood();
    void aViewThatGoesTakesItsContentAlong();
    void aWindowTakesItsGuardAlong();
    void aNumberThatIsHalfTypedComesBack();

private:
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

void tst_GatedView::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    window->resize(400, 300);
    made = 0;
}

void tst_GatedView::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
}

GatedView *tst_GatedView::open(const Requirement &requirement)
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

QString tst_GatedView::placeholderText(const char *part) const
{
    const auto *label = view->findChild<QLabel *>(QLatin1String(part));
    return label->isVisible() ? label->text() : QString();
}

QPushButton *tst_GatedView::placeholderButton() const
{
    return view->findChild<QPushButton *>(QStringLiteral("action"));
}

void tst_GatedView::contentIsMadeOnlyWhenItMayBeSeen() // FL-63, F3
{
    open();
    QSignalSpy changed(view, &GatedView::openChanged);
    QCOMPARE(made, 0);
    QVERIFY(!view->isOpen());
    QVERIFY(!view->content());
    QVERIFY(placeholderButton()->isVisible());
    QVERIFY(stage->logIn(Stage::ada()));
    QCOMPARE(made, 1);
    QVERIFY(view->isOpen());
    QVERIFY(page()->isVisible());
    QVERIFY(page()->text->isEnabled());
    QVERIFY(!placeholderButton()->isVisible());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toBool(), true);
}

void tst_GatedView::contentIsThereAtOnceForWhoIsInAlready()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    QVERIFY(page()->isVisible());
}

void tst_GatedView::thePlaceholderSaysWhatHelps_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("button");
    const auto row = [](const char *state, const char *title, const char *button) {
        QTest::newRow(state) << QString::fromLatin1(state) << QString::fromUtf8(title) << QString::fromUtf8(button);
    };
    row("nobody", "Log in to go on", "Log in…");
    row("stale", "Is it still you?", "Confirm it's you…");
    row("locked", "Locked", "Unlock…");
    row("forbidden", "You do not have access to this", "");
    row("guests", "You are logged in already", "");
}

void tst_GatedView::thePlaceholderSaysWhatHelps()
{
    QFETCH(QString, state);
    QFETCH(QString, title);
    QFETCH(QString, button);
    if (state != QLatin1String("nobody"))
        QVERIFY(stage->logIn(Stage::bob(), {.fresh = false}));
    if (state == QLatin1String("locked"))
        stage->login().lock();
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    open(state == QLatin1String("guests")          ? Requirement::guestOnly()
             : state == QLatin1String("forbidden") ? admin
                                                   : Requirement::freshLogin());
    QCOMPARE(placeholderText("title"), title);
    QVERIFY(!placeholderText("text").isEmpty());
    QCOMPARE(placeholderButton()->isVisible(), !button.isEmpty());
    QCOMPARE(placeholderButton()->text(), button);
    QCOMPARE(made, 0);
}

void tst_GatedView::thePlaceholdersButtonAsks()
{
    open();
    placeholderButton()->click();
    QVERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(view->isOpen());
    stage->login().lock();
    placeholderButton()->click();
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::Unlock);
    stage->prompt->answer(Stage::adasPassword());
    QVERIFY(view->isOpen());
}

void tst_GatedView::whileRestoringThePlaceholderIsBlank() // F13
{
    Answer<UserPtr> desktop;
    stage->login().addAmbientLogin([desktop] { return desktop.future(); });
    const auto restored = stage->login().restore();
    QTRY_COMPARE(stage->login().state(), SessionState::Restoring);
    open();
    QVERIFY(placeholderText("title").isEmpty());
    QVERIFY(!placeholderButton()->isVisible());
    QCOMPARE(made, 0);
    desktop.finish(Stage::ada());
    QTRY_VERIFY(view->isOpen());
}

void tst_GatedView::guestContentGoesWhenSomebodyComes() // RL-12
{
    open(Requirement::guestOnly());
    const QPointer<Page> guests = page();
    QVERIFY(guests);
    QVERIFY(stage->logIn(Stage::ada()));
    QVERIFY(!view->isOpen());
    QVERIFY(!guests || !guests->isVisible());
    QTRY_VERIFY(!guests);
}

void tst_GatedView::contentForEverybodyStays()
{
    open(Requirement::anyone());
    const QPointer<Page> first = page();
    QVERIFY(stage->logIn(Stage::ada()));
    stage->login().lock();
    stage->login().logOut();
    QCoreApplication::processEvents();
    QVERIFY(first);
    QVERIFY(first->isVisible());
    QCOMPARE(made, 1);
}

void tst_GatedView::loggingOutDestroysTheContent() // F3
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    stage->login().logOut();
    QVERIFY(!view->isOpen());
    QVERIFY(!view->content());
    QVERIFY(first); // it may still be at work
    QVERIFY(!first->isVisible());
    QVERIFY(!first->parent());
    QTRY_VERIFY(!first);
    QVERIFY(stage->logIn(Stage::ada()));
    QCOMPARE(made, 2);
}

void tst_GatedView::theHookStillFindsTheContent() // F11
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    page()->text->setPlainText(QStringLiteral("not saved yet"));
    const QPointer<Page> first = page();
    QString saved;
    connect(&stage->login(), &LoginManager::aboutToLogOut, this, [&] {
        QVERIFY(!view->isOpen());
        QVERIFY(!first->isVisible());
        QVERIFY(!first->parent());
        QCoreApplication::processEvents(); // a slow hook
        QVERIFY(first);
        saved = first->text->toPlainText();
    });
    stage->login().logOut();
    QCOMPARE(saved, QStringLiteral("not saved yet"));
    QTRY_VERIFY(!first);
}

void tst_GatedView::anotherUserGetsContentOfTheirOwn() // FL-47, rule 27
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> hers = page();
    QVERIFY(stage->logIn(Stage::bob()));
    QVERIFY(view->isOpen());
    QVERIFY(page() != hers);
    QVERIFY(!hers || !hers->isVisible());
    QTRY_VERIFY(!hers);
    QCOMPARE(made, 2);
}

void tst_GatedView::lockingGivesItBackToTheSamePerson()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    first->text->setFocus();
    QTest::keyClicks(first->text, QStringLiteral("More "));
    QTextCursor selection = first->text->textCursor();
    selection.setPosition(2);
    selection.setPosition(6, QTextCursor::KeepAnchor);
    first->text->setTextCursor(selection);
    const QString text = first->text->toPlainText();

    stage->login().lock();
    QVERIFY(!view->isOpen());
    QVERIFY(!first->isVisible());
    QVERIFY(!first->parent());
    QCoreApplication::processEvents();
    QVERIFY(first);
    stage->login().unlock(Stage::adasPassword());
    QTRY_VERIFY(view->isOpen());

    QCOMPARE(page(), first);
    QVERIFY(first->isVisible());
    QVERIFY(first->text->isEnabled());
    QCOMPARE(first->text->toPlainText(), text);
    QCOMPARE(first->text->textCursor().selectionStart(), 2);
    QCOMPARE(first->text->textCursor().selectionEnd(), 6);
    QCOMPARE(window->focusWidget(), first->text);
    first->text->undo();
    QCOMPARE(first->text->toPlainText(), secretText);
    QCOMPARE(made, 1);
    first->button->click();
    QCOMPARE(first->clicked, 1);
    first->action->trigger();
    QCOMPARE(first->printed, 1);
}

void tst_GatedView::whoIsLockedOutByALogoutDoesNotComeBackToIt()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    stage->login().lock();
    stage->login().logOut();
    QTRY_VERIFY(!first);
    QVERIFY(stage->logIn(Stage::ada()));
    QCOMPARE(made, 2);
}

void tst_GatedView::whatGrowsStaleGoesBehindThePlaceholder() // C7
{
    QVERIFY(stage->logIn(Stage::ada()));
    open(Requirement::freshLogin());
    const QPointer<Page> first = page();
    stage->clock->advance(6min);
    QVERIFY(!view->isOpen());
    QVERIFY(!first->isVisible());
    QCOMPARE(placeholderButton()->text(), QStringLiteral("Confirm it's you…"));
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(page(), first);
    QVERIFY(first->isVisible());
}

void tst_GatedView::aShorterLimitOfItsOwnIsNoticedAsWell()
{
    QVERIFY(stage->logIn(Stage::ada()));
    stage->clock->advance(20s);
    open(Requirement::freshLogin(60s));
    stage->clock->advance(39s);
    QVERIFY(view->isOpen());
    stage->clock->advance(1s);
    QVERIFY(!view->isOpen());
    QVERIFY(stage->login().isFresh());
}

void tst_GatedView::contentThatNeedsOnlyALoginStaysWhenStale()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    stage->clock->advance(6min);
    QVERIFY(view->isOpen());
    QVERIFY(page()->isVisible());
}

void tst_GatedView::aFailedPredicateTakesItAway()
{
    bool allowed = true;
    QVERIFY(stage->logIn(Stage::ada()));
    open(Requirement::predicate(QStringLiteral("allowed"), [&](const User &) { return allowed; }));
    const QPointer<Page> first = page();
    allowed = false;
    QVERIFY(stage->login().confirmLogin());
    stage->clock->advance(6min); // anything that makes the session look again
    QVERIFY(!view->isOpen());
    allowed = true;
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(page(), first);
}

void tst_GatedView::detachedContentIsDeafAndInvisible() // F4, F7, fact 1
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    stage->login().lock();
    first->button->click();
    QTest::mouseClick(first->button, Qt::LeftButton);
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent space(type, Qt::Key_Space, Qt::NoModifier);
        QCoreApplication::sendEvent(first->button, &space);
    }
    first->button->animateClick();
    QCOMPARE(first->clicked, 0);
    first->action->trigger();
    QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier);
    QCoreApplication::processEvents();
    QCOMPARE(first->printed, 0);
    QImage image(view->size(), QImage::Format_RGB32);
    view->render(&image);
    QVERIFY(view->findChildren<QTextEdit *>().isEmpty());
    QVERIFY(window->findChildren<QTextEdit *>().isEmpty());
}

void tst_GatedView::anActionSharedWithAMenuBarIsDead() // F4
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    QMenu *menu = window->menuBar()->addMenu(QStringLiteral("File"));
    menu->addAction(first->action);
    QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(first->printed, 1);

    stage->login().lock();
    QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier);
    first->action->trigger();
    first->action->setEnabled(true);
    first->action->trigger();
    QCOMPARE(first->printed, 1);

    QVERIFY(stage->login().confirmLogin());
    QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(first->printed, 2);
    stage->login().logOut();
    QVERIFY(first);
    QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier);
    first->action->trigger();
    first->show();
    QVERIFY(!first->isVisible());
    QCOMPARE(first->printed, 2);
    QTRY_VERIFY(!first);
}

void tst_GatedView::anActionOfTheWindowStaysAlive()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    QAction quit(QStringLiteral("Quit"), window.get());
    page()->addAction(&quit);
    stage->login().lock();
    QVERIFY(quit.isEnabled());
}

void tst_GatedView::dialogsOfTheContentGoAndComeBack()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<QDialog> outer = new QDialog(page());
    new QLineEdit(QStringLiteral("half written"), outer);
    outer->open();
    QDialog inner(outer);
    inner.show();
    QMenu popup(page());
    popup.addAction(QStringLiteral("Copy"));
    popup.popup({});
    QVERIFY(outer->isVisible() && inner.isVisible() && popup.isVisible());

    stage->login().lock();
    QVERIFY(!outer->isVisible() && !inner.isVisible() && !popup.isVisible());
    outer->show();
    QDialog late(outer);
    late.show();
    QVERIFY(!outer->isVisible() && !late.isVisible());
    inner.hide(); // this one the application would have hidden

    QVERIFY(stage->login().confirmLogin());
    QVERIFY(outer->isVisible() && late.isVisible());
    QVERIFY(!inner.isVisible() && !popup.isVisible());
    stage->login().logOut();
    QVERIFY(!outer || !outer->isVisible());
    inner.setParent(nullptr);
    late.setParent(nullptr);
    popup.setParent(nullptr);
    QTRY_VERIFY(!outer);
}

void tst_GatedView::aDialogThatExecutesIsRejected() // C10
{
    for (const bool locks : {true, false}) {
        QVERIFY(stage->logIn(Stage::ada()));
        if (!view)
            open();
        QDialog dialog(page());
        QTimer::singleShot(0, this, [&] { locks ? stage->login().lock() : stage->login().logOut(); });
        QCOMPARE(dialog.exec(), int(QDialog::Rejected));
        QVERIFY(!dialog.isVisible());
        if (locks)
            QVERIFY(stage->login().confirmLogin());
        QVERIFY(!dialog.isVisible()); // it is over
    }
}

void tst_GatedView::theAccessibilityTreeLosesIt() // fact 1, F8
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    page()->winId(); // of its own, also to the window system
    QDialog dialog(page());
    new QLabel(QStringLiteral("also in the dialog"), &dialog);
    dialog.open();
    QVERIFY(canBeReadAloud(secretText));
    QVERIFY(canBeReadAloud(QStringLiteral("also in the dialog")));
    stage->login().lock();
    QVERIFY(!canBeReadAloud(secretText));
    QVERIFY(!canBeReadAloud(QStringLiteral("also in the dialog")));
    QVERIFY(canBeReadAloud(QStringLiteral("Unlock")));
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(canBeReadAloud(secretText));
    QVERIFY(dialog.isVisible());
}

void tst_GatedView::theApplicationCannotOpenIt_data() // F5
{
    QTest::addColumn<QString>("attack");
    for (const char *attack : {"show", "setVisible later", "setEnabled", "setParent", "setParent and show",
                               "centralWidget", "enable the button", "action", "exec"})
        QTest::newRow(attack) << QString::fromLatin1(attack);
}

void tst_GatedView::theApplicationCannotOpenIt()
{
    QFETCH(QString, attack);
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    stage->login().lock();
    QMainWindow other;
    other.show();
    if (attack == QLatin1String("show"))
        first->show();
    else if (attack == QLatin1String("setVisible later"))
        QMetaObject::invokeMethod(
            first, [first] { first->setVisible(true); }, Qt::QueuedConnection);
    else if (attack == QLatin1String("setEnabled"))
        first->setEnabled(true);
    else if (attack.startsWith(QLatin1String("setParent")))
        first->setParent(&other);
    else if (attack == QLatin1String("centralWidget"))
        other.setCentralWidget(first);
    else if (attack == QLatin1String("enable the button"))
        first->button->setEnabled(true);
    else if (attack == QLatin1String("action"))
        first->action->setEnabled(true);
    if (attack.endsWith(QLatin1String("and show")))
        first->show();
    if (attack == QLatin1String("exec")) {
        QDialog dialog(first);
        QCOMPARE(dialog.exec(), int(QDialog::Rejected));
    }
    first->button->click();
    first->action->trigger();
    QVERIFY(!first->isVisible());
    QCoreApplication::processEvents();
    QVERIFY(!first->isVisible());
    QVERIFY(!first->parent());
    first->button->click();
    first->action->trigger();
    QCOMPARE(first->clicked, 0);
    QCOMPARE(first->printed, 0);
    QTRY_VERIFY(!canBeReadAloud(secretText));

    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(page(), first);
    QVERIFY(first->isVisible());
    QCOMPARE(first->window(), window.get());
    first->button->click();
    first->action->trigger();
    QCOMPARE(first->clicked, 1);
    QCOMPARE(first->printed, 1);
}

void tst_GatedView::whatTheApplicationWishedMeanwhileHolds()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    const auto relock = [&](const std::function<void()> &meanwhile) {
        stage->login().lock();
        meanwhile();
        return bool(stage->login().confirmLogin());
    };
    QVERIFY(relock([&] { first->setEnabled(false); }));
    QVERIFY(!first->isEnabled() && first->isVisible());
    QVERIFY(relock([] {}));
    QVERIFY(!first->isEnabled());
    QVERIFY(relock([&] { first->setEnabled(true); }));
    QVERIFY(first->isEnabled());
    QVERIFY(relock([&] { first->hide(); }));
    QVERIFY(!first->isVisible() && view->isOpen());
    QVERIFY(relock([&] { first->show(); }));
    QVERIFY(first->isVisible());
    QVERIFY(relock([&] { first->action->setEnabled(false); }));
    QVERIFY(!first->action->isEnabled());
    QVERIFY(relock([&] { first->action->setEnabled(true); }));
    QVERIFY(first->action->isEnabled());
}

void tst_GatedView::theFocusGoesToThePlaceholderAndComesBack()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    page()->text->setFocus();
    stage->login().lock();
    QCOMPARE(window->focusWidget(), placeholderButton());
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(window->focusWidget(), page()->text);
}

void tst_GatedView::nothingOfItIsLeftOnTheScreen() // F8
{
    const QColor secret(255, 1, 254);
    int paintings = 0;
    PaintCount count(&paintings);
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    page()->text->setStyleSheet(QStringLiteral("background: %1").arg(secret.name()));
    auto *other = guard->view(Requirement::login(), [] { return new Page; });
    auto *both = new QWidget;
    (new QVBoxLayout(both))->addWidget(window->takeCentralWidget());
    both->layout()->addWidget(other);
    window->setCentralWidget(both);
    QVERIFY(QTest::qWaitForWindowExposed(window.get(), patience));
    QPoint where;
    const auto seen = [&] {
        if (view->isOpen())
            where = page()->text->mapTo(window.get(), page()->text->rect().center());
        const auto *image = static_cast<QImage *>(window->backingStore()->paintDevice());
        return image->pixelColor(where * window->devicePixelRatio());
    };
    QTRY_COMPARE(seen(), secret);
    window->installEventFilter(&count);
    bool isSeenWhenTold = true;
    connect(&stage->login(), &LoginManager::lockedChanged, this, [&] { isSeenWhenTold = seen() == secret; });
    stage->login().lock();
    QVERIFY(seen() != secret);
    QVERIFY(!isSeenWhenTold);
    QCOMPARE(paintings, 1);
}

void tst_GatedView::logOutMayComeFromAButtonInside()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    connect(first->button, &QPushButton::clicked, first, [this, first] {
        stage->login().logOut();
        QVERIFY(first);
        first->text->setPlainText(QStringLiteral("the slot goes on"));
    });
    QTest::mouseClick(first->button, Qt::LeftButton);
    QVERIFY(!view->isOpen());
    QTRY_VERIFY(!first);
}

void tst_GatedView::logOutMayComeWhileTheContentExecutesADialog()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    bool survived = false;
    connect(first->button, &QPushButton::clicked, first, [&] {
        QDialog dialog(first);
        QTimer::singleShot(0, this, [&] {
            stage->login().logOut();
            QCoreApplication::processEvents();
        });
        dialog.exec();
        survived = first;
        if (survived)
            first->text->setPlainText(QStringLiteral("the slot goes on"));
    });
    // As in an application: there is an event loop below.
    QEventLoop loop;
    QTimer::singleShot(0, this, [&] {
        first->button->click();
        loop.quit();
    });
    loop.exec();
    QVERIFY(survived);
    QTRY_VERIFY(!first);
}

static const char *const victims[] = {"guard", "manager", "window", "content"};
static const char *const slots_[] = {"openChanged", "aboutToLogOut", "loggedOut", "stateChanged", "clicked"};

void tst_GatedView::anythingMayBeDeletedInAnySlot_data() // F11
{
    QTest::addColumn<QString>("victim");
    QTest::addColumn<QString>("slot");
    for (const char *victim : victims) {
        for (const char *slot : slots_)
            QTest::addRow("%s in %s", victim, slot) << QString::fromLatin1(victim) << QString::fromLatin1(slot);
    }
}

void tst_GatedView::anythingMayBeDeletedInAnySlot()
{
    QFETCH(QString, victim);
    QFETCH(QString, slot);
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    bool done = false;
    const auto kill = [&, victim] {
        if (std::exchange(done, true))
            return;
        if (victim == QLatin1String("guard"))
            guard.reset();
        else if (victim == QLatin1String("manager"))
            stage->deleteManager();
        else if (victim == QLatin1String("window"))
            window.reset();
        else if (slot != QLatin1String("clicked")) // its own button: the application's own mistake
            delete first.data();
    };
    if (slot == QLatin1String("openChanged"))
        connect(view, &GatedView::openChanged, this, kill);
    else if (slot == QLatin1String("aboutToLogOut"))
        connect(&stage->login(), &LoginManager::aboutToLogOut, this, kill);
    else if (slot == QLatin1String("loggedOut"))
        connect(&stage->login(), &LoginManager::loggedOut, this, kill);
    else if (slot == QLatin1String("stateChanged"))
        connect(&stage->login(), &LoginManager::stateChanged, this, kill);
    if (slot == QLatin1String("clicked") && victim == QLatin1String("window"))
        return; // likewise
    connect(first->button, &QPushButton::clicked, this, [&] {
        if (slot == QLatin1String("clicked"))
            kill();
        else if (victim == QLatin1String("content") && slot != QLatin1String("clicked"))
            QMetaObject::invokeMethod(&stage->login(), &LoginManager::logOut, Qt::QueuedConnection);
        else
            stage->login().logOut();
    });
    QTest::mouseClick(first->button, Qt::LeftButton);
    QCoreApplication::processEvents();
    QVERIFY(done);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(victim == QLatin1String("content") || !first);
}

void tst_GatedView::theFactoryMayDoAnything_data()
{
    QTest::addColumn<QString>("deed");
    for (const char *deed :
         {"log out", "log in another", "lock", "delete the view", "delete the guard", "delete the manager"})
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_GatedView::theFactoryMayDoAnything()
{
    QFETCH(QString, deed);
    QPointer<QWidget> content;
    view = guard->view(Requirement::login(), [&]() -> QWidget * {
        auto *result = new Page;
        if (made++ > 0)
            return result;
        content = result;
        if (deed == QLatin1String("log out"))
            stage->login().logOut();
        else if (deed == QLatin1String("log in another"))
            (void)stage->logIn(Stage::bob());
        else if (deed == QLatin1String("lock"))
            stage->login().lock();
        else if (deed == QLatin1String("delete the view"))
            delete view.data();
        else if (deed == QLatin1String("delete the guard"))
            guard.reset();
        else
            stage->deleteManager();
        return result;
    });
    window->setCentralWidget(view);
    window->show();
    (void)stage->logIn(Stage::ada());
    QCoreApplication::processEvents();
    QVERIFY(!content);
    if (deed == QLatin1String("log in another")) {
        QVERIFY(view->isOpen());
        QCOMPARE(made, 2);
    } else {
        QVERIFY(!view || !view->isOpen());
        QCOMPARE(made, 1);
    }
}

void tst_GatedView::aFactoryThatFailsIsToldAndMayTryAgain_data()
{
    QTest::addColumn<int>("how");
    QTest::addColumn<QString>("message");
    QTest::newRow("null") << 0 << QStringLiteral("made nothing");
    QTest::newRow("exception") << 1 << QStringLiteral("threw \"no database\"");
    QTest::newRow("anything thrown") << 2 << QStringLiteral("threw;");
    QTest::newRow("no factory") << 3 << QStringLiteral("made nothing");
}

void tst_GatedView::aFactoryThatFailsIsToldAndMayTryAgain()
{
    QFETCH(int, how);
    QFETCH(QString, message);
    bool fails = true;
    const auto factory = [&]() -> QWidget * {
        ++made;
        if (!fails)
            return new Page;
        if (how == 1)
            throw std::runtime_error("no database");
        if (how == 2)
            throw 3;
        return nullptr;
    };
    view = guard->view(Requirement::login(), how == 3 ? GatedView::Factory() : factory);
    window->setCentralWidget(view);
    window->show();
    const QRegularExpression expected(QRegularExpression::escape(message));
    QTest::ignoreMessage(QtCriticalMsg, expected);
    QVERIFY(stage->logIn(Stage::ada()));
    QVERIFY(!view->isOpen());
    QCOMPARE(placeholderButton()->text(), QStringLiteral("Try again"));
    stage->clock->advance(6min); // the session looks again; nothing is tried by itself
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(made, how == 3 ? 0 : 1);
    QCOMPARE(placeholderButton()->text(), QStringLiteral("Try again"));
    if (how == 3)
        return;
    QTest::ignoreMessage(QtCriticalMsg, expected);
    placeholderButton()->click();
    QVERIFY(!view->isOpen());
    fails = false;
    placeholderButton()->click();
    QVERIFY(view->isOpen());
}

void tst_GatedView::contentThatTheApplicationDeletesIsMadeAnew()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    delete page();
    QVERIFY(!view->content());
    stage->login().lock();
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(made, 2);
    const QPointer<Page> second = page();
    stage->login().lock();
    delete second.data();
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(made, 3);
    QVERIFY(page()->isVisible());
}

void tst_GatedView::theDeathOfGuardOrManagerClosesForGood_data() // F1
{
    QTest::addColumn<bool>("ofGuard");
    QTest::newRow("guard") << true;
    QTest::newRow("manager") << false;
}

void tst_GatedView::theDeathOfGuardOrManagerClosesForGood()
{
    QFETCH(bool, ofGuard);
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    if (ofGuard)
        guard.reset();
    else
        stage->deleteManager();
    QVERIFY(!view->isOpen());
    QVERIFY(!first->isVisible());
    QTRY_VERIFY(!first);
    if (ofGuard)
        QVERIFY(stage->logIn(Stage::ada()));
    QVERIFY(!view->isOpen());
}

void tst_GatedView::aViewThatGoesTakesItsContentAlong()
{
    QVERIFY(stage->logIn(Stage::ada()));
    open();
    QPointer<Page> content = page();
    stage->login().lock();
    QCoreApplication::processEvents();
    window.reset();
    QVERIFY(!content);
    QVERIFY(stage->login().confirmLogin());
}

// The guard closes what stands in a window that is half gone.
void tst_GatedView::aWindowTakesItsGuardAlong()
{
    QVERIFY(stage->logIn(Stage::ada()));
    auto *early = new ViewGuard(&stage->login(), window.get());
    window->setCentralWidget(early->view(Requirement::login(), [] { return new QPushButton; }));
    window->show();
    window.reset();
}

void tst_GatedView::aNumberThatIsHalfTypedComesBack()
{
    QVERIFY(stage->logIn(Stage::ada()));
    QPointer<QSpinBox> box;
    window->setCentralWidget(guard->view(Requirement::login(), [&] {
        box = new QSpinBox;
        box->setRange(1000, 9999);
        return box.data();
    }));
    window->show();
    QApplication::setActiveWindow(window.get());
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("12"));
    QCOMPARE(box->text(), QStringLiteral("12"));
    QCOMPARE(box->value(), 1000);
    stage->login().lock();
    QVERIFY(stage->login().confirmLogin());
    QTRY_COMPARE(QApplication::focusWidget(), box);
    QTest::keyClicks(box, QStringLiteral("34"));
    QCOMPARE(box->value(), 1234);
}

QTEST_MAIN(tst_GatedView)

#include "tst_gatedview.moc"
