// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qmimedata.h>
#include <QtCore/qtimer.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtGui/qpointingdevice.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtextedit.h>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

// A page with everything that input can reach.
class Page : public QWidget
{
public:
    Page()
        : text(new QTextEdit(this)),
          field(new QLineEdit(this)),
          button(new QPushButton(QStringLiteral("Pay"), this)),
          action(new QAction(QStringLiteral("Print"), this))
    {
        auto *column = new QVBoxLayout(this);
        for (QWidget *each : std::initializer_list<QWidget *> {text, field, button})
            column->addWidget(each);
        action->setShortcut(QKeySequence(QStringLiteral("Ctrl+P")));
        addAction(action);
        connect(action, &QAction::triggered, this, [this] { ++printed; });
        connect(button, &QPushButton::pressed, this, [this] { ++paid; });
    }

    QTextEdit *text;
    QLineEdit *field;
    QPushButton *button;
    QAction *action;
    int printed = 0;
    int paid = 0;
};

// As the system would send it, to any \a receiver.
template<typename Event>
void sendAsSystem(QObject *receiver, Event &event)
{
    QSpontaneKeyEvent::setSpontaneous(&event);
    qApp->notify(receiver, &event); // sendEvent() would take the mark off again
}

} // namespace

class tst_InputWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whoTypesIsNotIdle();
    void inputOfAPersonCounts_data();
    void inputOfAPersonCounts();
    void nothingElseCounts_data();
    void nothingElseCounts();
    void textLeftInASearchBoxLocks();
    void itIsToldAtMostOnceASecond();

    void theFirstInputAfterResumeReachesNothing_data();
    void theFirstInputAfterResumeReachesNothing();
    void theFirstInputAfterTheCeilingReachesNothing();
    void aHeldKeyGoesNoFurtherThanTheLock();
    void aHeldKeyGoesNoFurtherThanTheUnlock();
    void aDialogGetsNothingEither();
    void inputGoesOnWhereNothingHasPassed();
    void aUserWhoIsNotActiveCanStillType();
    void theWarningIsTakenBackByInput();
    void aTouchReachesNothingThatIsDisabled_data();
    void aTouchReachesNothingThatIsDisabled();
    void theEndOfTheDesktopSessionCloses();
    void theEndOfTheDesktopSessionClosesNothingWhereThePolicySaysSo();
    void anythingMayBeDeleted_data();
    void anythingMayBeDeleted();

private:
    void allowIdle(std::chrono::seconds idle)
    {
        auto policy = SessionPolicy::standard();
        policy.idleLock = idle;
        stage->login().setSessionPolicy(policy);
    }
    Page *page() const { return static_cast<Page *>(view->content()); }
    bool isLockedAfter(std::chrono::seconds more)
    {
        stage->clock->advance(more);
        return stage->login().isLocked();
    }
    void doByHand(const QString &deed);

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QWidget> window;
    GatedView *view = nullptr;
};

void tst_InputWatch::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QWidget>();
    window->resize(400, 300);
    view = guard->view(Requirement::login(), [] { return new Page; });
    auto *column = new QVBoxLayout(window.get());
    column->addWidget(view);
    window->show();
    QApplication::setActiveWindow(window.get());
    allowIdle(10min);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCoreApplication::processEvents();
    page()->text->setFocus();
}

void tst_InputWatch::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
}

void tst_InputWatch::doByHand(const QString &deed)
{
    const QPointF middle = page()->button->rect().center();
    const QPointF global = page()->button->mapToGlobal(middle);
    if (deed == QLatin1String("key")) {
        QTest::keyClick(page()->text, Qt::Key_A);
    } else if (deed == QLatin1String("key, through the window")) {
        QTest::keyClick(window->windowHandle(), Qt::Key_A);
    } else if (deed == QLatin1String("mouse press")) {
        QTest::mousePress(page()->button, Qt::LeftButton);
    } else if (deed == QLatin1String("mouse press, through the window")) {
        QTest::mousePress(window->windowHandle(), Qt::LeftButton, {},
                          page()->button->mapTo(window.get(), middle.toPoint()));
    } else if (deed == QLatin1String("mouse move")) {
        for (int step : {0, 5}) {
            QMouseEvent move(QEvent::MouseMove, middle, global + QPointF(step, 0), Qt::NoButton, Qt::NoButton, {});
            sendAsSystem(page()->button, move);
        }
    } else if (deed == QLatin1String("wheel")) {
        QWheelEvent wheel(middle, global, {}, QPoint(0, -120), Qt::NoButton, {}, Qt::NoScrollPhase, false);
        sendAsSystem(page()->text->viewport(), wheel);
    } else if (deed == QLatin1String("touch")) {
        static QPointingDevice *screen = QTest::createTouchDevice();
        QTest::touchEvent(page()->button, screen).press(0, middle.toPoint());
    } else if (deed == QLatin1String("pen")) {
        QTabletEvent pen(QEvent::TabletPress, QPointingDevice::primaryPointingDevice(), middle, global, 1, 0, 0, 0, 0,
                         0, {}, Qt::LeftButton, Qt::LeftButton);
        sendAsSystem(page()->button, pen);
    } else if (deed == QLatin1String("input method")) {
        QInputMethodEvent typed;
        typed.setCommitString(QStringLiteral("日記"));
        QCoreApplication::sendEvent(page()->text, &typed);
    } else if (deed == QLatin1String("shortcut")) {
        QTest::keyClick(window->windowHandle(), Qt::Key_P, Qt::ControlModifier);
    } else if (deed == QLatin1String("drop")) {
        QMimeData data;
        data.setText(QStringLiteral("dropped"));
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(page()->text->viewport(), &enter);
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(page()->text->viewport(), &drop);
    } else {
        QFAIL("unknown deed");
    }
}

static const char *const deeds[] = {"key",          "key, through the window",
                                    "mouse press",  "mouse press, through the window",
                                    "mouse move",   "wheel",
                                    "touch",        "pen",
                                    "input method", "shortcut"};

void tst_InputWatch::whoTypesIsNotIdle() // C2
{
    for (int minute = 0; minute < 60; ++minute) {
        QVERIFY(!isLockedAfter(1min));
        QTest::keyClick(page()->text, Qt::Key_A);
    }
    QVERIFY(!isLockedAfter(9min));
    QVERIFY(isLockedAfter(1min));
}

void tst_InputWatch::inputOfAPersonCounts_data()
{
    QTest::addColumn<QString>("deed");
    for (const char *deed : deeds)
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_InputWatch::inputOfAPersonCounts() // C2
{
    QFETCH(QString, deed);
    stage->clock->advance(9min);
    doByHand(deed);
    QVERIFY(!isLockedAfter(9min));
    QVERIFY(isLockedAfter(1min));
}

void tst_InputWatch::nothingElseCounts_data()
{
    QTest::addColumn<QString>("deed");
    for (const char *deed : {"timer", "sent", "posted", "slot", "repeated key", "pointer that stands still",
                             "window under the pointer", "finger that lies", "empty input method", "paint"})
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_InputWatch::nothingElseCounts() // C2
{
    QFETCH(QString, deed);
    QTest::keyClick(page()->text, Qt::Key_A);
    const QPointF middle = page()->button->rect().center();
    const QPointF global = page()->button->mapToGlobal(middle);
    QMouseEvent still(QEvent::MouseMove, middle, global, Qt::NoButton, Qt::NoButton, {});
    if (deed == QLatin1String("pointer that stands still"))
        sendAsSystem(page()->button, still);
    static QPointingDevice *screen = QTest::createTouchDevice();
    if (deed == QLatin1String("finger that lies"))
        QTest::touchEvent(page()->button, screen).press(0, middle.toPoint());
    for (int minute = 0; minute < 9; ++minute) {
        stage->clock->advance(1min);
        if (deed == QLatin1String("timer")) {
            bool fired = false;
            QTimer::singleShot(0, this, [&] { fired = true; });
            QTRY_VERIFY(fired);
        } else if (deed == QLatin1String("sent")) {
            QKeyEvent key(QEvent::KeyPress, Qt::Key_A, {}, QStringLiteral("a"));
            QCoreApplication::sendEvent(page()->text, &key);
        } else if (deed == QLatin1String("posted")) {
            QCoreApplication::postEvent(page()->text, new QKeyEvent(QEvent::KeyPress, Qt::Key_A, {}));
            QCoreApplication::processEvents();
        } else if (deed == QLatin1String("slot")) {
            page()->button->click();
            page()->text->insertPlainText(QStringLiteral("a"));
        } else if (deed == QLatin1String("repeated key")) {
            QKeyEvent key(QEvent::KeyPress, Qt::Key_A, {}, QStringLiteral("a"), true);
            sendAsSystem(page()->text, key);
        } else if (deed == QLatin1String("pointer that stands still")) {
            sendAsSystem(page()->button, still);
        } else if (deed == QLatin1String("window under the pointer")) {
            QMouseEvent move(QEvent::MouseMove, middle, QPointF(300, 200), Qt::NoButton, Qt::NoButton, {});
            sendAsSystem(page()->button, move);
        } else if (deed == QLatin1String("finger that lies")) {
            QTest::touchEvent(page()->button, screen).stationary(0);
        } else if (deed == QLatin1String("empty input method")) {
            QInputMethodEvent empty;
            QCoreApplication::sendEvent(page()->text, &empty);
        } else {
            page()->repaint();
        }
    }
    QVERIFY(isLockedAfter(1min));
    if (deed == QLatin1String("finger that lies"))
        QTest::touchEvent(window.get(), screen).release(0, QPoint());
}

void tst_InputWatch::textLeftInASearchBoxLocks() // C2
{
    QTest::keyClicks(page()->field, QStringLiteral("what I was looking for"));
    page()->field->setFocus();
    QVERIFY(isLockedAfter(10min));
}

void tst_InputWatch::itIsToldAtMostOnceASecond()
{
    // The first of many within a second is what counts, and the session is not told again.
    QTest::keyClick(page()->text, Qt::Key_A);
    stage->clock->advance(900ms);
    QTest::keyClick(page()->text, Qt::Key_B);
    QVERIFY(!isLockedAfter(598s));
    stage->clock->advance(1100ms);
    QVERIFY(stage->login().isLocked());
}

void tst_InputWatch::theFirstInputAfterResumeReachesNothing_data()
{
    inputOfAPersonCounts_data();
    QTest::newRow("drop") << QStringLiteral("drop");
}

void tst_InputWatch::theFirstInputAfterResumeReachesNothing() // C4
{
    QFETCH(QString, deed);
    const QPointer<Page> before = page();
    before->text->setPlainText(QStringLiteral("dear diary"));
    before->text->selectAll();
    stage->clock->suspend(3h);
    QVERIFY(stage->login().state() == SessionState::LoggedIn); // the alarm has not gone off yet
    doByHand(deed);
    QTRY_VERIFY(stage->login().isLocked());
    QVERIFY(!view->isOpen());
    QCOMPARE(before->text->toPlainText(), QStringLiteral("dear diary"));
    QCOMPARE(before->printed, 0);
    QCOMPARE(before->paid, 0);
}

void tst_InputWatch::theFirstInputAfterTheCeilingReachesNothing() // C3, C4
{
    auto policy = SessionPolicy::standard();
    policy.sessionLifetime = 12h;
    stage->login().setSessionPolicy(policy);
    const QPointer<Page> before = page();
    stage->clock->suspend(13h);
    QTest::mousePress(before->button, Qt::LeftButton);
    QCOMPARE(before->paid, 0);
    QTRY_COMPARE(stage->login().state(), SessionState::SignedOut);
}

void tst_InputWatch::aHeldKeyGoesNoFurtherThanTheLock() // C2
{
    QLineEdit elsewhere; // as the password field of the lock screen would be
    elsewhere.show();
    QTest::keyPress(page()->text, Qt::Key_X);
    QVERIFY(isLockedAfter(10min));
    for (int i = 0; i < 20; ++i) {
        QKeyEvent repeated(QEvent::KeyPress, Qt::Key_X, {}, QStringLiteral("x"), true);
        sendAsSystem(&elsewhere, repeated);
    }
    QCOMPARE(elsewhere.text(), QString());
    QTest::keyRelease(&elsewhere, Qt::Key_X);
    QTest::keyPress(&elsewhere, Qt::Key_X);
    QKeyEvent repeated(QEvent::KeyPress, Qt::Key_X, {}, QStringLiteral("x"), true);
    sendAsSystem(&elsewhere, repeated);
    QCOMPARE(elsewhere.text(), QStringLiteral("xx"));
}

void tst_InputWatch::aHeldKeyGoesNoFurtherThanTheUnlock()
{
    const QString work = QStringLiteral("a whole chapter");
    page()->text->setPlainText(work);
    page()->text->selectAll();
    stage->login().lock();
    QLineEdit password;
    password.show();
    QTest::keyPress(&password, Qt::Key_Shift);
    QTest::keyPress(&password, Qt::Key_Return);
    QTest::keyRelease(&password, Qt::Key_Shift);
    QVERIFY(stage->login().confirmLogin());
    const auto repeat = [this] {
        QKeyEvent repeated(QEvent::KeyPress, Qt::Key_Return, {}, QStringLiteral("\r"), true);
        sendAsSystem(page()->text, repeated);
    };
    repeat();
    QCOMPARE(page()->text->toPlainText(), work);
    QTest::keyRelease(page()->text, Qt::Key_Return);
    QTest::keyPress(page()->text, Qt::Key_Return);
    repeat();
    QCOMPARE(page()->text->toPlainText(), QStringLiteral("\n\n"));
}

void tst_InputWatch::aDialogGetsNothingEither() // C4
{
    QDialog dialog(page());
    QLineEdit name(&dialog);
    dialog.open();
    QCoreApplication::processEvents();
    stage->clock->suspend(3h);
    QTest::keyClick(dialog.windowHandle(), 'e');
    QCOMPARE(name.text(), QString());
    QTRY_VERIFY(stage->login().isLocked());
    QVERIFY(!dialog.isVisible());
}

void tst_InputWatch::inputGoesOnWhereNothingHasPassed()
{
    QTest::keyClicks(page()->field, QStringLiteral("abc"));
    QCOMPARE(page()->field->text(), QStringLiteral("abc"));
    stage->login().lock();
    QLineEdit password;
    password.show();
    QTest::keyClicks(&password, QStringLiteral("lovelace"));
    QCOMPARE(password.text(), QStringLiteral("lovelace"));
    stage->login().logOut();
    QTest::keyClicks(&password, QStringLiteral("!"));
    QCOMPARE(password.text(), QStringLiteral("lovelace!"));
}

void tst_InputWatch::aUserWhoIsNotActiveCanStillType()
{
    QVERIFY(stage->logInVerified(Stage::inactiveAda(), {.force = true}));
    QLineEdit public_;
    public_.show();
    QTest::keyClicks(&public_, QStringLiteral("help"));
    QCOMPARE(public_.text(), QStringLiteral("help"));
}

void tst_InputWatch::theWarningIsTakenBackByInput() // C2
{
    QSignalSpy warned(&stage->login(), &LoginManager::aboutToLock);
    stage->clock->advance(9min + 31s);
    QCOMPARE(warned.count(), 1);
    QTest::keyClick(page()->text, Qt::Key_A);
    QVERIFY(!isLockedAfter(9min));
    QVERIFY(isLockedAfter(1min));
    QCOMPARE(warned.count(), 2);
}

namespace {

// A widget that takes events before QWidget::event() can ignore them.
class Toucher : public QWidget
{
public:
    using QWidget::QWidget;
    int touches = 0;

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::TouchBegin)
            return QWidget::event(event);
        ++touches;
        event->accept();
        return true;
    }
};

} // namespace

void tst_InputWatch::aTouchReachesNothingThatIsDisabled_data()
{
    QTest::addColumn<bool>("isChild");
    QTest::newRow("the protected widget") << false;
    QTest::newRow("a widget in it") << true;
}

void tst_InputWatch::aTouchReachesNothingThatIsDisabled()
{
    QFETCH(bool, isChild);
    QWidget shown;
    auto *box = new QWidget(&shown);
    Toucher *toucher = isChild ? new Toucher(box) : new Toucher(&shown);
    QVERIFY(stage->logInVerified(Stage::ada()));
    guard->protect(isChild ? box : toucher, Requirement::login());
    shown.resize(200, 100);
    toucher->resize(100, 50);
    toucher->setAttribute(Qt::WA_AcceptTouchEvents);
    shown.show();
    QVERIFY(QTest::qWaitForWindowExposed(&shown, patience));
    const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
    const auto touch = [&] {
        QTest::touchEvent(toucher, screen.get()).press(0, QPoint(2, 2), toucher);
        QTest::touchEvent(toucher, screen.get()).release(0, QPoint(2, 2), toucher);
        return std::exchange(toucher->touches, 0);
    };
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(touch(), 1);
        stage->login().lock();
        QCOMPARE(touch(), 0);
        QVERIFY(Stage::resultOf(stage->login().unlock(Stage::adasPassword())));
    }
}

namespace {

// As Qt does when the desktop asks its applications to save their work. Only Qt can make a session manager; no slot here
// looks at it.
void endDesktopSession()
{
    static std::max_align_t notLookedAt;
    const auto signal = QMetaMethod::fromSignal(&QGuiApplication::commitDataRequest);
    QVERIFY(signal.invoke(qApp, Qt::DirectConnection, QGenericArgument("QSessionManager&", &notLookedAt)));
}

} // namespace

// The gates are closed when the slot returns: the desktop waits for that, and shows another user's screen then.
void tst_InputWatch::theEndOfTheDesktopSessionCloses()
{
    QSignalSpy locked(&stage->login(), &LoginManager::lockedChanged);
    const QWidget *const content = page();
    for (int round = 1; round <= 2; ++round) {
        QVERIFY(view->isOpen());
        endDesktopSession();
        QVERIFY(!view->isOpen());
        QVERIFY(!content->isVisible());
        QCOMPARE(stage->login().check(Requirement::login()), Access::Locked);
        QCOMPARE(locked.last().at(1).value<LockReason>(), LockReason::SessionEnding);
        QVERIFY(Stage::resultOf(stage->login().unlock(Stage::adasPassword()))); // the user has stayed after all
        QVERIFY(view->isOpen());
        QVERIFY(content->isVisible());
    }
    stage->login().logOut();
    endDesktopSession();
    QCOMPARE(stage->login().state(), SessionState::SignedOut);
}

void tst_InputWatch::theEndOfTheDesktopSessionClosesNothingWhereThePolicySaysSo()
{
    auto policy = SessionPolicy::standard();
    policy.lockOn = LockSource::ScreenLock;
    stage->login().setSessionPolicy(policy);
    endDesktopSession();
    QVERIFY(view->isOpen());
    QCOMPARE(stage->login().state(), SessionState::LoggedIn);
}

void tst_InputWatch::anythingMayBeDeleted_data() // F11
{
    QTest::addColumn<QString>("victim");
    for (const char *victim : {"guard", "manager", "window"})
        QTest::newRow(victim) << QString::fromLatin1(victim);
}

void tst_InputWatch::anythingMayBeDeleted()
{
    QFETCH(QString, victim);
    connect(&stage->login(), &LoginManager::lockedChanged, this, [&, victim] {
        if (victim == QLatin1String("guard"))
            guard.reset();
        else if (victim == QLatin1String("manager"))
            stage->deleteManager();
        else
            window.reset();
    });
    stage->clock->suspend(3h);
    QLineEdit elsewhere;
    elsewhere.show();
    QTest::keyClick(&elsewhere, Qt::Key_A);
    QCOMPARE(elsewhere.text(), QString()); // it came too late for its target
    QCoreApplication::processEvents();
    QTest::keyClick(&elsewhere, Qt::Key_A);
    QCOMPARE(elsewhere.text(), QStringLiteral("a"));
}

QTEST_MAIN(tst_InputWatch)

#include "tst_inputwatch.moc"
