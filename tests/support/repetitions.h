// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

// By what a test divides its work in the short run. Under the address sanitizer everything takes several times as long;
// what a test says is proved without it, and it looks for faults of memory, which half of the work shows as well.
inline int sanitizerShare()
{
#ifdef __SANITIZE_ADDRESS__
    return qEnvironmentVariableIsSet("QTLOGIN_LONG") ? 1 : 2;
#else
    return 1;
#endif
}

// How often a test repeats what chance decides: \a usual times divided by sanitizerShare(); in `tests/run --long` ten
// times \a usual; and where the environment variable \a name is set, as often as that says.
inline int repetitions(const char *name, int usual)
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue(name, &isGiven);
    if (isGiven)
        return given;
    return qEnvironmentVariableIsSet("QTLOGIN_LONG") ? 10 * usual : (usual + sanitizerShare() - 1) / sanitizerShare();
}
