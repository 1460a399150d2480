// SPDX-License-Identifier: MIT
#include "gatedpage.h"

#include <QtCore/qtimer.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qbackingstore.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmenubar.h>
#include <QtWidgets/qspinbox.h>
#include <QtWidgets/qtextedit.h>

using namespace QtLogin;
using namespace QtLogin::GatedPage;

namespace {

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

// How often a widget is shown as a window of its own.
class WindowCount : public QObject
{
public:
    WindowCount() { qApp->installEventFilter(this); }
    int windows = 0;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool isWindow = watched->isWidgetType() && static_cast<QWidget *>(watched)->isWindow();
        windows += isWindow && event->type() == QEvent::Show ? 1 : 0;
        return false;
    }
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

// A page that runs code of the application when it is hidden next.
class HandlingPage : public QLabel
{
public:
    std::function<void()> handle;

protected:
    void hideEvent(QHideEvent *event) override
    {
        QLabel::hideEvent(event);
        if (const auto once = std::exchange(handle, nullptr))
            once();
    }
};

} // namespace

// The acts on the content of a view while it is closed.
class tst_DetachedContent : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void whatClosesInTheTurnInWhichItOpensIsNeverAWindow();

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
    void aNumberThatIsHalfTypedComesBack();
    void aHandlerMayOpenIt_data();
    void aHandlerMayOpenIt();
};

void tst_DetachedContent::detachedContentIsDeafAndInvisible() // F4, F7, fact 1
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::anActionSharedWithAMenuBarIsDead() // F4
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::anActionOfTheWindowStaysAlive()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    QAction quit(QStringLiteral("Quit"), window.get());
    page()->addAction(&quit);
    stage->login().lock();
    QVERIFY(quit.isEnabled());
}

void tst_DetachedContent::dialogsOfTheContentGoAndComeBack()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::aDialogThatExecutesIsRejected() // C10
{
    for (const bool locks : {true, false}) {
        QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::theAccessibilityTreeLosesIt() // fact 1, F8
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::theApplicationCannotOpenIt_data() // F5
{
    QTest::addColumn<QString>("attack");
    for (const char *attack : {"show", "setVisible later", "setEnabled", "setParent", "setParent and show",
                               "centralWidget", "enable the button", "action", "exec"})
        QTest::newRow(attack) << QString::fromLatin1(attack);
}

void tst_DetachedContent::theApplicationCannotOpenIt()
{
    QFETCH(QString, attack);
    QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::whatTheApplicationWishedMeanwhileHolds()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::theFocusGoesToThePlaceholderAndComesBack()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    page()->text->setFocus();
    stage->login().lock();
    QCOMPARE(window->focusWidget(), placeholderButton());
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(window->focusWidget(), page()->text);
}

void tst_DetachedContent::aNumberThatIsHalfTypedComesBack()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::nothingOfItIsLeftOnTheScreen() // F3
{
    const QColor secret(255, 1, 254);
    int paintings = 0;
    PaintCount count(&paintings);
    QVERIFY(stage->logInVerified(Stage::ada()));
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

void tst_DetachedContent::aHandlerMayOpenIt_data()
{
    QTest::addColumn<bool>("inNestedLoop");
    QTest::newRow("at once") << false;
    QTest::newRow("and run an event loop") << true; // which deletes what is to be deleted later
}

// The application shows closed content, and its handler unlocks when that is hidden again: it is open then, and works.
void tst_DetachedContent::aHandlerMayOpenIt()
{
    QFETCH(const bool, inNestedLoop);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QPointer<HandlingPage> handling;
    view = guard->view(Requirement::login(), [&handling] { return handling = new HandlingPage; });
    window->setCentralWidget(view);
    window->show();
    stage->login().lock();
    QVERIFY(handling && !handling->isVisible());
    bool wasUnlocked = false;
    handling->handle = [&] {
        wasUnlocked = bool(stage->login().confirmLogin());
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&loop] { QTimer::singleShot(0, &loop, &QEventLoop::quit); });
        if (inNestedLoop)
            loop.exec();
    };
    handling->show();
    QVERIFY(wasUnlocked);
    QTRY_VERIFY(handling && handling->isVisible());
    QCOMPARE(view->content(), handling.data());
    for (int i = 0; i < 2; ++i) {
        stage->login().lock();
        QVERIFY(!handling->isVisible());
        QVERIFY(stage->login().confirmLogin());
        QVERIFY(handling->isVisible());
    }
}

void tst_DetachedContent::whatClosesInTheTurnInWhichItOpensIsNeverAWindow()
{
    open();
    const WindowCount count;
    for (int round = 0; round < 3; ++round) { // built, and then given back
        if (round == 0)
            QVERIFY(stage->logInVerified(Stage::ada()));
        else
            QVERIFY(stage->login().confirmLogin());
        QVERIFY(page()->isVisible());
        const QPointer<QWidget> content(page());
        stage->login().lock();
        QCoreApplication::processEvents();
        QVERIFY(content && !content->isVisible());
        QCOMPARE(count.windows, 0);
    }
}

QTEST_MAIN(tst_DetachedContent)

#include "tst_detachedcontent.moc"
