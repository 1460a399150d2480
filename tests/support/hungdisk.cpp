// SPDX-License-Identifier: MIT
// The executable's own open(), stat() and so on take the place of the C library's, also for the libraries.
#undef _FORTIFY_SOURCE
#include "support/hungdisk.h"

#include <QtCore/qfile.h>

#include <cstdarg>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace {

struct Disk
{
    std::shared_mutex gate; // closed while it hangs
    std::mutex mutex; // of the rest
    bool isHung = false;
    std::string folder, suffix;
    std::thread::id window;
    int waiting = 0;
    int callsOfTheWindow = 0;
};

// Never destroyed: threads may still call when the process ends.
Disk &disk()
{
    static auto *const disk = new Disk;
    return *disk;
}

std::atomic_bool anyHangs = false;

void pass(const char *name)
{
    if (!anyHangs || !name)
        return;
    const std::string_view path(name);
    std::unique_lock lock(disk().mutex);
    if (!disk().isHung || !path.starts_with(disk().folder) || !path.ends_with(disk().suffix))
        return;
    if (std::this_thread::get_id() == disk().window) {
        ++disk().callsOfTheWindow;
        return;
    }
    ++disk().waiting;
    lock.unlock();
    const std::shared_lock through(disk().gate);
    lock.lock();
    --disk().waiting;
}

template<typename Function>
Function *original(Function *, const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

HungDisk::HungDisk(const QString &folder, const QString &suffix)
{
    disk().gate.lock();
    const std::lock_guard lock(disk().mutex);
    disk().isHung = true;
    disk().folder = QFile::encodeName(folder).toStdString();
    disk().suffix = QFile::encodeName(suffix).toStdString();
    disk().window = std::this_thread::get_id();
    disk().callsOfTheWindow = 0;
    anyHangs = true;
}

HungDisk::~HungDisk()
{
    anyHangs = false;
    const std::lock_guard lock(disk().mutex);
    disk().isHung = false;
    disk().gate.unlock();
}

int HungDisk::waiting() const
{
    const std::lock_guard lock(disk().mutex);
    return disk().waiting;
}

int HungDisk::callsOfTheWindow() const
{
    const std::lock_guard lock(disk().mutex);
    return disk().callsOfTheWindow;
}

// --- In place of the C library --------------------------------------------------------------------

#define QTLOGIN_OPEN(name)                                                                                             \
    extern "C" Q_DECL_EXPORT int name(const char *path, int flags, ...)                                                             \
    {                                                                                                                  \
        static auto *const real = original(&::name, #name);                                                            \
        va_list list;                                                                                                  \
        va_start(list, flags);                                                                                         \
        const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;                                \
        va_end(list);                                                                                                  \
        pass(path);                                                                                                    \
        return real(path, flags, mode);                                                                                \
    }
QTLOGIN_OPEN(open)
QTLOGIN_OPEN(open64)

extern "C" Q_DECL_EXPORT int unlink(const char *path) noexcept
{
    static auto *const real = original(&::unlink, "unlink");
    pass(path);
    return real(path);
}

extern "C" Q_DECL_EXPORT int mkdir(const char *path, mode_t mode) noexcept
{
    static auto *const real = original(&::mkdir, "mkdir");
    pass(path);
    return real(path, mode);
}

extern "C" Q_DECL_EXPORT int access(const char *path, int mode) noexcept
{
    static auto *const real = original(&::access, "access");
    pass(path);
    return real(path, mode);
}

extern "C" Q_DECL_EXPORT int rename(const char *from, const char *to) noexcept
{
    static auto *const real = original(&::rename, "rename");
    pass(from);
    pass(to);
    return real(from, to);
}

extern "C" Q_DECL_EXPORT int statx(int folder, const char *__restrict path, int flags, unsigned mask, struct statx *__restrict found) noexcept
{
    static auto *const real = original(&::statx, "statx");
    pass(path);
    return real(folder, path, flags, mask, found);
}

#define QTLOGIN_STAT(name, kind)                                                                                       \
    extern "C" Q_DECL_EXPORT int name(const char *__restrict path, struct kind *__restrict found) noexcept                          \
    {                                                                                                                  \
        static auto *const real = original(&::name, #name);                                                            \
        pass(path);                                                                                                    \
        return real(path, found);                                                                                      \
    }
QTLOGIN_STAT(stat, stat)
QTLOGIN_STAT(lstat, stat)
QTLOGIN_STAT(stat64, stat64)
QTLOGIN_STAT(lstat64, stat64)
