// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qprocess.h>

// Another program on the same screen (tests/support/anotherprogram.cpp), as long as this lives.
class AnotherProgram
{
public:
    explicit AnotherProgram(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(ANOTHER_PROGRAM), arguments);
    }
    ~AnotherProgram()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(patience);
    }

    // Whether it has done what it was told. The caller waits, and answers it meanwhile.
    bool isDone() const { return m_process.canReadLine(); }

private:
    QProcess m_process;
};
