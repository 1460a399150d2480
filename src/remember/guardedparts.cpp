// SPDX-License-Identifier: MIT
#include "remember/guardedparts_p.h"

#include "foundation/deadline_p.h"

namespace QtLogin {

QFuture<Result<void>> GuardedStore::probe()
{
    return guarded<void>("SecretStore::probe()", [this] { return m_store->probe(); });
}

QFuture<Result<SecretPtr>> GuardedStore::read(const QString &key)
{
    return guarded<SecretPtr>("SecretStore::read()", [&] { return m_store->read(key); });
}

QFuture<Result<void>> GuardedStore::write(const QString &key, SecretPtr secret)
{
    return guarded<void>("SecretStore::write()", [&] { return m_store->write(key, secret); });
}

QFuture<Result<void>> GuardedStore::remove(const QString &key)
{
    return guarded<void>("SecretStore::remove()", [&] { return m_store->remove(key); });
}

QString GuardedStore::backendName() const
{
    try {
        return m_store->backendName();
    } catch (...) {
        Private::logThrown("SecretStore::backendName()");
        return {};
    }
}

std::shared_ptr<SecretStore> GuardedStore::former(const QString &backendName)
{
    try {
        auto former = m_store->former(backendName);
        return former ? std::make_shared<GuardedStore>(std::move(former)) : nullptr;
    } catch (...) {
        Private::logThrown("SecretStore::former()");
        return {};
    }
}

QFuture<Result<void>> GuardedVerifier::issue(const NewSeries &series)
{
    return guarded<void>("RememberVerifier::issue()", [&] { return m_verifier->issue(series); });
}

QFuture<Result<RememberVerifier::Presented>> GuardedVerifier::present(const QByteArray &selector, SecretPtr verifier,
                                                                      const QByteArray &successorHash)
{
    return guarded<Presented>("RememberVerifier::present()",
                              [&] { return m_verifier->present(selector, verifier, successorHash); });
}

QFuture<Result<RememberVerifier::Series>> GuardedVerifier::touch(const QByteArray &selector)
{
    return guarded<Series>("RememberVerifier::touch()", [&] { return m_verifier->touch(selector); });
}

QFuture<Result<void>> GuardedVerifier::revoke(const QByteArray &selector)
{
    return guarded<void>("RememberVerifier::revoke()", [&] { return m_verifier->revoke(selector); });
}

QFuture<Result<void>> GuardedVerifier::revokeAll(const QString &userId)
{
    return guarded<void>("RememberVerifier::revokeAll()", [&] { return m_verifier->revokeAll(userId); });
}

QFuture<Result<void>> GuardedVerifier::revokeAllUsers()
{
    return guarded<void>("RememberVerifier::revokeAllUsers()", [&] { return m_verifier->revokeAllUsers(); });
}

QFuture<Result<QList<RememberVerifier::Series>>> GuardedVerifier::devices(const QString &userId)
{
    return guarded<QList<Series>>("RememberVerifier::devices()", [&] { return m_verifier->devices(userId); });
}

bool GuardedVerifier::makesTokens() const
{
    try {
        return m_verifier->makesTokens();
    } catch (...) {
        Private::logThrown("RememberVerifier::makesTokens()");
        return false;
    }
}

QFuture<Result<SecretPtr>> GuardedVerifier::issueToken(const NewSeries &series)
{
    return guarded<SecretPtr>("RememberVerifier::issueToken()", [&] { return m_verifier->issueToken(series); });
}

QFuture<Result<void>> GuardedVerifier::revokeToken(const QByteArray &selector, SecretPtr token)
{
    return guarded<void>("RememberVerifier::revokeToken()", [&] { return m_verifier->revokeToken(selector, token); });
}

void GuardedVerifier::offerRenewal(Renewal renew)
{
    try {
        m_verifier->offerRenewal(std::move(renew));
    } catch (...) {
        Private::logThrown("RememberVerifier::offerRenewal()");
    }
}

// At the end of a manager: an exception out of a destructor would end the process.
void GuardedVerifier::flush(std::chrono::milliseconds longest)
{
    try {
        m_verifier->flush(longest);
    } catch (...) {
        Private::logThrown("RememberVerifier::flush()");
    }
}

} // namespace QtLogin
