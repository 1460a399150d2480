// SPDX-License-Identifier: MIT
#include "remember/knowngenerations_p.h"

#include <utility>

namespace QtLogin {

void KnownGenerations::noteWriting(quint64 generation)
{
    const QMutexLocker locker(&m_mutex);
    ++m_notes;
    m_written.insert(generation);
    advance();
}

void KnownGenerations::noteNotWritten(quint64 generation)
{
    const QMutexLocker locker(&m_mutex);
    ++m_notes;
    m_written.erase(generation);
    if (m_latest == generation && generation > 0) // another process may give its own state this number
        --m_latest;
}

void KnownGenerations::noteRead(quint64 generation, quint64 asked)
{
    const QMutexLocker locker(&m_mutex);
    const bool isOld = std::exchange(m_notes, m_notes + 1) != asked;
    m_isAnyRead = true;
    if (generation < m_latest && isOld)
        return;
    if (generation < m_latest)
        m_written.clear();
    m_latest = generation;
    advance();
}

void KnownGenerations::advance()
{
    m_written.erase(m_written.begin(), m_written.upper_bound(m_latest));
    while (m_written.erase(m_latest + 1) > 0)
        ++m_latest;
}

bool KnownGenerations::isAnyRead() const
{
    const QMutexLocker locker(&m_mutex);
    return m_isAnyRead;
}

quint64 KnownGenerations::latest() const
{
    const QMutexLocker locker(&m_mutex);
    return m_latest;
}

quint64 KnownGenerations::notes() const
{
    const QMutexLocker locker(&m_mutex);
    return m_notes;
}

} // namespace QtLogin
