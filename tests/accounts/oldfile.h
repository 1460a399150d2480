// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/house.h"
#include "accounts/rawfile.h"

#include <QtCore/qdir.h>
#include <QtCore/qfileinfo.h>

// Accounts files as older versions made them. Never change a statement: there are such files out there.

inline QList<QByteArray> statementsOfVersion1()
{
    return {
        "CREATE TABLE users (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,"
        " display_name TEXT NOT NULL, password TEXT NOT NULL, stamp TEXT NOT NULL, active INTEGER NOT NULL,"
        " created_at INTEGER NOT NULL) STRICT",
        "CREATE TABLE remember_series (selector BLOB NOT NULL PRIMARY KEY, user_id TEXT NOT NULL,"
        " device_name TEXT NOT NULL, current BLOB NOT NULL, announced BLOB, issued_at INTEGER NOT NULL,"
        " expires_at INTEGER NOT NULL, last_used_at INTEGER NOT NULL, lifetime INTEGER NOT NULL,"
        " unused_lifetime INTEGER NOT NULL, sliding INTEGER NOT NULL) STRICT",
        "CREATE INDEX remember_series_of_user ON remember_series (user_id)",
        "CREATE TABLE retired_verifiers (number INTEGER PRIMARY KEY, selector BLOB NOT NULL"
        " REFERENCES remember_series (selector) ON DELETE CASCADE, hash BLOB NOT NULL,"
        " retired_at INTEGER NOT NULL) STRICT",
        "CREATE INDEX retired_verifiers_of_series ON retired_verifiers (selector)",
        "PRAGMA application_id = 1363963751",
        "PRAGMA user_version = 1",
    };
}

// A user whose password is House::password.
inline QByteArray insertOfVersion1(const QByteArray &id, const QByteArray &name, const QByteArray &key)
{
    return QByteArray("INSERT INTO users VALUES ('") + id + "', '" + name + "', '" + key + "', '" + name
        + "', '$argon2id$v=19$m=19456,t=2,p=1$gYg6kb6gTYhzIu9oja40gA$0ei1BHgqqK//1FJRIwBWqaQKQ/WeUwHETs3tDCh1Ezo', "
          "'a stamp', 1, 1700000000)";
}

inline void writeFile(const House &house, const QList<QByteArray> &statements)
{
    if (!QDir().mkpath(QFileInfo(house.path).path()))
        qFatal("The folder for the accounts file could not be made.");
    const RawFile raw(house.path);
    for (const QByteArray &statement : statements)
        raw.run(statement.constData());
}
