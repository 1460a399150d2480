// SPDX-License-Identifier: MIT
#include "forms/translations.h"
#include "foundation/error.h"
#include "support/windowtest.h"

#include <QtCore/qdir.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qtranslator.h>
#include <QtCore/qxmlstream.h>
#include <QtWidgets/qapplication.h>

using namespace QtLogin;

class tst_Translations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }

    void theyAreInstalledAndReplaced();
    void aLanguageWithoutThemIsEnglish();
    void nothingIsUnfinished_data();
    void nothingIsUnfinished();
    void nothingIsMissing_data();
    void nothingIsMissing();
    void placeholdersSurvive_data();
    void placeholdersSurvive();

private:
    static QString path(const QString &language)
    {
        return QStringLiteral(QTLOGIN_SOURCE_DIR "/resources/translations/qtlogin_%1.ts").arg(language);
    }
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

void tst_Translations::aLanguageWithoutThemIsEnglish()
{
    const QString english = general();
    QVERIFY(!installTranslations(qApp, QLocale(QLocale::Icelandic)));
    QCOMPARE(general(), english);
}

void tst_Translations::nothingIsUnfinished_data()
{
    QTest::addColumn<QString>("language");
    for (const char *language : {"de", "ar"})
        QTest::newRow(language) << QString::fromLatin1(language);
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
    nothingIsUnfinished_data();
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
    QVERIFY(lupdate.waitForFinished());
    const QByteArray said = lupdate.readAllStandardOutput();
    QVERIFY2(said.contains("(0 new and"), said.constData());
    QFile before(path(language));
    QFile after(copy);
    QVERIFY(before.open(QIODevice::ReadOnly) && after.open(QIODevice::ReadOnly));
    QVERIFY2(before.readAll() == after.readAll(), "build the target qtlogin_update_translations");
}

void tst_Translations::placeholdersSurvive_data()
{
    nothingIsUnfinished_data();
}

// %1 and %2 everywhere; a mnemonic or three dots at the end mean something, too.
void tst_Translations::placeholdersSurvive()
{
    QFETCH(QString, language);
    QFile file(path(language));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString source;
    for (QXmlStreamReader xml(&file); !xml.atEnd(); xml.readNext()) {
        if (xml.isStartElement() && xml.name() == u"source")
            source = xml.readElementText();
        if (!xml.isStartElement() || xml.name() != u"translation" || source.contains(QStringLiteral("%n")))
            continue;
        const QString translated = xml.readElementText();
        for (const char *mark : {"%1", "%2", "…", ":"}) {
            const QString text = QString::fromUtf8(mark);
            QVERIFY2(source.count(text) == translated.count(text), qUtf8Printable(translated));
        }
        QVERIFY2(!translated.isEmpty(), qUtf8Printable(source));
    }
}

QTEST_MAIN(tst_Translations)
#include "tst_translations.moc"
