// SPDX-License-Identifier: MIT
#include "identity/user.h"
#include "identity/usersnapshot.h"

#include <QtCore/qcoreapplication.h>

#include <typeinfo>

namespace QtLogin {

User::~User() = default;

QString User::userName() const
{
    return id();
}

QString User::displayName() const
{
    return userName();
}

bool User::isActive() const
{
    return true;
}

bool User::isAuthenticated() const
{
    return isActive();
}

Scopes User::scopes() const
{
    return {};
}

QString User::sessionStamp() const
{
    return {};
}

bool User::isAnonymous() const
{
    return false;
}

bool operator==(const User &a, const User &b)
{
    if (&a == &b)
        return true;
    if (a.isAnonymous() || b.isAnonymous())
        return false;
    return typeid(a) == typeid(b) && a.id() == b.id();
}

size_t qHash(const User &user, size_t seed)
{
    return qHash(user.id(), seed);
}

bool isSamePerson(const UserPtr &a, const UserPtr &b)
{
    return a && b && *a == *b;
}

QString AnonymousUser::id() const
{
    return {};
}

QString AnonymousUser::displayName() const
{
    return QCoreApplication::translate("QtLogin::AnonymousUser", "Guest");
}

bool AnonymousUser::isActive() const
{
    return false;
}

bool AnonymousUser::isAuthenticated() const
{
    return false;
}

bool AnonymousUser::isAnonymous() const
{
    return true;
}

Scopes AnonymousUser::scopes() const
{
    return {};
}

SimpleUser::SimpleUser(Fields fields) : m_fields(std::move(fields)) { }

UserPtr SimpleUser::create(Fields fields)
{
    return std::make_shared<const SimpleUser>(std::move(fields));
}

QString SimpleUser::id() const
{
    return m_fields.id;
}

QString SimpleUser::userName() const
{
    return m_fields.userName.isEmpty() ? m_fields.id : m_fields.userName;
}

QString SimpleUser::displayName() const
{
    return m_fields.displayName.isEmpty() ? userName() : m_fields.displayName;
}

bool SimpleUser::isActive() const
{
    return m_fields.active;
}

Scopes SimpleUser::scopes() const
{
    return m_fields.scopes;
}

QString SimpleUser::sessionStamp() const
{
    return m_fields.sessionStamp;
}

UserSnapshot UserSnapshot::of(const User &user)
{
    const bool somebody = user.isAuthenticated() && user.isActive() && !user.isAnonymous();
    return {user.id(), user.displayName(), somebody ? user.scopes() : Scopes(), user.sessionStamp(), somebody};
}

} // namespace QtLogin
