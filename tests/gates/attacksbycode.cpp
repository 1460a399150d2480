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

// What the code of the application does, by mistake or on behalf of somebody: it calls, sets, shows
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

QList<Vector> byCode()
{
    return {
        {"click()", "EDHVO", pushButton, [](Scene &s) { s.the<QPushButton>()->click(); }},
        {"animateClick()", "EDHVO", pushButton, [](Scene &s) { s.the<QPushButton>()->animateClick(); }},
        {"invokeMethod(\"click\")", "EDHVO", pushButton,
         [](Scene &s) { QMetaObject::invokeMethod(s.the<QPushButton>(), "click"); }},
        {"invokeMethod(\"click\", Qt::QueuedConnection)", "EDHVO", pushButton,
         [](Scene &s) { QMetaObject::invokeMethod(s.the<QPushButton>(), "click", Qt::QueuedConnection); }},
        {"invokeMethod(\"clicked\"): the signal itself", "Edhvo", pushButton,
         [](Scene &s) { QMetaObject::invokeMethod(s.the<QPushButton>(), "clicked", Q_ARG(bool, false)); }},
        {"setEnabled(true) and click()", "EDHVO", pushButton,
         andClick([](QPushButton *button, Scene &) { button->setEnabled(true); })},
        {"show() and click()", "EDHVO", pushButton, andClick([](QPushButton *button, Scene &) { button->show(); })},
        {"setProperty(\"enabled\") and click()", "EDHVO", pushButton,
         andClick([](QPushButton *button, Scene &) { button->setProperty("enabled", true); })},
        {"enabling all around it and click()", "EDHVO", pushButton, andClick([](QPushButton *button, Scene &) {
             for (QWidget *each = button; each; each = each->parentWidget())
                 each->setEnabled(true);
         })},
        {"setEnabled(true) with signals blocked, and click()", "EDHVO", pushButton,
         andClick([](QPushButton *button, Scene &) {
             button->blockSignals(true);
             button->setEnabled(true);
             button->blockSignals(false);
         })},
        {"setParent(nullptr) and click()", "EDHVO", pushButton, andClick([](QPushButton *button, Scene &) {
             button->setParent(nullptr);
             QTimer::singleShot(0, button, &QObject::deleteLater);
         })},
        {"setParent(nullptr), setEnabled(true) and click()", "EDHVO", pushButton,
         andClick([](QPushButton *button, Scene &) {
             button->setParent(nullptr);
             button->setEnabled(true);
             QTimer::singleShot(0, button, &QObject::deleteLater);
         })},
        {"show()", "-DHVO", pushButton, andUse([](QWidget *widget, Scene &) { widget->show(); })},
        {"setVisible(true) and setEnabled(true)", "-DHVO", pushButton, andUse([](QWidget *widget, Scene &) {
             widget->setVisible(true);
             widget->setEnabled(true);
         })},
        {"setVisible(true) again and again", "-DHVO", pushButton, andUse([](QWidget *widget, Scene &) {
             for (int i = 0; i < 20; ++i) {
                 widget->setVisible(i % 2);
                 widget->setEnabled(i % 2);
             }
         })},
        {"show() in a queued slot", "-DHVO", pushButton, andUse([](QWidget *widget, Scene &) {
             QMetaObject::invokeMethod(widget, "show", Qt::QueuedConnection);
             QMetaObject::invokeMethod(
                 widget, [widget] { widget->setEnabled(true); }, Qt::QueuedConnection);
         })},
        {"moving it to another place", "-DHVO", pushButton, andUse(moveElsewhere)},
        {"moving what is around it, and then it", "-DHVO", scrolledButton, andUse([](QWidget *widget, Scene &scene) {
             moveElsewhere(widget->parentWidget()->parentWidget(), scene);
             moveElsewhere(widget, scene);
         })},
        {"QScrollArea::takeWidget()", "-DHVO", scrolledButton, andUse([](QWidget *widget, Scene &scene) {
             qobject_cast<QScrollArea *>(widget->parentWidget()->parentWidget())->takeWidget();
             moveElsewhere(widget, scene);
         })},
        {"moving a shortcut to the window", "E--V-", shortcut, moveShortcut},
        {"setEnabled(true) and trigger()", "EDHVO", action,
         andTrigger([](QAction *action) { action->setEnabled(true); })},
        {"setVisible(true) and trigger()", "EDHVO", action,
         andTrigger([](QAction *action) { action->setVisible(true); })},
        {"leaving its group, setEnabled(true) and trigger()", "EDHVO", action, andTrigger([](QAction *action) {
             action->setActionGroup(nullptr);
             action->setEnabled(true);
         })},
        {"enabling its group and trigger()", "EDHVO", actionOfAGroup, andTrigger([](QAction *action) {
             if (action->actionGroup())
                 action->actionGroup()->setEnabled(true);
             action->setEnabled(true);
         })},
        {"joining another group and trigger()", "EDHVO", action, andTrigger([](QAction *action) {
             (new QActionGroup(action))->addAction(action);
             action->setEnabled(true);
         })},
        {"QCheckBox::toggle()", "Edhvo", checkBox, [](Scene &s) { s.the<QCheckBox>()->toggle(); }},
        {"setProperty(\"checked\")", "Edhvo", checkBox,
         [](Scene &s) { s.the<QCheckBox>()->setProperty("checked", true); }},
        {"QLineEdit::setText()", "Edhvo", with<QLineEdit>(&QLineEdit::textChanged),
         [](Scene &s) { s.the<QLineEdit>()->setText(QStringLiteral("delete")); }},
        {"QSpinBox::stepUp()", "Edhvo", with<QSpinBox>(qOverload<int>(&QSpinBox::valueChanged)),
         [](Scene &s) { s.the<QSpinBox>()->stepUp(); }},
        {"QSlider::setValue()", "Edhvo", with<QSlider>(&QSlider::valueChanged),
         [](Scene &s) { s.the<QSlider>()->setValue(7); }},
        {"QComboBox::setCurrentIndex()", "Edhvo", comboBox, [](Scene &s) { s.the<QComboBox>()->setCurrentIndex(1); }},
        {"QListWidget::setCurrentRow()", "Edhvo", list, [](Scene &s) { s.the<QListWidget>()->setCurrentRow(1); }},
        {"QTextEdit::undo()", "Edhvo", textEdit, [](Scene &s) { s.the<QTextEdit>()->undo(); }},
        {"writing into the document of a text edit", "Edhvo", textEdit,
         [](Scene &s) { s.the<QTextEdit>()->document()->setPlainText(QStringLiteral("delete")); }},
    };
}

} // namespace QtLogin::Attacks
