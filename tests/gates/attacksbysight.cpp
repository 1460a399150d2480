// SPDX-License-Identifier: MIT
#include "attacks.h"
#include "attackstargets.h"
#include "support/patience.h"

#include <QtGui/qclipboard.h>
#include <QtGui/qpainter.h>
#include <QtGui/qscreen.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qmdiarea.h>
#include <QtWidgets/qmdisubwindow.h>
#include <QtWidgets/qtooltip.h>

#include <algorithm>

// The things that can be seen, read and copied: the diary, or a colour that is nowhere else.
namespace QtLogin::Attacks {

static const QColor ink(0xc0, 0x1d, 0xbe);

class Blot : public QWidget
{
public:
    Blot() { setMinimumSize(40, 40); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), ink); }
};

static bool shows(const QImage &image)
{
    const QImage exact = image.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < exact.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(exact.constScanLine(y));
        if (std::find(line, line + exact.width(), ink.rgb()) != line + exact.width())
            return true;
    }
    return false;
}

static QImage rendered(QWidget *widget)
{
    QImage image(widget->size().expandedTo({60, 60}), QImage::Format_RGB32);
    image.fill(Qt::white);
    widget->render(&image);
    return image;
}

static QString textOf(const QWidget *widget)
{
    return widget->property("text").toString() + widget->property("plainText").toString() + widget->windowTitle()
        + widget->toolTip() + widget->statusTip() + widget->whatsThis() + widget->accessibleName();
}

static void searchTheWindow(Scene &scene)
{
    const auto all = scene.window()->findChildren<QWidget *>();
    for (const QWidget *widget : all)
        scene.gotInIf(textOf(widget).contains(marker));
}

static void searchEverything(Scene &scene)
{
    const auto all = QApplication::allWidgets();
    for (const QWidget *widget : all)
        scene.gotInIf(textOf(widget).contains(marker));
}

static void lookAtTitles(Scene &scene)
{
    const auto windows = QGuiApplication::topLevelWindows();
    for (const QWindow *window : windows)
        scene.gotInIf(window->isVisible() && window->title().contains(marker));
}

// The screen once everything has been drawn.
static void lookAtTheScreen(Scene &scene)
{
    const auto isThere = [] { return shows(QGuiApplication::primaryScreen()->grabWindow(0).toImage()); };
    if (scene.staysOpen())
        scene.gotInIf(QTest::qWaitFor(isThere, patience));
    else
        scene.gotInIf(!QTest::qWaitFor([&] { return !isThere(); }, patience));
}

static void lookElsewhere(Scene &scene)
{
    const QPointer<QWidget> target = scene.the<QWidget>();
    QWidget other;
    other.resize(100, 100);
    other.show();
    target->setParent(&other);
    target->setGeometry(0, 0, 100, 100);
    target->show();
    Scene::oneCycle();
    scene.gotInIf(shows(other.grab().toImage()));
    if (target)
        target->setParent(nullptr);
    delete target;
}

static void copyAll(Scene &scene)
{
    QGuiApplication::clipboard()->clear();
    scene.press(Qt::Key_A, Qt::ControlModifier);
    scene.press(Qt::Key_C, Qt::ControlModifier);
    scene.gotInIf(QGuiApplication::clipboard()->text().contains(marker));
    QGuiApplication::clipboard()->clear();
}

static void blot(Scene &scene)
{
    scene.add(new Blot);
}

static void label(Scene &scene)
{
    scene.add(new QLabel(marker));
}

static void edit(Scene &scene)
{
    scene.add(new QLineEdit(marker))->setFocus();
}

static void tips(Scene &scene)
{
    auto *button = scene.add(new QPushButton(QStringLiteral("Ada")));
    button->setToolTip(marker);
    button->setStatusTip(marker);
}

static void titled(Scene &scene)
{
    auto *window = new QMainWindow(scene.page());
    window->setWindowTitle(marker);
    window->show();
    scene.target(window);
}

static void titledMdi(Scene &scene)
{
    auto *area = new QMdiArea;
    scene.page()->layout()->addWidget(area);
    QMdiSubWindow *window = area->addSubWindow(new QWidget);
    window->setWindowTitle(marker);
    window->showMaximized(); // which gives its title to the window
    scene.target(window);
}

static void askForToolTip(Scene &scene)
{
    const QWidget *window = scene.windowThere();
    if (QWidget *under = window->childAt(window->mapFromGlobal(scene.place()))) {
        QHelpEvent event(QEvent::ToolTip, under->mapFromGlobal(scene.place()), scene.place());
        QCoreApplication::sendEvent(under, &event);
    }
    scene.gotInIf(QToolTip::text() == marker);
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *tip : windows) { // hideText() lets it stand for a while
        if (tip->inherits("QTipLabel"))
            delete tip;
    }
}

QList<Vector> bySight()
{
    const auto grabTarget = [](Scene &s) { s.gotInIf(shows(s.the<QWidget>()->grab().toImage())); };
    const auto renderTarget = [](Scene &s) { s.gotInIf(shows(rendered(s.the<QWidget>()))); };
    const auto readTarget = [](Scene &s) { s.gotInIf(textOf(s.the<QWidget>()).contains(marker)); };
    return {
        {"a picture of the window", "--HVOW", blot, [](Scene &s) { s.gotInIf(shows(rendered(s.windowThere()))); }},
        {"QWidget::grab() of the window", "--HV-w", blot,
         [](Scene &s) { s.gotInIf(shows(s.window()->grab().toImage())); }},
        {"a picture of all visible windows", "--HVOW", blot,
         [](Scene &s) {
             const auto windows = QApplication::topLevelWidgets();
             for (QWidget *window : windows)
                 s.gotInIf(window->isVisible() && shows(window->grab().toImage()));
         }},
        {"QWidget::grab() of the target", "--hvow", blot, grabTarget},
        {"QWidget::render() of the target", "--hvow", blot, renderTarget},
        {"a picture of the screen", "--HVOW", blot, lookAtTheScreen, Vector().states, true},
        {"a picture of what was moved elsewhere", "--HVOW", blot, lookElsewhere},
        {"findChildren() of the window", "--hV-w", label, searchTheWindow},
        {"findChildren() of the window for tips", "--hV-w", tips, searchTheWindow},
        {"QApplication::allWidgets()", "--hvow", label, searchEverything},
        {"reading the target itself", "--hvow", edit, readTarget},
        {"allWidgets() after logging out", "--hVO-", edit, searchEverything, {State::NeverIn, State::LongOut}},
        {"a picture of the target after logging out", "--hVO-", blot, grabTarget, {State::NeverIn, State::LongOut}},
        {"the titles of windows", "--HVOW", titled, lookAtTitles},
        {"the title of an MDI window", "---VOW", titledMdi,
         [](Scene &s) {
             s.gotInIf(s.the<QWidget>()->isVisible() && s.the<QWidget>()->windowTitle().contains(marker));
         }},
        {"a tool tip", "--HVOW", tips, askForToolTip},
        {"Ctrl+A, Ctrl+C", "-DHVOW", edit, copyAll},
    };
}

} // namespace QtLogin::Attacks
