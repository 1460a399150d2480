// SPDX-License-Identifier: MIT
#include "testing/scriptedauthenticator.h"
#include "testing/waitingcalls_p.h"

#include <QtCore/qhash.h>

#include <optional>
#include <stdexcept>

namespace QtLogin {

class ScriptedAuthenticator::Private
{
public:
    struct Person
    {
        SecretPtr password;
        QString userId;
    };
    struct Step
    {
        NextStep step;
        SecretPtr answer;
    };

    Result<Authentication> answerTo(const Credentials &credentials)
    {
        if (answer)
            return *answer;
        return credentials.step().isEmpty() ? judgePassword(credentials) : judgeStep(credentials);
    }

    Result<Authentication> judgePassword(const Credentials &credentials)
    {
        const Person person = people.value(credentials.userName());
        if (!person.password || !person.password->equals(credentials.secret()))
            return Error::Kind::WrongCredentials;
        if (!step)
            return Authentication(Proof {.userId = person.userId});
        halfWay = person.userId;
        return Authentication(step->step);
    }

    Result<Authentication> judgeStep(const Credentials &credentials) const
    {
        if (!step || halfWay.isEmpty() || credentials.step() != step->step.handle
            || !step->answer->equals(credentials.secret()))
            return Error::Kind::WrongCredentials;
        return Authentication(Proof {.userId = halfWay});
    }

    QHash<QString, Person> people;
    std::optional<Step> step;
    QString halfWay; // whose password was right, while the step is missing
    std::optional<Result<Authentication>> answer;
    bool throws = false;
    bool held = false;
    WaitingCalls waiting;
    QStringList calls;
};

ScriptedAuthenticator::ScriptedAuthenticator() : d(std::make_shared<Private>())
{
}

ScriptedAuthenticator::~ScriptedAuthenticator() = default;

QFuture<Result<Authentication>> ScriptedAuthenticator::authenticate(const Credentials &credentials)
{
    d->calls.append(credentials.userName());
    if (d->throws)
        throw std::runtime_error("The script says so.");
    // A bare promise, for a broken one is part of the script.
    const auto promise = std::make_shared<QPromise<Result<Authentication>>>();
    promise->start();
    d->waiting.run(d->held, [weak = std::weak_ptr(d), credentials, promise] {
        if (const auto self = weak.lock()) {
            promise->addResult(self->answerTo(credentials));
            promise->finish();
        }
    });
    return promise->future();
}

void ScriptedAuthenticator::add(const QString &userName, QByteArrayView password, const QString &userId)
{
    d->people.insert(userName, {Secret::copyOf(password).share(), userId.isEmpty() ? userName : userId});
}

void ScriptedAuthenticator::remove(const QString &userName)
{
    d->people.remove(userName);
}

void ScriptedAuthenticator::requireStep(const NextStep &step, QByteArrayView answer)
{
    d->step = Private::Step {step, Secret::copyOf(answer).share()};
}

void ScriptedAuthenticator::requireNoStep()
{
    d->step.reset();
}

void ScriptedAuthenticator::fail(const Error &error)
{
    d->answer = Result<Authentication>(error);
}

void ScriptedAuthenticator::answerWith(Result<Authentication> answer)
{
    d->answer = std::move(answer);
}

void ScriptedAuthenticator::throwAlways()
{
    d->throws = true;
}

void ScriptedAuthenticator::heal()
{
    d->answer.reset();
    d->throws = false;
}

void ScriptedAuthenticator::hold()
{
    d->held = true;
}

void ScriptedAuthenticator::releaseHeld()
{
    const auto self = d; // an answer may drop the authenticator
    self->held = false;
    self->waiting.releaseAll();
}

void ScriptedAuthenticator::releaseFirst()
{
    const auto self = d;
    self->waiting.releaseFirst();
}

void ScriptedAuthenticator::dropHeld()
{
    const auto self = d;
    self->waiting.drop();
}

int ScriptedAuthenticator::heldCount() const
{
    return d->waiting.count();
}

QStringList ScriptedAuthenticator::calls() const
{
    return d->calls;
}

void ScriptedAuthenticator::forgetCalls()
{
    d->calls.clear();
}

} // namespace QtLogin
