// SPDX-License-Identifier: MIT
#include "dialogs/errorwords_p.h"

#include <QtCore/qcoreapplication.h>

namespace QtLogin {

namespace {

struct ErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(QtLogin::ErrorWords)
};

} // namespace

// English has no words for one of them beside those for many, unless the application loads a translation
// into English: hence the separate singulars.
QString wordsFor(std::chrono::seconds wait)
{
    using namespace std::chrono_literals;
    const auto count = [wait](std::chrono::seconds unit) { return int((wait + unit - 1s) / unit); };
    if (wait <= 1s)
        return ErrorWords::tr("one second");
    if (wait < 60s)
        return ErrorWords::tr("%n seconds", nullptr, count(1s));
    if (wait == 60s)
        return ErrorWords::tr("one minute");
    if (wait < 1h)
        return ErrorWords::tr("%n minutes", nullptr, count(1min));
    if (wait == 1h)
        return ErrorWords::tr("one hour");
    return ErrorWords::tr("%n hours", nullptr, count(1h));
}

static QString generalSentence(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Unavailable:
    case Error::Kind::TimedOut:
        return ErrorWords::tr("This cannot be checked now. Try again later.");
    case Error::Kind::Abandoned:
        return ErrorWords::tr("There was no answer. Try again.");
    default:
        return Error(kind).message();
    }
}

static bool hasOwnSentence(const Error &error)
{
    return error.message() != Error(error.kind()).message();
}

// An error's own sentence is in the language in which the error was made; its kind has none.
Sentence sentenceFor(const Error &error)
{
    if (error.kind() == Error::Kind::Throttled && error.retryAfter()) {
        return [wait = *error.retryAfter()] {
            return ErrorWords::tr("Too many attempts. Try again in %1.").arg(wordsFor(wait));
        };
    }
    return sentenceFor(error, [kind = error.kind()] { return generalSentence(kind); });
}

Sentence sentenceFor(const Error &error, const Sentence &general)
{
    return hasOwnSentence(error) ? Sentence(error.message()) : general;
}

Sentence sentenceElsewhere(LoginWay way, const Error &error)
{
    const bool isOnDevice = way == LoginWay::Device;
    const auto either = [&](const Sentence &device, const Sentence &browser) {
        return sentenceFor(error, isOnDevice ? device : browser);
    };
    switch (error.kind()) {
    case Error::Kind::Cancelled:
        return either([] { return ErrorWords::tr("The login on the other device was cancelled."); },
                      [] { return ErrorWords::tr("The login in the browser was cancelled."); });
    case Error::Kind::TimedOut:
        return either([] { return ErrorWords::tr("The code was not used in time. Try again."); },
                      [] { return ErrorWords::tr("The login in the browser took too long. Try again."); });
    case Error::Kind::WrongCredentials:
        return either([] { return ErrorWords::tr("The login on the other device did not succeed."); },
                      [] { return ErrorWords::tr("The login in the browser did not succeed."); });
    default:
        return sentenceFor(error);
    }
}

} // namespace QtLogin
