// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"

#include <QtCore/qiodevice.h>

#include <algorithm>
#include <cstring>

namespace QtLogin {

// Reads a secret once, from its beginning to its end, without a copy of it.
//
// It is sequential, so that Qt cannot rewind it: Qt sends a request again on its own where a connection ends without an
// answer, and a refresh token that is sent twice ends the login at a strict server.
class SecretDevice final : public QIODevice
{
public:
    explicit SecretDevice(SecretPtr secret) : m_secret(std::move(secret)) { open(ReadOnly | Unbuffered); }

    bool isSequential() const override { return true; }
    bool reset() override { return false; } // those of QIODevice print a warning
    bool seek(qint64) override { return false; }
    bool atEnd() const override { return bytesAvailable() == 0; }
    qint64 bytesAvailable() const override { return m_secret->size() - m_read; }

protected:
    qint64 readData(char *data, qint64 longest) override
    {
        const qint64 size = std::min(longest, bytesAvailable());
        if (size == 0 && longest > 0)
            return -1;
        std::memcpy(data, m_secret->reveal().data() + m_read, size_t(size));
        m_read += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const SecretPtr m_secret;
    qint64 m_read = 0;
};

} // namespace QtLogin
