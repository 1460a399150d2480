// SPDX-License-Identifier: MIT
#pragma once

#include "support/dbus/fakedaemon.h"
#include "testing/manualclock.h"
#include "vault/keychainstore.h"
#include "vault/keychainwords.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qtest.h>

using namespace QtLogin;
using namespace std::chrono_literals;

// A store, and the same application on the desktop before: QtKeychain decides once in a process which keychain it uses,
// so the other one is written to by another process.
class Elsewhere
{
public:
    // \a desktop as in XDG_CURRENT_DESKTOP, for the other process.
    explicit Elsewhere(const char *desktop) : m_desktop(QLatin1String(desktop)) { }

    static void useDesktop(const char *desktop);

    QString write(const QString &key, const QByteArray &bytes);
    QString read(const QString &key); // in hex
    QString remove(const QString &key);

    QStringList files() const;

    // The test, or the other process.
    template<typename Test>
    static int main(int argc, char **argv)
    {
        QCoreApplication application(argc, argv);
        if (application.arguments().value(1) == u"elsewhere")
            return serve(application.arguments().mid(2));
        Test test;
        return QTest::qExec(&test, argc, argv);
    }

private:
    QString run(const QStringList &what);
    static int serve(const QStringList &what);

    const QString m_desktop;
    QTemporaryDir m_folder;

public:
    const std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    KeychainStore store {m_folder.path(), clock};
    const QString key = QStringLiteral("org.example.former/default/remember/1");
    const QString otherKey = QStringLiteral("org.example.former/other/remember/1");

    static QByteArray bytesOfEveryKind();
    static QByteArray large() { return bytesOfEveryKind().repeated(80); }
    static QByteArray revealed(const Result<SecretPtr> &read);
    // Rows with "bytes" that a keychain must give back as they are.
    static void addValues();
};

// Both keychains are played: today's, and that of the desktop before, which has "old" under the key.
class FormerStage : public Elsewhere
{
public:
    enum class Before { Kde, Gnome };

    explicit FormerStage(Before before);

    // Has QtKeychain decide, for the whole process, for the keychain that is not that of \a before. Whether it has.
    static bool decide(Before before);

    bool isGood() const { return m_isGood; }
    bool set(const QStringList &settings);
    // Takes note of all that the daemon has said of \a event so far.
    bool forget(const QString &event);

    // Questions to the former keychain, and its answers in words.
    QString probeFormer() { return said(wait(former->probe())); }
    QString readFormer(const QString &which) { return value(wait(former->read(which))); }
    QString readFormer() { return readFormer(key); }
    QString removeFormer() { return said(wait(former->remove(key))); }

    FakeDaemon today;
    FakeDaemon daemon; // the former keychain
    std::shared_ptr<SecretStore> former;

private:
    bool m_isGood = false;
};
