// SPDX-License-Identifier: MIT
#include "vault/memorysecretstore.h"
#include "vault/storelimits_p.h"

namespace QtLogin {

QFuture<Result<void>> MemorySecretStore::probe()
{
    return readyFuture(Result<void>());
}

QFuture<Result<SecretPtr>> MemorySecretStore::read(const QString &key)
{
    if (const auto valid = checkKey(key); !valid)
        return readyFuture<Result<SecretPtr>>(valid.error());
    const SecretPtr secret = m_secrets.value(key);
    return readyFuture(secret ? Result<SecretPtr>(secret) : Result<SecretPtr>(Error::Kind::Absent));
}

QFuture<Result<void>> MemorySecretStore::write(const QString &key, SecretPtr secret)
{
    if (const auto valid = checkEntry(key, secret); !valid)
        return readyFuture(valid);
    m_secrets.insert(key, std::move(secret));
    return readyFuture(Result<void>());
}

QFuture<Result<void>> MemorySecretStore::remove(const QString &key)
{
    if (const auto valid = checkKey(key); !valid)
        return readyFuture(valid);
    m_secrets.remove(key);
    return readyFuture(Result<void>());
}

QString MemorySecretStore::backendName() const
{
    return QStringLiteral("memory");
}

} // namespace QtLogin
