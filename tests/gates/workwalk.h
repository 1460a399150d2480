// SPDX-License-Identifier: MIT
#pragma once

#include "notebook.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qrandom.h>

namespace QtLogin {

// One run of the notebook, in which anything may happen in any order, and which may be killed in the
// middle of it. The text that must be in the notes is kept beside them, for the run that follows.
class WorkWalk
{
public:
    // The process dies at the \a diesAt-th moment at which it could; 0: it does not.
    WorkWalk(const QString &folder, quint32 seed, int run, int diesAt);

    // The text that was lost or shown and must not be; empty: none.
    QStringList walk(int steps);
    // The application is quit.
    QStringList end();
    QStringList path() const { return m_path; }

private:
    struct Step
    {
        int weight;
        const char *name;
        void (WorkWalk::*take)();
    };
    static const Step steps[];

    // The text of a note as it must be, to the character.
    struct Note
    {
        QString text;
        int position = 0;
        int anchor = 0;
        int undoSteps = 0;
        friend bool operator==(const Note &, const Note &) = default;
    };

    void type();
    void typeIntoDialog();
    void typeWhateverHasTheFocus();
    void select();
    void undo();
    void logIn();
    void logOut();
    void lock();
    void unlock();
    void unlockWronglyFirst();
    void confirm();
    void openDialog();
    void closeDialog();
    void letTimePass();
    void resize();

    static Note read(const QTextEdit &edit);
    bool maySee(const QString &person, Place place) const;
    void noteWork();
    void settle();
    void compare();
    void compareNote(const QString &person, Place place, GatedView *view);
    void compareDialog();
    void lookForWhatMustNotBeSeen();
    void compareDisk();
    void unlockWith(const QString &password);
    QString nextWord(Place place);
    void expect(bool holds, const QString &complaint)
    {
        if (!holds)
            m_complaints += complaint;
    }
    int roll(int sides) { return int(m_dice.bounded(sides)); }

    const QString m_folder;
    QRandomGenerator m_dice;
    int m_run;
    int m_passes = 0;
    int m_words = 0;
    std::unique_ptr<Notebook> m_notebook;
    QHash<std::pair<QString, int>, Note> m_work;
    QString m_person;
    QString m_entry;
    QStringList m_path;
    QStringList m_complaints;
};

} // namespace QtLogin
