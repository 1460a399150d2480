// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qmutex.h>

#include <set>

namespace QtLogin {

// The states of the profile that this process knows: those that it has read, and those that it writes itself. A write
// is noted where it is made: its answer may be heard late, and after the answer to a later one. Thread-safe.
class KnownGenerations final
{
public:
    void noteWriting(quint64 generation); // before the others can see it
    void noteNotWritten(quint64 generation);
    // \a asked is notes() when the read was asked for. A lower one than the latest was read before that was written, or
    // else counting has begun anew.
    void noteRead(quint64 generation, quint64 asked);

    bool isAnyRead() const;
    // No process has written an earlier state that this one does not know.
    quint64 latest() const;
    // Rises with each call of the above. What was read from the disk before it rose may be older than what is known.
    quint64 notes() const;

private:
    void advance();

    mutable QMutex m_mutex;
    std::set<quint64> m_written; // beyond the latest
    quint64 m_latest = 0, m_notes = 0;
    bool m_isAnyRead = false;
};

} // namespace QtLogin
