// SPDX-License-Identifier: MIT
#include "dialogs/dialogrobot.h"
#include "dialogs/logindialog.h"
#include "dialogs/scriptededitor.h"
#include "dialogs/scriptedrequest.h"
#include "forms/translations.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qdesktopservices.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qscrollarea.h>
#include <QtWidgets/qscrollbar.h>

using namespace QtLogin;
using enum LoginWay;
using Ways = QList<LoginWay>;

// The ways that a login dialog shows, and its waiting page: what is where, in which order, and in which language.
class tst_WaysToLogIn : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void openInBrowser(const QUrl &) { }

private Q_SLOTS:
    void initTestCase() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "openInBrowser"); }
    void init() { failOnWarnings(); }
    void cleanup();
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }

    void theBrowserAloneIsOneButton();
    void theFirstWayIsTheDefaultButton_data();
    void theFirstWayIsTheDefaultButton();
    void linksAreThereWhereTheyApply();
    void keysReachEverythingWhileItWaits();
    void theNewPageIsReadAloud();
    void itFollowsTheLanguageWhileItWaits();
    void nothingScrollsWhereThereIsRoom();

private:
    void ask(const Ways &ways);
    bool isVisible(const char *name) const { return robot().find(name)->isVisible(); }
    QString text(const char *name) const { return robot().find<QPushButton>(name)->text(); }
    DialogRobot robot() const { return DialogRobot(m_dialog.get()); }
    bool waits() const { return isVisible("back"); }
    void finish(const Result<void> &result) { m_script->operator->()->waiting.takeLast().finish(result); }
    void settle();

    std::unique_ptr<ScriptedRequest> m_script;
    std::unique_ptr<ProofDialog> m_dialog;
};

void tst_WaysToLogIn::cleanup()
{
    m_dialog.reset();
    installTranslations(qApp, QLocale::c());
}

void tst_WaysToLogIn::settle()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

void tst_WaysToLogIn::ask(const Ways &ways)
{
    m_script = std::make_unique<ScriptedRequest>();
    m_script->offer(ways);
    m_dialog = std::make_unique<LoginDialog>(m_script->request());
    m_dialog->open();
    settle();
}

void tst_WaysToLogIn::theBrowserAloneIsOneButton()
{
    ask({Browser});
    QCOMPARE(text("submit"), QStringLiteral("Continue in your &browser"));
    QVERIFY(robot().hasFocus("submit"));
    QVERIFY(isVisible("keepSignedIn") && isVisible("cancel"));
    for (const char *part : {"userName", "userNameLabel", "password", "passwordLabel", "code", "browserWay", "deviceWay",
                             "passwordWay", "back"})
        QVERIFY2(!isVisible(part), part);
}

void tst_WaysToLogIn::theFirstWayIsTheDefaultButton_data()
{
    QTest::addColumn<Ways>("ways");
    QTest::addColumn<QString>("submit");
    QTest::addColumn<QStringList>("others");
    const auto [p, b, d] = std::tuple(QStringLiteral("passwordWay"), QStringLiteral("browserWay"), QStringLiteral("deviceWay"));
    const QString browser = QStringLiteral("Continue in your &browser");
    const QString device = QStringLiteral("Use a code on another &device");
    QTest::newRow("password") << Ways {Password} << QStringLiteral("Log in") << QStringList {};
    QTest::newRow("password, browser") << Ways {Password, Browser} << QStringLiteral("Log in") << QStringList {b};
    QTest::newRow("password, browser, device") << Ways {Password, Browser, Device} << QStringLiteral("Log in") << QStringList {b, d};
    QTest::newRow("browser, password") << Ways {Browser, Password} << browser << QStringList {p};
    QTest::newRow("browser, device") << Ways {Browser, Device} << browser << QStringList {d};
    QTest::newRow("device, browser") << Ways {Device, Browser} << device << QStringList {b};
    QTest::newRow("device, password, browser") << Ways {Device, Password, Browser} << device << QStringList {p, b};
}

void tst_WaysToLogIn::theFirstWayIsTheDefaultButton()
{
    QFETCH(const Ways, ways);
    QFETCH(const QString, submit);
    QFETCH(const QStringList, others);
    ask(ways);
    QCOMPARE(text("submit"), submit);
    QVERIFY(robot().find<QPushButton>("submit")->isDefault());
    QStringList shown;
    for (const char *name : {"passwordWay", "browserWay", "deviceWay"}) {
        if (isVisible(name))
            shown << QLatin1String(name);
    }
    std::sort(shown.begin(), shown.end(), [&](const QString &a, const QString &b) {
        return robot().find(qPrintable(a))->y() < robot().find(qPrintable(b))->y();
    });
    QCOMPARE(shown, others);
    QCOMPARE(isVisible("password"), ways.first() == Password);
}

void tst_WaysToLogIn::linksAreThereWhereTheyApply()
{
    const auto withLinks = [this](const Ways &ways) {
        ask(ways);
        auto *dialog = static_cast<LoginDialog *>(m_dialog.get());
        dialog->setForgotPasswordLink({dialog, [] {}});
        dialog->setAccountEditor(std::make_shared<ScriptedEditor>());
        return dialog;
    };
    LoginDialog *dialog = withLinks({Browser});
    QVERIFY(!isVisible("forgotPassword") && !isVisible("createAccount")); // there are no passwords
    dialog->setCreateAccountLink({dialog, [] {}}); // whatever the application does
    QVERIFY(isVisible("createAccount"));
    withLinks({Browser, Password});
    QVERIFY(!isVisible("forgotPassword") && isVisible("createAccount"));
    robot().click("passwordWay");
    QTRY_VERIFY(isVisible("forgotPassword") && isVisible("createAccount"));
}

void tst_WaysToLogIn::keysReachEverythingWhileItWaits()
{
    ask({Browser});
    m_dialog->activateWindow();
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    QStringList reached;
    for (int i = 0; i < 5; ++i) {
        reached << m_dialog->focusWidget()->objectName();
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    }
    const QStringList expected {QStringLiteral("openAgain"), QStringLiteral("copyCode"), QStringLiteral("copyLink"),
                                QStringLiteral("back"), QStringLiteral("cancel")};
    QCOMPARE(reached, expected);
    robot().find("back")->setFocus();
    robot().press(Qt::Key_Space);
    QTRY_VERIFY(!waits());
}

static QStringList heard;

static void listen(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Alert)
        heard << QAccessible::queryAccessibleInterface(event->object())->text(QAccessible::Name);
}

void tst_WaysToLogIn::theNewPageIsReadAloud()
{
    const auto before = QAccessible::installUpdateHandler(listen);
    ask({Browser});
    heard.clear();
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    const auto sentence = QStringLiteral("Continue in your browser. This window waits for you.");
    QCOMPARE(heard, QAccessible::isActive() ? QStringList(sentence) : QStringList());
    QCOMPARE(robot().find("openAgain")->accessibleDescription(), QStringLiteral("Page: id.example.org"));
    heard.clear();
    finish(Error::Kind::Cancelled);
    const auto cancelled = QStringLiteral("The login in the browser was cancelled.");
    QTRY_COMPARE(robot().note("elsewhereNote"), cancelled);
    QCOMPARE(heard, QAccessible::isActive() ? QStringList(cancelled) : QStringList());
    QAccessible::installUpdateHandler(before);
}

void tst_WaysToLogIn::itFollowsTheLanguageWhileItWaits()
{
    ask({Browser});
    robot().press(Qt::Key_Enter);
    QTRY_VERIFY(waits());
    installTranslations(qApp, QLocale(QLocale::German));
    QTRY_COMPARE(text("back"), QStringLiteral("&Zurück"));
    QCOMPARE(robot().note("sentence"), QStringLiteral("Machen Sie in Ihrem Browser weiter. Dieses Fenster wartet auf Sie."));
    QCOMPARE(robot().find<QLabel>("page")->text(), QStringLiteral("id.example.org"));
    QVERIFY(waits() && m_dialog->isBusy());
    finish(Error::Kind::Cancelled);
    QTRY_COMPARE(robot().note("elsewhereNote"), QStringLiteral("Die Anmeldung im Browser wurde abgebrochen."));
    QCOMPARE(text("submit"), QStringLiteral("Im Br&owser fortfahren"));
    installTranslations(qApp, QLocale::c());
    QTRY_COMPARE(robot().note("elsewhereNote"), QStringLiteral("The login in the browser was cancelled."));
}

void tst_WaysToLogIn::nothingScrollsWhereThereIsRoom()
{
    for (const LoginWay way : {Device, Browser}) {
        ask({way, Password});
        robot().press(Qt::Key_Enter);
        QTRY_VERIFY(waits());
        settle();
        const auto areas = m_dialog->findChildren<QScrollArea *>();
        for (const QScrollArea *area : areas) {
            if (area->isVisible())
                QCOMPARE(area->verticalScrollBar()->maximum(), 0);
        }
    }
}

QTEST_MAIN(tst_WaysToLogIn)
#include "tst_waystologin.moc"
