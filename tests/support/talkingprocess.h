// SPDX-License-Identifier: MIT
#pragma once

#include "support/patience.h"

#include <QtCore/qfile.h>
#include <QtCore/qprocess.h>

#include <csignal>

// A program that does what it is told, line by line, and says what happens; see support/commandreader.h. It says "ready" at
// first, and "done" with an answer after each command.
class TalkingProcess
{
public:
    TalkingProcess(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments);
        ready = heard("ready");
    }
    ~TalkingProcess()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(m_process.processId()), SIGCONT);
        m_process.kill();
        m_process.waitForFinished(patience);
    }
    Q_DISABLE_COPY_MOVE(TalkingProcess)

    // Whether it says a line that begins with \a words, sooner or later, or has after \a since.
    bool heard(const char *words, qsizetype since = 0)
    {
        const auto said = [&] {
            lines += QString::fromUtf8(m_process.readAllStandardOutput());
            return lines.indexOf(u'\n' + QLatin1StringView(words), since) >= 0;
        };
        return QTest::qWaitFor([&] { return said() || m_process.state() == QProcess::NotRunning; }, patience) && said();
    }
    // From where on heard() hears what is said from now on.
    qsizetype now() const { return lines.size() - 1; }
    void tell(const char *command)
    {
        m_process.write(command);
        m_process.write("\n");
    }
    // The answer to \a command, or nothing where it has died of it.
    QString ask(const char *command)
    {
        const qsizetype since = now();
        tell(command);
        return answer(since);
    }
    // The answer to the command that it was told at \a since.
    QString answer(qsizetype since)
    {
        return heard("done", since) ? lines.section(QStringLiteral("\ndone"), -1).section(u'\n', 0, 0).trimmed() : QString();
    }
    int quit()
    {
        tell("quit");
        return end();
    }
    // How it has ended; it does, by itself.
    int end()
    {
        (void)QTest::qWaitFor([&] { return m_process.state() == QProcess::NotRunning; }, patience);
        lines += QString::fromUtf8(m_process.readAllStandardOutput());
        return m_process.state() == QProcess::NotRunning ? m_process.exitCode() : -1;
    }
    void signal(int number) const { ::kill(pid_t(m_process.processId()), number); }
    bool isStopped() const
    {
        const auto stands = [&] {
            QFile status(QStringLiteral("/proc/%1/stat").arg(m_process.processId()));
            return status.open(QIODevice::ReadOnly) && status.readAll().contains(") T ");
        };
        return QTest::qWaitFor(stands, patience);
    }

    QString lines = QStringLiteral("\n");
    bool ready = false;

private:
    QProcess m_process;
};
