// SPDX-License-Identifier: MIT
#include "identity/userloader.h"

#include "foundation/deadline_p.h"

namespace QtLogin {

namespace {

class FunctionLoader final : public UserLoader
{
public:
    using Function = std::function<QFuture<Result<UserPtr>>(const QString &)>;
    explicit FunctionLoader(Function function) : m_function(std::move(function)) { }

    // An exception is "could not ask", never "no such user".
    QFuture<Result<UserPtr>> load(const QString &id) override
    {
        return guarded<UserPtr>("The function of a user loader", [&] { return m_function(id); });
    }

private:
    Function m_function;
};

} // namespace

UserLoader::~UserLoader() = default;

std::shared_ptr<UserLoader> UserLoader::fromAsynchronous(Asynchronous function)
{
    return std::make_shared<FunctionLoader>(std::move(function));
}

} // namespace QtLogin
