// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

// How often a test repeats what chance decides: \a usual times; in `tests/run --long` ten times as often; and where
// the environment variable \a name is set, as often as that says.
inline int repetitions(const char *name, int usual)
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue(name, &isGiven);
    return isGiven ? given : usual * (qEnvironmentVariableIsSet("QTLOGIN_LONG") ? 10 : 1);
}
