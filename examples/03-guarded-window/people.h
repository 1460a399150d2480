// SPDX-License-Identifier: MIT
#pragma once

#include <QtLogin/Authenticator>
#include <QtLogin/UserLoader>
#include <QtLogin/Worker>

#include <QList>

// The users of an application that has had users for long: a table with the hashes of their
// passwords, and what each of them may do.
class People final : public QtLogin::UserLoader, public QtLogin::Authenticator
{
public:
    QFuture<QtLogin::Result<QtLogin::UserPtr>> load(const QString &id) override;
    QFuture<QtLogin::Result<QtLogin::Authentication>> authenticate(const QtLogin::Credentials &credentials) override;

private:
    QtLogin::Worker m_worker; // hashing takes its time on purpose, and not the window's
};
