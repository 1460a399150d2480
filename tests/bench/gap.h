// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qtimer.h>

#include <algorithm>
#include <chrono>

// The longest time for which nothing else could have been done in this thread.
class Gap
{
public:
    Gap()
    {
        QObject::connect(&m_beat, &QTimer::timeout, &m_beat, [this] { note(); });
        m_last = std::chrono::steady_clock::now();
        m_beat.start(0);
    }
    double longestMilliseconds()
    {
        note();
        return m_longest;
    }

private:
    void note()
    {
        const auto now = std::chrono::steady_clock::now();
        m_longest = std::max(m_longest, std::chrono::duration<double, std::milli>(now - m_last).count());
        m_last = now;
    }
    QTimer m_beat;
    std::chrono::steady_clock::time_point m_last;
    double m_longest = 0;
};
