// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <mutex>

namespace QtLogin {

// For threads that are not joined: a thread inside holds off the end of the process, and once the end
// has begun, none gets in. Inside is where Qt is used, which is gone when the process ends; and only
// what ends by itself belongs there.
class ExitDoor
{
public:
    class Pass
    {
    public:
        Pass() : m_door(door()) { m_door.enter(); }
        ~Pass() { m_door.leave(); }
        Pass(const Pass &) = delete;
        Pass &operator=(const Pass &) = delete;

    private:
        ExitDoor &m_door;
    };

    // At the end of the process the door closes before the objects that exist now are taken down.
    static void closeAtExit();

private:
    static ExitDoor &door();
    void enter();
    void leave();
    void close();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_inside = 0;
    bool m_closed = false;
};

} // namespace QtLogin
