// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/worker.h"
#include "vault/secretstore.h"

#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qsavefile.h>

namespace QtLogin {

// A keychain that several processes share: one file for each secret.
class FolderStore final : public SecretStore
{
public:
    explicit FolderStore(const QString &folder) : m_folder(folder) { QDir().mkpath(folder); }
    QFuture<Result<void>> probe() override { return readyFuture(Result<void>()); }
    QFuture<Result<SecretPtr>> read(const QString &key) override
    {
        return m_worker.run([path = path(key)]() -> Result<SecretPtr> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return Error::Kind::Absent;
            return Secret::fromBytes(file.readAll()).share();
        });
    }
    QFuture<Result<void>> write(const QString &key, SecretPtr secret) override
    {
        return m_worker.run([path = path(key), secret]() -> Result<void> {
            QSaveFile file(path);
            const bool written = file.open(QIODevice::WriteOnly) && file.write(secret->reveal().data(), secret->size()) > 0
                && file.commit();
            return written ? Result<void>() : Result<void>(Error::Kind::Unavailable);
        });
    }
    QFuture<Result<void>> remove(const QString &key) override
    {
        return m_worker.run([path = path(key)]() -> Result<void> {
            QFile::remove(path);
            return {};
        });
    }
    QString backendName() const override { return QStringLiteral("folder"); }

private:
    QString path(const QString &key) const { return m_folder + u'/' + QString::fromLatin1(key.toUtf8().toHex()); }
    QString m_folder;
    Worker m_worker;
};

} // namespace QtLogin
