// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginrequest.h"

#include <QtCore/qlist.h>

//! A login request that knows one password, and answers at once or when the test says so.
class ScriptedRequest
{
public:
    using Kind = QtLogin::LoginRequest::Kind;

    explicit ScriptedRequest(Kind kind = Kind::LogIn) : m_script(std::make_shared<Script>())
    {
        auto parts = std::make_shared<QtLogin::LoginRequest::Parts>();
        parts->kind = kind;
        parts->message = QStringLiteral("Log in to write in your journal.");
        if (kind != Kind::LogIn)
            parts->fixedUser = QtLogin::SimpleUser::create({.id = QStringLiteral("1"), .displayName = QStringLiteral("Ada Lovelace")});
        parts->rememberAvailability = m_script->remember;
        parts->attempt = [script = m_script](const auto &credentials, const auto &options) {
            return script->attempt(credentials, options);
        };
        parts->nextStep = [script = m_script] { return script->nextStep; };
        m_parts = parts;
    }

    QtLogin::LoginRequest request() const { return QtLogin::LoginRequest(m_parts); }
    QtLogin::LoginRequest::Parts &parts() { return *m_parts; }

    struct Script
    {
        std::shared_ptr<QProperty<QtLogin::RememberAvailability>> remember =
            std::make_shared<QProperty<QtLogin::RememberAvailability>>(QtLogin::RememberAvailability {.available = true});
        QByteArray password = "engine";
        std::optional<QtLogin::Error> error; //!< For every attempt.
        std::optional<QtLogin::NextStep> step; //!< After a right password; the answer is "123456".
        bool held = false;

        std::optional<QtLogin::NextStep> nextStep;
        QStringList userNames;
        QList<QtLogin::LoginOptions> options;
        QList<QtLogin::Answer<void>> waiting;

        QFuture<QtLogin::Result<void>> attempt(const QtLogin::Credentials &credentials, const QtLogin::LoginOptions &given)
        {
            userNames << credentials.userName();
            options << given;
            QtLogin::Answer<void> answer;
            if (held)
                waiting << answer;
            else
                answer.finish(judge(credentials));
            return answer.future();
        }

        QtLogin::Result<void> judge(const QtLogin::Credentials &credentials)
        {
            if (error)
                return *error;
            if (!credentials.step().isEmpty()) {
                if (credentials.secret().reveal() != QByteArrayView("123456"))
                    return QtLogin::Error::Kind::WrongCredentials;
                nextStep.reset();
                return {};
            }
            if (credentials.secret().reveal() != password)
                return QtLogin::Error::Kind::WrongCredentials;
            nextStep = step;
            return step ? QtLogin::Result<void>(QtLogin::Error::Kind::StepRequired) : QtLogin::Result<void>();
        }
    };
    Script *operator->() const { return m_script.get(); }

private:
    std::shared_ptr<Script> m_script;
    std::shared_ptr<QtLogin::LoginRequest::Parts> m_parts;
};
