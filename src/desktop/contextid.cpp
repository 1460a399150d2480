// SPDX-License-Identifier: MIT
#include "desktop/contextid_p.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qsysinfo.h>

namespace QtLogin {

QByteArray defaultContextId(const QString &applicationId)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    const QByteArray parts[] = {QSysInfo::machineUniqueId(), systemAccountId(), applicationId.toUtf8()};
    for (const QByteArray &part : parts) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part);
    }
    return hash.result();
}

} // namespace QtLogin
