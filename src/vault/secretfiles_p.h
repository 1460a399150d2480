// SPDX-License-Identifier: MIT
#pragma once

#include "vault/heldfile_p.h"
#include "vault/secretreference_p.h"

#include <vector>

namespace QtLogin {

// The files with the values that are too large for an item of the keychain: encrypted with XChaCha20-Poly1305 (IETF),
// readable by this user alone, and bound to the key of their item. Everything here blocks.
//
// A file is held until its item has been written, so that a process that clears away can tell files in use from those
// that a process has left behind when it died.
class SecretFiles
{
public:
    struct NewFile
    {
        SecretReference reference;
        std::shared_ptr<HeldFile> file;
    };
    using Claims = std::vector<std::shared_ptr<HeldFile>>;

    explicit SecretFiles(QString folder) : m_folder(std::move(folder)) { }

    // Unavailable where it could not be written; then nothing is left of it.
    [[nodiscard]] Result<NewFile> write(const QString &key, const Secret &secret) const;
    // Absent: there is no such file. Unavailable: it cannot be opened now. Damaged: these bytes were not written for it.
    [[nodiscard]] Result<SecretPtr> read(const QString &key, const SecretReference &reference) const;

    // The files of \a key, except for \a own, that no process is writing.
    [[nodiscard]] Claims claim(const QString &key, const HeldFile *own) const;
    // Removes the file of \a key that is called \a name, unless a process is writing it.
    void remove(const QString &key, const QByteArray &name) const;
    // Removes the files of \a claims, except for the one that is called \a used.
    void remove(const Claims &claims, const QString &key, const QByteArray &used) const;

private:
    [[nodiscard]] QString prefix(const QString &key) const;
    [[nodiscard]] QString path(const QString &key, const QByteArray &name) const;
    void makeFolder() const;

    const QString m_folder;
};

} // namespace QtLogin
