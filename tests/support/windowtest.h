// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qregularexpression.h>
#include <QtTest/qtest.h>

//! For init() of tests that show windows: fails on every warning but those of the offscreen platform
//! about itself, which come with each window and menu and would be fatal with QT_FATAL_WARNINGS.
inline void failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}
