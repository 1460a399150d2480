// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/result.h"

#include <QtCore/qbytearrayview.h>
#include <QtCore/qdebug.h>

#include <memory>
#include <type_traits>

namespace QtLogin {

class Secret;
//! How a secret travels through futures: one buffer, wiped when the last
//! holder lets go.
using SecretPtr = std::shared_ptr<const Secret>;

//! Bytes that must not be seen: a password, a token, a key.
//!
//! They lie in memory that is kept out of swap where the system allows, between guard pages, and
//! are wiped on destruction (libsodium's guarded allocation). A secret is moved, never copied,
//! never becomes a QString, and shows itself to a debug stream as a placeholder.
//! \since 0.1
class QTLOGIN_CORE_EXPORT Secret
{
public:
    Secret() = default; //!< The empty secret.
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    //! Does not compile, and says how a secret is made.
    template<typename Text>
        requires std::is_convertible_v<Text, QString>
    explicit Secret(Text &&);
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    //! The text that a user typed, as UTF-8 in Unicode normal form C (NIST 800-63B-4 §3.1.1.2), with
    //! \a text wiped in place, with every outcome. InvalidInput for lone surrogates.
    //! The one place where typed text becomes a secret: no other function normalises.
    [[nodiscard]] static Result<Secret> fromTypedText(QString &&text);
    //! Does not compile, and says how: a text that stays where it was is no secret.
    template<typename Text>
    static Result<Secret> fromTypedText(const Text &text);
    //! A copy of \a bytes; wiping the original is up to you.
    [[nodiscard]] static Secret copyOf(QByteArrayView bytes);
    //! A copy of \a bytes, which are wiped, in every QByteArray that shares them.
    [[nodiscard]] static Secret fromBytes(QByteArray &&bytes);
    //! \a size bytes from the system's cryptographic generator.
    [[nodiscard]] static Secret random(qsizetype size);

    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    //! Whether the bytes are kept out of swap. False where the memory-lock limit is used up.
    bool isLockedInMemory() const { return m_locked; }

    //! The bytes themselves. Each caller of this is on the list of places to review.
    QByteArrayView reveal() const { return {m_data, m_size}; }

    //! Compares in time that depends on the lengths only.
    [[nodiscard]] bool equals(const Secret &other) const;
    //! Hands the secret over to shared ownership.
    [[nodiscard]] SecretPtr share() &&;

private:
    explicit Secret(qsizetype size);
    template<typename Text>
    static constexpr bool never = !std::is_same_v<Text, Text>;

    char *m_data = nullptr;
    qsizetype m_size = 0;
    bool m_locked = false;
};

template<typename Text>
    requires std::is_convertible_v<Text, QString>
Secret::Secret(Text &&)
{
    static_assert(never<Text>, "Secret::fromTypedText(std::move(text)) makes a secret and wipes the text; "
                               "Secret::copyOf(bytes) copies bytes");
}

template<typename Text>
Result<Secret> Secret::fromTypedText(const Text &)
{
    static_assert(never<Text>, "Secret::fromTypedText() wipes its text: give it std::move(text)");
    return Error::Kind::InvalidInput;
}

//! Overwrites the characters in place, in every QString that shares them, and clears \a text.
QTLOGIN_CORE_EXPORT void wipe(QString &text);
//! Overwrites the bytes in place, in every QByteArray that shares them, and clears \a bytes.
QTLOGIN_CORE_EXPORT void wipe(QByteArray &bytes);

//! Prints "Secret(…)".
QTLOGIN_CORE_EXPORT QDebug operator<<(QDebug debug, const Secret &secret);

} // namespace QtLogin
