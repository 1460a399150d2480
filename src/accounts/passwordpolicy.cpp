// SPDX-License-Identifier: MIT
#include "accounts/passwordpolicy.h"

#include "accounts/logging_p.h"

#include <QtCore/qcoreapplication.h>

namespace QtLogin {

static QString translated(const char *text, int n = -1)
{
    return QCoreApplication::translate("QtLogin::PasswordPolicy", text, nullptr, n);
}

// Takes the first character off \a utf8. A byte that is not UTF-8 counts as one character.
static char32_t takeCharacter(QByteArrayView &utf8)
{
    const auto byte = [&](qsizetype i) { return static_cast<unsigned char>(utf8[i]); };
    const int more = byte(0) >= 0xf0 ? 3 : byte(0) >= 0xe0 ? 2 : byte(0) >= 0xc0 ? 1 : 0;
    char32_t character = more ? byte(0) & (0x3f >> more) : byte(0);
    qsizetype used = 1;
    for (; used <= more && used < utf8.size() && (byte(used) & 0xc0) == 0x80; ++used)
        character = character << 6 | (byte(used) & 0x3f);
    utf8 = utf8.sliced(used);
    return character;
}

static qsizetype lengthOf(const Secret &password)
{
    qsizetype length = 0;
    for (QByteArrayView rest = password.reveal(); !rest.isEmpty(); ++length)
        takeCharacter(rest);
    return length;
}

// Compares character by character, so that no copy of the password is left in memory.
static bool isTheWord(const Secret &password, const QString &word)
{
    QByteArrayView rest = password.reveal();
    const auto characters = word.normalized(QString::NormalizationForm_C).toUcs4();
    for (const char32_t character : characters) {
        if (rest.isEmpty() || QChar::toCaseFolded(takeCharacter(rest)) != QChar::toCaseFolded(character))
            return false;
    }
    return rest.isEmpty();
}

Result<void> PasswordPolicy::validate() const
{
    if (minimumLength >= 8 && minimumLength <= 64)
        return {};
    qCCritical(accountsLog, "PasswordPolicy::minimumLength is %d, and must be from 8 to 64: no password is accepted.",
               minimumLength);
    return Error::Kind::InvalidInput;
}

bool PasswordPolicy::isHopelesslyLong(const Secret &password)
{
    return password.size() > qsizetype(longest) * 4; // no character has more bytes in UTF-8
}

QStringList PasswordPolicy::complaints(const Secret &password, const QString &userName) const
{
    static const char *const tooLong = QT_TRANSLATE_N_NOOP("QtLogin::PasswordPolicy", "Use at most %n characters.");
    if (isHopelesslyLong(password))
        return {translated(tooLong, longest)};

    QStringList complaints;
    const qsizetype length = lengthOf(password);
    if (length < minimumLength)
        complaints += translated(QT_TRANSLATE_N_NOOP("QtLogin::PasswordPolicy",
                                                     "Use at least %n characters; a sentence is easy to remember."),
                                 minimumLength);
    if (length > longest)
        complaints += translated(tooLong, longest);
    if (!password.isEmpty() && isTheWord(password, userName.trimmed()))
        complaints +=
            translated(QT_TRANSLATE_NOOP("QtLogin::PasswordPolicy", "The password must not be the user name."));
    const QStringList words = QStringList(refused) << QCoreApplication::applicationName();
    for (const QString &word : words) {
        if (password.isEmpty() || !isTheWord(password, word))
            continue;
        complaints += translated(QT_TRANSLATE_NOOP("QtLogin::PasswordPolicy", "This password is too easy to guess."));
        break;
    }
    return complaints;
}

} // namespace QtLogin
