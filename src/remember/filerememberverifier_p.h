// SPDX-License-Identifier: MIT
#pragma once

#include "remember/fileworker_p.h"
#include "remember/rememberverifier.h"

namespace QtLogin {

// The verifier that a manager has when it is given none: hashes in a small file of the profile.
// A newer or damaged file is an error ("could not ask"), and only a new series puts a damaged one
// aside.
class FileRememberVerifier final : public RememberVerifier
{
public:
    FileRememberVerifier(QString path, std::shared_ptr<Clock> clock);
    ~FileRememberVerifier() override;

    QFuture<Result<void>> issue(const NewSeries &series) override;
    QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier,
                                       const QByteArray &successorHash) override;
    QFuture<Result<Series>> touch(const QByteArray &selector) override;
    QFuture<Result<void>> revoke(const QByteArray &selector) override;
    QFuture<Result<void>> revokeAll(const QString &userId) override;
    QFuture<Result<void>> revokeAllUsers() override;
    QFuture<Result<QList<Series>>> devices(const QString &userId) override;
    void flush(std::chrono::milliseconds longest) override;
    // As FileWorker::onLateAnswer().
    void onLateAnswer(std::function<void()> heard) { m_worker.onLateAnswer(std::move(heard)); }

private:
    class File;
    std::shared_ptr<const File> m_file;
    FileWorker m_worker;
};

} // namespace QtLogin
