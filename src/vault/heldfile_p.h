// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

#include <memory>

namespace QtLogin {

// A file that others leave alone as long as this object or its process lives. Everything here blocks.
class HeldFile
{
public:
    // A new file for this user alone; null where none could be made, or the name is taken.
    [[nodiscard]] static std::unique_ptr<HeldFile> create(const QString &path);
    // A file that is there; null where it cannot be opened, or another process holds it.
    [[nodiscard]] static std::unique_ptr<HeldFile> claim(const QString &path);
    ~HeldFile();
    HeldFile(const HeldFile &) = delete;
    HeldFile &operator=(const HeldFile &) = delete;

    // Whether all of it has reached the disk, the file's name as well.
    [[nodiscard]] bool write(QByteArrayView bytes);
    void remove();
    const QString &path() const { return m_path; }

private:
    HeldFile(QString path, qintptr file) : m_path(std::move(path)), m_file(file) { }

    const QString m_path;
    const qintptr m_file;
};

} // namespace QtLogin
