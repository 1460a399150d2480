// SPDX-License-Identifier: MIT
// A person at the program of the README, which is built as it stands there: this library is loaded beside it. The person
// logs in, looks at the page, deletes all notes, logs out, and leaves. The program ends with 0 if all of it was there.
#include <QtCore/qcoreapplication.h>
#include <QtCore/qtimer.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qstatusbar.h>
#include <QtWidgets/qtextedit.h>
#include <QtWidgets/qtoolbar.h>

#include <functional>
#include <memory>
#include <vector>

namespace {

QMainWindow *window()
{
    const auto all = QApplication::topLevelWidgets();
    for (QWidget *each : all) {
        if (auto *window = qobject_cast<QMainWindow *>(each); window && window->isVisible())
            return window;
    }
    return nullptr;
}

template<typename Widget>
Widget *visible(const char *name = "")
{
    if (!window())
        return nullptr;
    const auto all = window()->findChildren<Widget *>(QLatin1String(name));
    for (Widget *each : all) {
        if (each->isVisible())
            return each;
    }
    return nullptr;
}

QAction *actionNamed(const QString &text)
{
    const auto all = window()->findChildren<QAction *>();
    for (QAction *each : all) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

// One step of the visit: looks, acts, and says whether it could. It is tried again until it can.
using Step = std::function<bool()>;

std::vector<Step> visit()
{
    return {
        [] { return window() && !visible<QTextEdit>() && visible<QPushButton>("action"); }, // the page is closed
        [] {
            visible<QPushButton>("action")->click();
            return true;
        },
        [] {
            QWidget *name = visible<QWidget>("userName"), *password = visible<QWidget>("password");
            if (!name || !password)
                return false;
            QTest::keyClicks(name, QStringLiteral("ada"));
            QTest::keyClicks(password, QStringLiteral("engine"));
            QTest::keyClick(password, Qt::Key_Enter);
            return true;
        },
        [] { return visible<QTextEdit>() && visible<QTextEdit>()->toPlainText() == u"Dear diary,"; },
        [] {
            actionNamed(QStringLiteral("Delete all notes"))->trigger(); // at once: the login is fresh
            return window()->statusBar()->currentMessage() == u"All notes are deleted.";
        },
        [] {
            auto *logOut = window()->findChild<QAction *>(QStringLiteral("logOut"));
            return logOut && (logOut->trigger(), true);
        },
        [] { return !visible<QTextEdit>() && visible<QPushButton>("action"); }, // closed again
    };
}

void begin()
{
    const auto left = std::make_shared<std::vector<Step>>(visit());
    auto *heart = new QTimer(QCoreApplication::instance());
    QObject::connect(heart, &QTimer::timeout, heart, [left, heart] {
        while (!left->empty() && left->front()())
            left->erase(left->begin());
        qInfo("%zu steps are left.", left->size());
        if (!left->empty())
            return;
        heart->stop();
        QCoreApplication::exit(0);
    });
    heart->start(100);
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(begin)
