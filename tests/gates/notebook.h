// SPDX-License-Identifier: MIT
#pragma once

#include "gates/viewguard.h"
#include "lock/windowlock.h"
#include "testing/manualclock.h"
#include "testing/scriptedauthenticator.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qtextedit.h>

#include <functional>

namespace QtLogin {

// The places where a user writes: in a view that needs a login, in a view that needs a fresh login, and in a
// dialog.
enum class Place { Open, Secret, Dialog };

// An application of two people, as small as one can be that keeps what they write: a note has their
// own paper, and is saved when they log out and when the application ends.
class Notebook
{
public:
    static constexpr std::array<const char *, 2> people = {"ada", "bob"};
    static QString passwordOf(const QString &person) { return person + QStringLiteral(" knows"); }
    static QColor paperOf(const QString &person, Place place);
    static QString fileOf(const QString &folder, const QString &person, Place place);
    // The text on the disk.
    static QString savedIn(const QString &folder, const QString &person, Place place);

    // \a pass is called wherever the process could die.
    Notebook(const QString &folder, Clock::Wall now, std::function<void()> pass);
    ~Notebook();

    QTextEdit *note(const QString &person, Place place) const { return m_notes.value({person, int(place)}); }
    QLineEdit *entry() const { return m_entry; }
    QDialog *dialog() const { return m_dialog; }
    void openDialog();
    QString person() const;

    std::shared_ptr<ManualClock> clock;
    LoginManager login;
    ViewGuard guard {&login};
    QMainWindow window;
    WindowLock lock {&login, &window};
    GatedView *open;
    GatedView *secret;

private:
    GatedView *makeView(const Requirement &requirement, Place place);
    QWidget *makeNote(Place place);
    void save(const QString &person);
    void passEverywhere();

    const QString m_folder;
    const std::function<void()> m_pass;
    QHash<std::pair<QString, int>, QPointer<QTextEdit>> m_notes;
    QPointer<QDialog> m_dialog;
    QPointer<QLineEdit> m_entry;
};

} // namespace QtLogin
