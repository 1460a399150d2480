// SPDX-License-Identifier: MIT
#include "gates/requirementwords_p.h"

namespace QtLogin {

static std::optional<Requirement> requirementFromWord(const QString &word)
{
    const qsizetype colon = word.indexOf(u':');
    const QString name = word.left(colon);
    if (colon < 0) {
        if (name == u"login")
            return Requirement::login();
        if (name == u"fresh")
            return Requirement::freshLogin();
        if (name == u"fresh-open")
            return Requirement::freshLogin().whileOpen();
        if (name == u"guest")
            return Requirement::guestOnly();
        return std::nullopt;
    }
    const QString value = word.mid(colon + 1);
    if (name == u"scope" && !value.isEmpty())
        return Requirement::scope(value);
    if (name == u"any-scope")
        return Requirement::anyScope(value.split(u','));
    bool isNumber = false;
    const uint seconds = value.toUInt(&isNumber);
    if (!isNumber || seconds == 0)
        return std::nullopt;
    if (name == u"fresh")
        return Requirement::freshLogin(std::chrono::seconds(seconds));
    if (name == u"fresh-open")
        return Requirement::freshLogin(std::chrono::seconds(seconds)).whileOpen();
    return std::nullopt;
}

// Words that are all needed, such as "fresh:60 scope:admin".
static Result<Requirement> requirementFromWords(const QString &words)
{
    const auto list = words.simplified().split(u' ', Qt::SkipEmptyParts);
    if (list.isEmpty())
        return Error(Error::Kind::InvalidInput, QStringLiteral("A requirement is missing: name one, such as \"login\"."));
    Requirement all = Requirement::anyone();
    for (const QString &word : list) {
        const bool isNegated = word.startsWith(u'!');
        const auto one = requirementFromWord(isNegated ? word.mid(1) : word);
        if (!one)
            return Error(Error::Kind::InvalidInput, QStringLiteral("\"%1\" is no word for a requirement.").arg(word));
        all = all && (isNegated ? !*one : *one);
    }
    if (all.isImpossible())
        return Error(Error::Kind::InvalidInput, QStringLiteral("Nobody can meet \"%1\".").arg(words.simplified()));
    return all;
}

Result<Requirement> requirementFrom(const QString &words)
{
    std::optional<Requirement> any;
    const auto alternatives = words.split(u'|');
    for (const QString &each : alternatives) {
        const auto one = requirementFromWords(each);
        if (!one)
            return one;
        any = any ? *any || *one : *one;
    }
    return *any;
}

} // namespace QtLogin
