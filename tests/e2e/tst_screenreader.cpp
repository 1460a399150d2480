// SPDX-License-Identifier: MIT
// The words that a program of another process hears on the accessibility bus, and what it can do there.
#include "dialogs/logindialog.h"
#include "forms/passwordfield.h"
#include "gates/viewguard.h"
#include "lock/windowlock.h"
#include "presence/sessionbanner.h"
#include "support/patience.h"
#include "support/stage.h"

#include <QtCore/qprocess.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtextedit.h>

using namespace QtLogin;
using namespace std::chrono_literals;

class tst_ScreenReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aClosedViewSaysWhyAndNothingElse();
    void anOpenViewCanBeRead();
    void aLockedWindowIsALockScreen();
    void whatArrivesInClosedContentIsNeitherHeardNorRead_data();
    void whatArrivesInClosedContentIsNeitherHeardNorRead();
    void whatIsTypedForAPasswordIsNotRead();
    void whatIsTypedForAPasswordIsHeardAsStars();
    void whatIsShownOfAPasswordIsHeardAndRead();
    void theBannerIsRead();
    void nobodyPressesOrWritesWhatIsClosed();

private:
    // The answer to \a command; the application goes on answering meanwhile.
    QStringList say(const QByteArray &command);
    QStringList read() { return say("read"); }
    // The words that are heard of \a text while it is typed into \a field, and deleted again.
    QString heardOf(QLineEdit *field, const QString &text);
    LoginManager &login() { return m_stage->login(); }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<QMainWindow> m_window;
    QPointer<ViewGuard> m_guard;
    QPointer<QPushButton> m_button;
    QPointer<QLineEdit> m_line;
    std::unique_ptr<QProcess> m_reader;
    int m_effects = 0;
};

void tst_ScreenReader::init()
{
    m_effects = 0;
    m_stage = std::make_unique<Stage>();
    m_window = std::make_unique<QMainWindow>();
    m_guard = new ViewGuard(&login(), m_window.get());
    new WindowLock(&login(), m_window.get());
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->addWidget(new SessionBanner(&login()));
    column->addWidget(m_guard->view(Requirement::login(), [] {
        auto *diary = new QTextEdit(QStringLiteral("what only Ada may read"));
        diary->setAccessibleName(QStringLiteral("Diary"));
        return diary;
    }));
    m_button = new QPushButton(QStringLiteral("Burn"));
    m_line = new QLineEdit;
    m_line->setAccessibleName(QStringLiteral("Motto"));
    column->addWidget(m_button);
    column->addWidget(m_line);
    m_guard->protect(m_button, Requirement::login());
    m_guard->protect(m_line, Requirement::login());
    m_guard->connect(m_button.data(), &QPushButton::clicked, Requirement::login(), this, [this] { ++m_effects; });
    m_guard->connect(m_line.data(), &QLineEdit::textChanged, Requirement::login(), this, [this] { ++m_effects; }, Guard::Denied::Drop);
    m_window->setCentralWidget(page);
    m_window->setWindowTitle(QStringLiteral("Journal"));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), patience));
    m_window->activateWindow(); // there is no window manager here who would
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), patience));

    m_reader = std::make_unique<QProcess>();
    m_reader->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_reader->start(QStringLiteral(SCREEN_READER), QStringList());
    // The bus hears of an application a while after that has heard of the bus.
    QVERIFY(QTest::qWaitFor([this] { return read().contains(QStringLiteral("frame \"Journal\"")); }, patience));
}

void tst_ScreenReader::cleanup()
{
    m_reader->closeWriteChannel();
    m_reader->waitForFinished(patience);
    m_window.reset();
    m_stage.reset();
}

QStringList tst_ScreenReader::say(const QByteArray &command)
{
    QStringList lines;
    m_reader->write(command + '\n');
    const auto isDone = [&] {
        while (m_reader->canReadLine())
            lines += QString::fromUtf8(m_reader->readLine()).trimmed();
        return lines.endsWith(QStringLiteral("done"));
    };
    if (!QTest::qWaitFor(isDone, patience))
        lines += QStringLiteral("nothing more is heard");
    return lines;
}

void tst_ScreenReader::aClosedViewSaysWhyAndNothingElse()
{
    const QStringList heard = read();
    QVERIFY2(heard.contains(QStringLiteral("push button \"Log in…\" focused")), qPrintable(heard.join(u'\n')));
    QVERIFY(!heard.join(u'\n').contains(QStringLiteral("Ada")));
}

void tst_ScreenReader::anOpenViewCanBeRead()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    const QString heard = read().join(u'\n');
    QVERIFY2(heard.contains(QStringLiteral("text \"Diary\" what only Ada may read")), qPrintable(heard));
    QVERIFY(!heard.contains(QStringLiteral("Log in")));
}

void tst_ScreenReader::aLockedWindowIsALockScreen()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    login().lock();
    QTRY_VERIFY(QApplication::focusWidget());
    const QStringList heard = read();
    const QString all = heard.join(u'\n');
    QVERIFY2(!all.contains(QStringLiteral("what only Ada may read")), qPrintable(all));
    QVERIFY2(!all.contains(QStringLiteral("Diary")) && !all.contains(QStringLiteral("Motto")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("frame \"Locked")), qPrintable(all));
    QVERIFY2(heard.contains(QStringLiteral("push button \"Unlock\"")), qPrintable(all));
    QVERIFY2(heard.contains(QStringLiteral("push button \"Log out\"")), qPrintable(all));
    QVERIFY2(heard.contains(QStringLiteral("password text \"Password:\" focused")), qPrintable(all));

    QVERIFY(Stage::resultOf(login().unlock(Stage::adasPassword())));
    QVERIFY(read().join(u'\n').contains(QStringLiteral("text \"Diary\" what only Ada may read")));
}

void tst_ScreenReader::whatArrivesInClosedContentIsNeitherHeardNorRead_data()
{
    QTest::addColumn<bool>("onlyTheView");
    QTest::newRow("in a locked window") << false;
    QTest::newRow("in a view of a fresh login") << true;
}

void tst_ScreenReader::whatArrivesInClosedContentIsNeitherHeardNorRead()
{
    QFETCH(bool, onlyTheView);
    auto *layout = static_cast<QVBoxLayout *>(m_window->centralWidget()->layout());
    QPointer<QLineEdit> news;
    QPointer<QLabel> label;
    layout->addWidget(m_guard->view(Requirement::freshLogin(), [&] {
        auto *content = new QWidget;
        auto *column = new QVBoxLayout(content);
        column->addWidget(news = new QLineEdit);
        column->addWidget(label = new QLabel(QStringLiteral("before")));
        return content;
    }));
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    const auto isHeard = [&](const QString &text) {
        (void)say("heard");
        news->setText(text);
        label->setText(QStringLiteral("label ") + text);
        const QString shown = read().join(u'\n'); // an answer of this process comes behind what it has told before
        return std::pair(say("heard").join(u'\n').contains(text), shown.contains(text));
    };
    const auto both = std::pair(true, true);
    QVERIFY(QTest::qWaitFor([&] { return isHeard(QStringLiteral("while open")) == both; }, patience));
    if (onlyTheView)
        m_stage->clock->advance(6min);
    else
        login().lock();
    QTRY_VERIFY(!news->isVisible());
    QCOMPARE(isHeard(QStringLiteral("while closed")), std::pair(false, false));
    QVERIFY(Stage::resultOf(onlyTheView ? login().reauthenticate(Stage::adasPassword()) : login().unlock(Stage::adasPassword())));
    QVERIFY(news->isVisible());
    QVERIFY(QTest::qWaitFor([&] { return isHeard(QStringLiteral("open again")) == both; }, patience));
}

void tst_ScreenReader::whatIsTypedForAPasswordIsNotRead()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    login().lock();
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("lovelace"));
    const QString heard = read().join(u'\n');
    QVERIFY2(heard.contains(QStringLiteral("password text")), qPrintable(heard));
    QVERIFY2(!heard.contains(QStringLiteral("lovelace")), qPrintable(heard));
}

QString tst_ScreenReader::heardOf(QLineEdit *field, const QString &text)
{
    (void)say("heard");
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Delete);
    (void)read(); // an answer of this process comes behind what it has told before
    return say("heard").join(u'\n');
}

// Qt tells the bus of each character, in clear, in every echo mode.
void tst_ScreenReader::whatIsTypedForAPasswordIsHeardAsStars()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    const auto isHeard = [this] { return heardOf(m_line, QStringLiteral("motto")).contains(QStringLiteral("delete motto")); };
    QVERIFY(QTest::qWaitFor(isHeard, patience)); // the application hears late that anybody listens
    login().lock();
    QTRY_VERIFY(qobject_cast<PasswordField *>(QApplication::focusWidget()));
    auto *field = qobject_cast<PasswordField *>(QApplication::focusWidget());
    QString heard = heardOf(field, QStringLiteral("qxz"));
    QVERIFY2(heard.contains(QStringLiteral("insert *\ninsert *\ninsert *\ndelete ***")), qPrintable(heard));
    QVERIFY2(!heard.contains(u'q') && !heard.contains(u'x') && !heard.contains(u'z'), qPrintable(heard));

    QTest::keyClicks(field, QStringLiteral("qxz"));
    field->wipe();
    field->setText(QStringLiteral("qxz"));
    static_cast<QLineEdit *>(field)->setText(QStringLiteral("zxq\n"));
    field->setShown(true);
    field->setShown(false);
    (void)read();
    heard = say("heard").join(u'\n');
    QVERIFY2(!heard.contains(u'q') && !heard.contains(u'x') && !heard.contains(u'z'), qPrintable(heard));
    QVERIFY2(read().contains(QStringLiteral("password text \"Password:\" focused")), qPrintable(read().join(u'\n')));
}

// As it is seen.
void tst_ScreenReader::whatIsShownOfAPasswordIsHeardAndRead()
{
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    login().lock();
    QTRY_VERIFY(qobject_cast<PasswordField *>(QApplication::focusWidget()));
    auto *field = qobject_cast<PasswordField *>(QApplication::focusWidget());
    field->setShown(true);
    const auto isHeard = [&] { return heardOf(field, QStringLiteral("qxz")).contains(QStringLiteral("insert z")); };
    QVERIFY(QTest::qWaitFor(isHeard, patience));
    QTest::keyClicks(field, QStringLiteral("qxz"));
    QVERIFY2(read().contains(QStringLiteral("text \"Password:\" qxz focused")), qPrintable(read().join(u'\n')));
    field->setShown(false);
    QVERIFY(!read().join(u'\n').contains(QStringLiteral("qxz")));
}

void tst_ScreenReader::theBannerIsRead()
{
    auto policy = SessionPolicy::standard();
    policy.idleLock = 5min;
    policy.lockWarning = 30s;
    login().setSessionPolicy(policy);
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    m_stage->clock->advance(4min + 40s);
    const QString heard = read().join(u'\n');
    QVERIFY2(heard.contains(QStringLiteral("Locks in 20 s")), qPrintable(heard));
}

void tst_ScreenReader::nobodyPressesOrWritesWhatIsClosed() // F1, F8
{
    (void)say("press Burn");
    (void)say("write Motto theirs");
    QCOMPARE(m_effects, 0);
    QVERIFY(m_stage->logInVerified(Stage::ada()));
    QCOMPARE(say("press Burn").value(0), QStringLiteral("pressed")); // so it can be pressed at all
    QTRY_COMPARE(m_effects, 1);
    QCOMPARE(say("write Motto mine").value(0), QStringLiteral("written"));
    QTRY_COMPARE(m_effects, 2);
    m_effects = 0;
    login().lock();
    (void)say("press Burn");
    (void)say("write Motto yours");
    QCOMPARE(m_effects, 0);
    login().logOut();
    (void)say("press Burn");
    (void)say("write Motto yours");
    QCOMPARE(m_effects, 0);
}

QTEST_MAIN(tst_ScreenReader)
#include "tst_screenreader.moc"
