// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/reauthdialog.h"
#include "gates/viewguard.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmainwindow.h>

using namespace QtLogin;

// One session in two main windows, each with something to be pressed, and one prompt that asks for both.
class tst_SeveralWindows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whoPressesInTheOtherWindowSeesThePrompt();
    void whoWantsTheSameDialogOnceMoreSeesThePrompt();
    void thePromptSaysWhatBothWant();
    void thePromptGoesWithTheOnlyWindowThatWantsIt_data();
    void thePromptGoesWithTheOnlyWindowThatWantsIt();
    void thePromptComesOverTheWindowThatStillWantsIt_data();
    void thePromptComesOverTheWindowThatStillWantsIt();

private:
    QDialog *dialog() const;
    QDialog *dialogOver(const QWidget *window) const;
    void press(QWidget *window, const QString &message = {});

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ViewGuard> m_guard;
    std::unique_ptr<QMainWindow> m_first, m_second;
    QList<QWidget *> m_done;
};

void tst_SeveralWindows::init()
{
    failOnWarnings();
    m_stage = std::make_unique<Stage>();
    m_stage->login().setLoginPrompt(std::make_shared<LoginDialogPrompt>());
    QVERIFY(m_stage->logInVerified(Stage::ada(), {.fresh = false}));
    m_guard = std::make_unique<ViewGuard>(&m_stage->login());
    m_first = std::make_unique<QMainWindow>();
    m_second = std::make_unique<QMainWindow>();
    for (QMainWindow *window : {m_first.get(), m_second.get()}) {
        window->setCentralWidget(new QWidget);
        window->show();
    }
    m_done.clear();
}

void tst_SeveralWindows::cleanup()
{
    m_first.reset();
    m_second.reset();
    m_guard.reset();
    m_stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QDialog *tst_SeveralWindows::dialog() const
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *found = qobject_cast<ReauthDialog *>(window); found && found->isVisible())
            return found;
    }
    return nullptr;
}

QDialog *tst_SeveralWindows::dialogOver(const QWidget *window) const
{
    return dialog() && dialog()->parentWidget() == window ? dialog() : nullptr;
}

void tst_SeveralWindows::press(QWidget *window, const QString &message)
{
    m_guard->run(Requirement::freshLogin().withMessage(message), window, [this, window] { m_done += window; });
}

void tst_SeveralWindows::whoPressesInTheOtherWindowSeesThePrompt()
{
    press(m_first.get());
    QVERIFY(dialogOver(m_first.get()));
    m_second->activateWindow();
    QTRY_VERIFY(m_second->isActiveWindow());
    for (int i = 0; i < 4; ++i) { // also who presses once more, or somewhere else
        m_second->activateWindow();
        QTRY_VERIFY(m_second->isActiveWindow());
        dialog()->showMinimized();
        press(i < 2 ? m_second.get() : m_second->centralWidget());
        QTRY_VERIFY(dialog()->isActiveWindow());
        QVERIFY(!dialog()->isMinimized());
    }
    DialogRobot(dialog()).type("password", QStringLiteral("lovelace"));
    DialogRobot(dialog()).press(Qt::Key_Enter);
    QTRY_COMPARE(m_done, QList<QWidget *>({m_first.get(), m_second.get(), m_second->centralWidget()}));
}

void tst_SeveralWindows::whoWantsTheSameDialogOnceMoreSeesThePrompt()
{
    press(m_first.get());
    for (int i = 0; i < 2; ++i) {
        m_second->activateWindow();
        QTRY_VERIFY(m_second->isActiveWindow());
        (void)m_guard->open<QDialog>(Requirement::freshLogin(), m_second.get());
        QTRY_VERIFY(dialog()->isActiveWindow());
    }
}

void tst_SeveralWindows::thePromptSaysWhatBothWant()
{
    press(m_first.get(), QStringLiteral("To print"));
    press(m_second.get(), QStringLiteral("To delete all notes"));
    const auto says = [this] { return DialogRobot(dialog()).find<QLabel>("message")->text(); };
    QCOMPARE(says(), QStringLiteral("To print\nTo delete all notes"));
    m_second.reset();
    QTRY_COMPARE(says(), QStringLiteral("To print"));
}

void tst_SeveralWindows::thePromptGoesWithTheOnlyWindowThatWantsIt_data()
{
    QTest::addColumn<bool>("ofAPage");
    QTest::newRow("the window wants it") << false;
    QTest::newRow("a page in it wants it") << true;
}

void tst_SeveralWindows::thePromptGoesWithTheOnlyWindowThatWantsIt()
{
    QFETCH(const bool, ofAPage);
    press(ofAPage ? m_first->centralWidget() : m_first.get());
    QVERIFY(dialog());
    m_first.reset();
    QTRY_VERIFY(!dialog());
    press(m_second.get());
    QTRY_VERIFY(dialogOver(m_second.get()));
    DialogRobot(dialog()).type("password", QStringLiteral("lovelace"));
    DialogRobot(dialog()).press(Qt::Key_Enter);
    QTRY_COMPARE(m_done, QList<QWidget *>({m_second.get()}));
}

void tst_SeveralWindows::thePromptComesOverTheWindowThatStillWantsIt_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("the window wants it and is deleted") << 0;
    QTest::newRow("a page in it wants it") << 1;
    QTest::newRow("something in it that goes after the dialog wants it") << 2;
    QTest::newRow("the window is closed") << 3;
}

void tst_SeveralWindows::thePromptComesOverTheWindowThatStillWantsIt()
{
    QFETCH(const int, way);
    QWidget *page = m_first->centralWidget();
    press(way == 1 || way == 2 ? page : m_first.get());
    press(m_second.get());
    QVERIFY(dialogOver(m_first.get()));
    if (way == 2) { // children go in the order in which they came
        page->setParent(nullptr);
        page->setParent(m_first.get());
    }
    if (way == 3) {
        m_first->setAttribute(Qt::WA_DeleteOnClose);
        m_first.release()->close();
    } else {
        m_first.reset();
    }
    QTRY_VERIFY(dialogOver(m_second.get()));
    DialogRobot(dialog()).type("password", QStringLiteral("lovelace"));
    DialogRobot(dialog()).press(Qt::Key_Enter);
    QTRY_COMPARE(m_done, QList<QWidget *>({m_second.get()}));
    QTRY_VERIFY(!dialog());
}

QTEST_MAIN(tst_SeveralWindows)
#include "tst_severalwindows.moc"
