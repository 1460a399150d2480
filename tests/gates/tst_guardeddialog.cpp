// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qevent.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>

#include <stdexcept>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

// Something to be opened.
class Export : public QDialog
{
public:
    Export(const QString &file, int pages, QWidget *parent) : QDialog(parent), file(file), pages(pages)
    {
        ++made;
        last = this;
        edit = new QLineEdit(file, this);
    }
    ~Export() override { ++gone; }

    void reject() override { ++refusals; } // "Do you want to save?"

    const QString file;
    const int pages;
    QLineEdit *edit;
    inline static int made = 0;
    inline static int gone = 0;
    inline static int refusals = 0;
    inline static QPointer<Export> last;
};

struct Journal
{
};

// It is about something that may die while the user is asked, or about what outlives the guard.
class About : public QDialog
{
public:
    About(QObject *about, QWidget *parent) : QDialog(parent), about(about) { }
    About(Journal *journal, QWidget *parent) : QDialog(parent), journal(journal) { }

    QObject *const about = nullptr;
    Journal *const journal = nullptr;
};

class Throwing : public QDialog
{
public:
    explicit Throwing(QWidget *parent) : QDialog(parent) { throw std::runtime_error("no printer"); }
};

} // namespace

static const auto file = QStringLiteral("journal.pdf");

class tst_GuardedDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aDialogIsMadeOnlyAfterTheCheck();
    void aDialogAnswersWithItsResult();
    void aDialogThatIsNotOpenedSaysWhy_data();
    void aDialogThatIsNotOpenedSaysWhy();
    void aDialogWhoseArgumentHasDiedIsNotOpened();
    void aDialogGetsWhatOutlivesItsGuard();
    void theLastWishForADialogCounts();
    void aDialogIsRejectedWhenTheSessionEnds();
    void aDialogCannotRefuseToGo();
    void aDialogHidesWhileLockedAndComesBack();
    void aDialogInUseStaysWhenTheLoginGrowsStale();
    void whatHasAnEffectInAStaleDialogAsks();
    void aDialogThatWasLockedAndGrewStaleComesBack();
    void aDialogThatIsFreshWhileOpenHidesAndComesBack();
    void whatIsAcceptedAndNotProvedIsThereAgain();
    void whatIsDoneInAClosedDialogIsNotDone();
    void whatLapsedUnnoticedIsAskedForBeforeADialogCounts(); // C7, row 29
    void aSessionThatIsOverCountsNoDialog(); // row 29
    void aDialogOfAnotherUserIsNotOpened();
    void aDialogIsNotOpenedForWhoHasBeenGoneMeanwhile_data();
    void aDialogIsNotOpenedForWhoHasBeenGoneMeanwhile();
    void aDialogThatNeedsMoreIsNotOpenedForLess();
    void dialogsAndCallsComeInTheOrderOfAsking();
    void aDialogMayBeDeletedByAnybody_data();
    void aDialogMayBeDeletedByAnybody();
    void aDialogThatThrowsIsAnError();
    void logOutMayComeFromAButtonInADialog();

private:
    void logIn() { QVERIFY(stage->logInVerified(Stage::ada())); }
    void logOut() { stage->login().logOut(); }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
};

void tst_GuardedDialog::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    window->show();
}

void tst_GuardedDialog::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
}

void tst_GuardedDialog::aDialogIsMadeOnlyAfterTheCheck() // rule 18, FL-63
{
    Export::made = 0;
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    QCOMPARE(Export::made, 0);
    QVERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(Export::made, 1);
    QVERIFY(Export::last->isVisible());
    QVERIFY(Export::last->isModal());
    QCOMPARE(Export::last->file, file);
    QCOMPARE(Export::last->pages, 3);
    QCOMPARE(Export::last->parentWidget(), window.get());
    QVERIFY(!answer.isFinished());
}

void tst_GuardedDialog::aDialogAnswersWithItsResult()
{
    logIn();
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    QVERIFY(Export::last->isVisible()); // at once
    Export::last->done(7);
    QVERIFY(answer.isFinished());
    QCOMPARE(*resultOf(answer), 7);
    QTRY_VERIFY(!Export::last);
    const auto orphan = guard->open<QDialog>(Requirement::login(), nullptr);
    QVERIFY(!orphan.isFinished());
}

void tst_GuardedDialog::aDialogThatIsNotOpenedSaysWhy_data()
{
    QTest::addColumn<int>("why");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("turned away") << 0 << Error::Kind::Cancelled;
    QTest::newRow("forbidden") << 1 << Error::Kind::Forbidden;
    QTest::newRow("no manager") << 2 << Error::Kind::Abandoned;
    QTest::newRow("the parent has gone") << 3 << Error::Kind::Abandoned;
    QTest::newRow("the guard has gone") << 4 << Error::Kind::Abandoned;
    QTest::newRow("the manager has gone") << 5 << Error::Kind::Abandoned;
}

void tst_GuardedDialog::aDialogThatIsNotOpenedSaysWhy()
{
    QFETCH(int, why);
    QFETCH(Error::Kind, kind);
    Export::made = 0;
    if (why == 1)
        QVERIFY(stage->logInVerified(Stage::bob()));
    if (why == 2)
        stage->deleteManager();
    QPointer<QWidget> parent = new QWidget;
    const auto requirement = why == 1 ? Requirement::scope(QStringLiteral("admin")) : Requirement::login();
    const auto answer = guard->open<Export>(requirement, parent, file, 3);
    if (why == 0)
        stage->prompt->dismiss();
    if (why == 3) {
        delete parent;
        stage->prompt->answer(Stage::adasPassword());
    }
    if (why == 4)
        guard.reset();
    if (why == 5)
        stage->deleteManager();
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(resultOf(answer).error().kind(), kind);
    QCOMPARE(Export::made, 0);
    delete parent;
}

void tst_GuardedDialog::aDialogWhoseArgumentHasDiedIsNotOpened() // F11
{
    auto page = std::make_unique<QObject>();
    const auto dies = guard->open<About>(Requirement::login(), window.get(), page.get());
    QVERIFY(stage->prompt->isAsking());
    page.reset();
    stage->prompt->answer(Stage::adasPassword());
    QCOMPARE(Stage::resultOf(dies).error().kind(), Error::Kind::Abandoned);
    QVERIFY(window->findChildren<About *>().isEmpty());
    page = std::make_unique<QObject>();
    (void)guard->open<About>(Requirement::login(), window.get(), page.get());
    const auto *opened = window->findChild<About *>();
    QVERIFY(opened);
    QCOMPARE(opened->about, page.get());
}

void tst_GuardedDialog::aDialogGetsWhatOutlivesItsGuard()
{
    Journal journal;
    (void)guard->open<About>(Requirement::login(), window.get(), outlives(&journal));
    QVERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QTRY_VERIFY(window->findChild<About *>());
    QCOMPARE(window->findChild<About *>()->journal, &journal);
}

void tst_GuardedDialog::theLastWishForADialogCounts()
{
    Export::made = 0;
    const auto first = guard->open<Export>(Requirement::login(), window.get(), QStringLiteral("first"), 1);
    const auto second = guard->open<Export>(Requirement::login(), window.get(), QStringLiteral("second"), 2);
    QVERIFY(resultOf(first).failedWith(Error::Kind::Cancelled));
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(Export::made, 1);
    QCOMPARE(Export::last->file, QStringLiteral("second"));
    QVERIFY(!second.isFinished());
}

void tst_GuardedDialog::aDialogIsRejectedWhenTheSessionEnds() // F6
{
    for (const bool switches : {false, true}) {
        logIn();
        Export::gone = 0;
        const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
        const QPointer<Export> dialog = Export::last;
        QSignalSpy rejected(dialog, &QDialog::rejected);
        QString kept;
        const auto hook = connect(&stage->login(), &LoginManager::aboutToLogOut, this, [&] {
            QVERIFY(dialog && !dialog->isVisible());
            kept = dialog->edit->text();
        });
        if (switches)
            QVERIFY(stage->logInVerified(Stage::bob()));
        else
            logOut();
        disconnect(hook);
        QVERIFY(!dialog || !dialog->isVisible());
        QVERIFY(answer.isFinished());
        QCOMPARE(*resultOf(answer), int(QDialog::Rejected));
        QCOMPARE(rejected.count(), 1);
        QCOMPARE(kept, file);
        QTRY_COMPARE(Export::gone, 1);
    }
}

void tst_GuardedDialog::aDialogCannotRefuseToGo() // C10
{
    logIn();
    Export::refusals = 0;
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    logOut();
    QCOMPARE(Export::refusals, 0);
    QVERIFY(answer.isFinished());
}

void tst_GuardedDialog::aDialogHidesWhileLockedAndComesBack()
{
    logIn();
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    auto *box = new QDialog(dialog);
    box->open();
    dialog->edit->setText(QStringLiteral("half written"));
    dialog->edit->setSelection(1, 3);
    stage->login().lock();
    QVERIFY(!dialog->isVisible() && !box->isVisible());
    dialog->show();
    QVERIFY(!dialog->isVisible());
    QCoreApplication::processEvents();
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(dialog->isVisible() && box->isVisible());
    QVERIFY(dialog->isModal());
    QCOMPARE(dialog->edit->text(), QStringLiteral("half written"));
    QCOMPARE(dialog->edit->selectedText(), QStringLiteral("alf"));
    stage->login().lock();
    logOut();
    QVERIFY(answer.isFinished());
    QTRY_VERIFY(!dialog);
}

void tst_GuardedDialog::aDialogInUseStaysWhenTheLoginGrowsStale() // C7
{
    logIn();
    const auto answer = guard->open<Export>(Requirement::freshLogin(), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    dialog->edit->setFocus();
    for (int i = 0; i < 3; ++i) {
        stage->clock->advance(6min);
        QCoreApplication::processEvents();
        QVERIFY(dialog->isVisible() && dialog->isEnabled());
        QVERIFY(!stage->prompt->isAsking());
    }
    QCOMPARE(stage->login().check(Requirement::freshLogin()), Access::FreshLoginRequired);
    QTest::keyClicks(dialog->edit, QStringLiteral("!"));
    QCOMPARE(dialog->edit->text(), file + u'!');
    stage->login().lock(); // which it does not outstay
    QVERIFY(!dialog->isVisible());
    logOut();
    QVERIFY(answer.isFinished());
}

void tst_GuardedDialog::whatHasAnEffectInAStaleDialogAsks()
{
    logIn();
    (void)guard->open<Export>(Requirement::freshLogin(), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    int effects = 0;
    guard->connect(dialog->edit, &QLineEdit::returnPressed, Requirement::freshLogin(), dialog.data(), [&] { ++effects; });
    QTest::keyClick(dialog->edit, Qt::Key_Return);
    QCOMPARE(effects, 1);
    stage->clock->advance(6min);
    QTest::keyClick(dialog->edit, Qt::Key_Return);
    QCOMPARE(effects, 1);
    QVERIFY(stage->prompt->isAsking());
    QVERIFY(dialog->isVisible());
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(effects, 2);
    QVERIFY(dialog->isVisible());
}

void tst_GuardedDialog::aDialogThatWasLockedAndGrewStaleComesBack()
{
    logIn();
    (void)guard->open<Export>(Requirement::freshLogin(1min), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    stage->clock->advance(2min);
    stage->login().lock();
    QVERIFY(!dialog->isVisible());
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(dialog->isVisible());
    stage->clock->advance(2min);
    QCoreApplication::processEvents();
    QVERIFY(dialog->isVisible() && dialog->isEnabled());
}

void tst_GuardedDialog::whatIsAcceptedAndNotProvedIsThereAgain()
{
    logIn();
    const auto answer = guard->open<Export>(Requirement::freshLogin(), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    for (int i = 0; i < 2; ++i) { // and once more
        stage->clock->advance(6min);
        dialog->accept();
        QVERIFY(!answer.isFinished());
        QVERIFY(!dialog->isVisible());
        QTRY_VERIFY(stage->prompt->isAsking());
        stage->prompt->dismiss();
        QTRY_VERIFY(dialog->isVisible() && dialog->isEnabled());
        QVERIFY(!answer.isFinished());
    }
    QVERIFY(stage->login().confirmLogin());
    dialog->accept();
    QCOMPARE(*resultOf(answer), int(QDialog::Accepted));
}

void tst_GuardedDialog::aDialogThatIsFreshWhileOpenHidesAndComesBack() // C7
{
    logIn();
    const auto answer = guard->open<Export>(Requirement::freshLogin().whileOpen(), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    stage->clock->advance(6min);
    QVERIFY(!dialog->isVisible());
    QTRY_VERIFY(stage->prompt->isAsking());
    QCOMPARE(stage->prompt->request().kind(), LoginRequest::Kind::Reauthenticate);
    QVERIFY(stage->prompt->request().message().contains(QStringLiteral("everything is as you left it")));
    stage->prompt->answer(Stage::adasPassword());
    QTRY_VERIFY(dialog->isVisible());
    stage->clock->advance(6min);
    QTRY_VERIFY(stage->prompt->isAsking());
    stage->prompt->dismiss();
    QCoreApplication::processEvents();
    QVERIFY(!dialog->isVisible());
    QVERIFY(!answer.isFinished()); // what was written is not lost
    QVERIFY(stage->login().confirmLogin());
    QVERIFY(dialog->isVisible());
}

void tst_GuardedDialog::whatIsDoneInAClosedDialogIsNotDone()
{
    logIn();
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    stage->login().lock();
    Export::last->accept();
    QVERIFY(answer.isFinished());
    QCOMPARE(*resultOf(answer), int(QDialog::Rejected));
}

void tst_GuardedDialog::whatLapsedUnnoticedIsAskedForBeforeADialogCounts()
{
    logIn();
    const auto answer = guard->open<Export>(Requirement::freshLogin(), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    stage->clock->suspend(3h);
    QVERIFY(dialog->isVisible());
    dialog->accept();
    QVERIFY(!answer.isFinished());
    QVERIFY(dialog && !dialog->isVisible());
    QTRY_VERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QTRY_VERIFY(dialog->isVisible()); // with all that is in it
    dialog->accept();
    QCOMPARE(*resultOf(answer), int(QDialog::Accepted));
}

void tst_GuardedDialog::aSessionThatIsOverCountsNoDialog()
{
    SessionPolicy policy;
    policy.sessionLifetime = 1h;
    stage->login().setSessionPolicy(policy);
    logIn();
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    stage->clock->suspend(3h);
    Export::last->accept();
    QVERIFY(answer.isFinished());
    QCOMPARE(*resultOf(answer), int(QDialog::Rejected));
}

void tst_GuardedDialog::aDialogOfAnotherUserIsNotOpened() // rule 16
{
    Export::made = 0;
    QVERIFY(stage->logInVerified(Stage::ada(), {.fresh = false}));
    const auto answer = guard->open<Export>(Requirement::freshLogin(), window.get(), file, 3);
    QVERIFY(stage->logInVerified(Stage::bob()));
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(!resultOf(answer));
    QCOMPARE(Export::made, 0);
}

void tst_GuardedDialog::aDialogIsNotOpenedForWhoHasBeenGoneMeanwhile_data() // rule 20, FL-74
{
    QTest::addColumn<QString>("deed");
    for (const char *deed : {"log out", "come back", "lock", "another user"})
        QTest::newRow(deed) << QString::fromLatin1(deed);
}

void tst_GuardedDialog::aDialogIsNotOpenedForWhoHasBeenGoneMeanwhile()
{
    QFETCH(QString, deed);
    Export::made = 0;
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    stage->prompt->answer(Stage::adasPassword()); // it is good, and on its way
    if (deed == QLatin1String("log out") || deed == QLatin1String("come back"))
        logOut();
    if (deed == QLatin1String("come back"))
        logIn();
    if (deed == QLatin1String("lock")) {
        stage->login().lock();
        QVERIFY(stage->login().confirmLogin());
    }
    if (deed == QLatin1String("another user"))
        QVERIFY(stage->logInVerified(Stage::bob()));
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Cancelled));
    QCOMPARE(Export::made, 0);
    QVERIFY(!stage->prompt->isAsking());
}

void tst_GuardedDialog::aDialogThatNeedsMoreIsNotOpenedForLess() // F10
{
    Export::made = 0;
    const auto admin = Requirement::scope(QStringLiteral("admin"));
    const auto first = guard->open<Export>(Requirement::login(), window.get(), QStringLiteral("for all"), 1);
    const auto second = guard->open<Export>(admin, window.get(), QStringLiteral("for admins"), 2);
    QVERIFY(resultOf(first).failedWith(Error::Kind::Cancelled)); // the later one counts
    stage->prompt->answer(Stage::bobsPassword());
    QTRY_VERIFY(second.isFinished());
    QVERIFY(resultOf(second).failedWith(Error::Kind::Forbidden));
    QCOMPARE(Export::made, 0);
}

void tst_GuardedDialog::dialogsAndCallsComeInTheOrderOfAsking() // FL-70
{
    Export::made = 0;
    QList<int> madeBefore;
    const auto note = [&madeBefore] { madeBefore += Export::made; };
    guard->run(Requirement::login(), window.get(), note);
    const auto first = guard->open<Export>(Requirement::freshLogin(), window.get(), file, 1);
    guard->run(Requirement::login(), window.get(), note);
    const auto second = guard->open<Export>(Requirement::login(), nullptr, file, 2);
    guard->run(Requirement::login(), window.get(), note);
    QCOMPARE(stage->prompt->requests().size(), 1);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(madeBefore, QList<int>({0, 1, 2}));
}

void tst_GuardedDialog::aDialogMayBeDeletedByAnybody_data() // F11
{
    QTest::addColumn<int>("who");
    QTest::newRow("application") << 0;
    QTest::newRow("parent") << 1;
    QTest::newRow("guard") << 2;
    QTest::newRow("manager") << 3;
    QTest::newRow("while hidden") << 4;
    QTest::newRow("in finished") << 5;
}

void tst_GuardedDialog::aDialogMayBeDeletedByAnybody()
{
    QFETCH(int, who);
    logIn();
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    if (who == 4)
        stage->login().lock();
    if (who == 0 || who == 4)
        delete dialog;
    if (who == 1)
        window.reset();
    if (who == 2)
        guard.reset();
    if (who == 3)
        stage->deleteManager();
    if (who == 5) {
        connect(dialog, &QDialog::finished, this, [this] { guard.reset(); });
        dialog->accept();
    }
    QVERIFY(answer.isFinished());
    QTRY_VERIFY(!dialog);
    QCoreApplication::processEvents();
}

void tst_GuardedDialog::aDialogThatThrowsIsAnError()
{
    logIn();
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("no printer")));
    const auto answer = guard->open<Throwing>(Requirement::login(), window.get());
    QVERIFY(resultOf(answer).failedWith(Error::Kind::Internal));
}

void tst_GuardedDialog::logOutMayComeFromAButtonInADialog()
{
    logIn();
    const auto answer = guard->open<Export>(Requirement::login(), window.get(), file, 3);
    const QPointer<Export> dialog = Export::last;
    connect(dialog->edit, &QLineEdit::returnPressed, this, [&] {
        logOut();
        QVERIFY(dialog);
        dialog->edit->setText(QStringLiteral("the slot goes on"));
    });
    QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QCoreApplication::sendEvent(dialog->edit, &enter);
    QVERIFY(answer.isFinished());
    QTRY_VERIFY(!dialog);
}

QTEST_MAIN(tst_GuardedDialog)

#include "tst_guardeddialog.moc"
