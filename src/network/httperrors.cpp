// SPDX-License-Identifier: MIT
#include "network/httperrors_p.h"

#include <QtCore/qcoreapplication.h>

namespace QtLogin {

static QString translated(const char *text)
{
    return QCoreApplication::translate("QtLogin::HttpClient", text);
}

Error HttpErrors::unreachable(const QUrl &url)
{
    const char *text = QT_TRANSLATE_NOOP("QtLogin::HttpClient", "%1 cannot be reached at the moment.");
    return {Error::Kind::Unavailable, translated(text).arg(url.host())};
}

Error HttpErrors::late(const QUrl &url)
{
    const char *text = QT_TRANSLATE_NOOP("QtLogin::HttpClient", "%1 did not answer in time.");
    return {Error::Kind::TimedOut, translated(text).arg(url.host())};
}

Error HttpErrors::notSecure(const QUrl &url)
{
    const char *text = QT_TRANSLATE_NOOP("QtLogin::HttpClient", "A secure connection to %1 could not be made.");
    return {Error::Kind::Unavailable, translated(text).arg(url.host())};
}

Error HttpErrors::unexpected(const QUrl &url)
{
    const char *text = QT_TRANSLATE_NOOP("QtLogin::HttpClient", "%1 gave an unexpected answer.");
    return {Error::Kind::Damaged, translated(text).arg(url.host())};
}

Error HttpErrors::badAddress()
{
    const char *text = QT_TRANSLATE_NOOP("QtLogin::HttpClient", "The address of the service is not secure.");
    return {Error::Kind::InvalidInput, translated(text)};
}

} // namespace QtLogin
