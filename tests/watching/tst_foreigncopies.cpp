// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "support/anotherprogram.h"
#include "support/stage.h"
#include "support/windowtest.h"

#include <QtGui/qclipboard.h>
#include <QtGui/qimage.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>

using namespace QtLogin;

namespace {

const auto secretText = QStringLiteral("what only Ada may read");

QString copied()
{
    return QGuiApplication::clipboard()->text();
}

QRgb copiedColour()
{
    const QImage image = QGuiApplication::clipboard()->image();
    return image.isNull() ? 0 : image.pixel(0, 0);
}

} // namespace

// Another program copies, or takes copies over, while guarded content is open here. They share a clipboard on a real
// window system only.
class tst_ForeignCopies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aLaterCopyInAnotherProgramStays();
    void aCopyInAnotherProgramIsNoneOfOurs();
    void whatAnotherProgramTookOverIsCleared();
    void theSameTextInAnotherProgramIsTakenForOurs();
    void aCopiedPictureIsCleared();
    void aLaterPictureInAnotherProgramStays();
    void aPictureThatAnotherProgramTookOverIsCleared();

private:
    void copyText();
    void copyPicture();
    // Does this in another program, which runs until the test ends.
    void elsewhere(const QStringList &deed);

    std::unique_ptr<Stage> stage;
    std::unique_ptr<ViewGuard> guard;
    std::unique_ptr<QMainWindow> window;
    std::unique_ptr<AnotherProgram> another;
    QPointer<QLineEdit> edit;
};

void tst_ForeignCopies::init()
{
    failOnWarnings();
    QGuiApplication::clipboard()->clear();
    stage = std::make_unique<Stage>();
    guard = std::make_unique<ViewGuard>(&stage->login());
    window = std::make_unique<QMainWindow>();
    window->setCentralWidget(guard->view(Requirement::login(), [this] { return edit = new QLineEdit(secretText); }));
    QVERIFY(stage->logInVerified(Stage::ada()));
    window->show();
    window->activateWindow();
    QVERIFY(edit);
    edit->setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), edit.data());
}

void tst_ForeignCopies::cleanup()
{
    another.reset();
    window.reset();
    guard.reset();
    stage.reset();
}

void tst_ForeignCopies::copyText()
{
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->ownsClipboard());
    QCOMPARE(copied(), secretText);
}

void tst_ForeignCopies::copyPicture()
{
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QGuiApplication::clipboard()->setImage(picture);
    QCOMPARE(copiedColour(), QColor(Qt::red).rgb());
}

void tst_ForeignCopies::elsewhere(const QStringList &deed)
{
    another = std::make_unique<AnotherProgram>(deed);
    QTRY_VERIFY(another->isDone());
    QTRY_VERIFY(!QGuiApplication::clipboard()->ownsClipboard());
}

void tst_ForeignCopies::aLaterCopyInAnotherProgramStays()
{
    copyText();
    elsewhere({QStringLiteral("copy"), QStringLiteral("theirs")});
    stage->login().lock();
    QCOMPARE(copied(), QStringLiteral("theirs"));
}

// Also where the keyboard is in guarded content.
void tst_ForeignCopies::aCopyInAnotherProgramIsNoneOfOurs()
{
    elsewhere({QStringLiteral("copy"), QStringLiteral("theirs")});
    QCOMPARE(QApplication::focusWidget(), edit.data());
    stage->login().lock();
    QCOMPARE(copied(), QStringLiteral("theirs"));
}

void tst_ForeignCopies::whatAnotherProgramTookOverIsCleared()
{
    copyText();
    elsewhere({QStringLiteral("keep")});
    QCOMPARE(copied(), secretText);
    stage->login().lock();
    QCOMPARE(copied(), QString());
}

void tst_ForeignCopies::theSameTextInAnotherProgramIsTakenForOurs()
{
    copyText();
    elsewhere({QStringLiteral("copy"), secretText});
    stage->login().lock();
    QCOMPARE(copied(), QString());
}

void tst_ForeignCopies::aCopiedPictureIsCleared()
{
    copyPicture();
    stage->login().lock();
    QCOMPARE(copiedColour(), QRgb(0));
}

void tst_ForeignCopies::aLaterPictureInAnotherProgramStays()
{
    copyPicture();
    elsewhere({QStringLiteral("image"), QStringLiteral("blue")});
    stage->login().lock();
    QCOMPARE(copiedColour(), QColor(Qt::blue).rgb());
}

void tst_ForeignCopies::aPictureThatAnotherProgramTookOverIsCleared()
{
    copyPicture();
    elsewhere({QStringLiteral("keep")});
    QCOMPARE(copiedColour(), QColor(Qt::red).rgb());
    stage->login().lock();
    QCOMPARE(copiedColour(), QRgb(0));
}

QTEST_MAIN(tst_ForeignCopies)

#include "tst_foreigncopies.moc"
