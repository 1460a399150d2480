// SPDX-License-Identifier: MIT
#include "network/tokenissuer.h"

#include <QtCore/qcryptographichash.h>

using namespace QtLogin;
using namespace std::chrono_literals;

const TokenIssuer &TokenIssuer::instance()
{
    static const TokenIssuer issuer;
    return issuer;
}

QJsonArray TokenIssuer::keys() const
{
    return {rsa.jwk(QStringLiteral("rsa")), p256.jwk(QStringLiteral("ec")), ed25519.jwk(QStringLiteral("ed"))};
}

const TokenKey &TokenIssuer::keyFor(const QString &algorithm) const
{
    const QString id = idFor(algorithm);
    return id == QLatin1String("ec") ? p256 : id == QLatin1String("ed") ? ed25519 : rsa;
}

QString TokenIssuer::idFor(const QString &algorithm)
{
    if (algorithm.startsWith(u'E'))
        return algorithm == QLatin1String("EdDSA") ? QStringLiteral("ed") : QStringLiteral("ec");
    return QStringLiteral("rsa");
}

QJsonObject TokenIssuer::claims()
{
    return {{QStringLiteral("iss"), QStringLiteral("https://id.example.org")},
            {QStringLiteral("aud"), QStringLiteral("journal")},
            {QStringLiteral("sub"), QStringLiteral("248289761001")},
            {QStringLiteral("nonce"), QStringLiteral("n-0S6_WzA2Mj")},
            {QStringLiteral("exp"), seconds + 300},
            {QStringLiteral("iat"), seconds},
            {QStringLiteral("auth_time"), seconds - 10}};
}

IdTokenExpectations TokenIssuer::expectations()
{
    IdTokenExpectations expected {QStringLiteral("https://id.example.org"), QStringLiteral("journal")};
    expected.nonce = QStringLiteral("n-0S6_WzA2Mj");
    expected.maxAge = 300s;
    expected.accessToken = Secret::copyOf("an access token").share();
    expected.code = Secret::copyOf("a code").share();
    return expected;
}

QJsonObject TokenIssuer::claimsWith(const QJsonObject &changes)
{
    return changed(claims(), changes);
}

QJsonObject TokenIssuer::headerWith(const QJsonObject &changes)
{
    return changed({{QStringLiteral("alg"), QStringLiteral("RS256")}, {QStringLiteral("kid"), QStringLiteral("rsa")}},
                   changes);
}

QByteArray TokenIssuer::tokenWith(const QJsonObject &claimChanges, const QJsonObject &headerChanges) const
{
    return tokenOf(compactJson(headerWith(headerChanges)), compactJson(claimsWith(claimChanges)), rsa, "RS256");
}

QJsonObject changed(QJsonObject object, const QJsonObject &changes)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value().isNull())
            object.remove(change.key());
        else
            object.insert(change.key(), change.value());
    }
    return object;
}

QString halfHash(const QByteArray &text, const QString &algorithm)
{
    const auto kind = algorithm == QLatin1String("EdDSA") ? QCryptographicHash::Sha512 : QCryptographicHash::Sha256;
    const QByteArray digest = QCryptographicHash::hash(text, kind);
    return QString::fromLatin1(base64Url(digest.first(digest.size() / 2)));
}
