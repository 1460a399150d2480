// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>

namespace QtLogin {

// The three answers that a browser can get at the loopback, as bytes. No cache keeps them, and the connection ends.
class LoopbackResponse
{
public:
    // The same for everything that is not the answer of this login: it says nothing of what is right or wrong.
    [[nodiscard]] static QByteArray notFound();
    // Leads the browser to \a path, and so away from an address with a code in it.
    [[nodiscard]] static QByteArray seeOther(QByteArrayView path);
    [[nodiscard]] static QByteArray page(const QByteArray &html, const QByteArray &contentSecurityPolicy);

private:
    static QByteArray compose(QByteArrayView status, const QByteArray &headers, const QByteArray &body = {});
};

} // namespace QtLogin
