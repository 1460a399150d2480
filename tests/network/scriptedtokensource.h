// SPDX-License-Identifier: MIT
#pragma once

#include "network/accesstokensource.h"

#include <QtCore/qstringlist.h>

#include <optional>
#include <utility>
#include <vector>

// Hands out tokens that name their user and their generation, as the test says, and counts what it is asked.
class ScriptedTokenSource final : public QtLogin::AccessTokenSource
{
public:
    using Token = QtLogin::Result<QtLogin::AccessToken>;

    static QByteArray tokenOf(const QString &userId, quint64 generation)
    {
        return "marker." + userId.toUtf8() + '.' + QByteArray::number(generation);
    }

    QFuture<Token> accessToken(const QString &userId) override
    {
        ++asked;
        return answer(userId);
    }
    QFuture<Token> accessTokenAfter(const QString &userId, quint64 refused) override
    {
        ++askedAfter;
        if (refused >= generation)
            generation = refused + 1;
        return answer(userId);
    }
    void refuse(const QString &userId) override
    {
        refusedUsers << userId;
        failure = QtLogin::Error::Kind::WrongCredentials;
    }

    // Waits with all answers until release().
    void hold() { m_isHeld = true; }
    void release()
    {
        m_isHeld = false;
        for (const auto &[userId, answer] : std::exchange(m_held, {}))
            answer.finish(now(userId));
    }
    // As a login at the server does.
    void logIn()
    {
        failure.reset();
        ++generation;
    }

    int asked = 0;
    int askedAfter = 0;
    quint64 generation = 1;
    std::optional<QtLogin::Error> failure;
    QStringList refusedUsers;
    std::shared_ptr<const QtLogin::TokenBinding> binding; // of its tokens

private:
    QFuture<Token> answer(const QString &userId)
    {
        if (!m_isHeld)
            return QtLogin::readyFuture<Token>(now(userId));
        return m_held.emplace_back(userId, QtLogin::Answer<QtLogin::AccessToken>()).second.future();
    }
    Token now(const QString &userId) const
    {
        if (failure)
            return *failure;
        return QtLogin::AccessToken {QtLogin::Secret::copyOf(tokenOf(userId, generation)).share(), generation, binding};
    }

    bool m_isHeld = false;
    std::vector<std::pair<QString, QtLogin::Answer<QtLogin::AccessToken>>> m_held;
};
