// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtCore/qtranslator.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtGui/qevent.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabwidget.h>
#include <QtWidgets/qtooltip.h>

using namespace QtLogin;
using namespace std::chrono_literals;

using WhenDenied = ViewGuard::WhenDenied;

namespace {

const auto logIn = QStringLiteral("Log in to use this.");

// The mouse rests on it: what does it say?
QString toolTipOf(QWidget *widget)
{
    QHelpEvent rest(QEvent::ToolTip, QPoint(1, 1), widget->mapToGlobal(QPoint(1, 1)));
    QCoreApplication::sendEvent(widget, &rest);
    return widget->toolTip();
}

QString descriptionOf(QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Description);
}

// A language in which everything ends with an exclamation mark.
class Loud : public QTranslator
{
public:
    QString translate(const char *, const char *text, const char *, int) const override
    {
        return QString::fromUtf8(text) + u'!';
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class tst_ClosedSign : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void eachReasonIsSaid_data();
    void eachReasonIsSaid();
    void whatTheApplicationSaysStandsBeforeIt_data();
    void whatTheApplicationSaysStandsBeforeIt();
    void anActionSaysItInTheStatusBarToo();
    void anEntryOfAMenuSaysIt();
    void aNewNameOfAnActionStandsInItsToolTip();
    void theWordsOfTheApplicationTakeItsPlace();
    void nothingIsSaidBeforeSomebodyComesNear();
    void aScreenReaderHearsIt();
    void aTabSaysIt();
    void whatIsHiddenSaysNothing();
    void aDeadGuardSaysIt();
    void itIsSaidInANewLanguage();
    void aSlotMayDoAnythingMeanwhile_data();
    void aSlotMayDoAnythingMeanwhile();

private:
    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
};

void tst_ClosedSign::init()
{
    failOnWarnings();
    QAccessible::setActive(false);
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
}

void tst_ClosedSign::cleanup()
{
    guard.reset();
    stage.reset();
}

void tst_ClosedSign::eachReasonIsSaid_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *state, const char *words) {
        QTest::newRow(state) << QString::fromLatin1(state) << QString::fromLatin1(words);
    };
    row("nobody", "Log in to use this.");
    row("stale", "Confirm it's you to use this.");
    row("locked", "Unlock to use this.");
    row("forbidden", "You do not have access to this.");
    row("guests", "This is for people who are not logged in.");
    row("allowed", "");
}

void tst_ClosedSign::eachReasonIsSaid()
{
    QFETCH(QString, state);
    QFETCH(QString, words);
    QPushButton button;
    QAction action(QStringLiteral("&Print"));
    const bool needsMore = state == QLatin1String("forbidden");
    const Requirement requirement = needsMore ? Requirement::scope(QStringLiteral("admin"))
        : state == QLatin1String("guests")    ? Requirement::guestOnly()
                                              : Requirement::freshLogin();
    guard->protect(&button, requirement);
    guard->protect(&action, requirement);
    toolTipOf(&button); // also when it has said something else before
    if (state != QLatin1String("nobody"))
        QVERIFY(stage->logInVerified(Stage::bob(), {.fresh = state != QLatin1String("stale")}));
    if (state == QLatin1String("locked"))
        stage->login().lock();
    QCOMPARE(toolTipOf(&button), words);
    QCOMPARE(action.toolTip(), words.isEmpty() ? QStringLiteral("Print") : QStringLiteral("Print\n") + words);
    QCOMPARE(action.statusTip(), words);
}

void tst_ClosedSign::whatTheApplicationSaysStandsBeforeIt_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("closed");
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<QString>("closedThen");
    const auto say = [](const char *theirs) { return *theirs ? QLatin1String(theirs) + u'\n' + logIn : logIn; };
    const auto row = [&](const char *name, const char *before, const char *meanwhile) {
        QTest::newRow(name) << QString::fromLatin1(before) << say(before) << QString::fromLatin1(meanwhile)
                            << say(meanwhile);
    };
    row("nothing", "", "");
    row("something", "Prints the page", "Prints the page");
    row("something new", "Prints the page", "Prints 3 pages");
    row("something for nothing", "", "Prints 3 pages");
    row("nothing any more", "Prints the page", "");
    QTest::newRow("rich") << QStringLiteral("<b>Print</b>") << QStringLiteral("<b>Print</b><br>") + logIn
                          << QStringLiteral("<i>Print</i>") << QStringLiteral("<i>Print</i><br>") + logIn;
}

void tst_ClosedSign::whatTheApplicationSaysStandsBeforeIt()
{
    QFETCH(QString, before);
    QFETCH(QString, closed);
    QFETCH(QString, meanwhile);
    QFETCH(QString, closedThen);
    QPushButton button;
    QAction action;
    button.setToolTip(before);
    action.setToolTip(before);
    for (int round = 0; round < 2; ++round) {
        guard->protect(&button, Requirement::login());
        guard->protect(&action, Requirement::login());
        QCOMPARE(toolTipOf(&button), round ? closedThen : closed);
        QCOMPARE(action.toolTip(), round ? closedThen : closed);
        button.setToolTip(meanwhile);
        action.setToolTip(meanwhile);
        QCOMPARE(toolTipOf(&button), closedThen);
        QCOMPARE(action.toolTip(), closedThen);
        QVERIFY(stage->logInVerified(Stage::ada()));
        QCOMPARE(toolTipOf(&button), meanwhile);
        QCOMPARE(action.toolTip(), meanwhile);
        stage->login().logOut();
    }
}

void tst_ClosedSign::anActionSaysItInTheStatusBarToo()
{
    QMenu menu;
    QAction *action = menu.addAction(QStringLiteral("Print"));
    action->setStatusTip(QStringLiteral("Prints the page"));
    guard->protect(&menu, Requirement::login());
    QCOMPARE(action->statusTip(), logIn);
    QCOMPARE(menu.menuAction()->statusTip(), logIn);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(action->statusTip(), QStringLiteral("Prints the page"));
    QVERIFY(menu.menuAction()->statusTip().isEmpty());

    QPushButton button;
    button.setStatusTip(QStringLiteral("Prints the page"));
    guard->protect(&button, Requirement::login());
    stage->login().logOut();
    toolTipOf(&button);
    QCOMPARE(button.statusTip(), logIn);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(button.statusTip(), QStringLiteral("Prints the page"));
}

void tst_ClosedSign::anEntryOfAMenuSaysIt()
{
    QMenu menu; // which is not guarded itself
    QAction *open = menu.addAction(QStringLiteral("Open"));
    QAction *print = menu.addAction(QStringLiteral("Print"));
    guard->protect(print, Requirement::login());
    menu.popup({});
    const auto rest = [&menu](QAction *action) {
        const QPoint spot = menu.actionGeometry(action).center();
        QHelpEvent event(QEvent::ToolTip, spot, menu.mapToGlobal(spot));
        QCoreApplication::sendEvent(&menu, &event);
        return QToolTip::isVisible() ? QToolTip::text() : QString();
    };
    QCOMPARE(rest(open), QString());
    QCOMPARE(rest(print), logIn);
    QAction *later = menu.addAction(QStringLiteral("Close"));
    QVERIFY(later->isEnabled()); // no guard has it
    QVERIFY(stage->logInVerified(Stage::ada()));
    QToolTip::hideText();
    QTRY_VERIFY(!QToolTip::isVisible());
    QCOMPARE(rest(print), QString());
}

void tst_ClosedSign::aNewNameOfAnActionStandsInItsToolTip()
{
    QAction action(QStringLiteral("Print"));
    guard->protect(&action, Requirement::login());
    action.setText(QStringLiteral("Print &3 pages"));
    QCOMPARE(action.toolTip(), QStringLiteral("Print 3 pages\n") + logIn);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(action.toolTip(), QStringLiteral("Print 3 pages"));
    action.setText(QStringLiteral("Print"));
    QCOMPARE(action.toolTip(), QStringLiteral("Print")); // still its name
}

void tst_ClosedSign::theWordsOfTheApplicationTakeItsPlace()
{
    QPushButton button;
    button.setToolTip(QStringLiteral("Prints the page"));
    const ViewGuard::ClosedLooks looks = {
        {.access = Access::LoginRequired, .toolTip = QStringLiteral("Members print")}};
    guard->protect(&button, Requirement::login(), WhenDenied::Disable, looks);
    QCOMPARE(button.toolTip(), QStringLiteral("Members print"));
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(button.toolTip(), QStringLiteral("Prints the page"));
    stage->login().lock(); // for which they have no words
    QCOMPARE(button.toolTip(), QStringLiteral("Prints the page\nUnlock to use this."));
}

void tst_ClosedSign::nothingIsSaidBeforeSomebodyComesNear()
{
    // There may be many thousands, and closing them shall cost no more than that.
    QPushButton button;
    guard->protect(&button, Requirement::login());
    QVERIFY(button.toolTip().isEmpty());
    QCOMPARE(toolTipOf(&button), logIn);

    QWidget page;
    QPushButton inner(&page);
    guard->protect(&page, Requirement::login());
    toolTipOf(&inner);
    QCOMPARE(page.toolTip(), logIn); // it says so for all that is in it
}

void tst_ClosedSign::aScreenReaderHearsIt()
{
    QPushButton plain(QStringLiteral("Print"));
    QPushButton described(QStringLiteral("Print"));
    described.setAccessibleDescription(QStringLiteral("On paper"));
    for (QPushButton *button : {&plain, &described})
        guard->protect(button, Requirement::login());
    QVERIFY(plain.toolTip().isEmpty());
    QAccessible::setActive(true); // here it comes
    QCOMPARE(descriptionOf(&plain), logIn);
    QCOMPARE(descriptionOf(&described), QStringLiteral("On paper\n") + logIn);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(descriptionOf(&plain), QString());
    QCOMPARE(descriptionOf(&described), QStringLiteral("On paper"));
    stage->login().lock();
    QCOMPARE(descriptionOf(&plain), QStringLiteral("Unlock to use this."));
    QPushButton later;
    guard->protect(&later, Requirement::login());
    QCOMPARE(descriptionOf(&later), QStringLiteral("Unlock to use this."));
    guard.reset();
    QAccessible::setActive(false); // it is not told any more
}

void tst_ClosedSign::aTabSaysIt()
{
    QTabWidget tabs;
    tabs.addTab(new QWidget, QStringLiteral("Home"));
    auto *reports = new QWidget;
    tabs.addTab(reports, QStringLiteral("Reports"));
    tabs.setTabToolTip(1, QStringLiteral("All that was sold"));
    guard->protect(reports, Requirement::login());
    QCOMPARE(tabs.tabToolTip(1), QStringLiteral("All that was sold\n") + logIn);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(tabs.tabToolTip(1), QStringLiteral("All that was sold"));
    stage->login().lock();
    QCOMPARE(tabs.tabToolTip(1), QStringLiteral("All that was sold\nUnlock to use this."));
    stage->login().logOut();
    QCOMPARE(tabs.tabToolTip(1), QStringLiteral("All that was sold\n") + logIn);
    tabs.setTabToolTip(1, QStringLiteral("New"));
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(tabs.tabToolTip(1), QStringLiteral("New"));
}

void tst_ClosedSign::whatIsHiddenSaysNothing()
{
    QAccessible::setActive(true);
    QPushButton button;
    QAction action(QStringLiteral("Print"));
    guard->protect(&button, Requirement::login(), WhenDenied::Hide);
    guard->protect(&action, Requirement::login(), WhenDenied::Hide);
    QCOMPARE(toolTipOf(&button), QString());
    QCOMPARE(action.toolTip(), QStringLiteral("Print"));
}

void tst_ClosedSign::aDeadGuardSaysIt()
{
    QPushButton button;
    QAction action(QStringLiteral("Print"));
    guard->protect(&button, Requirement::login());
    guard->protect(&action, Requirement::login());
    QVERIFY(stage->logInVerified(Stage::ada()));
    stage->deleteManager();
    QCOMPARE(toolTipOf(&button), QStringLiteral("You do not have access to this."));
    guard.reset();
    QVERIFY(!action.isEnabled());
    QCOMPARE(action.statusTip(), QStringLiteral("You do not have access to this."));
}

void tst_ClosedSign::itIsSaidInANewLanguage()
{
    QPushButton button;
    guard->protect(&button, Requirement::login());
    QCOMPARE(toolTipOf(&button), logIn);
    Loud loud;
    QVERIFY(QCoreApplication::installTranslator(&loud));
    QTRY_COMPARE(button.toolTip(), logIn + u'!');
    QVERIFY(QCoreApplication::removeTranslator(&loud));
    QTRY_COMPARE(button.toolTip(), logIn);
}

void tst_ClosedSign::aSlotMayDoAnythingMeanwhile_data() // F11
{
    QTest::addColumn<QString>("deed");
    for (const char *deed : {"guard", "manager", "action", "log in", "tool tip"})
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_ClosedSign::aSlotMayDoAnythingMeanwhile()
{
    QFETCH(QString, deed);
    QPointer<QAction> action = new QAction(QStringLiteral("Print"), this);
    guard->protect(action, Requirement::login());
    QVERIFY(stage->logInVerified(Stage::ada()));
    int changes = 0;
    connect(action, &QAction::changed, this, [&] {
        if (changes++ > 0) // the first is that it closes
            return;
        if (deed == QLatin1String("guard"))
            guard.reset();
        if (deed == QLatin1String("manager"))
            stage->deleteManager();
        if (deed == QLatin1String("log in"))
            (void)stage->logInVerified(Stage::bob());
        if (deed == QLatin1String("tool tip"))
            action->setToolTip(QStringLiteral("Prints"));
    });
    if (deed == QLatin1String("action"))
        connect(action, &QAction::enabledChanged, this, [&] { action->deleteLater(); });
    stage->login().logOut();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(action.isNull(), deed == QLatin1String("action"));
    QVERIFY(!action || action->isEnabled() == (deed == QLatin1String("log in")));
    delete action;
}

QTEST_MAIN(tst_ClosedSign)

#include "tst_closedsign.moc"
