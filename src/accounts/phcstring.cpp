// SPDX-License-Identifier: MIT
#include "accounts/phcstring_p.h"

#include "accounts/hashcost.h"

#include <QtCore/qlist.h>

namespace QtLogin {

static constexpr auto base64 = QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals;

// The number after \a name in \a field, or zero, which is out of every bound.
static quint32 numberIn(const QByteArray &field, const char *name)
{
    return field.startsWith(name) ? field.mid(qsizetype(qstrlen(name))).toUInt() : 0;
}

static QByteArray bytesIn(const QByteArray &field)
{
    return QByteArray::fromBase64Encoding(field, base64 | QByteArray::AbortOnBase64DecodingErrors).decoded;
}

static bool isInBounds(const PhcString &phc)
{
    return phc.passes >= 1 && phc.passes <= HashCost::mostPasses // weaker ones of old are verified, and replaced
        && phc.kibibytes >= 8 && phc.kibibytes <= HashCost::mostMebibytes * 1024
        && phc.salt.size() == PhcString::saltSize && phc.tag.size() == PhcString::tagSize;
}

// Parsed generously and then compared with what we would write: that is the exact grammar, down to
// leading zeros and the spare bits of base64.
Result<PhcString> PhcString::parse(const QByteArray &text)
{
    if (text.size() > longest)
        return Error::Kind::Damaged;
    const QList<QByteArray> fields = text.split('$');
    if (fields.size() != 6)
        return Error::Kind::Damaged;
    const QList<QByteArray> numbers = fields[3].split(',');
    if (numbers.size() != 3)
        return Error::Kind::Damaged;
    const PhcString phc {numberIn(numbers[0], "m="), numberIn(numbers[1], "t="), bytesIn(fields[4]),
                         bytesIn(fields[5])};
    if (!isInBounds(phc) || phc.toText() != text)
        return Error::Kind::Damaged;
    return phc;
}

QByteArray PhcString::toText() const
{
    return "$argon2id$v=19$m=" + QByteArray::number(kibibytes) + ",t=" + QByteArray::number(passes) + ",p=1$"
        + salt.toBase64(base64) + '$' + tag.toBase64(base64);
}

} // namespace QtLogin
