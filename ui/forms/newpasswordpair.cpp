// SPDX-License-Identifier: MIT
#include "forms/newpasswordpair_p.h"

#include "forms/fieldnote.h"
#include "forms/passwordfield.h"
#include "forms/typedtext_p.h"

namespace QtLogin {

NewPasswordPair::NewPasswordPair(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    parts.passwordNote->setField(parts.password);
    parts.repetitionNote->setField(parts.repetition);
    QObject::connect(parts.password, &PasswordField::shownChanged, parts.repetition, &PasswordField::setShown);
    QObject::connect(parts.repetition, &PasswordField::shownChanged, parts.password, &PasswordField::setShown);
    QObject::connect(parts.password, &QLineEdit::textEdited, this, &NewPasswordPair::judgeAgain);
    QObject::connect(parts.repetition, &QLineEdit::textEdited, this, &NewPasswordPair::judgeRepetition);
}

void NewPasswordPair::setJudge(Judge judge)
{
    m_judge = std::move(judge);
    judgeAgain();
}

void NewPasswordPair::judgeAgain()
{
    m_parts.passwordNote->setError({});
    m_parts.passwordNote->setHint([this] { return advice(); });
    judgeRepetition();
}

// The rules before anything is typed, then what is still missing. It promises no strength: that cannot
// be known without a list of popular passwords, and the list that is packaged leaves traces in memory.
QString NewPasswordPair::advice() const
{
    if (!m_judge)
        return {};
    if (m_parts.password->text().isEmpty())
        return m_judge(Secret()).join(u'\n');
    const QStringList missing = complaints();
    return missing.isEmpty() ? tr("This password can be used. Longer is safer.")
                             : missing.join(u'\n');
}

void NewPasswordPair::judgeRepetition()
{
    m_parts.repetitionNote->setError({});
    m_parts.repetitionNote->setHint([this] { return isMistyped() ? tr("The two passwords differ.") : QString(); });
}

bool NewPasswordPair::isComplete()
{
    if (!complaints().isEmpty()) {
        showError([this] { return complaints().join(u'\n'); });
        return false;
    }
    if (!isRepeated()) {
        if (m_parts.repetition->text().isEmpty())
            m_parts.repetitionNote->setError([] { return tr("Enter the password once more."); });
        else
            m_parts.repetitionNote->setError([] { return tr("The two passwords differ."); });
        m_parts.repetition->setFocus(Qt::OtherFocusReason);
        m_parts.repetition->selectAll();
        return false;
    }
    return true;
}

QStringList NewPasswordPair::complaints() const
{
    if (!canBeTyped(m_parts.password->text()))
        return {cannotBeTyped().text()};
    const Result<Secret> typed = m_parts.password->peek();
    if (!typed)
        return {Error(typed.error()).message()};
    if (typed->isEmpty())
        return {tr("Enter a password.")};
    return m_judge ? m_judge(*typed) : QStringList();
}

bool NewPasswordPair::isRepeated() const
{
    const Result<Secret> password = m_parts.password->peek();
    const Result<Secret> repetition = m_parts.repetition->peek();
    return password && repetition && password->equals(*repetition);
}

// Half a repetition is not a wrong one: no user is told of a mistake while still typing.
bool NewPasswordPair::isMistyped() const
{
    const qsizetype length = m_parts.repetition->text().size();
    return length > 0 && length >= m_parts.password->text().size() && !isRepeated();
}

Result<Secret> NewPasswordPair::password() const
{
    return m_parts.password->peek();
}

void NewPasswordPair::wipe()
{
    m_parts.password->wipe();
    m_parts.repetition->wipe();
}

void NewPasswordPair::showError(const Sentence &sentence)
{
    m_parts.passwordNote->setError(sentence);
    m_parts.password->setFocus(Qt::OtherFocusReason);
    m_parts.password->selectAll();
}

} // namespace QtLogin
