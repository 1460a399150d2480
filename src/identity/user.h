// SPDX-License-Identifier: MIT
#pragma once

#include "qtlogincoreexport.h"

#include <QtCore/qhashfunctions.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qset.h>
#include <QtCore/qstring.h>

#include <functional>
#include <memory>

namespace QtLogin {

class User;
//! Users are shared and never change; a user whose rights change is loaded anew.
using UserPtr = std::shared_ptr<const User>;
//! The permissions of a user, by name.
using Scopes = QSet<QString>;

//! A user who may log in. Derive from it, or use SimpleUser.
//!
//! The answers of a user are taken when they are loaded, in the manager's thread, and hold until they are loaded anew:
//! guards, open views and worker threads never disagree. An object whose answers change by themselves is followed
//! after LoginManager::noteUserChanged(). \since 0.1
class QTLOGIN_CORE_EXPORT User
{
public:
    virtual ~User();

    //! The id that the user loader is asked for later. Any text but the empty one; "0" is an id.
    virtual QString id() const = 0;
    //! The name that they log in with, for proving themselves again. The id unless overridden.
    virtual QString userName() const;
    //! The name to show. The user name unless overridden.
    virtual QString displayName() const;
    //! Whether this account may be used at all.
    virtual bool isActive() const;
    //! Whether guards accept this user. As isActive() unless overridden.
    virtual bool isAuthenticated() const;
    //! The permissions of this user.
    virtual Scopes scopes() const;
    //! Changes when every session and every remembered login of this user shall end, as with a
    //! changed password. Not a secret. Empty means: never.
    virtual QString sessionStamp() const;

    //! Whether this stands for no user. Only AnonymousUser says yes.
    virtual bool isAnonymous() const;

protected:
    User() = default;
    User(const User &) = default;
    User &operator=(const User &) = default;
};

//! The same person: same id and same class. An anonymous user is the same person as no other object.
QTLOGIN_CORE_EXPORT bool operator==(const User &a, const User &b);
QTLOGIN_CORE_EXPORT size_t qHash(const User &user, size_t seed = 0);
//! The same for pointers; two null pointers are not a person.
QTLOGIN_CORE_EXPORT bool isSamePerson(const UserPtr &a, const UserPtr &b);

//! The user object while no user is logged in: not active, not authenticated, without id and scopes. Derive from it to
//! give guests a name or preferences; they get no rights by that.
//! \headerfile <QtLogin/AnonymousUser> \since 0.1
class QTLOGIN_CORE_EXPORT AnonymousUser : public User
{
public:
    QString id() const final;
    QString displayName() const override;
    bool isActive() const final;
    bool isAuthenticated() const final;
    bool isAnonymous() const final;
    Scopes scopes() const final;
};

using AnonymousUserFactory = std::function<std::shared_ptr<const AnonymousUser>()>;

//! A user who is just these values. For one who is more, see ForeignUser.
//! \headerfile <QtLogin/SimpleUser> \since 0.1
class QTLOGIN_CORE_EXPORT SimpleUser : public User
{
public:
    struct Fields
    {
        QString id;
        QString userName = {}; //!< Empty: the id.
        QString displayName = {}; //!< Empty: the user name.
        Scopes scopes = {};
        QString sessionStamp = {};
        bool active = true;
    };

    explicit SimpleUser(Fields fields);
    //! Ready to be returned by a user loader: `return SimpleUser::create({.id = id});`
    static UserPtr create(Fields fields);

    QString id() const override;
    QString userName() const override;
    QString displayName() const override;
    bool isActive() const override;
    Scopes scopes() const override;
    QString sessionStamp() const override;

private:
    Fields m_fields;
};

} // namespace QtLogin

Q_DECLARE_METATYPE(QtLogin::UserPtr)
