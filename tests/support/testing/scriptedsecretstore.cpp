// SPDX-License-Identifier: MIT
#include "testing/scriptedsecretstore.h"
#include "testing/waitingcalls_p.h"
#include "vault/storelimits_p.h"

#include <algorithm>
#include <array>
#include <optional>

namespace QtLogin {

namespace {

struct Fault
{
    Error::Kind error;
    ScriptedSecretStore::Effect effect;
};

struct Script
{
    std::optional<Fault> next;
    std::optional<Fault> always;
    bool lies = false;
    bool held = false;

    std::optional<Fault> takeFault() { return next ? std::exchange(next, std::nullopt) : always; }
};

} // namespace

class ScriptedSecretStore::Private : public std::enable_shared_from_this<Private>
{
public:
    explicit Private(std::shared_ptr<Content> stored) : content(std::move(stored)) { }

    Script &script(Operation operation) { return scripts[size_t(operation)]; }

    template<typename T>
    QFuture<Result<T>> run(Operation operation, const QString &key, std::function<Result<T>(Private &)> work);

    std::shared_ptr<Content> content;
    std::array<Script, 4> scripts;
    WaitingCalls waiting;
    QList<Call> calls;
    QString name = QStringLiteral("script");
    std::shared_ptr<ScriptedSecretStore> former;
};

template<typename T>
QFuture<Result<T>> ScriptedSecretStore::Private::run(Operation operation, const QString &key,
                                                     std::function<Result<T>(Private &)> work)
{
    calls.append({operation, key});
    const Answer<T> answer;
    const auto future = answer.future();
    // Weak: what waits is dropped with the store, and answered Abandoned.
    waiting.run(script(operation).held, [weak = weak_from_this(), operation, work = std::move(work), answer] {
        const auto self = weak.lock();
        if (!self)
            return;
        const auto fault = self->script(operation).takeFault();
        if (fault && fault->effect == Effect::None)
            return answer.finish(fault->error);
        auto result = work(*self);
        answer.finish(fault ? Result<T>(fault->error) : std::move(result));
    });
    return future;
}

ScriptedSecretStore::ScriptedSecretStore() : ScriptedSecretStore(std::make_shared<Content>())
{
}

ScriptedSecretStore::ScriptedSecretStore(std::shared_ptr<Content> content)
    : d(std::make_shared<Private>(std::move(content)))
{
}

ScriptedSecretStore::~ScriptedSecretStore() = default;

QFuture<Result<void>> ScriptedSecretStore::probe()
{
    return d->run<void>(Operation::Probe, {}, [](Private &) { return Result<void>(); });
}

QFuture<Result<SecretPtr>> ScriptedSecretStore::read(const QString &key)
{
    return d->run<SecretPtr>(Operation::Read, key, [key](Private &store) -> Result<SecretPtr> {
        if (const auto valid = checkKey(key); !valid)
            return valid.error();
        const SecretPtr secret = store.content->value(key);
        return secret ? Result<SecretPtr>(secret) : Result<SecretPtr>(Error::Kind::Absent);
    });
}

QFuture<Result<void>> ScriptedSecretStore::write(const QString &key, SecretPtr secret)
{
    return d->run<void>(Operation::Write, key, [key, secret](Private &store) -> Result<void> {
        if (const auto valid = checkEntry(key, secret); !valid)
            return valid;
        if (!store.script(Operation::Write).lies)
            store.content->insert(key, secret);
        return {};
    });
}

QFuture<Result<void>> ScriptedSecretStore::remove(const QString &key)
{
    return d->run<void>(Operation::Remove, key, [key](Private &store) -> Result<void> {
        if (const auto valid = checkKey(key); !valid)
            return valid;
        if (!store.script(Operation::Remove).lies)
            store.content->remove(key);
        return {};
    });
}

QString ScriptedSecretStore::backendName() const
{
    return d->name;
}

std::shared_ptr<SecretStore> ScriptedSecretStore::former(const QString &backendName)
{
    return d->former && d->former->backendName() == backendName ? d->former : nullptr;
}

void ScriptedSecretStore::setBackendName(const QString &name)
{
    d->name = name;
}

void ScriptedSecretStore::setFormer(std::shared_ptr<ScriptedSecretStore> former)
{
    d->former = std::move(former);
}

void ScriptedSecretStore::fail(Operation operation, Error::Kind error, Effect effect)
{
    d->script(operation).always = Fault {error, effect};
}

void ScriptedSecretStore::failOnce(Operation operation, Error::Kind error, Effect effect)
{
    d->script(operation).next = Fault {error, effect};
}

void ScriptedSecretStore::failAll(Error::Kind error)
{
    for (Script &script : d->scripts)
        script.always = Fault {error, Effect::None};
}

void ScriptedSecretStore::lie(Operation operation)
{
    Q_ASSERT(operation == Operation::Write || operation == Operation::Remove);
    d->script(operation).lies = true;
}

void ScriptedSecretStore::heal()
{
    for (Script &script : d->scripts) {
        script.next.reset();
        script.always.reset();
        script.lies = false;
    }
}

void ScriptedSecretStore::hold(Operation operation)
{
    d->script(operation).held = true;
}

void ScriptedSecretStore::holdAll()
{
    for (Script &script : d->scripts)
        script.held = true;
}

void ScriptedSecretStore::releaseHeld()
{
    for (Script &script : d->scripts)
        script.held = false;
    const auto self = d; // an answer may drop the store
    self->waiting.releaseAll();
}

void ScriptedSecretStore::releaseFirst()
{
    const auto self = d;
    self->waiting.releaseFirst();
}

int ScriptedSecretStore::heldCount() const
{
    return d->waiting.count();
}

std::shared_ptr<ScriptedSecretStore::Content> ScriptedSecretStore::content() const
{
    return d->content;
}

void ScriptedSecretStore::truncate(const QString &key, qsizetype size)
{
    SecretPtr &secret = (*d->content)[key];
    Q_ASSERT(secret && size <= secret->size());
    secret = Secret::copyOf(secret->reveal().first(size)).share();
}

void ScriptedSecretStore::flipBit(const QString &key, qsizetype bit)
{
    SecretPtr &secret = (*d->content)[key];
    Q_ASSERT(secret && bit < secret->size() * 8);
    QByteArray bytes = secret->reveal().toByteArray();
    bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << (bit % 8)));
    secret = Secret::fromBytes(std::move(bytes)).share();
}

QList<ScriptedSecretStore::Call> ScriptedSecretStore::calls() const
{
    return d->calls;
}

int ScriptedSecretStore::count(Operation operation) const
{
    return int(std::count_if(d->calls.cbegin(), d->calls.cend(),
                             [operation](const Call &call) { return call.operation == operation; }));
}

void ScriptedSecretStore::forgetCalls()
{
    d->calls.clear();
}

} // namespace QtLogin
