// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"

#include <QtGui/qaccessible.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qgraphicsproxywidget.h>
#include <QtWidgets/qgraphicsview.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qtablewidget.h>

// The things that assistive technology finds in the tree of the application, has kept from before, and is told.
namespace QtLogin::Attacks {

// All that can be found below.
static QString readAloud(QAccessibleInterface *from)
{
    QString all = from->text(QAccessible::Name) + from->text(QAccessible::Value) + from->text(QAccessible::Description)
        + from->text(QAccessible::Help);
    if (from->textInterface())
        all += from->textInterface()->text(0, from->textInterface()->characterCount());
    for (int i = 0; i < from->childCount(); ++i) {
        if (QAccessibleInterface *child = from->child(i))
            all += readAloud(child);
    }
    return all;
}

static void listen(Scene &scene)
{
    scene.gotInIf(readAloud(QAccessible::queryAccessibleInterface(qApp)).contains(marker));
}

static void label(Scene &scene)
{
    scene.add(new QLabel(marker));
}

static void edit(Scene &scene)
{
    scene.add(new QLineEdit(marker))->setFocus();
}

static void editThatActs(Scene &scene)
{
    edit(scene);
    scene.effect(scene.the<QLineEdit>(), &QLineEdit::textChanged);
}

static void described(Scene &scene)
{
    auto *button = scene.add(new QPushButton);
    button->setAccessibleDescription(marker);
}

static void table(Scene &scene)
{
    auto *table = scene.add(new QTableWidget(1, 1));
    table->setItem(0, 0, new QTableWidgetItem(marker));
}

static void titled(Scene &scene)
{
    auto *window = new QMainWindow(scene.page());
    window->setWindowTitle(marker);
    window->show();
    scene.target(window);
}

// Shown once, and closed by the person. The field in it acts.
static void hiddenDialog(Scene &scene)
{
    auto *dialog = new QDialog(scene.page());
    auto *field = new QLineEdit(marker);
    (new QVBoxLayout(dialog))->addWidget(field);
    scene.effect(field, &QLineEdit::textChanged);
    dialog->show();
    dialog->hide();
    scene.target(dialog);
}

static void hiddenDock(Scene &scene)
{
    auto *dock = new QDockWidget(scene.page());
    auto *field = new QLineEdit(marker);
    dock->setWidget(field);
    scene.effect(field, &QLineEdit::textChanged);
    dock->setFloating(true);
    dock->show();
    dock->hide();
    scene.target(dock);
}

static void fieldInScene(Scene &scene)
{
    auto *view = scene.add(new QGraphicsView);
    view->setScene(new QGraphicsScene(view));
    auto *field = new QLineEdit(marker);
    view->scene()->addWidget(field);
    scene.effect(field, &QLineEdit::textChanged);
}

// The field that is attacked, or that is in what is.
static QWidget *fieldOf(Scene &scene)
{
    if (const auto *view = scene.the<QGraphicsView>())
        return static_cast<QGraphicsProxyWidget *>(view->scene()->items().constFirst())->widget();
    auto *target = scene.the<QWidget>();
    auto *inner = target->findChild<QLineEdit *>();
    return inner ? inner : target;
}

// Assistive technology has kept where it has been.
template<typename Do>
static std::function<void(Scene &)> kept(Do act)
{
    return [act](Scene &scene) {
        const auto id = QAccessible::uniqueId(QAccessible::queryAccessibleInterface(fieldOf(scene)));
        scene.close();
        Scene::oneCycle();
        if (QAccessibleInterface *known = QAccessible::accessibleInterface(id); known && known->isValid())
            act(scene, known);
    };
}

// A bridge announces only what has a valid accessible.
static bool isHeard(const QAccessibleEvent &event, const QString &text)
{
    const QAccessibleInterface *about = event.accessibleInterface();
    return about && about->isValid() && (text + about->text(QAccessible::Name)).contains(marker);
}

// Something new comes later, while a screen reader is running, and is announced as Qt does it.
static void fieldIsFilled(Scene &scene)
{
    Scene::oneCycle();
    auto *edit = scene.the<QLineEdit>();
    if (!edit)
        return;
    edit->setText(marker);
    scene.gotInIf(isHeard(QAccessibleTextInsertEvent(edit, 0, marker), marker));
}

static void labelChanges(Scene &scene)
{
    Scene::oneCycle();
    auto *label = scene.the<QLabel>();
    if (!label)
        return;
    label->setText(marker + label->text());
    scene.gotInIf(isHeard(QAccessibleEvent(label, QAccessible::NameChanged), {}));
}

static void twoLabels(Scene &scene)
{
    scene.page()->layout()->addWidget(new QLabel(marker));
    scene.add(new QLabel);
}

// The object that has just been announced leads to all objects around it.
static void lookAround(Scene &scene)
{
    Scene::oneCycle();
    auto *label = scene.the<QLabel>();
    if (!label)
        return;
    label->setText(label->text() + QStringLiteral("news"));
    QAccessibleInterface *fresh = QAccessible::queryAccessibleInterface(label);
    QAccessibleInterface *around = fresh ? fresh->parent() : nullptr;
    scene.gotInIf(around && readAloud(around).contains(marker));
}

// A native window is what a bridge finds the content by.
static void askForWindow(Scene &scene)
{
    QWidget *window = scene.page()->window();
    (void)window->winId();
    Scene::oneCycle();
    listen(scene);
}

QList<Vector> byEar()
{
    const auto read = kept([](Scene &s, auto *known) { s.gotInIf(known->text(QAccessible::Value).contains(marker)); });
    const auto write = kept([](Scene &, auto *known) {
        known->setText(QAccessible::Value, known->text(QAccessible::Value) + QStringLiteral("delete"));
    });
    return {
        {"a screen reader, a label", "--hVOW", label, listen},
        {"a screen reader, a field", "--hVOW", edit, listen},
        {"a screen reader, a description", "--hVOW", described, listen},
        {"a screen reader, a table", "--hVOW", table, listen},
        {"a screen reader, the title of a window", "--hVOW", titled, listen},
        {"a screen reader that was there, reading", "--hVOW", edit, read, whenItEnds},
        {"a screen reader that was there, writing", "EdhVOW", editThatActs, write, whenItEnds},
        {"a screen reader that was in a dialog, reading", "--hVOW", hiddenDialog, read, whenItEnds},
        {"a screen reader that was in a dialog, writing", "EdhVOW", hiddenDialog, write, whenItEnds},
        {"a screen reader that was in a dock, reading", "--hVOW", hiddenDock, read, whenItEnds},
        {"a screen reader that was in a dock, writing", "EdhVOW", hiddenDock, write, whenItEnds},
        {"a screen reader that was in a graphics scene, reading", "--hVOW", fieldInScene, read, whenItEnds},
        {"a screen reader that was in a graphics scene, writing", "EdhVOW", fieldInScene, write, whenItEnds},
        {"a field is filled, and announced", "--hVOW", edit, fieldIsFilled},
        {"a label changes, and is announced", "--hVOW", label, labelChanges},
        {"a label changes, and leads to its neighbours", "---VOW", twoLabels, lookAround},
        {"winId(), and a screen reader", "---VOW", label, askForWindow},
    };
}

} // namespace QtLogin::Attacks
