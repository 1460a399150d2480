// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberparts_p.h"

namespace QtLogin {

// Keeps the remembered login of one user, and ends that of any other. Says for how long the user is remembered; zero:
// not at all. Lives as long as a step waits for its answer.
class KeepOperation final : public std::enable_shared_from_this<KeepOperation>
{
public:
    KeepOperation(RememberParts &parts, const QString &userId)
        : m_parts(parts), m_userId(userId), m_command(parts.beginCommand())
    {
    }

    // Abandoned where a newer command has come.
    [[nodiscard]] QFuture<Result<std::chrono::seconds>> run();

private:
    template<typename T>
    void then(const QFuture<Result<T>> &answer, void (KeepOperation::*step)(const Result<T> &));
    [[nodiscard]] bool isOver();

    void onProfile(const Result<Profile> &profile);
    void onRecord(const Result<RememberRecord> &record);
    void onSeries(const Result<QList<RememberVerifier::Series>> &living);
    void endAnothers();
    void conclude(const Result<void> &ended);

    RememberParts &m_parts;
    const QString m_userId;
    quint64 m_command;
    std::chrono::seconds m_lifetime {0}; // as chosen at login
    std::shared_ptr<std::optional<Profile::Remembered>> m_anothers // the login of another user
        = std::make_shared<std::optional<Profile::Remembered>>();
    Answer<std::chrono::seconds> m_answer;
};

} // namespace QtLogin
