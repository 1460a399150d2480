// SPDX-License-Identifier: MIT
#pragma once

#include "qtloginwidgetsexport.h"

#include <QtCore/qlocale.h>

class QCoreApplication;

namespace QtLogin {

//! Lets QtLogin speak the language of \a locale, in the texts on the screen already, too. The translation that
//! an earlier call installed goes. The first of the reader's languages counts that QtLogin speaks;
//! false where that is English, which needs no translation, or where there is none.
//!
//! ```cpp
//! QtLogin::installTranslations(&application, QLocale());
//! ```
//! The direction of the layout is the application's to choose. \headerfile <QtLogin/Translations> \since 0.1
QTLOGIN_WIDGETS_EXPORT bool installTranslations(QCoreApplication *application, const QLocale &locale);

} // namespace QtLogin
