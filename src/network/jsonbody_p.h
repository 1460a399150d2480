// SPDX-License-Identifier: MIT
#pragma once

#include "network/secretbuffer_p.h"

namespace QtLogin {

// A JSON object of strings, built as a secret.
class JsonBody
{
public:
    static constexpr char contentType[] = "application/json";

    // Both are UTF-8.
    JsonBody &add(QByteArrayView name, QByteArrayView value)
    {
        m_text.append(m_text.size() == 0 ? "{" : ",");
        appendString(name);
        m_text.append(":");
        appendString(value);
        return *this;
    }

    // The object. It is empty afterwards.
    [[nodiscard]] SecretPtr take()
    {
        m_text.append(m_text.size() == 0 ? "{}" : "}");
        return m_text.take();
    }

private:
    void appendString(QByteArrayView text)
    {
        static constexpr char digits[] = "0123456789abcdef";
        m_text.append("\"");
        for (const char c : text) {
            if (c == '"' || c == '\\') {
                const char escaped[] = {'\\', c};
                m_text.append(QByteArrayView(escaped, 2));
            } else if (quint8(c) < ' ') {
                const char escaped[] = {'\\', 'u', '0', '0', digits[quint8(c) >> 4], digits[quint8(c) & 15]};
                m_text.append(QByteArrayView(escaped, 6));
            } else {
                m_text.append(QByteArrayView(&c, 1));
            }
        }
        m_text.append("\"");
    }

    SecretBuffer m_text;
};

} // namespace QtLogin
