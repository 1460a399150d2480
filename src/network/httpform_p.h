// SPDX-License-Identifier: MIT
#pragma once

#include "network/secretbuffer_p.h"

#include "qtloginnetworkexport.h"

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

private:
    void encode(QByteArrayView bytes);

    SecretBuffer m_body;
};

} // namespace QtLogin
