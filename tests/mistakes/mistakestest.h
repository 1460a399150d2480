// SPDX-License-Identifier: MIT
#pragma once

#include "mistakes/mistakespage.h"

#include <QtTest/qtest.h>

// Makes each mistake of a chapter. A test class has the slots; this has what they do.
class MistakesTest
{
public:
    MistakesTest(const char *test, std::vector<Mistake> mistakes)
        : m_test(QLatin1String(test)),
          m_mistakes(std::move(mistakes)),
          m_page(m_test)
    {
    }

    void addRows() const
    {
        QTest::addColumn<qsizetype>("number");
        for (std::size_t i = 0; i < m_mistakes.size(); ++i)
            QTest::newRow(m_mistakes[i].symptom) << qsizetype(i);
    }

    // One line in the log, one sentence without the names of an API, and both are what the page says.
    void makeIt()
    {
        QFETCH(const qsizetype, number);
        const Mistake &mistake = m_mistakes[std::size_t(number)];
        Overheard::listen();
        const QString sentence = mistake.make();
        if (QTest::currentTestFailed())
            return;
        const QStringList lines = Overheard::lines();
        QVERIFY2(lines.size() == 1, qPrintable(u'\n' + lines.join(u'\n')));
        static const QRegularExpression api(QStringLiteral("\\(\\)|::|[a-z][A-Z][a-z]"));
        QVERIFY2(!sentence.contains(api), qPrintable(sentence));
        const QString row = MistakesPage::row(mistake, lines.first(), sentence);
        m_made += row;
        QVERIFY2(MistakesPage::isToBeWritten() || m_page.rows().contains(row), qPrintable(u'\n' + row));
    }

    // Where docs/mistakes.md is out of date, MISTAKES_WRITE=1 writes it anew.
    void comparePage() const
    {
        if (MistakesPage::isToBeWritten())
            QVERIFY(m_made.size() == qsizetype(m_mistakes.size()) && m_page.write(m_made));
        QStringList symptoms;
        for (const Mistake &mistake : m_mistakes)
            symptoms += QString::fromUtf8(mistake.symptom);
        QStringList rows;
        const auto written = MistakesPage(m_test).rows();
        for (const QString &row : written)
            rows += row.section(QStringLiteral(" | "), 0, 0).mid(2);
        QCOMPARE(rows, symptoms);
    }

private:
    const QString m_test;
    const std::vector<Mistake> m_mistakes;
    const MistakesPage m_page;
    QStringList m_made;
};
