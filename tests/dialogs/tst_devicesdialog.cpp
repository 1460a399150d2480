// SPDX-License-Identifier: MIT
#include "dialogs/devicesdialog.h"
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialogprompt.h"
#include "dialogs/reauthdialog.h"
#include "dialogs/sleepingverifier.h"
#include "forms/translations.h"
#include "session/rememberstage.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlabel.h>

using namespace QtLogin;
using namespace std::chrono_literals;
using Verified = ScriptedVerifier::Operation;

// The list of the computers on which a user is remembered.
class tst_DevicesDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void itListsTheUsersComputersThisOneFirst();
    void itSaysWhenTheyWereUsedInTheReadersWay();
    void aComputerWithoutANameHasWords();
    void withoutAnyItSaysSo();
    void oneIsForgottenAndTheOthersStay();
    void thisOneIsForgottenWithoutAQuestion();
    void allOthersAreForgottenAtOnce();
    void whereThereAreNoOthersThatIsNotOffered();
    void whoIsNotFreshIsAskedFirst_data();
    void whoIsNotFreshIsAskedFirst();
    void whoTurnsThatAwayHasForgottenNothing();
    void aFailureIsOneSentenceAndCanBeTriedAgain_data();
    void aFailureIsOneSentenceAndCanBeTriedAgain();
    void aSentenceOfTheVerifierIsSaid();
    void oneThatWasForgottenElsewhereIsGone();
    void aListThatCannotBeReadSaysSoAndComesLater();
    void withoutAPromptNobodyIsAskedAndItSaysSo();
    void whileBusyOnlyCloseWorks();
    void itFollowsTheRememberedLogin();
    void itGoesWithTheUser_data();
    void itGoesWithTheUser();
    void itIsUpToDateWhenItIsOpenedAgain();
    void theKeyboardGoesThroughTheListAndStaysThere();
    void enterClosesItAndForgetsNothing();
    void screenReadersHearWhichOneIsForgotten();
    void aLongNameIsElided_data();
    void aLongNameIsElided();
    void itSpeaksTheLanguageThatComes();
    void manyComputersScrollToTheFocus();
    void aFailureIsSeenInALongList_data();
    void aFailureIsSeenInALongList();
    void whoeverHearsThatItClosesMayDeleteIt();

private:
    void add(const char *selector, const QString &name)
    {
        m_stage->clock->advance(1min);
        m_verifier->addDevice(selector, QStringLiteral("ada"), name);
    }
    void open();
    QStringList texts(const char *label) const;
    QStringList names() const { return texts("name"); }
    QList<QPushButton *> buttons() const;
    void forget(qsizetype row) { QTest::mouseClick(buttons().at(row), Qt::LeftButton); }
    void makeStale() { m_stage->clock->advance(1h); }
    ReauthDialog *question() const { return m_window->findChild<ReauthDialog *>(); }
    void prove();
    QString error() const { return m_robot->note("error"); }
    bool isSeen(const QWidget *part) const
    {
        const QWidget *area = m_robot->find("area");
        return area->rect().contains(QRect(part->mapTo(area, QPoint()), part->size()));
    }

    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<RememberStage> m_stage;
    std::shared_ptr<ScriptedVerifier> m_verifier;
    std::shared_ptr<LoginDialogPrompt> m_prompt;
    std::unique_ptr<DevicesDialog> m_dialog;
    std::unique_ptr<DialogRobot> m_robot;
};

static const QString phone = QStringLiteral("Ada's telephone");
static const QString laptop = QStringLiteral("ada-laptop");

void tst_DevicesDialog::init()
{
    failOnWarnings();
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_prompt = std::make_shared<LoginDialogPrompt>(m_window.get());
    m_stage = std::make_unique<RememberStage>();
    m_verifier = std::make_shared<ScriptedVerifier>(m_stage->clock);
    m_stage->startWith([&](LoginSetup &setup) { setup.use(m_verifier).use(m_prompt); });
    QVERIFY(m_stage->remember());
}

void tst_DevicesDialog::cleanup()
{
    m_dialog.reset();
    m_stage.reset();
    m_prompt.reset();
    m_window.reset();
}

void tst_DevicesDialog::open()
{
    m_dialog = std::make_unique<DevicesDialog>(&m_stage->login());
    m_robot = std::make_unique<DialogRobot>(m_dialog.get());
    m_dialog->open();
    QTRY_VERIFY(!m_dialog->isBusy());
}

QStringList tst_DevicesDialog::texts(const char *label) const
{
    QStringList texts;
    const auto all = m_dialog->findChildren<QLabel *>(QLatin1String(label));
    for (const QLabel *each : all) {
        if (each->isVisible())
            texts << each->text();
    }
    return texts;
}

QList<QPushButton *> tst_DevicesDialog::buttons() const
{
    QList<QPushButton *> buttons = m_dialog->findChildren<QPushButton *>(QStringLiteral("forget"));
    buttons.removeIf([](const QPushButton *button) { return !button->isVisible(); });
    return buttons;
}

void tst_DevicesDialog::prove()
{
    QTRY_VERIFY(question());
    const DialogRobot robot(question());
    robot.type("password", QStringLiteral("lovelace"));
    robot.press(Qt::Key_Enter);
    QTRY_VERIFY(!question());
    QTRY_VERIFY(!m_dialog->isBusy());
}

void tst_DevicesDialog::itListsTheUsersComputersThisOneFirst()
{
    add("phone", phone);
    add("laptop", laptop);
    m_verifier->addDevice("bobs", QStringLiteral("bob"), QStringLiteral("bobs-computer"));
    open();
    QCOMPARE(names().size(), 3);
    QCOMPARE(names().mid(1), QStringList({laptop, phone}));
    const QStringList marks = texts("own") + names().filter(QStringLiteral("This computer")); // which may have no name
    QCOMPARE(marks, QStringList(QStringLiteral("This computer")));
    QCOMPARE(m_dialog->windowTitle(), QStringLiteral("Where you stay signed in"));
}

void tst_DevicesDialog::itSaysWhenTheyWereUsedInTheReadersWay()
{
    add("phone", phone);
    open();
    const auto &facts = std::as_const(m_verifier->series)["phone"].facts;
    const auto date = [](const QLocale &locale, Clock::Wall time) {
        return locale.toString(QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).date(), QLocale::ShortFormat);
    };
    for (const QLocale &locale : {QLocale(QLocale::German), QLocale(QLocale::Japanese), QLocale(QLocale::English)}) {
        m_dialog->setLocale(locale);
        const QString said = texts("details").last();
        QVERIFY2(said.contains(date(locale, facts.lastUsedAt)), qUtf8Printable(said));
        QVERIFY2(said.contains(date(locale, facts.endsAt())), qUtf8Printable(said));
    }
}

void tst_DevicesDialog::aComputerWithoutANameHasWords()
{
    add("nameless", {});
    open();
    QCOMPARE(names().last(), QStringLiteral("Unnamed computer"));
}

void tst_DevicesDialog::withoutAnyItSaysSo()
{
    QVERIFY(Stage::resultOf(m_stage->login().rememberedLogin()->forget()));
    open();
    QVERIFY(names().isEmpty() && m_robot->find("nothing")->isVisible());
    QVERIFY(!m_robot->find("message")->isVisible()); // which speaks of those below it
    QVERIFY(!m_robot->find("forgetOthers")->isVisible());
    add("phone", phone);
    open();
    QCOMPARE(names(), QStringList(phone));
    QVERIFY(!m_robot->find("nothing")->isVisible() && m_robot->find("message")->isVisible());
}

void tst_DevicesDialog::oneIsForgottenAndTheOthersStay()
{
    add("phone", phone);
    add("laptop", laptop);
    open();
    forget(1);
    QTRY_COMPARE(names().size(), 2);
    QCOMPARE(names().last(), phone);
    QVERIFY(!m_verifier->series.contains("laptop") && m_verifier->series.contains("phone"));
    QVERIFY(m_stage->login().isRemembered());
    forget(1); // and the list works on
    QTRY_COMPARE(names().size(), 1);
    QCOMPARE(error(), QString());
}

void tst_DevicesDialog::thisOneIsForgottenWithoutAQuestion()
{
    add("phone", phone);
    makeStale();
    open();
    forget(0);
    QTRY_COMPARE(names(), QStringList(phone));
    QVERIFY(!question());
    QVERIFY(!m_stage->login().isRemembered() && m_stage->login().isAuthenticated());
    QVERIFY(m_dialog->isVisible());
}

void tst_DevicesDialog::allOthersAreForgottenAtOnce()
{
    add("phone", phone);
    add("laptop", laptop);
    open();
    m_robot->click("forgetOthers");
    QTRY_COMPARE(names().size(), 1);
    QCOMPARE(m_verifier->series.size(), 1);
    QVERIFY(m_stage->login().isRemembered());
    QVERIFY(!m_robot->find("forgetOthers")->isVisible());
}

void tst_DevicesDialog::whereThereAreNoOthersThatIsNotOffered()
{
    open();
    QCOMPARE(names().size(), 1);
    QVERIFY(!m_robot->find("forgetOthers")->isVisible());
    add("phone", phone);
    open();
    QVERIFY(m_robot->find("forgetOthers")->isVisible());
}

void tst_DevicesDialog::whoIsNotFreshIsAskedFirst_data()
{
    QTest::addColumn<bool>("all");
    QTest::newRow("one") << false;
    QTest::newRow("all others") << true;
}

void tst_DevicesDialog::whoIsNotFreshIsAskedFirst()
{
    QFETCH(const bool, all);
    add("phone", phone);
    makeStale();
    QVERIFY(!m_stage->login().isFresh());
    open(); // looking needs no password
    QVERIFY(!question());
    if (all)
        m_robot->click("forgetOthers");
    else
        forget(1);
    QTRY_VERIFY(question());
    QVERIFY(DialogRobot(question()).find<QLabel>("message")->text().contains(QStringLiteral("forget")));
    QVERIFY(m_verifier->series.contains("phone") && m_dialog->isBusy());
    prove();
    QTRY_COMPARE(names().size(), 1);
    QVERIFY(!m_verifier->series.contains("phone"));
    add("laptop", laptop);
    open();
    forget(1); // and is not asked twice
    QTRY_COMPARE(names().size(), 1);
    QVERIFY(!question());
}

void tst_DevicesDialog::whoTurnsThatAwayHasForgottenNothing()
{
    add("phone", phone);
    makeStale();
    open();
    forget(1);
    QTRY_VERIFY(question());
    question()->reject();
    QTRY_VERIFY(!m_dialog->isBusy());
    QCOMPARE(error(), QString());
    QCOMPARE(names().size(), 2);
    QTRY_VERIFY(!question());
    forget(1); // and is asked anew
    prove();
    QTRY_COMPARE(names().size(), 1);
}

void tst_DevicesDialog::aFailureIsOneSentenceAndCanBeTriedAgain_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("unavailable") << Error::Kind::Unavailable;
    QTest::newRow("timed out") << Error::Kind::TimedOut;
    QTest::newRow("internal") << Error::Kind::Internal;
}

void tst_DevicesDialog::aFailureIsOneSentenceAndCanBeTriedAgain()
{
    QFETCH(const Error::Kind, kind);
    add("phone", phone);
    open();
    m_verifier->faults.insert(Verified::Revoke, kind);
    forget(1);
    QTRY_COMPARE(error(), QStringLiteral("This cannot be changed now. Try again later."));
    QCOMPARE(names().size(), 2);
    QVERIFY(!m_dialog->isBusy());
    m_verifier->faults.clear();
    forget(1);
    QTRY_COMPARE(names().size(), 1);
    QCOMPARE(error(), QString());
}

void tst_DevicesDialog::aSentenceOfTheVerifierIsSaid()
{
    const auto sleeping = std::make_shared<SleepingVerifier>(m_verifier);
    m_stage->startWith([&](LoginSetup &setup) { setup.use(sleeping); });
    QVERIFY(m_stage->remember());
    add("phone", phone);
    open();
    forget(buttons().size() - 1);
    QTRY_COMPARE(error(), QStringLiteral("The server sleeps."));
}

void tst_DevicesDialog::oneThatWasForgottenElsewhereIsGone()
{
    add("phone", phone);
    open();
    m_verifier->series.remove("phone");
    forget(1);
    QTRY_COMPARE(names().size(), 1);
    QCOMPARE(error(), QString());
}

void tst_DevicesDialog::aListThatCannotBeReadSaysSoAndComesLater()
{
    m_verifier->faults.insert(Verified::Devices, Error::Kind::Unavailable);
    open();
    QCOMPARE(error(), QStringLiteral("The list cannot be read now. Try again later."));
    QVERIFY(names().isEmpty() && !m_robot->find("nothing")->isVisible()); // which nobody knows
    m_verifier->faults.clear();
    m_dialog->reject();
    m_dialog->open();
    QTRY_COMPARE(names().size(), 1);
    QCOMPARE(error(), QString());
}

void tst_DevicesDialog::withoutAPromptNobodyIsAskedAndItSaysSo()
{
    m_stage->login().setLoginPrompt(nullptr);
    add("phone", phone);
    makeStale();
    open();
    forget(1);
    QTRY_COMPARE(error(), Error(Error::Kind::NotConfigured).message());
    QCOMPARE(names().size(), 2);
}

void tst_DevicesDialog::whileBusyOnlyCloseWorks()
{
    add("phone", phone);
    open();
    m_verifier->held = {Verified::Revoke};
    forget(1);
    QTRY_VERIFY(m_dialog->isBusy());
    QVERIFY(m_robot->find("busy")->isVisible());
    for (const QPushButton *button : buttons())
        QVERIFY(!button->isEnabled());
    QVERIFY(m_robot->find("cancel")->isEnabled() && !m_robot->hasFocus("cancel"));
    m_verifier->release();
    QTRY_COMPARE(names().size(), 1);
    QVERIFY(!m_dialog->isBusy());
    QVERIFY(buttons().constFirst()->isEnabled());
}

void tst_DevicesDialog::itFollowsTheRememberedLogin()
{
    add("phone", phone);
    open();
    QCOMPARE(names().size(), 2);
    QVERIFY(Stage::resultOf(m_stage->login().rememberedLogin()->forget()));
    QTRY_COMPARE(names(), QStringList(phone));
    QVERIFY(m_stage->remember());
    QTRY_COMPARE(names().size(), 2);
    QCOMPARE(names().last(), phone);
}

void tst_DevicesDialog::itGoesWithTheUser_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("logged out") << 0;
    QTest::newRow("locked") << 1;
    QTest::newRow("another user") << 2;
    QTest::newRow("the manager has gone") << 3;
    QTest::newRow("logged out while it asks") << 4;
}

void tst_DevicesDialog::itGoesWithTheUser()
{
    QFETCH(const int, what);
    add("phone", phone);
    open();
    if (what == 4) {
        makeStale();
        forget(1);
        QTRY_VERIFY(question());
    }
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    if (what == 0 || what == 4)
        m_stage->login().logOut();
    else if (what == 1)
        m_stage->login().lock();
    else if (what == 2)
        QVERIFY(m_stage->logInVerified(Stage::bob()));
    else
        m_stage->deleteManager();
    QCOMPARE(rejected.size(), 1);
    QVERIFY(!m_dialog->isVisible());
    QTRY_VERIFY(!question());
    QVERIFY(m_verifier->series.contains("phone"));
    if (!m_stage->isRunning())
        return;
    QVERIFY(m_stage->logInVerified(Stage::ada())); // and the next one can be opened
    open();
    QCOMPARE(names().last(), phone);
}

void tst_DevicesDialog::itIsUpToDateWhenItIsOpenedAgain()
{
    open();
    QCOMPARE(names().size(), 1);
    m_robot->click("cancel");
    QVERIFY(!m_dialog->isVisible());
    add("phone", phone);
    m_dialog->open();
    QTRY_COMPARE(names().size(), 2);
}

void tst_DevicesDialog::theKeyboardGoesThroughTheListAndStaysThere()
{
    add("phone", phone);
    add("laptop", laptop);
    open();
    QVERIFY(m_robot->hasFocus("cancel")); // where no key forgets anything
    const auto focused = [this](qsizetype row) { return m_dialog->focusWidget() == buttons().value(row); };
    for (qsizetype row = 0; row < 3; ++row) {
        m_robot->press(Qt::Key_Tab);
        QVERIFY(focused(row));
    }
    m_robot->press(Qt::Key_Tab);
    QVERIFY(m_robot->hasFocus("forgetOthers"));
    m_robot->press(Qt::Key_Tab);
    QVERIFY(m_robot->hasFocus("cancel"));

    buttons().at(1)->setFocus();
    m_robot->press(Qt::Key_Space);
    QTRY_COMPARE(names().size(), 2);
    QTRY_VERIFY(focused(1)); // the one that has come up
    m_robot->press(Qt::Key_Enter);
    QTRY_COMPARE(names().size(), 1);
    QTRY_VERIFY(focused(0));
    m_robot->press(Qt::Key_Space);
    QTRY_VERIFY(names().isEmpty());
    QTRY_VERIFY(m_robot->hasFocus("cancel"));
}

void tst_DevicesDialog::enterClosesItAndForgetsNothing()
{
    add("phone", phone);
    open();
    QVERIFY(!m_dialog->findChild<QWidget *>(QStringLiteral("submit")));
    m_robot->press(Qt::Key_Enter);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_verifier->series.size(), 2);
}

void tst_DevicesDialog::screenReadersHearWhichOneIsForgotten()
{
    add("phone", phone);
    open();
    QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(buttons().last());
    QCOMPARE(heard->text(QAccessible::Name), QStringLiteral("Forget Ada's telephone"));
    QCOMPARE(heard->text(QAccessible::Description), texts("details").last());
}

void tst_DevicesDialog::aLongNameIsElided_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const int percent : {100, 200}) {
        QTest::addRow("%d %%, left to right", percent) << percent << Qt::LeftToRight;
        QTest::addRow("%d %%, right to left", percent) << percent << Qt::RightToLeft;
    }
}

void tst_DevicesDialog::aLongNameIsElided()
{
    QFETCH(const int, percent);
    QFETCH(const Qt::LayoutDirection, direction);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    QApplication::setFont(font);
    add("phone", phone);
    open();
    const int width = m_dialog->width();
    add("long", QStringLiteral("workstation").repeated(20));
    open();
    m_dialog->setLayoutDirection(direction);
    QCoreApplication::processEvents();
    QCOMPARE(m_dialog->width(), width);
    const auto placeOf = [this](const QWidget *button) { return QRect(button->mapTo(m_dialog.get(), QPoint()), button->size()); };
    for (const QPushButton *button : buttons()) {
        QTRY_VERIFY(m_dialog->rect().contains(placeOf(button)));
        QVERIFY(button->width() >= button->sizeHint().width());
        QCOMPARE(placeOf(button).center().x() > m_dialog->rect().center().x(), direction == Qt::LeftToRight);
    }
    QApplication::setFont(before);
}

void tst_DevicesDialog::itSpeaksTheLanguageThatComes()
{
    add("phone", phone);
    open();
    const auto said = [this] {
        return QStringList {m_dialog->windowTitle(), buttons().last()->text(), buttons().last()->accessibleName(),
                            texts("details").last(), m_robot->find<QPushButton>("forgetOthers")->text(),
                            m_robot->find<QLabel>("nothing")->text(), m_robot->find<QPushButton>("cancel")->text()};
    };
    const QStringList english = said();
    QVERIFY(installTranslations(qApp, QLocale(QLocale::German)));
    QTRY_VERIFY(m_dialog->windowTitle() != english.first());
    const QStringList german = said();
    for (qsizetype i = 0; i < english.size(); ++i)
        QVERIFY2(german[i] != english[i], qUtf8Printable(english[i]));
    QVERIFY(!installTranslations(qApp, QLocale::c()));
    QTRY_COMPARE(said(), english);
}

void tst_DevicesDialog::manyComputersScrollToTheFocus()
{
    for (int i = 0; i < 40; ++i)
        add(QByteArray::number(i).constData(), QStringLiteral("computer %1").arg(i));
    open();
    QTRY_VERIFY(m_dialog->height() > 400); // most of the screen, and not all of it
    QVERIFY(m_dialog->height() <= m_dialog->screen()->availableGeometry().height() * 3 / 4);
    QTRY_VERIFY(!isSeen(buttons().last()));
    buttons().last()->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(isSeen(buttons().last()));
    buttons().first()->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(isSeen(buttons().first()));
    QVERIFY(m_robot->find("cancel")->isVisible());
}

void tst_DevicesDialog::aFailureIsSeenInALongList_data()
{
    QTest::addColumn<int>("row"); // -1: all others
    QTest::newRow("at the beginning") << 1;
    QTest::newRow("in the middle") << 20;
    QTest::newRow("at the end") << 40;
    QTest::newRow("of all others") << -1;
}

void tst_DevicesDialog::aFailureIsSeenInALongList()
{
    QFETCH(const int, row);
    for (int i = 0; i < 40; ++i)
        add(QByteArray::number(i).constData(), QStringLiteral("computer %1").arg(i));
    QVERIFY(m_stage->login().confirmLogin());
    open();
    m_verifier->faults.insert(Verified::Revoke, Error::Kind::Unavailable);
    auto *button = row < 0 ? m_robot->find<QPushButton>("forgetOthers") : buttons().at(row);
    button->setFocus(Qt::TabFocusReason);
    m_robot->press(Qt::Key_Space);
    QTRY_VERIFY(!error().isEmpty());
    QTRY_VERIFY(isSeen(m_robot->find("error")) && isSeen(m_dialog->focusWidget()));
    QCOMPARE(m_dialog->focusWidget(), row < 0 ? m_robot->find<QWidget>("forgetOthers") : buttons().at(row));
}

void tst_DevicesDialog::whoeverHearsThatItClosesMayDeleteIt()
{
    add("phone", phone);
    open();
    QObject::connect(m_dialog.get(), &QDialog::finished, this, [this] { m_dialog.reset(); });
    forget(0);
    m_stage->login().logOut();
    QVERIFY(!m_dialog);
    QCoreApplication::processEvents();
}

QTEST_MAIN(tst_DevicesDialog)
#include "tst_devicesdialog.moc"
