// SPDX-License-Identifier: MIT
// Counts what new gives out; bytes as malloc sees them, with its overhead, Qt's own included.
#include "figure.h"

#include <cstdlib>
#include <malloc.h>
#include <new>

static long long calls = 0;

void *operator new(std::size_t size)
{
    ++calls;
    if (void *memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

Allocated allocated()
{
    return {calls, static_cast<long long>(mallinfo2().uordblks)};
}
