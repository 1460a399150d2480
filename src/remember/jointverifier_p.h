// SPDX-License-Identifier: MIT
#pragma once

#include "identity/realms_p.h"
#include "remember/rememberverifier.h"

#include <QtCore/qobject.h>

namespace QtLogin {

// Has each remembered login kept by the verifier of its user's realm. Who knows the user asks that one; where only the
// selector is known, each is asked.
class QTLOGIN_CORE_EXPORT JointVerifier final : public QObject, public RememberVerifier
{
public:
    explicit JointVerifier(Realms<RememberVerifier> realms) : m_realms(std::move(realms)) { }

    [[nodiscard]] const Realms<RememberVerifier> &realms() const { return m_realms; }

    QFuture<Result<void>> issue(const NewSeries &series) override;
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier,
                                       const QByteArray &successorHash) override;
    QFuture<Result<Series>> touch(const QByteArray &selector) override;
    QFuture<Result<void>> revoke(const QByteArray &selector) override;
    QFuture<Result<void>> revokeAll(const QString &userId) override;
    // Each is asked; the answer is an error where any of them has one.
    QFuture<Result<void>> revokeAllUsers() override;
    QFuture<Result<QList<Series>>> devices(const QString &userId) override;
    // False: ask the one of the user.
    bool makesTokens() const override { return false; }
    QFuture<Result<SecretPtr>> issueToken(const NewSeries &series) override;
    QFuture<Result<void>> revokeToken(const QByteArray &selector, SecretPtr token) override;
    void offerRenewal(Renewal renew) override;
    void flush(std::chrono::milliseconds longest) override;

private:
    // Asks one after the other until an answer is no miss; the last answer where each one is.
    template<typename T, typename Ask, typename IsMiss>
    void askInTurn(Ask ask, IsMiss isMiss, const Answer<T> &answer, size_t index = 0);

    const Realms<RememberVerifier> m_realms;
};

} // namespace QtLogin
