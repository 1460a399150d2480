// SPDX-License-Identifier: MIT
#include "network/base64url_p.h"

namespace QtLogin {

static constexpr auto base64UrlOptions = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

// Qt ignores the spare bits and takes padding. One spelling for each value is the exact grammar.
std::optional<QByteArray> Base64Url::decoded(QByteArrayView text)
{
    const QByteArray encodedText = text.toByteArray();
    const auto result =
        QByteArray::fromBase64Encoding(encodedText, base64UrlOptions | QByteArray::AbortOnBase64DecodingErrors);
    if (!result || result.decoded.toBase64(base64UrlOptions) != encodedText)
        return {};
    return result.decoded;
}

QByteArray Base64Url::encoded(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size()).toBase64(base64UrlOptions);
}

} // namespace QtLogin
