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
        bool held = false;

        std::optional<QtLogin::NextStep> nextStep;
        QStringList userNames;
        QList<QtLogin::LoginOptions> options;
        QList<QtLogin::Answer<void>> waiting;

        QFuture<QtLogin::Result<void>> attempt(const QtLogin::Credentials &credentials,
                                               const QtLogin::LoginOptions &given);
        QtLogin::Result<void> judge(const QtLogin::Credentials &credentials);
    };
    Script *operator->() const { return m_script.get(); }

private:
    std::shared_ptr<Script> m_script;
    std::shared_ptr<QtLogin::LoginRequest::Parts> m_parts;
};
