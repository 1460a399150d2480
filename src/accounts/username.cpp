// SPDX-License-Identifier: MIT
#include "accounts/username_p.h"

#include <QtCore/qcoreapplication.h>

#include <algorithm>
#include <array>

namespace QtLogin {

static QString translated(const char *text, int n = -1)
{
    return QCoreApplication::translate("QtLogin::SqlAccounts", text, nullptr, n);
}

static Error refuse(const QString &sentence)
{
    return Error(Error::Kind::InvalidInput, sentence);
}

// Characters that take no room and that Unicode does not put among the format characters
// (Default_Ignorable_Code_Point), and the Braille pattern without dots.
static bool isInvisible(char32_t character)
{
    struct Range
    {
        char32_t first, last;
    };
    static constexpr std::array<Range, 9> ranges {{{0x034f, 0x034f},
                                                   {0x115f, 0x1160},
                                                   {0x17b4, 0x17b5},
                                                   {0x180b, 0x180f},
                                                   {0x2800, 0x2800},
                                                   {0x3164, 0x3164},
                                                   {0xfe00, 0xfe0f},
                                                   {0xffa0, 0xffa0},
                                                   {0xe0000, 0xe0fff}}};
    return std::any_of(ranges.begin(), ranges.end(),
                       [character](Range range) { return character >= range.first && character <= range.last; });
}

// Controls, bidirectional overrides and other formats, line breaks, and characters without a meaning
// that everybody agrees on.
static bool isForbidden(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

static bool isJoiner(char32_t character)
{
    return character == 0x200c || character == 0x200d;
}

// Joiners shape words in Persian, in the scripts of India and in others. Elsewhere they only deceive.
static bool hasStrayJoiner(const QList<uint> &characters)
{
    const auto joins = [&characters](qsizetype at) {
        return at >= 0 && at < characters.size() && (QChar::isLetter(characters[at]) || QChar::isMark(characters[at]));
    };
    for (qsizetype at = 0; at < characters.size(); ++at) {
        if (isJoiner(characters[at]) && !(joins(at - 1) && joins(at + 1)))
            return true;
    }
    return false;
}

static QString withoutJoiners(QString text)
{
    return text.remove(QChar(0x200c)).remove(QChar(0x200d));
}

// Takes the dot off each capital I of \a text, which is in normal form D: İ and I are one letter here. The dot is the
// mark of its class (230) that follows first; marks of other classes may stand before it.
static QString withoutDots(const QString &text)
{
    constexpr int above = 230;
    QString result;
    bool afterI = false;
    for (const uint character : text.toUcs4()) {
        if (afterI && character == 0x0307)
            continue;
        const int combiningClass = QChar::combiningClass(character);
        afterI = character == 'I' || (afterI && combiningClass != 0 && combiningClass != above);
        result += QChar::fromUcs4(character);
    }
    return result;
}

// Upper case before lower, because Qt folds character by character: ß and SS meet only in capitals, as ı and I do.
static QString foldedOnce(const QString &text)
{
    const QString decomposed = text.normalized(QString::NormalizationForm_KC)
                                   .normalized(QString::NormalizationForm_D);
    const QString capitals = decomposed.toUpper().normalized(QString::NormalizationForm_D);
    return withoutDots(capitals).toCaseFolded().normalized(QString::NormalizationForm_KC).simplified();
}

// Each character of Unicode comes to rest after two rounds (tst_username). The bound is for those to come.
QString UserName::keyOf(const QString &shown)
{
    constexpr int mostRounds = 8;
    QString key = withoutJoiners(shown);
    for (int round = 0; round < mostRounds; ++round) {
        const QString next = foldedOnce(key);
        if (next == key)
            break;
        key = next;
    }
    return key;
}

static Error tooLong()
{
    return refuse(translated(QT_TRANSLATE_N_NOOP("QtLogin::SqlAccounts", "A name has at most %n characters."),
                             UserName::longest));
}

static Error visibleOnly()
{
    return refuse(translated(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "A name has visible characters only.")));
}

template<typename Forbidden>
static Result<QString> tidied(const QString &typed, Forbidden forbidden)
{
    if (typed.size() > UserName::longest * 4) // before any work on it
        return tooLong();
    const QString shown = typed.trimmed().normalized(QString::NormalizationForm_C);
    const auto characters = shown.toUcs4();
    if (characters.size() > UserName::longest)
        return tooLong();
    if (!shown.isValidUtf16() || std::any_of(characters.begin(), characters.end(), forbidden))
        return visibleOnly();
    return shown;
}

Result<UserName> UserName::fromTyped(const QString &typed)
{
    const auto shown = tidied(typed, [](char32_t c) { return (isForbidden(c) || isInvisible(c)) && !isJoiner(c); });
    if (!shown)
        return shown.error();
    if (hasStrayJoiner(shown->toUcs4()))
        return visibleOnly();
    const QString key = keyOf(*shown);
    if (key.isEmpty())
        return refuse(translated(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "Enter a user name.")));
    return UserName {*shown, key};
}

Result<QString> displayNameFromTyped(const QString &typed)
{
    // Everything that is invisible, but for joiners, can deceive.
    return tidied(typed, [](char32_t c) { return isForbidden(c) && !isJoiner(c); });
}

} // namespace QtLogin
