// SPDX-License-Identifier: MIT
#include "network/oidcprovider.h"

#include "network/browserlogin_p.h"
#include "network/devicelogin_p.h"
#include "network/httpform_p.h"
#include "network/loginerrors_p.h"
#include "network/networklog_p.h"
#include "network/oidctokens_p.h"
#include "network/tokenkeeper_p.h"

namespace QtLogin {

class OidcProvider::Private final : public QObject
{
public:
    Private(const OidcSettings &settings, std::shared_ptr<Clock> clock);

    bool isUsable() const { return m_isUsable; }
    const OidcSettings &settings() const { return m_server.settings(); }

    bool offers(LoginWay way) const { return way == LoginWay::Browser || (way == LoginWay::Device && settings().offersDevice); }
    QFuture<Result<Authentication>> begin(const Credentials &credentials);
    QFuture<Result<Authentication>> finish(const QByteArray &handle);
    void giveUp(const QByteArray &handle);
    QFuture<Result<UserPtr>> load(const QString &id);
    Coroutine findLogoutPage(Answer<QUrl> answer);
    TokenKeeper &keeper() { return m_keeper; }
    QString idPrefix() const { return m_server.issuer() + u'#'; }
    void forget(const QString &id) { m_proven.remove(id); }

private:
    std::unique_ptr<OidcLogin> makeLogin(const Credentials &credentials);
    Coroutine load(QString id, Answer<UserPtr> answer);
    Coroutine finish(QFuture<Result<ProvenUser>> finished, Answer<Authentication> answer);

    const std::shared_ptr<Clock> m_clock;
    const bool m_isUsable;
    OidcServer m_server;
    QObject m_pages; // those that tell a browser how its login went
    TokenExaminer m_examiner {m_server, m_clock};
    const std::shared_ptr<OidcTokens> m_tokens = std::make_shared<OidcTokens>(m_server, m_examiner);
    TokenKeeper m_keeper {m_tokens, m_clock};
    std::unique_ptr<OidcLogin> m_login; // null, or the latest one
    QHash<QString, UserPtr> m_proven; // by a login that has just happened, and is being loaded
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

std::unique_ptr<OidcLogin> OidcProvider::Private::makeLogin(const Credentials &credentials)
{
    if (credentials.way() == LoginWay::Device)
        return std::make_unique<DeviceLogin>(m_server, m_clock, credentials.provesAnew());
    return std::make_unique<BrowserLogin>(
        m_server, m_clock,
        AuthorizationRequest::Wishes {.userName = credentials.userName(), .provesAnew = credentials.provesAnew()}, &m_pages);
}

// The former login ends last: who waits for it may begin another one, or delete all of this.
QFuture<Result<Authentication>> OidcProvider::Private::begin(const Credentials &credentials)
{
    const auto former = std::exchange(m_login, makeLogin(credentials));
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
    m_proven.insert(user->id(), user);
    m_keeper.begin(user->id(), proven->tokens);
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

QFuture<Result<UserPtr>> OidcProvider::Private::load(const QString &id)
{
    const QString ours = idPrefix();
    if (!id.startsWith(ours) || id.size() == ours.size())
        return readyFuture<Result<UserPtr>>(Error::Kind::Absent);
    if (const UserPtr user = m_proven.take(id)) // the server has just described them
        return readyFuture<Result<UserPtr>>(user);
    const Answer<UserPtr> answer;
    load(id, answer);
    return answer.future();
}

// The login may end while the server is asked.
Coroutine OidcProvider::Private::load(QString id, Answer<UserPtr> answer)
{
    if (!m_keeper.login(id) || m_keeper.login(id)->isOver())
        co_return answer.finish(Error::Kind::Unavailable);
    const QString subject = id.sliced(idPrefix().size());
    auto token = co_await m_keeper.login(id)->accessToken();
    if (!token || !m_keeper.login(id))
        co_return answer.finish(token ? Error(Error::Kind::Unavailable) : token.error());
    auto user = co_await m_examiner.lookUp(subject, m_keeper.login(id)->tokens());
    if (!user.failedWith(Error::Kind::WrongCredentials) || !m_keeper.login(id))
        co_return answer.finish(user);
    token = co_await m_keeper.login(id)->accessTokenAfter(token->generation);
    if (!token || !m_keeper.login(id))
        co_return answer.finish(token ? Error(Error::Kind::Unavailable) : token.error());
    user = co_await m_examiner.lookUp(subject, m_keeper.login(id)->tokens());
    if (user.failedWith(Error::Kind::WrongCredentials) && m_keeper.login(id))
        m_keeper.login(id)->refuse();
    answer.finish(user);
}

// The user is not named: what names them is in a token that is not kept. The server asks which login to end, where there
// are several.
Coroutine OidcProvider::Private::findLogoutPage(Answer<QUrl> answer)
{
    const auto metadata = co_await m_server.metadata();
    if (!metadata)
        co_return answer.finish(metadata.error());
    if (metadata->endSessionEndpoint.isEmpty())
        co_return answer.finish(Error::Kind::NotConfigured);
    HttpForm form;
    form.add("client_id", settings().clientId);
    answer.finish(form.takeQuery(metadata->endSessionEndpoint));
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

QString OidcProvider::idPrefix() const
{
    return d->idPrefix();
}

QList<LoginWay> OidcProvider::ways() const
{
    return d->settings().offersDevice ? QList {LoginWay::Browser, LoginWay::Device} : QList {LoginWay::Browser};
}

QFuture<Result<Authentication>> OidcProvider::authenticate(const Credentials &credentials)
{
    if (!d->isUsable() || (credentials.step().isEmpty() && !d->offers(credentials.way())))
        return readyFuture(Result<Authentication>(Error::Kind::NotConfigured));
    return credentials.step().isEmpty() ? d->begin(credentials) : d->finish(credentials.step());
}

void OidcProvider::giveUp(const QByteArray &handle)
{
    d->giveUp(handle);
}

QFuture<Result<UserPtr>> OidcProvider::load(const QString &id)
{
    return d->isUsable() ? d->load(id) : readyFuture<Result<UserPtr>>(Error::Kind::NotConfigured);
}

QFuture<Result<QUrl>> OidcProvider::browserLogoutUrl()
{
    const Answer<QUrl> answer;
    if (d->isUsable())
        d->findLogoutPage(answer);
    else
        answer.finish(Error::Kind::NotConfigured);
    return answer.future();
}

void OidcProvider::sessionBegan(const QString &id)
{
    d->keeper().sessionBegan(id);
}

void OidcProvider::sessionEnded(const QString &id)
{
    d->forget(id);
    d->keeper().sessionEnded(id);
}

bool OidcProvider::makesTokens() const
{
    return true;
}

QFuture<Result<void>> OidcProvider::issue(const NewSeries &)
{
    return readyFuture<Result<void>>(Error::Kind::NotConfigured); // see issueToken()
}

QFuture<Result<SecretPtr>> OidcProvider::issueToken(const NewSeries &series)
{
    return readyFuture(d->keeper().issueToken(series));
}

QFuture<Result<RememberVerifier::Presented>> OidcProvider::present(const QByteArray &selector, SecretPtr token,
                                                                   const QByteArray &)
{
    return d->keeper().present(selector, token);
}

QFuture<Result<RememberVerifier::Series>> OidcProvider::touch(const QByteArray &selector)
{
    return readyFuture(d->keeper().touch(selector));
}

QFuture<Result<void>> OidcProvider::revoke(const QByteArray &selector)
{
    d->keeper().revoke(selector);
    return readyFuture(Result<void>());
}

QFuture<Result<void>> OidcProvider::revokeAll(const QString &userId)
{
    d->keeper().revokeAll(userId);
    return readyFuture<Result<void>>(LoginErrors::onlyThisDevice());
}

QFuture<Result<QList<RememberVerifier::Series>>> OidcProvider::devices(const QString &userId)
{
    return readyFuture<Result<QList<Series>>>(d->keeper().devices(userId));
}

QFuture<Result<void>> OidcProvider::revokeToken(const QByteArray &selector, SecretPtr token)
{
    return d->keeper().revokeToken(selector, token);
}

void OidcProvider::offerRenewal(Renewal renew)
{
    d->keeper().offerRenewal(std::move(renew));
}

QFuture<Result<AccessToken>> OidcProvider::accessToken(const QString &userId)
{
    auto *const login = d->keeper().login(userId);
    return login ? login->accessToken() : readyFuture<Result<AccessToken>>(Error::Kind::Absent);
}

QFuture<Result<AccessToken>> OidcProvider::accessTokenAfter(const QString &userId, quint64 generation)
{
    auto *const login = d->keeper().login(userId);
    return login ? login->accessTokenAfter(generation) : readyFuture<Result<AccessToken>>(Error::Kind::Absent);
}

void OidcProvider::refuse(const QString &userId)
{
    if (auto *const login = d->keeper().login(userId))
        login->refuse();
}

} // namespace QtLogin
