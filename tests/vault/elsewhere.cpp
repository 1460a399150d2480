// SPDX-License-Identifier: MIT
#include "vault/elsewhere.h"

#include <QtCore/qdir.h>

#include <iostream>

void Elsewhere::useDesktop(const char *desktop)
{
    qputenv("XDG_CURRENT_DESKTOP", desktop);
    qputenv("KDE_SESSION_VERSION", "5");
}

QString Elsewhere::write(const QString &key, const QByteArray &bytes)
{
    return run({QStringLiteral("write"), key, QString::fromLatin1(bytes.toHex())});
}

QString Elsewhere::read(const QString &key)
{
    return run({QStringLiteral("read"), key});
}

QString Elsewhere::remove(const QString &key)
{
    return run({QStringLiteral("remove"), key});
}

QStringList Elsewhere::files() const
{
    return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
}

QString Elsewhere::run(const QStringList &what)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CURRENT_DESKTOP"), m_desktop);
    environment.insert(QStringLiteral("KDE_SESSION_VERSION"), QStringLiteral("5"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QSignalSpy ended(&process, &QProcess::finished);
    process.start(QCoreApplication::applicationFilePath(),
                  QStringList {QStringLiteral("elsewhere"), m_folder.path()} + what);
    if (ended.isEmpty() && !ended.wait(patience))
        return QStringLiteral("it hangs");
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

int Elsewhere::serve(const QStringList &what)
{
    KeychainStore store(what.value(0), std::make_shared<ManualClock>());
    const QString key = what.value(2);
    QString answer;
    if (what.value(1) == u"write")
        answer = said(wait(store.write(key, secret(QByteArray::fromHex(what.value(3).toLatin1())))));
    if (what.value(1) == u"remove")
        answer = said(wait(store.remove(key)));
    if (what.value(1) == u"read") {
        const auto read = wait(store.read(key));
        answer = read ? QString::fromLatin1((*read)->reveal().toByteArray().toHex()) : said(read);
    }
    std::cout << answer.toStdString() << std::endl;
    return 0;
}

QByteArray Elsewhere::bytesOfEveryKind()
{
    QByteArray bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes.append(char(byte));
    return '\0' + bytes + '\0';
}

QByteArray Elsewhere::revealed(const Result<SecretPtr> &read)
{
    return read ? (*read)->reveal().toByteArray() : said(read).toLatin1();
}

void Elsewhere::addValues()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("short") << QByteArray("x");
    QTest::newRow("bytes of every kind") << bytesOfEveryKind();
    QTest::newRow("large") << large();
}

static FakeDaemon play(bool isKde)
{
    return isKde ? FakeDaemon::kwallet() : FakeDaemon::secretService();
}

static QString nameOf(bool isKde)
{
    return isKde ? QStringLiteral("KWallet") : QStringLiteral("Secret Service");
}

FormerStage::FormerStage(Before before)
    : Elsewhere(before == Before::Kde ? "KDE" : "GNOME")
    , today(play(before == Before::Gnome))
    , daemon(play(before == Before::Kde))
    , former(store.former(nameOf(before == Before::Kde)))
{
    m_isGood = today.isReady() && daemon.isReady() && former && write(key, "old") == u"success";
    if (before == Before::Kde) // the other process has had the wallet opened
        m_isGood = m_isGood && daemon.waitFor(QStringLiteral("prompting"));
}

bool FormerStage::decide(Before before)
{
    const bool isKde = before == Before::Gnome;
    useDesktop(isKde ? "KDE" : "GNOME");
    const auto today = play(isKde);
    KeychainStore store(std::make_shared<ManualClock>());
    const bool hasAnswered = said(wait(store.probe())) == (isKde ? u"Locked" : u"success");
    return hasAnswered && store.backendName() == nameOf(isKde) && !store.former(nameOf(isKde));
}

bool FormerStage::set(const QStringList &settings)
{
    return std::all_of(settings.begin(), settings.end(), [this](const QString &each) { return daemon.set(each); });
}

bool FormerStage::forget(const QString &event)
{
    while (daemon.hasSaid(event)) {
        if (!daemon.waitFor(event))
            return false;
    }
    return true;
}
