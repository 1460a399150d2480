// SPDX-License-Identifier: MIT
#include "remember/verifiers_p.h"

#include "remember/guardedparts_p.h"
#include "remember/jointverifier_p.h"

#include <algorithm>

namespace QtLogin {

static const JointVerifier *jointOf(const std::shared_ptr<RememberVerifier> &verifier)
{
    return dynamic_cast<const JointVerifier *>(verifier.get());
}

void Verifiers::setGiven(std::shared_ptr<RememberVerifier> given)
{
    m_given = std::move(given);
    m_all.reset();
}

void Verifiers::forgetFile()
{
    if (needFile())
        m_all.reset();
}

bool Verifiers::needFile() const
{
    if (const auto *const joint = jointOf(m_given))
        return !joint->realms().hasRest();
    return !m_given || !idPrefixOf(m_given).isEmpty();
}

std::shared_ptr<RememberVerifier> Verifiers::all()
{
    if (m_all)
        return m_all;
    Realms<RememberVerifier> realms;
    if (const auto *const joint = jointOf(m_given)) {
        for (const auto &each : joint->realms().members())
            realms = realms.with(each.idPrefix, std::make_shared<GuardedVerifier>(each.part));
    } else if (m_given) {
        realms = realms.with(idPrefixOf(m_given), std::make_shared<GuardedVerifier>(m_given));
    }
    if (needFile())
        realms = realms.with({}, m_makeFile());
    const auto &members = realms.members();
    m_all = members.size() == 1 ? members.front().part : std::make_shared<JointVerifier>(realms);
    return m_all;
}

std::shared_ptr<RememberVerifier> Verifiers::of(const QString &userId)
{
    const auto all = this->all();
    const auto *const joint = jointOf(all);
    return joint ? joint->realms().of(userId) : all;
}

bool Verifiers::makeTokens()
{
    const auto all = this->all();
    const auto *const joint = jointOf(all);
    if (!joint)
        return all->makesTokens();
    const auto &members = joint->realms().members();
    return std::any_of(members.begin(), members.end(), [](const auto &each) { return each.part->makesTokens(); });
}

void Verifiers::flush(std::chrono::milliseconds longest)
{
    if (m_all)
        m_all->flush(longest);
}

} // namespace QtLogin
