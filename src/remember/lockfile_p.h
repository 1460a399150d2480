// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qlockfile.h>

#include <chrono>

namespace QtLogin {

// Never taken from a holder that lives, and always from one that does not: also where it was killed
// before it had written who it is.
class LockFile final
{
public:
    explicit LockFile(const QString &path);

    // Blocks, for \a longest and no more. For a worker's thread.
    [[nodiscard]] bool tryLock(std::chrono::milliseconds longest);
    void unlock() { m_file.unlock(); }

    // Whether somebody else held it, where tryLock() has failed.
    [[nodiscard]] bool isHeldElsewhere() const { return m_file.error() == QLockFile::LockFailedError; }
    [[nodiscard]] QString path() const { return m_file.fileName(); }

private:
    [[nodiscard]] bool isNameless() const;

    QLockFile m_file;
};

} // namespace QtLogin
