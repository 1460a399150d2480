// SPDX-License-Identifier: MIT
#include "network/oidcprovider.h"

#include "network/browserlogin_p.h"
#include "network/networklog_p.h"

namespace QtLogin {

class OidcProvider::Private final : public QObject
{
public:
    Private(const OidcSettings &settings, std::shared_ptr<Clock> clock);

    bool isUsable() const { return m_isUsable; }
    const OidcSettings &settings() const { return m_server.settings(); }

    QFuture<Result<Authentication>> begin(const Credentials &credentials);
    QFuture<Result<Authentication>> finish(const QByteArray &handle);
    void giveUp(const QByteArray &handle);
    Result<UserPtr> userOf(const QString &id) const;

private:
    Coroutine finish(QFuture<Result<ProvenUser>> finished, Answer<Authentication> answer);

    const std::shared_ptr<Clock> m_clock;
    const bool m_isUsable;
    OidcServer m_server;
    QObject m_pages; // those that tell a browser how its login went
    std::unique_ptr<BrowserLogin> m_login; // null, or the latest one
    QHash<QString, UserPtr> m_users; // who have logged in here
};

static bool isRight(const OidcSettings &settings)
{
    const auto checked = settings.check();
    if (!checked)
        qCCritical(networkLog, "OidcProvider(): nobody can log in with these OidcSettings. %s",
                   qUtf8Printable(checked.error().message()));
    return checked.has_value();
}

OidcProvider::Private::Private(const OidcSettings &settings, std::shared_ptr<Clock> clock)
    : m_clock(std::move(clock)), m_isUsable(isRight(settings)), m_server(settings, m_clock)
{
}

// The former login ends last: who waits for it may begin another one, or delete all of this.
QFuture<Result<Authentication>> OidcProvider::Private::begin(const Credentials &credentials)
{
    auto login = std::make_unique<BrowserLogin>(
        m_server, m_clock,
        AuthorizationRequest::Wishes {.userName = credentials.userName(), .provesAnew = credentials.provesAnew()}, &m_pages);
    const auto former = std::exchange(m_login, std::move(login));
    auto begun = m_login->begin();
    if (former)
        former->cancel();
    return begun;
}

QFuture<Result<Authentication>> OidcProvider::Private::finish(const QByteArray &handle)
{
    if (!m_login || m_login->handle() != handle) // it was given up, or another one was begun
        return readyFuture(Result<Authentication>(Error::Kind::Cancelled));
    const Answer<Authentication> answer;
    finish(m_login->finish(), answer);
    return answer.future();
}

// The login stays until the next one, for nothing comes of it any more.
Coroutine OidcProvider::Private::finish(QFuture<Result<ProvenUser>> finished, Answer<Authentication> answer)
{
    const auto proven = co_await finished;
    if (!proven)
        co_return answer.finish(proven.error());
    const UserPtr user = proven->user;
    m_users.insert(user->id(), user);
    // A server that does not say when makes no fresh login: it may have been years ago.
    answer.finish(Proof {.userId = user->id(), .provedAt = proven->authTime.value_or(Clock::Wall {})});
}

void OidcProvider::Private::giveUp(const QByteArray &handle)
{
    if (!m_login || m_login->handle() != handle)
        return;
    const auto former = std::exchange(m_login, {});
    former->cancel();
}

Result<UserPtr> OidcProvider::Private::userOf(const QString &id) const
{
    const QString ours = m_server.issuer() + u'#';
    if (!id.startsWith(ours) || id.size() == ours.size())
        return Error::Kind::Absent;
    if (const UserPtr user = m_users.value(id))
        return user;
    return Error::Kind::Unavailable;
}

OidcProvider::OidcProvider(OidcSettings settings, std::shared_ptr<Clock> clock)
    : d(std::make_unique<Private>(settings, std::move(clock)))
{
}

OidcProvider::~OidcProvider() = default;

OidcSettings OidcProvider::settings() const
{
    return d->settings();
}

QList<LoginWay> OidcProvider::ways() const
{
    return {LoginWay::Browser};
}

QFuture<Result<Authentication>> OidcProvider::authenticate(const Credentials &credentials)
{
    if (!d->isUsable() || (credentials.step().isEmpty() && credentials.way() != LoginWay::Browser))
        return readyFuture(Result<Authentication>(Error::Kind::NotConfigured));
    return credentials.step().isEmpty() ? d->begin(credentials) : d->finish(credentials.step());
}

void OidcProvider::giveUp(const QByteArray &handle)
{
    d->giveUp(handle);
}

QFuture<Result<UserPtr>> OidcProvider::load(const QString &id)
{
    return readyFuture(d->isUsable() ? d->userOf(id) : Result<UserPtr>(Error::Kind::NotConfigured));
}

} // namespace QtLogin
