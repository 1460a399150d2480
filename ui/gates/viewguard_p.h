// SPDX-License-Identifier: MIT
#pragma once

#include "closing/closedcontent_p.h"
#include "gates/viewguard.h"
#include "requirements/nevermet_p.h"
#include "session/gatekeeper.h"

#include <memory>
#include <vector>

namespace QtLogin {

class ApplicationEvents;
class ClipboardWatch;
class Gate;
class Gates;
class GuardedDialog;
class InputWatch;
class TreeWatcher;

// Something of a ViewGuard that closes and opens with the session.
class GuardedPart : public std::enable_shared_from_this<GuardedPart>
{
public:
    virtual ~GuardedPart();

    virtual Requirement requirement() const = 0;
    // Whether \a widget is guarded by this, or is in what is.
    virtual bool holds(const QWidget *widget) const = 0;
    // Whether there is something that this has opened, or would.
    virtual bool isInUse() const { return true; }
    // The objects that stay closed for good when the guard goes.
    virtual QList<QObject *> guarded() const = 0;
    // The session has just changed: close if need be. Nothing may be deleted, and no signal emitted.
    virtual void close(Access access) = 0;
    // The change is complete, and nothing has opened yet: none of the guard's parts is to close again
    // what another one opens.
    virtual void learn(Access) {}
    // Open if it may be, and let go of what will not come back.
    virtual void settle(Access access) = 0;
    // Whether anything of it that is closed for this reason can be seen now.
    virtual bool shows(Access) const { return false; }
};

class ViewGuardPrivate final : public Gatekeeper,
                               private ClosedContentSource,
                               public std::enable_shared_from_this<ViewGuardPrivate>
{
public:
    ViewGuardPrivate(ViewGuard *guard, LoginManager *login);
    ~ViewGuardPrivate() override;

    void closeGates() override;
    void openGates() override;
    // The guard goes, and everything closes for good.
    void shutDown();

    // Says in the log, once, that no user can meet \a requirement, which \a call was given for \a object.
    void tellNeverMet(const char *call, const QObject *object, const Requirement &requirement);
    // Those of all parts.
    QList<QObject *> guarded() const;
    // Takes part from now on, as long as it lives.
    void add(const std::shared_ptr<GuardedPart> &part);
    Access check(const Requirement &requirement) const;
    // The requirement that has to be met for \a widget to be seen, of all that guards it.
    std::optional<Requirement> requirementOf(const QWidget *widget) const;
    // The requirements of all that is open.
    std::vector<Requirement> openRequirements() const;
    // Something has just left \a window, where it is still to be seen until that is painted.
    void hasLeft(QWidget *window);
    quint64 epoch() const;
    // Whether what was made in \a epoch still belongs to who is in: it does unless it was made for
    // a login, or for having none, and that has changed.
    bool isStillTheirs(const Requirement &requirement, quint64 epoch) const;
    LoginManager *login() const { return m_guard ? m_guard->login() : nullptr; }

    std::shared_ptr<Gate> gateFor(const Requirement &requirement, WhenDenied whenDenied);
    // Protects \a object as its property loginRequirement says; a value that cannot be read keeps it closed.
    void protectMarked(QObject *object);
    // The user wants to be at \a place, which is closed: asks where that helps, and opens it then.
    void goTo(QWidget *place);

    QFuture<Result<int>> openDialog(const Requirement &requirement, QWidget *parent, quintptr place,
                                    std::function<QDialog *()> build);
    void remove(const GuardedDialog *dialog);

    const std::shared_ptr<ApplicationEvents> events;
    const std::unique_ptr<Gates> gates;
    std::unique_ptr<TreeWatcher> trees;
    std::unique_ptr<InputWatch> input;
    std::unique_ptr<ClipboardWatch> clipboard;

private:
    // The parts, and whether each was allowed when the guard looked.
    struct Look
    {
        struct Seen
        {
            std::shared_ptr<GuardedPart> part;
            Access access;
        };
        quint64 number;
        std::vector<Seen> parts = {};
    };
    Look look();
    void untilUndisturbed(const std::function<void(const Look &)> &pass);
    void visit(const Look &look, void (GuardedPart::*what)(Access));
    void paintOver();
    void watchTime();
    void lapse();
    bool shows(Access why) const override;

    const std::shared_ptr<ClosedContent> m_closedContent;
    QPointer<ViewGuard> m_guard;
    std::vector<std::weak_ptr<GuardedPart>> m_parts;
    std::vector<std::shared_ptr<GuardedDialog>> m_dialogs; // asked for, or on the screen
    QList<QPointer<QWidget>> m_left;
    std::unique_ptr<Alarm> m_lapse;
    NeverMet m_neverMet;
    quint64 m_looks = 0;
};

} // namespace QtLogin
