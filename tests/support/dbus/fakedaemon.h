// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qprocess.h>
#include <QtCore/qstringlist.h>

// A service in another process that misbehaves as a test says: on the session bus the Secret Service
// or KWallet, with nothing in it, a screen saver, or a panel with menus; on the system bus logind.
//
// Settings are words like "locked=yes" and hold from the moment at which set() returns; what the
// daemons understand stands at the top of their sources. Their acts come back as events.
class FakeDaemon
{
public:
    static FakeDaemon secretService(const QStringList &settings = {});
    static FakeDaemon kwallet(const QStringList &settings = {});
    static FakeDaemon logind(const QStringList &settings = {});
    static FakeDaemon screenSaver(const QStringList &settings = {});
    static FakeDaemon menuHost(const QStringList &settings = {});
    FakeDaemon(FakeDaemon &&) noexcept = default;
    ~FakeDaemon(); // ends it

    bool isReady() const { return m_ready; } // it has its name on the bus
    bool set(const QString &setting);
    // Waits, with a running event loop, until it has said so, once for each time.
    bool waitFor(const QString &event);
    // Whether it has said so and no test has waited for that.
    bool hasSaid(const QString &event);
    qsizetype countOf(const QString &event);
    void kill();

private:
    FakeDaemon(const QString &program, const QStringList &settings);
    void listen();

    std::unique_ptr<QProcess> m_process;
    QStringList m_events;
    bool m_ready = false;
};
