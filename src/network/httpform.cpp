// SPDX-License-Identifier: MIT
#include "network/httpform_p.h"

namespace QtLogin {

static bool isUnreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'
        || c == '~';
}

HttpForm &HttpForm::add(QByteArrayView name, QByteArrayView value)
{
    if (m_body.size() > 0)
        m_body.append("&");
    encode(name);
    m_body.append("=");
    encode(value);
    return *this;
}

HttpForm &HttpForm::add(QByteArrayView name, QStringView value)
{
    return add(name, QByteArrayView(value.toUtf8()));
}

HttpForm &HttpForm::add(QByteArrayView name, const Secret &value)
{
    return add(name, value.reveal());
}

SecretPtr HttpForm::takeBody()
{
    return m_body.take();
}

QUrl HttpForm::takeQuery(QUrl endpoint)
{
    QString query = endpoint.query(QUrl::FullyEncoded);
    if (!query.isEmpty())
        query += u'&';
    endpoint.setQuery(query + QString::fromLatin1(takeBody()->reveal()), QUrl::StrictMode);
    return endpoint;
}

void HttpForm::encode(QByteArrayView bytes)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : bytes) {
        const char encoded[] = {'%', digits[quint8(c) >> 4], digits[quint8(c) & 15]};
        m_body.append(isUnreserved(c) ? QByteArrayView(&c, 1) : QByteArrayView(encoded, 3));
    }
}

} // namespace QtLogin
