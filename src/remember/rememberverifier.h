// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/clock.h"
#include "foundation/futures.h"
#include "foundation/secret.h"

#include <QtCore/qlist.h>

#include <functional>

namespace QtLogin {

//! The side that knows which remembered logins are good: it holds hashes only, enforces expiry by
//! its own clock, lists and revokes.
//!
//! A *series* is one remembered login on one device, named by its selector; its verifier changes
//! at each use. The verifier in use and its announced successor are both good, so that losing
//! either side of a rotation loses no login; the old one is retired when its successor is first
//! presented. A retired one that comes back more than 60 seconds later is theft.
//!
//! So it is where QtLogin makes the tokens. A login server makes its own: see makesTokens().
//!
//! The default keeps them in a file of the profile; SqlAccounts keeps them in its database.
//! Called in the manager's thread and must not block it; operations take effect in the order in
//! which they were given. An answer means that the effect has reached the disk. \since 0.1
class QTLOGIN_CORE_EXPORT RememberVerifier
{
public:
    struct Series
    {
        QByteArray selector;
        QString userId = {};
        QString deviceName = {};
        Clock::Wall issuedAt {};
        Clock::Wall expiresAt {};
        Clock::Wall lastUsedAt {};
        std::chrono::seconds unusedLifetime {0}; //!< How long it lives without use; zero: no limit.

        //! When it ends unless it is used before.
        [[nodiscard]] Clock::Wall endsAt() const;
    };

    struct NewSeries
    {
        QByteArray selector; //!< 16 bytes.
        QByteArray verifierHash = {}; //!< As hashOf() makes it.
        QString userId = {};
        QString deviceName = {};
        std::chrono::seconds lifetime {0}; //!< How long it lives.
        std::chrono::seconds unusedLifetime {0}; //!< How long it lives without use; zero: no limit.
        bool sliding = false; //!< Whether each use begins the lifetime anew.
    };

    //! The answer to a token that is presented.
    struct Presented
    {
        enum class Verdict {
            Good,
            Unknown, //!< No such series, or it was revoked, or the verifier is not of it.
            Expired,
            Reused, //!< A retired verifier came back: the series has been revoked.
        };
        Verdict verdict = Verdict::Unknown;
        Series series = {}; //!< Where Good.
        //! Where Good, of a verifier that makes tokens: the one that is stored from now on. Null: the one that was
        //! presented stays.
        SecretPtr successor = {};
    };
    //! Has the stored token presented. Absent where no login is remembered.
    using Renewal = std::function<QFuture<Result<Presented>>()>;

    virtual ~RememberVerifier();

    //! How long a retired verifier is still taken: another process may just have used it.
    static constexpr std::chrono::seconds grace {60};

    //! Begins a series.
    [[nodiscard]] virtual QFuture<Result<void>> issue(const NewSeries &series) = 0;

    //! Judges \a verifier and, where it is good and \a successorHash is not empty, announces its
    //! successor, in one step. An earlier successor that was never presented is forgotten.
    [[nodiscard]] virtual QFuture<Result<Presented>> present(const QByteArray &selector, SecretPtr verifier,
                                                             const QByteArray &successorHash) = 0;

    //! Notes that the login is in use, which counts as a presented token does for how long the series lives, and
    //! changes nothing else: an application that runs for weeks presents none. Absent: there is no such series, or it
    //! is over.
    [[nodiscard]] virtual QFuture<Result<Series>> touch(const QByteArray &selector) = 0;

    //! Ends one series. Revoking an unknown one succeeds. One that makes tokens need not wait for its server: see
    //! revokeToken().
    [[nodiscard]] virtual QFuture<Result<void>> revoke(const QByteArray &selector) = 0;

    //! Ends every series of \a userId, on all devices.
    [[nodiscard]] virtual QFuture<Result<void>> revokeAll(const QString &userId) = 0;

    //! Ends every series of every user, as after a break-in. NotConfigured where this verifier cannot.
    [[nodiscard]] virtual QFuture<Result<void>> revokeAllUsers();

    //! The living series of \a userId, the one used last first.
    [[nodiscard]] virtual QFuture<Result<QList<Series>>> devices(const QString &userId) = 0;

    //! Whether this side makes the tokens, as a login server makes refresh tokens. By default QtLogin does.
    //!
    //! Then issueToken() is called instead of issue(), and present() gets an empty successorHash and may answer with a
    //! Presented::successor. As the token that was presented may be worth nothing from then on, one process at a time
    //! presents it, under the lock of the profile, and a restore presents it before the user is loaded, who may be
    //! loaded with what it brings. A token that is no longer good is Unknown, and never Reused: a server cannot tell a
    //! thief from a process that was killed before it could store the successor. Where such a login ends, its token is
    //! handed to revokeToken().
    [[nodiscard]] virtual bool makesTokens() const;
    //! Begins a series of the user who has just logged in, and answers with its token: 1 to 60,000 bytes. An error says
    //! why this login cannot be remembered. NotConfigured unless overridden.
    [[nodiscard]] virtual QFuture<Result<SecretPtr>> issueToken(const NewSeries &series);
    //! Ends \a token, of the series \a selector, at the server that has made it, for good: also one that another process
    //! or an earlier start has stored. Asked for after the login has ended here, and asked again, also at later starts,
    //! until it succeeds. Success as well where the server does not take it any more. NotConfigured, which it answers
    //! unless overridden: it is of no server that this application uses, and is not asked for again.
    [[nodiscard]] virtual QFuture<Result<void>> revokeToken(const QByteArray &selector, SecretPtr token);
    //! Gives a verifier that makes tokens the way to present the stored one in the middle of a session: \a renew reads
    //! it, under the lock, calls present() and stores the successor. Called once, by the manager. Does nothing unless
    //! overridden.
    virtual void offerRenewal(Renewal renew);

    //! Waits, at the end of the manager, until what was begun has reached the disk.
    virtual void flush(std::chrono::milliseconds longest);

    //! BLAKE2b-256 of a verifier, under a key that keeps it from being taken for another hash.
    [[nodiscard]] static QByteArray hashOf(const Secret &verifier);
    //! Compares in constant time.
    [[nodiscard]] static bool isHashOf(const QByteArray &hash, const Secret &verifier);
};

} // namespace QtLogin
