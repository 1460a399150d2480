// SPDX-License-Identifier: MIT
#include "network/browserpage_p.h"
#include "network/loopbackresponse_p.h"
#include "support/languages.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qfile.h>
#include <QtCore/qhash.h>
#include <QtCore/qlocale.h>
#include <QtCore/qtranslator.h>
#include <QtCore/qxmlstream.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using Outcome = BrowserPage::Outcome;

namespace {

// The words of a page, straight from the file that translators work on.
class PageTranslator : public QTranslator
{
public:
    explicit PageTranslator(const QString &language)
    {
        QFile file(QStringLiteral(QTLOGIN_SOURCE_DIR "/resources/translations/qtlogin_%1.ts").arg(language));
        if (!file.open(QIODevice::ReadOnly))
            return;
        QString context, source;
        for (QXmlStreamReader xml(&file); !xml.atEnd(); xml.readNext()) {
            if (!xml.isStartElement())
                continue;
            if (xml.name() == u"name")
                context = xml.readElementText();
            else if (xml.name() == u"source")
                source = xml.readElementText();
            else if (xml.name() == u"translation" && context == u"QtLogin::BrowserPage")
                m_words.insert(source, xml.readElementText());
        }
    }

    bool isEmpty() const override { return m_words.isEmpty(); }
    int count() const { return m_words.size(); }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "QtLogin::BrowserPage") == 0 ? m_words.value(QString::fromUtf8(source)) : QString();
    }

private:
    QHash<QString, QString> m_words;
};

// A document that was read as XML, which finds each quote and bracket that is out of place.
struct Document
{
    explicit Document(const QByteArray &html)
    {
        QXmlStreamReader xml(html);
        QStringList open;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement()) {
                open << xml.name().toString();
                elements << open.last();
                for (const auto &attribute : xml.attributes())
                    attributes.insert(open.last() + u'/' + attribute.name().toString(), attribute.value().toString());
            } else if (xml.isEndElement()) {
                open.removeLast();
            } else if (xml.isCharacters() && !open.isEmpty()) {
                for (const QString &element : open)
                    texts[element] += xml.text().toString();
            }
        }
        error = xml.hasError() ? xml.errorString() : QString();
    }

    QString error;
    QStringList elements;
    QMultiHash<QString, QString> attributes;
    QHash<QString, QString> texts;
};

} // namespace

class tst_BrowserPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOutcomeSaysSoAndLeadsBack_data() { addOutcomes(); }
    void everyOutcomeSaysSoAndLeadsBack()
    {
        QFETCH(const Outcome, outcome);
        QFETCH(const QString, headline);
        QFETCH(const QString, sentence);
        const Document page(BrowserPage(outcome, QStringLiteral("Journal")).html());
        QCOMPARE(page.error, QString());
        QCOMPARE(page.texts[QStringLiteral("h1")], headline);
        QCOMPARE(page.texts[QStringLiteral("p")], sentence);
        QCOMPARE(page.texts[QStringLiteral("title")], headline + QStringLiteral(" – Journal"));
        QCOMPARE(page.attributes.value(QStringLiteral("html/lang")), QStringLiteral("en"));
        QCOMPARE(page.attributes.value(QStringLiteral("html/dir")), QStringLiteral("ltr"));
    }

    void itRunsNothingAndLoadsNothing_data() { addOutcomes(); } // G4
    void itRunsNothingAndLoadsNothing()
    {
        QFETCH(const Outcome, outcome);
        const QByteArray html = BrowserPage(outcome, QStringLiteral("Journal")).html();
        const Document page(html);
        for (const QString &element : page.elements) {
            static const QStringList harmless = {
                QStringLiteral("html"), QStringLiteral("head"), QStringLiteral("meta"), QStringLiteral("link"),
                QStringLiteral("title"), QStringLiteral("style"), QStringLiteral("body"), QStringLiteral("main"),
                QStringLiteral("svg"), QStringLiteral("circle"), QStringLiteral("path"), QStringLiteral("h1"),
                QStringLiteral("p"), QStringLiteral("bdi")};
            QVERIFY2(harmless.contains(element), qUtf8Printable(element));
        }
        for (auto it = page.attributes.begin(); it != page.attributes.end(); ++it) {
            QVERIFY2(!it.key().contains(u"/on") && !it.key().endsWith(u"/style") && !it.key().endsWith(u"/src"),
                     qUtf8Printable(it.key()));
            if (it.key().endsWith(u"/href"))
                QCOMPARE(it.value(), QStringLiteral("data:,"));
        }
        QVERIFY(!html.contains("://") && !html.contains("url(") && !html.contains("@import"));
    }

    void theNameOfTheApplicationIsTextAlone()
    {
        const QString name = QStringLiteral("</p><script>alert('%1')</script>&amp;\"\u202e");
        const QByteArray html = BrowserPage(Outcome::LoggedIn, name).html();
        const Document page(html);
        QCOMPARE(page.error, QString());
        QCOMPARE(page.texts[QStringLiteral("bdi")], name);
        QVERIFY(!html.contains("<script"));
    }

    void withoutANameItIsThatOfTheProgram()
    {
        const Document page(BrowserPage(Outcome::Failed, {}).html());
        QCOMPARE(page.texts[QStringLiteral("bdi")], QCoreApplication::applicationName());
        QVERIFY(!QCoreApplication::applicationName().isEmpty());
    }

    void everyLanguageHasItsWordsAndItsDirection_data()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : languages) {
            if (qstrcmp(language, "en") != 0)
                QTest::newRow(language) << QString::fromLatin1(language);
        }
    }

    void everyLanguageHasItsWordsAndItsDirection()
    {
        QFETCH(const QString, language);
        PageTranslator translator(language);
        QCOMPARE(translator.count(), 6);
        const Document english(BrowserPage(Outcome::LoggedIn, QStringLiteral("Journal")).html());
        QVERIFY(QCoreApplication::installTranslator(&translator));
        for (const Outcome outcome : {Outcome::LoggedIn, Outcome::Failed, Outcome::Cancelled}) {
            const Document page(BrowserPage(outcome, QStringLiteral("Journal")).html());
            const QString tag = page.attributes.value(QStringLiteral("html/lang"));
            QCOMPARE(QLocale(tag), QLocale(language));
            QVERIFY(!tag.contains(u'_'));
            QCOMPARE(page.attributes.value(QStringLiteral("html/dir")),
                     language == u"ar" ? QStringLiteral("rtl") : QStringLiteral("ltr"));
            QVERIFY(page.texts[QStringLiteral("h1")] != english.texts[QStringLiteral("h1")]);
            QVERIFY(page.texts[QStringLiteral("p")].contains(u"Journal"));
        }
        QVERIFY(QCoreApplication::removeTranslator(&translator));
        const Document again(BrowserPage(Outcome::LoggedIn, QStringLiteral("Journal")).html());
        QCOMPARE(again.texts[QStringLiteral("h1")], english.texts[QStringLiteral("h1")]);
    }

    void thePolicyAllowsItsStyleAndNothingElse() // G4
    {
        const QByteArray html = BrowserPage(Outcome::LoggedIn, QStringLiteral("Journal")).html();
        const qsizetype begin = html.indexOf("<style>") + 7;
        const QByteArray style = html.mid(begin, html.indexOf("</style>") - begin);
        const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
        QCOMPARE(BrowserPage::contentSecurityPolicy(),
                 "default-src 'none'; img-src data:; style-src 'sha256-" + hash
                     + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    void everyResponseIsKeptByNoCacheAndSentToNoOne_data() // G4
    {
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("refused") << LoopbackResponse::notFound() << QByteArray("HTTP/1.1 404 Not Found");
        QTest::newRow("led on") << LoopbackResponse::seeOther("/page") << QByteArray("HTTP/1.1 303 See Other");
        QTest::newRow("page") << LoopbackResponse::page("<html/>", "default-src 'none'") << QByteArray("HTTP/1.1 200 OK");
    }

    void everyResponseIsKeptByNoCacheAndSentToNoOne()
    {
        QFETCH(const QByteArray, response);
        QFETCH(const QByteArray, status);
        const qsizetype end = response.indexOf("\r\n\r\n");
        const QByteArray head = response.first(end + 2);
        QVERIFY(head.startsWith(status + "\r\n"));
        for (const char *header : {"Connection: close", "Cache-Control: no-store", "Referrer-Policy: no-referrer",
                                   "X-Content-Type-Options: nosniff"})
            QVERIFY2(head.contains("\r\n" + QByteArray(header) + "\r\n"), header);
        QVERIFY(head.contains("\r\nContent-Length: " + QByteArray::number(response.size() - end - 4) + "\r\n"));
        QCOMPARE(head.contains("\r\nLocation: /page\r\n"), status.contains("303"));
        QCOMPARE(head.contains("\r\nContent-Security-Policy: default-src 'none'\r\n"), status.contains("200"));
        QCOMPARE(head.contains("\r\nContent-Type: text/html; charset=utf-8\r\n"), status.contains("200"));
    }

private:
    static void addOutcomes()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("sentence");
        const QString back = QStringLiteral("You can close this page and go back to Journal.");
        QTest::newRow("logged in") << Outcome::LoggedIn << QStringLiteral("You are logged in") << back;
        QTest::newRow("failed") << Outcome::Failed << QStringLiteral("The login did not work")
                                << QStringLiteral("You can close this page and try again in Journal.");
        QTest::newRow("cancelled") << Outcome::Cancelled << QStringLiteral("The login was cancelled") << back;
    }
};

QTEST_GUILESS_MAIN(tst_BrowserPage)
#include "tst_browserpage.moc"
