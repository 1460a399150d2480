// SPDX-License-Identifier: MIT
#pragma once

#include "vault/secretstore.h"

#include <QtCore/qhash.h>

namespace QtLogin {

//! A store that forgets everything with the process: for tests, and for kiosks where no user is to
//! be remembered. \since 0.1
class QTLOGIN_CORE_EXPORT MemorySecretStore : public SecretStore
{
public:
    QFuture<Result<void>> probe() override;
    QFuture<Result<SecretPtr>> read(const QString &key) override;
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override;
    QFuture<Result<void>> remove(const QString &key) override;
    QString backendName() const override;

private:
    QHash<QString, SecretPtr> m_secrets;
};

} // namespace QtLogin
