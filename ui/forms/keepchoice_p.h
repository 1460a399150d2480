// SPDX-License-Identifier: MIT
#pragma once

#include "forms/keepsignedin.h"

#include <QtCore/qstring.h>

class QCheckBox;

namespace QtLogin {

class FieldNote;

//! The tick box "Keep me signed in" of a form and the note below it, or the choice that stands in their place.
class KeepChoice final
{
public:
    //! Both are the form's.
    KeepChoice(QCheckBox *box, FieldNote *note, KeepSignedIn rule);
    KeepChoice(const KeepChoice &) = delete;
    KeepChoice &operator=(const KeepChoice &) = delete;

    KeepSignedIn rule() const { return m_rule; }
    //! Another rule than before begins anew: with the box as the rule says, whatever the user has ticked.
    void setRule(KeepSignedIn rule);
    bool isPossible() const { return m_isPossible; }
    //! Until it is possible again, the box is not ticked.
    void setPossible(bool possible, const QString &whyNot);
    bool isWanted() const;

private:
    void refresh();

    QCheckBox *const m_box;
    FieldNote *const m_note;
    KeepSignedIn m_rule;
    bool m_isTicked; // as the user wants it, where it can be
    bool m_isPossible = true;
    QString m_whyNot;
};

} // namespace QtLogin
