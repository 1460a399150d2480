// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <mutex>

namespace QtLogin {

// For threads that are not joined: a thread inside holds off the end of the process, and once the end
// has begun, none gets in. Inside is where Qt is used, which is gone when the process ends; and only
// what ends by itself belongs there.
class ShutdownGate
{
public:
    class Pass
    {
    public:
        Pass() : m_gate(gate()) { m_gate.enter(); }
        ~Pass() { m_gate.leave(); }
        Pass(const Pass &) = delete;
        Pass &operator=(const Pass &) = delete;

    private:
        ShutdownGate &m_gate;
    };

    // At the end of the process the gate closes before the objects that exist now are taken down.
    static void closeAtExit();

private:
    static ShutdownGate &gate();
    void enter();
    void leave();
    void close();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_inside = 0;
    bool m_closed = false;
};

} // namespace QtLogin
