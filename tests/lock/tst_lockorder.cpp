// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"
#include "lock/lockedjournal.h"

#include <QtCore/qregularexpression.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;
using namespace QtLogin::LockedJournal;

// A window lock closes before the guards of what is in its window, and opens after them, whichever was made first.
class tst_LockOrder : public Fixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void nothingIsDisabledOrEnabledOnTheScreen_data() { addOrders(); }
    void nothingIsDisabledOrEnabledOnTheScreen();
    void aGuardedDialogComesBack_data() { addOrders(); }
    void aGuardedDialogComesBack();
    void whatTheApplicationWishedForTheDialogMeanwhileHolds_data() { addOrders(); }
    void whatTheApplicationWishedForTheDialogMeanwhileHolds();

private:
    static void addOrders()
    {
        QTest::addColumn<bool>("locksFirst");
        QTest::newRow("the lock was made first") << true;
        QTest::newRow("the guard was made first") << false;
    }
    void makeGuard();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void unlock();
    QDialog *openDialog();

    std::unique_ptr<ViewGuard> guard;
    QStringList changedOnScreen;
    int changes = 0;
};

void tst_LockOrder::init()
{
    setUp();
    changedOnScreen.clear();
    changes = 0;
}

void tst_LockOrder::cleanup()
{
    guard.reset();
    tearDown();
}

void tst_LockOrder::makeGuard()
{
    QFETCH(bool, locksFirst);
    if (!locksFirst)
        delete lock.data();
    guard = std::make_unique<ViewGuard>(&login());
    if (!locksFirst)
        lock = new WindowLock(&login(), window.get());
}

bool tst_LockOrder::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::EnabledChange) {
        ++changes;
        if (window->isVisible())
            changedOnScreen += watched->objectName();
    }
    return false;
}

void tst_LockOrder::unlock()
{
    unlockWith(QStringLiteral("lovelace"));
    QTRY_VERIFY(!login().isLocked());
    QCoreApplication::processEvents();
}

// Qt notes that each of them has to be painted, and when a window with ten thousand of them is hidden, looks for each
// in ten thousand notes.
void tst_LockOrder::nothingIsDisabledOrEnabledOnTheScreen()
{
    makeGuard();
    const auto add = [this](const char *name, QWidget *parent) {
        auto *button = new QPushButton(parent);
        button->setObjectName(QLatin1String(name));
        button->installEventFilter(this);
        button->show();
        return button;
    };
    guard->protect(add("protected", window.get()), Requirement::login());
    window->tools->addWidget(guard->view(Requirement::login(), [&] { return add("in a view", nullptr); }));
    add("plain", window.get());
    QCoreApplication::processEvents();
    for (int round = 0; round < 2; ++round) {
        changes = 0;
        login().lock();
        QVERIFY(!window->isVisible());
        QVERIFY(changes >= 3);
        changes = 0;
        unlock();
        QVERIFY(window->isVisible());
        QVERIFY(changes >= 3);
        QCOMPARE(changedOnScreen, QStringList());
        const auto buttons = window->findChildren<QPushButton *>(QRegularExpression(QStringLiteral("protected|view|plain")));
        QCOMPARE(buttons.size(), 3);
        for (const QPushButton *button : buttons)
            QVERIFY2(button->isVisible() && button->isEnabled(), qPrintable(button->objectName()));
    }
}

QDialog *tst_LockOrder::openDialog()
{
    (void)guard->open<QDialog>(Requirement::login(), window.get());
    return qobject_cast<QDialog *>(QApplication::activeModalWidget());
}

void tst_LockOrder::aGuardedDialogComesBack()
{
    makeGuard();
    const QPointer<QDialog> dialog = openDialog();
    QVERIFY(dialog);
    for (int round = 0; round < 3; ++round) {
        login().lock();
        QVERIFY(dialog);
        QVERIFY(!dialog->isVisible());
        QVERIFY(!dialog->isEnabled());
        QCoreApplication::processEvents();
        QVERIFY(!dialog->isVisible());
        unlock();
        QVERIFY(dialog);
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->isEnabled());
        QVERIFY(dialog->isModal());
    }
    login().lock();
    login().logOut();
    QCoreApplication::processEvents();
    QTRY_VERIFY(!dialog); // it is over
}

void tst_LockOrder::whatTheApplicationWishedForTheDialogMeanwhileHolds()
{
    makeGuard();
    const QPointer<QDialog> dialog = openDialog();
    QVERIFY(dialog);
    const bool shown[] = {true, false, true};
    for (const bool isShown : shown) {
        login().lock();
        dialog->setVisible(!isShown);
        QCoreApplication::processEvents();
        dialog->setVisible(isShown);
        QCoreApplication::processEvents();
        QVERIFY(!dialog->isVisible());
        unlock();
        QVERIFY(dialog);
        QCOMPARE(dialog->isVisible(), isShown);
    }
}

QTEST_MAIN(tst_LockOrder)

#include "tst_lockorder.moc"
