// SPDX-License-Identifier: MIT
#include "dialogs/scriptededitor.h"

using namespace QtLogin;

ScriptedEditor::ScriptedEditor() = default;
ScriptedEditor::~ScriptedEditor() = default;

QFuture<Result<bool>> ScriptedEditor::hasAccounts()
{
    return readyFuture(Result<bool>(false));
}

QStringList ScriptedEditor::passwordComplaints(const Secret &password, const QString &userName) const
{
    QStringList complaints;
    if (password.size() < 15)
        complaints << QStringLiteral("Use at least 15 characters.");
    if (!userName.isEmpty() && password.reveal().contains(userName.toUtf8()))
        complaints << QStringLiteral("Leave your user name out of it.");
    return complaints;
}

QFuture<Result<Proof>> ScriptedEditor::createAccount(const NewAccount &account)
{
    created << account.userName;
    return answer(QByteArrayView());
}

QFuture<Result<Proof>> ScriptedEditor::changePassword(const QString &userId, SecretPtr current, SecretPtr replacement)
{
    changed << userId;
    if (current->reveal() != QByteArrayView(this->current))
        return readyFuture(Result<Proof>(Error::Kind::WrongCredentials));
    return answer(replacement->reveal());
}

QFuture<Result<void>> ScriptedEditor::changeStamp(const QString &userId)
{
    stamped << userId;
    return readyFuture(error ? Result<void>(*error) : Result<void>());
}

QFuture<Result<Proof>> ScriptedEditor::answer(QByteArrayView replacement)
{
    Answer<Proof> answer;
    if (held)
        waiting << answer;
    else if (error)
        answer.finish(*error);
    else {
        onChange(replacement);
        answer.finish(Proof {.userId = QStringLiteral("ada")});
    }
    return answer.future();
}
