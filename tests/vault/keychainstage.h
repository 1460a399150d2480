// SPDX-License-Identifier: MIT
#pragma once

#include "support/dbus/fakedaemon.h"
#include "testing/manualclock.h"
#include "vault/keychainstore.h"
#include "vault/keychainwords.h"

using namespace QtLogin;
using namespace std::chrono_literals;

inline const QString key = QStringLiteral("org.example.faults/default/remember/1");
inline const QString otherKey = QStringLiteral("org.example.faults/other/remember/1");

// Long enough for what can go on to have gone on: every answer is behind theirs on the bus.
inline void letPass(KeychainStore &bystander)
{
    for (int times = 0; times < 10; ++times)
        (void)wait(bystander.probe());
}

// A Secret Service with "old" under the key, a clock that stands still, and a store.
class Stage
{
public:
    explicit Stage(const QStringList &settings = {}) : daemon(FakeDaemon::secretService())
    {
        m_isGood = daemon.isReady() && wait(store->write(key, secret("old")));
        for (const QString &setting : settings)
            m_isGood = m_isGood && daemon.set(setting);
    }

    bool isGood() const { return m_isGood; }
    // Another run of the application.
    void restart() { store = std::make_shared<KeychainStore>(clock); }
    QString read() { return value(wait(store->read(key))); }
    QString write(const QByteArray &bytes = "new") { return said(wait(store->write(key, secret(bytes)))); }
    QString remove() { return said(wait(store->remove(key))); }
    QString probe() { return said(wait(store->probe())); }
    // The secret in the keychain in truth.
    QString truth()
    {
        for (const char *setting : {"locked=no", "collection=yes", "hold=no", "fail=no", "garble=no", "value=as-is"})
            daemon.set(QString::fromLatin1(setting));
        return value(wait(KeychainStore(clock).read(key)));
    }

    FakeDaemon daemon;
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<KeychainStore> store = std::make_shared<KeychainStore>(clock);

private:
    bool m_isGood = false;
};
