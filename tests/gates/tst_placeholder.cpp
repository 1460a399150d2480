// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qgroupbox.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;

// The placeholder that stands where a gated view's content will be.
class tst_Placeholder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void noWordIsCutAtAnySize_data();
    void noWordIsCutAtAnySize();
    void whatHasNoRoomIsInTheToolTip();
    void itAsksForNoMoreRoomThanItsButton();
    void theButtonSaysWhatItIsFor();
    void itSaysTheMessageOfItsRequirement();
    void aGuardAroundTheViewLeavesItsButtonAlone_data();
    void aGuardAroundTheViewLeavesItsButtonAlone();
    void whatTheApplicationDisablesStaysDisabled();

private:
    GatedView *open(const QString &state);
    QLabel *label(const char *name) const { return view->findChild<QLabel *>(QLatin1String(name)); }
    QPushButton *button() const { return view->findChild<QPushButton *>(QStringLiteral("action")); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QWidget> around;
    std::unique_ptr<GatedView> view;
    QFont font;
};

void tst_Placeholder::init()
{
    failOnWarnings();
    font = QApplication::font();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
}

void tst_Placeholder::cleanup()
{
    view.reset();
    around.reset();
    guard.reset();
    stage.reset();
    QApplication::setFont(font);
}

GatedView *tst_Placeholder::open(const QString &state)
{
    if (state != QLatin1String("nobody"))
        (void)stage->logInVerified(Stage::bob(), {.fresh = false});
    if (state == QLatin1String("locked"))
        stage->login().lock();
    const Requirement requirement = state == QLatin1String("forbidden") ? Requirement::scope(QStringLiteral("admin"))
        : state == QLatin1String("guests")                              ? Requirement::guestOnly()
        : state == QLatin1String("failed")                              ? Requirement::login()
                                                                        : Requirement::freshLogin();
    const bool fails = state == QLatin1String("failed");
    if (fails)
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("has made nothing")));
    view.reset(guard->view(requirement, [fails] { return fails ? nullptr : new QWidget; }));
    return view.get();
}

void tst_Placeholder::noWordIsCutAtAnySize_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("scale");
    for (const char *state : {"nobody", "stale", "locked", "forbidden", "guests", "failed"}) {
        for (const int scale : {1, 2})
            QTest::addRow("%s, font x %d", state, scale) << QString::fromLatin1(state) << scale;
    }
}

void tst_Placeholder::noWordIsCutAtAnySize()
{
    QFETCH(QString, state);
    QFETCH(int, scale);
    QFont large = font;
    large.setPointSizeF(font.pointSizeF() * scale);
    QApplication::setFont(large);
    open(state);
    view->show();
    const QSize least = view->minimumSizeHint();
    const QSize sizes[] = {least,      {least.width(), 400}, {1200, least.height()}, {160, 120}, {300, 160}, {420, 300},
                           {200, 600}, {1200, 800}};
    int fullest = 0;
    for (const QSize &size : sizes) {
        view->resize(size.expandedTo(least));
        QCoreApplication::processEvents(); // the layout
        int shown = 0;
        for (const char *name : {"title", "text"}) {
            const QLabel *words = label(name);
            const bool isAlone = words == label("title") && label("text")->isHidden() && button()->isHidden();
            if (words->isHidden() || isAlone) // the last thing stays, also where it has too little room
                continue;
            ++shown;
            QVERIFY2(words->height() >= words->heightForWidth(words->width()), name);
            QVERIFY2(view->rect().contains(QRect(words->mapTo(view.get(), QPoint()), words->size())), name);
        }
        const bool hasWayIn = state != QLatin1String("forbidden") && state != QLatin1String("guests");
        QCOMPARE(button()->isVisible(), hasWayIn);
        if (hasWayIn)
            QVERIFY(view->rect().contains(QRect(button()->mapTo(view.get(), QPoint()), button()->size())));
        fullest = std::max(fullest, shown);
    }
    QCOMPARE(fullest, 2);
    view->resize(least);
    QCoreApplication::processEvents();
    view->resize(view->sizeHint()); // in place of its size before
    QCoreApplication::processEvents();
    QVERIFY(label("icon")->isVisible() && label("title")->isVisible() && label("text")->isVisible());
}

void tst_Placeholder::whatHasNoRoomIsInTheToolTip()
{
    open(QStringLiteral("nobody"));
    view->resize(500, 400);
    view->show();
    QWidget *placeholder = label("text")->parentWidget();
    QVERIFY(label("text")->isVisible());
    QVERIFY(placeholder->toolTip().isEmpty());
    const QString text = label("text")->text();
    view->resize(view->minimumSizeHint());
    QTRY_VERIFY(!label("text")->isVisible());
    QVERIFY(placeholder->toolTip().contains(text));
    view->resize(500, 400);
    QTRY_VERIFY(label("text")->isVisible());
    QVERIFY(placeholder->toolTip().isEmpty());
}

void tst_Placeholder::itAsksForNoMoreRoomThanItsButton()
{
    open(QStringLiteral("nobody")); // in a narrow column of the application's
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(view.get());
    window.resize(10, 10);
    window.show();
    const QSize around = button()->minimumSizeHint() * 2;
    QVERIFY2(window.width() <= around.width() && window.height() <= around.height(), "the window has grown for it");
    view->setParent(nullptr);
}

void tst_Placeholder::theButtonSaysWhatItIsFor()
{
    open(QStringLiteral("locked"));
    QCOMPARE(button()->accessibleDescription(), label("text")->text());
    QVERIFY(stage->login().confirmLogin());
    stage->login().logOut();
    QCOMPARE(button()->accessibleDescription(), label("text")->text());
}

void tst_Placeholder::itSaysTheMessageOfItsRequirement()
{
    const QString message = QStringLiteral("Your notes are here once you have logged in.");
    const Requirement notes = Requirement::login() && Requirement::scope(QStringLiteral("notes"));
    view.reset(guard->view(notes.withMessage(message), [] { return new QLabel; }));
    view->show();
    QTRY_COMPARE(label("text")->text(), message);
    QCOMPARE(button()->accessibleDescription(), message);
    button()->click();
    QCOMPARE(stage->prompt->request().message(), message);
    QCOMPARE(stage->prompt->request().context(), view.get());
    stage->prompt->cancel();
    stage->login().setLoginPrompt(nullptr);
    QVERIFY(stage->logInVerified(Stage::bob())); // who has no such scope: logging in would not help
    QVERIFY(label("text")->text() != message);
}

void tst_Placeholder::aGuardAroundTheViewLeavesItsButtonAlone_data()
{
    QTest::addColumn<bool>("viewIsFirst");
    QTest::newRow("closed before the view was put into it") << false;
    QTest::newRow("closed around the view") << true;
}

// rule 14
void tst_Placeholder::aGuardAroundTheViewLeavesItsButtonAlone()
{
    QFETCH(bool, viewIsFirst);
    auto *window = new QMainWindow;
    around.reset(window);
    auto *dock = new QDockWidget(window);
    window->addDockWidget(Qt::LeftDockWidgetArea, dock);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    auto *beside = new QPushButton;
    column->addWidget(beside);
    dock->setWidget(inside);
    open(QStringLiteral("nobody"));
    if (!viewIsFirst)
        guard->protect(dock, Requirement::login());
    column->addWidget(view.get());
    if (viewIsFirst)
        guard->protect(dock, Requirement::login());
    window->show();
    QApplication::setActiveWindow(window);
    QVERIFY(!dock->isEnabled() && !beside->isEnabled());
    QTRY_VERIFY(button()->isVisible() && button()->isEnabled());
    QSignalSpy asked(&stage->login(), &LoginManager::unauthorized);
    button()->click();
    QCOMPARE(asked.count(), 1);
    button()->setFocus();
    QCOMPARE(QApplication::focusWidget(), button());
    QTest::keyClick(button(), Qt::Key_Space);
    QCOMPARE(asked.count(), 2);

    (void)stage->logInVerified(Stage::bob());
    QVERIFY(dock->isEnabled() && beside->isEnabled());
    QVERIFY(view->isOpen() && view->content()->isEnabled());
    stage->login().logOut();
    QTRY_VERIFY(!beside->isEnabled() && button()->isEnabled());
}

void tst_Placeholder::whatTheApplicationDisablesStaysDisabled()
{
    auto *box = new QGroupBox;
    around.reset(box);
    open(QStringLiteral("nobody"));
    view->setParent(box);
    box->show();
    box->setEnabled(false);
    guard->protect(box, Requirement::login());
    QCoreApplication::processEvents();
    QVERIFY(!button()->isEnabled());
    box->setEnabled(true); // the guard still closes it
    QTRY_VERIFY(!box->isEnabled() && button()->isEnabled());
    (void)stage->logInVerified(Stage::bob(), {.fresh = false});
    view->setEnabled(false);
    stage->login().logOut();
    QCoreApplication::processEvents();
    QVERIFY(!button()->isEnabled());
    view->setEnabled(true); // Qt leaves it disabled in what is disabled
    (void)stage->logInVerified(Stage::bob(), {.fresh = false});
    stage->login().logOut();
    QTRY_VERIFY(!box->isEnabled() && button()->isEnabled());
}

QTEST_MAIN(tst_Placeholder)

#include "tst_placeholder.moc"
