// SPDX-License-Identifier: MIT
#include "authenticators/authenticator.h"

#include "authenticators/accounteditor.h"
#include "authenticators/loginprompt.h"

namespace QtLogin {

namespace {

class FunctionAuthenticator final : public Authenticator
{
public:
    using Function = std::function<QFuture<Result<Authentication>>(const Credentials &)>;
    explicit FunctionAuthenticator(Function function) : m_function(std::move(function)) { }

    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override
    {
        try {
            return m_function(credentials);
        } catch (...) {
            return readyFuture<Result<Authentication>>(Error::Kind::Internal);
        }
    }

private:
    Function m_function;
};

} // namespace

Authenticator::~Authenticator() = default;
AccountEditor::~AccountEditor() = default;
LoginPrompt::~LoginPrompt() = default;

std::shared_ptr<Authenticator> Authenticator::fromAsynchronous(Asynchronous function)
{
    return std::make_shared<FunctionAuthenticator>(std::move(function));
}

} // namespace QtLogin
