// SPDX-License-Identifier: MIT
#include "testing/scripteduserloader.h"
#include "testing/waitingcalls_p.h"

#include <QtCore/qhash.h>

#include <optional>
#include <stdexcept>

namespace QtLogin {

class ScriptedUserLoader::Private
{
public:
    Result<UserPtr> answerTo(const QString &id) const
    {
        if (answer)
            return *answer;
        const UserPtr user = users.value(id);
        return user ? Result<UserPtr>(user) : Result<UserPtr>(Error::Kind::Absent);
    }

    QHash<QString, UserPtr> users;
    std::optional<Result<UserPtr>> answer;
    bool throws = false;
    bool held = false;
    WaitingCalls waiting;
    QStringList calls;
};

ScriptedUserLoader::ScriptedUserLoader() : d(std::make_shared<Private>())
{
}

ScriptedUserLoader::~ScriptedUserLoader() = default;

QFuture<Result<UserPtr>> ScriptedUserLoader::load(const QString &id)
{
    d->calls.append(id);
    if (d->throws)
        throw std::runtime_error("The script says so.");
    // A bare promise, for a broken one is part of the script.
    const auto promise = std::make_shared<QPromise<Result<UserPtr>>>();
    promise->start();
    d->waiting.run(d->held, [weak = std::weak_ptr(d), id, promise] {
        if (const auto self = weak.lock()) {
            promise->addResult(self->answerTo(id));
            promise->finish();
        }
    });
    return promise->future();
}

void ScriptedUserLoader::add(const UserPtr &user)
{
    d->users.insert(user->id(), user);
}

void ScriptedUserLoader::remove(const QString &id)
{
    d->users.remove(id);
}

void ScriptedUserLoader::fail(Error::Kind error)
{
    d->answer = Result<UserPtr>(error);
}

void ScriptedUserLoader::answerWith(Result<UserPtr> answer)
{
    d->answer = std::move(answer);
}

void ScriptedUserLoader::throwAlways()
{
    d->throws = true;
}

void ScriptedUserLoader::heal()
{
    d->answer.reset();
    d->throws = false;
}

void ScriptedUserLoader::hold()
{
    d->held = true;
}

void ScriptedUserLoader::releaseHeld()
{
    const auto self = d; // an answer may drop the loader
    self->held = false;
    self->waiting.releaseAll();
}

void ScriptedUserLoader::releaseFirst()
{
    const auto self = d;
    self->waiting.releaseFirst();
}

void ScriptedUserLoader::dropHeld()
{
    const auto self = d;
    self->waiting.drop();
}

int ScriptedUserLoader::heldCount() const
{
    return d->waiting.count();
}

QStringList ScriptedUserLoader::calls() const
{
    return d->calls;
}

void ScriptedUserLoader::forgetCalls()
{
    d->calls.clear();
}

} // namespace QtLogin
