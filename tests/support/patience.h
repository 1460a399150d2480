// SPDX-License-Identifier: MIT
#pragma once

#include <QtTest/qtest.h>

// How many milliseconds a test waits for what must come: longer than any machine takes. It ends what hangs, and
// measures nothing. Every test includes this first (cmake/QtLoginTest.cmake), for Qt's own five seconds are too few
// beside other work.
inline constexpr int patience = 100'000;

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT((expression), patience)
#define QTRY_VERIFY2(expression, message) QTRY_VERIFY2_WITH_TIMEOUT((expression), message, patience)
#define QTRY_COMPARE(expression, expected) QTRY_COMPARE_WITH_TIMEOUT((expression), expected, patience)
