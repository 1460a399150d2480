// SPDX-License-Identifier: MIT
#include "network/dpopnonces_p.h"

#include <algorithm>

namespace QtLogin {

static constexpr qsizetype longestNonce = 1024;
static constexpr qsizetype mostOrigins = 64;

static QString originOf(const QUrl &url)
{
    return url.scheme() + QLatin1String("://") + url.host() + QLatin1Char(':') + QString::number(url.port(443));
}

QByteArray DpopNonces::of(const QUrl &url) const
{
    return m_nonces.value(originOf(url));
}

// Visible characters but quotes and backslashes (RFC 9449 §8.1).
static bool isNonce(const QByteArray &nonce)
{
    return !nonce.isEmpty() && nonce.size() <= longestNonce
        && std::all_of(nonce.begin(), nonce.end(), [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
}

bool DpopNonces::take(const QUrl &url, const QByteArray &nonce)
{
    const QString origin = originOf(url);
    if (!isNonce(nonce) || m_nonces.value(origin) == nonce)
        return false;
    if (m_nonces.size() >= mostOrigins && !m_nonces.contains(origin))
        m_nonces.clear();
    m_nonces.insert(origin, nonce);
    return true;
}

bool DpopNonces::takeFrom(const QNetworkReply &answer)
{
    const bool isNew = take(answer.url(), answer.rawHeader("DPoP-Nonce"));
    return isNew && answer.rawHeader("WWW-Authenticate").contains("use_dpop_nonce");
}

} // namespace QtLogin
