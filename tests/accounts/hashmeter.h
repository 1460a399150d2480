// SPDX-License-Identifier: MIT
#pragma once

#include <sodium.h>

#include <dlfcn.h>

#include <mutex>
#include <utility>
#include <vector>

// Each hash that libsodium computes in this process: passes and mebibytes. For one source of a program, because it
// stands before libsodium.
class HashMeter
{
public:
    using Cost = std::pair<int, int>;

    // The hashes that were computed since the last call.
    static std::vector<Cost> take()
    {
        const std::lock_guard lock(mutex());
        return std::exchange(costs(), {});
    }

    static void note(unsigned long long passes, size_t bytes)
    {
        const std::lock_guard lock(mutex());
        costs().emplace_back(int(passes), int(bytes >> 20));
    }

private:
    static std::mutex &mutex()
    {
        static std::mutex only;
        return only;
    }
    static std::vector<Cost> &costs()
    {
        static std::vector<Cost> all;
        return all;
    }
};

extern "C" __attribute__((visibility("default"))) int
crypto_pwhash(unsigned char *out, unsigned long long size, const char *password, unsigned long long length,
              const unsigned char *salt, unsigned long long passes, size_t bytes, int algorithm)
{
    HashMeter::note(passes, bytes);
    static const auto real = reinterpret_cast<decltype(&crypto_pwhash)>(dlsym(RTLD_NEXT, "crypto_pwhash"));
    return real(out, size, password, length, salt, passes, bytes, algorithm);
}
