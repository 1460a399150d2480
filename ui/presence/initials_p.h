// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/qicon.h>
#include <QtGui/qpalette.h>

namespace QtLogin {

//! The first letters of the first and the last word of \a name; empty where it has no letters.
QString initialsOf(const QString &name);

//! \a initials on a disc, in \a palette's colours for what is selected: sharp at every size.
QIcon initialsIcon(const QString &initials, const QPalette &palette);

} // namespace QtLogin
