// SPDX-License-Identifier: MIT
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>

// How the applications that are played are kept from blinking; the test program is started as they are.
class tst_SteadyCursor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlayedApplicationDoesNotBlink();
};

void tst_SteadyCursor::aPlayedApplicationDoesNotBlink()
{
    QCOMPARE(QApplication::cursorFlashTime(), 0);
}

QTEST_MAIN(tst_SteadyCursor)
#include "tst_steadycursor.moc"
