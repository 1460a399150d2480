// SPDX-License-Identifier: MIT
#include "dialogs/exhibition.h"
#include "forms/translations.h"
#include "presence/furniture.h"
#include "presence/onscreen.h"
#include "support/languages.h"
#include "support/pseudolanguage.h"
#include "support/windowtest.h"

#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qcheckbox.h>
#include <QtWidgets/qgroupbox.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtabbar.h>

using namespace QtLogin;

// The rules for everything that QtLogin shows, in every state and language: it is translated, has
// room for its words, and follows when the language changes.
class tst_Layouts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_font = QApplication::font(); }
    void init() { failOnWarnings(); }
    void cleanup();

    void everyWordIsTranslated();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void buttonsHaveRoomAroundTheirWords_data();
    void buttonsHaveRoomAroundTheirWords();
    void aNameOfAnyLengthMakesNothingWider_data();
    void aNameOfAnyLengthMakesNothingWider();
    void mnemonicsAreUnique_data();
    void mnemonicsAreUnique();
    void everythingFollowsTheLanguage_data();
    void everythingFollowsTheLanguage();
    void whatIsNotTranslatedIsFound();
    void whatIsClippedIsFound_data();
    void whatIsClippedIsFound();

private:
    void visitAll(const Furniture::Visitor &visitor) const;
    static bool isTheirs(const QString &text);

    QFont m_font;
    const QString m_person = Furniture::person();
    const QString m_application = QGuiApplication::applicationDisplayName();
};

void tst_Layouts::cleanup()
{
    installTranslations(qApp, QLocale::c());
    QApplication::setLayoutDirection(Qt::LeftToRight);
    QApplication::setFont(m_font);
    Furniture::setPerson(m_person);
    QGuiApplication::setApplicationDisplayName(m_application);
}

void tst_Layouts::visitAll(const Furniture::Visitor &visitor) const
{
    Exhibition().show([&](const QString &name, QDialog &dialog) { visitor(name, &dialog); });
    const bool isNormal = QApplication::font() == m_font;
    // In small windows; larger ones are easier.
    Furniture(isNormal ? QSize(300, 260) : QSize(560, 420), visitor).show();
}

// The words that an application, an authenticator or a person has said, and the names they have.
bool tst_Layouts::isTheirs(const QString &text)
{
    static const QStringList theirs {
        Furniture::person(),
        Furniture::applicationsWords(),
        QStringLiteral("id.example.org"),
        QStringLiteral("https://id.example.org/device"),
        QStringLiteral("WDJB-MJHT"),
        QStringLiteral("W D J B, M J H T"),
        QStringLiteral("ada-desktop"), // the names of computers
        QStringLiteral("ada-laptop"),
        QStringLiteral("analytical-engine.").repeated(12),
        QStringLiteral("Tools"),
        QStringLiteral("Log in to write in your journal."),
        QStringLiteral("To print this page, enter your password.\nTo delete all notes, enter your password."),
        QStringLiteral("Enter the code from your authenticator app."),
        QStringLiteral("Use at least 15 characters.\nLeave your user name out of it."),
        QStringLiteral("Use at least 15 characters."),
        QStringLiteral(
            "There is no keychain on this computer, so you will have to log in again the next time you start."),
    };
    const QString said = text.trimmed();
    return said.isEmpty() || theirs.contains(said) || said == QGuiApplication::applicationDisplayName();
}

void tst_Layouts::everyWordIsTranslated()
{
    const PseudoLanguage language;
    QStringList complaints;
    int looked = 0;
    visitAll([&](const QString &name, QWidget *window) {
        const auto sayings = sayingsOf(window);
        for (const Saying &saying : sayings) {
            ++looked;
            if (!isTheirs(PseudoLanguage::outside(saying.text)))
                complaints << QStringLiteral("%1, %2: \"%3\"").arg(name, saying.where, saying.text);
        }
    });
    QVERIFY2(complaints.isEmpty(), qUtf8Printable(complaints.join(u'\n')));
    QVERIFY(looked > 300);
}

void tst_Layouts::nothingIsClipped_data()
{
    QTest::addColumn<QByteArray>("language"); // "?": no person speaks it
    QTest::addColumn<int>("percent");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const int percent : {100, 200}) {
        for (const char *language : languages)
            QTest::addRow("%s at %d %%", language, percent)
                << QByteArray(language) << percent << QLocale(QLatin1String(language)).textDirection();
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft})
            QTest::addRow("%s at %d %%", direction == Qt::LeftToRight ? "longer" : "longer, mirrored", percent)
                << QByteArray("?") << percent << direction;
    }
}

void tst_Layouts::nothingIsClipped()
{
    QFETCH(QByteArray, language);
    QFETCH(int, percent);
    QFETCH(Qt::LayoutDirection, direction);
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    QApplication::setFont(font);
    const auto pseudo = language == "?" ? std::make_unique<PseudoLanguage>() : nullptr;
    if (!pseudo)
        installTranslations(qApp, QLocale(QLatin1String(language)));
    QApplication::setLayoutDirection(direction);

    QStringList complaints;
    int looked = 0;
    visitAll([&](const QString &name, QWidget *window) {
        ++looked;
        const auto clipped = clippedOn(window);
        for (const QString &complaint : clipped)
            complaints << name + QStringLiteral(": ") + complaint;
    });
    QVERIFY2(complaints.isEmpty(), qUtf8Printable(complaints.join(u'\n')));
    QVERIFY(looked > 30);
}

void tst_Layouts::buttonsHaveRoomAroundTheirWords_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {100, 200})
        QTest::addRow("%d %%", percent) << percent;
}

// Half a line on each side. The style's own margins are the same few pixels for every font.
void tst_Layouts::buttonsHaveRoomAroundTheirWords()
{
    QFETCH(const int, percent);
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    QApplication::setFont(font);
    QStringList complaints;
    int seen = 0;
    visitAll([&](const QString &name, QWidget *window) {
        const auto buttons = window->findChildren<QPushButton *>();
        for (const QPushButton *button : buttons) {
            if (!button->isVisible() || isTheirs(button->text()) || button->inherits("QtLogin::LinkButton"))
                continue;
            ++seen;
            const QSize words = button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
            const QSize room = button->size() - words;
            const int line = button->fontMetrics().height();
            if (room.width() < line || room.height() < line * 2 / 5)
                complaints << name + QStringLiteral(": ") + button->text();
        }
    });
    QVERIFY2(complaints.isEmpty(), qUtf8Printable(complaints.join(u'\n')));
    QVERIFY(seen > 60);
}

void tst_Layouts::aNameOfAnyLengthMakesNothingWider_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("200 letters in words") << QStringLiteral("Augusta Ada King ").repeated(12).left(200).trimmed();
    QTest::newRow("200 letters in one word") << QString(200, u'W');
    QTest::newRow("200 Arabic letters") << QString(200, u'\u0646');
}

// The name of a person, and that of the application: it can be read as a whole, in a tool tip and aloud.
void tst_Layouts::aNameOfAnyLengthMakesNothingWider()
{
    QFETCH(const QString, name);
    struct Window
    {
        int least;
        int width;
        bool saysName;
    };
    const auto look = [this](const QString &name) {
        QMap<QString, Window> windows;
        visitAll([&](const QString &which, QWidget *window) {
            const auto sayings = sayingsOf(window);
            const bool saysName = std::any_of(sayings.cbegin(), sayings.cend(), [&](const Saying &saying) {
                return saying.text.contains(name) || saying.text.contains(name.toHtmlEscaped());
            });
            windows.insert(which, {window->minimumSizeHint().width(), window->width(), saysName});
        });
        return windows;
    };
    const auto expected = look(Furniture::person());
    Furniture::setPerson(name);
    QGuiApplication::setApplicationDisplayName(name);
    const auto found = look(name);
    int named = 0;
    const int little = QFontMetrics(m_font).averageCharWidth() * 40;
    for (auto [which, window] : found.asKeyValueRange()) {
        QVERIFY2(window.least <= qMax(expected[which].least, little), qUtf8Printable(which));
        QVERIFY2(window.width <= qMax(expected[which].width, little), qUtf8Printable(which));
        QVERIFY2(window.saysName || !expected[which].saysName, qUtf8Printable(which));
        named += window.saysName;
    }
    QVERIFY(named > 5);
}

void tst_Layouts::mnemonicsAreUnique_data()
{
    QTest::addColumn<QString>("language");
    for (const char *language : languages)
        QTest::newRow(language) << QString::fromLatin1(language);
}

void tst_Layouts::mnemonicsAreUnique()
{
    QFETCH(QString, language);
    installTranslations(qApp, QLocale(language));
    QStringList complaints;
    qsizetype looked = 0;
    visitAll([&](const QString &name, QWidget *window) {
        QStringList keys = mnemonicsOn(window);
        looked += keys.size();
        if (keys.removeDuplicates() > 0)
            complaints << name + QStringLiteral(": ") + keys.join(u' ');
    });
    QVERIFY2(complaints.isEmpty(), qUtf8Printable(complaints.join(u'\n')));
    QVERIFY(looked > 50);
}

void tst_Layouts::everythingFollowsTheLanguage_data()
{
    QTest::addColumn<QByteArray>("language");
    QTest::newRow("one that nobody speaks") << QByteArray("?");
    QTest::newRow("German") << QByteArray("de");
}

// In each state, what is said after the change is what would have been said all along.
void tst_Layouts::everythingFollowsTheLanguage()
{
    QFETCH(QByteArray, language);
    std::unique_ptr<PseudoLanguage> pseudo;
    const auto speak = [&](bool theOther) {
        if (language == "?")
            pseudo = theOther ? std::make_unique<PseudoLanguage>() : nullptr;
        else
            installTranslations(qApp, theOther ? QLocale(QLatin1String(language)) : QLocale::c());
        QCoreApplication::sendPostedEvents();
    };
    speak(true);
    QMap<QString, QList<Saying>> allAlong;
    visitAll([&](const QString &name, QWidget *window) { allAlong[name] = sayingsOf(window); });
    speak(false);

    QStringList complaints;
    visitAll([&](const QString &name, QWidget *window) {
        speak(true);
        const auto sayings = sayingsOf(window);
        speak(false);
        const auto expected = allAlong.take(name);
        for (qsizetype i = 0; i < qMax(sayings.size(), expected.size()); ++i) {
            const Saying said = sayings.value(i);
            const Saying wanted = expected.value(i);
            if (said != wanted)
                complaints << QStringLiteral("%1, %2: \"%3\" instead of %4: \"%5\"")
                                  .arg(name, said.where, said.text, wanted.where, wanted.text);
        }
    });
    QVERIFY2(complaints.isEmpty(), qUtf8Printable(complaints.join(u'\n')));
    QVERIFY(allAlong.isEmpty());
}

// The tests above can fail.
void tst_Layouts::whatIsNotTranslatedIsFound()
{
    const PseudoLanguage language;
    const auto isFound = [](QWidget *widget) {
        QWidget window;
        widget->setParent(&window);
        window.show();
        const auto sayings = sayingsOf(&window);
        return std::any_of(sayings.cbegin(), sayings.cend(), [](const Saying &saying) {
            return PseudoLanguage::outside(saying.text).contains(QStringLiteral("plain"));
        });
    };
    const auto plain = QStringLiteral("plain");
    QVERIFY(isFound(new QLabel(plain)));
    QVERIFY(isFound(new QPushButton(plain)));
    QVERIFY(isFound(new QCheckBox(QCoreApplication::translate("QtLogin::LoginForm", "Code") + plain)));
    QVERIFY(!isFound(new QCheckBox(QCoreApplication::translate("QtLogin::LoginForm", "plain"))));
    QVERIFY(isFound(new QGroupBox(plain)));
    auto *tabs = new QTabBar;
    tabs->addTab(plain);
    QVERIFY(isFound(tabs));
    auto *field = new QLineEdit;
    field->setPlaceholderText(plain);
    QVERIFY(isFound(field));
    for (const char *property : {"toolTip", "accessibleName", "accessibleDescription"}) {
        auto *widget = new QWidget;
        widget->setProperty(property, plain);
        QVERIFY(isFound(widget));
    }
    auto *widget = new QWidget;
    widget->addAction(plain);
    QVERIFY(isFound(widget));
}

void tst_Layouts::whatIsClippedIsFound_data()
{
    QTest::addColumn<std::function<void(QBoxLayout &)>>("plant");
    const auto row = [](const char *name, std::function<void(QBoxLayout &)> plant) { QTest::newRow(name) << plant; };
    const auto words = QStringLiteral("several long words");
    row("a narrow label", [=](QBoxLayout &column) {
        auto *label = new QLabel(words);
        label->setFixedWidth(30);
        column.addWidget(label);
    });
    row("a low label", [=](QBoxLayout &column) {
        auto *label = new QLabel(words);
        label->setWordWrap(true);
        label->setFixedSize(label->fontMetrics().horizontalAdvance(words) / 2, label->fontMetrics().height());
        column.addWidget(label);
    });
    row("a word wider than its label", [=](QBoxLayout &column) {
        auto *label = new QLabel(QStringLiteral("a Donaudampfschifffahrtsgesellschaft"));
        label->setWordWrap(true);
        label->setFixedSize(40, 200);
        column.addWidget(label);
    });
    row("a narrow button", [=](QBoxLayout &column) {
        auto *button = new QPushButton(words);
        button->setFixedWidth(30);
        column.addWidget(button);
    });
    row("a low check box", [=](QBoxLayout &column) {
        auto *box = new QCheckBox(words);
        box->setFixedHeight(5);
        column.addWidget(box);
    });
    row("a long placeholder", [=](QBoxLayout &column) {
        auto *field = new QLineEdit;
        field->setPlaceholderText(words + words + words);
        field->setFixedWidth(100);
        column.addWidget(field);
    });
    row("something beyond the edge", [](QBoxLayout &column) {
        auto *widget = new QWidget(column.parentWidget());
        widget->setGeometry(-5, 0, 10, 10);
        widget->show();
    });
    row("a window beyond the screen", [](QBoxLayout &column) { column.addSpacing(1000); });
}

void tst_Layouts::whatIsClippedIsFound()
{
    using Plant = std::function<void(QBoxLayout &)>;
    QFETCH(Plant, plant);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *label = new QLabel(QStringLiteral("several long words"));
    label->setWordWrap(true);
    column->addWidget(label);
    column->addWidget(new QPushButton(QStringLiteral("Fine")));
    window.show();
    QCoreApplication::processEvents();
    QCOMPARE(clippedOn(&window), QStringList());
    plant(*column);
    QCoreApplication::processEvents();
    window.adjustSize();
    const QStringList complaints = clippedOn(&window);
    QVERIFY2(complaints.size() == 1, qUtf8Printable(complaints.join(u'\n')));
}

QTEST_MAIN(tst_Layouts)
#include "tst_layouts.moc"
