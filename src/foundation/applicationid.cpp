// SPDX-License-Identifier: MIT
#include "foundation/applicationid_p.h"

#include <algorithm>

namespace QtLogin {

// Of ASCII: other letters differ from one file system to the next.
static bool isPlain(QChar character)
{
    const char16_t c = character.unicode();
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
}

// The place of the first character that may not stand where it does; -1 where there is none.
static qsizetype firstWrong(const QString &id)
{
    for (qsizetype i = 0; i < id.size(); ++i) {
        const bool isBetween = i > 0 && i + 1 < id.size() && isPlain(id[i - 1]);
        if (!isPlain(id[i]) && !(id[i] == u'.' && isBetween))
            return i;
    }
    return -1;
}

bool isGoodApplicationId(const QString &id)
{
    return !id.isEmpty() && firstWrong(id) < 0;
}

// A character that a log could not show is told by its number.
static QString nameOf(QChar character)
{
    if (character.isPrint() && character.unicode() < 0x80)
        return QStringLiteral("\"%1\"").arg(character);
    return QStringLiteral("U+%1").arg(character.unicode(), 4, 16, QLatin1Char('0')).toUpper();
}

QString faultOfApplicationId(const QString &id)
{
    if (id.isEmpty())
        return QStringLiteral("it is empty");
    const qsizetype place = firstWrong(id);
    if (place < 0)
        return {};
    QString shown = id;
    std::replace_if(
        shown.begin(), shown.end(), [](QChar each) { return !each.isPrint(); }, QChar(u'?'));
    return QStringLiteral("\"%1\" has %2 as character %3").arg(shown, nameOf(id[place])).arg(place + 1);
}

} // namespace QtLogin
