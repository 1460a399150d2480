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

// Controls, bidirectional overrides and other formats, line breaks, and whatever has no meaning
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

static Error tooLong()
{
    return refuse(translated(QT_TRANSLATE_N_NOOP("QtLogin::SqlAccounts", "A name has at most %n characters."),
                             UserName::longest));
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
        return refuse(translated(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "A name has visible characters only.")));
    return shown;
}

Result<UserName> UserName::fromTyped(const QString &typed)
{
    const auto shown = tidied(typed, [](char32_t c) { return isForbidden(c) || isInvisible(c); });
    if (!shown)
        return shown.error();
    // Folded from upper case, because Qt folds character by character: ß and SS meet only there.
    const auto compatible = [](const QString &text) { return text.normalized(QString::NormalizationForm_KC); };
    const QString key = compatible(compatible(*shown).toUpper().toCaseFolded());
    if (key.trimmed().isEmpty())
        return refuse(translated(QT_TRANSLATE_NOOP("QtLogin::SqlAccounts", "Enter a user name.")));
    return UserName {*shown, key};
}

Result<QString> displayNameFromTyped(const QString &typed)
{
    // Joiners shape words in several scripts; everything else that is invisible can deceive.
    return tidied(typed, [](char32_t c) { return isForbidden(c) && c != 0x200c && c != 0x200d; });
}

} // namespace QtLogin
