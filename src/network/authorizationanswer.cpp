// SPDX-License-Identifier: MIT
#include "network/authorizationanswer_p.h"

#include <QtCore/qset.h>
#include <QtCore/qstringconverter.h>

#include <algorithm>

namespace QtLogin {

namespace {

// The parts of a form. They are wiped, for one of them may be a code.
class WipedBytes
{
public:
    WipedBytes() = default;
    ~WipedBytes() { wipe(bytes); }
    Q_DISABLE_COPY_MOVE(WipedBytes)

    QByteArray bytes;
};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Strict: every % is followed by two hexadecimal digits, and no decoded byte is a NUL.
bool decodeFormPart(QByteArrayView part, QByteArray &decoded)
{
    decoded.reserve(part.size()); // never grows, so that no copy is left behind
    for (qsizetype i = 0; i < part.size(); ++i) {
        char c = part[i] == '+' ? ' ' : part[i];
        if (c == '%') {
            if (part.size() - i < 3)
                return false;
            const int high = hexDigit(part[i + 1]);
            const int low = hexDigit(part[i + 2]);
            if (high < 0 || low < 0)
                return false;
            c = char(high * 16 + low);
            i += 2;
        }
        if (c == '\0')
            return false;
        decoded.append(c);
    }
    return true;
}

// VSCHAR of RFC 6749, appendix A.
bool isVisible(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::optional<QString> asText(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return {};
    return text;
}

// One line without what could turn its direction or hide in it.
QString plainText(const QString &text)
{
    QString plain;
    for (const char32_t character : text.toUcs4()) {
        switch (QChar::category(character)) {
        case QChar::Other_Control: // line ends among them
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            plain += u' ';
            break;
        case QChar::Other_Format: // directions among them
        case QChar::Other_Surrogate:
        case QChar::Other_NotAssigned:
        case QChar::Other_PrivateUse:
            break;
        default:
            plain += QString::fromUcs4(&character, 1);
        }
    }
    plain = plain.simplified();
    if (plain.size() > AuthorizationAnswer::longestDescription) {
        plain.truncate(AuthorizationAnswer::longestDescription - 1);
        if (plain.back().isHighSurrogate())
            plain.chop(1);
        plain += u'…';
    }
    return plain;
}

// False if \a value cannot be one of \a name.
bool takeParameter(AuthorizationAnswer &answer, QByteArrayView name, QByteArrayView value)
{
    if (name == QByteArrayView("state")) {
        answer.state = Secret::copyOf(value).share();
        return true;
    }
    if (name == QByteArrayView("code")) {
        answer.code = Secret::copyOf(value).share();
        return !value.isEmpty() && isVisible(value);
    }
    if (name == QByteArrayView("error")) {
        answer.error = QString::fromLatin1(value);
        return !value.isEmpty() && value.size() <= 100 && isVisible(value);
    }
    const bool isDescription = name == QByteArrayView("error_description");
    if (!isDescription && name != QByteArrayView("iss"))
        return true;
    const auto text = asText(value);
    if (!text)
        return false;
    isDescription ? answer.errorDescription = plainText(*text) : answer.issuer = *text;
    return true;
}

} // namespace

std::optional<AuthorizationAnswer> AuthorizationAnswer::parse(QByteArrayView form)
{
    AuthorizationAnswer answer;
    QSet<QByteArray> names;
    while (!form.isEmpty()) {
        const qsizetype end = std::find(form.begin(), form.end(), '&') - form.begin();
        const QByteArrayView pair = form.first(end);
        form = form.sliced(qMin(end + 1, form.size()));
        const qsizetype equals = std::find(pair.begin(), pair.end(), '=') - pair.begin();
        QByteArray name;
        WipedBytes value;
        if (!decodeFormPart(pair.first(equals), name) || name.isEmpty() || names.contains(name)
            || !decodeFormPart(pair.sliced(qMin(equals + 1, pair.size())), value.bytes)
            || !takeParameter(answer, name, value.bytes))
            return {};
        names.insert(name);
    }
    if ((answer.code != nullptr) == !answer.error.isEmpty())
        return {};
    return answer;
}

} // namespace QtLogin
