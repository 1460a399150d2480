// SPDX-License-Identifier: MIT
#include "support/dbus/fakedaemon.h"
#include "support/patience.h"

#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>

FakeDaemon FakeDaemon::secretService(const QStringList &settings)
{
    return {QStringLiteral(FAKE_SECRET_SERVICE), settings};
}

FakeDaemon FakeDaemon::kwallet(const QStringList &settings)
{
    return {QStringLiteral(FAKE_KWALLET), settings};
}

FakeDaemon FakeDaemon::logind(const QStringList &settings)
{
    return {QStringLiteral(FAKE_LOGIND), settings};
}

FakeDaemon FakeDaemon::screenSaver(const QStringList &settings)
{
    return {QStringLiteral(FAKE_SCREEN_SAVER), settings};
}

FakeDaemon FakeDaemon::menuHost(const QStringList &settings)
{
    return {QStringLiteral(FAKE_MENU_HOST), settings};
}

FakeDaemon::FakeDaemon(const QString &program, const QStringList &settings) : m_process(std::make_unique<QProcess>())
{
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->start(program, settings);
    m_ready = waitFor(QStringLiteral("ready"));
}

FakeDaemon::~FakeDaemon()
{
    if (m_process)
        kill();
}

bool FakeDaemon::set(const QString &setting)
{
    m_process->write(setting.toUtf8() + '\n');
    return waitFor(QStringLiteral("set ") + setting);
}

bool FakeDaemon::waitFor(const QString &event)
{
    while (!hasSaid(event)) {
        QSignalSpy said(m_process.get(), &QProcess::readyRead);
        QSignalSpy ended(m_process.get(), &QProcess::finished);
        if (m_process->bytesAvailable() == 0 && (m_process->state() == QProcess::NotRunning || !said.wait(patience)))
            return hasSaid(event);
    }
    m_events.removeOne(event);
    return true;
}

bool FakeDaemon::hasSaid(const QString &event)
{
    return countOf(event) > 0;
}

qsizetype FakeDaemon::countOf(const QString &event)
{
    listen();
    return m_events.count(event);
}

void FakeDaemon::listen()
{
    while (m_process->canReadLine())
        m_events += QString::fromUtf8(m_process->readLine()).trimmed();
}

void FakeDaemon::kill()
{
    m_process->kill();
    m_process->waitForFinished(patience);
}
