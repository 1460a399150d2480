// SPDX-License-Identifier: MIT
#include "dialogs/scriptedrequest.h"

using namespace QtLogin;

ScriptedRequest::ScriptedRequest(Kind kind) : m_script(std::make_shared<Script>())
{
    auto parts = std::make_shared<LoginRequest::Parts>();
    parts->kind = kind;
    parts->message = QStringLiteral("Log in to write in your journal.");
    if (kind != Kind::LogIn)
        parts->fixedUser =
            SimpleUser::create({.id = QStringLiteral("1"), .displayName = QStringLiteral("Ada Lovelace")});
    parts->rememberAvailability = m_script->remember;
    parts->attempt = [script = m_script](const auto &credentials, const auto &options) {
        return script->attempt(credentials, options);
    };
    parts->nextStep = [script = m_script] { return script->nextStep; };
    parts->turnAway = [script = m_script] {
        ++script->turns;
        script->nextStep.reset();
    };
    m_parts = parts;
}

void ScriptedRequest::offer(const QList<LoginWay> &ways, const NextStep &page)
{
    m_parts->ways = ways;
    m_script->page = page;
}

NextStep ScriptedRequest::somePage()
{
    return {.message = QStringLiteral("Continue there."),
            .handle = "page",
            .link = QUrl(QStringLiteral("https://id.example.org/device?state=s3cr3t&user_code=WDJB-MJHT#more")),
            .code = QStringLiteral("WDJB-MJHT")};
}

LoginRequest ScriptedRequest::request() const
{
    return LoginRequest(m_parts);
}

ScriptedRequest::Script::Script()
    : remember(std::make_shared<QProperty<RememberAvailability>>(RememberAvailability {.available = true}))
{
}

ScriptedRequest::Script::~Script() = default;

QFuture<Result<void>> ScriptedRequest::Script::attempt(const Credentials &credentials, const LoginOptions &given)
{
    userNames << credentials.userName();
    options << given;
    ways << credentials.way();
    steps << credentials.step();
    Answer<void> answer;
    if (held || (holdsPage && page && credentials.step() == page->handle))
        waiting << answer;
    else
        answer.finish(judge(credentials));
    return answer.future();
}

Result<void> ScriptedRequest::Script::judge(const Credentials &credentials)
{
    if (error)
        return *error;
    if (credentials.way() != LoginWay::Password) {
        nextStep = page;
        return Error::Kind::StepRequired;
    }
    if (page && credentials.step() == page->handle) {
        nextStep = afterPage;
        if (pageError)
            return *pageError;
        return afterPage ? Result<void>(Error::Kind::StepRequired) : Result<void>();
    }
    if (!credentials.step().isEmpty()) {
        if (credentials.secret().reveal() != QByteArrayView("123456"))
            return Error::Kind::WrongCredentials;
        nextStep.reset();
        return {};
    }
    if (credentials.secret().reveal() != password)
        return Error::Kind::WrongCredentials;
    nextStep = step;
    return step ? Result<void>(Error::Kind::StepRequired) : Result<void>();
}
