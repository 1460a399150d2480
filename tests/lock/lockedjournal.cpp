// SPDX-License-Identifier: MIT
#include "lock/lockedjournal.h"

namespace QtLogin::LockedJournal {

Journal::Journal()
{
    setWindowTitle(QStringLiteral("Diary of Ada"));
    resize(640, 480);
    text = new QTextEdit(secretText, this);
    setCentralWidget(text);
    for (auto *dock : {&left, &right, &tabbed, &floating}) {
        *dock = new QDockWidget(this);
        (*dock)->setWindowTitle(QStringLiteral("Dock %1 of Ada").arg(docks.size()));
        (*dock)->setObjectName(QStringLiteral("dock%1").arg(docks.size()));
        (*dock)->setWidget(new QLineEdit(secretText, *dock));
        docks += *dock;
    }
    addDockWidget(Qt::LeftDockWidgetArea, left);
    addDockWidget(Qt::RightDockWidgetArea, right);
    tabifyDockWidget(right, tabbed);
    addDockWidget(Qt::BottomDockWidgetArea, floating);
    floating->setFloating(true);
    resizeDocks({left, right}, {150, 120}, Qt::Horizontal);
    tools = addToolBar(QStringLiteral("Tools"));
    tools->setObjectName(QStringLiteral("tools"));
    print = menuBar()->addMenu(QStringLiteral("&File"))->addAction(QStringLiteral("Print"));
    print->setShortcut(QKeySequence(QStringLiteral("Ctrl+P")));
    tools->addAction(print);
    shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+J")), this);
    statusBar()->showMessage(secretText);
    connect(print, &QAction::triggered, this, [this] { ++effects; });
    connect(shortcut, &QShortcut::activated, this, [this] { ++effects; });
}

void Journal::keyPressEvent(QKeyEvent *)
{
    ++effects;
}

void Journal::closeEvent(QCloseEvent *event)
{
    ++closes;
    event->setAccepted(mayClose);
}

QWidgetList lockScreens()
{
    QWidgetList found;
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->objectName() == u"lockScreen" && window->isVisible())
            found += window;
    }
    return found;
}

QWidget *lockScreen()
{
    const auto found = lockScreens();
    return found.size() == 1 ? found.first() : nullptr;
}

QString words()
{
    QStringList words;
    const auto labels = lockScreen()->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            words += label->text();
    }
    return words.join(u'|');
}

void unlockWith(const QString &password)
{
    auto *field = part<QLineEdit>("password");
    QTest::keyClicks(field, password);
    QTest::keyClick(field, Qt::Key_Return);
}

QStringList readAloud(QAccessibleInterface *interface)
{
    QStringList texts = {interface->text(QAccessible::Name), interface->text(QAccessible::Value)};
    if (interface->textInterface())
        texts += interface->textInterface()->text(0, interface->textInterface()->characterCount());
    for (int i = 0; i < interface->childCount(); ++i)
        texts += readAloud(interface->child(i));
    return texts;
}

QString allThatCanBeReadAloud()
{
    return readAloud(QAccessible::queryAccessibleInterface(qApp)).join(u'\n');
}

Fixture::Fixture() = default;
Fixture::~Fixture() = default;

void Fixture::setUp()
{
    failOnWarnings();
    stage = std::make_unique<Stage>();
    window = std::make_unique<Journal>();
    lock = new WindowLock(&login(), window.get());
    QVERIFY(stage->logInVerified(Stage::ada()));
    show();
}

void Fixture::tearDown()
{
    window.reset();
    stage.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void Fixture::show()
{
    window->show();
    QApplication::setActiveWindow(window.get());
    QCoreApplication::processEvents();
    window->text->setFocus();
}

} // namespace QtLogin::LockedJournal
