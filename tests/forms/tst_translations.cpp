// SPDX-License-Identifier: MIT
#include "forms/translations.h"
#include "foundation/error.h"
#include "support/languages.h"
#include "support/patience.h"
#include "support/windowtest.h"

#include <QtCore/qdir.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qtranslator.h>
#include <QtCore/qxmlstream.h>
#include <QtWidgets/qapplication.h>

#include <functional>

using namespace QtLogin;

class tst_Translations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void theyAreInstalledAndReplaced();
    void simplifiedChineseIsSpokenInEveryCountry();
    void aLanguageWithoutThemIsEnglish();
    void everyFileIsALanguageThatIsTested();
    void everyLanguageIsSpoken_data();
    void everyLanguageIsSpoken();
    void nothingIsUnfinished_data();
    void nothingIsUnfinished();
    void nothingIsMissing_data();
    void nothingIsMissing();
    void placeholdersSurvive_data();
    void placeholdersSurvive();
    void mnemonicsSurvive_data();
    void mnemonicsSurvive();

private:
    using Visitor = std::function<void(const QString &source, const QString &translated)>;
    static QString path(const QString &language)
    {
        return QStringLiteral(QTLOGIN_SOURCE_DIR "/resources/translations/qtlogin_%1.ts").arg(language);
    }
    static void addLanguages();
    static void visit(const QString &language, const Visitor &visitor);
    static QString general() { return Error(Error::Kind::WrongCredentials).message(); }
};

void tst_Translations::theyAreInstalledAndReplaced()
{
    const QString english = general();
    QVERIFY(installTranslations(qApp, QLocale(QLocale::German, QLocale::Austria)));
    const QString german = general();
    QVERIFY(german != english);
    QVERIFY(installTranslations(qApp, QLocale(QLocale::Arabic)));
    QVERIFY(general() != german);
    QCOMPARE(qApp->findChildren<QTranslator *>().size(), 1);
    QVERIFY(!installTranslations(qApp, QLocale::c()));
    QCOMPARE(general(), english);
    QCOMPARE(qApp->findChildren<QTranslator *>().size(), 0);
}

void tst_Translations::simplifiedChineseIsSpokenInEveryCountry()
{
    const QString english = general();
    QVERIFY(installTranslations(qApp, QLocale(QLocale::Chinese, QLocale::SimplifiedHanScript, QLocale::Singapore)));
    QVERIFY(general() != english);
    QVERIFY(!installTranslations(qApp, QLocale::c()));
}

// A Taiwanese would rather read English than the mainland's characters.
void tst_Translations::aLanguageWithoutThemIsEnglish()
{
    const QString english = general();
    for (const QLocale &locale : {QLocale(QLocale::Icelandic), QLocale(QLocale::Chinese, QLocale::Taiwan)}) {
        QVERIFY(!installTranslations(qApp, locale));
        QCOMPARE(general(), english);
    }
}

void tst_Translations::addLanguages()
{
    QTest::addColumn<QString>("language");
    for (const char *language : languages) {
        if (qstrcmp(language, "en") != 0)
            QTest::newRow(language) << QString::fromLatin1(language);
    }
}

void tst_Translations::everyFileIsALanguageThatIsTested()
{
    QStringList files;
    for (const char *language : languages)
        files << QStringLiteral("qtlogin_%1.ts").arg(QLatin1String(language));
    files.removeOne(QStringLiteral("qtlogin_en.ts"));
    const QDir folder(QStringLiteral(QTLOGIN_SOURCE_DIR "/resources/translations"));
    QCOMPARE(folder.entryList({QStringLiteral("*.ts")}, QDir::Files, QDir::Name), files);
}

void tst_Translations::everyLanguageIsSpoken_data()
{
    addLanguages();
}

void tst_Translations::everyLanguageIsSpoken()
{
    QFETCH(QString, language);
    const QString english = general();
    QVERIFY(installTranslations(qApp, QLocale(language)));
    QVERIFY(general() != english);
    QVERIFY(!installTranslations(qApp, QLocale::c()));
}

void tst_Translations::nothingIsUnfinished_data()
{
    addLanguages();
}

void tst_Translations::nothingIsUnfinished()
{
    QFETCH(QString, language);
    QFile file(path(language));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int translations = 0;
    QString source;
    for (QXmlStreamReader xml(&file); !xml.atEnd(); xml.readNext()) {
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"source")
            source = xml.readElementText();
        if (xml.name() != u"translation" && xml.name() != u"numerusform")
            continue;
        QVERIFY2(!xml.attributes().hasAttribute(QStringLiteral("type")), qUtf8Printable(source));
        ++translations;
        if (xml.name() == u"numerusform")
            QVERIFY2(!xml.readElementText().isEmpty(), qUtf8Printable(source));
    }
    QVERIFY(translations > 100);
}

void tst_Translations::nothingIsMissing_data()
{
    addLanguages();
}

void tst_Translations::nothingIsMissing()
{
    QFETCH(QString, language);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy.ts"));
    QVERIFY(QFile::copy(path(language), copy));
    QProcess lupdate;
    lupdate.start(QStringLiteral(QTLOGIN_LUPDATE),
                  {QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-no-obsolete"),
                   QStringLiteral(QTLOGIN_SOURCE_DIR "/src"), QStringLiteral(QTLOGIN_SOURCE_DIR "/ui"),
                   QStringLiteral("-ts"), copy});
    QVERIFY(lupdate.waitForFinished(patience));
    const QByteArray said = lupdate.readAllStandardOutput();
    QVERIFY2(said.contains("(0 new and"), said.constData());
    QFile before(path(language));
    QFile after(copy);
    QVERIFY(before.open(QIODevice::ReadOnly) && after.open(QIODevice::ReadOnly));
    QVERIFY2(before.readAll() == after.readAll(), "build the target qtlogin_update_translations");
}

// Every pair of texts but those with a plural.
void tst_Translations::visit(const QString &language, const Visitor &visitor)
{
    QFile file(path(language));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString source;
    for (QXmlStreamReader xml(&file); !xml.atEnd(); xml.readNext()) {
        if (xml.isStartElement() && xml.name() == u"source")
            source = xml.readElementText();
        if (xml.isStartElement() && xml.name() == u"translation" && !source.contains(QStringLiteral("%n")))
            visitor(source, xml.readElementText());
    }
}

void tst_Translations::placeholdersSurvive_data()
{
    addLanguages();
}

// %1 and %2 everywhere; a colon or three dots at the end mean something, too.
void tst_Translations::placeholdersSurvive()
{
    QFETCH(QString, language);
    visit(language, [](const QString &source, QString translated) {
        QVERIFY2(!translated.isEmpty(), qUtf8Printable(source));
        translated.replace(u'\uff1a', u':'); // the wide one of Chinese
        for (const char *mark : {"%1", "%2", "…", ":"}) {
            const QString text = QString::fromUtf8(mark);
            QVERIFY2(source.count(text) == translated.count(text), qUtf8Printable(translated));
        }
    });
}

void tst_Translations::mnemonicsSurvive_data()
{
    addLanguages();
}

// Where letters are not typed with one key, Latin ones stand for them, behind the words.
void tst_Translations::mnemonicsSurvive()
{
    QFETCH(QString, language);
    const bool latinBehind = language == u"ja" || language == u"zh_CN";
    const QRegularExpression behind(QStringLiteral("\\(&[A-Z]\\)[:\uff1a…]?$"));
    const QRegularExpression within(QStringLiteral("&\\w"), QRegularExpression::UseUnicodePropertiesOption);
    visit(language, [&](const QString &source, const QString &translated) {
        QVERIFY2(source.count(u'&') == translated.count(u'&'), qUtf8Printable(translated));
        const QRegularExpression &custom = latinBehind ? behind : within;
        QVERIFY2(!source.contains(u'&') || translated.contains(custom), qUtf8Printable(translated));
    });
}

QTEST_MAIN(tst_Translations)
#include "tst_translations.moc"
