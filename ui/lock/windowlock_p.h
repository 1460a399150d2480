// SPDX-License-Identifier: MIT
#pragma once

#include "closing/detachment_p.h"
#include "lock/windowlock.h"
#include "watching/applicationevents_p.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qwidget.h>

#include <memory>
#include <optional>
#include <vector>

namespace QtLogin {

class ClipboardWatch;
class InputWatch;
class LockScreen;
class OtherWindows;

// Puts the lock screen in the window's place while the session is locked, and the window back.
class WindowLock::Private final : public Gatekeeper,
                                  public EventListener,
                                  public std::enable_shared_from_this<Private>
{
public:
    Private(WindowLock *lock, LoginManager *login, QMainWindow *window);
    ~Private() override;

    bool wants(const QObject *watched, QEvent::Type type) const override;
    bool notice(QObject *watched, QEvent *event) override;

    void closeGates() override;
    void openGates() override;
    bool askToUnlock() override;
    bool covers(const QObject *context) const override;
    bool closesFirst() const override { return true; }
    void managerIsGone();
    // Without a manager, nothing could ever open the window again.
    void closeForGood();
    void shutDown();

    bool isClosed() const { return m_isClosing || hasClosed(); }
    void followWish();
    void refreshAction();

    const QPointer<LoginManager> login;
    QAction *action;

private:
    // By check(), because the property changes only after the gates have closed.
    bool hasClosed() const { return m_detached && m_detached->isClosed(); }
    bool isLocked() const { return login && login->check(Requirement::login()) == Access::Locked; }
    // The top level that is locked: the window that has been closed, or would be now.
    QWidget *window() const;
    std::optional<Requirement> guards(const QWidget *widget) const;
    std::vector<Requirement> openRequirements() const;
    static bool isWindowLocked(const QWidget *window);
    bool isCovered() const;
    bool coversByItself(const QObject *context) const;
    void close();
    void closeWindow();
    void detach();
    void lookAgainAtOthers();
    void makeScreen();
    void giveBack();
    void dropScreen();

    WindowLock *const m_lock;
    const std::shared_ptr<ApplicationEvents> m_events;
    const std::shared_ptr<OtherWindows> m_others;
    const QPointer<QWidget> m_given; // as a QWidget, because it is no QMainWindow any more while it is destroyed
    QPointer<QWidget> m_window; // the top level that m_given is in; the same as long as it is closed
    std::unique_ptr<InputWatch> m_input;
    std::unique_ptr<ClipboardWatch> m_clipboard;
    Detachment::Ptr m_detached; // also while it is giving the window back
    QPointer<LockScreen> m_screen;
    QPointer<QWidget> m_active;
    QList<QPointer<QWidget>> m_opened;
    quint64 m_epoch = 0; // of the user who has locked the session
    bool m_isOver = false;
    bool m_isClosing = false;
};

} // namespace QtLogin
