// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qiodevice.h>

#include <algorithm>

// A device without a way back, as a pipe is. A QBuffer that says so would begin again with each read.
class Pipe final : public QIODevice
{
public:
    explicit Pipe(const QByteArray &data) : m_rest(data) { open(ReadOnly); }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_rest.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 longest) override
    {
        if (m_rest.isEmpty())
            return -1;
        const qint64 size = std::min(longest, qint64(m_rest.size()));
        std::copy_n(m_rest.constData(), size, data);
        m_rest.remove(0, size);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_rest;
};
