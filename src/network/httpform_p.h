// SPDX-License-Identifier: MIT
#pragma once

#include "network/secretbuffer_p.h"

#include "qtloginnetworkexport.h"

#include <QtCore/qurl.h>

namespace QtLogin {

// The body of a form (application/x-www-form-urlencoded), built as a secret.
//
// All bytes but the unreserved ones of RFC 3986 are percent-encoded, the blank as %20: each reader of forms takes that
// for what it was.
class QTLOGIN_NETWORK_EXPORT HttpForm
{
public:
    static constexpr char contentType[] = "application/x-www-form-urlencoded";

    // UTF-8 where it is text.
    HttpForm &add(QByteArrayView name, QByteArrayView value);
    HttpForm &add(QByteArrayView name, QStringView value);
    HttpForm &add(QByteArrayView name, const Secret &value);

    // The fields so far. The form is empty afterwards.
    [[nodiscard]] SecretPtr takeBody();
    // The same as the query of an address, after the one that \p endpoint may have, which is kept (RFC 6749 §3.1).
    [[nodiscard]] QUrl takeQuery(QUrl endpoint);

private:
    void encode(QByteArrayView bytes);

    SecretBuffer m_body;
};

} // namespace QtLogin
