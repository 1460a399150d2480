// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"

#include <QtCore/qeventloop.h>
#include <QtCore/qfuturewatcher.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

// One line of the bench: what we cost beside the bare work, in one interleaved run.
struct Figure
{
    const char *name;
    double ours;
    double bare;
    const char *unit;
    double aim; // the largest ratio that we want to see

    void print() const
    {
        const double ratio = bare > 0 ? ours / bare : 0;
        std::printf("%-46s %12.2f %12.2f %-3s %7.3f  (aim %.2f)\n", name, ours, bare, unit, ratio, aim);
        std::fflush(stdout);
    }
};

inline double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

// Nanoseconds that \a work takes.
template<typename Work>
double timeOf(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count();
}

// Nanoseconds that this thread works on \a work. A busy machine interrupts the longer of two works more often, which says
// nothing about either.
template<typename Work>
double effortOf(Work work)
{
    const auto now = [] {
        timespec time {};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
    };
    const double begin = now();
    work();
    return now() - begin;
}

struct Medians
{
    double ours;
    double bare;
};

// The two turn about, so that the other work of the machine falls on both.
inline Medians interleaved(int rounds, const std::function<double()> &ours, const std::function<double()> &bare)
{
    std::vector<double> first, second;
    for (int round = 0; round < rounds; ++round) {
        first.push_back(ours());
        second.push_back(bare());
    }
    return {median(std::move(first)), median(std::move(second))};
}

// Waits by the event loop, which wakes as soon as the answer has come. A loop that looks every few
// milliseconds whether it has would measure itself.
template<typename T>
bool succeeds(const QFuture<QtLogin::Result<T>> &future)
{
    QFutureWatcher<QtLogin::Result<T>> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return QtLogin::resultOf(future).has_value();
}

// Memory that new has given out so far: calls and bytes (memory.cpp).
struct Allocated
{
    long long calls;
    long long bytes; // that are not given back yet
};
Allocated allocated();

// The login with 10,000 widgets alone, so many times.
Medians openingFigure(int rounds);

void checkFigures();
void guardFigures();
void sessionFigures();
void accountFigures();
void networkFigures();
