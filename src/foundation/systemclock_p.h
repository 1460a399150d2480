// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"

namespace QtLogin {

class SystemClock final : public Clock
{
public:
    Wall wall() const override;
    Boot sinceBoot() const override;
    std::unique_ptr<Alarm> callAfter(std::chrono::nanoseconds delay, std::function<void()> call) override;
};

} // namespace QtLogin
