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
    requirement.m_needs = 0;
    return requirement;
}

Requirement Requirement::login()
{
    Requirement requirement = anyone();
    requirement.m_needs |= Login;
    return requirement;
}

static constexpr std::chrono::seconds longestLimit = std::chrono::years(100);

Requirement Requirement::freshLogin(std::chrono::seconds within)
{
    Requirement requirement = login();
    requirement.m_needs |= FreshLogin;
    requirement.m_within = std::clamp(within, std::chrono::seconds(-1), longestLimit); // which no nanoseconds overflow
    if (within < std::chrono::seconds(0))
        requirement.m_needs |= Never;
    return requirement;
}

Requirement Requirement::guestOnly()
{
    Requirement requirement = anyone();
    requirement.m_needs |= Guest;
    return requirement;
}

Requirement Requirement::scope(const QString &name)
{
    Requirement requirement = login();
    if (name.isEmpty())
        requirement.m_needs |= Never;
    requirement.m_conditions = std::make_shared<const Conditions>(Conditions {{name}, {}});
    return requirement;
}

Requirement Requirement::predicate(const QString &name, Predicate predicate)
{
    Requirement requirement = login();
    if (!predicate)
        requirement.m_needs |= Never;
    auto named = std::make_shared<const Conditions::Named>(Conditions::Named {name, std::move(predicate)});
    requirement.m_conditions = std::make_shared<const Conditions>(Conditions {{}, {std::move(named)}});
    return requirement;
}

Requirement Requirement::whileOpen() const
{
    Requirement requirement = *this;
    if (needsFreshLogin())
        requirement.m_needs |= WhileOpen;
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
    both.m_needs = a.m_needs | b.m_needs;
    both.m_within = shorterLimit(a.m_within, b.m_within);
    if (both.needsGuest() && both.needsLogin())
        both.m_needs |= Requirement::Never;
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
    return sameConditions && a.m_within == b.m_within && a.m_needs == b.m_needs;
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
    try {
        return conditionsHoldFor(user, m_conditions->scopes.isEmpty() ? Scopes() : user.scopes());
    } catch (...) {
        return false;
    }
}

bool Requirement::conditionsHoldFor(const User &user, const Scopes &scopes) const
{
    if (!m_conditions)
        return true;
    // A predicate may do anything, also destroy the object that holds this requirement.
    const auto conditions = m_conditions;
    const auto hasScope = [&scopes](const QString &scope) { return scopes.contains(scope); };
    if (!std::all_of(conditions->scopes.begin(), conditions->scopes.end(), hasScope))
        return false;
    try {
        return std::all_of(conditions->predicates.begin(), conditions->predicates.end(),
                           [&user](const auto &named) { return named->predicate(user); });
    } catch (...) {
        return false;
    }
}

QString Requirement::toString() const
{
    QStringList words;
    if (isImpossible())
        words += QStringLiteral("never");
    if (needsGuest())
        words += QStringLiteral("guest");
    const QString fresh = needsFreshLoginWhileOpen() ? QStringLiteral("fresh-open") : QStringLiteral("fresh");
    if (needsFreshLogin() && m_within.count() != 0)
        words += fresh + u':' + QString::number(m_within.count());
    else if (needsFreshLogin())
        words += fresh;
    else if (needsLogin() && !m_conditions)
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
