// SPDX-License-Identifier: MIT
#include "desktop/locklistener_p.h"

#include <ApplicationServices/ApplicationServices.h>
#include <CoreFoundation/CoreFoundation.h>
#include <IOKit/IOMessage.h>
#include <IOKit/pwr_mgt/IOPMLib.h>

#include <QtCore/qpointer.h>

namespace QtLogin {

namespace {

// Notifications of the window server. They come to the run loop of the main thread.
class ScreenNotifications final : public LockListener
{
public:
    ~ScreenNotifications() override
    {
        CFNotificationCenterRemoveEveryObserver(CFNotificationCenterGetDistributedCenter(), this);
        CFNotificationCenterRemoveEveryObserver(CFNotificationCenterGetDarwinNotifyCenter(), this);
    }

    void attach() override
    {
        if (alive())
            return;
        CFNotificationCenterAddObserver(CFNotificationCenterGetDistributedCenter(), this, &screenLocked,
                                        CFSTR("com.apple.screenIsLocked"), nullptr,
                                        CFNotificationSuspensionBehaviorDeliverImmediately);
        CFNotificationCenterAddObserver(CFNotificationCenterGetDarwinNotifyCenter(), this, &consoleChanged,
                                        CFSTR(kCGNotifyGUIConsoleSessionChanged), nullptr,
                                        CFNotificationSuspensionBehaviorDeliverImmediately);
        setAlive(LockSource::ScreenLock | LockSource::UserSwitch);
    }

private:
    static void screenLocked(CFNotificationCenterRef, void *self, CFNotificationName, const void *, CFDictionaryRef)
    {
        Q_EMIT static_cast<ScreenNotifications *>(self)->happened(LockReason::ScreenLocked);
    }

    static void consoleChanged(CFNotificationCenterRef, void *self, CFNotificationName, const void *, CFDictionaryRef)
    {
        const CFDictionaryRef session = CGSessionCopyCurrentDictionary();
        if (!session)
            return;
        const bool ours = CFDictionaryGetValue(session, kCGSessionOnConsoleKey) == kCFBooleanTrue;
        CFRelease(session);
        if (!ours)
            Q_EMIT static_cast<ScreenNotifications *>(self)->happened(LockReason::UserSwitchedDesktop);
    }
};

// The power manager asks before the machine sleeps, and waits for the answer.
class PowerNotifications final : public LockListener
{
public:
    ~PowerNotifications() override
    {
        if (!m_root)
            return;
        CFRunLoopRemoveSource(CFRunLoopGetMain(), IONotificationPortGetRunLoopSource(m_port), kCFRunLoopCommonModes);
        IODeregisterForSystemPower(&m_notifier);
        IOServiceClose(m_root);
        IONotificationPortDestroy(m_port);
    }

    void attach() override
    {
        if (m_root)
            return;
        m_root = IORegisterForSystemPower(this, &m_port, &PowerNotifications::receive, &m_notifier);
        if (!m_root)
            return;
        CFRunLoopAddSource(CFRunLoopGetMain(), IONotificationPortGetRunLoopSource(m_port), kCFRunLoopCommonModes);
        setAlive(LockSource::Suspend);
    }

private:
    static void receive(void *listener, io_service_t, natural_t message, void *argument)
    {
        const QPointer<PowerNotifications> self(static_cast<PowerNotifications *>(listener));
        if (message == kIOMessageSystemWillSleep)
            Q_EMIT self->happened(LockReason::Suspended);
        else if (message == kIOMessageSystemHasPoweredOn)
            Q_EMIT self->resumed();
        const bool asks = message == kIOMessageSystemWillSleep || message == kIOMessageCanSystemSleep;
        if (asks && self)
            IOAllowPowerChange(self->m_root, reinterpret_cast<intptr_t>(argument));
    }

    io_connect_t m_root = 0;
    IONotificationPortRef m_port = nullptr;
    io_object_t m_notifier = 0;
};

} // namespace

LockListeners desktopLockListeners(const QString &)
{
    LockListeners listeners;
    listeners.push_back(std::make_unique<ScreenNotifications>());
    listeners.push_back(std::make_unique<PowerNotifications>());
    return listeners;
}

} // namespace QtLogin
