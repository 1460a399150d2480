// SPDX-License-Identifier: MIT
#include "forms/keepchoice_p.h"

#include "forms/fieldnote.h"

#include <QtWidgets/qcheckbox.h>

namespace QtLogin {

KeepChoice::KeepChoice(QCheckBox *box, FieldNote *note, KeepSignedIn rule)
    : m_box(box), m_note(note), m_rule(rule), m_isTicked(rule == KeepSignedIn::Preset)
{
    m_note->setField(box);
    QObject::connect(box, &QAbstractButton::toggled, note, [this](bool ticked) {
        if (m_isPossible)
            m_isTicked = ticked;
    });
    refresh();
}

void KeepChoice::setRule(KeepSignedIn rule)
{
    if (rule == m_rule)
        return;
    m_rule = rule;
    m_isTicked = rule == KeepSignedIn::Preset;
    refresh();
}

void KeepChoice::setPossible(bool possible, const QString &whyNot)
{
    m_isPossible = possible;
    m_whyNot = whyNot;
    refresh();
}

bool KeepChoice::isWanted() const
{
    const bool isChosen = m_rule == KeepSignedIn::Always || (m_rule != KeepSignedIn::Never && m_isTicked);
    return isChosen && m_isPossible;
}

// A box that is ticked, and grey, would promise what the note below it denies.
void KeepChoice::refresh()
{
    m_box->setVisible(m_rule == KeepSignedIn::Offered || m_rule == KeepSignedIn::Preset);
    m_box->setEnabled(m_isPossible);
    m_box->setChecked(m_isPossible && m_isTicked);
    m_note->setHint(m_isPossible || m_rule == KeepSignedIn::Never ? QString() : m_whyNot);
}

} // namespace QtLogin
