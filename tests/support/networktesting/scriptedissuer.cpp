// SPDX-License-Identifier: MIT
#include "networktesting/scriptedissuer_p.h"

#include <QtCore/qcryptographichash.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>

namespace QtLogin {

using namespace std::chrono_literals;

static qint64 secondsOf(Clock::Wall time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

static ServerAnswer jsonAnswer(const QJsonObject &object, int status = 200)
{
    return ServerAnswer::json(QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

static ServerAnswer errorAnswer(const char *code, int status = 400)
{
    return jsonAnswer({{QStringLiteral("error"), QLatin1String(code)}}, status);
}

static QString valueIn(const QUrlQuery &query, const char *name)
{
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

ScriptedIssuer::ScriptedIssuer(std::shared_ptr<Clock> clock) : clock(std::move(clock)), server(authority.valid())
{
    browser.setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    route(Endpoint::Discovery, &ScriptedIssuer::describe);
    route(Endpoint::Keys, &ScriptedIssuer::keys);
    route(Endpoint::Push, &ScriptedIssuer::push);
    route(Endpoint::Token, &ScriptedIssuer::redeem);
    route(Endpoint::UserInfo, &ScriptedIssuer::describeUser);
    route(Endpoint::Device, &ScriptedIssuer::beginOnDevice);
}

// Changes are looked up at each answer.
void ScriptedIssuer::route(Endpoint endpoint, ServerAnswer (ScriptedIssuer::*answering)(const ServerRequest &))
{
    server.route(pathOf(endpoint), [this, endpoint, answering](const ServerRequest &request) {
        ServerAnswer answer = (this->*answering)(request);
        if (const auto change = changes.value(int(endpoint)))
            change(answer);
        return answer;
    });
}

QByteArray ScriptedIssuer::pathOf(Endpoint endpoint)
{
    switch (endpoint) {
    case Endpoint::Discovery:
        return "/.well-known/openid-configuration";
    case Endpoint::Keys:
        return "/keys";
    case Endpoint::Push:
        return "/push";
    case Endpoint::Token:
        return "/token";
    case Endpoint::UserInfo:
        return "/userinfo";
    case Endpoint::Device:
        return "/device-code";
    }
    return {};
}

QJsonObject ScriptedIssuer::metadata() const
{
    QJsonObject object {{QStringLiteral("issuer"), issuer()},
                        {QStringLiteral("authorization_endpoint"), address("/authorize")},
                        {QStringLiteral("token_endpoint"), address("/token")},
                        {QStringLiteral("jwks_uri"), address("/keys")},
                        {QStringLiteral("userinfo_endpoint"), address("/userinfo")},
                        {QStringLiteral("device_authorization_endpoint"), address("/device-code")},
                        {QStringLiteral("response_types_supported"), QJsonArray {QStringLiteral("code")}},
                        {QStringLiteral("code_challenge_methods_supported"), QJsonArray {QStringLiteral("S256")}},
                        {QStringLiteral("id_token_signing_alg_values_supported"), QJsonArray {QStringLiteral("EdDSA")}},
                        {QStringLiteral("authorization_response_iss_parameter_supported"), true}};
    if (pushing)
        object.insert(QStringLiteral("pushed_authorization_request_endpoint"), address("/push"));
    if (metadataChange)
        metadataChange(object);
    return object;
}

ServerAnswer ScriptedIssuer::describe(const ServerRequest &)
{
    return jsonAnswer(metadata());
}

ServerAnswer ScriptedIssuer::keys(const ServerRequest &)
{
    return jsonAnswer({{QStringLiteral("keys"), QJsonArray {published.publicKey()}}});
}

// RFC 9126 §2.
ServerAnswer ScriptedIssuer::push(const ServerRequest &request)
{
    const QUrlQuery parameters(QString::fromLatin1(request.body));
    if (!pushing || request.method != "POST")
        return errorAnswer("invalid_request");
    if (const char *fault = faultIn(parameters)) {
        complaint = QLatin1String(fault);
        return errorAnswer("invalid_request");
    }
    const QString reference = QStringLiteral("urn:ietf:params:oauth:request_uri:") + QString::fromLatin1(randomWord());
    pushed.insert(reference, parameters);
    return jsonAnswer({{QStringLiteral("request_uri"), reference}, {QStringLiteral("expires_in"), 60}}, 201);
}

ServerAnswer ScriptedIssuer::redeem(const ServerRequest &request)
{
    const QUrlQuery parameters(QString::fromLatin1(request.body));
    const QString kind = valueIn(parameters, "grant_type");
    return kind == u"urn:ietf:params:oauth:grant-type:device_code" ? redeemDeviceCode(parameters) : redeemCode(parameters);
}

// RFC 6749 §4.1.3, RFC 7636 §4.6: a code is good for one time, whatever comes of it.
ServerAnswer ScriptedIssuer::redeemCode(const QUrlQuery &parameters)
{
    const QByteArray verifier = valueIn(parameters, "code_verifier").toLatin1();
    secrets.append(verifier);
    const QString code = valueIn(parameters, "code");
    if (!codes.contains(code))
        return errorAnswer("invalid_grant");
    const Grant grant = codes.take(code);
    const QByteArray challenge = base64Url(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256));
    if (valueIn(parameters, "client_id") != valueIn(grant.request, "client_id")
        || valueIn(parameters, "redirect_uri") != valueIn(grant.request, "redirect_uri")
        || valueIn(grant.request, "code_challenge").toLatin1() != challenge)
        return errorAnswer("invalid_grant");
    return tokensFor(grant);
}

// RFC 8628 §3.2.
ServerAnswer ScriptedIssuer::beginOnDevice(const ServerRequest &request)
{
    const QUrlQuery parameters(QString::fromLatin1(request.body));
    if (valueIn(parameters, "client_id") != QLatin1String(client))
        return errorAnswer("invalid_client", 401);
    const QString deviceCode = QString::fromLatin1(randomWord());
    const QString userCode = QString::fromLatin1(randomWord().toHex().left(8)).toUpper();
    deviceRequests.insert(deviceCode, {parameters, userCode, clock->sinceBoot() + 5min});
    secrets << deviceCode.toLatin1();
    return jsonAnswer({{QStringLiteral("device_code"), deviceCode},
                       {QStringLiteral("user_code"), userCode},
                       {QStringLiteral("verification_uri"), address("/device")},
                       {QStringLiteral("expires_in"), 300}});
}

bool ScriptedIssuer::enterCode(const QString &code)
{
    for (DeviceRequest &request : deviceRequests) {
        if (request.userCode != code)
            continue;
        request.account = account;
        request.authTime = proof(request.request);
        request.error = error;
        return true;
    }
    return false;
}

// RFC 8628 §3.5.
ServerAnswer ScriptedIssuer::redeemDeviceCode(const QUrlQuery &parameters)
{
    const QString deviceCode = valueIn(parameters, "device_code");
    if (!deviceRequests.contains(deviceCode) || valueIn(parameters, "client_id") != QLatin1String(client))
        return errorAnswer("invalid_grant");
    if (slowDowns > 0) {
        --slowDowns;
        return errorAnswer("slow_down");
    }
    const DeviceRequest request = deviceRequests.value(deviceCode);
    if (clock->sinceBoot() > request.expiresAt)
        return errorAnswer("expired_token");
    if (!request.account)
        return errorAnswer("authorization_pending");
    deviceRequests.remove(deviceCode);
    if (!request.error.isEmpty())
        return errorAnswer(request.error.toLatin1().constData());
    return tokensFor({request.request, *request.account, request.authTime});
}

ServerAnswer ScriptedIssuer::tokensFor(const Grant &grant)
{
    const QByteArray accessToken = randomWord();
    const QByteArray idToken = idTokenFor(grant, accessToken);
    accessTokens.insert(accessToken, grant.account);
    secrets << accessToken << idToken;
    return jsonAnswer({{QStringLiteral("access_token"), QString::fromLatin1(accessToken)},
                       {QStringLiteral("id_token"), QString::fromLatin1(idToken)},
                       {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                       {QStringLiteral("expires_in"), 600},
                       {QStringLiteral("scope"), valueIn(grant.request, "scope")}});
}

QByteArray ScriptedIssuer::idTokenFor(const Grant &grant, const QByteArray &accessToken) const
{
    const QByteArray digest = QCryptographicHash::hash(accessToken, QCryptographicHash::Sha512);
    QJsonObject claims {{QStringLiteral("iss"), issuer()},
                        {QStringLiteral("sub"), grant.account.subject},
                        {QStringLiteral("aud"), QLatin1String(client)},
                        {QStringLiteral("iat"), secondsOf(clock->wall())},
                        {QStringLiteral("exp"), secondsOf(clock->wall() + 10min)},
                        {QStringLiteral("auth_time"), secondsOf(grant.authTime)},
                        {QStringLiteral("at_hash"), QString::fromLatin1(base64Url(digest.left(digest.size() / 2)))}};
    if (const QString nonce = valueIn(grant.request, "nonce"); !nonce.isEmpty())
        claims.insert(QStringLiteral("nonce"), nonce);
    if (claimsChange)
        claimsChange(claims);
    return signing.sign(claims);
}

ServerAnswer ScriptedIssuer::describeUser(const ServerRequest &request)
{
    const QByteArray token = request.header("Authorization").mid(int(qstrlen("Bearer ")));
    if (!accessTokens.contains(token))
        return errorAnswer("invalid_token", 401);
    const Account user = accessTokens.value(token);
    QJsonObject claims = user.claims;
    claims.insert(QStringLiteral("sub"), user.subject);
    return jsonAnswer(claims);
}

// The parameters that the page stands for, or nothing with a complaint.
std::optional<QUrlQuery> ScriptedIssuer::requestOf(const QUrl &page)
{
    complaint.clear();
    QUrlQuery request(page);
    const QString reference = valueIn(request, "request_uri");
    if (page.adjusted(QUrl::RemoveQuery) != QUrl(address("/authorize")))
        complaint = QStringLiteral("it is another page");
    else if (pushing && !pushed.contains(reference))
        complaint = QStringLiteral("the request was not pushed");
    else if (pushing)
        request = pushed.take(reference);
    if (const char *fault = faultIn(request); fault && complaint.isEmpty())
        complaint = QLatin1String(fault);
    return complaint.isEmpty() ? std::optional(request) : std::nullopt;
}

const char *ScriptedIssuer::faultIn(const QUrlQuery &request) const
{
    const QUrl redirect(valueIn(request, "redirect_uri"));
    if (valueIn(request, "client_id") != QLatin1String(client))
        return "the client is not known";
    if (redirect.scheme() != u"http" || (redirect.host() != u"127.0.0.1" && redirect.host() != u"::1"))
        return "the redirect address is not on loopback";
    if (valueIn(request, "response_type") != u"code")
        return "the response type is not code";
    if (valueIn(request, "code_challenge_method") != u"S256" || valueIn(request, "code_challenge").size() != 43)
        return "there is no challenge of S256";
    if (!valueIn(request, "scope").split(u' ').contains(QStringLiteral("openid")))
        return "the scope openid is missing";
    return nullptr;
}

// When the user has proved who they are: now, where the browser does not know them or the application asks for it.
Clock::Wall ScriptedIssuer::proof(const QUrlQuery &request)
{
    const QString maxAge = valueIn(request, "max_age");
    const bool asksAgain = valueIn(request, "prompt") == u"login"
        || (loggedInAt && !maxAge.isEmpty() && clock->wall() - *loggedInAt > std::chrono::seconds(maxAge.toLongLong()));
    if (!loggedInAt || asksAgain)
        loggedInAt = clock->wall();
    return *loggedInAt;
}

QUrl ScriptedIssuer::answerTo(const QUrlQuery &request)
{
    QUrlQuery answer;
    if (error.isEmpty()) {
        const QString code = QString::fromLatin1(randomWord());
        codes.insert(code, {request, account, proof(request)});
        secrets << code.toLatin1();
        answer.addQueryItem(QStringLiteral("code"), code);
    } else {
        answer.addQueryItem(QStringLiteral("error"), error);
        if (!errorDescription.isEmpty())
            answer.addQueryItem(QStringLiteral("error_description"), QString::fromLatin1(QUrl::toPercentEncoding(errorDescription)));
    }
    answer.addQueryItem(QStringLiteral("state"), valueIn(request, "state"));
    answer.addQueryItem(QStringLiteral("iss"), QString::fromLatin1(QUrl::toPercentEncoding(issuer())));
    if (answerChange)
        answerChange(answer);
    QUrl address(valueIn(request, "redirect_uri"));
    address.setQuery(answer);
    return address;
}

} // namespace QtLogin
