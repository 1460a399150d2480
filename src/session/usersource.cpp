// SPDX-License-Identifier: MIT
#include "session/usersource_p.h"

#include "foundation/deadline_p.h"
#include "session/session_p.h"
#include "session/sessionlog_p.h"

namespace QtLogin {

using namespace std::chrono_literals;

static constexpr auto loaderDeadline = 30s;

QFuture<Result<UserSource::Loaded>> UserSource::load(const QString &id)
{
    const auto loader = m_session.setup.userLoader; // which may delete the manager
    if (!loader)
        return readyFuture<Result<Loaded>>(Error::Kind::NotConfigured);
    Answer<Loaded> answer;
    const auto loading = withDeadline(guarded<UserPtr>("UserLoader::load()", [&] { return loader->load(id); }),
                                      *m_session.clock, loaderDeadline, &m_session);
    m_session.resume(loading, [answer, id](const Result<UserPtr> &user) {
        if (!user)
            return answer.finish(user.error());
        const Error wrong(Error::Kind::Internal, LoginManager::tr("The account is not available."));
        if (!*user || (*user)->isAnonymous() || (*user)->id() != id) {
            qCCritical(lcSession,
                       "UserLoader::load(\"%s\") answered with another user than was asked for: that user is not "
                       "taken. Answer with the user of this id, or with null.",
                       qUtf8Printable(id));
            return answer.finish(wrong);
        }
        const auto loaded = ask(*user);
        qCDebug(lcSession) << "The user" << id << (loaded ? "has been loaded." : "could not be asked.");
        answer.finish(loaded ? loaded : wrong);
    });
    return answer.future();
}

Result<UserSource::Loaded> UserSource::ask(const UserPtr &user)
{
    try {
        return Loaded {user, UserSnapshot::of(*user), user->isActive()};
    } catch (...) {
        Private::logThrown("A user object, asked for its id(), scopes() and the like,");
        return Error::Kind::Internal;
    }
}

} // namespace QtLogin
