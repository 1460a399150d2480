// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qstring.h>

namespace QtLogin {

// A lock between processes; one source file per platform. It belongs to the open file and not to what is written in
// it: a file that no process has open is free, also where a process was killed and its number has been taken again.
class LockFile final
{
public:
    explicit LockFile(QString path) : m_path(std::move(path)) { }
    ~LockFile() { unlock(); }
    LockFile(const LockFile &) = delete;
    LockFile &operator=(const LockFile &) = delete;

    // Does not wait for a holder. For a worker's thread.
    [[nodiscard]] bool tryLock();
    // Removes the file, too.
    void unlock();

    [[nodiscard]] bool isHeld() const { return m_file != -1; }
    // Whether another one held it, where tryLock() has failed.
    [[nodiscard]] bool isHeldElsewhere() const { return m_lastAttempt == Attempt::HeldElsewhere; }
    [[nodiscard]] QString path() const { return m_path; }

private:
    enum class Attempt { Locked, HeldElsewhere, Impossible };

    [[nodiscard]] Attempt attempt();

    const QString m_path;
    qintptr m_file = -1; // the descriptor or handle
    Attempt m_lastAttempt = Attempt::Impossible;
};

} // namespace QtLogin
