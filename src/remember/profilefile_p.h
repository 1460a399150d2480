// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/result.h"
#include "remember/knowngenerations_p.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace QtLogin {

// The non-secret side of remembering: whether a login is expected in the keychain, which ones must
// never be used again, and what the processes of this profile tell each other.
struct Profile
{
    struct Remembered
    {
        QByteArray selector;
        QByteArray userHash; // see hashOf()
        QString userName; // only where the application has opted in
        std::chrono::seconds lifetime {0}; // as chosen at login
        Clock::Wall expiresAt {}; // where use has moved it since the item was written
        QString backend = {}; // the keychain that has it; empty: not known

        friend bool operator==(const Remembered &, const Remembered &) = default;
    };

    // An item that has not been proved gone from its keychain, although the profile expects it there no more.
    struct Leftover
    {
        QString backend; // the keychain
        QByteArray selector;

        friend bool operator==(const Leftover &, const Leftover &) = default;
    };

    QByteArray salt; // 16 random bytes
    quint64 generation = 0; // rises with each change that the other processes should notice
    std::optional<Remembered> remembered;
    QList<QByteArray> tombstones; // selectors whose keychain item could not be proved gone
    QList<Leftover> leftovers; // of logins that have moved or ended; none is in the keychain of the remembered one
    QByteArray loggedOutUser; // who has logged out last, hashed …
    quint64 loggedOutAt = 0; // … and at which generation
    bool marked = false; // a file of marks lies beside it: see LockMark
    bool isNew = false; // not stored: the file before could not be read, and was put aside

    // For how long \a userId is remembered; zero: another user is, or none.
    [[nodiscard]] std::chrono::seconds lifetimeFor(const QString &userId) const;
    // Ends the remembered login, until it is proved gone: with a tombstone, and with a leftover in its keychain.
    void endRemembered();
    // Nothing where \a backend is not known.
    void noteLeftover(const QString &backend, const QByteArray &selector);
    // A hash of \a userId that does not tell it: salted, so that files of two machines cannot be joined.
    [[nodiscard]] QByteArray hashOf(const QString &userId) const;

    friend bool operator==(const Profile &, const Profile &) = default;
};

// The file that a profile lives in: 0600, replaced as a whole and synced to disk, changed under a
// lock that the other processes respect. Blocking: for a worker thread.
class ProfileFile
{
public:
    // Its writes are noted in \a known, which may be null.
    explicit ProfileFile(QString path, std::shared_ptr<KnownGenerations> known = nullptr)
        : m_path(std::move(path)), m_known(std::move(known))
    {
    }

    // A file that is not there is an empty profile. Damaged, NewerFormat and Unavailable are
    // errors and leave it alone.
    [[nodiscard]] Result<Profile> read() const;

    // Reads, lets \a change it, and writes it if that made a difference. A damaged file is put aside
    // as "….damaged" first; a newer one is not touched.
    [[nodiscard]] Result<Profile> update(const std::function<void(Profile &)> &change) const;
    // Writes it as it is: a proof that something can be noted there.
    [[nodiscard]] Result<Profile> rewrite() const;

    // Makes the folder, so that it can be watched, and reads.
    [[nodiscard]] Result<Profile> prepare() const;

private:
    [[nodiscard]] Result<Profile> update(const std::function<void(Profile &)> &change, bool isAlwaysWritten) const;

    QString m_path;
    std::shared_ptr<KnownGenerations> m_known;
};

} // namespace QtLogin
