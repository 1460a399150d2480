// SPDX-License-Identifier: MIT
#include "remember/revocationqueue_p.h"

#include "foundation/deadline_p.h"
#include "remember/rememberlog_p.h"
#include "remember/rememberparts_p.h"

#include <algorithm>

namespace QtLogin {

using namespace std::chrono_literals;

// A server that is there answers within that time, and nothing needs to be stored.
static constexpr auto promptly = 3s;
static constexpr auto firstPause = 10s, longestPause = std::chrono::seconds(1h);

RevocationQueue::RevocationQueue(RememberParts &parts) : m_parts(parts) { }

void RevocationQueue::reset()
{
    m_next.reset();
    m_failures = 0;
}

QString RevocationQueue::item() const
{
    return m_parts.key() + QStringLiteral("/ending");
}

// Whether the token has not been ended, and can be some other time. NotConfigured: it is of a server that the application
// does not use any more.
static bool isForLater(const Result<void> &ended)
{
    return !ended && !ended.failedWith(Error::Kind::NotConfigured);
}

static void noteKept(const Error &why)
{
    qCInfo(lcRemember) << "The token of a login that has ended could not be ended at its server:" << why.kind()
                       << "- it waits in the keychain until that can be reached.";
}

// --- One token ----------------------------------------------------------------------------------

QFuture<Result<RevocationQueue::Outcome>> RevocationQueue::end(const RememberRecord &record)
{
    const Answer<Outcome> answer;
    end(record, answer);
    return answer.future();
}

Coroutine RevocationQueue::end(RememberRecord record, Answer<Outcome> answer)
{
    const auto verifier = m_parts.verifierOf(record.userId);
    if (!verifier || !verifier->makesTokens())
        co_return answer.finish(Outcome::Ended); // what QtLogin makes is worth nothing without its verifier
    const QString item = this->item();
    const auto ending = verifier->revokeToken(record.selector, record.verifier);
    const auto ended = co_await withDeadline(ending, m_parts.clock(), promptly, this);
    if (!isForLater(ended)) {
        if (m_next) // the server is there
            workOff();
        co_return answer.finish(Outcome::Ended);
    }
    const auto before = co_await read(item);
    if (!before)
        co_return answer.finish(before.error());
    RevocationList list = *before;
    list.add(record, m_parts.clock().wall());
    const auto written = co_await write(item, list);
    if (!written)
        co_return answer.finish(written.error());
    noteKept(ended.error());
    tryLater();
    answer.finish(Outcome::Kept);
}

// --- All tokens ---------------------------------------------------------------------------------

QFuture<Result<QList<QByteArray>>> RevocationQueue::waiting()
{
    const Answer<QList<QByteArray>> answer;
    if (m_parts.makesTokens())
        list(answer);
    else
        answer.finish(QList<QByteArray>());
    return answer.future();
}

Coroutine RevocationQueue::list(Answer<QList<QByteArray>> answer)
{
    const auto list = co_await read(item());
    answer.finish(list ? Result<QList<QByteArray>>(list->selectors()) : list.error());
}

void RevocationQueue::workOff()
{
    m_next.reset();
    if (m_parts.makesTokens() && !std::exchange(m_isWorking, true))
        work(item());
}

// The servers are asked without the lock, which the other processes need; one that asks as well does no harm. While the
// same user is remembered again, they are not: a server may have given both tokens for one grant, and end both.
Coroutine RevocationQueue::work(QString item)
{
    const auto before = co_await read(item);
    const auto profile = co_await m_parts.peek();
    if (!before || !profile || before->entries().isEmpty() || item != this->item()) {
        m_isWorking = false;
        if (before.failedWith(Error::Kind::Unavailable) || before.failedWith(Error::Kind::Locked) || !profile)
            tryLater();
        co_return;
    }
    std::vector<std::pair<QByteArray, QFuture<Result<void>>>> asked;
    for (const auto &each : before->entries()) {
        if (profile->lifetimeFor(each.record.userId) > 0s)
            continue;
        const auto verifier = m_parts.verifierOf(each.record.userId);
        const auto revoked = verifier ? verifier->revokeToken(each.record.selector, each.record.verifier)
                                      : readyFuture<Result<void>>(Error::Kind::NotConfigured);
        asked.emplace_back(each.record.selector, m_parts.inTime(revoked));
    }
    QList<QByteArray> done = before->overdue(m_parts.clock().wall());
    for (size_t i = 0; i < asked.size(); ++i) {
        const auto ended = co_await asked[i].second;
        if (!isForLater(ended))
            done.append(asked[i].first);
    }
    const auto held = co_await lock();
    const auto now = co_await read(item);
    bool isAllDone = false;
    if (held && *held && now && item == this->item()) {
        RevocationList list = *now;
        list.remove(done);
        auto written = Result<void>();
        if (!done.isEmpty())
            written = co_await write(item, list);
        if (written && !done.isEmpty())
            m_parts.dropTombstones(done);
        isAllDone = written && list.entries().isEmpty();
    }
    m_isWorking = false;
    if (isAllDone)
        m_failures = 0;
    else
        tryLater();
}

void RevocationQueue::tryLater()
{
    const auto pause = std::min<std::chrono::seconds>(firstPause * (1 << std::min(m_failures++, 12)), longestPause);
    m_next = m_parts.clock().callAfter(pause, [this] { workOff(); });
}

// --- The item -----------------------------------------------------------------------------------

QFuture<Result<RevocationList>> RevocationQueue::read(const QString &item)
{
    const Answer<RevocationList> answer;
    read(item, answer);
    return answer.future();
}

// An item that is damaged is given up: nothing else is in it.
Coroutine RevocationQueue::read(QString item, Answer<RevocationList> answer)
{
    const auto open = co_await m_parts.inStoreTime(m_parts.store()->probe());
    if (!open)
        co_return answer.finish(open.error());
    const auto secret = co_await withDeadline(m_parts.store()->read(item), m_parts.clock(), RememberParts::longestStoring, this);
    if (secret.failedWith(Error::Kind::Absent))
        co_return answer.finish(RevocationList());
    const auto list = secret ? RevocationList::decode(**secret) : Result<RevocationList>(secret.error());
    answer.finish(list.failedWith(Error::Kind::Damaged) ? Result<RevocationList>(RevocationList()) : list);
}

QFuture<Result<void>> RevocationQueue::write(const QString &item, const RevocationList &list)
{
    if (list.entries().isEmpty())
        return m_parts.inStoreTime(m_parts.store()->remove(item));
    const auto encoded = list.encode();
    return encoded ? m_parts.inStoreTime(m_parts.store()->write(item, *encoded)) : readyFuture<Result<void>>(encoded.error());
}

QFuture<Result<RotationLock::Held>> RevocationQueue::lock()
{
    const Answer<RotationLock::Held> answer;
    m_parts.acquireLock([answer](const RotationLock::Held &held) { answer.finish(held); });
    return answer.future();
}

} // namespace QtLogin
