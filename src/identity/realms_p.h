// SPDX-License-Identifier: MIT
#pragma once

#include "identity/realm.h"

#include <QtCore/qlist.h>

#include <memory>
#include <vector>

namespace QtLogin {

// The prefix of \a part where it is a realm, else the empty one.
template<typename Role>
[[nodiscard]] QString idPrefixOf(const std::shared_ptr<Role> &part)
{
    const auto *const realm = dynamic_cast<const Realm *>(part.get());
    return realm ? realm->idPrefix() : QString();
}

// Parts of one role, each of which serves the users of one realm. A value that never changes.
template<typename Role>
class Realms final
{
public:
    struct Member
    {
        QString idPrefix; // empty: it serves the users whom no other one serves
        std::shared_ptr<Role> part;
    };

    // With \a part as the last one, or in the place of the one that has served these users before.
    [[nodiscard]] Realms with(const QString &idPrefix, const std::shared_ptr<Role> &part) const
    {
        Realms all = *this;
        for (Member &each : all.m_members) {
            if (each.idPrefix == idPrefix) {
                each.part = part;
                return all;
            }
        }
        all.m_members.push_back({idPrefix, part});
        return all;
    }

    // Null: none serves this user.
    [[nodiscard]] std::shared_ptr<Role> of(const QString &userId) const
    {
        const Member *best = nullptr;
        for (const Member &each : m_members) {
            if (userId.startsWith(each.idPrefix) && (!best || best->idPrefix.size() < each.idPrefix.size()))
                best = &each;
        }
        return best ? best->part : nullptr;
    }

    [[nodiscard]] const std::vector<Member> &members() const { return m_members; }
    // Whether one serves the users of no realm.
    [[nodiscard]] bool hasRest() const { return of({}) != nullptr; }

private:
    std::vector<Member> m_members;
};

// The part that serves the users of both \a now and \a part. Joint is the one that joins them.
template<typename Joint, typename Role>
[[nodiscard]] std::shared_ptr<Role> joined(const std::shared_ptr<Role> &now, const std::shared_ptr<Role> &part)
{
    const auto *const joint = dynamic_cast<const Joint *>(now.get());
    const QString prefix = idPrefixOf(part);
    if (!joint && (!now || !part || idPrefixOf(now) == prefix))
        return part;
    const auto realms = joint ? joint->realms() : Realms<Role>().with(idPrefixOf(now), now);
    return std::make_shared<Joint>(realms.with(prefix, part));
}

} // namespace QtLogin
