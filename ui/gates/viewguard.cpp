// SPDX-License-Identifier: MIT
#include "gates/viewguard.h"

#include "watching/clipboardwatch_p.h"
#include "gates/gatelog_p.h"
#include "gates/gates_p.h"
#include "gates/guardeddialog_p.h"
#include "gates/requirementwords_p.h"
#include "gates/treewatcher_p.h"
#include "watching/inputwatch_p.h"
#include "closing/navigation_p.h"
#include "gates/viewguard_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtGui/qaction.h>
#include <QtGui/qwindow.h>

#include <algorithm>
#include <limits>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcGates, "qtlogin.gates")

static const char *const requirementProperty = "loginRequirement";

// A slot that changes the session at each look would have the guard look for ever.
static constexpr int mostLooks = 8;

// Without an application nothing is on the screen any more, and most of what a widget does would end in a crash.
static bool isOver()
{
    return !QCoreApplication::instance();
}

ViewGuardPrivate::ViewGuardPrivate(ViewGuard *guard, LoginManager *login)
    : events(ApplicationEvents::of(login)),
      gates(std::make_unique<Gates>(events, [this](QWidget *place) { goTo(place); })),
      m_closedContent(ClosedContent::of(login)),
      m_guard(guard)
{
    m_closedContent->add(this);
}

ViewGuardPrivate::~ViewGuardPrivate()
{
    m_closedContent->remove(this);
}

bool ViewGuardPrivate::shows(Access why) const
{
    return std::any_of(m_parts.cbegin(), m_parts.cend(), [why](const auto &each) {
        const auto part = each.lock();
        return part && part->shows(why);
    });
}

Access ViewGuardPrivate::check(const Requirement &requirement) const
{
    return m_guard ? m_guard->check(requirement) : Access::Forbidden;
}

std::optional<Requirement> ViewGuardPrivate::requirementOf(const QWidget *widget) const
{
    std::optional<Requirement> all;
    for (const auto &each : m_parts) {
        const auto part = each.lock();
        if (part && part->holds(widget))
            all = all ? *all && part->requirement() : part->requirement();
    }
    return all;
}

// Asking may run a predicate of the application's.
std::vector<Requirement> ViewGuardPrivate::openRequirements() const
{
    std::vector<Requirement> open;
    const auto parts = m_parts;
    for (const auto &each : parts) {
        const auto part = each.lock();
        const bool isNew = part && std::find(open.begin(), open.end(), part->requirement()) == open.end();
        if (isNew && part->isInUse() && check(part->requirement()) == Access::Allowed)
            open.push_back(part->requirement());
    }
    return open;
}

quint64 ViewGuardPrivate::epoch() const
{
    const LoginManager *manager = login();
    return manager ? manager->epoch() : std::numeric_limits<quint64>::max();
}

bool ViewGuardPrivate::isStillTheirs(const Requirement &requirement, quint64 made) const
{
    return requirement.isForAnyone() || made == epoch();
}

ViewGuardPrivate::Look ViewGuardPrivate::look()
{
    Look look {++m_looks};
    std::erase_if(m_parts, [](const auto &part) { return part.expired(); });
    for (const auto &part : m_parts)
        look.parts.push_back({part.lock(), Access::Forbidden});
    for (auto &[part, access] : look.parts)
        access = check(part->requirement());
    return look;
}

// A part that closes or opens may run any code of the application. Where that has made the guard look again, this look
// is old.
void ViewGuardPrivate::visit(const Look &look, void (GuardedPart::*what)(Access))
{
    const auto closing = m_guard && what == &GuardedPart::close ? m_guard->closing() : nullptr;
    for (const auto &[part, access] : look.parts) {
        const Access now = m_looks == look.number ? access : check(part->requirement());
        events->keep([&, &part = part] { ((*part).*what)(now); });
    }
}

// Closing and opening are atomic to the application: where its code has changed the session meanwhile, the guard looks
// again, for a part that was in the middle of its own change has left that to this.
void ViewGuardPrivate::untilUndisturbed(const std::function<void(const Look &)> &pass)
{
    for (int i = 0; i < mostLooks; ++i) {
        const Look seen = look();
        pass(seen);
        if (m_looks == seen.number)
            return;
    }
}

void ViewGuardPrivate::closeGates()
{
    if (isOver())
        return;
    const auto self = shared_from_this();
    events->run([this] {
        untilUndisturbed([this](const Look &seen) { visit(seen, &GuardedPart::close); });
        if (clipboard)
            clipboard->clearClosed();
    });
}

void ViewGuardPrivate::openGates()
{
    if (isOver())
        return;
    const auto self = shared_from_this();
    events->run([this] {
        untilUndisturbed([this](const Look &seen) {
            visit(seen, &GuardedPart::close); // parts for guests close only now
            visit(seen, &GuardedPart::learn);
            visit(seen, &GuardedPart::settle);
        });
        if (clipboard)
            clipboard->clearClosed();
        watchTime();
        paintOver();
    });
}

void ViewGuardPrivate::hasLeft(QWidget *window)
{
    if (window->isVisible() && !m_left.contains(window))
        m_left += window;
}

// Now, and not when the event loop comes to it: the machine may be about to sleep, with the screen
// as it is. Once for each window, however much has left it.
void ViewGuardPrivate::paintOver()
{
    const auto windows = std::exchange(m_left, {});
    for (const QPointer<QWidget> &window : windows) {
        if (!window || !window->isVisible() || !window->windowHandle() || !window->windowHandle()->isExposed())
            continue;
        QEvent update(QEvent::UpdateRequest);
        QCoreApplication::sendEvent(window, &update);
    }
}

// The session closes what grows stale by its own measure; a requirement may have a shorter one.
void ViewGuardPrivate::watchTime()
{
    std::optional<std::chrono::nanoseconds> next;
    for (const auto &each : m_parts) {
        const auto part = each.lock();
        const auto left = part && login() ? login()->freshFor(part->requirement()) : std::nullopt;
        if (left && (!next || *left < *next))
            next = left;
    }
    m_lapse = next ? login()->setup().clock->callAfter(*next, [this] { lapse(); }) : nullptr;
}

void ViewGuardPrivate::lapse()
{
    const auto self = shared_from_this();
    closeGates();
    openGates();
}

void ViewGuardPrivate::shutDown()
{
    const auto self = shared_from_this();
    m_guard = nullptr;
    m_lapse.reset();
    trees.reset();
    input.reset();
    clipboard.reset();
    if (!isOver()) {
        events->end([this] {
            const auto seen = look();
            visit(seen, &GuardedPart::close);
            visit(seen, &GuardedPart::settle);
            gates->seal();
        });
    }
    m_dialogs.clear();
}

void ViewGuardPrivate::tellNeverMet(const char *call, const QObject *object, const Requirement &requirement)
{
    if (const QString news = m_neverMet.news(call, object, requirement); !news.isEmpty())
        qCCritical(lcGates).noquote() << news;
}

QList<QObject *> ViewGuardPrivate::guarded() const
{
    QList<QObject *> objects;
    for (const auto &each : m_parts) {
        if (const auto part = each.lock())
            objects += part->guarded();
    }
    return objects;
}

void ViewGuardPrivate::add(const std::shared_ptr<GuardedPart> &part)
{
    m_parts.push_back(part);
    part->settle(check(part->requirement()));
    watchTime();
}

std::shared_ptr<Gate> ViewGuardPrivate::gateFor(const Requirement &requirement, WhenDenied whenDenied)
{
    const auto self = shared_from_this(); // asking may run a predicate of the application's
    if (auto found = gates->find(requirement, whenDenied))
        return found;
    auto gate = gates->add(requirement, whenDenied);
    add(gate);
    return gate;
}

void ViewGuardPrivate::protectMarked(QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    auto *action = qobject_cast<QAction *>(object);
    if (!widget && !action) {
        qCCritical(lcGates) << object
                            << "has a loginRequirement, and is neither a widget nor an action: it is not guarded.";
        return;
    }
    const auto requirement = requirementFrom(object->property(requirementProperty).toString());
    if (!requirement)
        qCCritical(lcGates).noquote() << object << "stays closed: its loginRequirement is not understood."
                                      << requirement.error().message() << "ViewGuard::protectTree() has the words.";
    const Requirement needed = requirement ? *requirement : Requirement();
    const auto gate = gateFor(needed, WhenDenied::Disable);
    if (widget)
        gate->guard(widget);
    else
        gate->guard(action);
}

void ViewGuardPrivate::goTo(QWidget *place)
{
    if (!m_guard)
        return;
    const auto enter = [place = QPointer<QWidget>(place)] {
        if (place)
            Navigation::enter(place);
    };
    const Requirement all = gates->requirementOf(place);
    m_guard->run(all, Navigation::containerOf(place), enter, Guard::Denied::Ask, GuardedCall::placeOf<Gate>());
}

QFuture<Result<int>> ViewGuardPrivate::openDialog(const Requirement &requirement, QWidget *parent, quintptr place,
                                                  std::function<QDialog *()> build)
{
    const auto self = shared_from_this();
    const LoginManager *manager = login();
    const Access access = check(requirement);
    if (manager && manager->isCovered(parent) && access != Access::Allowed) { // it begins behind a lock screen
        if (m_guard)
            Q_EMIT m_guard->denied(requirement, access);
        return readyFuture<Result<int>>(Error::Kind::Cancelled);
    }
    const auto isSame = [=](const auto &dialog) { return dialog->isSameWish(parent, place); };
    const auto same = std::find_if(m_dialogs.begin(), m_dialogs.end(), isSame);
    if (same != m_dialogs.end() && (*same)->requirement() == requirement) {
        const auto answer = (*same)->replace(std::move(build));
        if (m_guard)
            m_guard->askAgain();
        return answer;
    }
    if (same != m_dialogs.end())
        std::shared_ptr(*same)->cancel(); // what it needs is not what this one needs
    auto dialog = std::make_shared<GuardedDialog>(shared_from_this(), requirement, parent, place);
    m_dialogs.push_back(dialog);
    add(dialog);
    return dialog->open(std::move(build));
}

void ViewGuardPrivate::remove(const GuardedDialog *dialog)
{
    std::erase_if(m_dialogs, [dialog](const auto &each) { return each.get() == dialog; });
}

ViewGuard::ViewGuard(LoginManager *login, QObject *parent)
    : Guard(login, parent),
      d(std::make_shared<ViewGuardPrivate>(this, login))
{
    if (!login)
        return;
    login->addGatekeeper(d.get());
    d->input = std::make_unique<InputWatch>(login, d->events);
    QObject::connect(d->input.get(), &InputWatch::languageChanged, this, [this] { d->gates->retranslate(); });
    d->clipboard = std::make_unique<ClipboardWatch>(
        login, ClipboardWatch::Sources {[guard = d.get()](const QWidget *widget) { return guard->requirementOf(widget); },
                                        [guard = d.get()] { return guard->openRequirements(); }});
    // The gates have closed while the manager was dying; what will not come back goes now.
    QObject::connect(login, &QObject::destroyed, this, [this] { d->openGates(); });
}

ViewGuard::~ViewGuard()
{
    const auto guarded = d->guarded();
    for (QObject *object : guarded)
        noteGuarded(object);
    if (LoginManager *manager = login())
        manager->removeGatekeeper(d.get());
    const auto held = closing();
    d->shutDown();
}

GatedView *ViewGuard::view(const Requirement &requirement, GatedView::Factory factory)
{
    return new GatedView(this, requirement, std::move(factory));
}

// A caller who protects null has meant to protect something.
static bool isThere(const QObject *object, const char *function)
{
    if (!object)
        qCCritical(lcGates, "ViewGuard::%s was given null, and protects nothing. Call it once the object is made.",
                   function);
    return object;
}

void ViewGuard::protect(QWidget *widget, const Requirement &requirement, WhenDenied whenDenied,
                        const ClosedLooks &looks)
{
    if (!isThere(widget, "protect()"))
        return;
    d->tellNeverMet("ViewGuard::protect()", widget, requirement);
    const auto held = closing();
    d->gateFor(requirement, whenDenied)->guard(widget, looks);
}

void ViewGuard::protect(QAction *action, const Requirement &requirement, WhenDenied whenDenied,
                        const ClosedLooks &looks)
{
    if (!isThere(action, "protect()"))
        return;
    d->tellNeverMet("ViewGuard::protect()", action, requirement);
    const auto held = closing();
    d->gateFor(requirement, whenDenied)->guard(action, looks);
}

void ViewGuard::protectTree(QWidget *root)
{
    if (!isThere(root, "protectTree()"))
        return;
    if (!d->trees)
        d->trees = std::make_unique<TreeWatcher>(d->events, requirementProperty,
                                                 [this](QObject *object) { d->protectMarked(object); });
    d->trees->add(root);
}

QFuture<Result<int>> ViewGuard::openWhenAllowed(const Requirement &requirement, QWidget *parent, quintptr place,
                                                std::function<QDialog *()> build)
{
    return d->openDialog(requirement, parent, place, std::move(build));
}

} // namespace QtLogin
