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

#include <cstdio>
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
    void theFirstLanguageThatTheReaderUnderstandsIsSpoken_data();
    void theFirstLanguageThatTheReaderUnderstandsIsSpoken();
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

void tst_Translations::theFirstLanguageThatTheReaderUnderstandsIsSpoken_data()
{
    QTest::addColumn<QString>("languages");
    QTest::addColumn<QString>("spoken");
    const auto row = [](const char *languages, const char *spoken) {
        QTest::newRow(languages) << QString::fromLatin1(languages) << QString::fromLatin1(spoken);
    };
    row("de", "de");
    row("de_AT:en_US", "de");
    row("en_US:de", "en"); // English has no file, and is understood all the same
    row("en:de", "en");
    row("en_GB:en:de", "en");
    row("is:de:en", "de");
    row("is:en:de", "en");
    row("zh_TW:de", "de");
    row("zh_SG:de", "zh_CN");
    row("is", "en");
}

// QLocale reads the environment once, so that another process has to.
void tst_Translations::theFirstLanguageThatTheReaderUnderstandsIsSpoken()
{
    QFETCH(const QString, languages);
    QFETCH(const QString, spoken);
    QString expected;
    {
        installTranslations(qApp, QLocale(spoken));
        expected = general();
        installTranslations(qApp, QLocale::c());
    }
    QProcess reader;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable : {"LC_ALL", "LC_MESSAGES"})
        environment.remove(QLatin1String(variable));
    environment.insert(QStringLiteral("LANG"), QStringLiteral("en_US.UTF-8"));
    environment.insert(QStringLiteral("LANGUAGE"), languages);
    reader.setProcessEnvironment(environment);
    reader.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--say")});
    QVERIFY(reader.waitForFinished(patience));
    QCOMPARE(reader.exitCode(), 0);
    QCOMPARE(QString::fromUtf8(reader.readAllStandardOutput()), expected);
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

// As an application of one reader: says a sentence in the language that it would speak.
static int say()
{
    installTranslations(qApp, QLocale());
    const QByteArray sentence = Error(Error::Kind::WrongCredentials).message().toUtf8();
    return std::fwrite(sentence.constData(), 1, size_t(sentence.size()), stdout) == size_t(sentence.size()) ? 0 : 1;
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (application.arguments().value(1) == u"--say")
        return say();
    tst_Translations test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_translations.moc"
