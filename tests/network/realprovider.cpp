// SPDX-License-Identifier: MIT
#include "network/realprovider.h"

#include <QtCore/qfile.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qstandardpaths.h>

using namespace Qt::StringLiterals;

RealProvider::RealProvider() = default;

RealProvider::~RealProvider()
{
    stop();
}

bool RealProvider::start(const QStringList &arguments)
{
    stop();
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (node.isEmpty() || !QFile::exists(QStringLiteral(PROVIDER_MODULES "/installed.json")))
        return fail(
            u"Node, or the OpenID provider that runs on it, is not installed: tests/network/provider/install installs both."_s);
    if (!writeCertificates())
        return fail(u"The certificates of the OpenID provider cannot be written."_s);

    m_process = std::make_unique<QProcess>();
    m_process->start(node,
                     QStringList {QStringLiteral(PROVIDER_SCRIPT), u"--modules"_s, QStringLiteral(PROVIDER_MODULES),
                                  u"--certificate"_s, m_folder.filePath(u"server.pem"_s), u"--key"_s,
                                  m_folder.filePath(u"server.key"_s)}
                         + arguments);
    const QByteArray line = readLine();
    if (!line.startsWith("ready https://127.0.0.1:"))
        return fail(u"The OpenID provider does not start: "_s + QString::fromUtf8(m_process->readAllStandardError()));
    m_issuer = QUrl(QString::fromUtf8(line.mid(6)));
    return true;
}

void RealProvider::stop()
{
    if (!m_process)
        return;
    m_process->closeWriteChannel();
    if (m_process->state() != QProcess::NotRunning && !m_process->waitForFinished(patience)) {
        m_process->kill();
        m_process->waitForFinished(patience);
    }
    m_process.reset();
    m_issuer.clear();
}

QJsonValue RealProvider::command(const QString &name, QJsonObject arguments)
{
    arguments.insert("do"_L1, name);
    if (!m_process)
        qFatal("The OpenID provider has not been started.");
    m_process->write(QJsonDocument(arguments).toJson(QJsonDocument::Compact) + '\n');
    const QByteArray line = readLine();
    const QJsonObject answer = QJsonDocument::fromJson(line).object();
    if (!answer.contains("done"_L1))
        qFatal("The OpenID provider does not %s: %s %s", qPrintable(name), line.constData(),
               m_process->readAllStandardError().constData());
    return answer.value("done"_L1);
}

int RealProvider::revokeGrants(const QString &login)
{
    return command(u"revokeGrants"_s, {{u"login"_s, login}}).toInt();
}

void RealProvider::setAccountDisabled(const QString &login, bool disabled)
{
    command(u"setAccountDisabled"_s, {{u"login"_s, login}, {u"disabled"_s, disabled}});
}

void RealProvider::setClaims(const QString &login, const QJsonObject &claims)
{
    command(u"setClaims"_s, {{u"login"_s, login}, {u"claims"_s, claims}});
}

void RealProvider::moveClock(std::chrono::seconds ahead)
{
    command(u"moveClock"_s, {{u"seconds"_s, qint64(ahead.count())}});
}

void RealProvider::setLifetime(const QString &of, std::chrono::seconds lifetime)
{
    command(u"setLifetime"_s, {{u"of"_s, of}, {u"seconds"_s, qint64(lifetime.count())}});
}

bool RealProvider::fail(const QString &complaint)
{
    stop();
    m_complaint = complaint;
    return false;
}

bool RealProvider::writeCertificates()
{
    const auto write = [this](const QString &name, const QByteArray &pem) {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(pem) == pem.size();
    };
    const QtLogin::ServerCertificate server = m_authority.valid();
    return write(u"authority.pem"_s, m_authority.certificatePem()) && write(u"server.pem"_s, server.certificatePem)
        && write(u"server.key"_s, server.keyPem);
}

// Without its end; null if the provider has ended.
QByteArray RealProvider::readLine()
{
    while (!m_process->canReadLine()) {
        if (!m_process->waitForReadyRead(patience))
            return {};
    }
    return m_process->readLine().trimmed();
}
