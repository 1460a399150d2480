// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/anotherprogram.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qevent.h>
#include <QtGui/qwindow.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qscrollarea.h>

#include <optional>

using namespace QtLogin;

namespace {

// A window of another kind, such as one of Qt Quick, or a video.
class Foreign : public QWindow
{
public:
    int keys = 0;

protected:
    void keyPressEvent(QKeyEvent *) override { ++keys; }
};

class Page : public QDialog
{
public:
    explicit Page(QWidget *parent = nullptr)
        : QDialog(parent, parent ? Qt::Dialog : Qt::Widget),
          column(new QVBoxLayout(this)),
          line(new QLineEdit(this))
    {
        resize(200, 100);
        column->addWidget(line);
    }

    QVBoxLayout *column;
    QLineEdit *line;
};

} // namespace

// Closed content is hidden at once; its native windows are destroyed later, from the event loop.
class tst_NativeWindows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

    void anEmbeddedWindowComesBackAlive_data();
    void anEmbeddedWindowComesBackAlive();
    void aNativeChildComesBackAlive();
    void aNativeWindowIsDestroyedFromTheEventLoop();
    void whatOpensAgainBeforeThatIsNotDestroyed();
    void lockingInASlotOfTheFocusIsSafe_data();
    void lockingInASlotOfTheFocusIsSafe();

private:
    bool isClosed() const { return !page || !page->isVisible(); }
    void activate(QWidget *widget);

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    std::unique_ptr<QMainWindow> other;
    QPointer<Page> page;
};

void tst_NativeWindows::initTestCase_data()
{
    QTest::addColumn<QString>("place");
    for (const char *place : {"view", "dialog", "window"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

void tst_NativeWindows::init()
{
    failOnWarnings();
    QFETCH_GLOBAL(QString, place);
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    other = std::make_unique<QMainWindow>();
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
    }
    QCoreApplication::processEvents();
    QVERIFY(!isClosed());
}

void tst_NativeWindows::cleanup()
{
    other.reset();
    window.reset();
    guard.reset();
    stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void tst_NativeWindows::activate(QWidget *widget)
{
    widget->windowHandle()->requestActivate();
    QCoreApplication::processEvents();
}

void tst_NativeWindows::anEmbeddedWindowComesBackAlive_data()
{
    QTest::addColumn<bool>("scrolls"); // then every widget around it is native
    QTest::newRow("in the page") << false;
    QTest::newRow("in a scroll area") << true;
}

void tst_NativeWindows::anEmbeddedWindowComesBackAlive()
{
    QFETCH(bool, scrolls);
    const QPointer<Foreign> foreign(new Foreign);
    QWidget *container = QWidget::createWindowContainer(foreign);
    container->setMinimumSize(50, 50);
    if (scrolls) {
        auto *area = new QScrollArea;
        area->setWidget(container);
        page->column->addWidget(area);
    } else {
        page->column->addWidget(container);
    }
    QCoreApplication::processEvents();
    QVERIFY(foreign->isVisible());
    for (int round = 1; round <= 3; ++round) {
        stage->login().lock();
        QVERIFY(isClosed());
        QCoreApplication::processEvents();
        QVERIFY(foreign);
        QVERIFY(!foreign->isVisible());
        QVERIFY(stage->login().confirmLogin());
        QCoreApplication::processEvents();
        QVERIFY(!isClosed());
        QVERIFY(foreign);
        QTRY_VERIFY(foreign->isVisible());
        const QWindow *top = foreign;
        while (top->parent())
            top = top->parent();
        QCOMPARE(top, page->window()->windowHandle());
        QTest::keyClick(foreign, Qt::Key_A);
        QCOMPARE(foreign->keys, round);
    }
}

void tst_NativeWindows::aNativeChildComesBackAlive()
{
    QFETCH_GLOBAL(QString, place);
    page->line->setAttribute(Qt::WA_DontCreateNativeAncestors);
    const WId id = page->line->winId();
    QVERIFY(page->line->windowHandle());
    for (int round = 1; round <= 2; ++round) {
        stage->login().lock();
        QCoreApplication::processEvents();
        QVERIFY(isClosed());
        QVERIFY(stage->login().confirmLogin());
        QCoreApplication::processEvents();
        QVERIFY(page->line->isVisible());
        QVERIFY(page->line->windowHandle()->isVisible());
        if (place != u"view") // that takes its content out of the window
            QCOMPARE(page->line->winId(), id); // a program that draws into it goes on
        QTest::keyClicks(page->line->windowHandle() ? page->line : nullptr, QStringLiteral("a"));
        QCOMPARE(page->line->text().size(), round);
    }
}

void tst_NativeWindows::aNativeWindowIsDestroyedFromTheEventLoop()
{
    auto *dialog = new QDialog(page);
    dialog->show();
    const QPointer<QWindow> native(dialog->windowHandle());
    stage->login().lock();
    QVERIFY(!dialog->isVisible());
    QVERIFY(native); // Qt may be in the middle of using it
    QTRY_VERIFY(!native);
    QVERIFY(stage->login().confirmLogin());
    QTRY_VERIFY(dialog->isVisible());
    QVERIFY(dialog->windowHandle());
}

void tst_NativeWindows::whatOpensAgainBeforeThatIsNotDestroyed()
{
    auto *dialog = new QDialog(page);
    dialog->show();
    const QPointer<QWindow> native(dialog->windowHandle());
    stage->login().lock();
    QVERIFY(stage->login().confirmLogin());
    QCoreApplication::processEvents();
    QVERIFY(native);
    QVERIFY(dialog->isVisible());
}

void tst_NativeWindows::lockingInASlotOfTheFocusIsSafe_data()
{
    QTest::addColumn<QString>("signal");
    for (const char *signal : {"focusWindowChanged", "focusChanged"})
        QTest::newRow(signal) << QString::fromLatin1(signal);
    if (QGuiApplication::platformName() == u"xcb") // there is another program that takes the focus
        QTest::newRow("applicationStateChanged") << QStringLiteral("applicationStateChanged");
}

// "Lock when the window loses the focus."
void tst_NativeWindows::lockingInASlotOfTheFocusIsSafe()
{
    QFETCH(QString, signal);
    QObject context;
    const auto lock = [this] { stage->login().lock(); };
    const auto lockUnlessActive = [this](Qt::ApplicationState state) {
        if (state != Qt::ApplicationActive)
            stage->login().lock();
    };
    const bool isOfApplication = signal == u"applicationStateChanged";
    activate(page->window());
    page->line->setFocus();
    for (int round = 0; round < 2; ++round) {
        QTRY_COMPARE(QApplication::focusWindow(), page->window()->windowHandle());
        if (signal == u"focusWindowChanged")
            connect(qApp, &QGuiApplication::focusWindowChanged, &context, lock, Qt::SingleShotConnection);
        else if (isOfApplication)
            connect(qApp, &QGuiApplication::applicationStateChanged, &context, lockUnlessActive);
        else
            connect(qApp, &QApplication::focusChanged, &context, lock, Qt::SingleShotConnection);
        std::optional<AnotherProgram> another;
        if (isOfApplication)
            another.emplace(QStringList {QStringLiteral("show")});
        else
            activate(other.get());
        QTRY_VERIFY(isClosed());
        QTRY_COMPARE(stage->login().state(), SessionState::Locked);
        QObject::disconnect(qApp, nullptr, &context, nullptr);
        QVERIFY(stage->login().confirmLogin());
        window->show();
        other->show();
        QCoreApplication::processEvents();
        QTRY_VERIFY(!isClosed());
        activate(page->window());
    }
}

QTEST_MAIN(tst_NativeWindows)

#include "tst_nativewindows.moc"
