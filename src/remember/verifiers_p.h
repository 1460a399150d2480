// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberverifier.h"

#include <functional>

namespace QtLogin {

// The verifiers that know the remembered logins of one profile: the application's, whose exceptions become answers, and a
// file of the profile for the users whom it has none for.
class Verifiers final
{
public:
    using MakeFile = std::function<std::shared_ptr<RememberVerifier>()>;

    explicit Verifiers(MakeFile makeFile) : m_makeFile(std::move(makeFile)) { }

    // Null: the application has none.
    void setGiven(std::shared_ptr<RememberVerifier> given);
    // The profile is another one.
    void forgetFile();

    // Knows every remembered login.
    [[nodiscard]] std::shared_ptr<RememberVerifier> all();
    // The one for those of \a userId.
    [[nodiscard]] std::shared_ptr<RememberVerifier> of(const QString &userId);
    // Whether one of them makes tokens, so that a login that ends may have one to end at a server.
    [[nodiscard]] bool makeTokens();
    void flush(std::chrono::milliseconds longest);

private:
    [[nodiscard]] bool needFile() const;

    const MakeFile m_makeFile;
    std::shared_ptr<RememberVerifier> m_given;
    std::shared_ptr<RememberVerifier> m_all; // null: not asked for yet
};

} // namespace QtLogin
