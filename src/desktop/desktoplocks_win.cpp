// SPDX-License-Identifier: MIT
#include "desktop/locklistener_p.h"

#include <windows.h>
#include <wtsapi32.h>

namespace QtLogin {

namespace {

// An invisible window, which Windows tells what happens to the session. It is a top-level one:
// others hear nothing of sleep.
class MessageWindow final : public LockListener
{
public:
    ~MessageWindow() override
    {
        if (!m_window)
            return;
        WTSUnRegisterSessionNotification(m_window);
        SetWindowLongPtrW(m_window, GWLP_USERDATA, 0);
        DestroyWindow(m_window);
    }

    void attach() override
    {
        if (m_window)
            return;
        const HINSTANCE module = GetModuleHandleW(nullptr);
        WNDCLASSEXW windowClass {};
        windowClass.cbSize = sizeof(windowClass);
        windowClass.lpfnWndProc = &MessageWindow::receive;
        windowClass.hInstance = module;
        windowClass.lpszClassName = L"QtLoginLockWindow";
        RegisterClassExW(&windowClass); // fails where another manager has done so: it is the same class
        m_window = CreateWindowExW(WS_EX_TOOLWINDOW, windowClass.lpszClassName, L"", WS_POPUP, 0, 0, 0, 0, nullptr,
                                   nullptr, module, nullptr);
        if (!m_window)
            return;
        SetWindowLongPtrW(m_window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
        LockSources alive = LockSource::Suspend;
        if (WTSRegisterSessionNotification(m_window, NOTIFY_FOR_THIS_SESSION))
            alive |= LockSource::ScreenLock | LockSource::UserSwitch;
        setAlive(alive);
    }

private:
    static LRESULT CALLBACK receive(HWND window, UINT message, WPARAM what, LPARAM more)
    {
        auto *self = reinterpret_cast<MessageWindow *>(GetWindowLongPtrW(window, GWLP_USERDATA));
        if (self && message == WM_WTSSESSION_CHANGE)
            self->hearOfSession(what);
        else if (self && message == WM_POWERBROADCAST)
            self->hearOfPower(what);
        return DefWindowProcW(window, message, what, more);
    }

    void hearOfSession(WPARAM what)
    {
        if (what == WTS_SESSION_LOCK)
            Q_EMIT happened(LockReason::ScreenLocked);
        else if (what == WTS_CONSOLE_DISCONNECT || what == WTS_REMOTE_DISCONNECT)
            Q_EMIT happened(LockReason::UserSwitchedDesktop);
    }

    // Windows waits until the message has been answered.
    void hearOfPower(WPARAM what)
    {
        if (what == PBT_APMSUSPEND)
            Q_EMIT happened(LockReason::Suspended);
        else if (what == PBT_APMRESUMEAUTOMATIC)
            Q_EMIT resumed();
    }

    HWND m_window = nullptr;
};

} // namespace

LockListeners desktopLockListeners(const QString &)
{
    LockListeners listeners;
    listeners.push_back(std::make_unique<MessageWindow>());
    return listeners;
}

} // namespace QtLogin
