// SPDX-License-Identifier: MIT
#include "desktop/contextid_p.h"

#include <windows.h>
#include <sddl.h>

#include <memory>

namespace QtLogin {

// The security identifier of the process's user: unlike the name, it survives a renaming.
QByteArray systemAccountId()
{
    HANDLE token = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        return {};
    DWORD size = 0;
    GetTokenInformation(token, TokenUser, nullptr, 0, &size);
    QByteArray buffer(qsizetype(size), Qt::Uninitialized);
    QByteArray id;
    LPSTR text = nullptr;
    if (GetTokenInformation(token, TokenUser, buffer.data(), size, &size)
        && ConvertSidToStringSidA(reinterpret_cast<TOKEN_USER *>(buffer.data())->User.Sid, &text)) {
        id = text;
        LocalFree(text);
    }
    CloseHandle(token);
    return id;
}

} // namespace QtLogin
