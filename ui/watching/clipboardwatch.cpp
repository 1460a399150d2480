// SPDX-License-Identifier: MIT
#include "watching/clipboardwatch_p.h"

#include <QtWidgets/qapplication.h>

namespace QtLogin {

using namespace std::chrono_literals;

static bool ownsMode(QClipboard::Mode mode)
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    return mode == QClipboard::Clipboard ? clipboard->ownsClipboard() : clipboard->ownsSelection();
}

// Not every platform can tell who owns a clipboard; what comes from elsewhere has a class of Qt's own.
static bool isOurs(QClipboard::Mode mode, const QMimeData *data)
{
    return data && (ownsMode(mode) || !data->inherits("QInternalMimeData"));
}

ClipboardWatch::ClipboardWatch(LoginManager *login, Find find) : m_login(login), m_find(std::move(find))
{
    if (qobject_cast<QApplication *>(QCoreApplication::instance()))
        connect(QGuiApplication::clipboard(), &QClipboard::changed, this, &ClipboardWatch::noteChange);
}

ClipboardWatch::~ClipboardWatch()
{
    while (!m_copies.empty())
        clear(m_copies.begin()->first);
}

// The clipboard does not say where something comes from: from where the keyboard is.
void ClipboardWatch::noteChange(QClipboard::Mode mode)
{
    m_copies.erase(mode);
    const QWidget *focus = QApplication::focusWidget();
    if (!m_login || !focus || (mode != QClipboard::Clipboard && mode != QClipboard::Selection))
        return;
    const SessionPolicy policy = m_login->sessionPolicy();
    const bool clears = policy.clearClipboard || policy.clipboardLifetime > 0s;
    const QMimeData *data = QGuiApplication::clipboard()->mimeData(mode);
    const auto requirement = clears && isOurs(mode, data) ? m_find(focus) : std::nullopt;
    if (!requirement)
        return;
    auto &copy = m_copies[mode] = {data, *requirement, m_login->epoch()};
    if (policy.clipboardLifetime > 0s)
        copy.end = m_login->clock()->callAfter(policy.clipboardLifetime, [this, mode] { clear(mode); });
}

// Asking may run a predicate of the application's.
bool ClipboardWatch::isOpen(const Requirement &requirement, quint64 epoch) const
{
    const bool isPersonal = requirement.needsLogin() || requirement.needsGuest();
    return (epoch == m_login->epoch() || !isPersonal) && m_login->check(requirement) == Access::Allowed;
}

void ClipboardWatch::judge()
{
    for (const auto mode : {QClipboard::Clipboard, QClipboard::Selection}) {
        const auto copy = m_copies.find(mode);
        if (copy == m_copies.end())
            continue;
        const QPointer<ClipboardWatch> alive(this);
        const auto &[requirement, epoch] = std::pair(copy->second.requirement, copy->second.epoch);
        const bool closes = !m_login || (m_login->sessionPolicy().clearClipboard && !isOpen(requirement, epoch));
        if (!alive)
            return;
        if (closes)
            clear(mode);
    }
}

void ClipboardWatch::clear(QClipboard::Mode mode)
{
    const auto copy = m_copies.extract(mode);
    const bool isThere = copy && copy.mapped().data && qobject_cast<QApplication *>(QCoreApplication::instance());
    if (isThere && QGuiApplication::clipboard()->mimeData(mode) == copy.mapped().data)
        QGuiApplication::clipboard()->clear(mode);
}

} // namespace QtLogin
