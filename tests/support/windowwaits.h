// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

// Hears how long the thread that makes the object is to wait for other threads, as long as it lives: the time that is
// given to each wait which ends without an answer. A busy machine makes it no longer, for it is not measured. One at a
// time. The executable needs support/windowwaits.cpp. Not under the thread sanitizer, which hears these calls itself.
class WindowWaits
{
public:
    WindowWaits();
    ~WindowWaits();
    WindowWaits(const WindowWaits &) = delete;
    WindowWaits &operator=(const WindowWaits &) = delete;

    static bool isPossible();
    std::chrono::nanoseconds inVain() const; // all of them together
};
