// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qfile.h>

#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>

// How many bytes of address space this process has.
inline rlim_t memoryInUse()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    const bool open = file.open(QIODevice::ReadOnly);
    return open ? file.readAll().split(' ').first().toULongLong() * rlim_t(sysconf(_SC_PAGESIZE)) : 0;
}

// While it lives, this process may have only \a spare bytes of memory more than it has now.
class ScarceMemory
{
public:
    explicit ScarceMemory(rlim_t spare)
    {
        getrlimit(RLIMIT_AS, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = memoryInUse() + spare;
        m_effective = setrlimit(RLIMIT_AS, &limit) == 0;
    }
    ~ScarceMemory() { setrlimit(RLIMIT_AS, &m_before); }
    ScarceMemory(const ScarceMemory &) = delete;
    ScarceMemory &operator=(const ScarceMemory &) = delete;

    bool isEffective() const { return m_effective; }

private:
    rlimit m_before {};
    bool m_effective = false;
};

// While it lives, no file may grow beyond \a size bytes, as on a disk that is full.
class FullDisk
{
public:
    explicit FullDisk(rlim_t size) : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = size;
        m_effective = setrlimit(RLIMIT_FSIZE, &limit) == 0;
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

    bool isEffective() const { return m_effective; }

private:
    rlimit m_before {};
    void (*m_handler)(int);
    bool m_effective = false;
};

// While it lives, the permissions of files hold for this thread, and for those that it starts, even
// if it is root's.
class OrdinaryPerson
{
public:
    OrdinaryPerson()
    {
        if (syscall(SYS_capget, &m_header, m_before) != 0)
            return;
        __user_cap_data_struct reduced[2] = {m_before[0], m_before[1]};
        reduced[0].effective &= ~(1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH);
        m_effective = syscall(SYS_capset, &m_header, reduced) == 0;
    }
    ~OrdinaryPerson() { syscall(SYS_capset, &m_header, m_before); }
    OrdinaryPerson(const OrdinaryPerson &) = delete;
    OrdinaryPerson &operator=(const OrdinaryPerson &) = delete;

    bool isEffective() const { return m_effective; }

private:
    __user_cap_header_struct m_header {_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct m_before[2] {};
    bool m_effective = false;
};
