// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qfile.h>

namespace QtLogin {

// A table of docs/attacks.md, which a test writes, and which is compared with what that test tries. It begins after
// a line that names the test, and ends where the next chapter begins.
class AttacksTable
{
public:
    explicit AttacksTable(const QString &test) : m_file(QStringLiteral(QTLOGIN_ATTACKS_BOOK))
    {
        const bool writes = qEnvironmentVariableIsSet("ATTACKS_WRITE");
        if (!m_file.open(writes ? QIODevice::ReadWrite : QIODevice::ReadOnly))
            return;
        m_text = QString::fromUtf8(m_file.readAll());
        const QString mark = QStringLiteral("<!-- written by tests/gates/%1.cpp -->\n").arg(test);
        const qsizetype found = m_text.indexOf(mark);
        if (found < 0)
            return;
        m_begin = found + mark.size();
        const qsizetype next = m_text.indexOf(QStringLiteral("\n## "), m_begin);
        m_end = next < 0 ? m_text.size() : next;
    }

    bool isThere() const { return m_begin > 0; }

    // Whether it says \a table; with ATTACKS_WRITE=1 it does afterwards.
    bool hasOrWrites(const QString &table)
    {
        if (m_text.mid(m_begin, m_end - m_begin) == table)
            return true;
        if (!m_file.isWritable())
            return false;
        m_file.resize(0);
        m_file.seek(0);
        return m_file.write((m_text.first(m_begin) + table + m_text.mid(m_end)).toUtf8()) > 0;
    }

private:
    QFile m_file;
    QString m_text;
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
};

} // namespace QtLogin
