// SPDX-License-Identifier: MIT
#include "gates/guardeddialog_p.h"

#include "gates/gatelog_p.h"
#include "gates/placeholder_p.h"

#include <QtCore/qcoreapplication.h>

#include <exception>

namespace QtLogin {

GuardedDialog::GuardedDialog(std::shared_ptr<ViewGuardPrivate> guard, const Requirement &requirement, QWidget *parent,
                             quintptr place)
    : m_guard(std::move(guard)),
      m_requirement(requirement),
      m_parent(parent),
      m_hasParent(parent),
      m_place(place)
{
    connect(&m_idle, &EventLoopIdle::idle, this, [this] {
        const auto self = shared_from_this();
        delete m_dialog;
        m_guard->remove(this);
    });
}

GuardedDialog::~GuardedDialog()
{
    if (!QCoreApplication::instance())
        return; // its window deletes it, if that is ever deleted
    if (m_idle.isAwaiting() && m_dialog)
        m_dialog->deleteLater();
    else
        delete m_dialog;
}

bool GuardedDialog::holds(const QWidget *widget) const
{
    while (widget && widget != m_dialog)
        widget = widget->parentWidget();
    return widget;
}

bool GuardedDialog::isSameWish(const QWidget *parent, quintptr place) const
{
    return m_build && m_parent == parent && m_place == place;
}

QFuture<Result<int>> GuardedDialog::open(Build build)
{
    const auto self = shared_from_this();
    const auto future = m_answer.future();
    m_build = std::move(build);
    if (m_guard->check(m_requirement) == Access::Allowed) {
        show();
        return future;
    }
    LoginManager *login = m_guard->login();
    if (!login) {
        finish(Error::Kind::Abandoned);
        return future;
    }
    m_mark = login->mark();
    whenDone(login->require(m_requirement, {}, m_parent), this, [this](const Result<UserSnapshot> &allowed) {
        const auto self = shared_from_this();
        if (m_answer.isFinished())
            return; // another wish has taken its place
        if (!allowed)
            return finish(m_hasParent && !m_parent ? Error(Error::Kind::Abandoned) : allowed.error());
        if (!isTheirWish() || m_guard->check(m_requirement) != Access::Allowed)
            return finish(Error::Kind::Cancelled);
        show();
    });
    return future;
}

bool GuardedDialog::isTheirWish()
{
    const LoginManager *login = m_guard->login();
    return login && m_mark && login->isCurrent(*m_mark);
}

QFuture<Result<int>> GuardedDialog::replace(Build build)
{
    const auto earlier = std::exchange(m_answer, {});
    m_build = std::move(build);
    const auto future = m_answer.future();
    earlier.finish(Error::Kind::Cancelled);
    return future;
}

void GuardedDialog::show()
{
    const Build build = std::exchange(m_build, {});
    if (m_hasParent && !m_parent)
        return finish(Error::Kind::Abandoned);
    m_epoch = m_guard->epoch();
    try {
        m_dialog = build();
    } catch (const std::exception &exception) {
        qCCritical(lcGates, "ViewGuard::open() opens nothing: the dialog threw \"%s\" while it was made.",
                   exception.what());
        return finish(Error::Kind::Internal);
    } catch (...) {
        qCCritical(lcGates, "ViewGuard::open() opens nothing: the dialog threw while it was made.");
        return finish(Error::Kind::Internal);
    }
    if (!m_dialog)
        return finish(Error::Kind::Abandoned); // an argument of its constructor has gone
    connect(m_dialog, &QDialog::rejected, this, [this] { m_isRejected = true; });
    connect(m_dialog, &QDialog::finished, this, [this](int result) { judge(result); });
    connect(m_dialog, &QObject::destroyed, this, [this] {
        m_dialog.clear();
        finish(Error::Kind::Abandoned);
    });
    // Its constructor may have done anything, also log out.
    if (!isStillTheirs() || m_guard->check(m_requirement) != Access::Allowed)
        return reject();
    m_dialog->open();
    if (m_detached)
        m_detached->hideAgain(); // Qt goes on showing what an event handler has closed meanwhile
}

// A dialog in use does not vanish only because time has passed: what has an effect in it asks. It does where
// that was asked for, or where the dialog was accepted meanwhile.
bool GuardedDialog::stays(Access access) const
{
    const bool lapses = m_isAccepted || m_requirement.needsFreshLoginWhileOpen();
    return isStillTheirs() && (access == Access::Allowed || (access == Access::FreshLoginRequired && !lapses));
}

void GuardedDialog::close(Access access)
{
    (void)isTheirWish(); // notes it when it no longer is
    if (!m_dialog || isClosed() || m_detaching || m_answer.isFinished() || stays(access))
        return;
    const auto self = shared_from_this();
    m_asks = access == Access::FreshLoginRequired;
    m_detaching = true; // slots may change the session: the guard looks again when this is through
    m_detached = Detachment::close(std::move(m_detached), m_dialog, Detachment::As::Window, m_guard->events);
    m_detaching = false;
}

void GuardedDialog::settle(Access access)
{
    if (!isClosed() || m_answer.isFinished())
        return;
    const auto self = shared_from_this();
    if (!isStillTheirs())
        return reject();
    if (stays(access)) {
        m_isAccepted = false;
        if (m_detached->giveBack())
            m_detached.reset();
    } else if (std::exchange(m_asks, false)) {
        QMetaObject::invokeMethod(
            this, [this] { askAgain(); }, Qt::QueuedConnection);
    }
}

// The dialog has vanished under the person's hands, and has no placeholder: the prompt says why.
void GuardedDialog::askAgain()
{
    LoginManager *login = m_guard->login();
    if (!login || !isClosed() || m_answer.isFinished())
        return;
    const bool saysWhy = !m_requirement.message().isEmpty(); // in the application's own words
    const QString why = saysWhy ? QString() : Placeholder::reasonFor(Access::FreshLoginRequired);
    whenDone(login->require(m_requirement, why, m_parent), this, [this](const Result<UserSnapshot> &allowed) {
        if (!allowed)
            notProved();
    });
}

// The dialog comes back as it was before it was accepted, where it may be open without a fresh login.
void GuardedDialog::notProved()
{
    const auto self = shared_from_this();
    m_isAccepted = false;
    settle(m_guard->check(m_requirement));
}

// Not QDialog::reject(), which the dialog may have made a question.
void GuardedDialog::reject()
{
    const auto self = shared_from_this();
    if (m_dialog)
        m_dialog->QDialog::done(QDialog::Rejected);
}

// The dialog is done with. The requirement that it was opened for may have lapsed unnoticed: then it
// stays, with all that is in it, until the person has proved themselves once more. The result alone does not say whether
// it was rejected: a QMessageBox numbers its buttons.
void GuardedDialog::judge(int result)
{
    const auto self = shared_from_this();
    if (std::exchange(m_isRejected, false) || isClosed())
        return finish(result);
    const Access access = m_guard->check(m_requirement);
    if (access == Access::Allowed && isStillTheirs())
        return finish(result);
    const bool passes = access == Access::FreshLoginRequired || access == Access::Locked;
    if (!passes || !isStillTheirs() || !m_dialog || m_dialog->testAttribute(Qt::WA_DeleteOnClose))
        return finish(int(QDialog::Rejected));
    m_isAccepted = access == Access::FreshLoginRequired;
    m_dialog->open();
    close(access);
    settle(m_guard->check(m_requirement));
}

// The end of it. An effect of a closed dialog does not count.
void GuardedDialog::finish(const Result<int> &result)
{
    const auto self = shared_from_this();
    m_build = {};
    if (m_dialog)
        m_dialog->disconnect(this);
    m_idle.await();
    const bool counts = !isClosed() || !result;
    m_answer.finish(counts ? result : Result<int>(int(QDialog::Rejected)));
}

} // namespace QtLogin
