// SPDX-License-Identifier: MIT
// The executable's own pthread_cond_clockwait() takes the place of the C library's, also for the libraries.
#include "support/windowwaits.h"

#include <QtCore/qglobal.h>

#include <cerrno>
#include <dlfcn.h>
#include <pthread.h>
#include <time.h>

namespace {

thread_local bool isHeard = false;
thread_local std::chrono::nanoseconds waitedInVain {0};

} // namespace

#if defined(__SANITIZE_THREAD__)
static constexpr bool isOurs = false;
#else
static constexpr bool isOurs = true;

static std::chrono::nanoseconds toDuration(const timespec &time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

extern "C" Q_DECL_EXPORT int pthread_cond_clockwait(pthread_cond_t *__restrict condition, pthread_mutex_t *__restrict mutex,
                                                    clockid_t clock, const timespec *__restrict until)
{
    static auto *const real = reinterpret_cast<decltype(&::pthread_cond_clockwait)>(dlsym(RTLD_NEXT, "pthread_cond_clockwait"));
    timespec now {};
    if (isHeard)
        (void)clock_gettime(clock, &now);
    const int result = real(condition, mutex, clock, until);
    if (isHeard && result == ETIMEDOUT && toDuration(*until) > toDuration(now))
        waitedInVain += toDuration(*until) - toDuration(now);
    return result;
}
#endif

WindowWaits::WindowWaits()
{
    isHeard = true;
    waitedInVain = {};
}

WindowWaits::~WindowWaits()
{
    isHeard = false;
}

bool WindowWaits::isPossible()
{
    return isOurs;
}

std::chrono::nanoseconds WindowWaits::inVain() const
{
    return waitedInVain;
}
