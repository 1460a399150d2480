// SPDX-License-Identifier: MIT
#pragma once

#include "requirements/access.h"

#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

namespace QtLogin {

//! How something that is closed shows it. An action that is hidden is disabled as well. \since 0.1
enum class WhenDenied { Disable, Hide };

//! The words of an object while it is closed for this reason. Without a text it keeps its
//! own; without a tool tip it says below its own why it is closed, such as "Log in to use this."
//! \since 0.1
struct ClosedLook
{
    Access access;
    QString text = {};
    QString toolTip = {};
};
using ClosedLooks = QList<ClosedLook>;

} // namespace QtLogin
