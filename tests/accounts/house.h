// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/sqlaccounts.h"
#include "contracts/answerof.h"
#include "testing/manualclock.h"

#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>

// An accounts file in a folder of its own, and a user who lives in it.
struct House
{
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("data/accounts.db"));
    std::shared_ptr<QtLogin::ManualClock> clock = std::make_shared<QtLogin::ManualClock>();

    static constexpr char password[] = "correct horse battery staple";

    static QtLogin::SecretPtr secret(QByteArrayView bytes) { return QtLogin::Secret::copyOf(bytes).share(); }

    // With the cheapest hash there is.
    std::shared_ptr<QtLogin::SqlAccounts> open(QtLogin::HashCost cost = QtLogin::HashCost::lowest()) const
    {
        return std::make_shared<QtLogin::SqlAccounts>(
            path, QtLogin::SqlAccounts::Options {.hashCost = cost, .passwordPolicy = {}}, clock);
    }

    // The id of the new account.
    QString create(const QString &name, QByteArrayView itsPassword = password) const
    {
        const auto proof = answerOf(open()->createAccount({name, {}, secret(itsPassword)}));
        return proof ? proof->userId : QString();
    }

    QtLogin::Result<QtLogin::Authentication> logIn(const QString &name, QByteArrayView itsPassword = password) const
    {
        return answerOf(open()->authenticate(QtLogin::Credentials::password(name, secret(itsPassword))));
    }

    QString marker() const { return path + QStringLiteral(".exists"); }

    QByteArray bytes() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void overwrite(const QByteArray &content) const
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
            qFatal("The accounts file could not be overwritten.");
    }
};
