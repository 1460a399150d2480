// SPDX-License-Identifier: MIT
#include "vault/heldfile_p.h"

#include <QtCore/qdir.h>

#include <qt_windows.h>

namespace QtLogin {

static std::wstring native(const QString &path)
{
    return QDir::toNativeSeparators(path).toStdWString();
}

// A file that is open without FILE_SHARE_DELETE cannot be opened to be deleted, nor can one that is open to be deleted be
// read through Qt. So a new file, which its item may lead to already, is not open to be deleted: it is once claimed.
std::unique_ptr<HeldFile> HeldFile::create(const QString &path)
{
    const HANDLE file = CreateFileW(native(path).c_str(), GENERIC_WRITE, FILE_SHARE_READ, nullptr, CREATE_NEW,
                                    FILE_ATTRIBUTE_NORMAL, nullptr);
    return std::unique_ptr<HeldFile>(file == INVALID_HANDLE_VALUE ? nullptr : new HeldFile(path, qintptr(file)));
}

std::unique_ptr<HeldFile> HeldFile::claim(const QString &path)
{
    const HANDLE file = CreateFileW(native(path).c_str(), GENERIC_READ | DELETE, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                                    FILE_ATTRIBUTE_NORMAL, nullptr);
    return std::unique_ptr<HeldFile>(file == INVALID_HANDLE_VALUE ? nullptr : new HeldFile(path, qintptr(file)));
}

HeldFile::~HeldFile()
{
    CloseHandle(HANDLE(m_file));
}

bool HeldFile::write(QByteArrayView bytes)
{
    DWORD written = 0;
    return WriteFile(HANDLE(m_file), bytes.data(), DWORD(bytes.size()), &written, nullptr)
        && written == DWORD(bytes.size()) && FlushFileBuffers(HANDLE(m_file));
}

void HeldFile::remove()
{
    FILE_DISPOSITION_INFO gone {TRUE};
    SetFileInformationByHandle(HANDLE(m_file), FileDispositionInfo, &gone, sizeof gone);
}

} // namespace QtLogin
