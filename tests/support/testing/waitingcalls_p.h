// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <utility>

namespace QtLogin {

// Calls that a test holds back, and those that queue behind them: the order never changes.
class WaitingCalls
{
public:
    // Runs \a call now, unless it is held or others wait before it.
    void run(bool held, std::function<void()> call)
    {
        if (!held && m_calls->empty())
            return call();
        m_calls->push_back({held, std::move(call)});
    }

    // Lets the first held call through, and those that only waited behind it.
    void releaseFirst()
    {
        const auto calls = m_calls; // a call may destroy the owner of this queue
        if (!calls->empty())
            takeFirst (*calls)();
        while (!calls->empty() && !calls->front().held)
            takeFirst (*calls)();
    }

    // Lets through all that wait now, and what comes of that.
    void releaseAll()
    {
        const auto calls = m_calls;
        while (!calls->empty())
            takeFirst (*calls)();
    }

    // Forgets all calls that wait. A caller that awaits an answer learns that there will be none.
    void drop() { const Calls dropped = std::exchange(*m_calls, {}); }

    int count() const { return int(m_calls->size()); }

private:
    struct Call
    {
        bool held;
        std::function<void()> call;
    };
    using Calls = std::deque<Call>;

    static std::function<void()> takeFirst(Calls &calls)
    {
        auto call = std::move(calls.front().call);
        calls.pop_front();
        return call;
    }

    std::shared_ptr<Calls> m_calls = std::make_shared<Calls>();
};

} // namespace QtLogin
