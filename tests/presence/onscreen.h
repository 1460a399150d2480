// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qwidget.h>

//! A text that a person can read on a window, or be read aloud, and where it stands.
struct Saying
{
    QString where;
    QString text;

    friend bool operator==(const Saying &, const Saying &) = default;
};

//! Everything that \a window says: labels, buttons, titles, tabs, menus, placeholders, tool tips, and
//! what screen readers are told.
QList<Saying> sayingsOf(QWidget *window);

//! The keys that \a window's mnemonics take, in the order of what has them.
QStringList mnemonicsOn(const QWidget *window);

//! The texts that cannot be read on \a window for want of room, in sentences.
QStringList clippedOn(const QWidget *window);
