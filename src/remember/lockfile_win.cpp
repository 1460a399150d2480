// SPDX-License-Identifier: MIT
#include "remember/lockfile_p.h"

#include <QtCore/qdir.h>

#include <qt_windows.h>

namespace QtLogin {

// Opened without sharing, the file itself is the lock. Windows closes and removes it with its process.
LockFile::Attempt LockFile::attempt()
{
    const std::wstring path = QDir::toNativeSeparators(m_path).toStdWString();
    const HANDLE file = CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE | DELETE, 0, nullptr, OPEN_ALWAYS,
                                    FILE_ATTRIBUTE_NORMAL | FILE_FLAG_DELETE_ON_CLOSE, nullptr);
    if (file != INVALID_HANDLE_VALUE) {
        m_file = qintptr(file);
        return Attempt::Locked;
    }
    const DWORD error = GetLastError();
    // Access is denied as well for the moment in which the file of the holder before is being removed.
    const bool isHeldElsewhere = error == ERROR_SHARING_VIOLATION || error == ERROR_ACCESS_DENIED;
    return isHeldElsewhere ? Attempt::HeldElsewhere : Attempt::Impossible;
}

bool LockFile::tryLock()
{
    Q_ASSERT(m_file == -1);
    m_lastAttempt = attempt();
    return m_lastAttempt == Attempt::Locked;
}

void LockFile::unlock()
{
    if (m_file != -1)
        CloseHandle(HANDLE(std::exchange(m_file, -1)));
}

} // namespace QtLogin
