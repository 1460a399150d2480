// SPDX-License-Identifier: MIT
#pragma once

#include "rememberstage.h"

namespace QtLogin {

// An application on two desktops, each of which has a keychain of its own.
class TwoDesktops : public RememberStage
{
public:
    using Content = ScriptedSecretStore::Content;
    using Keychain = std::shared_ptr<ScriptedSecretStore>;

    // The next start, on the desktop of the keychain called \a today; \a change may wrap it.
    void startOn(const QString &today, const std::function<void(LoginSetup &)> &change = {})
    {
        former = open(today == kde ? gnome : kde);
        startWith([&](LoginSetup &setup) {
            store = open(today);
            store->setFormer(former);
            setup.use(store);
            if (change)
                change(setup);
        });
    }
    bool rotateOn(const QString &today) { return startOn(today), rotate(); }
    // As rotateOn(), and nothing can be removed from the former keychain; \a why.
    bool rotateKeepingFormerOn(const QString &today, Error::Kind why = Error::Kind::Locked)
    {
        startOn(today);
        former->fail(Operation::Remove, why);
        return rotate();
    }
    // Whether the login comes back from today's keychain alone.
    bool isRestoredAloneOn(const QString &today)
    {
        startOn(today);
        store->setFormer(nullptr);
        return rotate() && login().currentUser()->id() == u"ada";
    }
    Keychain open(const QString &name)
    {
        const auto keychain = std::make_shared<ScriptedSecretStore>(contents[name]);
        keychain->setBackendName(name);
        return keychain;
    }
    qsizetype itemsIn(const QString &name) const { return contents.value(name)->size(); }
    // Also without a manager.
    QString profilePathOf() const { return m_profile; }

    const QString kde = QStringLiteral("KWallet"), gnome = QStringLiteral("Secret Service");
    Keychain former; // beside store, which is today's
    QHash<QString, std::shared_ptr<Content>> contents {{kde, std::make_shared<Content>()},
                                                       {gnome, std::make_shared<Content>()}};

private:
    const QString m_profile = profilePath();
};

// A keychain that makes a new way to the former one for each question.
class MakingStore final : public SecretStore
{
public:
    explicit MakingStore(std::shared_ptr<ScriptedSecretStore> today, std::function<TwoDesktops::Keychain()> make)
        : m_today(std::move(today)), m_make(std::move(make))
    {
    }
    QFuture<Result<void>> probe() override { return m_today->probe(); }
    QFuture<Result<SecretPtr>> read(const QString &key) override { return m_today->read(key); }
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override { return m_today->write(key, secret); }
    QFuture<Result<void>> remove(const QString &key) override { return m_today->remove(key); }
    QString backendName() const override { return m_today->backendName(); }
    std::shared_ptr<SecretStore> former(const QString &) override
    {
        const auto made = m_make();
        made->holdAll();
        m_made = made;
        return made;
    }
    // The latest way answers, if it is there still; then \a isDone.
    bool answerUntil(const std::function<bool()> &isDone)
    {
        const auto answers = [&] {
            if (const auto made = m_made.lock())
                made->releaseFirst();
            return isDone();
        };
        return QTest::qWaitFor(answers, patience);
    }

private:
    const std::shared_ptr<ScriptedSecretStore> m_today;
    const std::function<TwoDesktops::Keychain()> m_make;
    std::weak_ptr<ScriptedSecretStore> m_made;
};

} // namespace QtLogin
