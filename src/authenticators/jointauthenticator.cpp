// SPDX-License-Identifier: MIT
#include "authenticators/jointauthenticator_p.h"

#include <QtCore/qloggingcategory.h>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcAuthenticators, "qtlogin.authenticators", QtInfoMsg)

QList<LoginWay> JointAuthenticator::ways() const
{
    QList<LoginWay> all;
    for (const auto &each : m_realms.members()) {
        for (const LoginWay way : each.part->ways()) {
            if (!all.contains(way))
                all.append(way);
        }
    }
    return all;
}

QList<LoginWay> JointAuthenticator::waysFor(const QString &userId) const
{
    const Part part = m_realms.of(userId);
    return part ? part->waysFor(userId) : QList<LoginWay>();
}

JointAuthenticator::Part JointAuthenticator::offering(LoginWay way) const
{
    for (const auto &each : m_realms.members()) {
        if (each.part->ways().contains(way))
            return each.part;
    }
    return nullptr;
}

QFuture<Result<Authentication>> JointAuthenticator::authenticate(const Credentials &credentials)
{
    const bool isFirst = credentials.step().isEmpty();
    const Part part = isFirst ? offering(credentials.way()) : m_steps.value(credentials.step());
    if (!part) // the step was given up, or is no part's
        return readyFuture<Result<Authentication>>(isFirst ? Error::Kind::NotConfigured : Error::Kind::WrongCredentials);
    const Answer<Authentication> answer;
    whenDone(part->authenticate(credentials), this, [this, part, answer](const Result<Authentication> &authenticated) {
        answer.finish(examine(part, authenticated));
    });
    return answer.future();
}

Result<Authentication> JointAuthenticator::examine(const Part &part, const Result<Authentication> &answer)
{
    if (!answer)
        return answer;
    if (const auto *step = std::get_if<NextStep>(&*answer)) {
        m_steps.insert(step->handle, part);
        return answer;
    }
    const QString userId = std::get<Proof>(*answer).userId;
    if (m_realms.of(userId) == part || userId.isEmpty()) // a proof of no user is refused by the session
        return answer;
    qCCritical(lcAuthenticators,
               "An authenticator has proved the user id \"%s\", which belongs to another Realm. That user is not let in: "
               "each authenticator proves the users of its own realm.",
               qUtf8Printable(userId));
    return Error::Kind::WrongCredentials;
}

void JointAuthenticator::giveUp(const QByteArray &handle)
{
    if (const Part part = m_steps.take(handle))
        part->giveUp(handle);
}

void JointAuthenticator::sessionBegan(const QString &id)
{
    m_steps.clear(); // the attempts that they belong to are over
    if (const Part part = m_realms.of(id))
        part->sessionBegan(id);
}

void JointAuthenticator::sessionEnded(const QString &id)
{
    if (const Part part = m_realms.of(id))
        part->sessionEnded(id);
}

} // namespace QtLogin
