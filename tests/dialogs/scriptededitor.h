// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"

#include <QtCore/qlist.h>

//! An account editor that wants fifteen characters, and knows one account with one password.
class ScriptedEditor final : public QtLogin::AccountEditor
{
public:
    QFuture<QtLogin::Result<bool>> hasAccounts() override { return QtLogin::readyFuture(QtLogin::Result<bool>(false)); }

    QStringList passwordComplaints(const QtLogin::Secret &password, const QString &userName) const override
    {
        QStringList complaints;
        if (password.size() < 15)
            complaints << QStringLiteral("Use at least 15 characters.");
        if (!userName.isEmpty() && password.reveal().contains(userName.toUtf8()))
            complaints << QStringLiteral("Leave your user name out of it.");
        return complaints;
    }

    QFuture<QtLogin::Result<QtLogin::Proof>> createAccount(const NewAccount &account) override
    {
        created << account.userName;
        return answer(QByteArrayView());
    }

    QFuture<QtLogin::Result<QtLogin::Proof>> changePassword(const QString &userId, QtLogin::SecretPtr current,
                                                            QtLogin::SecretPtr replacement) override
    {
        changed << userId;
        if (current->reveal() != QByteArrayView(this->current))
            return QtLogin::readyFuture(QtLogin::Result<QtLogin::Proof>(QtLogin::Error::Kind::WrongCredentials));
        return answer(replacement->reveal());
    }

    QFuture<QtLogin::Result<void>> changeStamp(const QString &userId) override
    {
        stamped << userId;
        return QtLogin::readyFuture(error ? QtLogin::Result<void>(*error) : QtLogin::Result<void>());
    }

    QByteArray current = "engine";
    std::optional<QtLogin::Error> error;
    bool held = false;
    //! Told of every new password that is taken.
    std::function<void(QByteArrayView)> onChange = [](QByteArrayView) { };
    QStringList created;
    QStringList changed;
    QStringList stamped;
    QList<QtLogin::Answer<QtLogin::Proof>> waiting;

private:
    QFuture<QtLogin::Result<QtLogin::Proof>> answer(QByteArrayView replacement)
    {
        QtLogin::Answer<QtLogin::Proof> answer;
        if (held)
            waiting << answer;
        else if (error)
            answer.finish(*error);
        else {
            onChange(replacement);
            answer.finish(QtLogin::Proof {.userId = QStringLiteral("ada")});
        }
        return answer.future();
    }
};
