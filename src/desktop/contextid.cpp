// SPDX-License-Identifier: MIT
#include "desktop/contextid_p.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qsysinfo.h>

namespace QtLogin {

// With the sizes, so that nothing moves from one part into the next.
QByteArray Context::id() const
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    const QByteArray parts[] = {machine, account, applicationId.toUtf8()};
    for (const QByteArray &part : parts) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part);
    }
    return hash.result();
}

QByteArray defaultContextId(const QString &applicationId)
{
    return Context {QSysInfo::machineUniqueId(), systemAccountId(), applicationId}.id();
}

} // namespace QtLogin
