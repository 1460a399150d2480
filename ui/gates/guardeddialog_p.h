// SPDX-License-Identifier: MIT
#pragma once

#include "closing/detachment_p.h"
#include "closing/eventloopidle_p.h"
#include "gates/viewguard_p.h"
#include "session/sessionmark.h"

#include <QtWidgets/qdialog.h>

namespace QtLogin {

// A dialog of ViewGuard::open(), from the wish to have it to its end.
class GuardedDialog final : public QObject, public GuardedPart
{
    Q_OBJECT
public:
    using Build = std::function<QDialog *()>;

    GuardedDialog(std::shared_ptr<ViewGuardPrivate> guard, const Requirement &requirement, QWidget *parent,
                  quintptr place);
    ~GuardedDialog() override;

    Requirement requirement() const override { return m_requirement; }
    bool holds(const QWidget *widget) const override;
    bool isInUse() const override { return m_dialog; }
    QList<QObject *> guarded() const override { return m_dialog ? QList<QObject *> {m_dialog} : QList<QObject *>(); }
    void close(Access access) override;
    void settle(Access access) override;

    // Asks where that helps, and opens what \a build makes.
    QFuture<Result<int>> open(Build build);
    // Whether it is still being asked for, and this is the same wish: then the last one counts.
    bool isSameWish(const QWidget *parent, quintptr place) const;
    QFuture<Result<int>> replace(Build build);
    void cancel() { finish(Error::Kind::Cancelled); }

private:
    bool isTheirWish();
    bool isClosed() const { return m_detached && m_detached->isClosed(); }
    bool isStillTheirs() const { return m_guard->isStillTheirs(m_requirement, m_epoch); }
    void show();
    bool stays(Access access) const;
    void askAgain();
    void notProved();
    void judge(int result);
    void finish(const Result<int> &result);
    void reject();

    const std::shared_ptr<ViewGuardPrivate> m_guard;
    const Requirement m_requirement;
    const QPointer<QWidget> m_parent;
    const bool m_hasParent;
    const quintptr m_place;
    Build m_build; // while it is asked for
    std::optional<SessionMark> m_mark;
    Answer<int> m_answer;
    QPointer<QDialog> m_dialog;
    Detachment::Ptr m_detached; // also while it is giving the dialog back
    bool m_detaching = false;
    quint64 m_epoch = 0; // in which the dialog was made
    bool m_asks = false;
    bool m_isRejected = false; // whatever its result
    bool m_isAccepted = false; // and not yet proved to be by who is in
    EventLoopIdle m_idle;
};

} // namespace QtLogin
