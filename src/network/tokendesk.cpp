// SPDX-License-Identifier: MIT
#include "network/tokendesk_p.h"

#include "network/networklog_p.h"

#include <QtCore/qtimer.h>

#include <algorithm>

namespace QtLogin {

TokenDesk::TokenDesk(LoginManager *login, std::shared_ptr<AccessTokenSource> source)
    : m_login(login), m_source(std::move(source))
{
    if (!m_login || !m_source) {
        qCCritical(networkLog) << "AuthorizedNetworkManager needs a LoginManager and an AccessTokenSource. Without them every"
                               << "request to an allowed origin ends with AuthenticationRequiredError.";
        return;
    }
    m_epoch = login->epoch();
    connect(login, &LoginManager::currentUserChanged, this, &TokenDesk::follow);
    connect(login, &LoginManager::loggedOut, this, &TokenDesk::follow);
    connect(login, &LoginManager::lockedChanged, this, [this](bool locked, LockReason reason) {
        m_lockReason = locked ? std::optional(reason) : std::nullopt;
        const QPointer<TokenDesk> self(this);
        follow(); // slots run, which may delete this
        if (self && !locked)
            onUnlocked();
    });
    connect(login, &QObject::destroyed, this, &TokenDesk::drop);
}

TokenDesk::~TokenDesk()
{
    for (const auto &answer : leave())
        answer.finish(Error::Kind::Cancelled);
}

bool TokenDesk::isRefused() const
{
    return m_login->isLocked() && m_lockReason == LockReason::TokenRefused;
}

std::optional<TokenDesk::Visit> TokenDesk::visit() const
{
    if (!m_login || !m_source || (!m_login->isAuthenticated() && !isRefused()))
        return {};
    return Visit {m_login->currentUser()->id(), m_login->epoch()};
}

bool TokenDesk::isCurrent(const Visit &visit) const
{
    return m_login && m_login->epoch() == visit.epoch && m_login->currentUser()->id() == visit.userId;
}

QFuture<Result<TokenDesk::Pass>> TokenDesk::pass(const Visit &visit)
{
    followLater();
    const Answer<Pass> answer;
    if (!isCurrent(visit))
        answer.finish(Error::Kind::Cancelled);
    else if (isRefused())
        m_parked.push_back(answer);
    else if (!m_waits.empty())
        m_waits.back().answers.push_back(answer);
    else
        ask({}, {answer});
    return answer.future();
}

// A token of a former login, or one that is older than another that was given, says nothing of the login.
QFuture<Result<TokenDesk::Pass>> TokenDesk::passAfter(const Visit &visit, const Pass &refused, int count)
{
    followLater();
    const quint64 generation = refused.token.generation;
    const bool isOld = refused.round != m_round || (count == 2 && generation < m_newest);
    if (!isCurrent(visit) || isRefused() || isOld)
        return pass(visit);
    const Answer<Pass> answer;
    const auto future = answer.future();
    if (count > 1) {
        m_parked.push_back(answer);
        lockOut(); // may delete this
        return future;
    }
    const auto same = std::find_if(m_waits.begin(), m_waits.end(),
                                   [&](const Wait &wait) { return wait.after && *wait.after >= generation; });
    if (same != m_waits.end())
        same->answers.push_back(answer);
    else
        ask(generation, {answer});
    return future;
}

void TokenDesk::ask(std::optional<quint64> after, const Answers &answers)
{
    const quint64 number = ++m_number;
    m_waits.push_back({number, m_round, after, answers});
    const QString userId = m_login->currentUser()->id();
    const auto token = after ? m_source->accessTokenAfter(userId, *after) : m_source->accessToken(userId);
    whenDone(token, this, [this, number](const Result<AccessToken> &given) { onToken(number, given); });
}

void TokenDesk::onToken(quint64 number, const Result<AccessToken> &token)
{
    const QPointer<TokenDesk> self(this);
    follow(); // slots run, which may delete this
    if (!self)
        return;
    const auto found = std::find_if(m_waits.begin(), m_waits.end(), [&](const Wait &one) { return one.number == number; });
    if (found == m_waits.end())
        return; // the session has ended
    const Wait wait = std::move(*found);
    m_waits.erase(found);
    if (token && token->value) {
        m_newest = std::max(m_newest, token->generation);
        const bool isIdle = m_handouts.empty();
        for (const auto &answer : wait.answers)
            m_handouts.emplace_back(answer, Pass {*token, m_round});
        return isIdle ? handOut() : void();
    }
    const Error error = token ? Error(Error::Kind::Absent) : token.error();
    if (error.kind() == Error::Kind::WrongCredentials) {
        if (wait.round != m_round)
            return ask({}, wait.answers); // the user has logged in meanwhile
        m_parked.insert(m_parked.end(), wait.answers.begin(), wait.answers.end());
        return lockOut();
    }
    if (error.kind() == Error::Kind::Absent)
        qCCritical(networkLog) << "AuthorizedNetworkManager: its AccessTokenSource knows no login of the user who is logged in."
                               << "Give LoginSetup::use() the same object.";
    for (const auto &answer : wait.answers)
        answer.finish(error);
}

// Each of those who have waited sends its request now, which takes a while for a thousand: the window stays alive.
void TokenDesk::handOut()
{
    constexpr int perTurn = 20;
    for (int i = 0; i < perTurn && !m_handouts.empty(); ++i) {
        const auto [answer, pass] = m_handouts.front();
        m_handouts.pop_front();
        answer.finish(pass);
    }
    if (!m_handouts.empty())
        QTimer::singleShot(0, this, &TokenDesk::handOut);
}

// The last thing that a function does: slots run.
void TokenDesk::lockOut()
{
    const QPointer<LoginManager> login = m_login;
    const auto source = m_source;
    source->refuse(login->currentUser()->id());
    if (login)
        login->lock(LockReason::TokenRefused);
}

void TokenDesk::onUnlocked()
{
    if (!m_login || !m_login->isAuthenticated())
        return;
    ++m_round;
    m_newest = 0;
    if (const Answers parked = std::exchange(m_parked, {}); !parked.empty())
        ask({}, parked);
}

// The session of before is over as soon as the epoch is another, also where no signal has said so yet.
void TokenDesk::follow()
{
    if (m_login && m_login->epoch() == m_epoch)
        return;
    drop();
}

// For a caller in the middle of its request: slots run later, which may delete it.
void TokenDesk::followLater()
{
    if (m_login && m_login->epoch() == m_epoch)
        return;
    QMetaObject::invokeMethod(this, [this, former = leave()] { end(former); }, Qt::QueuedConnection);
}

void TokenDesk::drop()
{
    end(leave());
}

// Nothing of the former session is left but its answers, which are returned.
TokenDesk::Answers TokenDesk::leave()
{
    m_epoch = m_login ? m_login->epoch() : 0;
    ++m_round;
    m_newest = 0;
    Answers former;
    for (const Wait &wait : std::exchange(m_waits, {}))
        former.insert(former.end(), wait.answers.begin(), wait.answers.end());
    former.insert(former.end(), m_parked.begin(), m_parked.end());
    m_parked.clear();
    for (const auto &[answer, pass] : std::exchange(m_handouts, {}))
        former.push_back(answer);
    return former;
}

void TokenDesk::end(const Answers &former)
{
    const QPointer<TokenDesk> self(this);
    for (const auto &answer : former)
        answer.finish(Error::Kind::Cancelled);
    if (self)
        Q_EMIT sessionEnded();
}

} // namespace QtLogin
