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
#include <QtWidgets/qtoolbar.h>
#include <QtWidgets/qtoolbutton.h>
#include <QtWidgets/qwidgetaction.h>

// The acts of a person with keyboard, mouse and fingers, and of programs that pretend to be one.
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

// A widget that takes fingers itself: Qt leaves it to QWidget::event() to ignore them where it is disabled.
class Fingers : public QWidget
{
public:
    Fingers(Scene &scene, QEvent::Type type) : m_scene(&scene), m_type(type)
    {
        setAttribute(Qt::WA_AcceptTouchEvents);
        setMinimumSize(60, 60);
        if (type == QEvent::Gesture)
            grabGesture(Qt::TapGesture);
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == m_type)
            m_scene->effect();
        if (event->type() != QEvent::TouchBegin)
            return QWidget::event(event);
        event->accept();
        return true;
    }

private:
    Scene *const m_scene;
    const QEvent::Type m_type;
};

template<QEvent::Type type>
static void fingers(Scene &scene)
{
    scene.add(new Fingers(scene, type));
}

static void pinch(Scene &scene)
{
    static const QPointingDevice pad(QStringLiteral("pad"), 8, QInputDevice::DeviceType::TouchPad,
                                     QPointingDevice::PointerType::Finger, QInputDevice::Capability::Position, 2, 0);
    QWindow *window = scene.whereItWas();
    QNativeGestureEvent event(Qt::ZoomNativeGesture, &pad, 2, scene.spot(), scene.spot(), scene.place(), 0.5, {});
    QCoreApplication::sendEvent(window, &event);
}

static void pen(Scene &scene)
{
    static const QPointingDevice device(QStringLiteral("pen"), 7, QInputDevice::DeviceType::Stylus,
                                        QPointingDevice::PointerType::Pen, QInputDevice::Capability::Position, 1, 1);
    for (const auto type : {QEvent::TabletPress, QEvent::TabletMove, QEvent::TabletRelease}) {
        const Qt::MouseButtons down = type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton;
        QTabletEvent event(type, &device, {5, 5}, {5, 5}, 1, 0, 0, 0, 0, 0, {}, Qt::LeftButton, down);
        QCoreApplication::sendEvent(scene.the<QWidget>(), &event);
    }
}

static void moveOver(Scene &scene)
{
    QTest::mouseMove(scene.whereItWas(), {1, 1});
    scene.mouse(QTest::MouseMove);
}

static void earForMoves(Scene &scene)
{
    ear<QEvent::MouseMove>(scene);
    scene.the<QWidget>()->setMouseTracking(true);
}

// A widget that an action shows, and that is guarded with it.
template<QEvent::Type type>
static void earOfAction(Scene &scene)
{
    auto *bar = new QToolBar;
    auto *action = new QWidgetAction(bar);
    auto *widget = new Ear(scene, type);
    widget->setMinimumSize(60, 60);
    action->setDefaultWidget(widget);
    bar->addAction(action);
    scene.page()->layout()->addWidget(bar);
    scene.target(action);
}

static Ear *earIn(const Scene &scene)
{
    auto *action = scene.the<QWidgetAction>();
    return action ? static_cast<Ear *>(action->defaultWidget()) : nullptr;
}

// To whom a window system's wish for a context menu goes.
static void askForMenu(Scene &scene, QContextMenuEvent::Reason reason)
{
    const QWidget *window = scene.windowThere();
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

static void earForFocus(Scene &scene)
{
    auto *first = new QLineEdit; // where the keyboard is before
    scene.page()->layout()->addWidget(first);
    scene.add(new Ear(scene, QEvent::FocusIn));
    first->setFocus();
}

// And the keyboard is where it was again: it would come back to where it is.
static void tabAroundAndBack(Scene &scene)
{
    tabAround(scene);
    if (auto *first = scene.page() ? scene.page()->findChild<QLineEdit *>() : nullptr)
        first->setFocus();
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
        {"a click", "EDHVOW", pushButton, [](Scene &s) { s.click(); }},
        {"a touch", "EDHVOW", pushButton, touch},
        {"mouse events sent to a button", "EDHVOW", pushButton, [](Scene &s) { sendMouse(s.the<QWidget>()); }},
        {"key events sent to a button", "EDHVOW", pushButton,
         [](Scene &s) { sendKey(s.the<QWidget>(), Qt::Key_Space); }},
        {"Space", "EDHVOW", pushButton, [](Scene &s) { s.press(Qt::Key_Space); }},
        {"Space after the code has set the focus", "EDHVOW", pushButton,
         [](Scene &s) {
             s.the<QWidget>()->setFocus();
             s.press(Qt::Key_Space);
         }},
        {"a mnemonic", "EDHVOW", pushButton, [](Scene &s) { s.press(Qt::Key_D, Qt::AltModifier); }},
        {"a button's shortcut", "EDHVOW", buttonWithShortcut,
         [](Scene &s) { s.press(Qt::Key_K, Qt::ControlModifier); }},
        {"Tab x 50 and Space", "EDHVOW", pushButton, tabAround},
        {"Return in an automatic default button", "EDHVOW", defaultButton, [](Scene &s) { s.press(Qt::Key_Return); }},
        {"Space on a check box", "EDHVOW", checkBox, [](Scene &s) { s.press(Qt::Key_Space); }},
        {"the mnemonic of a check box", "EDHVOW", checkBox, [](Scene &s) { s.press(Qt::Key_P, Qt::AltModifier); }},
        {"an arrow key from radio button to radio button", "EDHVOW", radioButtons,
         [](Scene &s) { s.press(Qt::Key_Down); }},
        {"a click on a tool button", "EDHVOW", toolButton, [](Scene &s) { s.click(); }},
        {"a click on a command link", "EDHVOW", linkButton, [](Scene &s) { s.click(); }},
        {"a click on a dialog's button box", "EDHVOW", buttonBox, [](Scene &s) { s.click(); }},
        {"the mnemonic of a group box", "EDHVOW", checkableGroup,
         [](Scene &s) { s.press(Qt::Key_P, Qt::AltModifier); }},
        {"Space on a group box", "EDHVOW", checkableGroup,
         [](Scene &s) {
             s.the<QWidget>()->setFocus();
             s.press(Qt::Key_Space);
         }},
        {"a click on an item", "EDHVOW", list(&QListWidget::currentRowChanged), [](Scene &s) { s.click(); }},
        {"a double click on an item", "EDHVOW", list(&QListWidget::itemDoubleClicked), doubleClick},
        {"Return on an item", "EDHVOW", list(&QListWidget::itemActivated), [](Scene &s) { s.press(Qt::Key_Return); }},
        {"typing the first letters of an item", "EDHVOW", list(&QListWidget::currentRowChanged),
         [](Scene &s) { s.type(QStringLiteral("e")); }},
        {"select all", "EDHVOW", multipleList, [](Scene &s) { s.press(Qt::Key_A, Qt::ControlModifier); }},
        {"a click on a header", "EDHVOW", header,
         [](Scene &s) { sendMouse(s.the<QTableWidget>()->horizontalHeader()->viewport()); }},
        {"an arrow key in a calendar", "EDHVOW", calendar, [](Scene &s) { s.press(Qt::Key_Left); }},
        {"a click on a link", "EDHVOW", link, [](Scene &s) { s.click(); }},
        {"Return on a link", "EDHVOW", link,
         [](Scene &s) {
             s.the<QWidget>()->clearFocus(); // the link has it no longer, from which Tab would go on
             s.the<QWidget>()->setFocus();
             s.press(Qt::Key_Tab);
             s.press(Qt::Key_Return);
         }},
        {"the right mouse button", "EDHVOW", customMenu, [](Scene &s) { askForMenu(s, QContextMenuEvent::Mouse); }},
        {"the context menu key", "EDHVOW", customMenu, [](Scene &s) { askForMenu(s, QContextMenuEvent::Keyboard); }},
        {"a press on a custom widget", "EDHVOW", ear<QEvent::MouseButtonPress>, [](Scene &s) { s.click(); }},
        {"a button let go over a custom widget", "EDHVOW", ear<QEvent::MouseButtonRelease>,
         [](Scene &s) { s.click(); }},
        {"a double click on a custom widget", "EDHVOW", ear<QEvent::MouseButtonDblClick>, doubleClick},
        {"the mouse moved over a custom widget", "EDHVOW", earForMoves, moveOver},
        {"mouse events sent to a custom widget", "EDHVOW", ear<QEvent::MouseButtonPress>,
         [](Scene &s) { sendMouse(s.the<QWidget>()); }},
        {"mouse events sent to a custom widget of an action", "EDHVOW", earOfAction<QEvent::MouseButtonPress>,
         [](Scene &s) { sendMouse(earIn(s)); }},
        {"the right mouse button on a custom widget", "EDHVOW", ear<QEvent::ContextMenu>,
         [](Scene &s) { askForMenu(s, QContextMenuEvent::Mouse); }},
        {"the context menu key in a custom widget", "EDHVOW", ear<QEvent::ContextMenu>,
         [](Scene &s) { askForMenu(s, QContextMenuEvent::Keyboard); }},
        {"key events sent to a custom widget", "EDHVOW", ear<QEvent::KeyPress>,
         [](Scene &s) { sendKey(s.the<QWidget>(), Qt::Key_X); }},
        {"a key let go in a custom widget", "EDHVOW", ear<QEvent::KeyRelease>,
         [](Scene &s) { sendKey(s.the<QWidget>(), Qt::Key_X); }},
        {"a key in a custom widget", "EDHVOW", ear<QEvent::KeyPress>, [](Scene &s) { s.press(Qt::Key_X); }},
        {"a wheel on a custom widget", "EDHVOW", ear<QEvent::Wheel>, [](Scene &s) { s.wheel(); }},
        {"Tab x 50 into a custom widget that acts on focus", "EDHVOW", earForFocus, tabAroundAndBack},
        {"a touch on a custom widget", "EDHVOW", fingers<QEvent::TouchBegin>, touch},
        {"a gesture of a finger", "EDHVOW", fingers<QEvent::Gesture>, touch},
        {"a gesture at a touchpad", "EDHVOW", fingers<QEvent::NativeGesture>, pinch},
        {"a pen", "EDHVOW", ear<QEvent::TabletPress>, pen},
        {"a pen moved", "EDHVOW", ear<QEvent::TabletMove>, pen},
        {"a pen lifted", "EDHVOW", ear<QEvent::TabletRelease>, pen},
    };
}

} // namespace QtLogin::Attacks
