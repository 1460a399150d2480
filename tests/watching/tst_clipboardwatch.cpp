// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "lock/windowlock.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qclipboard.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace {

const auto secretText = QStringLiteral("what only Ada may read");

QString copied()
{
    return QGuiApplication::clipboard()->text();
}

class Form : public QDialog
{
public:
    explicit Form(QWidget *parent) : QDialog(parent), edit(new QLineEdit(secretText, this)) { }
    QLineEdit *edit;
};

} // namespace

// Copies out of guarded content that are on the clipboard: F12.
class tst_ClipboardWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void itClosesWithTheContent_data();
    void itClosesWithTheContent();
    void itIsThereAsLongAsTheContentIsOpen();
    void whatCameLaterStays();
    void whatCameFromElsewhereStays();
    void whatEverybodyMaySeeStays();
    void whatADialogGaveClosesToo();
    void whatAProtectedFieldGaveClosesToo();
    void whatALockedWindowGaveClosesToo();
    void thePolicyMayLeaveItAlone();
    void itDoesNotStayLongerThanThePolicySays();
    void aPredicateMayDeleteTheGuard();
    void whatAButtonCopiedClosesToo_data();
    void whatAButtonCopiedClosesToo();
    void aCopyOfUnknownOriginStaysWhereNothingIsOpen();
    void theSameTextIsTakenForTheCopy();
    void aSlotThatFillsItAgainEndsNothing();

private:
    void add(const Requirement &requirement);
    static void copy(QLineEdit *edit);

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    QPointer<QLineEdit> edit; // in guarded content
    QPointer<QLineEdit> open; // and not
};

void tst_ClipboardWatch::init()
{
    failOnWarnings();
    QGuiApplication::clipboard()->clear();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    auto *page = new QWidget;
    new QVBoxLayout(page);
    page->layout()->addWidget(open = new QLineEdit(QStringLiteral("anything")));
    window->setCentralWidget(page);
    QVERIFY(stage->logInVerified(Stage::ada()));
    window->show();
    QApplication::setActiveWindow(window.get());
}

void tst_ClipboardWatch::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void tst_ClipboardWatch::add(const Requirement &requirement)
{
    window->centralWidget()->layout()->addWidget(
        guard->view(requirement, [this] { return edit = new QLineEdit(secretText); }));
    QVERIFY(edit);
}

void tst_ClipboardWatch::copy(QLineEdit *edit)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied(), edit->text());
}

void tst_ClipboardWatch::itClosesWithTheContent_data()
{
    QTest::addColumn<QString>("end");
    for (const char *end : {"lock", "log out", "another user", "stale", "the guard goes", "the manager goes"})
        QTest::newRow(end) << QString::fromLatin1(end);
}

void tst_ClipboardWatch::itClosesWithTheContent()
{
    QFETCH(QString, end);
    const auto is = [end](const char *what) { return end == QLatin1String(what); };
    add(is("stale") ? Requirement::freshLogin() : Requirement::login());
    copy(edit);
    if (is("lock"))
        stage->login().lock();
    else if (is("log out"))
        stage->login().logOut();
    else if (is("another user"))
        QVERIFY(stage->logInVerified(Stage::bob()));
    else if (is("stale"))
        stage->clock->advance(6min);
    else if (is("the guard goes"))
        guard.reset();
    else
        stage->deleteManager();
    QCOMPARE(copied(), QString());
}

void tst_ClipboardWatch::itIsThereAsLongAsTheContentIsOpen()
{
    add(Requirement::login());
    copy(edit);
    open->setFocus();
    QTest::keyClick(open, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(open->text().contains(secretText));
    stage->clock->advance(6min); // a login that has grown stale is one
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(copied(), secretText);
}

void tst_ClipboardWatch::whatCameLaterStays()
{
    add(Requirement::login());
    copy(edit);
    copy(open);
    stage->login().lock();
    QCOMPARE(copied(), QStringLiteral("anything"));
}

void tst_ClipboardWatch::whatCameFromElsewhereStays()
{
    add(Requirement::login());
    copy(open);
    edit->setFocus();
    stage->login().logOut();
    QCOMPARE(copied(), QStringLiteral("anything"));
}

void tst_ClipboardWatch::whatEverybodyMaySeeStays()
{
    add(Requirement::anyone());
    copy(edit);
    stage->login().lock();
    stage->login().logOut();
    QCOMPARE(copied(), secretText);
}

void tst_ClipboardWatch::whatADialogGaveClosesToo()
{
    (void)guard->open<Form>(Requirement::login(), window.get());
    const auto *form = static_cast<Form *>(window->findChild<QDialog *>());
    QApplication::setActiveWindow(form->edit->window());
    copy(form->edit);
    stage->login().lock();
    QCOMPARE(copied(), QString());
}

void tst_ClipboardWatch::whatAProtectedFieldGaveClosesToo()
{
    guard->protect(window->centralWidget(), Requirement::login());
    copy(open);
    stage->login().lock();
    QCOMPARE(copied(), QString());
}

void tst_ClipboardWatch::whatALockedWindowGaveClosesToo()
{
    new WindowLock(&stage->login(), window.get());
    copy(open);
    stage->login().lock();
    QCOMPARE(copied(), QString());
}

void tst_ClipboardWatch::thePolicyMayLeaveItAlone()
{
    auto policy = SessionPolicy::standard();
    policy.clearClipboard = false;
    stage->login().setSessionPolicy(policy);
    add(Requirement::login());
    copy(edit);
    stage->login().lock();
    stage->login().logOut();
    QCOMPARE(copied(), secretText);
}

void tst_ClipboardWatch::itDoesNotStayLongerThanThePolicySays()
{
    auto policy = SessionPolicy::standard();
    policy.clipboardLifetime = 30s;
    stage->login().setSessionPolicy(policy);
    add(Requirement::login());
    copy(edit);
    stage->clock->advance(29s);
    QCOMPARE(copied(), secretText);
    copy(edit); // which begins anew
    stage->clock->advance(29s);
    QCOMPARE(copied(), secretText);
    stage->clock->advance(2s);
    QCOMPARE(copied(), QString());
}

void tst_ClipboardWatch::aPredicateMayDeleteTheGuard() // T11
{
    bool deletes = false;
    add(Requirement::predicate(QStringLiteral("fickle"), [&](const User &) {
        if (std::exchange(deletes, false))
            guard.reset();
        return true;
    }));
    copy(edit);
    deletes = true;
    stage->login().lock();
    stage->login().logOut();
    QCOMPARE(copied(), QString());
}

void tst_ClipboardWatch::whatAButtonCopiedClosesToo_data()
{
    QTest::addColumn<QString>("focus");
    for (const char *focus : {"nowhere", "elsewhere", "elsewhere, with another selection"})
        QTest::newRow(focus) << QString::fromLatin1(focus);
}

// A Copy button, a context menu, a list: the keyboard is not where the text is.
void tst_ClipboardWatch::whatAButtonCopiedClosesToo()
{
    QFETCH(QString, focus);
    add(Requirement::login());
    for (int round = 0; round < 2; ++round) {
        if (focus == QLatin1String("nowhere"))
            QApplication::focusWidget() ? QApplication::focusWidget()->clearFocus() : void();
        else
            open->setFocus();
        if (focus.contains(QLatin1String("selection")))
            open->selectAll();
        else
            open->deselect();
        QGuiApplication::clipboard()->setText(edit->text());
        stage->login().lock();
        QCOMPARE(copied(), QString());
        QVERIFY(Stage::resultOf(stage->login().unlock(Stage::adasPassword())));
        QCoreApplication::processEvents();
    }
}

void tst_ClipboardWatch::aCopyOfUnknownOriginStaysWhereNothingIsOpen()
{
    add(Requirement::login());
    stage->login().logOut();
    QGuiApplication::clipboard()->setText(QStringLiteral("nobody's"));
    QVERIFY(stage->logInVerified(Stage::ada()));
    stage->login().lock();
    QCOMPARE(copied(), QStringLiteral("nobody's"));
}

void tst_ClipboardWatch::theSameTextIsTakenForTheCopy()
{
    add(Requirement::login());
    copy(edit);
    const QSignalBlocker taken(QGuiApplication::clipboard()); // by a clipboard manager
    QGuiApplication::clipboard()->setText(secretText);
    stage->login().lock();
    QCOMPARE(copied(), QString());
}

// Such as a history of copies. The guard goes, and does not wait for that slot to give in.
void tst_ClipboardWatch::aSlotThatFillsItAgainEndsNothing()
{
    add(Requirement::login());
    copy(edit);
    const auto refill = [] {
        if (copied().isEmpty())
            QGuiApplication::clipboard()->setText(QStringLiteral("again"));
    };
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, refill);
    guard.reset();
    QCOMPARE(copied(), QStringLiteral("again"));
    QGuiApplication::clipboard()->disconnect(this);
}

QTEST_MAIN(tst_ClipboardWatch)

#include "tst_clipboardwatch.moc"
