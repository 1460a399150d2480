// SPDX-License-Identifier: MIT
#include "testing/scriptedauthenticator.h"
#include "testing/waitingcalls_p.h"

#include <QtCore/qhash.h>

#include <algorithm>
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

    struct Elsewhere
    {
        LoginWay way;
        NextStep step;
        QString userId;
    };

    Result<Authentication> answerTo(const Credentials &credentials)
    {
        if (answer)
            return *answer;
        if (isElsewhere(credentials))
            return judgeElsewhere(credentials);
        return credentials.step().isEmpty() ? judgePassword(credentials) : judgeStep(credentials);
    }

    Result<Authentication> judgeElsewhere(const Credentials &credentials)
    {
        for (const Elsewhere &each : std::as_const(elsewhere)) {
            if (credentials.step().isEmpty() ? each.way == credentials.way() : each.step.handle == credentials.step())
                return credentials.step().isEmpty() ? Authentication(each.step) : Authentication(Proof {.userId = each.userId});
        }
        return Error::Kind::WrongCredentials;
    }

    bool isElsewhere(const Credentials &credentials) const
    {
        return credentials.way() != LoginWay::Password
            || std::any_of(elsewhere.begin(), elsewhere.end(), [&](const Elsewhere &each) {
                   return !credentials.step().isEmpty() && each.step.handle == credentials.step();
               });
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
    Credentials lastCredentials;
    QList<LoginWay> ways = {LoginWay::Password};
    QList<Elsewhere> elsewhere;
    QList<QByteArray> givenUp;
    QStringList begunSessions;
    QStringList endedSessions;
};

ScriptedAuthenticator::ScriptedAuthenticator() : d(std::make_shared<Private>())
{
}

ScriptedAuthenticator::~ScriptedAuthenticator() = default;

static Credentials withoutSecret(const Credentials &credentials)
{
    const Credentials bare = Credentials::elsewhere(credentials.way()).withUserName(credentials.userName());
    return credentials.provesAnew() ? bare.provingAnew() : bare;
}

QFuture<Result<Authentication>> ScriptedAuthenticator::authenticate(const Credentials &credentials)
{
    d->calls.append(credentials.userName());
    d->lastCredentials = withoutSecret(credentials);
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

QList<LoginWay> ScriptedAuthenticator::ways() const
{
    return d->ways;
}

void ScriptedAuthenticator::giveUp(const QByteArray &handle)
{
    d->givenUp.append(handle);
}

void ScriptedAuthenticator::sessionBegan(const QString &id)
{
    d->begunSessions.append(id);
}

QStringList ScriptedAuthenticator::begunSessions() const
{
    return d->begunSessions;
}

void ScriptedAuthenticator::sessionEnded(const QString &id)
{
    d->endedSessions.append(id);
}

QStringList ScriptedAuthenticator::endedSessions() const
{
    return d->endedSessions;
}

void ScriptedAuthenticator::offer(LoginWay way, const NextStep &step, const QString &userId)
{
    d->elsewhere.append({way, step, userId});
    if (!d->ways.contains(way))
        d->ways.append(way);
}

void ScriptedAuthenticator::setWays(const QList<LoginWay> &ways)
{
    d->ways = ways;
}

QList<QByteArray> ScriptedAuthenticator::givenUp() const
{
    return d->givenUp;
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

Credentials ScriptedAuthenticator::lastCredentials() const
{
    return d->lastCredentials;
}

void ScriptedAuthenticator::forgetCalls()
{
    d->calls.clear();
}

} // namespace QtLogin
