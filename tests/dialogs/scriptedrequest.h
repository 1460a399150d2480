// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginrequest.h"

#include <QtCore/qlist.h>

//! A login request that knows one password, and answers at once or when the test says so.
class ScriptedRequest
{
public:
    using Kind = QtLogin::LoginRequest::Kind;

    explicit ScriptedRequest(Kind kind = Kind::LogIn);

    QtLogin::LoginRequest request() const;
    QtLogin::LoginRequest::Parts &parts() { return *m_parts; }
    //! Offers \a ways, and answers those elsewhere with \a page.
    void offer(const QList<QtLogin::LoginWay> &ways, const QtLogin::NextStep &page = somePage());
    static QtLogin::NextStep somePage();

    struct Script
    {
        Script();
        ~Script();
        Script(const Script &) = delete;
        Script &operator=(const Script &) = delete;

        std::shared_ptr<QProperty<QtLogin::RememberAvailability>> remember;
        QByteArray password = "engine";
        std::optional<QtLogin::Error> error; //!< For every attempt.
        std::optional<QtLogin::NextStep> step; //!< After a right password; the answer is "123456".
        std::optional<QtLogin::NextStep> page; //!< Of a login elsewhere; any answer to it is right.
        std::optional<QtLogin::NextStep> afterPage;
        std::optional<QtLogin::Error> pageError; //!< For the answer to the page.
        bool held = false;
        bool holdsPage = true; //!< The user takes their time there.

        std::optional<QtLogin::NextStep> nextStep;
        QStringList userNames;
        QList<QtLogin::LoginOptions> options;
        QList<QtLogin::Answer<void>> waiting;
        QList<QtLogin::LoginWay> ways; //!< Of the attempts.
        QList<QByteArray> steps;
        int turns = 0; //!< How often the user has turned away.

        QFuture<QtLogin::Result<void>> attempt(const QtLogin::Credentials &credentials,
                                               const QtLogin::LoginOptions &given);
        QtLogin::Result<void> judge(const QtLogin::Credentials &credentials);
    };
    Script *operator->() const { return m_script.get(); }

private:
    std::shared_ptr<Script> m_script;
    std::shared_ptr<QtLogin::LoginRequest::Parts> m_parts;
};
