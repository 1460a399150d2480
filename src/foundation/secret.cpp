// SPDX-License-Identifier: MIT
#include "foundation/secret.h"

#include <QtCore/qstringconverter.h>

#include <sodium.h>

#include <cstring>
#include <new>

namespace QtLogin {

static void initialiseSodium()
{
    static const int result = sodium_init();
    if (result < 0)
        qFatal("QtLogin: libsodium could not be initialised.");
}

Secret::Secret(qsizetype size) : m_size(size)
{
    initialiseSodium();
    if (size == 0)
        return;
    m_data = static_cast<char *>(sodium_malloc(size_t(size)));
    if (!m_data)
        throw std::bad_alloc();
    // sodium_malloc locks on its own and does not say whether that worked; a second lock of the
    // same pages is free and does.
    m_locked = sodium_mlock(m_data, size_t(size)) == 0;
}

Secret::~Secret()
{
    sodium_free(m_data); // wipes; a null pointer is fine
}

Secret::Secret(Secret &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
    , m_locked(std::exchange(other.m_locked, false))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    std::swap(m_locked, other.m_locked);
    return *this;
}

Result<Secret> Secret::fromTypedText(QString &&text)
{
    if (!text.isValidUtf16()) {
        wipe(text);
        return Error::Kind::InvalidInput;
    }
    QString composed = text.normalized(QString::NormalizationForm_C);
    QStringEncoder encoder(QStringEncoder::Utf8);
    QByteArray bytes(encoder.requiredSpace(composed.size()), Qt::Uninitialized);
    const char *end = encoder.appendToBuffer(bytes.data(), composed);
    Secret secret = copyOf(QByteArrayView(bytes.constData(), end));
    wipe(bytes);
    wipe(composed);
    wipe(text);
    return secret;
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    Secret secret(bytes.size());
    if (!bytes.isEmpty())
        std::memcpy(secret.m_data, bytes.data(), size_t(bytes.size()));
    return secret;
}

Secret Secret::fromBytes(QByteArray &&bytes)
{
    Secret secret = copyOf(bytes);
    wipe(bytes);
    return secret;
}

Secret Secret::random(qsizetype size)
{
    Secret secret(size);
    if (size > 0)
        randombytes_buf(secret.m_data, size_t(size));
    return secret;
}

bool Secret::equals(const Secret &other) const
{
    return m_size == other.m_size && (m_size == 0 || sodium_memcmp(m_data, other.m_data, size_t(m_size)) == 0);
}

SecretPtr Secret::share() &&
{
    return std::make_shared<const Secret>(std::move(*this));
}

// In place and without detaching: a detached copy would leave the original behind. A string without
// capacity is a literal in the program itself, which is no secret and cannot be written to.
void wipe(QString &text)
{
    if (text.capacity() > 0)
        sodium_memzero(const_cast<QChar *>(text.constData()), size_t(text.size()) * sizeof(QChar));
    text.clear();
}

void wipe(QByteArray &bytes)
{
    if (bytes.capacity() > 0)
        sodium_memzero(const_cast<char *>(bytes.constData()), size_t(bytes.size()));
    bytes.clear();
}

QDebug operator<<(QDebug debug, const Secret &)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Secret(…)";
    return debug;
}

} // namespace QtLogin
