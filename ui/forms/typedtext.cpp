// SPDX-License-Identifier: MIT
#include "forms/typedtext_p.h"

#include "forms/fieldnote.h"
#include "forms/passwordfield.h"

#include <QtCore/qcoreapplication.h>

#include <algorithm>
#include <array>

namespace QtLogin {

namespace {

struct TypedText
{
    Q_DECLARE_TR_FUNCTIONS(QtLogin::TypedText)
};

} // namespace

// Character by character, because a list of them would be a second copy of a password.
template<typename Predicate>
static bool anyCharacter(QStringView text, Predicate predicate)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t character = isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        if (predicate(character))
            return true;
        i += isPair;
    }
    return false;
}

static bool isControl(char32_t character)
{
    const auto category = QChar::category(character);
    return category == QChar::Other_Control || category == QChar::Other_Surrogate
        || QChar::isNonCharacter(character);
}

// Format characters that keyboards have, or that can be seen: Arabic signs above numbers and Syriac
// abbreviations, joiners, and the tags that make the flags of regions.
static bool isTypedFormat(char32_t character)
{
    struct Range
    {
        char32_t first, last;
    };
    static constexpr std::array<Range, 6> ranges {{{0x0600, 0x0605},
                                                   {0x06dd, 0x06dd},
                                                   {0x070f, 0x070f},
                                                   {0x08e2, 0x08e2},
                                                   {0x200c, 0x200d},
                                                   {0xe0020, 0xe007f}}};
    return std::any_of(ranges.begin(), ranges.end(),
                       [character](Range range) { return character >= range.first && character <= range.last; });
}

static bool isUntypable(char32_t character)
{
    constexpr char32_t objectReplacement = 0xfffc, replacement = 0xfffd;
    switch (QChar::category(character)) {
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        return !isTypedFormat(character);
    default:
        return isControl(character) || character == objectReplacement || character == replacement;
    }
}

bool isLineEnd(QChar character)
{
    switch (character.unicode()) {
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0x85: // next line
    case QChar::LineSeparator:
    case QChar::ParagraphSeparator:
        return true;
    default:
        return false;
    }
}

bool differInLineEnds(QStringView pasted, QStringView text)
{
    qsizetype same = 0;
    for (const QChar character : pasted) {
        if (isLineEnd(character))
            continue;
        if (same == text.size() || character != text[same])
            return false;
        ++same;
    }
    return same == text.size() && pasted.size() > text.size();
}

bool hasControls(QStringView text)
{
    return anyCharacter(text, isControl);
}

bool canBeTyped(QStringView text)
{
    return !anyCharacter(text, isUntypable);
}

Sentence cannotBeTyped()
{
    return [] {
        return TypedText::tr("This contains characters that no keyboard can type. Type it instead of pasting it.");
    };
}

void noteWhatCannotBeTyped(PasswordField *field, FieldNote *note)
{
    QObject::connect(field, &QLineEdit::textChanged, note, [note](const QString &text) {
        note->setHint(canBeTyped(text) ? Sentence() : cannotBeTyped());
    });
}

QValidator::State OneLine::validate(QString &text, int &cursor) const
{
    const auto lineEnds = std::count_if(text.cbegin(), text.cend(), isLineEnd);
    if (lineEnds == 0)
        return Acceptable;
    QString line;
    line.reserve(text.capacity()); // a field that wipes its buffer has made it large enough to never grow
    std::copy_if(text.cbegin(), text.cend(), std::back_inserter(line), [](QChar c) { return !isLineEnd(c); });
    cursor -= int(std::count_if(text.cbegin(), text.cbegin() + cursor, isLineEnd));
    discard(text);
    text = std::move(line);
    return Acceptable;
}

} // namespace QtLogin
