// SPDX-License-Identifier: MIT
#pragma once

#include "closing/closedlook.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qpointer.h>

namespace QtLogin {

// The words of a closed control about itself, in place of those of the application.
class ClosedSign
{
    Q_DECLARE_TR_FUNCTIONS(QtLogin::ClosedSign)
public:
    explicit ClosedSign(ClosedLooks looks = {}) : m_looks(std::move(looks)) { }

    // Says why it is closed, as the application has it for this reason, or in words of its own.
    void putUp(const QPointer<QObject> &object, Access access);
    // Takes the words back; words that the application has set meanwhile stay.
    void takeDown(const QPointer<QObject> &object);
    // Whether the application has said something meanwhile that should stand in the sign as well.
    bool isOutdated(const QObject *object) const;

    // The tool tip for this reason.
    QString reasonFor(Access access) const { return look(access).toolTip; }
    // The reason in one sentence; empty where there is nothing to say yet.
    static QString wordsFor(Access access);
    // The application's words for a widget, and ours that it is closed.
    static QString addTo(const QString &theirs, const QString &words);

private:
    struct Words
    {
        QString ours = {};
        QString theirs = {};
        bool replaced = false;
    };
    static void replace(const QPointer<QObject> &object, const char *property, Words &words, const QString &text);
    static void restore(const QPointer<QObject> &object, const char *property, Words &words);
    static QString textOf(const QObject *object);
    // The application's words for this reason, and else the reason in our words.
    ClosedLook look(Access access) const;

    ClosedLooks m_looks;
    Words m_text;
    Words m_toolTip;
    Words m_statusTip;
    Words m_description;
    QString m_named; // what an action was called when the sign was put up: its tool tip may repeat that
};

} // namespace QtLogin
