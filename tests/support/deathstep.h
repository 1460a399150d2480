// SPDX-License-Identifier: MIT
#pragma once

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

// A process that kills itself in front of a chosen step of what it writes to disk: the n-th call that writes to a
// file, cuts one, syncs one, or removes a name, from the moment it is armed. For one source of a program, which has to be
// linked with ENABLE_EXPORTS, because it stands before the C library.
class DeathStep
{
public:
    // Zero: only counts.
    static void arm(int step)
    {
        chosen() = step;
        isArmed() = true;
    }
    static int taken() { return count(); }

    static void pass()
    {
        if (isArmed() && ++count() == chosen())
            kill(getpid(), SIGKILL);
    }
    // Event loops write, too, to wake each other.
    static void pass(int file)
    {
        struct stat status
        { };
        if (isArmed() && fstat(file, &status) == 0 && S_ISREG(status.st_mode))
            pass();
    }

private:
    static std::atomic_int &chosen()
    {
        static std::atomic_int step = 0;
        return step;
    }
    static std::atomic_int &count()
    {
        static std::atomic_int steps = 0;
        return steps;
    }
    static std::atomic_bool &isArmed()
    {
        static std::atomic_bool armed = false;
        return armed;
    }
};

template<typename Function>
Function *realFunction(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

#define BEFORE_THE_C_LIBRARY extern "C" __attribute__((visibility("default")))

BEFORE_THE_C_LIBRARY ssize_t write(int file, const void *bytes, size_t size)
{
    static const auto real = realFunction<ssize_t(int, const void *, size_t)>("write");
    DeathStep::pass(file);
    return real(file, bytes, size);
}

BEFORE_THE_C_LIBRARY ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at)
{
    static const auto real = realFunction<ssize_t(int, const void *, size_t, off64_t)>("pwrite64");
    DeathStep::pass(file);
    return real(file, bytes, size, at);
}

BEFORE_THE_C_LIBRARY int ftruncate64(int file, off64_t size) noexcept
{
    static const auto real = realFunction<int(int, off64_t)>("ftruncate64");
    DeathStep::pass(file);
    return real(file, size);
}

BEFORE_THE_C_LIBRARY int fdatasync(int file)
{
    static const auto real = realFunction<int(int)>("fdatasync");
    DeathStep::pass();
    return real(file);
}

BEFORE_THE_C_LIBRARY int fsync(int file)
{
    static const auto real = realFunction<int(int)>("fsync");
    DeathStep::pass();
    return real(file);
}

BEFORE_THE_C_LIBRARY int unlink(const char *path) noexcept
{
    static const auto real = realFunction<int(const char *)>("unlink");
    DeathStep::pass();
    return real(path);
}
