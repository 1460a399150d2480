// SPDX-License-Identifier: MIT
#pragma once

#include "accounts/sqlconnection_p.h"

#include <atomic>

namespace QtLogin {

// The accounts file. Opened anew for each task, from any thread; each time it is made sure that it
// is the file that we think it is.
//
// Beside it lies a small marker that says that there is one. Without it, a file that was deleted,
// or cut to nothing, would look like a first start, and a new and empty one would take its place.
class AccountDatabase
{
public:
    explicit AccountDatabase(const QString &path);

    // Absent where there is no accounts file, and never was one.
    [[nodiscard]] Result<SqlConnection> open() const;
    // Makes the file where there never was one.
    [[nodiscard]] Result<SqlConnection> openOrCreate() const;

private:
    [[nodiscard]] Result<void> create() const;
    [[nodiscard]] Result<void> examine(const SqlConnection &connection, bool expected) const;
    [[nodiscard]] Result<void> migrate(const SqlConnection &connection, bool expected) const;
    [[nodiscard]] Result<void> checkOrigin(const SqlConnection &connection, int version) const;
    [[nodiscard]] Result<void> checkSchema(const SqlConnection &connection) const;
    [[nodiscard]] Result<void> checkOnce(const SqlConnection &connection) const;
    void leaveMarker() const;

    const QString m_path;
    const QString m_marker;
    mutable std::atomic_bool m_checked = false;
};

} // namespace QtLogin
