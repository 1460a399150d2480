// SPDX-License-Identifier: MIT
#include "mistakes/mistakespage.h"

#include <QtCore/qfile.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qmutex.h>
#include <QtCore/qregularexpression.h>

static const char head[] =
    "| What you see | What the log says | What the person reads | What helps |\n|---|---|---|---|\n";

MistakesPage::MistakesPage(const QString &test)
{
    QFile file(QStringLiteral(QTLOGIN_MISTAKES_PAGE));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QString text = QString::fromUtf8(file.readAll());
    const QString mark = QStringLiteral("<!-- made by tests/mistakes/%1.cpp -->\n\n").arg(test) + QLatin1String(head);
    const qsizetype found = text.indexOf(mark);
    if (found < 0)
        return;
    const qsizetype begin = found + mark.size();
    const qsizetype next = text.indexOf(QStringLiteral("\n\n"), begin - 1);
    const qsizetype end = next < 0 ? text.size() : next + 1;
    m_before = text.first(begin);
    m_rows = text.mid(begin, end - begin).split(u'\n', Qt::SkipEmptyParts);
    m_after = text.mid(end);
}

QString MistakesPage::row(const Mistake &mistake, const QString &line, const QString &sentence)
{
    return QStringLiteral("| %1 | `%2` | %3 | %4 |")
        .arg(QString::fromUtf8(mistake.symptom), line, sentence.isEmpty() ? QStringLiteral("–") : sentence,
             QString::fromUtf8(mistake.cure));
}

bool MistakesPage::isToBeWritten()
{
    return qEnvironmentVariableIsSet("MISTAKES_WRITE");
}

bool MistakesPage::write(const QStringList &rows) const
{
    QFile file(QStringLiteral(QTLOGIN_MISTAKES_PAGE));
    return !m_before.isEmpty() && file.open(QIODevice::WriteOnly)
        && file.write((m_before + rows.join(u'\n') + u'\n' + m_after).toUtf8()) > 0;
}

static QtMessageHandler before = nullptr;
static QStringList overheard;
static int pauses = 0;
static QMutex mutex; // threads of the library may log as well

static void hear(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!QByteArrayView(context.category).startsWith("qtlogin."))
        return before(type, context, text);
    if (type == QtDebugMsg)
        return;
    static const QRegularExpression address(QStringLiteral("\\(0x[0-9a-f]+"));
    QString line = QLatin1String(context.category) + QStringLiteral(": ") + text;
    // Each call that was turned away, and each keychain, is told of as well. That is no mistake.
    const bool isUsual =
        text.startsWith(u"Dropped a call") || (type == QtInfoMsg && line.startsWith(u"qtlogin.remember"));
    if (pauses > 0 || isUsual)
        return;
    const QMutexLocker locker(&mutex);
    overheard += line.replace(address, QStringLiteral("(…")).trimmed();
}

void Overheard::listen()
{
    const QMutexLocker locker(&mutex);
    overheard.clear();
    const QtMessageHandler other = qInstallMessageHandler(hear); // QTest installs its own for each program
    if (other != hear)
        before = other;
}

Overheard::Pause::Pause()
{
    ++pauses;
}

Overheard::Pause::~Pause()
{
    --pauses;
}

QStringList Overheard::lines()
{
    const QMutexLocker locker(&mutex);
    return overheard;
}
