// SPDX-License-Identifier: MIT
#include "testing/scriptedprompt.h"

#include <QtCore/qobject.h>

#include <optional>

namespace QtLogin {

class ScriptedPrompt::Private
{
public:
    void finish(const Result<void> &result)
    {
        if (!asked)
            return;
        const auto answer = std::exchange(asked, std::nullopt);
        answer->finish(result); // last: the caller that waits runs now, and may ask again
    }

    QObject context;
    Reaction reaction;
    QList<LoginRequest> requests;
    std::optional<Answer<void>> asked;
    int cancelCount = 0;
    int askedAgainCount = 0;
    QString shownMessage;
};

ScriptedPrompt::ScriptedPrompt() : d(std::make_shared<Private>())
{
}

ScriptedPrompt::~ScriptedPrompt() = default;

QFuture<Result<void>> ScriptedPrompt::ask(const LoginRequest &request)
{
    Q_ASSERT_X(!isAsking(), "ScriptedPrompt::ask", "A prompt is asked one thing at a time.");
    const Answer<void> answer;
    d->requests.append(request);
    d->asked = answer;
    d->shownMessage = request.message();
    if (const Reaction reaction = d->reaction)
        reaction(*this);
    return answer.future();
}

void ScriptedPrompt::cancel()
{
    if (!isAsking())
        return;
    ++d->cancelCount;
    dismiss();
}

void ScriptedPrompt::askedAgain()
{
    ++d->askedAgainCount;
}

void ScriptedPrompt::messageChanged()
{
    d->shownMessage = request().message();
}

void ScriptedPrompt::setReaction(Reaction reaction)
{
    d->reaction = std::move(reaction);
}

void ScriptedPrompt::answerAlways(const Credentials &credentials, const LoginOptions &options)
{
    setReaction([credentials, options](ScriptedPrompt &prompt) { (void)prompt.answer(credentials, options); });
}

void ScriptedPrompt::dismissAlways()
{
    setReaction([](ScriptedPrompt &prompt) { prompt.dismiss(); });
}

QFuture<Result<void>> ScriptedPrompt::answer(const Credentials &credentials, const LoginOptions &options)
{
    Q_ASSERT_X(isAsking(), "ScriptedPrompt::answer", "Nothing is asked.");
    const auto self = d; // what comes of the attempt may drop the prompt
    const auto attempt = request().attempt(credentials, options);
    const qsizetype number = self->requests.size();
    whenDone(attempt, &self->context, [self = self.get(), number](const Result<void> &result) {
        if (result && self->requests.size() == number)
            self->finish(result);
    });
    return attempt;
}

void ScriptedPrompt::dismiss()
{
    const auto self = d;
    self->finish(Error::Kind::Cancelled);
}

bool ScriptedPrompt::isAsking() const
{
    return d->asked.has_value();
}

LoginRequest ScriptedPrompt::request() const
{
    Q_ASSERT_X(!d->requests.isEmpty(), "ScriptedPrompt::request", "Nothing has been asked yet.");
    return d->requests.last();
}

QList<LoginRequest> ScriptedPrompt::requests() const
{
    return d->requests;
}

int ScriptedPrompt::cancelCount() const
{
    return d->cancelCount;
}

int ScriptedPrompt::askedAgainCount() const
{
    return d->askedAgainCount;
}

QString ScriptedPrompt::shownMessage() const
{
    return d->shownMessage;
}

} // namespace QtLogin
