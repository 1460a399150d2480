// SPDX-License-Identifier: MIT
#include "vault/keychainstore.h"
#include "vault/formeroperation_p.h"
#include "vault/storelimits_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qstandardpaths.h>

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

// Longer than anybody waits: a session gives up after one minute, and takes a late answer.
constexpr auto deadline = 120s;

// Puts the questions one after the other, in the order in which they came.
class KeychainStore::Private : public std::enable_shared_from_this<Private>
{
public:
    Private(const QString &folder, std::shared_ptr<Clock> clock)
        : m_clock(std::move(clock)), m_files(std::make_shared<const SecretFiles>(folder))
    {
    }

    template<typename Operation, typename Answered, typename... Parts>
    QFuture<Result<Answered>> add(const KeychainItem &item, Parts... parts);
    KeychainInspector &inspector();
    std::shared_ptr<FormerKeychain> former(const QString &name) { return inspector().former(name, m_clock, m_worker); }

private:
    struct Entry
    {
        std::unique_ptr<KeychainOperation> operation;
        std::function<void(const Result<SecretPtr> &)> finish;
        std::unique_ptr<Alarm> alarm;
    };

    void startNext();
    void answered(KeychainOperation *operation, const Result<SecretPtr> &result);

    std::shared_ptr<Clock> m_clock;
    std::unique_ptr<KeychainInspector> m_inspector;
    UnlockQuestion m_question;
    std::shared_ptr<const SecretFiles> m_files;
    Worker m_worker;
    std::deque<Entry> m_entries; // goes first: operations refer to the rest
    bool m_running = false;
};

template<typename Answered>
static Result<Answered> resultAs(const Result<SecretPtr> &result)
{
    if constexpr (std::is_void_v<Answered>)
        return result ? Result<void>() : Result<void>(result.error());
    else
        return result;
}

template<typename Operation, typename Answered, typename... Parts>
QFuture<Result<Answered>> KeychainStore::Private::add(const KeychainItem &item, Parts... parts)
{
    Q_ASSERT_X(QCoreApplication::instance() && QCoreApplication::instance()->thread() == QThread::currentThread(),
               "QtLogin::KeychainStore", "is for the thread of the application object");
    const KeychainTools tools {inspector(), m_question, m_files, m_worker, *m_clock};
    auto operation = std::make_unique<Operation>(tools, item, std::move(parts)...);
    KeychainOperation *const asked = operation.get();
    asked->onAnswered([this, asked](const Result<SecretPtr> &result) { answered(asked, result); });
    Answer<Answered> answer;
    m_entries.push_back({.operation = std::move(operation),
                         .finish = [answer](const Result<SecretPtr> &result) { answer.finish(resultAs<Answered>(result)); },
                         .alarm = m_clock->callAfter(deadline, [asked] { asked->giveUp(); })});
    startNext();
    return answer.future();
}

KeychainInspector &KeychainStore::Private::inspector()
{
    if (!m_inspector)
        m_inspector = KeychainInspector::create(m_clock);
    return *m_inspector;
}

void KeychainStore::Private::startNext()
{
    if (m_running || m_entries.empty())
        return;
    m_running = true;
    m_entries.front().operation->run();
}

// The state first, the answer last: its continuation may ask again, or delete the store.
void KeychainStore::Private::answered(KeychainOperation *operation, const Result<SecretPtr> &result)
{
    const std::weak_ptr<Private> self = weak_from_this();
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [operation](const Entry &each) { return each.operation.get() == operation; });
    if (entry == m_entries.begin())
        m_running = false;
    Entry done = std::move(*entry);
    m_entries.erase(entry);
    done.alarm.reset();
    done.operation.release()->deleteLater(); // it is calling
    done.finish(result);
    if (const auto alive = self.lock())
        alive->startNext();
}

static QString defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/QtLogin/secrets");
}

KeychainStore::KeychainStore(std::shared_ptr<Clock> clock) : KeychainStore(defaultFolder(), std::move(clock)) { }

KeychainStore::KeychainStore(const QString &folder, std::shared_ptr<Clock> clock)
    : d(std::make_shared<Private>(folder, std::move(clock)))
{
}

KeychainStore::~KeychainStore() = default;

QFuture<Result<void>> KeychainStore::probe()
{
    return d->add<ProbeOperation, void>(KeychainItem(QString()));
}

QFuture<Result<SecretPtr>> KeychainStore::read(const QString &key)
{
    if (const auto valid = checkKey(key); !valid)
        return readyFuture<Result<SecretPtr>>(valid.error());
    return d->add<ReadOperation, SecretPtr>(KeychainItem(key));
}

QFuture<Result<void>> KeychainStore::write(const QString &key, SecretPtr secret)
{
    if (const auto valid = checkEntry(key, secret); !valid)
        return readyFuture(valid);
    return d->add<WriteOperation, void>(KeychainItem(key), std::move(secret));
}

QFuture<Result<void>> KeychainStore::remove(const QString &key)
{
    if (const auto valid = checkKey(key); !valid)
        return readyFuture(valid);
    return d->add<RemoveOperation, void>(KeychainItem(key));
}

QString KeychainStore::backendName() const
{
    return d->inspector().backendName();
}

class KeychainStore::Former final : public SecretStore
{
public:
    Former(std::shared_ptr<Private> store, std::shared_ptr<FormerKeychain> keychain)
        : m_store(std::move(store)), m_keychain(std::move(keychain))
    {
    }

    QFuture<Result<void>> probe() override
    {
        return m_store->add<FormerProbeOperation, void>(KeychainItem(QString()), m_keychain);
    }
    QFuture<Result<SecretPtr>> read(const QString &key) override
    {
        if (const auto valid = checkKey(key); !valid)
            return readyFuture<Result<SecretPtr>>(valid.error());
        return m_store->add<FormerReadOperation, SecretPtr>(KeychainItem(key), m_keychain);
    }
    QFuture<Result<void>> write(const QString &, SecretPtr) override
    {
        return readyFuture<Result<void>>(Error::Kind::Unavailable);
    }
    QFuture<Result<void>> remove(const QString &key) override
    {
        if (const auto valid = checkKey(key); !valid)
            return readyFuture(valid);
        return m_store->add<FormerRemoveOperation, void>(KeychainItem(key), m_keychain);
    }
    QString backendName() const override { return m_keychain->backendName(); }

private:
    const std::shared_ptr<Private> m_store;
    const std::shared_ptr<FormerKeychain> m_keychain;
};

std::shared_ptr<SecretStore> KeychainStore::former(const QString &backendName)
{
    auto keychain = d->former(backendName);
    return keychain ? std::make_shared<Former>(d, std::move(keychain)) : nullptr;
}

} // namespace QtLogin
