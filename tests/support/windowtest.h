// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qregularexpression.h>
#include <QtTest/qtest.h>

//! For init() of tests that show windows: fails on every warning but those of the platforms about themselves, and
//! those that begin as \a also says. The offscreen platform tells with each window and menu what it cannot do, which
//! would be fatal with QT_FATAL_WARNINGS. That of X11 tells of a window that is shown again before the server has said
//! that it was hidden, which depends on how busy the server is, and does with it what it should.
inline void failOnWarnings(const QString &also = {})
{
    QTest::failOnWarning(QRegularExpression(
        QStringLiteral("^(?!This plugin does not support|internal error:  void QXcbWindow::setNetWmStateOnUnmappedWindow%1)")
            .arg(also.isEmpty() ? QString() : u'|' + also)));
}
