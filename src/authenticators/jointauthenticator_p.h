// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/authenticator.h"
#include "identity/realms_p.h"

#include <QtCore/qhash.h>
#include <QtCore/qobject.h>

namespace QtLogin {

// Asks the authenticator that offers the way of a login, the first one of several, and takes from each the proofs of its
// own users alone.
class QTLOGIN_CORE_EXPORT JointAuthenticator final : public QObject, public Authenticator
{
public:
    explicit JointAuthenticator(Realms<Authenticator> realms) : m_realms(std::move(realms)) { }

    [[nodiscard]] const Realms<Authenticator> &realms() const { return m_realms; }

    QFuture<Result<Authentication>> authenticate(const Credentials &credentials) override;
    QList<LoginWay> ways() const override;
    QList<LoginWay> waysFor(const QString &userId) const override;
    void giveUp(const QByteArray &handle) override;
    void sessionBegan(const QString &id) override;
    void sessionEnded(const QString &id) override;

private:
    using Part = std::shared_ptr<Authenticator>;

    [[nodiscard]] Part offering(LoginWay way) const;
    [[nodiscard]] Result<Authentication> examine(const Part &part, const Result<Authentication> &answer);

    const Realms<Authenticator> m_realms;
    QHash<QByteArray, Part> m_steps; // by the handles that are open, who has asked
};

} // namespace QtLogin
