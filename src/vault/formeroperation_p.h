// SPDX-License-Identifier: MIT
#pragma once

#include "vault/formerkeychain_p.h"
#include "vault/keychainoperation_p.h"

namespace QtLogin {

// Questions to the keychain that the desktop has used before. They stand in the same line as those to today's, and end
// within seconds.
class FormerOperation : public KeychainOperation
{
public:
    FormerOperation(const KeychainTools &tools, KeychainItem item, std::shared_ptr<FormerKeychain> keychain)
        : KeychainOperation(tools, std::move(item)), m_keychain(std::move(keychain))
    {
    }
    void run() final;

protected:
    // It is known which keychain is today's, and it is another one.
    virtual void begin() = 0;
    template<typename T, typename Then>
    void afterKeychain(const QFuture<Result<T>> &asked, Then then);

    const std::shared_ptr<FormerKeychain> m_keychain;
};

class FormerProbeOperation final : public FormerOperation
{
public:
    using FormerOperation::FormerOperation;

private:
    void begin() override;
};

class FormerReadOperation final : public FormerOperation
{
public:
    using FormerOperation::FormerOperation;

private:
    void begin() override;
    void openFile(const SecretReference &reference);
};

class FormerRemoveOperation final : public FormerOperation
{
public:
    using FormerOperation::FormerOperation;

private:
    void begin() override;
    void erase();
    void removeFile();

    QByteArray m_file; // that the item leads to; empty: none
};

} // namespace QtLogin
