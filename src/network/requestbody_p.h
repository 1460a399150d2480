// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qiodevice.h>
#include <QtCore/qpointer.h>

#include <utility>

namespace QtLogin {

// The body of a request: the caller's device, which may go, or nothing. It can be sent again where it can be read again.
class RequestBody final
{
public:
    // Null: nothing.
    explicit RequestBody(QIODevice *device)
        : m_device(device), m_exists(device), m_begin(device && !device->isSequential() ? device->pos() : 0)
    {
    }

    [[nodiscard]] QIODevice *device() const { return m_exists ? m_device.data() : nullptr; }
    [[nodiscard]] bool exists() const { return m_exists; }
    [[nodiscard]] bool canBeSentAgain() const { return !m_exists || (m_device && !m_device->isSequential()); }
    // Nothing is sent from now on.
    void drop() { m_exists = false; }

    // Goes to where it began. False: it has gone, or cannot be read again. The device of a QHttpMultiPart can be reset,
    // and not sought.
    [[nodiscard]] bool prepare()
    {
        if (!m_exists)
            return true;
        if (!m_device || (m_wasSent && !canBeSentAgain()))
            return false;
        if (!std::exchange(m_wasSent, true) || m_device->pos() == m_begin)
            return true;
        return m_begin == 0 ? m_device->reset() : m_device->seek(m_begin);
    }

private:
    const QPointer<QIODevice> m_device;
    bool m_exists;
    const qint64 m_begin;
    bool m_wasSent = false;
};

} // namespace QtLogin
