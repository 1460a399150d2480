// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/stage.h"
#include "support/windowtest.h"

#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// A field that closes loses the keyboard and emits signals, which no user has caused: they ask for no login.
class tst_QuietClosing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void aClosingFieldAsksNobody_data();
    void aClosingFieldAsksNobody();
};

void tst_QuietClosing::aClosingFieldAsksNobody_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<bool>("isProtected");
    for (const char *end : {"log out", "lock", "grow stale"}) {
        QTest::addRow("%s, in a view", end) << QString::fromLatin1(end) << false;
        QTest::addRow("%s, protected", end) << QString::fromLatin1(end) << true;
    }
}

void tst_QuietClosing::aClosingFieldAsksNobody()
{
    QFETCH(QString, end);
    QFETCH(bool, isProtected);
    Stage stage;
    ViewGuard guard(&stage.login());
    QMainWindow window;
    QPointer<QLineEdit> edit;
    int saved = 0;
    const Requirement requirement = end == QLatin1String("grow stale") ? Requirement::freshLogin() : Requirement::login();
    const auto make = [&] {
        edit = new QLineEdit;
        guard.connect(edit.data(), &QLineEdit::editingFinished, requirement, edit.data(), [&] { ++saved; });
        return edit.data();
    };
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    auto *other = new QLineEdit;
    column->addWidget(other);
    if (isProtected) {
        column->addWidget(make());
        guard.protect(edit, requirement);
    } else {
        column->addWidget(guard.view(requirement, make));
    }
    window.setCentralWidget(page);
    window.show();
    QApplication::setActiveWindow(&window);
    QVERIFY(stage.logInVerified(Stage::ada()));
    QVERIFY(edit);
    edit->setFocus();
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("half"));
    if (end == QLatin1String("log out"))
        stage.login().logOut();
    else if (end == QLatin1String("lock"))
        stage.login().lock();
    else
        stage.clock->advance(6min);
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    QVERIFY(!stage.prompt->isAsking());
    saved = 0;
    if (end == QLatin1String("log out"))
        QVERIFY(stage.logInVerified(Stage::ada()));
    else if (end == QLatin1String("lock"))
        QVERIFY(Stage::resultOf(stage.login().unlock(Stage::adasPassword())));
    else
        QVERIFY(stage.login().confirmLogin());
    QCoreApplication::processEvents();
    QApplication::setActiveWindow(&window); // as the desktop does, which is none here
    edit->setFocus();
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("whole"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(saved, 1);
}

QTEST_MAIN(tst_QuietClosing)

#include "tst_quietclosing.moc"
