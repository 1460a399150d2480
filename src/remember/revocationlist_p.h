// SPDX-License-Identifier: MIT
#pragma once

#include "remember/rememberrecord_p.h"

#include <QtCore/qlist.h>

namespace QtLogin {

// Remembered logins that have ended here, and whose tokens their server still takes, as they lie in the keychain.
class RevocationList final
{
public:
    // A server that has not been reached for so long is not asked any more.
    static constexpr std::chrono::hours longest = std::chrono::days(30);
    static constexpr qsizetype mostEntries = 20;

    struct Entry
    {
        RememberRecord record;
        Clock::Wall endedAt {};
    };

    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }
    [[nodiscard]] QList<QByteArray> selectors() const;
    // In the place of an entry of the same series. The oldest ones make room where there are too many, or too long ones.
    void add(const RememberRecord &record, Clock::Wall now);
    void remove(const QList<QByteArray> &selectors);
    // The series of those that have ended longest ago at \p now; their time is over.
    [[nodiscard]] QList<QByteArray> overdue(Clock::Wall now) const;

    [[nodiscard]] Result<SecretPtr> encode() const;
    // Damaged or NewerFormat for everything but what encode() has made.
    [[nodiscard]] static Result<RevocationList> decode(const Secret &bytes);

private:
    QList<Entry> m_entries; // the oldest one first
};

} // namespace QtLogin
