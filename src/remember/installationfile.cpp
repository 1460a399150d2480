// SPDX-License-Identifier: MIT
#include "remember/installationfile_p.h"

#include "foundation/secret.h"
#include "remember/statefile_p.h"

namespace QtLogin {

static constexpr char magic[] = "QLIN";

Result<QByteArray> InstallationFile::read() const
{
    const auto value = StateFile(m_path, magic).read();
    if (!value)
        return value.error();
    const QByteArray id = value->toByteArray();
    return id.size() == size ? Result<QByteArray>(id) : Error::Kind::Damaged;
}

Result<QByteArray> InstallationFile::obtain() const
{
    if (const auto id = read())
        return id;
    const StateFile file(m_path, magic);
    const auto lock = file.lock();
    if (!lock)
        return lock.error();
    auto id = read(); // another process may have made one
    if (id.failedWith(Error::Kind::Damaged)) {
        if (const auto aside = file.putAside(); !aside)
            return aside.error();
        id = Error::Kind::Absent;
    }
    if (!id.failedWith(Error::Kind::Absent))
        return id;
    const QByteArray made = Secret::random(size).reveal().toByteArray();
    if (const auto written = file.write(made); !written)
        return written.error();
    return made;
}

} // namespace QtLogin
