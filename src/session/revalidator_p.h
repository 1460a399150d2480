// SPDX-License-Identifier: MIT
#pragma once

#include "session/usersource_p.h"

#include <memory>

namespace QtLogin {

// Asks whether the user who is logged in still is who they were, and ends the session where not.
class Revalidator
{
public:
    explicit Revalidator(Session &session) : m_session(session) { }

    // Loads the user anew. Calls while one is under way join it.
    [[nodiscard]] QFuture<Result<void>> revalidate();
    // As revalidate(), and never with the answer to an earlier question.
    void revalidateAnew();
    // As the policy's interval, a wake or an activation wants it.
    void revalidateInTime();
    // The application says that the user object answers otherwise now.
    void noteUserChanged();
    void abandon();

private:
    struct Operation;

    void onUserLoaded(const std::shared_ptr<Operation> &operation, const Result<UserSource::Loaded> &loaded);
    Result<void> follow(const Result<UserSource::Loaded> &loaded);

    Session &m_session;
    std::shared_ptr<Operation> m_operation;
};

} // namespace QtLogin
