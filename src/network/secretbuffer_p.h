// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"

#include <algorithm>
#include <utility>

namespace QtLogin {

// Bytes that grow until they are a Secret. A buffer that has become too small is wiped; so is one that is never taken.
class SecretBuffer
{
public:
    SecretBuffer() = default;
    ~SecretBuffer() { wipe(m_bytes); }
    Q_DISABLE_COPY_MOVE(SecretBuffer)

    qsizetype size() const { return m_bytes.size(); }

    void append(QByteArrayView bytes)
    {
        if (m_bytes.size() + bytes.size() > m_bytes.capacity()) {
            QByteArray larger;
            larger.reserve(std::max<qsizetype>({1024, 2 * m_bytes.capacity(), m_bytes.size() + bytes.size()}));
            larger.append(m_bytes);
            wipe(m_bytes);
            m_bytes.swap(larger);
        }
        m_bytes.append(bytes);
    }

    // All that was appended. The buffer is empty afterwards.
    [[nodiscard]] SecretPtr take() { return Secret::fromBytes(std::exchange(m_bytes, {})).share(); }

private:
    QByteArray m_bytes;
};

} // namespace QtLogin
