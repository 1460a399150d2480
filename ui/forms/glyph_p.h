// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/qicon.h>

namespace QtLogin {

//! One of resources/icons in \a colour, sharp at every size. We draw them ourselves, for QtSvg can
//! not be told a palette's colour and its plugin may be missing where the application runs.
QIcon glyphIcon(const QString &name, const QColor &colour);

//! A colour for mistakes that can be read on \a background.
QColor errorColour(const QColor &background);

} // namespace QtLogin
