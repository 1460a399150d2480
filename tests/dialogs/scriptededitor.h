// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/accounteditor.h"

#include <QtCore/qlist.h>

//! An account editor that wants fifteen characters, and knows one account with one password.
class ScriptedEditor final : public QtLogin::AccountEditor
{
public:
    ScriptedEditor();
    ~ScriptedEditor() override;

    QFuture<QtLogin::Result<bool>> hasAccounts() override;
    QStringList passwordComplaints(const QtLogin::Secret &password, const QString &userName) const override;
    QFuture<QtLogin::Result<QtLogin::Proof>> createAccount(const NewAccount &account) override;
    QFuture<QtLogin::Result<QtLogin::Proof>> changePassword(const QString &userId, QtLogin::SecretPtr current,
                                                            QtLogin::SecretPtr replacement) override;
    QFuture<QtLogin::Result<void>> changeStamp(const QString &userId) override;

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
    QFuture<QtLogin::Result<QtLogin::Proof>> answer(QByteArrayView replacement);
};
