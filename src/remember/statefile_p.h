// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"
#include "remember/lockfile_p.h"

#include <QtCore/qcborvalue.h>
#include <QtCore/qstring.h>

#include <memory>

namespace QtLogin {

// A small file of ours: an envelope around one CBOR value, 0600 in a 0700 folder, replaced as a
// whole and synced. Blocking: for a worker thread.
class StateFile
{
public:
    StateFile(QString path, const char (&magic)[5]) : m_path(std::move(path)), m_magic(magic) { }

    // The folder of \a path, 0700 where it is ours to make.
    [[nodiscard]] static Result<void> makeFolderFor(const QString &path);

    // Absent, Damaged, NewerFormat, or Unavailable where it cannot be read. Damaged also where this account may not
    // read it: it can be put aside.
    [[nodiscard]] Result<QCborValue> read() const;
    [[nodiscard]] Result<void> write(const QCborValue &value) const;
    // Renames a file that cannot be read to "….damaged", so that writing loses nothing.
    [[nodiscard]] Result<void> putAside() const;

    // The errors that say that the file at \a path can be neither read nor written.
    [[nodiscard]] static Error unreadable(const QString &path);
    [[nodiscard]] static Error unwritable(const QString &path);

    // Keeps the other processes from changing it. Waits five seconds, then: Unavailable.
    [[nodiscard]] Result<std::shared_ptr<LockFile>> lock() const;

private:
    QString m_path;
    const char (&m_magic)[5];
};

} // namespace QtLogin
