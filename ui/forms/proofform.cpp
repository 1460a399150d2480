// SPDX-License-Identifier: MIT
#include "forms/proofform.h"

#include "forms/fieldnote.h"
#include "forms/passwordfield.h"
#include "forms/typedtext_p.h"
#include "forms/wordslabel_p.h"

#include <QtWidgets/qlabel.h>

namespace QtLogin {

ProofForm::ProofForm(QWidget *parent) : QWidget(parent) { }

void ProofForm::adopt(const Parts &parts)
{
    m_parts = parts;
    parts.passwordNote->setField(parts.password);
    parts.codeNote->setField(parts.code);
    noteWhatCannotBeTyped(parts.password, parts.passwordNote);
    parts.code->setShown(true); // it is worth nothing in a minute, and is easily mistyped
    QObject::connect(parts.password, &QLineEdit::textEdited, this, &ProofForm::clearErrors);
    QObject::connect(parts.code, &QLineEdit::textEdited, this, &ProofForm::clearErrors);
    showStage();
}

bool ProofForm::isComplete()
{
    if (!m_takesPassword && !m_asksForCode)
        return true;
    const bool isEmpty = field()->text().isEmpty();
    if (isEmpty && m_asksForCode)
        showError([] { return tr("Enter the code."); });
    else if (isEmpty)
        showError([] { return tr("Enter your password."); });
    else if (m_asksForCode && !canBeTyped(field()->text()))
        showError(cannotBeTyped());
    else
        return true;
    return false;
}

Result<Secret> ProofForm::peekUncut() const
{
    return field()->peekUncut();
}

Result<Secret> ProofForm::takeSecret()
{
    return field()->take();
}

void ProofForm::setTakesPassword(bool takes)
{
    clearErrors();
    m_takesPassword = takes;
    m_parts.password->wipe();
    showStage();
}

void ProofForm::askForCode(const QString &message)
{
    clearErrors();
    m_asksForCode = true;
    m_parts.codeMessage->setText(WordsLabel::breakable(message));
    showStage();
}

void ProofForm::askForPassword()
{
    m_asksForCode = false;
    m_parts.code->wipe();
    showStage();
}

void ProofForm::showStage()
{
    const auto show = [](bool shown, auto *...widgets) { (widgets->setVisible(shown), ...); };
    const bool asksForPassword = m_takesPassword && !m_asksForCode;
    show(asksForPassword, m_parts.passwordLabel, m_parts.password);
    show(m_asksForCode, m_parts.codeLabel, m_parts.code);
    m_parts.passwordNote->setKeepsRoom(asksForPassword);
    m_parts.codeNote->setKeepsRoom(m_asksForCode);
    m_parts.codeMessage->setVisible(m_asksForCode && !m_parts.codeMessage->text().isEmpty());
}

void ProofForm::showError(const Sentence &sentence)
{
    if (!m_takesPassword && !m_asksForCode)
        return showErrorElsewhere(sentence);
    field()->wipe();
    field()->setFocus(Qt::OtherFocusReason);
    note()->setError(sentence);
}

void ProofForm::showErrorElsewhere(const Sentence &sentence)
{
    m_parts.elsewhereNote->setError(sentence);
}

void ProofForm::clearErrors()
{
    m_parts.elsewhereNote->setError({});
    m_parts.passwordNote->setError({});
    m_parts.codeNote->setError({});
}

void ProofForm::wipe()
{
    m_parts.password->wipe();
    m_parts.code->wipe();
}

void ProofForm::focusFirstField()
{
    field()->setFocus(Qt::OtherFocusReason);
}

} // namespace QtLogin
