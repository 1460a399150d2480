// SPDX-License-Identifier: MIT
#include "vault/secretfiles_p.h"

#include "vault/storelimits_p.h"

#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qfileinfo.h>

#include <sodium.h>

#include <algorithm>
#include <array>

namespace QtLogin {

// Magic, nonce, ciphertext with its tag.
static constexpr char magicBytes[] = "QLSF\x01";
static constexpr qsizetype magicSize = sizeof magicBytes - 1;
static constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static constexpr qsizetype tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static constexpr qsizetype overhead = magicSize + nonceSize + tagSize;

static_assert(SecretReference::keySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

static const unsigned char *bytesOf(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

// The name and the item that the file belongs to: moved to another name or another item, it does not open.
static QByteArray context(const QString &key, const SecretReference &reference)
{
    return QByteArray(magicBytes, magicSize) + reference.name + key.toUtf8();
}

static QByteArray encrypted(const Secret &secret, const QString &key, const SecretReference &reference)
{
    const QByteArray with = context(key, reference);
    QByteArray file(secret.size() + overhead, Qt::Uninitialized);
    auto *const nonce = reinterpret_cast<unsigned char *>(file.data()) + magicSize;
    std::copy_n(magicBytes, magicSize, file.data());
    randombytes_buf(nonce, size_t(nonceSize));
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceSize, nullptr, bytesOf(secret.reveal()),
                                               size_t(secret.size()), bytesOf(with), size_t(with.size()), nullptr, nonce,
                                               bytesOf(reference.key->reveal()));
    return file;
}

static Result<SecretPtr> decrypted(QByteArrayView file, const QString &key, const SecretReference &reference)
{
    if (file.size() < overhead || file.size() > longestSecret + overhead
        || !file.startsWith(QByteArrayView(magicBytes, magicSize)))
        return Error::Kind::Damaged;
    const QByteArray with = context(key, reference);
    const auto sealed = file.sliced(magicSize + nonceSize);
    QByteArray bytes(sealed.size() - tagSize, Qt::Uninitialized);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char *>(bytes.data()), nullptr, nullptr, bytesOf(sealed), size_t(sealed.size()),
        bytesOf(with), size_t(with.size()), bytesOf(file.sliced(magicSize)), bytesOf(reference.key->reveal()));
    if (failed)
        return Error::Kind::Damaged;
    return Secret::fromBytes(std::move(bytes)).share();
}

// Keys hold any characters, and some file systems few: so a hash, which names nothing outside of the folder either.
QString SecretFiles::prefix(const QString &key) const
{
    std::array<char, 16> hash;
    const QByteArray bytes = key.toUtf8();
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), hash.size(), bytesOf(bytes), size_t(bytes.size()),
                       nullptr, 0);
    return QString::fromLatin1(QByteArrayView(hash.data(), hash.size()).toByteArray().toHex()) + u'-';
}

QString SecretFiles::path(const QString &key, const QByteArray &name) const
{
    return m_folder + u'/' + prefix(key) + QString::fromLatin1(name.toHex());
}

void SecretFiles::makeFolder() const
{
    const QFileInfo folder(m_folder);
    if (folder.exists())
        return;
    QDir().mkpath(folder.path());
    QDir().mkdir(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

Result<SecretFiles::NewFile> SecretFiles::write(const QString &key, const Secret &secret) const
{
    makeFolder();
    SecretReference reference = SecretReference::create();
    std::shared_ptr<HeldFile> file = HeldFile::create(path(key, reference.name));
    if (file && file->write(encrypted(secret, key, reference)))
        return NewFile {std::move(reference), std::move(file)};
    if (file)
        file->remove();
    return Error::Kind::Unavailable;
}

Result<SecretPtr> SecretFiles::read(const QString &key, const SecretReference &reference) const
{
    QFile file(path(key, reference.name));
    if (!file.open(QIODevice::ReadOnly))
        return QFileInfo::exists(m_folder) && !file.exists() ? Error::Kind::Absent : Error::Kind::Unavailable;
    const QByteArray bytes = file.read(longestSecret + overhead + 1);
    if (file.error() != QFileDevice::NoError)
        return Error::Kind::Unavailable;
    return decrypted(bytes, key, reference);
}

SecretFiles::Claims SecretFiles::claim(const QString &key, const HeldFile *own) const
{
    Claims claims;
    const auto files = QDir(m_folder).entryInfoList({prefix(key) + u'*'}, QDir::Files | QDir::Hidden | QDir::System);
    for (const QFileInfo &file : files) {
        const QString path = m_folder + u'/' + file.fileName();
        if (own && own->path() == path)
            continue;
        if (std::shared_ptr<HeldFile> claimed = HeldFile::claim(path))
            claims.push_back(std::move(claimed));
    }
    return claims;
}

void SecretFiles::remove(const QString &key, const QByteArray &name) const
{
    if (const auto claimed = HeldFile::claim(path(key, name)))
        claimed->remove();
}

void SecretFiles::remove(const Claims &claims, const QString &key, const QByteArray &used) const
{
    for (const auto &file : claims) {
        if (used.isEmpty() || file->path() != path(key, used))
            file->remove();
    }
}

} // namespace QtLogin
