// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtCore/qmimedata.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qcombobox.h>
#include <QtWidgets/qdatetimeedit.h>
#include <QtWidgets/qdial.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qscrollbar.h>
#include <QtWidgets/qslider.h>
#include <QtWidgets/qspinbox.h>
#include <QtWidgets/qtablewidget.h>
#include <QtWidgets/qtextedit.h>

// Text and values that are typed, dropped, turned and written into fields.
namespace QtLogin::Attacks {

template<typename Field, typename Signal>
static std::function<void(Scene &)> field(Signal signal)
{
    return [signal](Scene &scene) {
        auto *field = scene.add(new Field);
        field->setFocus();
        scene.effect(field, signal);
    };
}

static const auto lineEdit = field<QLineEdit>(&QLineEdit::textChanged);
static const auto spinBox = field<QSpinBox>(qOverload<int>(&QSpinBox::valueChanged));
static const auto slider = field<QSlider>(&QSlider::valueChanged);
static const auto textEdit = field<QTextEdit>(&QTextEdit::textChanged);

static void comboBox(Scene &scene)
{
    auto *box = scene.add(new QComboBox);
    box->addItems({QStringLiteral("keep"), QStringLiteral("delete")});
    box->setCurrentIndex(1);
    box->setFocus();
    scene.effect(box, &QComboBox::currentIndexChanged);
}

static void table(Scene &scene)
{
    auto *table = scene.add(new QTableWidget(1, 1));
    table->setItem(0, 0, new QTableWidgetItem(QStringLiteral("entry")));
    table->setCurrentCell(0, 0);
    table->setFocus();
    scene.effect(table, &QTableWidget::itemChanged);
}

static void checkableItem(Scene &scene)
{
    auto *list = new QListWidget;
    auto *item = new QListWidgetItem(QStringLiteral("Publish"), list);
    item->setCheckState(Qt::Unchecked);
    scene.add(list);
    list->setCurrentItem(item);
    list->setFocus();
    scene.effect(list, &QListWidget::itemChanged);
}

static void editWithDefaultButton(Scene &scene)
{
    auto *edit = scene.add(new QLineEdit);
    edit->setFocus();
    scene.effect(edit, &QLineEdit::returnPressed);
}

static void compose(QObject *object)
{
    QInputMethodEvent event;
    event.setCommitString(QStringLiteral("delete"));
    QCoreApplication::sendEvent(object, &event);
}

static void drop(QObject *onto, const QPoint &place)
{
    QMimeData data;
    data.setText(QStringLiteral("delete"));
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(onto, &enter);
    if (onto->isWindowType() && !enter.isAccepted())
        return;
    QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(onto, &event);
}

// As the window system brings it: to the window, which finds out for whom it is.
static void dropIntoWindow(Scene &scene)
{
    drop(scene.whereItWas(), scene.spot());
}

static void dropOntoTarget(Scene &scene)
{
    drop(scene.the<QWidget>(), {5, 5});
}

static void paste(Scene &scene)
{
    QGuiApplication::clipboard()->setText(QStringLiteral("delete"));
    scene.press(Qt::Key_V, Qt::ControlModifier);
    QGuiApplication::clipboard()->clear();
}

// An act of assistive technology on the target: it has to find it, beginning at the application.
template<typename Do>
static std::function<void(Scene &)> assisted(Do act)
{
    return [act](Scene &scene) {
        if (QAccessibleInterface *found = findAccessible(scene.the<QWidget>()))
            act(found);
    };
}

QList<Vector> intoFields()
{
    const auto turnTheWheel = [](Scene &s) { s.wheel(); };
    const auto typeSomething = [](Scene &s) { s.type(QStringLiteral("7")); };
    return {
        {"typing into a line edit", "EDHVOW", lineEdit, typeSomething},
        {"typing into a text edit", "EDHVOW", textEdit, typeSomething},
        {"typing into a plain text edit", "EDHVOW", field<QPlainTextEdit>(&QPlainTextEdit::textChanged), typeSomething},
        {"typing into a spin box", "EDHVOW", spinBox, typeSomething},
        {"typing the letters of a combo box's entry", "EDHVOW", comboBox,
         [](Scene &s) { s.type(QStringLiteral("k")); }},
        {"Return in a line edit", "EDHVOW", editWithDefaultButton, [](Scene &s) { s.press(Qt::Key_Return); }},
        {"an arrow key in a spin box", "EDHVOW", spinBox, [](Scene &s) { s.press(Qt::Key_Up); }},
        {"an arrow key in a slider", "EDHVOW", slider, [](Scene &s) { s.press(Qt::Key_Right); }},
        {"an arrow key in a date", "EDHVOW", field<QDateEdit>(&QDateEdit::dateChanged),
         [](Scene &s) { s.press(Qt::Key_Up); }},
        {"Page Up on a dial", "EDHVOW", field<QDial>(&QDial::valueChanged), [](Scene &s) { s.press(Qt::Key_PageUp); }},
        {"a wheel on a spin box", "EDHVOW", spinBox, turnTheWheel},
        {"a wheel on a slider", "EDHVOW", slider, turnTheWheel},
        {"a wheel on a combo box", "EDHVOW", comboBox, turnTheWheel},
        {"a click into a scroll bar", "EDHVOW", field<QScrollBar>(&QScrollBar::valueChanged),
         [](Scene &s) {
             {
                 const QSignalBlocker quiet(s.the<QScrollBar>());
                 s.the<QScrollBar>()->setValue(0); // it may stand where they click already
             }
             s.click();
         }},
        {"typing into a table", "EDHVOW", table,
         [](Scene &s) {
             s.type(QStringLiteral("7"));
             s.press(Qt::Key_Return);
         }},
        {"F2 in a table", "EDHVOW", table,
         [](Scene &s) {
             s.press(Qt::Key_F2);
             s.type(QStringLiteral("7"));
             s.press(Qt::Key_Tab);
         }},
        {"Space on a checkable item", "EDHVOW", checkableItem, [](Scene &s) { s.press(Qt::Key_Space); }},
        {"pasting by key", "EDHVOW", lineEdit, paste},
        {"an input method at the keyboard", "EDHVOW", lineEdit,
         [](Scene &) {
             if (QWidget *focus = QApplication::focusWidget())
                 compose(focus);
         }},
        {"an input method event sent to a field", "EdhVOW", lineEdit, [](Scene &s) { compose(s.the<QWidget>()); }},
        {"a drop into the window", "EDHVOW", ear<QEvent::Drop>, dropIntoWindow},
        {"a drag over the window", "EDHVOW", ear<QEvent::DragEnter>, dropIntoWindow},
        {"a drop of text into the window", "EDHVOW", textEdit, dropIntoWindow},
        {"a drop event sent to a widget", "EDHVOW", ear<QEvent::Drop>, dropOntoTarget},
        {"a drop event sent to a line edit", "EDHVOW", lineEdit, dropOntoTarget},
        {"assistive technology writes a text", "EdhVOW", lineEdit,
         assisted([](auto *found) { found->setText(QAccessible::Value, QStringLiteral("delete")); })},
        {"assistive technology edits a text", "EdhVOW", lineEdit,
         assisted([](auto *found) { found->editableTextInterface()->insertText(0, QStringLiteral("delete")); })},
        {"assistive technology sets a spin box", "EdhVOW", spinBox,
         assisted([](auto *found) { found->valueInterface()->setCurrentValue(7); })},
        {"assistive technology sets a slider", "EdhVOW", slider,
         assisted([](auto *found) { found->valueInterface()->setCurrentValue(7); })},
        {"assistive technology presses a button", "EDHVOW", pushButton,
         assisted([](auto *found) { found->actionInterface()->doAction(QAccessibleActionInterface::pressAction()); })},
        {"assistive technology sets the focus, and Space", "EDHVOW", pushButton,
         [](Scene &s) {
             assisted([](auto *found) {
                 found->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
             })(s);
             s.press(Qt::Key_Space);
         }},
    };
}

} // namespace QtLogin::Attacks
