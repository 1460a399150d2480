// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

namespace QtLogin {

// A random number that names this installation of the application, so that another one with the same application id
// (a Flatpak beside a package, a nightly build) does not share its items in the keychain. Written once; it is no
// secret. Blocking: for a worker thread.
class InstallationFile
{
public:
    static constexpr qsizetype size = 16;

    explicit InstallationFile(QString path) : m_path(std::move(path)) { }

    // Absent where there is none yet.
    [[nodiscard]] Result<QByteArray> read() const;
    // Makes one where there is none. A damaged one is put aside.
    [[nodiscard]] Result<QByteArray> obtain() const;

private:
    QString m_path;
};

} // namespace QtLogin
