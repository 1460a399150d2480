// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginprompt.h"

namespace QtLogin {

class Session;

// Asks the user to log in, to prove themselves again or to unlock: one question at a time, which others join.
class Prompter
{
public:
    using Kind = LoginRequest::Kind;

    explicit Prompter(Session &session) : m_session(session) { }

    struct Need
    {
        Kind kind = Kind::LogIn;
        Requirement requirement;
        QString message = {}; // empty: that of the manager
        QPointer<QObject> context = {};
        bool switches = false; // LogIn: the present user stays in until another one has logged in
    };
    // Success: an attempt of the prompt, or something else, has done it.
    [[nodiscard]] QFuture<Result<void>> ask(const Need &need);
    [[nodiscard]] QFuture<Result<void>> unlock();
    [[nodiscard]] QFuture<Result<void>> switchUser(QObject *context);
    // Brings the prompt, if it asks, to the front.
    void askAgain();
    // Takes a question off the screen that has been answered by other means, or has become pointless.
    void cancelPointless();
    // Gives the request that is on the screen its message anew, in the words and the language of now.
    void renewMessage();
    // An attempt has succeeded. One from the prompt closes it by itself.
    void noteSuccess(bool isFromPrompt) { m_isSucceeding = isFromPrompt && m_question; }
    void abandon();

private:
    struct Question;

    void show(const std::shared_ptr<Question> &question);
    LoginRequest makeRequest(const std::shared_ptr<Question> &question);
    QMetaObject::Connection watch(const std::shared_ptr<Question> &question, QObject *context);
    void dropGone(const std::shared_ptr<Question> &question);
    void askAnew(const std::shared_ptr<Question> &question);
    QString messageFor(const Question &question) const;
    bool isStillNeeded(const Question &question) const;
    void conclude(const std::shared_ptr<Question> &question, const Result<void> &result);
    void takeBack(const Result<void> &result);

    Session &m_session;
    std::shared_ptr<Question> m_question; // null: nothing is being asked
    bool m_isSucceeding = false;
};

} // namespace QtLogin
