// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtGui/qaction.h>
#include <QtGui/qactiongroup.h>
#include <QtGui/qshortcut.h>
#include <QtGui/qtextdocument.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qcombobox.h>
#include <QtWidgets/qgroupbox.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qscrollarea.h>
#include <QtWidgets/qslider.h>
#include <QtWidgets/qspinbox.h>
#include <QtWidgets/qtextedit.h>

// The acts of the application's code, by mistake or for an attacker: it calls, sets, shows
// and moves. Showing and enabling opens nothing; a call is stopped where its effect is guarded.
namespace QtLogin::Attacks {

template<typename Widget, typename Signal>
static std::function<void(Scene &)> with(Signal signal)
{
    return [signal](Scene &scene) { scene.effect(scene.add(new Widget), signal); };
}

static void checkBox(Scene &scene)
{
    with<QCheckBox> (&QCheckBox::toggled)(scene);
}

static void list(Scene &scene)
{
    auto *list = scene.add(new QListWidget);
    list->addItems({QStringLiteral("one"), QStringLiteral("two")});
    list->setCurrentRow(0);
    scene.effect(list, &QListWidget::currentRowChanged);
}

static void comboBox(Scene &scene)
{
    auto *box = scene.add(new QComboBox);
    box->addItems({QStringLiteral("keep"), QStringLiteral("delete")});
    scene.effect(box, &QComboBox::currentIndexChanged);
}

static void textEdit(Scene &scene)
{
    auto *edit = scene.add(new QTextEdit);
    edit->insertPlainText(QStringLiteral("something"));
    scene.effect(edit, &QTextEdit::textChanged);
}

static void action(Scene &scene)
{
    auto *action = new QAction(QStringLiteral("Delete"), scene.page());
    scene.page()->addAction(action);
    scene.target(action);
    scene.effect(action, &QAction::triggered);
}

static void scrolledButton(Scene &scene)
{
    pushButton(scene);
    auto *area = new QScrollArea;
    scene.page()->layout()->addWidget(area);
    area->setWidget(scene.the<QPushButton>());
}

static void shortcut(Scene &scene)
{
    auto *shortcut = new QShortcut(QKeySequence(QStringLiteral("Ctrl+T")), scene.page());
    scene.add(new QLabel);
    scene.effect(shortcut, &QShortcut::activated);
}

// The application gives a shortcut of the page to the window, where keys always are.
static void moveShortcut(Scene &scene)
{
    auto *shortcut = scene.page()->findChild<QShortcut *>();
    if (!shortcut)
        return; // it has been moved already
    QApplication::setActiveWindow(scene.window());
    shortcut->setParent(scene.window());
    QTest::keyClick(scene.window(), Qt::Key_T, Qt::ControlModifier);
}

static void actionOfAGroup(Scene &scene)
{
    action(scene);
    (new QActionGroup(scene.page()))->addAction(scene.the<QAction>());
}

// The application shows or enables a button, and clicks it at once.
template<typename Do>
static std::function<void(Scene &)> andClick(Do act)
{
    return [act](Scene &scene) {
        const QPointer<QPushButton> button = scene.the<QPushButton>();
        act(button.data(), scene);
        button->click();
    };
}

template<typename Do>
static std::function<void(Scene &)> andTrigger(Do act)
{
    return [act](Scene &scene) {
        act(scene.the<QAction>());
        scene.the<QAction>()->trigger();
    };
}

// A widget that was closed by hand, or by the guard, and is to be seen and used again.
template<typename Do>
static std::function<void(Scene &)> andUse(Do act)
{
    return [act](Scene &scene) {
        const QPointer<QWidget> widget = scene.the<QWidget>();
        scene.byHand([&] {
            widget->hide();
            widget->setEnabled(false);
        });
        scene.byHand([&] { widget->setEnabled(true); });
        act(widget.data(), scene);
        Scene::oneCycle();
        scene.gotInIf(scene.isReachable(widget));
    };
}

static void moveElsewhere(QWidget *widget, Scene &scene)
{
    auto *other = new QWidget(scene.window());
    new QVBoxLayout(other);
    other->layout()->addWidget(widget);
    other->show();
    widget->show();
}

// Once only: afterwards it stands where the application has put it.
template<typename Do>
static std::function<void(Scene &)> outOfArea(Do act)
{
    return [act](Scene &scene) {
        const auto *widget = scene.the<QWidget>();
        auto *viewport = widget->parentWidget();
        auto *area = viewport ? qobject_cast<QScrollArea *>(viewport->parentWidget()) : nullptr;
        if (area)
            andUse([act, area](QWidget *each, Scene &there) { act(each, area, there); })(scene);
    };
}

QList<Vector> byCode()
{
    return {
        {"click()", "EDHVOW", pushButton, [](Scene &s) { s.the<QPushButton>()->click(); }},
        {"animateClick()", "EDHVOW", pushButton, [](Scene &s) { s.the<QPushButton>()->animateClick(); }},
        {"invokeMethod(\"click\")", "EDHVOW", pushButton,
         [](Scene &s) { QMetaObject::invokeMethod(s.the<QPushButton>(), "click"); }},
        {"invokeMethod(\"click\", Qt::QueuedConnection)", "EDHVOW", pushButton,
         [](Scene &s) { QMetaObject::invokeMethod(s.the<QPushButton>(), "click", Qt::QueuedConnection); }},
        {"invokeMethod(\"clicked\"): the signal itself", "Edhvow", pushButton,
         [](Scene &s) { QMetaObject::invokeMethod(s.the<QPushButton>(), "clicked", Q_ARG(bool, false)); }},
        {"setEnabled(true) and click()", "EDHVOW", pushButton,
         andClick([](QPushButton *button, Scene &) { button->setEnabled(true); })},
        {"show() and click()", "EDHVOW", pushButton, andClick([](QPushButton *button, Scene &) { button->show(); })},
        {"setProperty(\"enabled\") and click()", "EDHVOW", pushButton,
         andClick([](QPushButton *button, Scene &) { button->setProperty("enabled", true); })},
        {"enabling all around it and click()", "EDHVOW", pushButton, andClick([](QPushButton *button, Scene &) {
             for (QWidget *each = button; each; each = each->parentWidget())
                 each->setEnabled(true);
         })},
        {"setEnabled(true) with signals blocked, and click()", "EDHVOW", pushButton,
         andClick([](QPushButton *button, Scene &) {
             button->blockSignals(true);
             button->setEnabled(true);
             button->blockSignals(false);
         })},
        {"setParent(nullptr) and click()", "EDHVOW", pushButton, andClick([](QPushButton *button, Scene &) {
             button->setParent(nullptr);
             QTimer::singleShot(0, button, &QObject::deleteLater);
         })},
        {"setParent(nullptr), setEnabled(true) and click()", "EDHVOW", pushButton,
         andClick([](QPushButton *button, Scene &) {
             button->setParent(nullptr);
             button->setEnabled(true);
             QTimer::singleShot(0, button, &QObject::deleteLater);
         })},
        {"show()", "-DHVOW", pushButton, andUse([](QWidget *widget, Scene &) { widget->show(); })},
        {"setVisible(true) and setEnabled(true)", "-DHVOW", pushButton, andUse([](QWidget *widget, Scene &) {
             widget->setVisible(true);
             widget->setEnabled(true);
         })},
        {"setVisible(true) again and again", "-DHVOW", pushButton, andUse([](QWidget *widget, Scene &) {
             for (int i = 0; i < 20; ++i) {
                 widget->setVisible(i % 2);
                 widget->setEnabled(i % 2);
             }
         })},
        {"show() in a queued slot", "-DHVOW", pushButton, andUse([](QWidget *widget, Scene &) {
             QMetaObject::invokeMethod(widget, "show", Qt::QueuedConnection);
             QMetaObject::invokeMethod(
                 widget, [widget] { widget->setEnabled(true); }, Qt::QueuedConnection);
         })},
        {"moving it to another place", "-DHVOW", pushButton,
         [](Scene &s) {
             if (s.page()->isAncestorOf(s.the<QWidget>())) // afterwards it is no part of that any more
                 andUse(moveElsewhere)(s);
         }},
        {"moving what is around it, and then it", "-DHVOW", scrolledButton,
         outOfArea([](QWidget *widget, QScrollArea *area, Scene &scene) {
             moveElsewhere(area, scene);
             moveElsewhere(widget, scene);
         })},
        {"QScrollArea::takeWidget()", "-DHVOW", scrolledButton,
         outOfArea([](QWidget *widget, QScrollArea *area, Scene &scene) {
             area->takeWidget();
             moveElsewhere(widget, scene);
         })},
        {"moving a shortcut to the window", "E--V-W", shortcut, moveShortcut},
        {"setEnabled(true) and trigger()", "EDHVOW", action,
         andTrigger([](QAction *action) { action->setEnabled(true); })},
        {"setVisible(true) and trigger()", "EDHVOW", action,
         andTrigger([](QAction *action) { action->setVisible(true); })},
        {"leaving its group, setEnabled(true) and trigger()", "EDHVOW", action, andTrigger([](QAction *action) {
             action->setActionGroup(nullptr);
             action->setEnabled(true);
         })},
        {"enabling its group and trigger()", "EDHVOW", actionOfAGroup, andTrigger([](QAction *action) {
             if (action->actionGroup())
                 action->actionGroup()->setEnabled(true);
             action->setEnabled(true);
         })},
        {"joining another group and trigger()", "EDHVOW", action, andTrigger([](QAction *action) {
             (new QActionGroup(action))->addAction(action);
             action->setEnabled(true);
         })},
        {"QCheckBox::toggle()", "Edhvow", checkBox, [](Scene &s) { s.the<QCheckBox>()->toggle(); }},
        {"setProperty(\"checked\")", "Edhvow", checkBox,
         [](Scene &s) { s.the<QCheckBox>()->setProperty("checked", true); }},
        {"QLineEdit::setText()", "Edhvow", with<QLineEdit>(&QLineEdit::textChanged),
         [](Scene &s) { s.the<QLineEdit>()->setText(QStringLiteral("delete")); }},
        {"QSpinBox::stepUp()", "Edhvow", with<QSpinBox>(qOverload<int>(&QSpinBox::valueChanged)),
         [](Scene &s) { s.the<QSpinBox>()->stepUp(); }},
        {"QSlider::setValue()", "Edhvow", with<QSlider>(&QSlider::valueChanged),
         [](Scene &s) { s.the<QSlider>()->setValue(7); }},
        {"QComboBox::setCurrentIndex()", "Edhvow", comboBox, [](Scene &s) { s.the<QComboBox>()->setCurrentIndex(1); }},
        {"QListWidget::setCurrentRow()", "Edhvow", list, [](Scene &s) { s.the<QListWidget>()->setCurrentRow(1); }},
        {"QTextEdit::undo()", "Edhvow", textEdit, [](Scene &s) { s.the<QTextEdit>()->undo(); }},
        {"writing into the document of a text edit", "Edhvow", textEdit,
         [](Scene &s) { s.the<QTextEdit>()->document()->setPlainText(QStringLiteral("delete")); }},
    };
}

} // namespace QtLogin::Attacks
