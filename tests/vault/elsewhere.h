// SPDX-License-Identifier: MIT
#pragma once

#include "support/dbus/fakedaemon.h"
#include "testing/manualclock.h"
#include "vault/keychainstore.h"
#include "vault/keychainwords.h"

#include <QtCore/qdir.h>
#include <QtCore/qtemporarydir.h>

#include <iostream>

using namespace QtLogin;
using namespace std::chrono_literals;

// A store, and the same application on the desktop before: QtKeychain decides once in a process which keychain it uses,
// so the other one is written to by another process.
class Elsewhere
{
public:
    // \a desktop as in XDG_CURRENT_DESKTOP, for the other process.
    explicit Elsewhere(const char *desktop) : m_desktop(QLatin1String(desktop)) { }

    static void useDesktop(const char *desktop)
    {
        qputenv("XDG_CURRENT_DESKTOP", desktop);
        qputenv("KDE_SESSION_VERSION", "5");
    }

    QString write(const QString &key, const QByteArray &bytes)
    {
        return run({QStringLiteral("write"), key, QString::fromLatin1(bytes.toHex())});
    }
    QString read(const QString &key) { return run({QStringLiteral("read"), key}); } // in hex
    QString remove(const QString &key) { return run({QStringLiteral("remove"), key}); }

    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

    // The test, or the other process.
    template<typename Test>
    static int main(int argc, char **argv)
    {
        QCoreApplication application(argc, argv);
        const QStringList arguments = application.arguments();
        if (arguments.value(1) == u"elsewhere")
            return serve(arguments.mid(2));
        Test test;
        return QTest::qExec(&test, argc, argv);
    }

private:
    QString run(const QStringList &what)
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

    static int serve(const QStringList &what)
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

    const QString m_desktop;
    QTemporaryDir m_folder;

public:
    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    KeychainStore store {m_folder.path(), clock};
    const QString key = QStringLiteral("org.example.former/default/remember/1");
    const QString otherKey = QStringLiteral("org.example.former/other/remember/1");

    static QByteArray bytesOfEveryKind()
    {
        QByteArray bytes;
        for (int byte = 0; byte < 256; ++byte)
            bytes.append(char(byte));
        return '\0' + bytes + '\0';
    }
    static QByteArray large() { return bytesOfEveryKind().repeated(80); }
    static QByteArray revealed(const Result<SecretPtr> &read)
    {
        return read ? (*read)->reveal().toByteArray() : said(read).toLatin1();
    }
};
