// SPDX-License-Identifier: MIT
#include "network/httpmessages_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qlocale.h>
#include <QtCore/qtimezone.h>

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

bool HttpAnswer::isPassing() const
{
    return status >= 500 || status == 404 || status == 408 || status == 421 || status == 425 || status == 429;
}

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool Http::isJson(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    return type == "application/json" || (type.endsWith("+json") && type.indexOf('/') > 0);
}

// "Wed, 21 Oct 2015 07:28:00 GMT", the one form that a server may write (RFC 9110 §5.6.7).
static QDateTime httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

std::optional<std::chrono::seconds> Http::retryAfter(const QByteArray &header, Clock::Wall now)
{
    constexpr std::chrono::seconds longest = 1h;
    if (header.isEmpty())
        return {};
    if (std::all_of(header.cbegin(), header.cend(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const qint64 seconds = header.toLongLong(&fits);
        return fits ? std::min<std::chrono::seconds>(std::chrono::seconds(seconds), longest) : longest;
    }
    const QDateTime date = httpDate(header);
    if (!date.isValid())
        return {};
    const auto left = std::chrono::milliseconds(date.toMSecsSinceEpoch()) - now.time_since_epoch();
    return std::clamp(std::chrono::ceil<std::chrono::seconds>(left), 0s, longest);
}

} // namespace QtLogin
