// SPDX-License-Identifier: MIT
#include "forms/waitingform.h"
#include "support/windowtest.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qdesktopservices.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;

class tst_WaitingForm : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void openInBrowser(const QUrl &link) { m_opened << link; }

private Q_SLOTS:
    void initTestCase() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "openInBrowser"); }
    void init();
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }

    void onlyHttpsMayBeOpened_data();
    void onlyHttpsMayBeOpened();
    void itOpensThePageAsOftenAsItIsAsked();
    void itOpensNothingOnceItIsCleared();
    void onlyTheHostOfAPageInTheBrowserIsShown();
    void aPageForAnotherDeviceIsShownWithoutItsQuery();
    void nothingThatIsSaidOrShownHasTheQuery();
    void aHostIsShownAsItIsWritten();
    void aLongHostKeepsItsEnd();
    void theWholeLinkIsCopied();
    void theCodeIsCopied();
    void theCodeIsSpelled();
    void theCodeCanBeSelectedAndNotChanged();
    void aCodeKeepsItsOrderFromRightToLeft();
    void withoutACodeThereIsNothingToCopy();
    void onlyAnotherDeviceHasAPictureOfTheLink();
    void thePictureHasTheCodeWhereThePageTakesIt();
    void thePictureIsDarkOnLightInEveryPalette();
    void aLinkThatIsTooLongHasNoPicture();
    void itSaysWhatItWaitsFor();
    void theNextPageBeginsAnew();

private:
    template<typename Part = QWidget>
    Part *part(const char *name) const { return m_form->findChild<Part *>(QLatin1String(name)); }
    void begin(LoginWay way, const NextStep &step);
    // All texts, tool tips, names and descriptions.
    QString said() const;

    QList<QUrl> m_opened;
    std::unique_ptr<WaitingForm> m_form;
};

static NextStep stepAt(const QString &link, const QString &code = {})
{
    return {.message = {}, .handle = "page", .link = QUrl(link), .code = code};
}

static const auto pageLink = QStringLiteral("https://id.example.org/device?state=s3cr3t#more");

void tst_WaitingForm::init()
{
    failOnWarnings();
    m_opened.clear();
    QGuiApplication::clipboard()->clear();
    m_form = std::make_unique<WaitingForm>();
}

void tst_WaitingForm::begin(LoginWay way, const NextStep &step)
{
    m_form->begin(way, step);
    m_form->resize(m_form->sizeHint());
    m_form->show();
    QCoreApplication::processEvents();
}

QString tst_WaitingForm::said() const
{
    QStringList said;
    const auto widgets = m_form->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        said << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
        if (const auto *label = qobject_cast<QLabel *>(widget))
            said << label->text();
        if (const auto *field = qobject_cast<QLineEdit *>(widget))
            said << field->text();
        if (QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget))
            said << interface->text(QAccessible::Name) << interface->text(QAccessible::Value);
    }
    return said.join(u'\n');
}

void tst_WaitingForm::onlyHttpsMayBeOpened_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("may");
    const auto row = [](const char *url, bool may) { QTest::newRow(url) << QUrl(QLatin1String(url)) << may; };
    row("https://id.example.org/authorize?state=1", true);
    row("https://id.example.org:8443/", true);
    row("http://id.example.org/", false);
    row("http://127.0.0.1/", false);
    row("file:///etc/passwd", false);
    row("javascript:alert(1)", false);
    row("mailto:ada@example.org", false);
    row("https:", false);
    row("https:///authorize", false);
    row("//id.example.org/", false);
    row("", false);
}

void tst_WaitingForm::onlyHttpsMayBeOpened()
{
    QFETCH(const QUrl, url);
    QFETCH(const bool, may);
    QCOMPARE(WaitingForm::mayOpen(url), may);
    m_form->begin(LoginWay::Browser, {.message = {}, .link = url});
    m_form->open();
    QCOMPARE(m_opened.size(), may ? 1 : 0);
}

void tst_WaitingForm::itOpensThePageAsOftenAsItIsAsked()
{
    begin(LoginWay::Browser, stepAt(pageLink));
    QVERIFY(m_opened.isEmpty());
    m_form->open();
    QCOMPARE(m_opened, QList {QUrl(pageLink)});
    part<QPushButton>("openAgain")->click();
    QTRY_COMPARE(m_opened.size(), 2);
    QCOMPARE(m_opened.last(), QUrl(pageLink));
}

void tst_WaitingForm::itOpensNothingOnceItIsCleared()
{
    begin(LoginWay::Browser, stepAt(pageLink));
    m_form->clear();
    m_form->open();
    QVERIFY(m_opened.isEmpty());
    QVERIFY(!said().contains(QStringLiteral("example")));
}

void tst_WaitingForm::onlyTheHostOfAPageInTheBrowserIsShown()
{
    begin(LoginWay::Browser, stepAt(pageLink));
    QCOMPARE(part<QLabel>("page")->text(), QStringLiteral("id.example.org"));
    begin(LoginWay::Browser, stepAt(QStringLiteral("https://id.example.org@evil.example.com/")));
    QCOMPARE(part<QLabel>("page")->text(), QStringLiteral("evil.example.com"));
}

void tst_WaitingForm::aPageForAnotherDeviceIsShownWithoutItsQuery()
{
    begin(LoginWay::Device, stepAt(pageLink));
    QCOMPARE(part<QLabel>("page")->text(), QStringLiteral("https://id.example.org/device"));
}

void tst_WaitingForm::nothingThatIsSaidOrShownHasTheQuery()
{
    for (const LoginWay way : {LoginWay::Browser, LoginWay::Device}) {
        begin(way, stepAt(pageLink, QStringLiteral("WDJB")));
        QVERIFY(said().contains(QStringLiteral("id.example.org")));
        QVERIFY(!said().contains(QStringLiteral("s3cr3t")));
        QVERIFY(!said().contains(QStringLiteral("more")));
    }
}

void tst_WaitingForm::aHostIsShownAsItIsWritten()
{
    begin(LoginWay::Device, stepAt(QStringLiteral("https://id.example.org/r&d/<b>x</b>")));
    QVERIFY(part<QLabel>("page")->text().contains(QStringLiteral("/r&d/")));
    QCOMPARE(part<QLabel>("page")->textFormat(), Qt::PlainText);
}

// The end of a host's name says whose page it is.
void tst_WaitingForm::aLongHostKeepsItsEnd()
{
    const QString host = QStringLiteral("id.example.org.").repeated(10) + QStringLiteral("evil.example.com");
    begin(LoginWay::Browser, stepAt(QStringLiteral("https://%1/").arg(host)));
    m_form->resize(300, m_form->height());
    QCoreApplication::processEvents();
    auto *page = part<QLabel>("page");
    QCOMPARE(page->text(), host);
    QVERIFY(page->width() < page->fontMetrics().horizontalAdvance(host));
    const QImage elided = page->grab().toImage();
    page->setText(QStringLiteral("…") + host);
    const QImage longer = page->grab().toImage();
    QCOMPARE(elided, longer); // what it begins with is not seen
    page->setText(host + QStringLiteral("x"));
    QVERIFY(page->grab().toImage() != elided);
}

void tst_WaitingForm::theWholeLinkIsCopied()
{
    for (const LoginWay way : {LoginWay::Browser, LoginWay::Device}) {
        begin(way, stepAt(pageLink));
        part<QPushButton>("copyLink")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), pageLink);
        QCOMPARE(part<QPushButton>("copyLink")->accessibleDescription(), QStringLiteral("The link is copied."));
    }
}

void tst_WaitingForm::theCodeIsCopied()
{
    begin(LoginWay::Device, stepAt(pageLink, QStringLiteral("WDJB-MJHT")));
    part<QPushButton>("copyCode")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("WDJB-MJHT"));
    QVERIFY(said().contains(QStringLiteral("The code is copied.")));
    part<QPushButton>("copyLink")->click();
    QVERIFY(!part("copyCode")->accessibleDescription().contains(QStringLiteral("copied")));
    QVERIFY(said().contains(QStringLiteral("The link is copied.")));
}

void tst_WaitingForm::theCodeIsSpelled()
{
    begin(LoginWay::Device, stepAt(pageLink, QStringLiteral("WDJB-MJ12")));
    QAccessibleInterface *code = QAccessible::queryAccessibleInterface(part("code"));
    QCOMPARE(code->text(QAccessible::Name), QStringLiteral("Code: W D J B, M J 1 2"));
}

void tst_WaitingForm::theCodeCanBeSelectedAndNotChanged()
{
    begin(LoginWay::Device, stepAt(pageLink, QStringLiteral("WDJB-MJHT")));
    auto *code = part<QLineEdit>("code");
    m_form->focusFirstField();
    QCOMPARE(m_form->focusWidget(), code);
    QTest::keyClicks(code, QStringLiteral("x"));
    QCOMPARE(code->text(), QStringLiteral("WDJB-MJHT"));
    QTest::keyClick(code, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(code, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("WDJB-MJHT"));
}

void tst_WaitingForm::aCodeKeepsItsOrderFromRightToLeft()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    begin(LoginWay::Device, stepAt(pageLink, QStringLiteral("12 34")));
    auto *code = part<QLineEdit>("code");
    code->setCursorPosition(0);
    const int first = code->inputMethodQuery(Qt::ImCursorRectangle).toRect().left();
    code->setCursorPosition(5);
    QVERIFY(first < code->inputMethodQuery(Qt::ImCursorRectangle).toRect().left());
    QVERIFY(code->alignment() & Qt::AlignRight);
}

void tst_WaitingForm::withoutACodeThereIsNothingToCopy()
{
    begin(LoginWay::Device, stepAt(pageLink));
    QVERIFY(!part("code")->isVisible() && !part("codeLabel")->isVisible() && !part("copyCode")->isVisible());
    m_form->focusFirstField();
    QCOMPARE(m_form->focusWidget(), part("copyLink"));
}

void tst_WaitingForm::onlyAnotherDeviceHasAPictureOfTheLink()
{
    begin(LoginWay::Browser, stepAt(pageLink));
    QVERIFY(!part("picture")->isVisible());
    QVERIFY(part("openAgain")->isVisible());
    begin(LoginWay::Device, stepAt(pageLink));
    QVERIFY(part("picture")->isVisible());
    QVERIFY(!part("openAgain")->isVisible());
    QAccessibleInterface *picture = QAccessible::queryAccessibleInterface(part("picture"));
    QCOMPARE(picture->role(), QAccessible::Graphic);
    QCOMPARE(picture->text(QAccessible::Name), QStringLiteral("QR code of the link"));
}

void tst_WaitingForm::thePictureHasTheCodeWhereThePageTakesIt()
{
    const auto picture = [this] { return part<QLabel>("picture")->pixmap(Qt::ReturnByValue).toImage(); };
    begin(LoginWay::Device, stepAt(pageLink, QStringLiteral("ABCD-EFGH")));
    const QImage plain = picture();
    NextStep step = stepAt(pageLink, QStringLiteral("ABCD-EFGH"));
    step.linkWithCode = QUrl(QStringLiteral("https://id.example.org/device?user_code=ABCD-EFGH"));
    begin(LoginWay::Device, step);
    QVERIFY(picture() != plain);
    step.link = step.linkWithCode;
    const QImage withCode = picture();
    begin(LoginWay::Device, stepAt(step.linkWithCode.toString(), QStringLiteral("ABCD-EFGH")));
    QCOMPARE(picture(), withCode);
    step = stepAt(pageLink, QStringLiteral("ABCD-EFGH"));
    step.linkWithCode = QUrl(QStringLiteral("http://id.example.org/device"));
    begin(LoginWay::Device, step);
    QCOMPARE(picture(), plain);
}

void tst_WaitingForm::thePictureIsDarkOnLightInEveryPalette()
{
    m_form->setPalette(QPalette(QColor(0x3a, 0x3a, 0x3e), QColor(0x2b, 0x2b, 0x2e)));
    begin(LoginWay::Device, stepAt(pageLink));
    const QImage image = part("picture")->grab().toImage();
    const int quiet = image.width() / 16; // at least
    int dark = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor colour = image.pixelColor(x, y);
            QVERIFY(colour == QColor(Qt::black) || colour == QColor(Qt::white));
            const bool isEdge = qMin(x, y) < quiet || qMax(x, y) >= image.width() - quiet;
            QVERIFY(!isEdge || colour == QColor(Qt::white));
            dark += colour == QColor(Qt::black);
        }
    }
    QVERIFY(dark > image.width() * image.height() / 6);
}

void tst_WaitingForm::aLinkThatIsTooLongHasNoPicture()
{
    begin(LoginWay::Device, stepAt(QStringLiteral("https://id.example.org/") + QString(3000, u'x')));
    QVERIFY(!part("picture")->isVisible());
    QVERIFY(part("copyLink")->isVisible());
    begin(LoginWay::Device, stepAt(QStringLiteral("https://id.example.org/") + QString(2000, u'x')));
    QVERIFY(part("picture")->isVisible());
}

void tst_WaitingForm::itSaysWhatItWaitsFor()
{
    begin(LoginWay::Browser, stepAt(pageLink));
    QVERIFY(said().contains(QStringLiteral("Continue in your browser. This window waits for you.")));
    begin(LoginWay::Device, stepAt(pageLink));
    QVERIFY(said().contains(QStringLiteral("Open this page on another device. This window")));
    begin(LoginWay::Device, stepAt(pageLink, QStringLiteral("WDJB")));
    QVERIFY(said().contains(QStringLiteral("and enter the code. This window")));
}

void tst_WaitingForm::theNextPageBeginsAnew()
{
    begin(LoginWay::Device, stepAt(pageLink, QStringLiteral("WDJB")));
    part<QPushButton>("copyCode")->click();
    begin(LoginWay::Browser, stepAt(QStringLiteral("https://other.example.net/")));
    QVERIFY(!said().contains(QStringLiteral("WDJB")));
    QVERIFY(!said().contains(QStringLiteral("id.example.org")));
    QVERIFY(!said().contains(QStringLiteral("copied")));
    QVERIFY(said().contains(QStringLiteral("other.example.net")));
}

QTEST_MAIN(tst_WaitingForm)
#include "tst_waitingform.moc"
