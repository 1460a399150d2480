// SPDX-License-Identifier: MIT
#include "guards/earlydeath_p.h"

#include "guards/guardslog_p.h"
#include "session/loginmanager.h"

#include <algorithm>

namespace QtLogin {

EarlyDeath::EarlyDeath()
{
    const auto settle = [this] {
        m_isSettled = true;
        m_guarded.clear();
    };
    QMetaObject::invokeMethod(&m_loop, settle, Qt::QueuedConnection);
}

void EarlyDeath::note(QObject *object)
{
    if (!m_isSettled && object && (m_guarded.empty() || m_guarded.back() != object))
        m_guarded.emplace_back(object);
}

static void tellOfFirst(const std::vector<QPointer<QObject>> &guarded)
{
    const auto first = std::find_if(guarded.begin(), guarded.end(), [](const auto &object) { return !object.isNull(); });
    if (first == guarded.end())
        return;
    qCInfo(lcGuards,
           "The guard of a %s was destroyed by the function that has made it: what it guards stays closed for good, and "
           "what it has connected does nothing any more. Make it a member, or give it a parent: "
           "new ViewGuard(&login, this).",
           (*first)->metaObject()->className());
}

void EarlyDeath::tell(LoginManager *manager)
{
    if (m_isSettled || m_guarded.empty() || !manager)
        return;
    QMetaObject::invokeMethod(
        manager, [guarded = std::move(m_guarded)] { tellOfFirst(guarded); }, Qt::QueuedConnection);
}

} // namespace QtLogin
