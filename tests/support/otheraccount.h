// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qfile.h>

#include <unistd.h>

// As long as it lives, this process has the rights of an ordinary account to which \a folder belongs, and not what is
// in it already. Only root can be another account; for others nothing changes.
class OtherAccount
{
public:
    explicit OtherAccount(const QString &folder)
    {
        m_isOther = geteuid() == 0 && chown(QFile::encodeName(folder).constData(), nobody, nobody) == 0
            && setresuid(nobody, nobody, 0) == 0;
    }
    ~OtherAccount()
    {
        if (m_isOther)
            (void)!setresuid(0, 0, 0);
    }
    OtherAccount(const OtherAccount &) = delete;
    OtherAccount &operator=(const OtherAccount &) = delete;

private:
    static constexpr uid_t nobody = 65'534;
    bool m_isOther = false;
};
