// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberparts_p.h"

namespace QtLogin {

// Ends the remembered login. Each side ends by itself: that one of verifier, keychain and profile fails does not keep
// the others. Lives as long as a step waits for its answer.
class ForgetOperation final : public std::enable_shared_from_this<ForgetOperation>
{
public:
    // The profile's remembered login, also one that could not be noted there; only this process's; or the profile's, and
    // where the profile notes none, the keychain is left alone.
    enum class Scope { Profile, Own, Noted };

    // With \a loggedOut, the other processes hear that this user has logged out.
    ForgetOperation(RememberParts &parts, const QString &loggedOut, Scope scope)
        : m_parts(parts), m_loggedOut(loggedOut), m_scope(scope), m_command(parts.beginCommand())
    {
    }

    [[nodiscard]] quint64 command() const { return m_command; }
    // Success once it is unusable, which either side is enough for.
    [[nodiscard]] QFuture<Result<void>> run();

    // Removes logins once more that had ended before without a proof that they are gone.
    static void retry(RememberParts &parts, const QList<QByteArray> &tombstones, bool isItemThere);

private:
    struct Found // in the profile
    {
        QByteArray selector;
        QString backend; // the keychain that has its item
        bool keepsOtherLogin = false;
        bool isChange = false; // the other processes should look
        bool isUnknown = false; // the profile could not be read: there may be one that is not known
    };
    ForgetOperation(RememberParts &parts, const QList<QByteArray> &tombstones)
        : m_parts(parts), m_scope(Scope::Profile), m_command(parts.latestCommand()), m_selectors(tombstones)
    {
    }

    static void removeAgain(RememberParts &parts, const QList<QByteArray> &tombstones, bool isItemThere);
    template<typename T>
    void then(const QFuture<Result<T>> &answer, void (ForgetOperation::*step)(const Result<T> &));
    [[nodiscard]] static Found note(Profile &profile, const QByteArray &held, const QString &heldBackend,
                                    const QString &loggedOut, Scope scope);

    void revoke(const Result<Profile> &noted);
    void revokeUnnoted(const Result<Profile> &profile);
    void revokeFound();
    void reachKeychain(const Result<void> &revoked);
    void lookForNewer(RotationLock::Held lock);
    void removeItem(const Result<Profile> &profile);
    bool isNothingNoted(const Profile &profile) const;
    void endToken(const Result<void> &open);
    void removeEnded(const Result<RevocationQueue::Outcome> &ended);
    void removeFormer(const Result<void> &removed);
    void dropTombstones(const Result<void> &removed);
    void conclude(const Result<void> &removed);

    RememberParts &m_parts;
    const QString m_loggedOut;
    const Scope m_scope;
    const quint64 m_command;
    QByteArray m_held;
    QString m_heldBackend; // the keychain that has its item
    std::shared_ptr<Found> m_found = std::make_shared<Found>();
    QList<QByteArray> m_selectors; // of what is to end
    QByteArray m_kept; // of a token that waits for its server
    QFuture<Result<void>> m_heldRevoked;
    Result<void> m_noted;
    Result<void> m_revoked;
    RotationLock::Held m_lock;
    Answer<void> m_answer;
};

} // namespace QtLogin
