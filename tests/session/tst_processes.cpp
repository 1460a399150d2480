// SPDX-License-Identifier: MIT
#include "processes.h"

class tst_Processes : public ProcessesContract
{
    Q_OBJECT

    bool isKeyring() const override { return false; }
};

QTEST_GUILESS_MAIN(tst_Processes)
#include "tst_processes.moc"
