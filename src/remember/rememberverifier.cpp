// SPDX-License-Identifier: MIT
#include "remember/rememberverifier.h"

#include "remember/rememberlog_p.h"

#include <sodium.h>

#include <algorithm>

namespace QtLogin {

RememberVerifier::~RememberVerifier() = default;

Clock::Wall RememberVerifier::Series::endsAt() const
{
    using std::chrono::seconds;
    return unusedLifetime > seconds(0) ? std::min(expiresAt, lastUsedAt + unusedLifetime) : expiresAt;
}

QFuture<Result<void>> RememberVerifier::revokeAllUsers()
{
    qCCritical(lcRemember,
               "This RememberVerifier does not implement revokeAllUsers(): the remembered logins of all users "
               "stay.");
    return readyFuture<Result<void>>(Error::Kind::NotConfigured);
}

bool RememberVerifier::makesTokens() const
{
    return false;
}

QFuture<Result<SecretPtr>> RememberVerifier::issueToken(const NewSeries &)
{
    return readyFuture<Result<SecretPtr>>(Error::Kind::NotConfigured);
}

QFuture<Result<void>> RememberVerifier::revokeToken(const QByteArray &, SecretPtr)
{
    return readyFuture<Result<void>>(Error::Kind::NotConfigured);
}

void RememberVerifier::offerRenewal(Renewal) { }

void RememberVerifier::flush(std::chrono::milliseconds) { }

// The verifier is 256 random bits: a fast hash is as good as a slow one. The key separates it
// from every other use of the same hash.
QByteArray RememberVerifier::hashOf(const Secret &verifier)
{
    static constexpr char key[] = "QtLogin remember-me verifier 1";
    QByteArray hash(crypto_generichash_BYTES, Qt::Uninitialized);
    const QByteArrayView bytes = verifier.reveal();
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), size_t(hash.size()),
                       reinterpret_cast<const unsigned char *>(bytes.data()), size_t(bytes.size()),
                       reinterpret_cast<const unsigned char *>(key), sizeof key - 1);
    return hash;
}

bool RememberVerifier::isHashOf(const QByteArray &hash, const Secret &verifier)
{
    const QByteArray own = hashOf(verifier);
    return hash.size() == own.size() && sodium_memcmp(hash.constData(), own.constData(), size_t(own.size())) == 0;
}

} // namespace QtLogin
