// SPDX-License-Identifier: MIT
#include "gatedpage.h"

#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace QtLogin::GatedPage;
using namespace std::chrono_literals;

// When a view has content, whose it is, and the placeholder that stands there otherwise.
class tst_GatedView : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
};

void tst_GatedView::contentIsMadeOnlyWhenItMayBeSeen() // FL-63, F3
{
    open();
    QSignalSpy changed(view, &GatedView::openChanged);
    QCOMPARE(made, 0);
    QVERIFY(!view->isOpen());
    QVERIFY(!view->content());
    QVERIFY(placeholderButton()->isVisible());
    QVERIFY(stage->logInVerified(Stage::ada()));
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
    QVERIFY(stage->logInVerified(Stage::ada()));
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
        QVERIFY(stage->logInVerified(Stage::bob(), {.fresh = false}));
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
    stage->startWith([&](LoginSetup &setup) { setup.ambientLogins = {[desktop] { return desktop.future(); }}; });
    guard = std::make_unique<ViewGuard>(&stage->login());
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
    QVERIFY(stage->logInVerified(Stage::ada()));
    QVERIFY(!view->isOpen());
    QVERIFY(!guests || !guests->isVisible());
    QTRY_VERIFY(!guests);
}

void tst_GatedView::contentForEverybodyStays()
{
    open(Requirement::anyone());
    const QPointer<Page> first = page();
    QVERIFY(stage->logInVerified(Stage::ada()));
    stage->login().lock();
    stage->login().logOut();
    QCoreApplication::processEvents();
    QVERIFY(first);
    QVERIFY(first->isVisible());
    QCOMPARE(made, 1);
}

void tst_GatedView::loggingOutDestroysTheContent() // F3
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    stage->login().logOut();
    QVERIFY(!view->isOpen());
    QVERIFY(!view->content());
    QVERIFY(first); // it may still be at work
    QVERIFY(!first->isVisible());
    QVERIFY(!first->parent());
    QTRY_VERIFY(!first);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(made, 2);
}

void tst_GatedView::theHookStillFindsTheContent() // F11
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    const QPointer<Page> hers = page();
    QVERIFY(stage->logInVerified(Stage::bob()));
    QVERIFY(view->isOpen());
    QVERIFY(page() != hers);
    QVERIFY(!hers || !hers->isVisible());
    QTRY_VERIFY(!hers);
    QCOMPARE(made, 2);
}

void tst_GatedView::lockingGivesItBackToTheSamePerson()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    const QPointer<Page> first = page();
    stage->login().lock();
    stage->login().logOut();
    QTRY_VERIFY(!first);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QCOMPARE(made, 2);
}

void tst_GatedView::whatGrowsStaleGoesBehindThePlaceholder() // C7
{
    QVERIFY(stage->logInVerified(Stage::ada()));
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
    QVERIFY(stage->logInVerified(Stage::ada()));
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
    QVERIFY(stage->logInVerified(Stage::ada()));
    open();
    stage->clock->advance(6min);
    QVERIFY(view->isOpen());
    QVERIFY(page()->isVisible());
}

void tst_GatedView::aFailedPredicateTakesItAway()
{
    bool allowed = true;
    QVERIFY(stage->logInVerified(Stage::ada()));
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

QTEST_MAIN(tst_GatedView)

#include "tst_gatedview.moc"
