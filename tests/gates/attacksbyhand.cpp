// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtGui/qevent.h>
#include <QtGui/qpointingdevice.h>
#include <QtWidgets/qcalendarwidget.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qcommandlinkbutton.h>
#include <QtWidgets/qdialogbuttonbox.h>
#include <QtWidgets/qgroupbox.h>
#include <QtWidgets/qheaderview.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlistwidget.h>
#include <QtWidgets/qradiobutton.h>
#include <QtWidgets/qtablewidget.h>
#include <QtWidgets/qtoolbutton.h>

// What a person does with keyboard and mouse, and what pretends to be one.
namespace QtLogin::Attacks {

static void sendMouse(QWidget *widget)
{
    const QPointF place(widget->rect().center());
    const QPointF global = widget->mapToGlobal(place);
    QMouseEvent press(QEvent::MouseButtonPress, place, global, Qt::LeftButton, Qt::LeftButton, {});
    QMouseEvent release(QEvent::MouseButtonRelease, place, global, Qt::LeftButton, {}, {});
    QCoreApplication::sendEvent(widget, &press);
    QCoreApplication::sendEvent(widget, &release);
}

static void sendKey(QWidget *widget, int key)
{
    QKeyEvent press(QEvent::KeyPress, key, {});
    QKeyEvent release(QEvent::KeyRelease, key, {});
    QCoreApplication::sendEvent(widget, &press);
    QCoreApplication::sendEvent(widget, &release);
}

static void touch(const Scene &scene)
{
    static QPointingDevice *const screen = QTest::createTouchDevice();
    QTest::touchEvent(scene.whereItWas(), screen).press(0, scene.spot());
    QTest::touchEvent(scene.whereItWas(), screen).release(0, scene.spot());
}

static void pen(Scene &scene)
{
    static const QPointingDevice device(QStringLiteral("pen"), 7, QInputDevice::DeviceType::Stylus,
                                        QPointingDevice::PointerType::Pen, QInputDevice::Capability::Position, 1, 1);
    QTabletEvent event(QEvent::TabletPress, &device, {5, 5}, {5, 5}, 1, 0, 0, 0, 0, 0, {}, Qt::LeftButton,
                       Qt::LeftButton);
    QCoreApplication::sendEvent(scene.the<QWidget>(), &event);
}

// To whom a window system's wish for a context menu goes.
static void askForMenu(Scene &scene, QContextMenuEvent::Reason reason)
{
    QWidget *window = scene.page()->isVisible() ? scene.page()->window() : scene.window();
    const QPoint place = window->mapFromGlobal(scene.place());
    QWidget *under = reason == QContextMenuEvent::Mouse ? window->childAt(place) : QApplication::focusWidget();
    if (!under)
        return;
    QContextMenuEvent event(reason, under->mapFromGlobal(scene.place()), scene.place());
    QCoreApplication::sendEvent(under, &event);
}

static void tabAround(Scene &scene)
{
    for (int i = 0; i < 50; ++i) {
        scene.press(i % 2 ? Qt::Key_Tab : Qt::Key_Down);
        scene.press(Qt::Key_Space);
    }
}

static void defaultButton(Scene &scene)
{
    pushButton(scene);
    scene.the<QPushButton>()->setAutoDefault(true);
}

static void buttonWithShortcut(Scene &scene)
{
    pushButton(scene);
    scene.the<QPushButton>()->setShortcut(QKeySequence(QStringLiteral("Ctrl+K")));
}

static void checkBox(Scene &scene)
{
    auto *box = scene.add(new QCheckBox(QStringLiteral("&Publish")));
    box->setFocus();
    scene.effect(box, &QCheckBox::toggled);
}

static void radioButtons(Scene &scene)
{
    auto *harmless = new QRadioButton(QStringLiteral("Keep"));
    scene.page()->layout()->addWidget(harmless);
    harmless->setChecked(true);
    harmless->setFocus();
    auto *radio = scene.add(new QRadioButton(QStringLiteral("Publish")));
    scene.effect(radio, &QRadioButton::toggled);
}

static void toolButton(Scene &scene)
{
    scene.effect(scene.add(new QToolButton), &QToolButton::clicked);
}

static void linkButton(Scene &scene)
{
    scene.effect(scene.add(new QCommandLinkButton(QStringLiteral("Delete"))), &QPushButton::clicked);
}

static void buttonBox(Scene &scene)
{
    auto *box = scene.add(new QDialogButtonBox(QDialogButtonBox::Ok));
    box->setCenterButtons(true);
    scene.effect(box, &QDialogButtonBox::accepted);
}

static void checkableGroup(Scene &scene)
{
    auto *group = scene.add(new QGroupBox(QStringLiteral("&Publish")));
    group->setCheckable(true);
    scene.effect(group, &QGroupBox::toggled);
}

template<typename Signal>
static std::function<void(Scene &)> list(Signal signal)
{
    return [signal](Scene &scene) {
        auto *list = scene.add(new QListWidget);
        list->addItems(QStringList(50, QStringLiteral("entry")));
        list->setCurrentRow(0);
        list->setFocus();
        scene.effect(list, signal);
    };
}

static void multipleList(Scene &scene)
{
    list (&QListWidget::itemSelectionChanged)(scene);
    scene.the<QListWidget>()->setSelectionMode(QListWidget::ExtendedSelection);
}

static void header(Scene &scene)
{
    auto *table = new QTableWidget(3, 1);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setSectionsClickable(true);
    scene.add(table);
    scene.effect(table->horizontalHeader(), &QHeaderView::sectionPressed);
}

static void calendar(Scene &scene)
{
    auto *calendar = scene.add(new QCalendarWidget);
    calendar->setFocus();
    scene.effect(calendar, &QCalendarWidget::selectionChanged);
}

static void link(Scene &scene)
{
    auto *label = new QLabel(QStringLiteral("<a href='x:delete'>delete all of my many entries, now</a>"));
    label->setAlignment(Qt::AlignCenter);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    scene.add(label);
    scene.effect(label, &QLabel::linkActivated);
}

static void customMenu(Scene &scene)
{
    auto *widget = scene.add(new QWidget);
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->setFocus();
    widget->setContextMenuPolicy(Qt::CustomContextMenu);
    scene.effect(widget, &QWidget::customContextMenuRequested);
}

QList<Vector> byHand()
{
    const auto doubleClick = [](Scene &s) {
        s.click();
        s.mouse(QTest::MouseDClick);
    };
    return {
        {"a click", "EDHVO", pushButton, [](Scene &s) { s.click(); }},
        {"a touch", "EDHVO", pushButton, touch},
        {"mouse events sent to a button", "EDHVO", pushButton, [](Scene &s) { sendMouse(s.the<QWidget>()); }},
        {"key events sent to a button", "EDHVO", pushButton,
         [](Scene &s) { sendKey(s.the<QWidget>(), Qt::Key_Space); }},
        {"Space", "EDHVO", pushButton, [](Scene &s) { s.press(Qt::Key_Space); }},
        {"Space after the code has set the focus", "EDHVO", pushButton,
         [](Scene &s) {
             s.the<QWidget>()->setFocus();
             s.press(Qt::Key_Space);
         }},
        {"a mnemonic", "EDHVO", pushButton, [](Scene &s) { s.press(Qt::Key_D, Qt::AltModifier); }},
        {"a button's shortcut", "EDHVO", buttonWithShortcut, [](Scene &s) { s.press(Qt::Key_K, Qt::ControlModifier); }},
        {"Tab x 50 and Space", "EDHVO", pushButton, tabAround},
        {"Return in an automatic default button", "EDHVO", defaultButton, [](Scene &s) { s.press(Qt::Key_Return); }},
        {"Space on a check box", "EDHVO", checkBox, [](Scene &s) { s.press(Qt::Key_Space); }},
        {"the mnemonic of a check box", "EDHVO", checkBox, [](Scene &s) { s.press(Qt::Key_P, Qt::AltModifier); }},
        {"an arrow key from radio button to radio button", "EDHVO", radioButtons,
         [](Scene &s) { s.press(Qt::Key_Down); }},
        {"a click on a tool button", "EDHVO", toolButton, [](Scene &s) { s.click(); }},
        {"a click on a command link", "EDHVO", linkButton, [](Scene &s) { s.click(); }},
        {"a click on a dialog's button box", "EDHVO", buttonBox, [](Scene &s) { s.click(); }},
        {"the mnemonic of a group box", "EDHVO", checkableGroup, [](Scene &s) { s.press(Qt::Key_P, Qt::AltModifier); }},
        {"Space on a group box", "EDHVO", checkableGroup,
         [](Scene &s) {
             s.the<QWidget>()->setFocus();
             s.press(Qt::Key_Space);
         }},
        {"a click on an item", "EDHVO", list(&QListWidget::currentRowChanged), [](Scene &s) { s.click(); }},
        {"a double click on an item", "EDHVO", list(&QListWidget::itemDoubleClicked), doubleClick},
        {"Return on an item", "EDHVO", list(&QListWidget::itemActivated), [](Scene &s) { s.press(Qt::Key_Return); }},
        {"typing the first letters of an item", "EDHVO", list(&QListWidget::currentRowChanged),
         [](Scene &s) { s.type(QStringLiteral("e")); }},
        {"select all", "EDHVO", multipleList, [](Scene &s) { s.press(Qt::Key_A, Qt::ControlModifier); }},
        {"a click on a header", "EDHVO", header,
         [](Scene &s) { sendMouse(s.the<QTableWidget>()->horizontalHeader()->viewport()); }},
        {"an arrow key in a calendar", "EDHVO", calendar, [](Scene &s) { s.press(Qt::Key_Left); }},
        {"a click on a link", "EDHVO", link, [](Scene &s) { s.click(); }},
        {"Return on a link", "EDHVO", link,
         [](Scene &s) {
             s.the<QWidget>()->setFocus();
             s.press(Qt::Key_Tab);
             s.press(Qt::Key_Return);
         }},
        {"the right mouse button", "EDHVO", customMenu, [](Scene &s) { askForMenu(s, QContextMenuEvent::Mouse); }},
        {"the context menu key", "EDHVO", customMenu, [](Scene &s) { askForMenu(s, QContextMenuEvent::Keyboard); }},
        {"a press on a custom widget", "EDHVO", ear<QEvent::MouseButtonPress>, [](Scene &s) { s.click(); }},
        {"a key in a custom widget", "EDHVO", ear<QEvent::KeyPress>, [](Scene &s) { s.press(Qt::Key_X); }},
        {"a wheel on a custom widget", "EDHVO", ear<QEvent::Wheel>, [](Scene &s) { s.wheel(); }},
        {"Tab x 50 into a custom widget that acts on focus", "EDHVO", ear<QEvent::FocusIn>, tabAround},
        {"a pen", "EDHVO", ear<QEvent::TabletPress>, pen},
    };
}

} // namespace QtLogin::Attacks
