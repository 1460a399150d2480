// SPDX-License-Identifier: MIT
// Another program on the same screen, until its standard input ends:
//
//   anotherprogram copy <text>     has copied this text
//   anotherprogram image <colour>  has copied a picture of this colour
//   anotherprogram keep            has taken over what was copied, as a clipboard manager does
//   anotherprogram show            has the focus
#include <QtCore/qmimedata.h>
#include <QtCore/qsocketnotifier.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qguiapplication.h>
#include <QtGui/qimage.h>
#include <QtGui/qrasterwindow.h>

#include <cstdio>

static void say()
{
    std::puts("done");
    std::fflush(stdout);
}

static void keep(QClipboard *clipboard)
{
    const QImage image = clipboard->image();
    const QString text = clipboard->text();
    auto *kept = new QMimeData;
    if (image.isNull())
        kept->setText(text);
    else
        kept->setImageData(image);
    clipboard->setMimeData(kept);
}

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString deed = arguments.value(1);
    QRasterWindow window;
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (deed == u"show") {
        window.resize(50, 50);
        QObject::connect(&window, &QWindow::activeChanged, &application, say);
        window.show();
        window.requestActivate();
    } else {
        if (deed == u"copy")
            clipboard->setText(arguments.value(2));
        else if (deed == u"keep")
            keep(clipboard);
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(QColor(arguments.value(2)));
        if (deed == u"image")
            clipboard->setImage(image);
        say();
    }
    QSocketNotifier end(0, QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    return QGuiApplication::exec();
}
