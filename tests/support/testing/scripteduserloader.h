// SPDX-License-Identifier: MIT
#pragma once

#include "identity/userloader.h"

#include "qtlogintestingexport.h"

#include <QtCore/qstringlist.h>

namespace QtLogin {

//! A user loader that knows the users whom a test has added, and fails as a test says.
//!
//! ```cpp
//! auto users = std::make_shared<ScriptedUserLoader>();
//! users->add(SimpleUser::create({.id = u"ada"_s}));
//! setup.use(users);
//! ```
//!
//! Without a script it answers at once. The answer to a held call is decided when it is
//! released. \since 0.1
class QTLOGIN_TESTING_EXPORT ScriptedUserLoader final : public UserLoader
{
public:
    ScriptedUserLoader();
    ~ScriptedUserLoader() override;

    QFuture<Result<UserPtr>> load(const QString &id) override;

    //! Knows \a user from now on, in place of an earlier one of the same id.
    void add(const UserPtr &user);
    //! From now on there is no such user.
    void remove(const QString &id);

    //! From now on no user can be loaded: every call ends with \a error.
    void fail(Error::Kind error);
    //! From now on every call is answered with \a answer, for every id that is asked for: another user, or
    //! a null pointer.
    void answerWith(Result<UserPtr> answer);
    //! From now on every call throws.
    void throwAlways();
    //! Ends failing, answering and throwing. Held calls stay held.
    void heal();

    //! From now on every call waits.
    void hold();
    //! Ends the waiting, and answers all who wait.
    void releaseHeld();
    //! Answers the call that waits longest; the others, and those to come, wait on.
    void releaseFirst();
    //! Breaks the promise given to all callers that wait: their futures end without a result.
    void dropHeld();
    int heldCount() const;

    //! The ids that were asked for so far, held or not.
    QStringList calls() const;
    void forgetCalls();

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
