// SPDX-License-Identifier: MIT
#include "remember/revocationlist_p.h"

#include "remember/envelope_p.h"
#include "vault/storelimits_p.h"

#include <QtCore/qendian.h>

#include <algorithm>

namespace QtLogin {

static constexpr char listMagic[] = "QLRL";
static constexpr quint8 listVersion = 1;
static constexpr qsizetype entryHead = 8 + 4; // when, and how long the record is

static qsizetype sizeOf(const SecretPtr &encoded)
{
    return entryHead + encoded->size();
}

QList<QByteArray> RevocationList::selectors() const
{
    QList<QByteArray> selectors;
    for (const Entry &each : m_entries)
        selectors.append(each.record.selector);
    return selectors;
}

void RevocationList::add(const RememberRecord &record, Clock::Wall now)
{
    remove({record.selector});
    m_entries.append({record, now});
    const auto fits = [this] { return m_entries.size() <= mostEntries && encode(); };
    while (m_entries.size() > 1 && !fits())
        m_entries.removeFirst();
}

void RevocationList::remove(const QList<QByteArray> &selectors)
{
    m_entries.removeIf([&](const Entry &each) { return selectors.contains(each.record.selector); });
}

// An entry from the future was noted by a clock that was wrong: its time begins when the clock has come there.
QList<QByteArray> RevocationList::overdue(Clock::Wall now) const
{
    QList<QByteArray> selectors;
    for (const Entry &each : m_entries) {
        if (now - each.endedAt > longest)
            selectors.append(each.record.selector);
    }
    return selectors;
}

// InvalidInput where that is longer than a secret may be.
Result<SecretPtr> RevocationList::encode() const
{
    qsizetype size = 0;
    QList<SecretPtr> records;
    for (const Entry &each : m_entries) {
        const auto encoded = each.record.encode();
        if (!encoded)
            return encoded.error();
        records.append(*encoded);
        size += sizeOf(*encoded);
    }
    if (size + Envelope::overhead > longestSecret)
        return Error::Kind::InvalidInput;
    QByteArray payload; // reserved once, so that growing leaves no copies of the tokens behind
    payload.reserve(size);
    for (qsizetype i = 0; i < records.size(); ++i) {
        char head[entryHead];
        qToBigEndian(qint64(m_entries.at(i).endedAt.time_since_epoch().count()), head);
        qToBigEndian(quint32(records.at(i)->size()), head + 8);
        payload.append(head, entryHead);
        payload.append(records.at(i)->reveal());
    }
    QByteArray wrapped = Envelope::wrap(listMagic, listVersion, payload);
    wipe(payload);
    return Secret::fromBytes(std::move(wrapped)).share();
}

Result<RevocationList> RevocationList::decode(const Secret &bytes)
{
    const auto payload = Envelope::unwrap(listMagic, listVersion, bytes.reveal());
    if (!payload)
        return payload.error();
    RevocationList list;
    QByteArrayView rest = *payload;
    while (!rest.isEmpty()) {
        if (rest.size() < entryHead)
            return Error::Kind::Damaged;
        const auto endedAt = qFromBigEndian<qint64>(rest.data());
        const auto size = qsizetype(qFromBigEndian<quint32>(rest.data() + 8));
        rest = rest.sliced(entryHead);
        if (size > rest.size() || list.m_entries.size() == mostEntries)
            return Error::Kind::Damaged;
        const auto record = RememberRecord::decode(Secret::copyOf(rest.first(size)));
        if (!record)
            return record.error();
        list.m_entries.append({*record, Clock::Wall(std::chrono::milliseconds(endedAt))});
        rest = rest.sliced(size);
    }
    return list;
}

} // namespace QtLogin
