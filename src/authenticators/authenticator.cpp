// SPDX-License-Identifier: MIT
#include "authenticators/authenticator.h"

#include "authenticators/accounteditor.h"
#include "authenticators/loginprompt.h"
#include "foundation/deadline_p.h"

namespace QtLogin {

namespace {

class FunctionAuthenticator final : public Authenticator
{
public:
    using Function = std::function<QFuture<Result<Authentication>>(const Credentials &)>;
    explicit FunctionAuthenticator(Function function) : m_function(std::move(function)) { }

    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override
    {
        return guarded<Authentication>("The function of an authenticator", [&] { return m_function(credentials); });
    }

private:
    Function m_function;
};

} // namespace

Authenticator::~Authenticator() = default;
AccountEditor::~AccountEditor() = default;
LoginPrompt::~LoginPrompt() = default;

QList<LoginWay> Authenticator::ways() const
{
    return {LoginWay::Password};
}

QList<LoginWay> Authenticator::waysFor(const QString &) const
{
    return ways();
}

void Authenticator::giveUp(const QByteArray &) { }

void Authenticator::sessionBegan(const QString &) { }

void Authenticator::sessionEnded(const QString &) { }

void LoginPrompt::askedAgain() { }

void LoginPrompt::messageChanged() { }

Proof::operator QFuture<Result<Authentication>>() const
{
    return readyFuture<Result<Authentication>>(*this);
}

NextStep::operator QFuture<Result<Authentication>>() const
{
    return readyFuture<Result<Authentication>>(*this);
}

// The context of waiting lives as long as the function that waits.
Authenticator::Answered Authenticator::answered(const QFuture<Result<Proof>> &future)
{
    Answer<Authentication> answer;
    const auto context = std::make_shared<QObject>();
    whenDone(future, context.get(), [answer, context](const Result<Proof> &proof) {
        answer.finish(proof ? Result<Authentication>(*proof) : proof.error());
    });
    return answer.future();
}

Authenticator::Answered Authenticator::answered(const Result<Authentication> &result)
{
    return readyFuture(result);
}

Authenticator::Answered Authenticator::answered(const Result<Proof> &result)
{
    return result ? answered(*result) : readyFuture<Result<Authentication>>(result.error());
}

Authenticator::Answered Authenticator::answered(const Authentication &authentication)
{
    return readyFuture<Result<Authentication>>(authentication);
}

Authenticator::Answered Authenticator::answered(const Proof &proof)
{
    return proof;
}

Authenticator::Answered Authenticator::answered(const NextStep &step)
{
    return step;
}

std::shared_ptr<Authenticator> Authenticator::fromAsynchronous(std::function<Answered(const Credentials &)> function)
{
    return std::make_shared<FunctionAuthenticator>(std::move(function));
}

} // namespace QtLogin
