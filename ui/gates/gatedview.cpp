// SPDX-License-Identifier: MIT
#include "gates/gatedview.h"

#include "closing/belongings_p.h"
#include "closing/detachment_p.h"
#include "closing/stateoverride_p.h"
#include "gates/gatelog_p.h"
#include "gates/placeholder_p.h"
#include "closing/eventloopidle_p.h"
#include "gates/viewguard_p.h"

#include <QtWidgets/qboxlayout.h>

#include <exception>

namespace QtLogin {

class GatedView::Private final : public GuardedPart
{
public:
    Private(GatedView *view, std::shared_ptr<ViewGuardPrivate> guard, const Requirement &requirement, Factory factory);

    Requirement requirement() const override { return m_requirement; }
    bool holds(const QWidget *widget) const override { return m_view && Belongings::isBelow(m_content, widget); }
    bool isInUse() const override { return m_content; }
    QList<QObject *> guarded() const override { return m_view ? QList<QObject *> {m_view} : QList<QObject *>(); }
    void close(Access access) override;
    void settle(Access access) override;
    bool shows(Access why) const override { return m_view && m_placeholder->isVisible() && access() == why; }
    // The view goes, and takes its content along.
    void shutDown();

    QWidget *content() const { return m_content; }
    Access access() const { return m_guard->check(m_requirement); }

private:
    bool isStillTheirs() const { return m_guard->isStillTheirs(m_requirement, m_epoch); }
    void detach(Access access);
    void say(Access access);
    void standIn(Access access);
    static void discard(Detachment::Ptr gone, bool isAtWork);
    void letGo();
    void open();
    void build();
    QWidget *make();
    void show(QWidget *content);
    void giveBack();
    void hideAgain();
    void retry();
    void announce();

    const std::shared_ptr<ViewGuardPrivate> m_guard;
    const Requirement m_requirement;
    const Factory m_factory;
    GatedView *m_view; // null once it has gone
    Placeholder *m_placeholder;
    QPointer<QWidget> m_content; // while it may be seen
    Detachment::Ptr m_detached; // also while it is giving the content back
    std::vector<Detachment::Ptr> m_leaving; // until the hooks have been told
    std::vector<Detachment::Ptr> m_gone;
    EventLoopIdle m_idle;
    quint64 m_epoch = 0; // whose content it is
    std::optional<quint64> m_failedIn;
    bool m_building = false;
    bool m_detaching = false;
    bool m_showing = false;
    bool m_announced = false;
};

GatedView::Private::Private(GatedView *view, std::shared_ptr<ViewGuardPrivate> guard, const Requirement &requirement,
                            Factory factory)
    : m_guard(std::move(guard)),
      m_requirement(requirement),
      m_factory(std::move(factory)),
      m_view(view),
      m_placeholder(new Placeholder(view))
{
    auto *layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_placeholder);
    view->setFocusProxy(m_placeholder);
    QObject::connect(m_placeholder, &Placeholder::actionRequested, &m_idle, [this] { retry(); });
    QObject::connect(&m_idle, &EventLoopIdle::idle, &m_idle, [this] {
        const auto gone = std::exchange(m_gone, {});
        for (const auto &each : gone)
            delete each->content();
    });
}

void GatedView::Private::close(Access access)
{
    if (!m_view || m_detaching)
        return;
    const auto self = shared_from_this();
    const bool stays = access == Access::Allowed && isStillTheirs();
    if (m_content && !stays)
        detach(access);
    if (m_detached && !isStillTheirs())
        m_leaving.push_back(std::move(m_detached));
}

// Slots and event handlers of the content may change the session: the guard looks again when this is through. They may
// also delete the view.
void GatedView::Private::detach(Access access)
{
    QWidget *const content = m_content;
    m_content = nullptr;
    m_detaching = true;
    auto detached = Detachment::close(std::move(m_detached), content, Detachment::As::Content, m_guard->events);
    m_detaching = false;
    if (!m_view)
        return discard(std::move(detached), true);
    if (m_showing)
        detached->wishShown();
    const bool hadFocus = detached->hadFocus();
    m_detached = std::move(detached);
    m_idle.await();
    standIn(access);
    if (m_view && hadFocus && !m_content)
        m_placeholder->setFocus(Qt::OtherFocusReason);
}

void GatedView::Private::say(Access access)
{
    m_placeholder->setAccess(access, m_requirement.message());
    if (m_requirement.isImpossible() || !m_guard->login()) // a mistake of the developer, and nothing about this user
        m_placeholder->setUnable();
}

void GatedView::Private::standIn(Access access)
{
    say(access);
    m_placeholder->show();
    if (!m_view || m_content)
        return;
    m_view->setFocusProxy(m_placeholder);
    m_guard->hasLeft(m_view->window());
}

void GatedView::Private::settle(Access access)
{
    const auto self = shared_from_this();
    letGo();
    if (m_view && !m_content && !m_building && !m_detaching)
        access == Access::Allowed ? open() : say(access);
    announce();
}

void GatedView::Private::open()
{
    if (m_detached)
        giveBack();
    else if (m_failedIn == m_guard->epoch())
        m_placeholder->setFailed();
    else
        build();
}

// Content that will not come back is deleted when none of its code is running any more: the call that has
// closed this view may have come from one of its own buttons.
void GatedView::Private::letGo()
{
    for (auto &each : m_leaving) {
        m_gone.push_back(std::move(each));
        m_idle.await();
    }
    m_leaving.clear();
}

void GatedView::Private::build()
{
    m_epoch = m_guard->epoch();
    m_building = true;
    const QPointer<QWidget> made = make();
    m_building = false;
    // The factory may have done anything, also log out, or delete this view.
    if (!m_view || access() != Access::Allowed || !isStillTheirs()) {
        delete made;
        QMetaObject::invokeMethod(
            &m_idle, [this] { settle(access()); }, Qt::QueuedConnection);
        return;
    }
    if (made)
        return show(made);
    m_failedIn = m_epoch;
    m_placeholder->setFailed();
}

QWidget *GatedView::Private::make()
{
    try {
        QWidget *made = m_factory ? m_factory() : nullptr;
        if (made && (!m_view || !Belongings::isBelow(made, m_view)))
            return made;
        qCCritical(lcGates,
                   "The factory of a gated view has made %s; the view stays closed. ViewGuard::view() takes a "
                   "function that makes a new widget each time.",
                   made ? "what the view is in" : "nothing");
    } catch (const std::exception &exception) {
        qCCritical(lcGates, "The factory of a gated view threw \"%s\"; the view stays closed.", exception.what());
    } catch (...) {
        qCCritical(lcGates, "The factory of a gated view threw; the view stays closed.");
    }
    return nullptr;
}

void GatedView::Private::show(QWidget *content)
{
    const bool hadFocus = m_placeholder->isAncestorOf(m_view->window()->focusWidget());
    m_failedIn.reset();
    m_content = content;
    const bool hiddenByFactory = content->isHidden() && content->testAttribute(Qt::WA_WState_ExplicitShowHide);
    // Event handlers may do anything, also close the view again.
    const auto isHere = [this, made = QPointer<QWidget>(content)] { return m_view && made && m_content == made; };
    m_showing = !hiddenByFactory;
    m_placeholder->hide();
    if (isHere())
        m_content->setParent(m_view); // before the layout knows it
    if (!isHere()) {
        m_showing = false;
        return;
    }
    m_view->setFocusProxy(m_content);
    StateOverride::addHidden(m_view->layout(), m_content);
    if (!hiddenByFactory && isHere())
        m_content->show();
    m_showing = false;
    hideAgain();
    if (hadFocus && isHere())
        m_content->setFocus(Qt::OtherFocusReason);
}

// Qt goes on showing what an event handler has closed meanwhile.
void GatedView::Private::hideAgain()
{
    if (m_detached)
        m_detached->hideAgain();
    for (const auto &leaving : m_leaving)
        leaving->hideAgain();
}

void GatedView::Private::giveBack()
{
    m_content = m_detached->content();
    if (!m_content) { // the application has deleted it
        m_detached.reset();
        return build();
    }
    m_placeholder->hide();
    if (!m_view || !m_content || !m_detached)
        return; // closed anew meanwhile, or opened by another call
    m_view->setFocusProxy(m_content);
    if (m_detached->giveBack(m_view->layout()))
        m_detached.reset();
}

void GatedView::Private::retry()
{
    const auto self = shared_from_this();
    m_failedIn.reset();
    if (const Access now = access(); now == Access::Allowed)
        return settle(now);
    LoginManager *login = m_guard->login();
    if (!login)
        return;
    const auto asked = login->require(m_requirement, {}, m_view); // the view opens by itself
    whenDone(asked, &m_idle, [this](const Result<UserSnapshot> &allowed) {
        if (allowed.failedWith(Error::Kind::NotConfigured) && m_view && !m_content)
            m_placeholder->setUnable();
    });
}

void GatedView::Private::announce()
{
    const bool open = m_content != nullptr;
    if (!m_view || std::exchange(m_announced, open) == open)
        return;
    Q_EMIT m_view->openChanged(open);
}

void GatedView::Private::shutDown()
{
    m_view = nullptr;
    const bool isAtWork = m_idle.isAwaiting();
    if (m_detached && !m_detached->isClosed()) // it is giving back what goes now
        m_detached = Detachment::close(std::move(m_detached), m_content, Detachment::As::Content, m_guard->events);
    if (m_detached)
        m_leaving.push_back(std::move(m_detached));
    letGo();
    auto gone = std::exchange(m_gone, {});
    for (auto &each : gone)
        discard(std::move(each), isAtWork);
}

void GatedView::Private::discard(Detachment::Ptr gone, bool isAtWork)
{
    QWidget *content = gone->content();
    if (!isAtWork) {
        delete content;
    } else if (content) {
        Detachment::leave(std::move(gone)); // closed until the end
        content->deleteLater();
    }
}

GatedView::GatedView(ViewGuard *guard, const Requirement &requirement, Factory factory, QWidget *parent)
    : QWidget(parent)
{
    if (!guard)
        qCCritical(lcGates,
                   "GatedView was given no ViewGuard, and stays closed for good. ViewGuard::view() makes one that "
                   "opens.");
    const auto keeper = guard ? guard->d : std::make_shared<ViewGuardPrivate>(nullptr, nullptr);
    d = std::make_shared<Private>(this, keeper, requirement, std::move(factory));
    keeper->tellNeverMet("ViewGuard::view()", this, requirement);
    keeper->add(d);
}

GatedView::~GatedView()
{
    d->shutDown();
}

Requirement GatedView::requirement() const
{
    return d->requirement();
}

bool GatedView::isOpen() const
{
    return d->content();
}

QWidget *GatedView::content() const
{
    return d->content();
}

} // namespace QtLogin
