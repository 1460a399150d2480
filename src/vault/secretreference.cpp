// SPDX-License-Identifier: MIT
#include "vault/secretreference_p.h"

#include <sodium.h>

#include <array>

namespace QtLogin {

// Magic, name, key, and a checksum of the three.
static constexpr char magicBytes[] = "\xd1\x8eQtLogin/file\x01";
static constexpr qsizetype magicSize = sizeof magicBytes - 1;
static constexpr qsizetype checksumSize = 16;
static constexpr qsizetype checkedSize = magicSize + SecretReference::nameSize + SecretReference::keySize;
static constexpr qsizetype itemSize = checkedSize + checksumSize;

static QByteArrayView magic()
{
    return {magicBytes, magicSize};
}

static std::array<unsigned char, checksumSize> checksum(QByteArrayView checked)
{
    std::array<unsigned char, checksumSize> sum;
    const auto rest = checked.sliced(magicSize);
    crypto_generichash(sum.data(), sum.size(), reinterpret_cast<const unsigned char *>(rest.data()), size_t(rest.size()),
                       reinterpret_cast<const unsigned char *>(magicBytes), size_t(magicSize));
    return sum;
}

static bool hasChecksum(QByteArrayView item)
{
    return item.size() == itemSize
        && sodium_memcmp(checksum(item.first(checkedSize)).data(), item.data() + checkedSize, checksumSize) == 0;
}

SecretReference SecretReference::create()
{
    return {Secret::random(nameSize).reveal().toByteArray(), Secret::random(keySize).share()};
}

// Damage may have cut it anywhere, or hit the magic.
bool SecretReference::isIn(const Secret &item)
{
    const auto bytes = item.reveal();
    return bytes.startsWith(magic()) || magic().startsWith(bytes) || hasChecksum(bytes);
}

Result<SecretReference> SecretReference::parse(const Secret &item)
{
    const auto bytes = item.reveal();
    if (!bytes.startsWith(magic()) || !hasChecksum(bytes))
        return Error::Kind::Damaged;
    return SecretReference {bytes.sliced(magicSize, nameSize).toByteArray(),
                            Secret::copyOf(bytes.sliced(magicSize + nameSize, keySize)).share()};
}

SecretPtr SecretReference::toItem() const
{
    QByteArray bytes;
    bytes.reserve(itemSize); // so that no copy is left behind
    bytes.append(magic()).append(name).append(key->reveal());
    const auto sum = checksum(bytes);
    bytes.append(reinterpret_cast<const char *>(sum.data()), checksumSize);
    return Secret::fromBytes(std::move(bytes)).share();
}

} // namespace QtLogin
