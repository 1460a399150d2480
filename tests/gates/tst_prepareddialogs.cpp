// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtTest/qtest.h>
#include <QtWidgets/qdialogbuttonbox.h>
#include <QtWidgets/qinputdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// Dialogs of Qt that an application prepares before a guard shows them, and how the user ends them.
class tst_PreparedDialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aDialogIsShownAsItWasPrepared();
    void aDialogIsPreparedOnceAndOnlyAfterTheCheck();
    void whatIsNotMadeIsNotOpened_data();
    void whatIsNotMadeIsNotOpened();
    void theLastWishOfAPlaceCounts();
    void aStaleMessageBoxThatIsRejectedAsksNothing_data();
    void aStaleMessageBoxThatIsRejectedAsksNothing();
    void aStaleMessageBoxThatIsAcceptedAsks_data();
    void aStaleMessageBoxThatIsAcceptedAsks();
    void aMessageBoxIsRejectedAfterItWasAcceptedInVain();
    void otherDialogsOfQtAreRejectedAsWell();
    void aDialogThatAsksAnewSaysWhatTheApplicationWants();

private:
    QFuture<Result<int>> ask(QMessageBox::StandardButtons buttons);
    QMessageBox *box() const { return window->findChild<QMessageBox *>(); }
    void growStale();

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
};

void tst_PreparedDialogs::init()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    window->show();
}

void tst_PreparedDialogs::cleanup()
{
    window.reset();
    guard.reset();
    stage.reset();
}

QFuture<Result<int>> tst_PreparedDialogs::ask(QMessageBox::StandardButtons buttons)
{
    return guard->open(Requirement::freshLogin(), window.get(), [buttons](QWidget *parent) {
        return new QMessageBox(QMessageBox::Question, QStringLiteral("Delete"), QStringLiteral("Delete all?"), buttons, parent);
    });
}

void tst_PreparedDialogs::growStale()
{
    stage->clock->advance(6min);
    QCOMPARE(stage->login().check(Requirement::freshLogin()), Access::FreshLoginRequired);
}

void tst_PreparedDialogs::aDialogIsShownAsItWasPrepared()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    QString shown;
    const auto answer = guard->open(Requirement::login(), window.get(), [&](QWidget *parent) {
        auto *dialog = new QInputDialog(parent);
        dialog->setWindowTitle(QStringLiteral("Rename"));
        dialog->setTextValue(QStringLiteral("journal"));
        return dialog;
    });
    auto *dialog = window->findChild<QInputDialog *>();
    QVERIFY(dialog && dialog->isVisible() && dialog->isModal());
    QCOMPARE(dialog->parentWidget(), window.get());
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Rename"));
    QCOMPARE(dialog->textValue(), QStringLiteral("journal"));
    dialog->accept();
    QCOMPARE(*resultOf(answer), int(QDialog::Accepted));
    QTRY_VERIFY(!window->findChild<QInputDialog *>());
}

void tst_PreparedDialogs::aDialogIsPreparedOnceAndOnlyAfterTheCheck()
{
    int made = 0;
    const auto make = [&made](QWidget *parent) { return ++made, new QDialog(parent); };
    const auto answer = guard->open(Requirement::login(), window.get(), make);
    QVERIFY(stage->prompt->isAsking());
    QCOMPARE(made, 0);
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(made, 1);
    stage->login().lock();
    QVERIFY(stage->login().confirmLogin());
    QCOMPARE(made, 1);
    QVERIFY(!answer.isFinished());
}

void tst_PreparedDialogs::whatIsNotMadeIsNotOpened_data()
{
    QTest::addColumn<bool>("parentDies");
    QTest::newRow("null") << false;
    QTest::newRow("the parent has gone") << true;
}

void tst_PreparedDialogs::whatIsNotMadeIsNotOpened()
{
    QFETCH(const bool, parentDies);
    int made = 0;
    auto parent = std::make_unique<QWidget>();
    const auto make = [&made](QWidget *) { return ++made, static_cast<QDialog *>(nullptr); };
    const auto answer = guard->open(Requirement::login(), parent.get(), make);
    if (parentDies)
        parent.reset();
    else
        stage->prompt->answer(Stage::adasPassword());
    QCOMPARE(Stage::resultOf(answer).error().kind(), Error::Kind::Abandoned);
    QCOMPARE(made, parentDies ? 0 : 1);
    QVERIFY(!stage->prompt->isAsking());
}

void tst_PreparedDialogs::theLastWishOfAPlaceCounts()
{
    QList<int> made;
    const auto open = [&](int number) {
        return guard->open(Requirement::login(), window.get(), [&made, number](QWidget *parent) {
            made += number;
            return new QDialog(parent);
        });
    };
    const auto first = open(1);
    const auto second = open(2);
    QVERIFY(resultOf(first).failedWith(Error::Kind::Cancelled));
    stage->prompt->answer(Stage::adasPassword());
    QTRY_COMPARE(made, QList<int>({2}));
    QVERIFY(!second.isFinished());
}

void tst_PreparedDialogs::aStaleMessageBoxThatIsRejectedAsksNothing_data()
{
    QTest::addColumn<int>("button"); // NoButton: Escape
    QTest::newRow("Cancel") << int(QMessageBox::Cancel);
    QTest::newRow("No") << int(QMessageBox::No);
    QTest::newRow("No to all") << int(QMessageBox::NoToAll);
    QTest::newRow("Close") << int(QMessageBox::Close);
    QTest::newRow("Abort") << int(QMessageBox::Abort);
    QTest::newRow("Escape") << int(QMessageBox::NoButton);
}

void tst_PreparedDialogs::aStaleMessageBoxThatIsRejectedAsksNothing()
{
    QFETCH(const int, button);
    QVERIFY(stage->logInVerified(Stage::ada()));
    const auto rejects = button == QMessageBox::NoButton ? QMessageBox::Cancel : QMessageBox::StandardButton(button);
    const auto answer = ask(QMessageBox::Yes | rejects);
    growStale();
    if (button == QMessageBox::NoButton)
        QTest::keyClick(box(), Qt::Key_Escape);
    else
        box()->button(rejects)->click();
    QVERIFY(answer.isFinished());
    QCOMPARE(*resultOf(answer), int(rejects));
    QCoreApplication::processEvents();
    QVERIFY(!stage->prompt->isAsking());
    QTRY_VERIFY(!box());
}

void tst_PreparedDialogs::aStaleMessageBoxThatIsAcceptedAsks_data()
{
    QTest::addColumn<int>("role");
    QTest::newRow("accept") << int(QMessageBox::AcceptRole); // the number of the button is 0
    QTest::newRow("yes") << int(QMessageBox::YesRole);
    QTest::newRow("discard") << int(QMessageBox::DestructiveRole);
}

void tst_PreparedDialogs::aStaleMessageBoxThatIsAcceptedAsks()
{
    QFETCH(const int, role);
    QVERIFY(stage->logInVerified(Stage::ada()));
    QPointer<QPushButton> button;
    const auto answer = guard->open(Requirement::freshLogin(), window.get(), [&](QWidget *parent) {
        auto *made = new QMessageBox(parent);
        button = made->addButton(QStringLiteral("Delete"), QMessageBox::ButtonRole(role));
        made->addButton(QMessageBox::Cancel);
        return made;
    });
    growStale();
    button->click();
    QVERIFY(!answer.isFinished());
    QTRY_VERIFY(stage->prompt->isAsking());
    stage->prompt->answer(Stage::adasPassword());
    QTRY_VERIFY(box() && box()->isVisible());
    button->click();
    QVERIFY(resultOf(answer));
}

void tst_PreparedDialogs::aMessageBoxIsRejectedAfterItWasAcceptedInVain()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    const auto answer = ask(QMessageBox::Yes | QMessageBox::Cancel);
    growStale();
    box()->button(QMessageBox::Yes)->click();
    QTRY_VERIFY(stage->prompt->isAsking());
    stage->prompt->dismiss();
    QTRY_VERIFY(box()->isVisible());
    QVERIFY(!answer.isFinished());
    box()->button(QMessageBox::Cancel)->click();
    QVERIFY(answer.isFinished());
    QCOMPARE(*resultOf(answer), int(QMessageBox::Cancel));
    QVERIFY(!stage->prompt->isAsking());
}

void tst_PreparedDialogs::otherDialogsOfQtAreRejectedAsWell()
{
    QVERIFY(stage->logInVerified(Stage::ada()));
    const auto answer = guard->open<QInputDialog>(Requirement::freshLogin(), window.get());
    growStale();
    window->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->click();
    QVERIFY(answer.isFinished());
    QCOMPARE(*resultOf(answer), int(QDialog::Rejected));
}

void tst_PreparedDialogs::aDialogThatAsksAnewSaysWhatTheApplicationWants()
{
    const QString why = QStringLiteral("The recovery codes are shown for five minutes.");
    QVERIFY(stage->logInVerified(Stage::ada()));
    const auto codes = Requirement::freshLogin().whileOpen().withMessage(why);
    const auto answer = guard->open<QDialog>(codes, window.get());
    for (int i = 0; i < 2; ++i) {
        growStale();
        QTRY_VERIFY(stage->prompt->isAsking());
        QCOMPARE(stage->prompt->request().message(), why);
        stage->prompt->answer(Stage::adasPassword());
        QTRY_VERIFY(window->findChild<QDialog *>()->isVisible());
    }
    QVERIFY(!answer.isFinished());
}

QTEST_MAIN(tst_PreparedDialogs)

#include "tst_prepareddialogs.moc"
