// SPDX-License-Identifier: MIT
#include "network/authorizationrequest_p.h"

#include "network/base64url_p.h"
#include "network/httpform_p.h"

#include <QtCore/qcryptographichash.h>

namespace QtLogin {

static constexpr qsizetype secretSize = 32; // bytes; 43 characters

static Secret randomWord()
{
    return Secret::fromBytes(Base64Url::encoded(Secret::random(secretSize).reveal()));
}

static QString textOf(const Secret &secret)
{
    return QString::fromLatin1(secret.reveal());
}

// RFC 7636 §4.2.
static QString challengeFor(const Secret &verifier)
{
    return QString::fromLatin1(
        Base64Url::encoded(QCryptographicHash::hash(verifier.reveal().toByteArray(), QCryptographicHash::Sha256)));
}

QString AuthorizationRequest::scopesOf(const OidcSettings &settings)
{
    QStringList scopes {QStringLiteral("openid")};
    scopes += settings.scopes;
    scopes.removeDuplicates();
    return scopes.join(u' ');
}

using Parameters = QList<std::pair<QString, QString>>;

static HttpForm &add(HttpForm &form, const Parameters &parameters)
{
    for (const auto &[name, value] : parameters)
        form.add(name.toUtf8(), value);
    return form;
}

static QUrl withQuery(const QUrl &endpoint, const Parameters &parameters)
{
    HttpForm form;
    return add(form, parameters).takeQuery(endpoint);
}

AuthorizationRequest::AuthorizationRequest(const OidcSettings &settings, const QUrl &redirectUrl, const Wishes &wishes)
    : m_state(randomWord().share())
    , m_verifier(randomWord().share())
    , m_nonce(textOf(randomWord()))
    , m_clientId(settings.clientId)
    , m_redirectUrl(redirectUrl)
{
    const auto add = [this](const char *name, const QString &value) { m_parameters.append({QLatin1String(name), value}); };
    add("response_type", QStringLiteral("code"));
    add("client_id", m_clientId);
    add("redirect_uri", redirectUrl.toString(QUrl::FullyEncoded));
    add("scope", scopesOf(settings));
    add("state", textOf(*m_state));
    add("nonce", m_nonce);
    add("code_challenge", challengeFor(*m_verifier));
    add("code_challenge_method", QStringLiteral("S256"));
    const std::chrono::seconds maxAge = wishes.provesAnew ? std::chrono::seconds(0) : longestAge;
    add("max_age", QString::number(maxAge.count()));
    QStringList prompt;
    if (wishes.provesAnew)
        prompt.append(QStringLiteral("login"));
    if (settings.scopes.contains(QStringLiteral("offline_access"))) // or it is not granted (Core §11)
        prompt.append(QStringLiteral("consent"));
    if (!prompt.isEmpty())
        add("prompt", prompt.join(u' '));
    if (!wishes.userName.isEmpty())
        add("login_hint", wishes.userName);
    if (!wishes.keyThumbprint.isEmpty())
        add("dpop_jkt", QString::fromLatin1(wishes.keyThumbprint)); // RFC 9449 §10
    m_parameters += settings.parameters;
}

SecretPtr AuthorizationRequest::pushedForm() const
{
    HttpForm form;
    return add(form, m_parameters).takeBody();
}

bool AuthorizationRequest::isReserved(const QString &name)
{
    static const QStringList reserved {
        QStringLiteral("response_type"), QStringLiteral("response_mode"), QStringLiteral("client_id"),
        QStringLiteral("client_secret"), QStringLiteral("redirect_uri"), QStringLiteral("scope"), QStringLiteral("state"),
        QStringLiteral("nonce"), QStringLiteral("code_challenge"), QStringLiteral("code_challenge_method"),
        QStringLiteral("max_age"), QStringLiteral("prompt"), QStringLiteral("login_hint"), QStringLiteral("id_token_hint"),
        QStringLiteral("request"), QStringLiteral("request_uri"), QStringLiteral("registration"), QStringLiteral("dpop_jkt")};
    return reserved.contains(name);
}

QUrl AuthorizationRequest::pageAt(const QUrl &endpoint) const
{
    return withQuery(endpoint, m_parameters);
}

QUrl AuthorizationRequest::pageAt(const QUrl &endpoint, const QString &pushedReference) const
{
    return withQuery(endpoint, {{QStringLiteral("client_id"), m_clientId}, {QStringLiteral("request_uri"), pushedReference}});
}

SecretPtr AuthorizationRequest::redemptionOf(const Secret &code) const
{
    HttpForm form;
    form.add("grant_type", QStringLiteral("authorization_code"))
        .add("client_id", m_clientId)
        .add("redirect_uri", m_redirectUrl.toString(QUrl::FullyEncoded))
        .add("code", code)
        .add("code_verifier", *m_verifier);
    return form.takeBody();
}

} // namespace QtLogin
