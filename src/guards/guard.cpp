// SPDX-License-Identifier: MIT
#include "guards/guard.h"

#include "guards/earlydeath_p.h"
#include "guards/guardslog_p.h"
#include "requirements/nevermet_p.h"
#include "session/session_p.h"

#include <QtCore/qthread.h>

#include <algorithm>
#include <vector>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcGuards, "qtlogin.guards")

// A call that waits until the user has been asked.
class Guard::Continuation
{
public:
    quintptr place;
    QPointer<QObject> context;
    Requirement requirement;
    Access access;
    SessionMark mark;
    std::function<bool()> call = {}; // returns whether it could be made; null: a later call has run, or it was dropped
    bool dropped = false;
    bool orphaned = false; // its user has logged out or locked the session
    QFuture<Result<UserSnapshot>> answer = {};

    bool isOf(const Origin &origin) const { return place == origin.place && context == origin.context; }
};

class Guard::Private final : public Gatekeeper
{
public:
    using ContinuationPtr = std::shared_ptr<Continuation>;

    explicit Private(LoginManager *manager) : login(manager) { }

    void closeGates() override { follow(); }
    void openGates() override
    {
        follow();
        const auto gone = std::exchange(dropped, {});
    }

    // The user may have changed, or have locked the session meanwhile: drop the calls of another one.
    void follow()
    {
        for (const ContinuationPtr &each : waiting) {
            if (each->orphaned || login->isCurrent(each->mark))
                continue;
            each->orphaned = true;
            drop(*each);
        }
        if (std::exchange(epoch, login->epoch()) != login->epoch())
            raiseFence();
    }

    // The call's arguments are destroyed when the gates open: no application code may run before.
    void drop(Continuation &continuation)
    {
        if (!continuation.call)
            return;
        dropped.push_back(std::exchange(continuation.call, {}));
        continuation.dropped = true;
    }

    // Signals that other threads have posted before the fence were meant for the session before.
    void raiseFence()
    {
        ++fences;
        QMetaObject::invokeMethod(
            &fence, [this] { --fences; }, Qt::QueuedConnection);
    }

    // The call of this origin that waits for the same requirement: the user is being asked for it already.
    ContinuationPtr find(const Origin &origin, const Requirement &requirement) const
    {
        const auto same = [&](const ContinuationPtr &each) {
            return each->isOf(origin) && each->requirement == requirement && !each->orphaned
                && !each->answer.isFinished();
        };
        const auto found = std::find_if(waiting.begin(), waiting.end(), same);
        return found == waiting.end() ? nullptr : *found;
    }

    // The last call counts. The returned ones may run application code when they are destroyed.
    [[nodiscard]] std::vector<std::function<bool()>> supersede(const Origin &origin) const
    {
        std::vector<std::function<bool()>> calls;
        for (const ContinuationPtr &each : waiting) {
            if (each->isOf(origin))
                calls.push_back(std::exchange(each->call, {}));
        }
        return calls;
    }

    const QPointer<LoginManager> login;
    std::vector<ContinuationPtr> waiting;
    std::vector<std::function<bool()>> dropped;
    quint64 epoch = 0;
    quintptr connections = 0;
    int fences = 0;
    EarlyDeath earlyDeath;
    NeverMet neverMet; // of what is dropped without asking
    QObject fence;
};

Guard::Guard(LoginManager *login, QObject *parent) : QObject(parent), d(std::make_unique<Private>(login))
{
    if (!login) {
        qCCritical(lcGuards,
                   "Guard was given no LoginManager, and denies everything for good. Make the LoginManager first: "
                   "Guard(&login), ViewGuard(&login).");
        return;
    }
    d->epoch = login->epoch();
    login->addGatekeeper(d.get());
}

Guard::~Guard()
{
    d->earlyDeath.tell(d->login);
    if (d->login)
        d->login->removeGatekeeper(d.get());
}

LoginManager *Guard::login() const
{
    return d->login;
}

Access Guard::check(const Requirement &requirement) const
{
    return d->login ? d->login->check(requirement) : Access::Forbidden;
}

std::shared_ptr<const void> Guard::closing() const
{
    return d->login ? Session::of(*d->login)->closing() : nullptr;
}

void Guard::noteGuarded(QObject *object)
{
    d->earlyDeath.note(object);
}

void Guard::askAgain() const
{
    const auto session = d->login ? Session::of(*d->login) : nullptr;
    if (session)
        session->run([&] { session->prompter.askAgain(); });
}

quintptr Guard::nextConnection()
{
    return d->connections += 2, d->connections - 1;
}

// Whether a call of this origin can be guarded at all.
bool Guard::accepts(const Origin &origin) const
{
    if (!origin.context) {
        qCCritical(lcGuards,
                   "Guard::connect() and run() need a context, and were given null: this call is not made. It is the "
                   "object whose function it is, or without which there is no use to call.");
        return false;
    }
    if (origin.context->thread() != thread() || QThread::currentThread() != thread()) {
        qCCritical(lcGuards,
                   "Guard::connect() and run() need a context in the thread of the guard: this call is not made. For "
                   "one in another thread, ask a SessionLease there.");
        return false;
    }
    if (origin.place == d->connections - 1) // a connection that is being made
        d->earlyDeath.note(origin.context);
    return true;
}

// The last check before the call, which runs at once where this says Allowed. Null: the call is dropped, because the
// guard or the context was deleted meanwhile, or the user has changed (predicates and destructors may do anything), or
// because it begins behind a lock screen. There it does not replace a call that the user has begun before, either.
std::optional<Access> Guard::judge(const Origin &origin, const Requirement &requirement)
{
    if (origin.posted && d->fences > 0) { // sent before the user changed
        Q_EMIT denied(requirement, Access::LoginRequired);
        return {};
    }
    const QPointer<Guard> self(this);
    const QPointer<QObject> context(origin.context);
    if (d->login)
        d->follow();
    if (d->login && d->login->isCovered(origin.context)) {
        const Access access = check(requirement);
        if (self && context && access != Access::Allowed)
            Q_EMIT denied(requirement, access);
        if (!self || !context || access != Access::Allowed)
            return {};
    }
    d->supersede(origin).clear();
    if (!self)
        return {};
    const quint64 epoch = d->epoch;
    const Access access = check(requirement);
    return self && context && d->epoch == epoch ? std::optional(access) : std::nullopt;
}

void Guard::turnAway(const Origin &origin, const Requirement &requirement, Access access, Denied denied,
                     std::function<bool()> callLater)
{
    if (denied == Denied::Drop || !d->login || Session::of(*d->login)->isClosing()) {
        if (const QString news = d->neverMet.news("Guard, with Denied::Drop,", origin.context, requirement);
            !news.isEmpty())
            qCCritical(lcGuards).noquote() << news;
        Q_EMIT this->denied(requirement, access);
        return;
    }
    if (const auto asked = d->find(origin, requirement)) {
        asked->call = std::move(callLater);
        return askAgain(); // where the first prompt is, the user may not see it any more
    }
    const auto continuation = std::make_shared<Continuation>(
        Continuation {origin.place, origin.context, requirement, access, d->login->mark(), std::move(callLater)});
    d->waiting.push_back(continuation);
    const QPointer<Guard> self(this);
    // It may run a handler, or a prompt.
    const auto answer = d->login->require(continuation->requirement, {}, continuation->context);
    if (!self)
        return;
    continuation->answer = answer;
    whenDone(answer, this, [this, continuation](const auto &result) { settle(continuation, bool(result)); });
}

void Guard::settle(const std::shared_ptr<Continuation> &continuation, bool allowed)
{
    if (d->login)
        d->follow();
    std::erase(d->waiting, continuation);
    if (!continuation->context || (!continuation->call && !continuation->dropped))
        return;
    const QPointer<Guard> self(this);
    const Access now = check(continuation->requirement);
    if (!self || !continuation->context)
        return;
    const auto call = std::exchange(continuation->call, {}); // null where the user has changed
    if (call && allowed && now == Access::Allowed) {
        const QPointer<QObject> context(continuation->context);
        if (call() || !self || !context)
            return;
    }
    const Access why = now == Access::Allowed ? continuation->access : now;
    qCInfo(lcGuards) << "Dropped a call that needs" << continuation->requirement.toString() << "for" << why;
    Q_EMIT denied(continuation->requirement, why);
}

} // namespace QtLogin
