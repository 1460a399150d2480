// SPDX-License-Identifier: MIT
#include "requirements/requirement.h"

#include "foundation/futures.h"

#include <QtCore/qloggingcategory.h>

#include <algorithm>
#include <atomic>
#include <tuple>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcRequirements, "qtlogin.requirements")

// More of them are a mistake, and would take long to check.
static constexpr size_t mostAlternatives = 64;

// One thing to ask of a user: a scope, one of several scopes, or a predicate; or that it is not so.
struct Requirement::Condition
{
    struct Named
    {
        Named(const QString &theName, Predicate &&thePredicate) : name(theName), predicate(std::move(thePredicate)) { }
        // Throws what the predicate throws, which the log says the first time.
        bool holds(const User &user) const
        {
            try {
                return predicate(user);
            } catch (...) {
                if (!hasThrown.exchange(true))
                    Private::logThrown(
                        qUtf8Printable(QStringLiteral("Requirement::predicate(\"%1\"), which denies then,").arg(name)));
                throw;
            }
        }

        const QString name;
        const Predicate predicate;
        mutable std::atomic_bool hasThrown = false;
    };
    QStringList scopes; // sorted, each once; one of them is enough
    std::shared_ptr<const Named> predicate = nullptr; // null: it asks for scopes
    bool isNegated = false;

    bool isScope() const { return !predicate && !isNegated && scopes.size() == 1; }
    // Predicates come after scopes, and in the order in which they were given.
    bool operator<(const Condition &other) const
    {
        return std::make_tuple(predicate != nullptr, isNegated, scopes)
            < std::make_tuple(other.predicate != nullptr, other.isNegated, other.scopes);
    }
    bool operator==(const Condition &other) const = default;

    bool holds(const User *user, const Scopes &of) const
    {
        if (predicate)
            return user && predicate->holds(*user) != isNegated;
        const bool hasOne =
            std::any_of(scopes.begin(), scopes.end(), [&of](const QString &scope) { return of.contains(scope); });
        return hasOne != isNegated;
    }
    QString toString() const
    {
        const QString sign = isNegated ? QStringLiteral("!") : QString();
        if (predicate)
            return sign + QStringLiteral("predicate:") + predicate->name;
        return sign + (scopes.size() > 1 ? QStringLiteral("any-scope:") : QStringLiteral("scope:")) + scopes.join(u',');
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

Requirement Requirement::onCondition(const Condition &condition)
{
    Requirement requirement = login();
    requirement.m_conditions = std::make_shared<const Conditions>(Conditions {condition});
    return requirement;
}

Requirement Requirement::scope(const QString &name)
{
    return anyScope({name});
}

Requirement Requirement::anyScope(const QStringList &names)
{
    QStringList scopes = names;
    scopes.sort();
    scopes.removeDuplicates();
    Requirement requirement = onCondition({.scopes = scopes});
    if (scopes.isEmpty() || scopes.contains(QString()))
        requirement.m_needs |= Never;
    return requirement;
}

Requirement Requirement::predicate(const QString &name, Predicate predicate)
{
    const bool isMissing = !predicate;
    auto named = std::make_shared<const Condition::Named>(name, std::move(predicate));
    Requirement requirement = onCondition({.scopes = {}, .predicate = std::move(named)});
    if (isMissing)
        requirement.m_needs |= Never;
    return requirement;
}

Requirement Requirement::whileOpen() const
{
    Requirement requirement = *this;
    if (needsFreshLogin())
        requirement.m_needs |= WhileOpen;
    if (m_alternatives) {
        auto alternatives = *m_alternatives;
        for (Requirement &each : alternatives)
            each = each.whileOpen();
        requirement.m_alternatives = std::make_shared<const std::vector<Requirement>>(std::move(alternatives));
    }
    return requirement;
}

static std::chrono::seconds shorterLimit(std::chrono::seconds a, std::chrono::seconds b)
{
    if (a.count() == 0 || b.count() == 0) // zero is no limit
        return std::max(a, b);
    return std::min(a, b);
}

Requirement Requirement::withMessage(const QString &message) const
{
    Requirement requirement = *this;
    requirement.m_message = message;
    return requirement;
}

// This, which was made of \a first and \a second, with the message of one of them.
Requirement Requirement::saying(const Requirement &first, const Requirement &second) const
{
    return withMessage(first.m_message.isEmpty() ? second.m_message : first.m_message);
}

// Of two without alternatives.
Requirement Requirement::both(const Requirement &a, const Requirement &b)
{
    Requirement both;
    both.m_needs = a.m_needs | b.m_needs;
    both.m_within = shorterLimit(a.m_within, b.m_within);
    if (both.needsGuest() && both.needsLogin())
        both.m_needs |= Never;
    if (!a.m_conditions || !b.m_conditions) {
        both.m_conditions = a.m_conditions ? a.m_conditions : b.m_conditions;
        return both;
    }
    auto conditions = *a.m_conditions;
    for (const Condition &each : *b.m_conditions) {
        if (std::find(conditions.begin(), conditions.end(), each) == conditions.end())
            conditions.push_back(each);
    }
    std::stable_sort(conditions.begin(), conditions.end());
    both.m_conditions = std::make_shared<const Conditions>(std::move(conditions));
    return both;
}

Requirement operator&&(const Requirement &a, const Requirement &b)
{
    if (!a.m_alternatives && !b.m_alternatives)
        return Requirement::both(a, b).saying(a, b);
    std::vector<Requirement> alternatives;
    for (const Requirement &one : a.alternatives()) {
        for (const Requirement &other : b.alternatives())
            alternatives.push_back(Requirement::both(one, other));
    }
    return Requirement::oneOf(alternatives).saying(a, b);
}

Requirement operator||(const Requirement &a, const Requirement &b)
{
    std::vector<Requirement> alternatives(a.alternatives().begin(), a.alternatives().end());
    alternatives.insert(alternatives.end(), b.alternatives().begin(), b.alternatives().end());
    return Requirement::oneOf(alternatives).saying(a, b);
}

// One that cannot be met is no alternative; beside one that is always met, the others are none.
Requirement Requirement::oneOf(const std::vector<Requirement> &alternatives)
{
    std::vector<Requirement> possible;
    for (const Requirement &each : alternatives) {
        if (each.isForAnyone())
            return each;
        if (!each.isImpossible() && std::find(possible.begin(), possible.end(), each) == possible.end())
            possible.push_back(each);
    }
    if (possible.size() > mostAlternatives) {
        qCCritical(lcRequirements, "A requirement of %zu alternatives is never met. Requirement::anyScope() is one.",
                   possible.size());
        return {};
    }
    if (possible.empty())
        return alternatives.front();
    if (possible.size() == 1)
        return possible.front();
    Requirement either;
    quint8 each = Login | Guest, any = 0;
    for (const Requirement &one : possible) {
        each &= one.m_needs;
        any |= one.m_needs & (FreshLogin | WhileOpen);
    }
    either.m_needs = each | any;
    either.m_alternatives = std::make_shared<const std::vector<Requirement>>(std::move(possible));
    return either;
}

std::span<const Requirement> Requirement::alternatives() const
{
    return m_alternatives ? std::span<const Requirement>(*m_alternatives) : std::span<const Requirement>(this, 1);
}

bool Requirement::isOnlyConditions() const
{
    const auto all = alternatives();
    return std::all_of(all.begin(), all.end(),
                       [](const Requirement &each) { return each.m_needs == Login && each.m_conditions; });
}

// Of one without alternatives, which has only conditions: one of them does not hold.
Requirement Requirement::opposite() const
{
    std::vector<Requirement> alternatives;
    for (Condition each : *m_conditions) {
        each.isNegated = !each.isNegated;
        alternatives.push_back(onCondition(each));
    }
    return oneOf(alternatives);
}

Requirement Requirement::operator!() const
{
    if (!isOnlyConditions()) {
        qCCritical(lcRequirements, "Only scopes and predicates have an opposite: !(%s) is never met.",
                   qUtf8Printable(toString()));
        return {};
    }
    Requirement all = anyone();
    for (const Requirement &each : alternatives())
        all = all && each.opposite();
    return all.withMessage(m_message);
}

bool operator==(const Requirement &a, const Requirement &b)
{
    if (a.m_needs != b.m_needs || a.m_within != b.m_within)
        return false;
    const auto isSame = [](const auto &one, const auto &other) {
        return one == other
            || (one && other && std::is_permutation(one->begin(), one->end(), other->begin(), other->end()));
    };
    return isSame(a.m_conditions, b.m_conditions) && isSame(a.m_alternatives, b.m_alternatives);
}

QStringList Requirement::scopes() const
{
    QStringList scopes;
    if (m_conditions) {
        for (const Condition &each : *m_conditions) {
            if (each.isScope())
                scopes += each.scopes;
        }
    }
    return scopes;
}

bool Requirement::hasConditions() const
{
    const auto all = alternatives();
    return std::any_of(all.begin(), all.end(), [](const Requirement &each) { return each.m_conditions != nullptr; });
}

bool Requirement::hasPredicates() const
{
    const auto asks = [](const Condition &each) { return each.predicate != nullptr; };
    const auto all = alternatives();
    return std::any_of(all.begin(), all.end(), [&asks](const Requirement &each) {
        return each.m_conditions && std::any_of(each.m_conditions->begin(), each.m_conditions->end(), asks);
    });
}

bool Requirement::conditionsHoldFor(const User &user) const
{
    if (!hasConditions())
        return true;
    try {
        return conditionsHold(&user, user.scopes());
    } catch (...) {
        return false;
    }
}

bool Requirement::conditionsHoldFor(const User &user, const Scopes &scopes) const
{
    return conditionsHold(&user, scopes);
}

bool Requirement::conditionsHoldFor(const Scopes &scopes) const
{
    return conditionsHold(nullptr, scopes);
}

// A predicate may do anything, also destroy the object that holds this requirement.
bool Requirement::conditionsHold(const User *user, const Scopes &scopes) const
{
    const Requirement kept = m_alternatives || m_conditions ? *this : anyone();
    const auto all = kept.alternatives();
    return std::any_of(all.begin(), all.end(), [&](const Requirement &one) {
        try {
            return !one.m_conditions
                || std::all_of(one.m_conditions->begin(), one.m_conditions->end(),
                               [&](const Condition &each) { return each.holds(user, scopes); });
        } catch (...) {
            return false;
        }
    });
}

QString Requirement::toString() const
{
    QStringList words;
    if (m_alternatives) {
        for (const Requirement &each : *m_alternatives)
            words += each.toString();
        return words.join(QStringLiteral(" | "));
    }
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
    if (m_conditions) {
        for (const Condition &each : *m_conditions)
            words += each.toString();
    }
    return words.isEmpty() ? QStringLiteral("anyone") : words.join(u' ');
}

} // namespace QtLogin
