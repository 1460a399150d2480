// SPDX-License-Identifier: MIT
#include "requirements/requirement.h"

#include <algorithm>
#include <vector>

namespace QtLogin {

struct Requirement::Conditions
{
    struct Named
    {
        QString name;
        Predicate predicate;
    };
    QStringList scopes; // sorted, each once
    std::vector<std::shared_ptr<const Named>> predicates;

    friend bool operator==(const Conditions &a, const Conditions &b)
    {
        return a.scopes == b.scopes
            && std::is_permutation(a.predicates.begin(), a.predicates.end(), b.predicates.begin(), b.predicates.end());
    }
};

Requirement Requirement::anyone()
{
    Requirement requirement;
    requirement.m_impossible = false;
    return requirement;
}

Requirement Requirement::login()
{
    Requirement requirement = anyone();
    requirement.m_login = true;
    return requirement;
}

Requirement Requirement::freshLogin(std::chrono::seconds within)
{
    Requirement requirement = login();
    requirement.m_fresh = true;
    requirement.m_within = within;
    requirement.m_impossible = within < std::chrono::seconds(0);
    return requirement;
}

Requirement Requirement::guestOnly()
{
    Requirement requirement = anyone();
    requirement.m_guest = true;
    return requirement;
}

Requirement Requirement::scope(const QString &name)
{
    Requirement requirement = login();
    requirement.m_impossible = name.isEmpty();
    requirement.m_conditions = std::make_shared<const Conditions>(Conditions {{name}, {}});
    return requirement;
}

Requirement Requirement::predicate(const QString &name, Predicate predicate)
{
    Requirement requirement = login();
    requirement.m_impossible = !predicate;
    auto named = std::make_shared<const Conditions::Named>(Conditions::Named {name, std::move(predicate)});
    requirement.m_conditions = std::make_shared<const Conditions>(Conditions {{}, {std::move(named)}});
    return requirement;
}

static std::chrono::seconds shorterLimit(std::chrono::seconds a, std::chrono::seconds b)
{
    if (a.count() == 0 || b.count() == 0) // zero is no limit
        return std::max(a, b);
    return std::min(a, b);
}

Requirement operator&&(const Requirement &a, const Requirement &b)
{
    Requirement both;
    both.m_login = a.m_login || b.m_login;
    both.m_fresh = a.m_fresh || b.m_fresh;
    both.m_guest = a.m_guest || b.m_guest;
    both.m_within = shorterLimit(a.m_within, b.m_within);
    both.m_impossible = a.m_impossible || b.m_impossible || (both.m_guest && both.m_login);
    if (!a.m_conditions || !b.m_conditions) {
        both.m_conditions = a.m_conditions ? a.m_conditions : b.m_conditions;
        return both;
    }
    auto conditions = *a.m_conditions;
    conditions.scopes += b.m_conditions->scopes;
    conditions.scopes.sort();
    conditions.scopes.removeDuplicates();
    for (const auto &named : b.m_conditions->predicates) {
        if (std::find(conditions.predicates.begin(), conditions.predicates.end(), named) == conditions.predicates.end())
            conditions.predicates.push_back(named);
    }
    both.m_conditions = std::make_shared<const Requirement::Conditions>(std::move(conditions));
    return both;
}

bool operator==(const Requirement &a, const Requirement &b)
{
    const bool sameConditions = a.m_conditions == b.m_conditions
        || (a.m_conditions && b.m_conditions && *a.m_conditions == *b.m_conditions);
    return sameConditions && a.m_within == b.m_within && a.m_impossible == b.m_impossible && a.m_login == b.m_login
        && a.m_fresh == b.m_fresh && a.m_guest == b.m_guest;
}

QStringList Requirement::scopes() const
{
    return m_conditions ? m_conditions->scopes : QStringList();
}

bool Requirement::hasPredicates() const
{
    return m_conditions && !m_conditions->predicates.empty();
}

bool Requirement::conditionsHoldFor(const User &user) const
{
    if (!m_conditions)
        return true;
    // A predicate may do anything, also destroy the object that holds this requirement.
    const auto conditions = m_conditions;
    try {
        if (!conditions->scopes.isEmpty()) {
            const Scopes has = user.scopes();
            const auto hasScope = [&has](const QString &scope) { return has.contains(scope); };
            if (!std::all_of(conditions->scopes.begin(), conditions->scopes.end(), hasScope))
                return false;
        }
        return std::all_of(conditions->predicates.begin(), conditions->predicates.end(),
                           [&user](const auto &named) { return named->predicate(user); });
    } catch (...) {
        return false;
    }
}

QString Requirement::toString() const
{
    QStringList words;
    if (m_impossible)
        words += QStringLiteral("never");
    if (m_guest)
        words += QStringLiteral("guest");
    if (m_fresh && m_within.count() != 0)
        words += QStringLiteral("fresh:%1").arg(m_within.count());
    else if (m_fresh)
        words += QStringLiteral("fresh");
    else if (m_login && !m_conditions)
        words += QStringLiteral("login");
    for (const QString &scope : scopes())
        words += QStringLiteral("scope:") + scope;
    if (m_conditions) {
        for (const auto &named : m_conditions->predicates)
            words += QStringLiteral("predicate:") + named->name;
    }
    return words.isEmpty() ? QStringLiteral("anyone") : words.join(u' ');
}

} // namespace QtLogin
