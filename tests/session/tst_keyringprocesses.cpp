// SPDX-License-Identifier: MIT
#include "processes.h"

class tst_KeyringProcesses : public ProcessesContract
{
    Q_OBJECT

    bool isKeyring() const override { return true; }
};

QTEST_GUILESS_MAIN(tst_KeyringProcesses)
#include "tst_keyringprocesses.moc"
